"""What the cards state beside their numbers to be filled in is computed, in another way.

`facts/<file>.py` holds the facts of `questions/cards/<file>.yaml`: the card, the text as it stands
on it in both languages, and a computation. A card that is read and not calculated has a fact, or
is listed in `facts.yaml` with the reason why it has none.
"""

import importlib
from dataclasses import replace

import pytest
from cards.fact import FACTS, numbers, stands
from cards.shipped import FILES, HERE, cards, read

from drill.bank.cards import read_cards
from drill.model.card import Kind
from drill.model.text import Lang

pytestmark = pytest.mark.oracle
for library in ("torch", "scipy", "sklearn", "shapely", "cv2", "pycocotools"):
    pytest.importorskip(library, reason="needs `pip install 'drill-cv[oracles]'`")

OF_FILE = {}
for path in sorted((HERE / "facts").glob("*.py")):
    before = len(FACTS)
    importlib.import_module(f"cards.facts.{path.stem}")
    OF_FILE[path.stem.replace("_", "-")] = FACTS[before:]
WITHOUT = read("facts.yaml")
TOLD = [card for card in cards().values() if card.kind not in (Kind.NUMBER, Kind.BUG)]


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Many small computations: threads of PyTorch would wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("name", sorted({fact.card for fact in FACTS}))
def test_what_a_card_says_is_what_is_computed(name):
    for fact in FACTS:
        if fact.card == name:
            for lang in Lang:
                text = fact.text.to(lang)
                assert stands(text, cards()[name], lang), f"{text!r} is not on the card ({lang})"

            fact.check()


def test_every_card_has_a_fact_or_a_reason_why_not():
    sure = {fact.card for fact in FACTS}
    listed = [card for ids in WITHOUT.values() for card in ids]

    assert sorted(listed) == sorted(card.id for card in TOLD if card.id not in sure)


def test_a_text_stands_on_a_card_as_a_whole():
    """The card says 0.84, and 48,120 in English, 48120 in Chinese."""
    scale, layers = (cards()[name] for name in ("attention-scale", "lenet-layers"))

    assert stands("is 0.84 on", scale, Lang.EN)
    assert not any(stands(text, scale, Lang.EN) for text in ("0.8", "84", "0.843"))
    assert all(stands("48,120", layers, lang) for lang in Lang)


def test_numbers_are_read_with_half_a_unit_of_their_last_digit():
    read = {
        "from −1.5 to 8": [(-1.5, 0.05), (8, 0.5)],
        "14² = 196": [(196, 196e-9), (196, 0.5)],
        r"3 \cdot 10^{-8}": [(3e-8, 0.5e-8)],
        r"\frac{1}{4} of 2/3": [(0.25, 0.25e-9), (2 / 3, 2 / 3 * 1e-9)],
        "28 % of 1470 万": [(0.28, 0.005), (14_700_000, 50_000)],
        "float32 has √2": [(2**0.5, 2**0.5 * 1e-9)],
    }

    for text, wanted in read.items():
        assert numbers(text) == [pytest.approx(one) for one in wanted], text


@pytest.mark.parametrize("found", [0.8349, 0.8451, 8.4])
def test_a_fact_fails_where_the_computation_gives_another_value(found):
    fact = next(one for one in FACTS if one.text.en == "0.84" and one.card == "attention-scale")

    with pytest.raises(AssertionError, match="says 0.84"):
        replace(fact, compute=lambda: found).check()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_cards_has_its_own_facts(path):
    ids = {one.card.id for one in read_cards(path)[0]}

    assert OF_FILE[path.stem]
    assert {fact.card for fact in OF_FILE[path.stem]} <= ids


def test_facts_are_many():
    assert len(FACTS) >= 600

"""The code of a bug card is run: it does what the card says, and mended it does what is right.

`bugs/<file>.py` has a function for each bug card of `questions/cards/<file>.yaml`: its name is the
card's id, its only argument the card's code.
"""

import importlib
import sys
from inspect import signature

import pytest
from cards.shipped import HERE, cards

from drill.model.card import Kind

pytestmark = pytest.mark.oracle
for library in ("torch", "cv2", "scipy", "sklearn", "shapely"):
    pytest.importorskip(library, reason="needs `pip install 'drill-cv[oracles]'`")

BUGS = [card for card in cards().values() if card.kind is Kind.BUG]
CHECKS = {
    name.replace("_", "-"): function
    for path in sorted((HERE / "bugs").glob("*.py"))
    for name, function in vars(importlib.import_module(f"cards.bugs.{path.stem}")).items()
    if getattr(function, "__module__", "") == f"cards.bugs.{path.stem}"
    if list(signature(function).parameters) == ["code"]
}


@pytest.fixture(autouse=True)
def one_thread():
    """Tiny arrays: threads cost more than they save."""
    torch, before = sys.modules["torch"], sys.modules["torch"].get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("card", BUGS, ids=lambda card: card.id)
def test_the_fault_of_a_bug_card_shows_and_its_repair_removes_it(card):
    assert card.id in CHECKS, "write a function for it in tests/cards/bugs"
    CHECKS[card.id](card.code)


def test_every_check_is_of_a_card():
    assert sorted(CHECKS) == sorted(card.id for card in BUGS)


def test_bug_cards_are_many():
    assert len(BUGS) >= 70

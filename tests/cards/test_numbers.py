"""What a number card asks is computed another way: by a layer that is run, a count, a polygon.

`brute/<file>.py` has a function for each number card of `questions/cards/<file>.yaml`: its name is
the card's id, its arguments are the numbers given. It must not use the card's own formula.
"""

import importlib
import math

import pytest
from cards.shipped import HERE, cards

from drill.bank.card_numbers import combinations
from drill.model.card import Kind
from drill.model.expression import evaluate

pytestmark = pytest.mark.oracle
for library in ("torch", "scipy", "sklearn", "shapely"):
    pytest.importorskip(library, reason="needs `pip install 'drill-cv[oracles]'`")

MOST = 200  # combinations of the numbers given
EXACT = 1e-4  # for single precision
NUMBERS = [card for card in cards().values() if card.kind is Kind.NUMBER]
BRUTE = {
    name.replace("_", "-"): function
    for path in sorted((HERE / "brute").glob("*.py"))
    if path.stem != "within"
    for name, function in vars(importlib.import_module(f"cards.brute.{path.stem}")).items()
    if getattr(function, "__module__", "") == f"cards.brute.{path.stem}"
}


@pytest.mark.parametrize("card", NUMBERS, ids=lambda card: card.id)
def test_the_formula_of_a_number_card_gives_what_a_brute_force_gives(card):
    assert card.id in BRUTE, "write a function for it in tests/cards/brute"
    brute = BRUTE[card.id]
    share = getattr(brute, "within", EXACT)
    for values in combinations(card.given, MOST):
        wanted = brute(**values)
        got = evaluate(card.formula, values)

        assert math.isclose(got, wanted, rel_tol=share, abs_tol=1e-6), (values, got, wanted)


@pytest.mark.parametrize("card", NUMBERS, ids=lambda card: card.id)
def test_an_exact_answer_is_a_whole_number_or_short(card):
    """Nobody types 0.3333333 where no tolerance is given."""
    if not card.tolerance:
        for values in combinations(card.given, MOST):
            wanted = evaluate(card.formula, values)

            assert math.isclose(wanted, round(wanted, 2), abs_tol=1e-9), (values, wanted)


def test_number_cards_are_many():
    assert len(NUMBERS) >= 60

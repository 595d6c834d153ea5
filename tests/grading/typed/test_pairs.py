"""How often typed answers are judged rightly may not get worse: tests/bench/typed_answers.py."""

import pytest
from typed_answers import ours, pairs, part, rates, wordings


@pytest.mark.parametrize(
    ("name", "least", "most"), [("held_out", 0.9, 0.06), ("tuning", 0.94, 0.02)]
)
def test_right_answers_are_accepted_and_wrong_ones_are_not(name, least, most):
    every = list(pairs(name))
    accepted, right, slipped, wrong = rates(ours, every)

    assert min(right, wrong) >= 45
    assert accepted >= least * right
    assert slipped <= most * wrong


@pytest.mark.parametrize("name", ["held_out", "tuning"])
def test_what_other_programs_do_is_worse_both_ways(name):
    every = list(pairs(name))
    accepted, _, slipped, _ = rates(ours, every)

    assert rates(part, every)[0] < accepted
    assert rates(wordings, every)[0] < accepted
    assert rates(wordings, every)[2] > 4 * slipped

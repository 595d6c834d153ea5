"""A mistake is named where an answer is that mistake, most like it, or not at all."""

import numpy as np
from conftest import ROOT

from drill.bank.solutions import load_solution
from drill.grading.answer import answer
from drill.grading.diagnose import diagnose
from drill.grading.laws import Trial
from drill.model.outcome import NotCalled, Raised, Returned, TimedOut

NMS = Trial(load_solution(ROOT / "solutions" / "nms.py"))
MISTAKES = {one.name: one.function for one in NMS.problem.mistakes}


def found(function):
    outcomes = tuple(answer(function, one.inputs) for one in NMS.draws)
    return diagnose(NMS.problem, NMS.draws, outcomes, NMS.passed(outcomes))


def test_a_right_answer_has_no_diagnosis():
    assert found(NMS.problem.reference.function) is None


def test_a_mistake_in_other_words_is_named():
    def backwards_ties_and_plus_one(boxes, scores, threshold):
        keep = []
        for i in np.argsort(scores)[::-1]:
            for k in keep:
                w, h = (
                    min(boxes[i][2 + a], boxes[k][2 + a]) - max(boxes[i][a], boxes[k][a]) + 1
                    for a in (0, 1)
                )
                area = [
                    (boxes[j][2] - boxes[j][0] + 1) * (boxes[j][3] - boxes[j][1] + 1)
                    for j in (i, k)
                ]
                inter = max(w, 0) * max(h, 0)
                if inter / (sum(area) - inter) > threshold:
                    break
            else:
                keep.append(int(i))
        return keep

    diagnosis = found(backwards_ties_and_plus_one)

    assert diagnosis is not None
    assert (diagnosis.name, diagnosis.kind, diagnosis.agreement) == ("plus_one", "convention", 1.0)


def test_almost_a_mistake_is_most_like_it():
    def with_a_flaw_of_its_own(boxes, scores, threshold):
        if len(boxes) == 1:
            raise ValueError("one box")
        return (
            MISTAKES["worst_first"](boxes, scores, threshold) if "worst_first" in MISTAKES else None
        )

    diagnosis = found(with_a_flaw_of_its_own)

    assert diagnosis is not None
    assert diagnosis.name == "worst_first"
    assert 0.9 <= diagnosis.agreement < 1


def test_nonsense_is_not_named():
    assert found(lambda boxes, scores, threshold: np.arange(len(boxes))[::3]) is None


def test_an_answer_that_never_came_is_not_named():
    for outcome in (TimedOut(2.0), NotCalled("x"), Raised("KeyError", "x")):
        outcomes = (outcome,) * len(NMS.draws)

        assert diagnose(NMS.problem, NMS.draws, outcomes, [False] * len(outcomes)) is None


def test_only_draws_with_one_right_answer_have_a_say():
    outcomes = tuple(
        Returned(np.zeros(9, int)) if one.case.several else answer(MISTAKES["plus_one"], one.inputs)
        for one in NMS.draws
    )
    diagnosis = diagnose(NMS.problem, NMS.draws, outcomes, NMS.passed(outcomes))

    assert diagnosis is not None
    assert (diagnosis.name, diagnosis.agreement) == ("plus_one", 1.0)

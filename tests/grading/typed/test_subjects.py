"""What is said of another of the things that a card compares is no hit."""

import pytest

from drill.grading.typed.points import check_points
from drill.grading.typed.subjects import Subject, subjects
from drill.model.card import Point
from drill.model.text import Text
from drill.model.typed import State

HIT, MISS = State.HIT, State.MISS
HMM = Point(text=Text("HMM models the joint", "HMM 建模联合概率"), any=("joint", "p(x, y)", "联合"))
CRF = Point(
    text=Text("CRF models the conditional", "CRF 建模条件概率"),
    any=("conditional", "p(y | x)", "条件", "CRF takes p(y | x)"),
)


def states(answer, *points):
    return [hit.state for hit in check_points(answer, points or (HMM, CRF)).hits]


@pytest.mark.parametrize(
    "answer",
    [
        "HMM models the joint distribution, CRF the conditional one",
        "HMM 对联合概率建模，CRF 对条件概率建模",
        "one models p(x, y), the other p(y | x)",
        "unlike a CRF it is joint; unlike the HMM the other is conditional",
        "joint is what the HMM models, conditional is what the CRF models",
        "an HMM models p(x, y) and a CRF p(y | x), the joint and the conditional",
        "与 CRF 不同，HMM 是联合概率；与 HMM 不同的 CRF 是条件概率",
        "HMM is joint. Compared to the HMM it is conditional",
        "HMM: CRF but for p(x, y), the joint; CRF (an HMM turned conditional)",
    ],
)
def test_each_is_said_of_its_own_subject_or_of_none(answer):
    assert states(answer) == [HIT, HIT]


@pytest.mark.parametrize(
    "answer",
    [
        "CRF models the joint distribution, HMM the conditional one",
        "CRF 对联合概率建模，HMM 对条件概率建模",
        "a CRF models p(x, y); the HMM p(y | x)",
    ],
)
def test_swapped_subjects_are_two_misses_and_the_reason_is_told(answer):
    hits = check_points(answer, (HMM, CRF)).hits

    assert [hit.state for hit in hits] == [MISS, MISS]
    assert hits[0].why == Text(
        f"you say “{hits[0].wording}” of “crf”", f"“{hits[0].wording}”说成了“crf”"
    )


def test_said_of_both_is_a_hit():
    assert states("the CRF is joint, the HMM is joint too") == [HIT, MISS]


def test_a_wording_that_names_the_other_is_taken_as_its_author_wrote_it():
    point = Point(text=HMM.text, any=("generative, unlike CRF",))

    assert states("generative, unlike CRF", point, CRF)[0] is HIT


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("BN takes a batch", "LN takes one sample"), [({"bn"}, {"ln"}), ({"ln"}, {"bn"})]),
        (("bagging lowers it", "boosting lowers it"), [({"bag"}, {"boost"}), ({"boost"}, {"bag"})]),
        (("offline: x", "online: y"), [({"offlin"}, {"onlin"}), ({"onlin"}, {"offlin"})]),
        (
            ("LSTM has three gates, GRU two", "GRU has no cell"),
            [(set(), set()), ({"gru"}, {"lstm"})],
        ),
        (("more data", "a larger model"), [(set(), set())] * 2),
        (("memory is short", "time is long"), [(set(), set())] * 2),
    ],
)
def test_subjects_are_names_opposites_and_what_does_alike(texts, expected):
    found = subjects(tuple(Text(text, text) for text in texts))

    assert found == tuple(Subject(frozenset(a), frozenset(b)) for a, b in expected)

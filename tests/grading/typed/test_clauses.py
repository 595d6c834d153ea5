"""Who is said to do what: words count together within a clause, and for the thing they are said of."""

import pytest

from drill.grading.typed.points import check_points
from drill.model.card import Point
from drill.model.text import Text
from drill.model.typed import State

HIT = State.HIT


def check(answer, *wordings, veto=(), en="placeholder", zh="某某"):
    return check_points(answer, [Point(text=Text(en, zh), any=wordings, veto=veto)]).hits[0]


@pytest.mark.parametrize(
    ("answer", "wording", "veto"),
    [
        ("Unlike L2, L1 gives sparse weights", "sparse weights", "L2 gives sparse weights"),
        (
            "smooth regions are low frequency, edges are high",
            "smooth regions are low frequency",
            "low frequencies are edges",
        ),
        ("forward KL covers all modes and reverse KL picks one", "covers", "reverse KL covers"),
        ("前向 KL 覆盖所有峰，反向 KL 只取一个", "覆盖所有峰", "反向 KL 覆盖"),
        ("TF1 是静态图。PyTorch 是动态图", "动态图", "静态图 PyTorch"),
    ],
)
def test_a_veto_takes_its_words_from_one_clause_and_in_their_order(answer, wording, veto):
    assert check(answer, wording, veto=(veto,)).state is HIT


@pytest.mark.parametrize(
    ("answer", "veto"),
    [
        ("reverse KL covers all modes", "reverse KL covers"),
        ("it is L2 that gives the sparse weights", "L2 gives sparse weights"),
        ("反向 KL 会覆盖所有峰", "反向 KL 覆盖"),
        ("先去 blank，再合并重复", "先去 blank，再合并"),
        ("eval() 省显存，no_grad() 会关闭 dropout", "no_grad 关闭 dropout"),
        ("f(x) saves memory", "f x saves memory"),
    ],
)
def test_a_veto_is_still_found_in_its_order(answer, veto):
    words = ("covers", "sparse weights", "覆盖所有峰", "合并", "dropout", "saves memory")

    assert check(answer, *words, veto=(veto,)).state is not HIT


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("gradients don't die out and it can learn long dependencies", "learn long dependencies"),
        ("it doesn't round and uses bilinear interpolation", "bilinear interpolation"),
        ("it does not share weights and learns the offsets", "learns offsets"),
    ],
)
def test_a_denial_ends_where_a_new_verb_or_subject_begins(answer, wording):
    assert check(answer, wording).state is HIT


def test_a_denial_goes_on_where_only_another_thing_is_named():
    assert check("it needs no anchors and proposals", "proposals").state is not HIT

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


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("an object/not-object score and four box offsets", "four box offsets"),
        ("one object/no object score for each anchor", "score for each anchor"),
        ("easy examples are down-weighted and hard ones dominate", "down-weights easy examples"),
        ("the encoder's map is concatenated to the decoder's", "concatenates encoder maps"),
        ("LSTM 还有单独的细胞状态；GRU 两个门，没有单独的细胞状态", "单独的细胞状态"),
        ("two-stage 先生成候选框再分类，one-stage 直接预测，没有候选框", "候选框"),
    ],
)
def test_what_is_said_of_another_thing_does_not_count_against_a_point(answer, wording):
    assert check(answer, wording).state is HIT


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("easy and hard examples are down-weighted", "down-weights easy examples"),
        ("BN depends on the batch, and it does not depend on the batch", "depends on the batch"),
        ("it is an object, not a box", "box"),
        ("flipping is not a kind of augmentation", "flipping"),
        ("翻转不算数据增强", "翻转"),
    ],
)
def test_what_is_said_of_the_same_thing_does(answer, wording):
    assert check(answer, wording).state is not HIT


def test_what_is_set_aside_as_said_of_the_points_own_case_is_said():
    answer = "Running averages are used, not statistics of the batch as training does"

    assert check(answer, "statistics of the batch", en="training uses the batch").state is HIT
    assert check(answer, "statistics of the batch", en="the batch is used").state is not HIT


def test_the_more_the_more_is_no_direction():
    text = "lowers scores in proportion to the overlap"

    assert check("the more overlap, the more decay", "decay", en=text).state is HIT
    assert check("they are enlarged by more decay", "decay", en=text).state is not HIT


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("它的参数少很多", "fewer parameters"),
        ("加大数据量", "increases 数据量"),
        ("dividing brings the variance down", "variance decreases"),
        ("it keeps the number of connections down", "fewer connections"),
        ("it blurs the picture", "blurs the image"),
        ("h_t = o_t ⊙ tanh(c_t)", "h = o * tanh(c)"),
        ("c_t = f⊙c_{t-1} + i⊙g", "c = f * c_prev + i * g"),
        ("ct = i*g + f*ct-1", "c = f * c_prev + i * g"),
        ("$c_{t+1}$ 由 c_t 得到", "c_next"),
        ("1−tanh²c", "1 - tanh²(c)"),
        ("ε/K", "eps / K"),
        ("(b - mean) * s + beta", "(b - μ) * s + β"),
        ("w - lr * grad", "w - η * grad"),
        ("1-IoU", "1 - IoU"),
        ("δ_l·a_{l-1}", "delta * a_{l-1}"),
    ],
)
def test_amounts_and_formulas_in_other_spellings(answer, wording):
    assert check(answer, wording).state is HIT


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("c = i * c_prev + f * g", "c = f * c_prev + i * g"),
        ("h_{t+1}", "h_{t-1}"),
        ("1 + tanh²c", "1 - tanh²(c)"),
        ("K/ε", "ε/K"),
        ("参数少很多", "more parameters"),
    ],
)
def test_another_formula_or_amount_is_no_hit(answer, wording):
    assert check(answer, wording).state is not HIT

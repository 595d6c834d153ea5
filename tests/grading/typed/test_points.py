"""Typed prose against key points: what is said counts, what is denied does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_answers import cards

from drill.grading.typed.match import LONGEST
from drill.grading.typed.points import check_points
from drill.model.card import Point
from drill.model.review import Rating
from drill.model.text import Text
from drill.model.typed import State

HIT, MISS, DOUBTFUL = State.HIT, State.MISS, State.DOUBTFUL
POINTS = [point for points in cards("tuning").values() for point in points]
WORDINGS = [(point, wording) for point in POINTS for wording in point.any]

# Pieces that mean something to the grader, so that random text reaches its corners.
PIECES = st.sampled_from(
    "不 没有 not n't don't instead of rather than 而不是 避免 导致 就 but , 。 ( ) 非 无监督 时 梯度消失 梯度爆炸 running mean 1e-5 ½ 三种 "
    "\\frac{1}{\\sqrt{d_k}} \\ $ { 3*3 10⁻⁵ 更大 下降 ↑ batch-norm overfitting > < = ^ 共享权重 分之 %".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join)
)


def point(*wordings, en="placeholder", zh="某某", veto=(), must=False):
    return Point(text=Text(en, zh), any=wordings, veto=veto, must=must)


def check(answer, *wordings, **words):
    return check_points(answer, [point(*wordings, **words)]).hits[0]


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("用的是滑动的平均值", "滑动平均"),
        ("ＢＮ用 Running-Mean", "running mean"),
        ("共享權重", "共享权重"),
        ("the variance of each mini-batch", "batch variance"),
        ("权重是共享的", "共享权重"),
        ("weights get shared", "share weights"),
        ("除以√d_k", "除以根号 dk"),
        (r"scale by $\frac{1}{\sqrt{d_k}}$", "1/sqrt(d_k)"),
        ("eps = 0.00001", "1e-5"),
        ("½ of it", "50%"),
        ("每个点九个anchor", "9 个 anchor"),
        ("O(n²)", "O(n^2)"),
        ("IoU超过阈值", "IoU > 阈值"),
        ("a larger receptive field", "receptive field increases"),
        ("recall 会变低", "recall 下降"),
        ("nonmaximum supression", "non-maximum suppression"),
        ("batchnorm folds into conv", "batch norm"),
        ("LN不像BN那样依赖batch的大小", "不依赖 batch"),
        ("it isn't the case that it depends on the batch", "does not depend on the batch"),
        ("不容易过拟合", "防止过拟合"),
        ("按照得分从高到低", "按得分从高到低排"),
        ("不仅共享权重，还局部连接", "共享权重"),
        ("BN depends on the batch, LN does not depend on it", "depends on the batch"),
        ("without BN, the gradient vanishes", "gradient vanishes"),
        ("no it uses the running mean", "running mean"),
        ("没有残差就会梯度消失", "梯度消失"),
        ("imbalanced data hurts recall", "hurts recall"),
        ("先对候选框按照面积排列后处理", "先对候选框按照面积排列再处理"),
        ("z 写成 μ 加上 σ 乘以 ε", "mu + sigma * epsilon"),
        ("x + F(x)", "F(x) + x"),
        ("unstable training", "训练不稳定"),
        ("independent of the batch", "不依赖 batch"),
        ("两个类别很不平衡", "class imbalance"),
        ("梯度会 vanish", "vanishing gradient"),
        ("IoU 比阈值大", "IoU > threshold"),
        ("top 5 accuracy", "top-5"),
        ("is weight sharing used? 是不是共享权重，是的", "共享权重"),
    ],
)
def test_another_way_to_say_it_is_a_hit(answer, wording):
    assert check(answer, wording).state is HIT


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("不共享权重", "共享权重"),
        ("权重并不是共享的", "共享权重"),
        ("weights aren't shared", "share weights"),
        ("weight sharing is not used", "weight sharing"),
        ("共享权重是不对的", "共享权重"),
        ("uses batch statistics instead of the running mean", "running mean"),
        ("用 batch 统计量，而不是滑动平均", "滑动平均"),
        ("依赖 batch", "不依赖 batch"),
        ("不是不依赖 batch", "不依赖 batch"),
        ("梯度爆炸", "梯度消失"),
        ("线性变换", "非线性"),
        ("非线性变换", "线性"),
        ("a nonlinear map", "linear"),
        ("无监督学习", "监督学习"),
        ("极大值抑制", "非极大值抑制"),
        ("平移等变性", "平移不变性"),
        ("感受野变小", "感受野更大"),
        ("precision decreases and recall increases", "recall decreases"),
        ("gamma is set to 0.25 and alpha to 2", "gamma = 2"),
        ("3 个 anchor", "9 个 anchor"),
        ("19 anchors", "9 anchors"),
        ("IoU 小于阈值", "IoU 大于阈值"),
        ("先 BN 后卷积", "先卷积后 BN"),
        ("the teacher imitates the student", "imitates the teacher"),
        ("教师模仿学生", "学生模仿教师"),
        ("n+1", "n-1"),
        ("mat", "matrix"),
        ("interclass", "intraclass"),
        ("精确率和召回率的算术平均", "精确率和召回率的调和平均"),
        ("加剧梯度消失", "缓解梯度消失"),
        ("不能缓解梯度消失", "缓解梯度消失"),
        ("it avoids using anchors", "anchors"),
        ("PTQ is more accurate than QAT", "QAT is more accurate"),
        ("less stable training", "stable training"),
        ("training is less stable", "stable training"),
        ("the receptive field is smaller than that of a 5x5", "receptive field of 5x5"),
        ("增大偏差减小方差", "增大方差"),
        ("先对候选框按照宽度排列再处理", "先对候选框按照面积排列再处理"),
        ("候选框面积偏圆", "候选框面积偏大"),
        ("asymmetric", "symmetric"),
        ("训练不稳定，必须用 warmup", "训练更稳定，不用 warmup"),
        ("拉近负样本，推远正样本", "拉近正样本，推远负样本"),
        ("bias 就没必要了", "加 bias"),
        ("偏差减小，方差变大", "减小方差"),
        ("z = mu * sigma + eps", "mu + sigma * eps"),
        ("训练很稳定", "训练不稳定"),
        ("", "x"),
        ("???", "x"),
    ],
)
def test_something_else_is_no_hit(answer, wording):
    assert check(answer, wording).state is not HIT


def test_the_span_is_marked_in_the_text_as_typed():
    answer = "推理时，用的是Ｒunning  Mean！"
    hit = check(answer, "running mean")

    assert answer[slice(*hit.span)] == "Ｒunning  Mean"
    assert hit.wording == "running mean"
    assert hit.why is None


def test_a_point_named_by_its_harm_wants_the_harm_kept_away():
    words = {"en": "mitigates vanishing gradients", "zh": "缓解梯度消失"}

    assert check("梯度不容易消失", "梯度消失", **words).state is HIT
    assert check("避免了梯度消失", "梯度消失", **words).state is HIT
    assert check("会导致梯度消失", "梯度消失", **words).state is MISS
    assert check("梯度不容易消失", "梯度消失", zh="层数深了会梯度消失").state is MISS


def test_the_points_own_text_has_a_say():
    words = {"zh": "温度越小越关注难负样本"}

    assert check("温度越小，越关注难负样本", "关注难负样本", **words).state is HIT
    assert check("温度越大越关注难负样本", "关注难负样本", **words).state is MISS
    assert (
        check("widest margin of both classes", "max", en="the widest margin between classes").state
        is HIT
    )
    assert check("it minimises the margin", "maximum margin", en="the margin").state is MISS


def test_said_and_denied_is_doubtful_but_a_comparison_is_not():
    both = check("it shares weights, well, it does not share weights", "shares weights")
    compared = check("BN depends on the batch; LN does not depend on the batch", "depends on batch")

    assert both.state is DOUBTFUL
    assert both.why == Text(
        "you say “shares weights” and also deny it", "既说了“shares weights”，又否定了它"
    )
    assert compared.state is HIT


def test_a_veto_outweighs_a_hit_unless_it_is_denied():
    veto = ("batch statistics",)

    vetoed = check("running mean and batch statistics", "running mean", veto=veto)

    assert vetoed.state is MISS
    assert vetoed.why == Text("“batch statistics” is wrong here", "“batch statistics”在这里是错的")
    for answer in (
        "running mean, not batch statistics",
        "running mean instead of batch statistics",
    ):
        assert check(answer, "running mean", veto=veto).state is HIT


@pytest.mark.parametrize(
    ("answer", "wording", "why"),
    [
        (
            "不共享权重",
            "共享权重",
            Text("you say the opposite of “共享权重”", "意思与“共享权重”相反"),
        ),
        ("gamma = 5", "gamma = 2", Text("found 5 where 2 was wanted", "写的是 5，应为 2")),
        (
            "梯度爆炸",
            "梯度消失",
            Text("found “爆炸” where “消失” was wanted", "写的是“爆炸”，应为“消失”"),
        ),
        ("anchor", "梯度消失", None),
    ],
)
def test_a_miss_says_why_where_there_is_a_reason(answer, wording, why):
    assert check(answer, wording).why == why


def test_the_users_own_wordings_count_for_their_point_only():
    points = [point("滑动平均"), point("方差")]

    hits = check_points("EMA", points, {0: ["EMA"]}).hits

    assert [hit.state for hit in hits] == [HIT, MISS]
    assert hits[0].wording == "EMA"


@pytest.mark.parametrize(
    ("answer", "score", "suggested"),
    [
        ("alpha beta gamma delta", 1.0, Rating.GOOD),
        ("alpha beta gamma", 5 / 6, Rating.GOOD),
        ("alpha beta", 4 / 6, Rating.GOOD),
        ("alpha gamma delta", 4 / 6, Rating.AGAIN),  # partial is not Hard
        ("alpha, not beta, gamma, delta", 4 / 6, Rating.AGAIN),
        ("alpha, no, not alpha, beta", 4 / 6, Rating.AGAIN),
        ("", 0.0, Rating.AGAIN),
    ],
)
def test_the_suggestion(answer, score, suggested):
    points = [
        point("alpha", must=True),
        point("beta", must=True),
        point("gamma"),
        point("delta"),
    ]
    typed = check_points(answer, points)

    if "no, not" not in answer:
        assert typed.score == pytest.approx(score)
    assert typed.suggested is suggested


def test_all_that_must_be_there_and_little_else_is_hard():
    points = [point("alpha", must=True), *(point(f"other{i}") for i in range(3))]

    assert check_points("alpha", points).suggested is Rating.HARD


def test_without_must_points_something_has_to_be_hit():
    points = [point("alpha"), point("beta")]

    assert check_points("gamma", points).suggested is Rating.AGAIN
    assert check_points("beta", points).suggested is Rating.HARD
    assert check_points("gamma", []).suggested is Rating.AGAIN


def test_a_wording_itself_is_a_hit_and_denied_is_none():
    for wording in {wording for _, wording in WORDINGS}:
        alone = Point(text=Text("placeholder", "某某"), any=(wording,))

        assert check_points(wording, [alone]).hits[0].state is HIT, wording
        assert check_points(f"不是{wording}", [alone]).hits[0].state is MISS, wording
        assert check_points(f"never {wording}", [alone]).hits[0].state is MISS, wording


@pytest.mark.parametrize("name", list(cards("tuning")))
def test_an_answer_of_wordings_is_a_full_hit(name):
    points = cards("tuning")[name]
    typed = check_points("\n".join(point.any[0] for point in points), points)

    assert [hit.state for hit in typed.hits] == [HIT] * len(points)
    assert typed.score == 1
    assert typed.suggested is Rating.GOOD


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
def test_any_text_is_read_and_spans_lie_in_it(answer, texts):
    points = [
        Point(text=Text(a, b), any=(a,), veto=(b,) if i else ()) for i, (a, b) in enumerate(texts)
    ]
    typed = check_points(answer, points, {0: [answer[:5]]})

    assert [hit.point for hit in typed.hits] == list(range(len(points)))
    assert 0 <= typed.score <= 1
    for hit in typed.hits:
        assert hit.span is None or 0 <= hit.span[0] < hit.span[1] <= len(answer)
        assert hit.state is not HIT or hit.span


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WORDINGS), st.sampled_from(["就是", "I think ", "首先，", "it is ", "  "]))
def test_words_around_change_nothing(pair, before):
    point, wording = pair

    assert check_points(f"{before}{wording}。", [point]).hits[0].state is HIT


def test_only_the_beginning_of_a_very_long_answer_is_read():
    assert check("x" * (LONGEST - 4) + " ema", "ema").state is HIT
    assert check("x" * LONGEST + " ema", "ema").state is MISS

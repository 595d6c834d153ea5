"""Reports made by hand, one for each thing a person can be told."""

from typing import Any

import numpy as np

from drill.grading.compare import compare
from drill.model.outcome import Raised, Returned, TimedOut, Unreadable, Verdict
from drill.model.report import CaseResult, Diagnosis, Difference, Error, Failure, Report, Speed
from drill.model.text import Text
from drill.problem import EXACT, Tolerance

NEAR = Tolerance(rtol=1e-5, atol=1e-5)
ON = {"limits": "on", "landlock": "on", "seccomp": "on"}

NMS_CASES = (
    (
        "two_objects",
        "Two boxes on one object, one on another.",
        "两个框在同一物体上，另一个框在别处。",
    ),
    ("nothing", "No boxes at all.", "一个框也没有。"),
    ("on_the_line", "IoU exactly at the threshold: both stay.", "IoU 恰好等于阈值：两个框都保留。"),
    (
        "a_chain",
        "A chain: the second box goes, so the third stays.",
        "链式重叠：第二个框被抑制，第三个框因此保留。",
    ),
    ("diagonal", "Boxes that meet only at a corner.", "只在角上相接的框。"),
    ("five_alike", "A dense cluster of five near-identical boxes.", "五个几乎重合的框挤在一起。"),
    (
        "negative_scores",
        "Negative scores: there is no score threshold.",
        "分数为负：本题没有分数阈值。",
    ),
    ("lattice", "Small boxes with integer corners.", "整数坐标的小框。"),
    ("crowds", "Crowds of jittered boxes.", "成群的抖动框。"),
    ("spread", "Boxes all over the image.", "散布全图的框。"),
)
DRAWS = {"lattice": 40, "crowds": 20, "spread": 10}


def cases(
    rows: tuple[tuple[str, str, str], ...], passed: dict[str, int], verdict: Verdict
) -> tuple[CaseResult, ...]:
    return tuple(
        CaseResult(
            name=name,
            title=Text(en, zh),
            draws=(n := DRAWS.get(name, 1)),
            passed=passed.get(name, n),
            shown=name in ("two_objects", "nothing"),
            outcome=verdict if passed.get(name, n) < n else Verdict.ACCEPTED,
        )
        for name, en, zh in rows
    )


def failure(
    case: str, names: str, inputs: tuple[Any, ...], expected: Any, actual: Any, **more: Any
) -> Failure:
    title = more.pop("title", next((Text(e, z) for n, e, z in NMS_CASES if n == case), None))
    given = {"outcome": Returned(actual), "verdict": Verdict.WRONG_ANSWER} | more
    found = compare(expected, actual, more.pop("tolerance", NEAR), inputs, tuple(names.split()))
    given.setdefault("difference", found)
    given.pop("tolerance", None)
    return Failure(
        case=case,
        title=title or Text(case, case),
        seed=2918371403,
        names=tuple(names.split()),
        inputs=inputs,
        expected=expected,
        **given,
    )


def nms_equal() -> Report:
    """`>=` at the threshold: one box lost."""
    boxes = np.array([[0, 0, 4, 4], [0, 0, 4, 2]], float)
    one = failure(
        "on_the_line",
        "boxes scores iou_threshold",
        (boxes, np.array([0.9, 0.8]), 0.5),
        np.array([0, 1]),
        np.array([0]),
        tolerance=EXACT,
    )
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.WRONG_ANSWER,
        score=87,
        cases=cases(NMS_CASES, {"on_the_line": 0, "lattice": 29}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(
            one,
            failure(
                "lattice",
                "boxes scores iou_threshold",
                (boxes, np.array([0.9, 0.8]), 0.5),
                np.array([0, 1]),
                np.array([0]),
            ),
        ),
        diagnosis=Diagnosis(
            kind="mistake",
            name="drops_equal",
            agreement=1.0,
            text=Text(
                "You drop a box whose IoU equals the threshold: suppress on `>`, not `>=`.",
                "IoU 恰好等于阈值的框也被你去掉了：应当用 `>` 抑制，而不是 `>=`。",
            ),
        ),
        sandbox=ON,
        picture="kept",
        elapsed_s=0.18,
    )


def nms_greedy() -> Report:
    """Suppressed boxes still suppress; and it prints."""
    boxes = np.array(
        [[0, 0, 10, 10], [4, 0, 14, 10], [8, 0, 18, 10], [22, 2, 30, 9], [22.5, 2, 30.5, 9]]
    )
    scores = np.array([0.95, 0.9, 0.8, 0.75, 0.7])
    one = failure(
        "a_chain",
        "boxes scores iou_threshold",
        (boxes, scores, 0.4),
        np.array([0, 2, 3]),
        np.array([0, 3, 4]),
        tolerance=EXACT,
    )
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="answers/nms v2.py",
        function="nms",
        verdict=Verdict.WRONG_ANSWER,
        score=41,
        cases=cases(
            NMS_CASES,
            {"a_chain": 0, "five_alike": 0, "lattice": 11, "crowds": 3},
            Verdict.WRONG_ANSWER,
        ),
        counterexample=one,
        failures=(one,),
        diagnosis=Diagnosis(
            kind="mistake",
            name="the_dead_suppress",
            agreement=0.94,
            text=Text(
                "You let a suppressed box suppress others.\n\nOnly kept boxes may: one pass over the\n"
                "whole IoU matrix is not greedy NMS.",
                "已经被抑制的框仍在抑制别的框。\n\n只有保留下来的框才有资格抑制：对整个 IoU 矩阵\n一次性取掩码，不是贪心 NMS。",
            ),
        ),
        notes=(
            Text(
                "It changes its inputs: `scores` was not the same afterwards.",
                "它修改了输入：调用之后 `scores` 变了。",
            ),
        ),
        printed="keep: [0, 3, 4]\n\x1b[31mdone\x1b[0m\n" + "loop\n" * 20,
        sandbox={**ON, "landlock": "off: this kernel has none"},
        picture="kept",
        elapsed_s=0.2,
    )


def iou_plus_one() -> Report:
    """The +1 convention, on pairs."""
    a = np.array([[0, 0, 2, 2], [1, 1, 3, 3], [0.0, 0, 1, 1]])
    b = np.array([[1, 0, 3, 2], [10, 10, 12, 12]], float)

    def iou(one: Any, plus: int) -> Any:
        side = (
            np.minimum(a[:, None, 2:], b[None, :, 2:])
            - np.maximum(a[:, None, :2], b[None, :, :2])
            + plus
        )
        inter = np.clip(side, 0, None).prod(2)
        area = [np.prod(x[:, 2:] - x[:, :2] + plus, axis=1) for x in (a, b)]
        return inter / (area[0][:, None] + area[1] - inter)

    title = Text("Small boxes with integer corners.", "整数坐标的小框。")
    one = failure("lattice", "boxes1 boxes2", (a, b), iou(a, 0), iou(a, 1), title=title)
    rows = (
        ("lattice", title.en, title.zh),
        ("spread", "Boxes all over the image.", "散布全图的框。"),
    )
    return Report(
        problem="box_iou",
        title=Text("Intersection over union", "交并比"),
        file="iou.py",
        function="box_iou",
        verdict=Verdict.WRONG_ANSWER,
        score=0,
        cases=cases(rows, {"lattice": 0, "spread": 0}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        diagnosis=Diagnosis(
            kind="convention",
            name="plus_one",
            agreement=1.0,
            text=Text(
                "You measure a side as x2 - x1 + 1, the convention of PASCAL VOC. Here coordinates are continuous: x2 - x1.",
                "你把边长算作 x2 - x1 + 1，这是 PASCAL VOC 的像素约定。本题的坐标是连续的：边长就是 x2 - x1。",
            ),
        ),
        sandbox=ON,
        picture="pairs",
    )


def softmax_axis() -> Report:
    """A wrong axis, on an array."""
    x = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 1.0]])

    def softmax(axis: int) -> Any:
        e = np.exp(x - x.max(axis, keepdims=True))
        return e / e.sum(axis, keepdims=True)

    title = Text("A small matrix, along the last axis.", "小矩阵，沿最后一个轴。")
    one = failure("small_matrix", "x axis", (x, -1), softmax(-1), softmax(0), title=title)
    rows = (
        ("small_matrix", title.en, title.zh),
        ("vector", "A vector.", "一维向量。"),
        ("huge", "Logits in the thousands.", "上千的 logits。"),
    )
    return Report(
        problem="softmax",
        title=Text("Softmax", "Softmax"),
        file="softmax.py",
        function="softmax",
        verdict=Verdict.WRONG_ANSWER,
        score=66,
        cases=cases(rows, {"small_matrix": 0}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
    )


def soft_nms_scores() -> Report:
    """A tuple, whose second value is wrong."""
    boxes = np.array([[0, 0, 10, 10], [0, 0, 10, 5], [20, 20, 30, 30.0]])
    expected = (np.array([0, 2, 1]), np.array([0.9, 0.7, 0.48522]))
    actual = (np.array([0, 2, 1]), np.array([0.9, 0.7, 0.8]))
    title = Text("Gaussian decay on three boxes.", "三个框的高斯衰减。")
    inputs = (boxes, np.array([0.9, 0.8, 0.7]), 0.3, 0.5, 0.001, "gaussian")
    names = "boxes scores iou_threshold sigma score_threshold method"
    one = failure("gaussian", names, inputs, expected, actual, title=title)
    return Report(
        problem="soft_nms",
        title=Text("Soft-NMS", "Soft-NMS"),
        file="soft_nms.py",
        function="soft_nms",
        verdict=Verdict.WRONG_ANSWER,
        score=12,
        cases=cases((("gaussian", title.en, title.zh),), {"gaussian": 0}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
        picture="kept",
    )


def conv2d_big() -> Report:
    """An array too big to print, of four dimensions."""
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(2, 3, 11, 13)), rng.normal(size=(4, 3, 3, 5))
    expected = rng.normal(size=(2, 4, 9, 17))
    actual = expected.copy()
    actual[1, 2, 5:, 7] += 0.5
    title = Text("Unequal stride and padding.", "不等的步长与填充。")
    one = failure(
        "uneven",
        "x weight bias stride padding",
        (x, weight, None, (1, 2), (0, 3)),
        expected,
        actual,
        title=title,
    )
    return Report(
        problem="conv2d",
        title=Text("2-D convolution", "二维卷积"),
        file="conv.py",
        function="conv2d",
        verdict=Verdict.WRONG_ANSWER,
        score=50,
        cases=cases((("uneven", title.en, title.zh),), {"uneven": 0}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
    )


def runtime_error() -> Report:
    """It raises on empty input."""
    one = failure(
        "nothing",
        "boxes scores iou_threshold",
        (np.zeros((0, 4)), np.zeros(0), 0.5),
        np.zeros(0, dtype=np.int64),
        None,
        outcome=Raised("IndexError", "too many indices for array", 7),
        verdict=Verdict.RUNTIME_ERROR,
        difference=None,
    )
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.RUNTIME_ERROR,
        score=90,
        cases=cases(NMS_CASES, {"nothing": 0}, Verdict.RUNTIME_ERROR),
        counterexample=one,
        failures=(one,),
        error=Error(
            type="IndexError",
            line=7,
            source="    x1, y1, x2, y2 = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]",
            message=Text(
                "too many indices for array: array is 1-dimensional, but 2 were indexed",
            )
            if False
            else Text(
                *["too many indices for array: array is 1-dimensional, but 2 were indexed"] * 2
            ),
        ),
        sandbox=ON,
        picture="kept",
    )


def does_not_load() -> Report:
    """A full-width space pasted from a page."""
    message = "invalid non-printable character U+3000"
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="pasted.py",
        function="",
        verdict=Verdict.DOES_NOT_LOAD,
        score=0,
        error=Error(
            type="SyntaxError",
            message=Text(message, message),
            line=4,
            source="    order =\u3000scores.argsort()[::-1]\n",
            hint=Text(
                "column 12 holds a full-width space (U+3000), pasted from a web page: replace it with an ordinary one",
                "第 12 列是全角空格（U+3000），多半是从网页粘贴来的：换成普通空格即可",
            ),
        ),
        sandbox=ON,
    )


def accepted() -> Report:
    """All right, and measured."""
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.ACCEPTED,
        score=100,
        cases=cases(NMS_CASES, {}, Verdict.ACCEPTED),
        speed=Speed(
            n=400,
            ratio=1.31,
            ratio_low=1.24,
            ratio_high=1.38,
            slope=1.9,
            reference_slope=1.04,
            peak_mb=12.3,
        ),
        sandbox=ON,
        picture="kept",
        elapsed_s=0.164,
    )


def wrong_kind() -> Report:
    """The boxes themselves where indices were due."""
    boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [40, 40, 60, 50]], float)
    one = failure(
        "two_objects",
        "boxes scores iou_threshold",
        (boxes, np.array([0.6, 0.9, 0.8]), 0.5),
        np.array([1, 2]),
        boxes[[1, 2]],
    )
    passed = {name: 0 for name, _, _ in NMS_CASES if name != "nothing"}
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.WRONG_ANSWER,
        score=10,
        cases=cases(NMS_CASES, passed, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
        picture="kept",
    )


def time_limit() -> Report:
    """An endless loop."""
    boxes = np.array([[0, 0, 1, 1.0]])
    one = failure(
        "lattice",
        "boxes scores iou_threshold",
        (boxes, np.array([0.5]), 0.0),
        np.array([0]),
        None,
        outcome=TimedOut(2.0),
        verdict=Verdict.TIME_LIMIT,
        difference=None,
    )
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.TIME_LIMIT,
        score=0,
        cases=cases(NMS_CASES, {"lattice": 0, "crowds": 2}, Verdict.TIME_LIMIT),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
        picture="kept",
    )


def unreadable() -> Report:
    """A generator came back."""
    what = Text("it returned a generator", "返回了一个生成器")
    one = failure(
        "nothing",
        "boxes scores iou_threshold",
        (np.zeros((0, 4)), np.zeros(0), 0.5),
        np.zeros(0, dtype=np.int64),
        None,
        outcome=Unreadable(what),
        difference=Difference("kind", what),
    )
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.WRONG_ANSWER,
        score=0,
        cases=cases(NMS_CASES, {"nothing": 0}, Verdict.WRONG_ANSWER),
        counterexample=one,
        failures=(one,),
        sandbox=ON,
    )


def could_not_grade() -> Report:
    """Our own failure."""
    return Report(
        problem="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        file="my_nms.py",
        function="nms",
        verdict=Verdict.COULD_NOT_GRADE,
        score=0,
        error=Error(
            type="SandboxError", message=Text("the child could not be started", "无法启动子进程")
        ),
    )


SAMPLES = {
    made.__name__: made
    for made in (
        nms_equal,
        nms_greedy,
        iou_plus_one,
        softmax_axis,
        soft_nms_scores,
        conv2d_big,
        runtime_error,
        does_not_load,
        accepted,
        wrong_kind,
        time_limit,
        unreadable,
        could_not_grade,
    )
}

"""Boxes are compared and counted."""

import numpy as np
from cards.bugs.running import box_iou, mend, run, same


def iou_clamp_bug(code):
    one, far, beside = [0, 0, 2, 2], [4, 4, 6, 6], [4, 0, 6, 2]
    lines = {name: code[code.index(f"    {name} = ") :].splitlines()[0] for name in "wh"}
    iou = run(code).iou
    rng = np.random.default_rng(0)
    low = rng.uniform(0, 5, (200, 2, 2))
    pairs = np.concatenate([low, low + rng.uniform(1, 5, (200, 2, 2))], -1)

    def right(code):
        got = np.array([run(code).iou(a, b) for a, b in pairs])
        return np.abs(got - [box_iou(a[None], b[None])[0, 0] for a, b in pairs]) < 1e-9

    def clamp(line):
        return line.replace("= ", "= max(0, ") + ")"

    assert iou(one, far) == 1.0
    assert iou(one, beside) < 0
    assert 0.5 < right(code).mean() < 1  # most values
    mended = mend(code, *((line, clamp(line)) for line in lines.values()))
    assert run(mended).iou(one, far) == run(mended).iou(one, beside) == 0
    assert right(mended).all()
    late = mend(code, ("inter = w * h", "inter = max(0, w * h)"))
    assert run(late).iou(one, far) == 1.0
    plus = mend(
        code,
        *((line, line + " + 1") for line in lines.values()),
        ("(a[2] - a[0]) * (a[3] - a[1])", "(a[2] - a[0] + 1) * (a[3] - a[1] + 1)"),
        ("(b[2] - b[0]) * (b[3] - b[1])", "(b[2] - b[0] + 1) * (b[3] - b[1] + 1)"),
    )
    assert abs(run(plus).iou(one, far) - 1 / 17) < 1e-9
    for changes in [
        [
            (
                line,
                line.translate({ord("m"): "m"})
                .replace("min", "M")
                .replace("max", "min")
                .replace("M", "max"),
            )
            for line in lines.values()
        ],
        [(" - inter)", ")")],
    ]:
        assert right(mend(code, *changes)).mean() < 0.5


def ap_match_bug(code):
    def result(code, threshold=0.5):
        return run(code, box_iou=box_iou).precision_recall(boxes, truth, threshold)

    truth = np.array([[0.0, 0, 10, 10], [50, 50, 60, 60]])
    boxes = np.array([[0.0, 0, 10, 10], [0, 0, 10, 9.9], [0, 0.1, 10, 10]])
    precision, recall = result(code)

    assert recall[-1] == 1.5
    assert precision[-1] == 1
    line = "        hits.append(row[best] >= threshold)\n"
    mended = mend(
        code,
        ("    hits = []\n", "    hits, taken = [], set()\n"),
        (
            line,
            line.replace(">= threshold", ">= threshold and best not in taken")
            + "        if hits[-1]:\n            taken.add(best)\n",
        ),
    )
    precision, recall = result(mended)
    assert same(precision, [1, 1 / 2, 1 / 3])
    assert same(recall, [0.5, 0.5, 0.5])
    assert result(mend(code, (">=", ">")))[1][-1] == 1.5

"""Boxes are suppressed by code that is written another way."""

import numpy as np
from cards.bugs.running import box_iou, mend, run, same


def _nms(boxes, scores, threshold):
    """Keep a box unless a better one that was kept overlaps it."""
    keep = []
    for i in np.argsort(-scores, kind="stable"):
        if all(box_iou(boxes[i][None], boxes[j][None])[0, 0] <= threshold for j in keep):
            keep.append(int(i))
    return keep


def _soft(left, sigma=0.5):
    """Take the best, let the others decay, and so on; (index, box, score) each."""
    if not left:
        return []
    best = max(left, key=lambda one: one[2])
    rest = [
        (i, box, score * np.exp(-(box_iou(best[1][None], box[None])[0, 0] ** 2) / sigma))
        for i, box, score in left
        if i != best[0]
    ]
    return [(best[0], best[2]), *_soft(rest, sigma)]


def _boxes(rng, n, low=0.0):
    corners = rng.uniform(low, 30, (n, 2))
    return np.hstack([corners, corners + rng.uniform(5, 20, (n, 2))])


def soft_nms_order_bug(code):
    def result(code, boxes, scores):
        order, left = run(code, box_iou=box_iou).soft_nms(boxes, scores)
        return list(order), list(left)

    boxes = np.array([[0.0, 0, 10, 10], [0, 0, 10, 9], [6, 0, 16, 10]])
    scores = np.array([0.9, 0.8, 0.7])
    assert abs(box_iou(boxes[:1], boxes[1:2])[0, 0] - 0.9) < 1e-9
    first = 0.8 * np.exp(-(0.9**2) / 0.5)
    assert round(first, 2) == 0.16

    def wanted(boxes, scores):
        found = _soft(list(zip(range(len(boxes)), boxes, scores, strict=True)))
        return [i for i, _ in found], [score for _, score in found]

    order, left = result(code, boxes, scores)
    assert order == [0, 1, 2]  # the second is visited before the third ...
    assert left[1] < left[2] < wanted(boxes, scores)[1][1]  # ... and decays it
    loop = code[code.index("    order = ") : code.index("        overlap")]
    again = (
        "    order = np.arange(len(scores))\n"
        "    for i in range(len(scores)):\n"
        "        top = i + scores[order[i:]].argmax()\n"
        "        order[[i, top]] = order[[top, i]]\n"
        "        best, rest = order[i], order[i + 1:]\n"
    )
    mended = mend(code, (loop, again))
    rng = np.random.default_rng(0)
    several = [(_boxes(rng, 8), rng.random(8)) for _ in range(30)]
    wrong = 0
    for one in [(boxes, scores), *several]:
        order, left = result(mended, *one)
        assert order == wanted(*one)[0]
        assert same(left, wanted(*one)[1])
        assert left == sorted(left, reverse=True)
        wrong += not same(result(code, *one)[1], wanted(*one)[1])
    assert wrong > 5
    for old, new in [("/ sigma)", "/ sigma**2)"), ("order[i + 1:]", "order[i:]")]:
        assert not same(result(mend(code, (old, new)), boxes, scores)[1], wanted(boxes, scores)[1])


def nms_index_bug(code):
    def result(code, boxes, scores, most=50):
        return run(code, box_iou=box_iou).nms(boxes, scores, 0.5)

    apart = np.array([[0.0, 0, 5, 5], [10, 10, 15, 15], [20, 20, 25, 25]])
    scores = np.array([0.9, 0.8, 0.7])
    rng = np.random.default_rng(0)
    several = [(_boxes(rng, 12), rng.random(12)) for _ in range(30)]

    assert result(code, apart, scores) == [0, 0, 0]
    line = "order[np.where(overlap <= threshold)[0]]"
    for repair in (
        "order[1:][overlap <= threshold]",
        "order[np.where(overlap <= threshold)[0] + 1]",
    ):
        mended = mend(code, (line, repair))
        assert result(mended, apart, scores) == [0, 1, 2]
        assert all(result(mended, *one) == _nms(*one, 0.5) for one in several)
    assert result(mend(code, ("<= threshold", "> threshold")), apart, scores) == [0]
    assert result(mend(code, ("argsort(-scores)", "argsort(scores)")), apart, scores) == [2, 2, 2]
    skipped = mend(code, ("overlap <= threshold", "(overlap > 0) & (overlap <= threshold)"))
    assert result(skipped, apart, scores) == [0]


def batched_nms_bug(code):
    def result(code, boxes, scores, labels):
        return sorted(run(code, nms=_nms).batched_nms(boxes, scores, labels, 0.3))

    def wanted(boxes, scores, labels):
        each = [np.flatnonzero(labels == label) for label in set(labels.tolist())]
        return sorted(int(i[j]) for i in each for j in _nms(boxes[i], scores[i], 0.3))

    boxes = np.array([[0.0, 0, 10, 10], [-11, -11, -1, -1]])
    example = boxes, np.array([0.9, 0.8]), np.array([0, 1])
    step = "boxes.max() + 1"
    assert result(code, *example) == [0]
    shifted = boxes + (example[2] * (boxes.max() + 1))[:, None]
    assert box_iou(shifted[:1], shifted[1:])[0, 0] == 1
    mended = mend(code, (step, "boxes.max() - boxes.min() + 1"))
    clipped = mend(code, ("    shift", "    boxes = boxes.clip(0)\n    shift"))
    rng = np.random.default_rng(0)
    lost = 0
    for _ in range(15):
        one = _boxes(rng, 30, -60), rng.random(30), rng.integers(0, 3, 30)
        lost += result(code, *one) != wanted(*one)
        assert result(mended, *one) == wanted(*one)
        inside = one[0] - one[0].min(), *one[1:]
        assert result(code, *inside) == wanted(*inside)
    assert lost > 3
    assert result(mended, *example) == [0, 1]
    beside = np.array([[0.0, 0, 10, 10], [-11, 0, -1, 10]]), *example[1:]
    x_only = mend(code, ("shift[:, None]", "shift[:, None] * [1, 0, 1, 0]"))
    assert result(x_only, *beside) == [0]
    assert result(mended, *beside) == [0, 1]
    assert result(clipped, *example) == [0, 1]
    assert result(mend(code, ("labels *", "(labels + 1) *")), *example) == [0]


def letterbox_bug(code):
    boxes = np.array([[100.0, 40, 180, 90], [0, 0, 300, 200]])
    size = 300, 200

    def result(code, scale=0.5, pad_x=12, pad_y=12):
        padded = boxes * scale + [pad_x, pad_y, pad_x, pad_y]
        return run(code).to_original(padded, scale, pad_x, pad_y, *size)

    assert same(result(code)[0], boxes[0] + 12)
    assert same(result(code, pad_x=0, pad_y=0), boxes)  # the input's shape: nothing shows
    division = "    boxes = boxes / scale\n"
    lines = code[code.index("    boxes[:, [0, 2]] -=") : code.index("    boxes[:, [0, 2]] = ")]
    right = "    boxes = boxes.copy()\n" + lines + division
    mended = mend(code, (division + lines, right))
    for scale, pad_x, pad_y in ((0.5, 12, 12), (2, 0, 30), (0.3, 17, 0)):
        assert same(result(mended, scale, pad_x, pad_y), boxes)
    clip = code[code.index("    boxes[:, [0, 2]] = ") : code.index("    return")]
    for old, new in [
        ("boxes / scale", "boxes * scale"),
        ("boxes[:, [0, 2]] -= pad_x", "boxes -= [pad_x, 0, 2 * pad_x, 0]"),
        (lines + clip, clip + lines),
    ]:
        assert not same(result(mend(code, (old, new))), boxes)

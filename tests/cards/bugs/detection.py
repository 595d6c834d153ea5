"""Boxes are encoded and decoded again."""

import numpy as np
from cards.bugs.running import mend, run, same


def box_decode_bug(code):
    def encode(boxes):
        size, anchor = boxes[:, 2:] - boxes[:, :2], anchors[:, 2:] - anchors[:, :2]
        shift = (boxes[:, :2] + size / 2) - (anchors[:, :2] + anchor / 2)
        return np.hstack([shift / anchor, np.log(size / anchor)])

    def centres(boxes):
        return (boxes[:, :2] + boxes[:, 2:]) / 2

    anchors = np.array([[0.0, 0, 10, 20], [5, 5, 25, 15]])
    moved, boxes = anchors + 3, np.array([[2.0, 3, 22, 8], [1, 4, 9, 30]])
    decode = run(code).decode

    assert same(decode(anchors, encode(moved)), moved)
    got = decode(anchors, encode(boxes))
    assert same(got[:, 2:] - got[:, :2], boxes[:, 2:] - boxes[:, :2])
    assert not same(centres(got), centres(boxes))
    twice = decode(anchors[:1], np.array([[0.3, 0, np.log(2), 0]]))
    assert same(centres(twice)[0], [5 + 2 * 0.3 * 10, 10])

    one = "    w, h = w * np.exp(tw), h * np.exp(th)\n"
    other = "    cx, cy = cx + tx * w, cy + ty * h\n"
    mended = mend(code, (one + other, other + one))
    assert same(run(mended).decode(anchors, encode(boxes)), boxes)
    assert same(run(mended).decode(anchors, encode(moved)), moved)
    for changes in [
        (("anchors[:, 2] -", "1 + anchors[:, 2] -"), ("anchors[:, 3] -", "1 + anchors[:, 3] -")),
        (("tx * w", "np.exp(tx) * w"), ("ty * h", "np.exp(ty) * h")),
        (
            ("    w, h = w *", "    new_w, new_h = w *"),
            ("tx * w, cy + ty * h", "tx * new_w, cy + ty * new_h"),
        ),
    ]:
        assert not same(run(mend(code, *changes)).decode(anchors, encode(boxes)), boxes)

"""Pictures are drawn, turned and looked at."""

import contextlib
import tempfile

import cv2
import numpy as np
import pytest
from cards.bugs.running import mend, run, same


def orb_norm_bug(code):
    def share(code):
        """Match the pictures; give the share of matches that land within 3 px."""
        found = run(code, image_a=image, image_b=turned)
        ends = [
            (found.points_a[m.queryIdx].pt, found.points_b[m.trainIdx].pt) for m in found.matches
        ]
        one, other = np.array(ends).transpose(1, 0, 2)
        wanted = one @ turn[:, :2].T + turn[:, 2]
        return (np.linalg.norm(wanted - other, axis=1) < 3).mean()

    rng = np.random.default_rng(0)
    image = np.zeros((320, 320), np.uint8)
    for _ in range(250):
        x, y, w, h = (int(n) for n in (*rng.integers(0, 320, 2), *rng.integers(6, 40, 2)))
        cv2.rectangle(image, (x, y), (x + w, y + h), int(rng.integers(256)), -1)
    image = cv2.GaussianBlur(image, (0, 0), 1)
    turn = cv2.getRotationMatrix2D((160, 160), 30, 1)
    turned = cv2.warpAffine(image, turn, (320, 320))

    mended = mend(code, ("cv2.NORM_L2", "cv2.NORM_HAMMING"))
    assert share(code) < share(mended) - 0.03
    assert share(mend(mended, ("crossCheck=True", "crossCheck=False"))) < share(mended)
    scale = "scale = lambda c: (c / np.linalg.norm(c, axis=1, keepdims=True)).astype(np.float32)\n"
    calls = ("match(codes_a, codes_b)", "match(scale(codes_a), scale(codes_b))")
    assert share(scale + mend(code, calls)) < share(mended) - 0.03
    floats = ("match(codes_a, codes_b)", "match(codes_a.astype('f'), codes_b.astype('f'))")
    assert share(mend(code, floats)) == share(code)
    assert run(code, image_a=image, image_b=turned).codes_a.shape[1] == 32


def sobel_uint8_bug(code):
    def columns(code):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            cv2.imwrite("bar.png", image)
            found = run(code)
        return found.dx, sorted(set(np.nonzero(found.edges)[1]))

    image = np.zeros((20, 40), np.uint8)
    image[:, 18:23] = 255

    assert columns(code)[1] == [17, 18]
    for depth in ("cv2.CV_32F", "cv2.CV_16S"):
        dx, found = columns(mend(code, ("gray, -1", f"gray, {depth}")))
        assert found == [17, 18, 22, 23]
        assert dx[:, 17:19].min() == dx.max() == 1020
        assert dx[:, 22:24].max() == dx.min() == -1020
    assert columns(mend(code, ("1, 0,", "0, 1,")))[1] == []
    for old, new in (("ksize=3", "ksize=7"), ("> 50", "> 0")):
        assert max(columns(mend(code, (old, new)))[1]) < 21
    assert (np.uint8([0]) - np.uint8([200])).tolist() == [56]


def subsample_bug(code):
    def stripes(code):
        return run(code).thumbnail(image)[0]

    def swing(row):
        return row.max() - row.min()

    x = np.arange(1680)
    image = np.tile(127.5 + 100 * np.cos(2 * np.pi * x / 4.2), (16, 1)).astype(np.float32)
    line = "image[::4, ::4]"
    row = stripes(code)
    spectrum = np.abs(np.fft.rfft(row - row.mean()))

    assert swing(row) > 190  # as strong as before
    assert len(row) / spectrum.argmax() == 21  # samples a period, 84 px
    shifted = run(code).thumbnail(image[:, 1:])[0]
    assert np.abs(shifted[:400] - row[:400]).max() > 100  # one pixel changes a lot
    for new in (
        "cv2.GaussianBlur(image, (0, 0), 2)[::4, ::4]",
        "cv2.resize(image, None, fx=1 / 4, fy=1 / 4, interpolation=cv2.INTER_AREA)",
    ):
        assert swing(stripes(mend(code, (line, new)))[5:-5]) < 15
    assert same(stripes(mend(code, (line, "image[::2, ::2][::2, ::2]"))), row)
    centred = "image[2::4, 2::4]"  # half a sample further: the stripes stay
    assert swing(stripes(mend(code, (line, centred)))) > 190
    bilinear = "cv2.resize(image, None, fx=1 / 4, fy=1 / 4)"
    assert swing(stripes(mend(code, (line, bilinear)))) > 100


def equalise_rgb_bug(code):
    def cast(image):
        """Say by how much red exceeds blue on average."""
        return image[..., 2].mean() - image[..., 0].mean()

    def tint(code):
        patch = run(code).enhance(scene)[:8, :8].reshape(-1, 3).astype(int)
        return (patch.max(1) - patch.min(1)).max()

    rng = np.random.default_rng(0)
    light = rng.random((64, 64, 1)) ** 1.5
    scene = (light * [70, 110, 220] + 10).astype(np.uint8)  # BGR
    scene[:8, :8] = 90

    assert cast(scene) > 40
    assert abs(cast(run(code).enhance(scene))) < 8
    assert tint(code) > 40
    line = code[code.index("    channels") :]
    mended = mend(
        code,
        (
            line,
            "    lab = cv2.cvtColor(image, cv2.COLOR_BGR2LAB)\n"
            "    lab[..., 0] = cv2.equalizeHist(lab[..., 0])\n"
            "    return cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)\n",
        ),
    )
    assert cast(run(mended).enhance(scene)) > 40
    assert tint(mended) <= 2
    assert same(run(mend(code, ("cv2.equalizeHist(c)", "c"))).enhance(scene), scene)  # the order
    with pytest.raises(cv2.error):
        run(code).enhance(scene.astype(np.float32) / 255)


def homography_divide_bug(code):
    def right(code, H):
        wanted = cv2.perspectiveTransform(points[None], H)[0]
        return same(run(code).warp_points(points, H), wanted)

    points = np.array([[0.0, 0], [100, 0], [100, 60], [0, 60]])
    turn = np.vstack([cv2.getRotationMatrix2D((3, 4), 30, 1.5), [0, 0, 1]])
    corners = np.float32([[10, 5], [50, 20], [50, 30], [5, 50]])
    tilt = cv2.getPerspectiveTransform(np.float32(points), corners)
    line = "(np.hstack([points, ones]) @ H.T)[:, :2]"

    assert right(code, turn)
    assert not right(code, tilt)
    assert np.abs(run(code).warp_points(points, tilt) - corners).max() > 20
    mended = mend(
        code,
        (
            "    return " + line,
            "    q = np.hstack([points, ones]) @ H.T\n    return q[:, :2] / q[:, 2:]",
        ),
    )
    assert right(mended, turn)
    assert right(mended, tilt)
    for old, new in [
        ("@ H.T", "@ H"),
        ("np.ones", "np.zeros"),
        ("@ H.T", "@ np.linalg.inv(H).T"),
    ]:
        assert not right(mend(code, (old, new)), tilt)

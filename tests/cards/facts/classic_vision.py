"""Filters, features and cameras, by OpenCV or drawn."""

import itertools

import cv2
import numpy as np
from cards.fact import formula, holds, number, run
from scipy import ndimage

RNG = np.random.default_rng(0)
NOISE = RNG.integers(0, 256, (64, 64), dtype=np.uint8)
SQUARE = np.ones((3, 3), np.uint8)


def described(detector):
    """Describe a few features, and give the array."""
    return detector.detectAndCompute(cv2.resize(NOISE, (256, 256)), None)[1]


number("orb", "256 bits or 32 bytes", "256 位即 32 字节")(
    lambda: (8 * described(cv2.ORB_create()).shape[1], described(cv2.ORB_create()).shape[1])
)
number("orb", "8 levels, factor 1.2", "8 层，系数 1.2")(
    lambda: (cv2.ORB_create().getNLevels(), cv2.ORB_create().getScaleFactor())
)

number("sift-steps", "26 neighbours", "26 邻域")(
    lambda: len([one for one in itertools.product((-1, 0, 1), repeat=3) if any(one)])
)
number("sift-steps", "128 numbers", "128 维")(lambda: described(cv2.SIFT_create()).shape[1])
number("sift-or-orb", "32 bytes against 512", "32 字节对 512")(
    lambda: (described(cv2.ORB_create())[0].nbytes, described(cv2.SIFT_create())[0].nbytes)
)
number("sift-or-orb", "128 as bytes", "128")(
    lambda: described(cv2.SIFT_create())[0].astype("u1").nbytes
)


@holds(
    "canny-hysteresis",
    "Only if a chain of pixels above 50 leads to one above 150",
    "只有当它经一串高于 50 的像素连到高于 150 的像素时才是",
)
def hysteresis():
    """Sobel makes 4 times its height of a step: 88 alone is lost, below a row of 240 it is kept."""
    weak = np.zeros((40, 20), np.uint8)
    weak[:, 10:] = 22
    joined = weak.copy()
    joined[:5, 10:] = 60
    alone, both = (cv2.Canny(one, 50, 150) for one in (weak, joined))
    return not alone.any() and both[30].any()


number("image-frequency", "at most 0.5", "最高 0.5")(lambda: abs(np.fft.fftfreq(640)).max())


@formula("image-frequency", "1/f", within=1e-3)
def spectrum_of_a_step():
    found = abs(np.fft.fft(np.repeat([0, 1], 5000)))
    return found[1] / found[[3, 5, 7]], [3, 5, 7]


formula("low-frequency", "the mean is frequency 0", "平均亮度是零频")(
    lambda: (np.fft.fft2(NOISE)[0, 0].real / NOISE.size, NOISE.mean())
)


@formula("equalisation-steps", "(cdf − cdf_min)/(N − cdf_min) · 255")
def equalised():
    image = NOISE // 3 + 40
    cdf = np.bincount(image.ravel(), minlength=256).cumsum()
    least = cdf[cdf > 0][0]
    table = np.rint((cdf - least) / (image.size - least) * 255)
    return table[image], cv2.equalizeHist(image)


@formula("matching-steps", "z = G^{-1}(s(r))", within=0.02)
def matched():
    source, target = RNG.gamma(3, 20, 20_000), np.sort(RNG.normal(120, 20, 20_000))
    s = source.argsort().argsort() / len(source)
    z = target[(s * len(target)).astype(int)]
    return np.quantile(z, [0.1, 0.5, 0.9]), 120 + 20 * np.array([-1.2816, 0, 1.2816])


@holds("clahe", "1 leaves almost a linear curve", "上限为 1 时曲线近乎线性")
def least_clip_limit():
    ramp = np.tile(np.linspace(100, 130, 256), (256, 1)).astype(np.uint8)
    spreads = [np.ptp(cv2.createCLAHE(limit).apply(ramp).astype(int)) for limit in (1, 40)]
    return spreads[0] < 1.2 * 30 < 4 * 30 < spreads[1]


@holds("denoise-choice", "Median filter 3 × 3", "3 × 3 中值滤波")
def salt_and_pepper():
    clean = np.full((100, 100), 60, np.uint8)
    clean[:, 50:] = 190
    hit, white = RNG.random((2, 100, 100))
    noisy = np.where(hit < 0.05, np.where(white < 0.5, 0, 255), clean).astype(np.uint8)
    errors = [
        abs(one.astype(float) - clean).mean()
        for one in (
            cv2.medianBlur(noisy, 3),
            cv2.blur(noisy, (3, 3)),
            cv2.GaussianBlur(noisy, (0, 0), 2),
            cv2.bilateralFilter(noisy, 5, 10, 2),
        )
    ]
    return errors[0] < min(errors[1:]) / 5


@number("denoise-choice", "ignores up to four", "最多容忍四个", gives=4)
def outliers_ignored():
    return sum(np.median([255] * n + [7] * (9 - n)) == 7 for n in range(1, 10))


@formula("bilateral-filter", "a plain Gaussian", "退化为普通的高斯")
def wide_range():
    near, d = NOISE[10:17, 10:17].astype(float), np.hypot(*np.indices((7, 7)) - 3)
    weights = np.exp(-(d**2) / 8) * np.exp(-((near - near[3, 3]) ** 2) / (2 * 1e6**2))
    plain = ndimage.gaussian_filter(NOISE.astype(float), 2, radius=3)[13, 13]
    return (weights * near).sum() / weights.sum(), plain


formula("hough", r"\rho = x \cos\theta + y \sin\theta")(
    lambda: (
        [x * np.cos(np.pi / 4) + (100 - x) * np.sin(np.pi / 4) for x in (0, 30, 100)],
        [100 / 2**0.5] * 3,
    )
)


@holds("hough", r"|\rho| \le")
def bounded():
    theta = np.linspace(0, np.pi, 181)
    corners = [(0, 0), (639, 0), (0, 479), (639, 479)]
    rho = [x * np.cos(theta) + y * np.sin(theta) for x, y in corners]
    return abs(np.array(rho)).max() <= np.hypot(639, 479)


K = np.array([[500.0, 0, 320], [0, 480, 240], [0, 0, 1]])
R = cv2.Rodrigues(np.array([0.1, -0.2, 0.3]))[0]
T = np.array([0.3, -0.1, 0.5])
POINTS = RNG.random((10, 3)) + [0, 0, 4]


def seen(points, k=K, r=R, t=T):
    found = cv2.projectPoints(points, r, t, k, None)[0][:, 0]
    return np.c_[found, np.ones(len(found))]


def moved(h, points):
    """Send homogeneous points through a homography."""
    found = points @ h.T
    return found / found[:, 2:]


@formula("camera-parameters", r"K \left( R X + t \right)")
def projected():
    found = (K @ (R @ POINTS.T + T[:, None])).T
    return found / found[:, 2:], seen(POINTS)


formula("camera-parameters", "-R^T t")(lambda: (R @ (-R.T @ T) + T, np.zeros(3)))


@formula("homography-when", r"H = K (R - t n^T / d) K^{-1}")
def plane():
    """The plane is n·X + d = 0, in the frame of the first camera."""
    n, d = np.array([0.1, 0.2, -1]), 4.0
    on = POINTS.copy()
    on[:, 2] = 0.1 * on[:, 0] + 0.2 * on[:, 1] + d
    h = K @ (R - np.outer(T, n) / d) @ np.linalg.inv(K)
    return moved(h, seen(on, r=np.eye(3), t=np.zeros(3))), seen(on)


@formula("homography-when", "H = K' R K^{-1}")
def turned():
    zoomed = K * [[2], [2], [1]]
    h = zoomed @ R @ np.linalg.inv(K)
    return moved(h, seen(POINTS, r=np.eye(3), t=np.zeros(3))), seen(POINTS, zoomed, t=np.zeros(3))


BINARY = (ndimage.gaussian_filter(RNG.random((80, 80)), 2) > 0.5).astype(np.uint8)

formula("morphology", "takes the minimum", "最小值")(
    lambda: (cv2.erode(NOISE, SQUARE)[1:-1, 1:-1], ndimage.minimum_filter(NOISE, 3)[1:-1, 1:-1])
)
formula("morphology", "erosion followed by dilation", "先腐蚀后膨胀")(
    lambda: (
        cv2.morphologyEx(BINARY, cv2.MORPH_OPEN, SQUARE),
        cv2.dilate(cv2.erode(BINARY, SQUARE), SQUARE),
    )
)


@formula("morphology", "a second pass changes nothing", "再做一次没有变化")
def opened_twice():
    once = cv2.morphologyEx(BINARY, cv2.MORPH_OPEN, SQUARE)
    assert (once != BINARY).any()
    return cv2.morphologyEx(once, cv2.MORPH_OPEN, SQUARE), once


@holds(
    "ransac-steps",
    "lets a single outlier pull the result as far as it likes",
    "会被一个离群点拉到任意远",
)
def pulled():
    x = np.arange(10.0)
    fits = [np.polyfit(x, np.r_[x[:-1], far], 1)[0] for far in (1e2, 1e4, 1e6)]
    return all(np.diff(fits) > 100)


holds("contrast-enhancement", "γ < 1 brightens dark parts", "γ < 1 提亮暗部")(
    lambda: 0.2**0.5 - 0.2 > 0.9**0.5 - 0.9 > 0
)


@formula(
    "high-frequency",
    "the mean of plausible details is smooth",
    "各种可能细节的平均是平滑的",
    within=0.05,
)
def mean_of_details():
    details = [np.sin(np.arange(50) + phase) for phase in RNG.uniform(0, 2 * np.pi, 10_000)]
    return 1 + np.mean(details, axis=0), np.ones(50)


def edges(depth):
    bar = np.zeros((20, 60), np.uint8)
    bar[:, 20:40] = 255
    return cv2.Sobel(bar, depth, 1, 0, ksize=3)[10].astype(int)


number("sobel-uint8-bug", "+1020", gives=1020)(lambda: edges(cv2.CV_32F).max())
number("sobel-uint8-bug", "−1020")(lambda: edges(cv2.CV_32F).min())
number("sobel-uint8-bug", "clipped to **0**", "饱和到 **0**", gives=0)(lambda: edges(-1)[35:].max())
number("sobel-uint8-bug", "0 − 200 = 56")(lambda: (np.zeros(1, np.uint8) - np.uint8(200))[0])


@number("subsample-bug", "84 px (21 samples)", "84 像素（21 个样本）")
def beat():
    """Find after how many samples, 4 px apart, a stripe of 4.2 px comes back."""
    phase = 4 * np.arange(1, 200) / 4.2 % 1
    samples = np.argmin(np.minimum(phase, 1 - phase).round(9)) + 1
    return 4 * samples, samples


number("orb-pyramid", "1.2^7 = 3.58")(lambda: np.prod([cv2.ORB_create().getScaleFactor()] * 7))
number("hough-cells", "3.6 million", "360 万")(lambda: np.zeros((20_000, 180), bool).size)


def rounds(sample):
    """Draw until the chance that no sample was clean is below 0.01."""
    count, missed = 0, 1.0
    while missed > 0.01:
        count, missed = count + 1, missed * (1 - 0.5**sample)
    return count


number("ransac-iterations", "17 rounds", "17")(lambda: rounds(2))
number("ransac-iterations", "72 for a homography", "72")(lambda: rounds(4))
number("ransac-iterations", "1177")(lambda: rounds(8))


@holds("homography-divide-bug", "agrees with cv2.perspectiveTransform", "cv2.perspectiveTransform")
def forgotten_division():
    warp, p = run("homography-divide-bug")["warp_points"], RNG.random((6, 2))
    affine = np.array([[0, -2, 3], [2, 0, 1], [0, 0, 1.0]])
    tilted = np.array([[1, 0, 0], [0, 1, 0], [0.5, 0, 1.0]])
    right = [cv2.perspectiveTransform(p[None], h)[0] for h in (affine, tilted)]
    return np.allclose(warp(p, affine), right[0]) and not np.allclose(warp(p, tilted), right[1])

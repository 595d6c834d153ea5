"""Estimates on data made for them, identities on small distributions, gradients by autograd."""

import itertools
import warnings

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from scipy import optimize, stats
from scipy.spatial import distance
from sklearn import model_selection
from sklearn.svm import SVC
from torch.nn import functional as F

RNG = np.random.default_rng(0)
THETA = np.linspace(1e-4, 1 - 1e-4, 100_001)
P, Q = RNG.dirichlet(np.ones(6), 2)

formula("mle-steps", r"\hat{\theta} = k/n", within=1e-3)(
    lambda: (THETA[stats.binom.logpmf(7, 20, THETA).argmax()], 7 / 20)
)
formula("mle-steps", r"\hat{\theta} = \max x_i", within=1e-3)(
    lambda: (
        THETA[np.prod([stats.uniform.pdf(x, 0, THETA) for x in (0.2, 0.61, 0.4)], axis=0).argmax()],
        0.61,
    )
)
holds(
    "mle-steps", "a product of 1000 probabilities would underflow to 0", "1000 个概率连乘会下溢成 0"
)(lambda: np.prod(np.full(1000, 0.4)) == 0)

number("likelihood-or-probability", "0.117")(lambda: stats.binom.pmf(7, 10, 0.5))
number("likelihood-or-probability", "0.267")(lambda: stats.binom.pmf(7, 10, 0.7))
holds("likelihood-or-probability", "more than twice that of 0.5", "是 0.5 的两倍多")(
    lambda: stats.binom.pmf(7, 10, 0.7) > 2 * stats.binom.pmf(7, 10, 0.5)
)

formula("map-prior", r"\lambda = 1/2\tau^2")(
    lambda: (
        stats.norm.logpdf(0, scale=3) - stats.norm.logpdf([1, 2.5], scale=3),
        np.array([1, 2.5]) ** 2 / (2 * 3**2),
    )
)
formula("map-prior", r"|\theta| / b")(
    lambda: (
        stats.laplace.logpdf(0, scale=3) - stats.laplace.logpdf([-1, 2.5], scale=3),
        np.array([1, 2.5]) / 3,
    )
)


@formula(
    "bias-variance",
    r"\left( E[\hat{f}] - f \right)^2 + \text{Var}[\hat{f}] + \sigma^2",
    within=0.03,
)
def decomposed():
    """Fit lines to many noisy sets from a parabola, and predict at 0.9."""
    x, draws, noise = np.linspace(-1, 1, 8), 40_000, 0.3
    sets = x**2 + noise * RNG.normal(size=(draws, 8))
    fits = sets @ np.linalg.pinv(np.c_[np.ones(8), x]).T @ [1, 0.9]
    new = 0.9**2 + noise * RNG.normal(size=draws)
    return ((new - fits) ** 2).mean(), (fits.mean() - 0.9**2) ** 2 + fits.var() + noise**2


@holds(
    "cross-validation", "every sample is validated once", "每个样本都恰好被没见过它的模型验证一次"
)
def folds():
    held = [
        test
        for _, test in model_selection.KFold(5, shuffle=True, random_state=0).split(np.zeros(23))
    ]
    return sorted(np.concatenate(held)) == list(range(23))


SCORES = RNG.normal(size=(4, 3, 3))  # of a chain with three labels: from, to


def path_score(path):
    return sum(SCORES[t, a, b] for t, (a, b) in enumerate(itertools.pairwise(path)))


def every_path():
    return list(itertools.product(range(3), repeat=5))


@formula("hmm-vs-crf", "decode exactly by Viterbi", "都用 Viterbi 精确解码")
def viterbi():
    best = np.zeros(3)
    for step in SCORES:
        best = (best[:, None] + step).max(0)
    return best.max(), max(map(path_score, every_path()))


@formula("hmm-vs-crf", "forward-backward", "前向-后向")
def partition():
    total = np.ones(3)
    for step in SCORES:
        total = total @ np.exp(step)
    return total.sum(), sum(np.exp(path_score(path)) for path in every_path())


formula("label-bias", "must give it probability 1", "必须给它概率 1")(
    lambda: (torch.tensor([[-9.0], [4.0]]).softmax(1)[:, 0], [1, 1])
)

number("hamming-distance", "`10110` and `11100` differ in 2", "`10110` 与 `11100` 的距离是 2")(
    lambda: round(5 * distance.hamming([1, 0, 1, 1, 0], [1, 1, 1, 0, 0]))
)
formula("hamming-distance", "`popcount(a XOR b)`")(
    lambda: (
        (0b10110 ^ 0b11100).bit_count(),
        sum(a != b for a, b in zip("10110", "11100", strict=True)),
    )
)

DATA = RNG.normal(size=(60, 3)) @ [[2, 0.5, 0], [0, 1, 0.3], [0, 0, 0.2]]
CENTRED = DATA - DATA.mean(0)


@formula("pca", "the total variance is the sum of both parts", "总方差等于这两部分之和")
def kept_and_lost():
    w = np.linalg.eigh(np.cov(DATA.T))[1][:, -1:]
    z = CENTRED @ w
    lost = ((CENTRED - z @ w.T) ** 2).sum() / 59
    return z.var(ddof=1) + lost, np.trace(np.cov(DATA.T))


formula("pca", "s²/(n − 1)")(
    lambda: (np.linalg.svd(CENTRED)[1] ** 2 / 59, np.linalg.eigvalsh(np.cov(DATA.T))[::-1])
)
formula("pca-steps", r"S = \frac{1}{n - 1} X^T X")(
    lambda: (CENTRED.T @ CENTRED / 59, np.cov(DATA.T))
)
holds(
    "pca-steps", "`eigh` returns eigenvalues in *ascending* order", "`eigh` 返回的特征值是*升序*"
)(lambda: (np.diff(np.linalg.eigh(np.cov(DATA.T))[0]) > 0).all())


@formula("scatter-largest-variance", r"\tan 2\theta = 2 s_{xy} / (s_{xx} - s_{yy})")
def angle_of_the_line():
    s = np.cov(DATA[:, :2].T)
    x, y = np.linalg.eigh(s)[1][:, -1]
    return np.tan(2 * np.arctan2(y, x)), 2 * s[0, 1] / (s[0, 0] - s[1, 1])


@formula("scatter-largest-variance", "w^T S w")
def variance_along():
    w = np.array([0.6, 0.8, 0])
    return (DATA @ w).var(ddof=1), w @ np.cov(DATA.T) @ w


@formula("scatter-largest-variance", r"S w = \lambda w", within=1e-3)
def largest_variance():
    angles = np.linspace(0, np.pi, 20_001)
    directions = np.c_[np.cos(angles), np.sin(angles)]
    s = np.cov(DATA[:, :2].T)
    w = directions[np.einsum("ni,ij,nj->n", directions, s, directions).argmax()]
    return s @ w, (w @ s @ w) * w


def correlated(r):
    """Make two variables of mean 0 and variance 1 whose correlation is exactly r."""
    x, y = np.linalg.qr(np.c_[np.ones(50), RNG.normal(size=(50, 2))])[0][:, 1:].T * np.sqrt(50)
    return x, r * x + np.sqrt(1 - r * r) * y


@number("pca-or-regression", "1 and 0.5", "1 和 0.5")
def slopes():
    x, y = correlated(0.5)
    along = np.linalg.eigh(np.cov(x, y))[1][:, -1]
    return along[1] / along[0], np.polyfit(x, y, 1)[0]


number("pca-or-regression", "eigenvalues 1.5 and 0.5", "特征值 1.5 和 0.5")(
    lambda: tuple(np.linalg.eigvalsh(np.corrcoef(*correlated(0.5)))[::-1])
)
number("pca-or-regression", "has slope 2", "斜率是 2")(
    lambda: 1 / np.polyfit(*correlated(0.5)[::-1], 1)[0]
)


def lloyd(points, centres):
    """Run k-means, and give the inertia of every round."""
    rounds = []
    for _ in range(20):
        far = ((points[:, None] - centres) ** 2).sum(2)
        rounds.append(far.min(1).sum())
        centres = np.array([points[far.argmin(1) == i].mean(0) for i in range(len(centres))])
    return rounds


holds("kmeans-stops", "the inertia never rose on the way", "过程中 inertia 从未上升")(
    lambda: (np.diff(lloyd(DATA, DATA[:4])) <= 1e-9).all()
)
holds("kmeans-stops", "at a **local** optimum", "停在**局部**最优")(
    lambda: np.ptp([lloyd(DATA, DATA[i : i + 4])[-1] for i in range(0, 40, 4)]) > 0.1
)
holds(
    "kmeans-variants",
    "one far sample moves a mean but hardly ever the best member",
    "一个很远的样本会拉动均值，却很难改变最佳代表点",
)(lambda: _medoid([1, 2, 3, 4, 5]) == _medoid([1, 2, 3, 4, 500]) == 3)


def _medoid(values):
    return min(values, key=lambda one: sum(abs(one - other) for other in values))


@formula("kmeans-improve", "probability ∝ $D(x)^2$", "以正比于 $D(x)^2$ 的概率", within=0.05)
def seeded():
    """Ask scikit-learn for the second centre, many times, after the first has been drawn."""
    from sklearn.cluster import kmeans_plusplus

    points = np.array([[0.0], [1], [3]])
    drawn = [kmeans_plusplus(points, 2, random_state=i, n_local_trials=1)[1] for i in range(400)]
    after = [one[1] for one in drawn if one[0] == 0]
    return np.mean(np.array(after) == 2), 9 / 10


def neighbours():
    p = RNG.random((5, 5)) * (1 - np.eye(5))
    p = torch.from_numpy((p + p.T) / (p + p.T).sum())
    return p, torch.from_numpy(RNG.normal(size=(5, 2)))


def student(y):
    kernel = 1 / (1 + ((y[:, None] - y) ** 2).sum(-1)) * (1 - torch.eye(5))
    return kernel, kernel / kernel.sum()


@formula("tsne-steps", r"4 \sum_j (p_{ij} - q_{ij})(y_i - y_j)(1 + \|y_i - y_j\|^2)^{-1}")
def springs():
    p, y = neighbours()
    kernel, q = student(y)
    by_hand = 4 * (((p - q) * kernel)[:, :, None] * (y[:, None] - y)).sum(1)
    return gradient(
        lambda y: torch.xlogy(p, p) - p * (student(y)[1] + torch.eye(5)).log(), y
    ), by_hand


formula("tsne", r"q_{ij} \propto (1 + \|y_i - y_j\|^2)^{-1}")(
    lambda: (stats.t.pdf([0.5, 2], 1) / stats.t.pdf(0, 1), 1 / (1 + np.array([0.5, 2]) ** 2))
)

CLOUD = np.r_[RNG.normal(-2, 1, (40, 2)), RNG.normal(2, 1, (40, 2))]
SIDE = np.repeat([-1, 1], 40)


@formula("svm", r"\frac{1}{2} \|w\|^2 + C \sum_i \max(0, 1 - y_i (w \cdot x_i + b))", within=1e-3)
def primal():
    """Minimise it by search, and compare with scikit-learn's SVM."""

    def cost(v):
        return v[:2] @ v[:2] / 2 + np.maximum(0, 1 - SIDE * (CLOUD @ v[:2] + v[2])).sum()

    found = SVC(kernel="linear", C=1, tol=1e-6).fit(CLOUD, SIDE)
    best = np.zeros(3)
    for _ in range(6):
        best = optimize.minimize(cost, best, method="Nelder-Mead").x
    return cost(np.r_[found.coef_[0], found.intercept_]), cost(best)


@formula("svm", "they alone fix the solution", "只有它们决定解", within=1e-3)
def only_support_vectors():
    whole = SVC(kernel="linear", tol=1e-8).fit(CLOUD, SIDE)
    part = SVC(kernel="linear", tol=1e-8).fit(CLOUD[whole.support_], SIDE[whole.support_])
    return whole.coef_, part.coef_


formula(
    "svm-parameters", "one over (number of features × their variance)", "取“特征数 × 方差”的倒数"
)(lambda: (SVC(gamma="scale").fit(CLOUD, SIDE)._gamma, 1 / (2 * CLOUD.var())))

X, Y = torch.from_numpy(CLOUD), torch.from_numpy((SIDE + 1) / 2)
WEIGHT = torch.tensor([0.3, -0.2]).double()


@formula("logistic-regression", r"\sum_i (p_i - y_i) x_i")
def logistic_gradient():
    p = (X @ WEIGHT).sigmoid()
    loss = F.binary_cross_entropy_with_logits
    return gradient(lambda w: loss(X @ w, Y, reduction="sum"), WEIGHT), (p - Y) @ X


formula("logistic-regression", "multiplies the odds by $e^{w}$ per unit", "几率乘以 $e^{w}$")(
    lambda: (np.exp(0.7), (_odds(0.7 * 3) / _odds(0.7 * 2)))
)


def _odds(logit):
    p = 1 / (1 + np.exp(-logit))
    return p / (1 - p)


@holds("logistic-regression", "The loss is **convex**", "损失是**凸的**")
def curvature():
    def loss(w, squared):
        p = (X[0] @ w).sigmoid()
        return (p - Y[0]) ** 2 if squared else -torch.log(1 - p)

    at = torch.tensor([[-0.5, -0.5], [0, 0], [2, 3]]).double()
    hessians = [
        [torch.autograd.functional.hessian(lambda w: loss(w, s), one) for one in at]
        for s in (False, True)
    ]
    least = [min(np.linalg.eigvalsh(one).min() for one in rows) for rows in hessians]
    return least[0] > -1e-9 and least[1] < -1e-3


formula("kl-direction", "= H(p, q) - H(p)")(
    lambda: (stats.entropy(P, Q), -(P * np.log(Q)).sum() - stats.entropy(P))
)
holds("kl-direction", "not symmetric", "不对称")(
    lambda: abs(stats.entropy(P, Q) - stats.entropy(Q, P)) > 0.01
)
holds("kl-direction", "≥ 0, and 0 only for $p = q$", "≥ 0，仅当 $p = q$ 时为 0")(
    lambda: stats.entropy(P, Q) > 0 == stats.entropy(P, P)
)


@holds("kl-direction", "**covers** both and lies between", "**覆盖**两个峰，落在中间")
def fitted():
    """Fit a Gaussian to two peaks at −3 and 3, in both directions."""
    x = np.linspace(-12, 12, 801)
    two = (stats.norm(-3, 0.7).pdf(x) + stats.norm(3, 0.7).pdf(x)) / 2
    grid = [
        (m, s, stats.norm(m, s).pdf(x) + 1e-300)
        for m in np.linspace(-4, 4, 17)
        for s in (0.5, 0.7, 1, 2, 3, 4)
    ]
    forward = min(grid, key=lambda one: stats.entropy(two, one[2]))
    reverse = min(grid, key=lambda one: stats.entropy(one[2], two))
    return forward[:2] == (0, 3) and abs(reverse[0]) == 3 and reverse[1] < 1


@number("kl-mmd-wasserstein", r"\sqrt{2}")
def mmd():
    """Take two point masses ten widths of the kernel apart."""

    def k(x, y):
        return np.exp(-((x - y) ** 2) / 2)

    return np.sqrt(k(0, 0) + k(10, 10) - 2 * k(0, 10)).round(12)


formula("kl-mmd-wasserstein", r"Wasserstein is $|\theta|$", r"Wasserstein 是 $|\theta|$")(
    lambda: (stats.wasserstein_distance([0], [-7]), 7)
)
formula("kl-mmd-wasserstein", "in one dimension sorting is enough", "一维时排序即可")(
    lambda: (
        stats.wasserstein_distance(DATA[:, 0], DATA[:, 1]),
        abs(np.sort(DATA[:, 0]) - np.sort(DATA[:, 1])).mean(),
    )
)


@formula("bagging-or-boosting", r"\rho \sigma^2", within=0.01)
def mean_of_correlated():
    """Average 1000 trees of variance 4, any two of them correlated by 0.3."""
    covariance = 4 * (0.3 + 0.7 * np.eye(1000))
    return covariance.mean(), 0.3 * 4


@formula("bagging-or-boosting", "for squared error the residuals", "平方误差下就是残差")
def residuals():
    predicted = torch.from_numpy(DATA[:, 0])
    return -gradient(lambda f: (Y[:60] - f) ** 2 / 2, predicted), Y[:60] - predicted


number("biased-variance-bug", r"2 \cdot \sqrt{2/3} = 1.63", within=0.03)(
    lambda: run("biased-variance-bug")["noise"](RNG.normal(0, 2, (6000, 3)))
)


@number("pca-centre-bug", "with a variance of 2500", "方差 2500", within=0.02)
def uncentred():
    points = np.c_[RNG.normal(0, 3, 500), RNG.normal(50, 0.5, 500)]
    return run("pca-centre-bug")["pca"](points, 1)[2][0]


@holds("kmeans-empty-bug", "all points in one cluster", "所有点都落到同一个簇")
def starved():
    points, centres = np.array([[0.0], [1], [2]]), np.array([[0.0], [2], [100]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        centres, label = run("kmeans-empty-bug")["kmeans"](points, centres)
    return np.isnan(centres).any() and len(set(label)) == 1


number("hamming-zip-bug", "reports 0", "返回 0")(
    lambda: run("hamming-zip-bug")["hamming"]("1011", "10110000")
)
formula("softmax-axis-bug", "every class gets probability 1", "每个类别的概率都是 1")(
    lambda: (run("softmax-axis-bug")["probabilities"](np.array([[1.0, 2, 3]])), np.ones((1, 3)))
)
number("entropy-bits", "0.08")(lambda: stats.entropy([0.01, 0.99], base=2))
number("entropy-bits", "0.056")(lambda: stats.entropy([0.01, 0.99]))
number("viterbi-cost", "3.5 billion", "35 亿", gives=3.5e9, within=0.005)(
    lambda: np.prod(np.full(10, 9.0))
)
number("entropy-zero-bug", "104", within=0.005)(
    lambda: next(n for n in range(200) if torch.tensor([0.0, -n]).softmax(0)[1] == 0)
)

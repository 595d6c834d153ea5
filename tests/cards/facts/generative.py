"""Objectives and divergences on small distributions; gradients by autograd."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from scipy import integrate, linalg, optimize, stats
from scipy.spatial.distance import jensenshannon
from torch.nn import functional as F

RNG = np.random.default_rng(0)
REAL, FAKE = RNG.dirichlet(np.ones(6), 2)


def kl(p, q):
    return stats.entropy(p, q)


def js(p, q):
    return jensenshannon(p, q) ** 2


def best_discriminator(p, q):
    """Find the value of the game, and the discriminator, by search."""
    grid = np.linspace(1e-4, 1 - 1e-4, 100_001)
    values = np.outer(p, np.log(grid)) + np.outer(q, np.log(1 - grid))
    return values.max(1).sum(), grid[values.argmax(1)]


formula("gan-objective", r"\frac{p_r(x)}{p_r(x) + p_g(x)}", within=0.01)(
    lambda: (best_discriminator(REAL, FAKE)[1], REAL / (REAL + FAKE))
)
formula("gan-objective", r"2\,\text{JS}(p_r \| p_g) - \log 4")(
    lambda: (best_discriminator(REAL, FAKE)[0], 2 * js(REAL, FAKE) - np.log(4))
)
formula("gan-objective", r"minimum, $-\log 4$", r"最小值 $-\log 4$")(
    lambda: (best_discriminator(REAL, REAL)[0], -np.log(4))
)
number("gan-objective", "D = 1/2")(lambda: best_discriminator(REAL, REAL)[1].mean().round(9))

S = torch.linspace(-40, 6, 24).double()
formula("gan-saturating", "the derivative -D", "的导数是 -D")(
    lambda: (gradient(lambda s: torch.log(1 - s.sigmoid()), S), -S.sigmoid())
)
formula("gan-saturating", "D − 1")(
    lambda: (gradient(lambda s: -F.logsigmoid(s), S), S.sigmoid() - 1)
)
number("gan-saturating", "which goes to 0", "时趋于 0")(
    lambda: gradient(lambda s: torch.log(1 - s.sigmoid()), S)[0].round(decimals=9)
)
number("gan-saturating", "then goes to -1", "此时趋于 -1")(
    lambda: gradient(lambda s: -F.logsigmoid(s), S)[0].round(decimals=9)
)


@formula("gan-saturating", r"\text{KL}(p_g \| p_r) - 2\,\text{JS}")
def generator_gradient():
    """Differentiate by the generator's logits, with the best discriminator held fixed."""
    real, z = torch.from_numpy(REAL), torch.from_numpy(np.log(FAKE))
    d = real / (real + z.softmax(0))

    def divergences(z):
        g = z.softmax(0)
        m = (g + real) / 2
        twice_js = (g * (g / m).log()).sum() + (real * (real / m).log()).sum()
        return (g * (g / real).log()).sum() - twice_js

    return gradient(lambda z: -z.softmax(0) * d.log(), z), gradient(divergences, z)


number("js-disjoint", "log 2", gives=np.log(2))(lambda: js([1, 0], [0, 1]))
holds("js-disjoint", "The KL divergence is infinite", "KL 散度是无穷大")(
    lambda: kl([1, 0], [0, 1]) == np.inf
)
formula("js-disjoint", "The Wasserstein distance is θ", "Wasserstein 距离是 θ")(
    lambda: ([stats.wasserstein_distance([0], [x]) for x in (0.5, 3)], [0.5, 3])
)


@formula("wgan", r"\max_{\|f\|_L \le 1} E_{p_r}[f(x)] - E_{p_g}[f(x)]")
def dual():
    """Let a linear programme choose a critic that rises by at most the distance."""
    x = np.sort(RNG.random(6))
    apart = np.diff(np.eye(6), axis=0)
    limits = np.r_[apart, -apart], np.tile(np.diff(x), 2)
    found = optimize.linprog(FAKE - REAL, *limits, bounds=(-5, 5))
    return -found.fun, stats.wasserstein_distance(x, x, REAL, FAKE)


@number("cyclegan", "70×70")
def patch_gan():
    """Ask what one output of its five 4×4 convolutions sees."""

    def critic(x):
        for stride in (2, 2, 2, 1, 1):
            x = F.conv1d(x, torch.ones(1, 1, 4).double(), stride=stride)
        return x[..., 2]

    return (len(gradient(critic, torch.zeros(1, 1, 128))[0, 0].nonzero()),) * 2


def inception_score(said):
    return np.exp(stats.entropy(said, said.mean(0)[None], axis=1).mean())


@formula("inception-score", r"\exp(H(y) - H(y|x))")
def score_by_entropies():
    said = RNG.dirichlet(np.ones(5), 40)
    return inception_score(said), np.exp(stats.entropy(said.mean(0)) - stats.entropy(said.T).mean())


number("inception-score", "from 1 to the number of classes, 1000", "从 1 到类别数 1000")(
    lambda: (
        inception_score(np.full((10, 1000), 1e-3)).round(9),
        inception_score(np.eye(1000)).round(9),
    )
)
formula("one-image-per-class", "close to the best", "接近满分")(
    lambda: (inception_score(np.eye(50)), 50)
)


def random_covariance(n=4):
    return np.cov(RNG.normal(size=(n, 20)))


def frechet(one, other, shift=0.0):
    return shift + np.trace(one + other - 2 * linalg.sqrtm(one @ other).real)


@formula("fid", r"\text{tr}\left( \Sigma_r + \Sigma_g - 2 (\Sigma_r \Sigma_g)^{1/2} \right)")
def transported():
    """Move one Gaussian onto the other by the symmetric map, which is the cheapest."""
    one, other = random_covariance(), random_covariance()
    root = linalg.sqrtm(one)
    back = np.linalg.inv(root)
    move = back @ linalg.sqrtm(root @ other @ root) @ back
    assert np.allclose(move @ one @ move.T, other)
    rest = np.eye(4) - move
    return frechet(one, other), np.trace(rest @ one @ rest.T)


holds("fid", "fewer samples give a higher value", "样本越少，数值越大")(
    lambda: (
        frechet(np.eye(16), np.cov(RNG.normal(size=(16, 50))))
        > 3 * frechet(np.eye(16), np.cov(RNG.normal(size=(16, 1000))))
    )
)
holds("fid", "with fewer than 2048 the covariance is singular", "少于 2048 张时协方差矩阵奇异")(
    lambda: np.linalg.matrix_rank(np.cov(RNG.normal(size=(64, 60)))) < 64
)


@formula("vae", r"\log p(x) \ge E_{q(z|x)}[\log p(x|z)] - \text{KL}(q(z|x) \| N(0, I))")
def evidence():
    """Add what the bound lacks, the divergence to the posterior, for x = z + noise."""
    z = np.linspace(-12, 12, 40_001)
    q, prior, said = (
        stats.norm(0.3, 0.8).pdf(z),
        stats.norm(0, 1).pdf(z),
        stats.norm(z, 0.5).pdf(1.2),
    )
    whole = integrate.trapezoid(prior * said, z)

    def mean(values):
        return integrate.trapezoid(q * values, z)

    bound = mean(stats.norm(z, 0.5).logpdf(1.2)) - mean(np.log(q / prior))
    lacks = mean(np.log(q) - np.log(prior) - stats.norm(z, 0.5).logpdf(1.2)) + np.log(whole)
    assert lacks > 0
    return bound + lacks, np.log(whole)


EPS = torch.linspace(-2, 2, 5).double()
formula("reparameterisation", r"\partial z / \partial \mu = 1")(
    lambda: (gradient(lambda mu: mu + 0.7 * EPS, torch.zeros(5)), np.ones(5))
)
formula("reparameterisation", r"\partial z / \partial \sigma = \epsilon")(
    lambda: (gradient(lambda sigma: 0.1 + sigma * EPS, torch.ones(5)), EPS)
)
formula("reparameterisation", "σ = exp(logvar / 2)")(
    lambda: (np.exp(np.log(np.var([1.0, 2, 6])) / 2), np.std([1.0, 2, 6]))
)


@formula("diffusion", r"x_t = \sqrt{\bar{\alpha}_t}\, x_0 + \sqrt{1 - \bar{\alpha}_t}\, \epsilon")
def step_by_step():
    """Follow the factor of the image and the variance of the noise through all steps."""
    factor, variance, beta = 1.0, 0.0, np.linspace(1e-4, 0.02, 1000)
    for b in beta:
        factor, variance = np.sqrt(1 - b) * factor, (1 - b) * variance + b
    kept = np.prod(1 - beta)
    return [factor, variance], [np.sqrt(kept), 1 - kept]


number("diffusion-signal", "0.0064")(lambda: np.sqrt(np.prod(1 - np.linspace(1e-4, 0.02, 1000))))
number("ddpm-schedule-bug", "instead of 0.99", "而不是 0.99")(lambda: np.sqrt(1 - 0.02))


@holds(
    "mode-collapse",
    r"$\text{KL}(p_g \| p_r)$ costs little where $p_g$ is small",
    r"$p_g$ 小的地方对 $\text{KL}(p_g \| p_r)$ 贡献很小",
)
def missing_mode():
    real, collapsed = [0.5, 0.5], [0.999, 0.001]
    return kl(collapsed, real) < np.log(2) < 2 < kl(real, collapsed)


@holds("vae-kl-sign-bug", "falls below zero", "一路降到负数还在降")
def endless():
    loss, certain = run("vae-kl-sign-bug")["vae_loss"], torch.full((1, 2), 9.0)
    means = [torch.full((1, 1), mu) for mu in (0.0, 10, 100)]
    values = [loss(torch.ones(1, 2), certain, mu, torch.zeros(1, 1)) for mu in means]
    return bool(values[0] > 0 > values[1] > values[2])

"""Divergences by integration and search, a diffusion step by step."""

import numpy as np
import torch
from cards.brute.within import within
from scipy import optimize, stats


@within(1e-3)
def gan_best_discriminator(r, g):
    def loss(d):
        return -(r * np.log(d) + g * np.log(1 - d))

    return optimize.minimize_scalar(loss, bounds=(1e-9, 1 - 1e-9), method="bounded").x


def cyclegan_loss(a, b, c, d, l):  # noqa: E741
    """Add up the two directions, each with its own share of the cycle and identity losses."""
    forth = a + l * (0.3 * c) + 0.5 * l * (0.6 * d)
    back = b + l * (0.7 * c) + 0.5 * l * (0.4 * d)
    return forth + back


def inception_score_value(k, p):
    said = np.full((k, k), (1 - p) / (k - 1))
    np.fill_diagonal(said, p)
    return np.exp(np.mean([stats.entropy(one, said.mean(0)) for one in said]))


@within(2e-3)
def fid_one_dimension(a, s, b, t):
    """Move the mass of one normal distribution to the other, quantile by quantile."""
    quantiles = (np.arange(100_000) + 0.5) / 100_000
    real, made = stats.norm.ppf(quantiles, a, s), stats.norm.ppf(quantiles, b, t)
    return np.mean((real - made) ** 2)


def vae_kl(m, s):
    normal = torch.distributions.Normal
    latent = normal(torch.tensor(m, dtype=torch.float64), torch.tensor(s, dtype=torch.float64))
    return torch.distributions.kl_divergence(latent, normal(0.0, 1.0)).item()


def diffusion_signal(b, t):
    signal = 1.0
    for _ in range(t):
        signal *= (1 - b) ** 0.5
    return signal

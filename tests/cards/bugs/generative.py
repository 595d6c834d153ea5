"""Losses of generative models are stepped, and differentiated another way."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F


def gan_detach_bug(code):
    def gradient(code, level):
        """Give G's gradient after a batch, the one it should have, and one in D after it."""
        torch.manual_seed(0)
        G, D = nn.Linear(8, 4), nn.Sequential(nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 1))
        with torch.no_grad():
            D[2].weight *= 0.01  # D answers about the same to all
            D[2].bias.fill_(level)
        bce, real = nn.BCEWithLogitsLoss(), torch.randn(32, 4)
        torch.manual_seed(1)
        loss = bce(D(G(torch.randn(32, 8))), torch.ones(32, 1))
        wanted = torch.cat([g.flatten() for g in torch.autograd.grad(loss, list(G.parameters()))])
        torch.manual_seed(1)
        run(
            code,
            G=G,
            D=D,
            bce=bce,
            loader=[real],
            opt_g=torch.optim.SGD(G.parameters(), lr=1e-6),
            opt_d=torch.optim.SGD(D.parameters(), lr=1e-6),
        )
        return torch.cat([p.grad.flatten() for p in G.parameters()]), wanted

    for level in (-1.0, 0.0, 1.0):
        got, wanted = gradient(code, level)
        d = 1 / (1 + np.exp(-level))
        share = (got @ wanted / (wanted @ wanted)).item()
        assert abs(share - (2 * d - 1) / (d - 1)) < 0.05  # 0.63, 0 and -1.72 of what it should be
        assert abs(share) < 0.05 or level

        detached = mend(code, ("bce(D(fake), zeros)", "bce(D(fake.detach()), zeros)"))
        for mended in (
            detached,
            mend(detached, ("retain_graph=True", "")),
            mend(code, ("    loss_g.backward()", "    opt_g.zero_grad()\n    loss_g.backward()")),
        ):
            got, wanted = gradient(mended, level)
            assert torch.allclose(got, wanted, rtol=1e-3, atol=1e-7)
    got, wanted = gradient(mend(code, ("bce(D(fake), ones)", "bce(D(fake), zeros)")), 0.0)
    assert got @ wanted < 0


def gradient_penalty_bug(code):
    def slope(code):
        """Give the gradient of the loss by the weights of the critic."""
        for p in critic.parameters():
            p.grad = None
        torch.manual_seed(1)
        left = run(code, critic=critic, real=real, fake=fake)
        return torch.cat(
            [p.grad.flatten() for p in critic.parameters() if p.grad is not None]
        ), left

    def penalty(vector):
        """Compute it by differences, for the numerical slope by the weights."""
        nn.utils.vector_to_parameters(vector, critic.parameters())
        steps = 1e-5 * torch.eye(8).reshape(8, 1, 2, 2, 2)
        one, other = (
            critic((mixed + s).reshape(-1, 2, 2, 2)).reshape(8, -1) for s in (steps, -steps)
        )
        return 10 * ((((one - other) / 2e-5).norm(dim=0) - 1) ** 2).mean().item()

    torch.set_default_dtype(torch.float64)
    try:
        torch.manual_seed(0)
        critic = nn.Sequential(
            nn.Flatten(), nn.Linear(8, 3), nn.Tanh(), nn.Linear(3, 1, bias=False)
        )
        real, fake = torch.randn(2, 4, 2, 2, 2)
        torch.manual_seed(1)
        t = torch.rand(4, 1, 1, 1)
        mixed = t * real + (1 - t) * fake
        without = mend(code, ("10 *", "0 *"))
        recorded = ("autograd.grad(score, mixed)", "autograd.grad(score, mixed, create_graph=True)")
        mended = mend(code, recorded)
        assert not slope(code)[1].gradient_penalty(critic, real, fake).requires_grad
        assert same(slope(code)[0], slope(without)[0])

        with torch.no_grad():
            weights = nn.utils.parameters_to_vector(critic.parameters())
            steps = 1e-5 * torch.eye(len(weights))
            numerical = [(penalty(weights + s) - penalty(weights - s)) / 2e-5 for s in steps]
            nn.utils.vector_to_parameters(weights, critic.parameters())
        wanted = slope(without)[0] + torch.tensor(numerical)
        assert torch.allclose(slope(mended)[0], wanted, atol=1e-3)
        assert not torch.allclose(slope(code)[0], wanted, atol=1e-1)
        assert same(
            slope(mend(code, ("critic(mixed).sum()", "critic(mixed).mean()")))[0], slope(code)[0]
        )
        for old, new in (
            ("critic(mixed).sum()", "critic(mixed).mean()"),
            (".norm(dim=1)", ".norm()"),
        ):
            assert not torch.allclose(slope(mend(mended, (old, new)))[0], wanted, atol=1e-1)
    finally:
        torch.set_default_dtype(torch.float32)


def vae_kl_sign_bug(code):
    def losses(code, steps=150):
        """Train the codes of one batch; give the losses, and how far they lie from the prior."""
        torch.manual_seed(0)
        decoder = nn.Linear(2, 6)
        mu = torch.randn(4, 2, requires_grad=True)
        logvar = torch.zeros(4, 2, requires_grad=True)
        loss, seen = run(code).vae_loss, []
        optimiser = torch.optim.Adam([mu, logvar, *decoder.parameters()], lr=0.1)
        for _ in range(steps):
            z = mu + (0.5 * logvar).exp() * torch.randn(4, 2)
            seen.append(loss(x, decoder(z), mu, logvar))
            optimiser.zero_grad()
            seen[-1].backward()
            optimiser.step()
        return [one.item() for one in seen], mu.abs().max().item()

    x = (torch.rand(4, 6, generator=torch.manual_seed(0)) > 0.5).float()
    mu, logvar = torch.tensor([[0.5, -2.0]]), torch.tensor([[0.3, -1.0]])
    logits = torch.zeros(1, 6)

    seen, far = losses(code)
    assert seen[149] < seen[100] < seen[60] < 0
    assert far > 10
    mended = mend(code, ("0.5 * torch.sum", "-0.5 * torch.sum"))
    seen, far = losses(mended)
    assert min(seen) > 0
    assert far < 4

    def kl(code, mu, logvar):
        loss = run(code).vae_loss
        return loss(x[:1], logits, mu, logvar) - loss(x[:1], logits, 0 * mu, 0 * logvar)

    divergence = kl_divergence(Normal(mu, (0.5 * logvar).exp()), Normal(0.0, 1.0)).sum()
    assert same(kl(mended, mu, logvar), divergence)
    assert same(kl(code, mu, logvar), -divergence)
    zero = torch.zeros(1, 2)
    likelihood = F.binary_cross_entropy_with_logits(logits, x[:1], reduction="sum")
    assert same(run(mended).vae_loss(x[:1], logits, zero, zero), likelihood)
    for old, new in (("logvar.exp()", "(0.5 * logvar).exp()"), ("(recon + kl)", "(-recon + kl)")):
        wrong = mend(code, (old, new))
        assert not same(kl(wrong, mu, logvar), divergence)
    assert losses(mend(code, ('"sum"', '"mean"')))[0][-1] < 0


def ddpm_schedule_bug(code):
    def share(code, t):
        """Give the factor of the image in x_t."""
        x0, nothing = torch.ones(1, 1, 1, 1), torch.zeros(1, 1, 1, 1)
        return run(code).noised(x0, torch.tensor([t]), nothing).item()

    mended = mend(code, ("alphas[t]", "alphas.cumprod(0)[t]"))
    assert round(share(code, 999), 2) == 0.99
    assert round(share(mended, 999), 4) == 0.0064

    torch.manual_seed(0)
    left = run(mended)
    x, t = torch.full((4000, 1, 1, 1), 2.0), 120
    for beta in left.betas[: t + 1]:  # one step after the other
        x = (1 - beta).sqrt() * x + beta.sqrt() * torch.randn(4000, 1, 1, 1)
    assert abs(x.mean() / 2 - share(mended, t)) < 0.02
    noise = torch.randn(4000, 1, 1, 1)
    at_once = left.noised(torch.full_like(noise, 2.0), torch.full((4000,), t), noise)
    assert abs(at_once.std() - x.std()) < 0.02
    backwards = mend(code, ("1e-4, 0.02", "0.02, 1e-4"))
    assert share(backwards, 999) > 0.99
    assert share(mend(code, ("a.sqrt() * x0", "a * x0")), 999) > 0.9

# expect: accepted
import math


def batch_norm(x, running_mean, running_var, gamma, beta, training, momentum=0.1, eps=1e-5):
    N, C, H, W = x.shape
    y = [[[[0.0] * W for _ in range(H)] for _ in range(C)] for _ in range(N)]
    new_mean = [float(v) for v in running_mean]
    new_var = [float(v) for v in running_var]
    for c in range(C):
        if training:
            n = N * H * W
            mu = 0.0
            for i in range(N):
                for j in range(H):
                    for k in range(W):
                        mu += x[i][c][j][k] / n
            ss = 0.0
            for i in range(N):
                for j in range(H):
                    for k in range(W):
                        ss += (x[i][c][j][k] - mu) ** 2
            sigma2 = ss / n
            new_mean[c] = new_mean[c] * (1 - momentum) + mu * momentum
            new_var[c] = new_var[c] * (1 - momentum) + ss / (n - 1) * momentum
        else:
            mu, sigma2 = running_mean[c], running_var[c]
        std = math.sqrt(sigma2 + eps)
        for i in range(N):
            for j in range(H):
                for k in range(W):
                    y[i][c][j][k] = gamma[c] * (x[i][c][j][k] - mu) / std + beta[c]
    return y, new_mean, new_var

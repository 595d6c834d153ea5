r"""Batch normalisation of images, forward.

Each channel is shifted and scaled to mean 0 and variance 1, and then to a mean and a scale that
are learned. While training, mean and variance are those of the batch: one channel has
n = N H W values, over all images and all places.

    mean_c = sum x / n          var_c = sum (x - mean_c)^2 / n
    y = weight_c (x - mean_c) / sqrt(var_c + eps) + bias_c

In evaluation there may be no batch to speak of, so running averages from training take their
place. Each training step moves them a little, by the share `momentum`:

    running_mean <- (1 - momentum) running_mean + momentum mean_c
    running_var  <- (1 - momentum) running_var  + momentum var_c n / (n - 1)

The factor n / (n - 1) makes the running variance an unbiased estimate for the whole data; what
the batch itself is divided by is its plain, biased variance.

O(size of x) time and memory.

Decisions, each with a case and a mistake:

* statistics per channel, over N, H and W          one image at a time is instance norm
* biased variance to normalise                     ddof=0, in training
* unbiased variance in the running one             torch; Flax, Keras 3 and CS231n: biased
* momentum is the share of the new batch           torch; elsewhere it is the share of the old value
* eps under the root                               sqrt(var + eps), not sqrt(var) + eps
* evaluation changes nothing                       the running statistics are used and returned
* new arrays come back, none is changed in place   the caller keeps the old ones

Source: Ioffe & Szegedy, "Batch Normalization", ICML 2015, algorithms 1 and 2.
torch.nn.functional.batch_norm for the running statistics.

图像特征的批归一化（Batch Normalization），前向计算。

把每个通道平移、缩放成均值 0、方差 1，再用可学习的参数缩放、平移。训练时用的是
当前 batch 的均值和方差：一个通道共有 n = N H W 个值，来自所有图像、所有位置。

    mean_c = sum x / n          var_c = sum (x - mean_c)^2 / n
    y = weight_c (x - mean_c) / sqrt(var_c + eps) + bias_c

推理时可能只有一张图，没有 batch 可言，于是改用训练中累积的滑动平均（running statistics）。
每个训练步按比例 `momentum` 更新一次：

    running_mean <- (1 - momentum) running_mean + momentum mean_c
    running_var  <- (1 - momentum) running_var  + momentum var_c n / (n - 1)

因子 n / (n - 1) 使滑动方差成为总体方差的无偏估计；而归一化当前 batch 时，
除的是它自己的有偏方差。

时间、内存都是 O(x 的元素个数)。

约定（每一条都有对应的用例和错误写法）：

* 按通道统计，跨 N、H、W                   每张图单独统计就成了 instance norm
* 归一化用有偏方差                         训练时 ddof=0
* 滑动方差存无偏方差                       与 torch 一致；Flax、Keras 3、CS231n 存有偏方差
* momentum 是新 batch 所占的比例           与 torch 一致；别处往往是旧值所占的比例
* eps 在根号里面                           sqrt(var + eps)，不是 sqrt(var) + eps
* 推理时不更新                             只使用滑动统计量，并原样返回
* 返回新数组，不就地修改                   调用者手里的旧数组保持不变

出处：Ioffe & Szegedy, "Batch Normalization", ICML 2015, 算法 1 和 2。
滑动统计量的规则见 torch.nn.functional.batch_norm。
"""

import numpy as np

from drill.problem import (
    Floats,
    Tolerance,
    accepted,
    case,
    cases,
    convention,
    example,
    mistake,
    reference,
    sized,
    small,
)

AXES = (0, 2, 3)  # all but the channels


def per_channel(values):
    """Line up one value per channel (C,) with images (N, C, H, W): (C, 1, 1)."""
    return values[:, None, None]


def normalised(x, mean, var, weight, bias, eps):
    """Shift and scale each channel of x (N, C, H, W) by statistics (C,)."""
    unit = (x - per_channel(mean)) / np.sqrt(per_channel(var) + eps)
    return per_channel(weight) * unit + per_channel(bias)


def blended(old, new, share):
    """Move a running statistic towards the batch's."""
    return (1 - share) * old + share * new


@reference(Tolerance(rtol=1e-5, atol=1e-5))
def batch_norm(
    x: Floats,
    running_mean: Floats,
    running_var: Floats,
    weight: Floats,
    bias: Floats,
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[Floats, Floats, Floats]:
    """Normalise each channel of a batch of images, and keep the running statistics.

    In training every channel is normalised by its own mean and its biased variance (divided by
    n = N H W) over the batch, and the running statistics move: new = (1 - momentum) * old +
    momentum * batch, where the batch's variance counts unbiased (divided by n - 1). In evaluation
    the running statistics normalise, and come back as they are. eps is added to the variance,
    under the root. Then comes the learned scale and shift of the channel. No input may be changed:
    the new running statistics are returned, in new arrays where they differ.

    Parameters
    ----------
    x : (N, C, H, W) array of float64
        Images, channels second. N, C, H and W are at least 1; in training N H W is at least 2.
    running_mean : (C,) array of float64
        Running mean of each channel.
    running_var : (C,) array of float64
        Running variance of each channel, positive.
    weight : (C,) array of float64
        Learned scale of each channel (gamma).
    bias : (C,) array of float64
        Learned shift of each channel (beta).
    training : bool
        True in training, False in evaluation.
    momentum : float in [0, 1], default 0.1
        Share of the new batch in the running statistics, as in PyTorch. (TensorFlow, Keras and
        Flax mean the share of the old value: their 0.9 is this 0.1.)
    eps : float, default 1e-5
        Added to the variance; positive.

    Returns
    -------
    tuple of (N, C, H, W), (C,) and (C,) arrays of floats
        The normalised images, the new running mean and the new running variance. (PyTorch changes
        the last two in place; Flax, Keras 3 and CS231n store the biased variance.)
        Compared with rtol and atol 1e-5.

    对一批图像按通道归一化，并维护滑动统计量。

    训练时，每个通道用它在这个 batch 上的均值和有偏方差（除以 n = N H W）归一化，
    同时更新滑动统计量：new = (1 - momentum) * old + momentum * batch，其中 batch 的方差用无偏的（除以 n - 1）。
    推理时，用滑动统计量归一化，并把它们原样返回。eps 加在方差上，在根号里面。
    最后再做该通道可学习的缩放和平移。不能修改任何输入：有变化的滑动统计量要放在新数组里返回。

    Parameters
    ----------
    x : (N, C, H, W) 的 float64 数组
        一批图像，通道在第二维。N、C、H、W 至少是 1；训练时 N H W 至少是 2。
    running_mean : (C,) 的 float64 数组
        每个通道的滑动均值。
    running_var : (C,) 的 float64 数组
        每个通道的滑动方差，都是正数。
    weight : (C,) 的 float64 数组
        每个通道可学习的缩放系数（gamma）。
    bias : (C,) 的 float64 数组
        每个通道可学习的平移量（beta）。
    training : bool
        训练时为 True，推理时为 False。
    momentum : float，取值 [0, 1]，默认 0.1
        新 batch 在滑动统计量里所占的比例，与 PyTorch 一致。
        （TensorFlow、Keras、Flax 指的是旧值的比例：它们的 0.9 就是这里的 0.1。）
    eps : float，默认 1e-5
        加在方差上的正数。

    Returns
    -------
    三个浮点数组的元组，形状为 (N, C, H, W)、(C,)、(C,)
        归一化后的图像、新的滑动均值、新的滑动方差。
        （PyTorch 就地修改后两个；Flax、Keras 3、CS231n 存的是有偏方差。）
        比较时 rtol 和 atol 都是 1e-5。
    """
    if not training:
        y = normalised(x, running_mean, running_var, weight, bias, eps)
        return y, running_mean.copy(), running_var.copy()
    mean, var = x.mean(axis=AXES), x.var(axis=AXES)  # (C,), (C,)
    count = x.size / len(mean)
    y = normalised(x, mean, var, weight, bias, eps)
    unbiased = var * count / (count - 1)
    return y, blended(running_mean, mean, momentum), blended(running_var, unbiased, momentum)


# ---- other right programs ----------------------------------------------------


@accepted
def channel_by_channel(
    x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """One channel at a time, in plain Python sums.

    一次一个通道，用普通的 Python 求和。
    """
    y = np.empty(x.shape)
    new_mean, new_var = list(running_mean), list(running_var)
    for c in range(x.shape[1]):
        mean, var = running_mean[c], running_var[c]
        if training:
            values = [float(value) for value in x[:, c].ravel()]
            n = len(values)
            mean = sum(values) / n
            squares = sum((value - mean) ** 2 for value in values)
            var = squares / n
            new_mean[c] = (1 - momentum) * running_mean[c] + momentum * mean
            new_var[c] = (1 - momentum) * running_var[c] + momentum * squares / (n - 1)
        y[:, c] = (x[:, c] - mean) / (var + eps) ** 0.5 * weight[c] + bias[c]
    return y, new_mean, new_var


@accepted
def flat_channels(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Channels first, everything else flat; one scale and one shift for each channel.

    把通道放到最前面、其余展平；每个通道合并成一次缩放和一次平移。
    """
    flat = x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1)  # (C, N H W)
    mean, var = running_mean, running_var
    if training:
        mean, var = flat.mean(axis=1), flat.var(axis=1)
        running_mean = running_mean + momentum * (mean - running_mean)
        running_var = running_var + momentum * (flat.var(axis=1, ddof=1) - running_var)
    scale = weight / np.sqrt(var + eps)
    shift = bias - mean * scale
    y = flat * scale[:, None] + shift[:, None]
    n, c, h, w = x.shape
    return y.reshape(c, n, h, w).transpose(1, 0, 2, 3), running_mean, running_var


@accepted
def mean_of_squares(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """The variance as E[x^2] - E[x]^2, and einsum for the sums.

    方差写成 E[x^2] - E[x]^2，求和用 einsum。
    """
    n = x.size / x.shape[1]
    shape = (1, -1, 1, 1)
    if training:
        mean = np.einsum("nchw->c", x) / n
        var = np.einsum("nchw,nchw->c", x, x) / n - mean**2
        new_mean = momentum * mean + (1 - momentum) * running_mean
        new_var = momentum * var * n / (n - 1) + (1 - momentum) * running_var
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    inverse = 1 / np.sqrt(var + eps)
    y = (x - mean.reshape(shape)) * (inverse * weight).reshape(shape) + bias.reshape(shape)
    return [y, new_mean, new_var]


@accepted
def in_float32(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Everything in float32.

    全程用 float32。
    """
    arrays = (x, running_mean, running_var, weight, bias)
    x, old_mean, old_var, weight, bias = (array.astype(np.float32) for array in arrays)
    axes = (0, 2, 3)
    mean, var, new_mean, new_var = old_mean, old_var, old_mean, old_var
    if training:
        mean, var = x.mean(axis=axes), x.var(axis=axes)
        new_mean = (1 - momentum) * old_mean + momentum * mean
        new_var = (1 - momentum) * old_var + momentum * x.var(axis=axes, ddof=1)
    return normalised(x, mean, var, weight, bias, eps), new_mean, new_var


# ---- cases: what an answer is tried on ---------------------------------------


def _spread(rng, shape):
    """Images whose channels all spread by 0.5 or more, so that float32 is good enough."""
    c = shape[1]
    x = np.zeros(shape)
    while x.std(axis=AXES).min() < 0.5:
        x = rng.normal(0, 1, shape) * rng.uniform(1, 2, (c, 1, 1)) + rng.uniform(-1, 1, (c, 1, 1))
    return x


def _others(rng, c):
    """Running mean, running variance, weight and bias of C channels."""
    signs = rng.choice([-1.0, 1.0, 1.0], c)
    return (
        rng.normal(0, 1, c),
        rng.uniform(0.5, 2, c),
        signs * rng.uniform(0.5, 2, c),
        rng.normal(0, 1, c),
    )


def _sides(rng):
    n, c, h, w = (int(side) for side in rng.permutation([2, 3, 4, 5]))
    return n, c, h, w


def _one_channel(x, training, momentum, eps):
    """One channel whose learned part and statistics are easy to follow by hand."""
    return (
        x,
        np.array([0.5]),
        np.array([2.0]),
        np.array([1.0]),
        np.array([0.0]),
        training,
        momentum,
        eps,
    )


TWO = np.array([[[[0.0, 2.0, 1.0]], [[4.0, -4.0, 3.0]]], [[[2.0, 0.0, 4.0]], [[-4.0, 4.0, 0.0]]]])


@example
def one_channel(rng):
    """Training on one channel with the values 0, 0, 2, 2

    训练：一个通道，值为 0、0、2、2
    """
    return _one_channel(np.array([0.0, 0.0, 2.0, 2.0]).reshape(2, 1, 1, 2), True, 0.1, 1e-5)


@example
def the_same_in_evaluation(rng):
    """The same values in evaluation: the running statistics count

    同样的值，推理：用滑动统计量
    """
    return _one_channel(np.array([0.0, 0.0, 2.0, 2.0]).reshape(2, 1, 1, 2), False, 0.1, 1e-5)


@example
def two_channels(rng):
    """Training on two channels, momentum 0.25 and eps 0.5

    训练：两个通道，momentum 为 0.25，eps 为 0.5
    """
    statistics = np.array([0.0, 1.0]), np.array([1.0, 4.0])
    return TWO, *statistics, np.array([1.0, 2.0]), np.array([0.0, 1.0]), True, 0.25, 0.5


@case
def two_values(rng):
    """Two values in the channel: n - 1 is half of n

    一个通道只有两个值：n - 1 是 n 的一半
    """
    return _one_channel(np.array([-1.0, 3.0]).reshape(1, 1, 2, 1), True, 0.1, 1e-5)


@case
def one_image(rng):
    """A batch of one image

    batch 只有一张图
    """
    x = np.array([[[[1.0, 3.0], [0.0, -2.0], [2.0, 5.0]]]])
    return _one_channel(x, True, 0.1, 1e-5)


@case
def one_place(rng):
    """Images of one pixel: the statistics run over the batch

    每张图只有一个像素：统计量跨 batch 计算
    """
    x = np.array([[3.0, 0.0], [-1.0, 4.0], [1.0, -1.0]])[:, :, None, None]
    statistics = np.array([0.0, 1.0]), np.array([1.0, 2.0])
    return x, *statistics, np.array([1.0, -2.0]), np.array([0.5, 0.0]), True, 0.1, 1e-5


@case
def constant_channel(rng):
    """A channel without any spread: variance 0, y is the bias

    某个通道的值全相同：方差为 0，y 等于 bias
    """
    x = np.stack([np.full((2, 2, 3), 0.5), np.arange(12.0).reshape(2, 2, 3)], axis=1)
    statistics = np.array([0.0, 1.0]), np.array([1.0, 2.0])
    return x, *statistics, np.array([1.0, 2.0]), np.array([0.5, -1.0]), True, 0.1, 1e-3


@case
def images_unlike_each_other(rng):
    """Two images far from each other in brightness

    两张图的亮度相差很大
    """
    x = np.array([0.0, 1.0, 2.0, 1.0, 7.0, 8.0, 9.0, 8.0]).reshape(2, 1, 1, 4)
    return _one_channel(x, True, 0.1, 1e-5)


@case
def channels_unlike_each_other(rng):
    """Two channels with very different means and spreads

    两个通道的均值和方差都相差很大
    """
    x = TWO + np.array([-4.0, 4.0])[:, None, None]
    statistics = np.array([-4.0, 4.0]), np.array([2.0, 8.0])
    return x, *statistics, np.array([1.0, 0.5]), np.array([0.0, 2.0]), True, 0.1, 1e-5


@case
def big_eps(rng):
    """An eps of 1 in training

    训练，eps 为 1
    """
    return _one_channel(np.array([0.0, 4.0, 2.0]).reshape(1, 1, 1, 3), True, 0.1, 1.0)


@case
def big_eps_in_evaluation(rng):
    """An eps of 1 in evaluation

    推理，eps 为 1
    """
    return _one_channel(np.array([0.0, 4.0, 2.0]).reshape(1, 1, 1, 3), False, 0.1, 1.0)


@case
def most_of_the_batch(rng):
    """A momentum of 0.75

    momentum 为 0.75
    """
    return _one_channel(np.array([0.0, 4.0, 2.0]).reshape(3, 1, 1, 1), True, 0.75, 1e-5)


@case
def single_image_in_evaluation(rng):
    """One pixel in evaluation: no batch to speak of

    推理，只有一个像素：没有 batch 可言
    """
    return _one_channel(np.array([[[[3.0]]]]), False, 0.1, 1e-5)


@cases(20)
def training_steps(rng):
    """A training step with the default momentum and eps

    一个训练步，momentum 和 eps 取默认值
    """
    shape = _sides(rng)
    return _spread(rng, shape), *_others(rng, shape[1]), True, 0.1, 1e-5


@case
def settings_left_out(rng):
    """A training step, called without momentum and eps

    一个训练步，不传 momentum 和 eps
    """
    statistics = np.array([0.0, 1.0]), np.array([1.0, 4.0])
    return TWO, *statistics, np.array([1.0, 2.0]), np.array([0.0, 1.0]), True


@cases(20)
def evaluations(rng):
    """Evaluation with the default momentum and eps

    推理，momentum 和 eps 取默认值
    """
    shape = _sides(rng)
    return _spread(rng, shape), *_others(rng, shape[1]), False, 0.1, 1e-5


def _settings(rng):
    return float(rng.choice([0.01, 0.25, 0.75, 0.9])), float(rng.choice([1e-3, 0.1, 0.5]))


@cases(24)
def other_settings(rng):
    """A training step with another momentum and another eps

    一个训练步，换一组 momentum 和 eps
    """
    shape = _sides(rng)
    return _spread(rng, shape), *_others(rng, shape[1]), True, *_settings(rng)


@cases(12)
def other_settings_in_evaluation(rng):
    """Evaluation with another momentum and another eps

    推理，换一组 momentum 和 eps
    """
    shape = _sides(rng)
    return _spread(rng, shape), *_others(rng, shape[1]), False, *_settings(rng)


@cases(24)
def as_wide_as_deep(rng):
    """As many columns as channels: a wrong broadcast does not fail

    列数等于通道数：广播错了也不会报错
    """
    n, c, h, _ = _sides(rng)
    shape = (n, c, h, c)
    return _spread(rng, shape), *_others(rng, c), bool(rng.integers(2)), 0.1, 1e-5


@small(24)
def tiny(rng):
    """A few small whole values in one or two channels

    一两个通道，少量很小的整数值
    """
    shape = tuple(int(side) for side in rng.permutation([1, 2, int(rng.integers(1, 3)), 3]))
    x = np.zeros(shape)
    while x.std(axis=AXES).min() < 0.5:
        x = rng.integers(-1, 4, shape).astype(float)
    c = shape[1]
    statistics = rng.integers(-1, 2, c).astype(float), rng.integers(1, 4, c).astype(float)
    learned = rng.integers(1, 3, c).astype(float), rng.integers(-1, 2, c).astype(float)
    settings = float(rng.choice([0.1, 0.25])), float(rng.choice([1e-5, 0.5]))
    return x, *statistics, *learned, bool(rng.integers(2)), *settings


@sized(32)
def a_feature_map(rng, n):
    """A batch of n images of 16 channels, 28 by 28.

    n 张 16 通道、28×28 的特征图。
    """
    x = rng.normal(0, 1, (n, 16, 28, 28))
    return x, *_others(rng, 16), True, 0.1, 1e-5


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def unbiased_everywhere(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You normalise by the unbiased variance: ddof=1, which is `torch.var`'s default.

    The batch is divided by its own, biased variance (ddof=0); only the running one is unbiased.

    你用无偏方差做归一化：ddof=1，也就是 `torch.var` 的默认值。
    归一化当前 batch 要用有偏方差（ddof=0）；只有滑动方差用无偏的。
    """
    if not training:
        return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var = x.mean(axis=AXES), x.var(axis=AXES, ddof=1)
    y = normalised(x, mean, var, weight, bias, eps)
    return y, blended(old_mean, mean, momentum), blended(old_var, var, momentum)


@mistake
def variances_swapped(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You have the two variances the wrong way round.

    The biased one (divided by n) normalises the batch; the unbiased one (n - 1) is stored.

    两个方差用反了：归一化 batch 用有偏的（除以 n），滑动方差存无偏的（除以 n - 1）。
    """
    if not training:
        return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var = x.mean(axis=AXES), x.var(axis=AXES)
    y = normalised(x, mean, x.var(axis=AXES, ddof=1), weight, bias, eps)
    return y, blended(old_mean, mean, momentum), blended(old_var, var, momentum)


@convention
def biased_running_variance(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You store the biased variance (divided by n), as Flax, Keras 3 and CS231n do.

    PyTorch, and the paper for its inference step, store the unbiased one: times n / (n - 1).

    你存的滑动方差是有偏的（除以 n），Flax、Keras 3、CS231n 就是这样。
    PyTorch（以及论文的推理公式）存的是无偏方差：要再乘 n / (n - 1)。
    """
    y, mean, var = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return y, mean, blended(old_var, x.var(axis=AXES), momentum) if training else var


@convention
def momentum_of_the_old(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Your momentum is the share of the old value, as in TensorFlow, Keras, Flax and CS231n.

    In PyTorch, and here, it is the share of the new batch: (1 - momentum) * old + momentum * new.

    你的 momentum 是旧值所占的比例，TensorFlow、Keras、Flax、CS231n 就是这样。
    PyTorch 和这里一样，指新 batch 所占的比例：(1 - momentum) * old + momentum * new。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, training, 1 - momentum, eps)


@convention
def momentum_of_the_old_and_biased(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """You follow Flax, Keras 3 and CS231n: momentum is the share of the old value, and the running
    variance is the biased one.

    PyTorch, and this problem, differ in both: (1 - momentum) * old + momentum * new, with the
    batch's variance times n / (n - 1).

    你用的是 Flax、Keras 3、CS231n 的规则：momentum 是旧值的比例，滑动方差存有偏方差。
    PyTorch 和本题两处都不同：(1 - momentum) * old + momentum * new，
    而且 batch 的方差要乘 n / (n - 1)。
    """
    return biased_running_variance(x, old_mean, old_var, weight, bias, training, 1 - momentum, eps)


@convention
def eps_outside_the_root(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You divide by sqrt(var) + eps, as the Annotated Transformer does in its layer norm.

    Batch norm, in the paper and in every library, adds eps under the root: sqrt(var + eps).

    你除的是 sqrt(var) + eps，The Annotated Transformer 的 layer norm 就是这样写的。
    批归一化（论文和各个框架）都把 eps 加在根号里面：sqrt(var + eps)。
    """
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var = (x.mean(axis=AXES), x.var(axis=AXES)) if training else (old_mean, old_var)
    return normalised(x, mean, (np.sqrt(var) + eps) ** 2, weight, bias, 0.0), *new


@mistake
def eps_forgotten(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You leave eps out: a channel without spread divides by zero.

    Divide by sqrt(var + eps).

    你漏了 eps：值全相同的通道会除以零。应当除以 sqrt(var + eps)。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, 0.0)


@mistake
def eps_fixed(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You leave the argument `eps` unused and have 1e-5 fixed in the code.

    你没有用到参数 `eps`，代码里写死了 1e-5。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, 1e-5)


@mistake
def nine_tenths_by_default(x, old_mean, old_var, weight, bias, training, momentum=0.9, eps=1e-5):
    """Your default for `momentum` is 0.9, but you use it as the share of the new batch.

    As the share of the new batch it is 0.1; 0.9 is the same rule told as the share of the old.

    你的 `momentum` 默认值是 0.9，却把它当作新 batch 的比例来用。
    按新 batch 的比例，默认值应当是 0.1；0.9 是按旧值比例的说法。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)


@mistake
def momentum_fixed(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You leave the argument `momentum` unused and have 0.1 fixed in the code.

    你没有用到参数 `momentum`，代码里写死了 0.1。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, training, 0.1, eps)


@mistake
def divides_by_the_variance(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You divide by var + eps: the root is missing.

    The standard deviation is what brings the spread to 1: sqrt(var + eps).

    你除的是 var + eps，漏了开根号。要让标准差变成 1，应当除以 sqrt(var + eps)。
    """
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var = (x.mean(axis=AXES), x.var(axis=AXES)) if training else (old_mean, old_var)
    return normalised(x, mean, (var + eps) ** 2, weight, bias, 0.0), *new


@mistake
def variance_about_zero(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Your variance is the mean of the squares: the square of the mean was not taken off.

    var = E[x^2] - E[x]^2, or the mean of (x - mean)^2.

    你的方差只是平方的均值，没有减去均值的平方。应当是 E[x^2] - E[x]^2，或者 (x - mean)^2 的均值。
    """
    if not training:
        return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var, count = x.mean(axis=AXES), (x**2).mean(axis=AXES), x[:, 0].size
    y = normalised(x, mean, var, weight, bias, eps)
    new_var = blended(old_var, var * count / (count - 1), momentum)
    return y, blended(old_mean, mean, momentum), new_var


@mistake
def counts_images_only(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Your n is the batch size N: the correction N / (N - 1) is far too large, and fails for N = 1.

    One channel has N H W values, so n = N * H * W.

    你的 n 只取了 batch 大小 N：修正系数 N / (N - 1) 过大，N = 1 时还会除以零。
    一个通道共有 N H W 个值，n = N * H * W。
    """
    y, mean, var = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    if not training:
        return y, mean, var
    unbiased = x.var(axis=AXES) * np.float64(len(x)) / (len(x) - 1)
    return y, mean, blended(old_var, unbiased, momentum)


@mistake
def one_statistic_for_all(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You take one mean and one variance over the whole array.

    Every channel has its own: reduce over axes (0, 2, 3), not over all.

    你对整个数组只求了一个均值和一个方差。每个通道要各算各的：沿 (0, 2, 3) 三个维求，而不是全部。
    """
    if not training:
        return batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    mean, var = x.mean() + 0 * old_mean, x.var() + 0 * old_var
    y = normalised(x, mean, var, weight, bias, eps)
    new_var = blended(old_var, var * x.size / (x.size - 1), momentum)
    return y, blended(old_mean, mean, momentum), new_var


@mistake
def each_image_alone(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You normalise every image by its own statistics: that is instance norm, axes (2, 3).

    Batch norm takes them over the batch as well: axes (0, 2, 3).

    你用每张图自己的统计量归一化：沿 (2, 3) 两个维，那是 instance norm。
    批归一化还要跨 batch：沿 (0, 2, 3) 三个维。
    """
    y, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    if training:
        each = [
            normalised(one, one.mean(axis=(1, 2)), one.var(axis=(1, 2)), weight, bias, eps)
            for one in x
        ]
        y = np.stack(each)
    return y, *new


@mistake
def each_image_over_its_channels(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """You normalise every image over all its channels: that is layer norm, axes (1, 2, 3).

    Batch norm keeps the channels apart and takes the batch together: axes (0, 2, 3).

    你对每张图的所有通道一起归一化：沿 (1, 2, 3) 三个维，那是 layer norm。
    批归一化是各通道分开、整个 batch 一起：沿 (0, 2, 3) 三个维。
    """
    y, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    if training:
        axes = (1, 2, 3)
        unit = x - x.mean(axis=axes, keepdims=True)
        unit /= np.sqrt(x.var(axis=axes, keepdims=True) + eps)
        y = per_channel(weight) * unit + per_channel(bias)
    return y, *new


@mistake
def written_for_rows(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You have the batch norm of a fully connected layer: statistics over axis 0 alone.

    For (N, C, H, W) each pixel gets its own, and (C,) is lined up with W, which fails unless W = C.
    Reduce over (0, 2, 3), and reshape what has one value per channel to (1, C, 1, 1).

    这是全连接层的批归一化：只沿第 0 维统计。对 (N, C, H, W) 来说，每个像素位置成了各算各的，
    而且 (C,) 会与 W 对齐，W 不等于 C 时直接报错。
    应当沿 (0, 2, 3) 统计，并把每通道一个值的数组 reshape 成 (1, C, 1, 1)。
    """
    mean, var = old_mean, old_var
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        old_mean = blended(old_mean, mean, momentum)
        unbiased = var * np.float64(len(x)) / (len(x) - 1)
        old_var = blended(old_var, unbiased, momentum)
    return weight * (x - mean) / np.sqrt(var + eps) + bias, old_mean, old_var


@mistake
def learned_part_on_the_last_axis(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """You multiply by `weight` and add `bias` as they are, so (C,) is lined up with W, not with C.

    It fails unless W = C, and is silently wrong then. Reshape them to (1, C, 1, 1).

    你直接乘 `weight`、加 `bias`，形状 (C,) 会与 W 对齐，而不是与 C 对齐：
    W 不等于 C 时报错，W = C 时悄悄算错。应当先 reshape 成 (1, C, 1, 1)。
    """
    one, zero = np.ones_like(weight), np.zeros_like(bias)
    unit, *new = batch_norm(x, old_mean, old_var, one, zero, training, momentum, eps)
    return unit * weight + bias, *new


@convention
def channels_last(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You reduce over axes (0, 1, 2): that is right for TensorFlow's layout (N, H, W, C).

    Here the channels are the second axis: reduce over (0, 2, 3).

    你沿 (0, 1, 2) 三个维统计：对 TensorFlow 的 (N, H, W, C) 布局来说没错。
    这里通道在第二维，应当沿 (0, 2, 3)。
    """
    mean, var = old_mean, old_var
    if training:
        mean, var, count = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2)), x[..., 0].size
        old_mean = blended(old_mean, mean, momentum)
        unbiased = var * np.float64(count) / (count - 1)
        old_var = blended(old_var, unbiased, momentum)
    return weight * (x - mean) / np.sqrt(var + eps) + bias, old_mean, old_var


@mistake
def batch_statistics_in_evaluation(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """In evaluation you still normalise by the batch's statistics.

    A prediction would depend on what else is in the batch. Use the running mean and variance.

    推理时你仍然用当前 batch 的统计量归一化，这样一个样本的预测会受同批其他样本影响。
    应当用滑动均值和滑动方差。
    """
    y, _, _ = batch_norm(x, old_mean, old_var, weight, bias, True, momentum, eps)
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return y, *new


@mistake
def always_trains(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You leave `training` unused: evaluation, too, takes the batch's statistics and moves the
    running ones.

    你没有用到 `training`：推理时也用 batch 统计量，还更新了滑动统计量。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, True, momentum, eps)


@mistake
def never_trains(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You always normalise by the running statistics, and never move them.

    In training it is the batch's own statistics that count.

    你总是用滑动统计量归一化，也从不更新它们。训练时应当用当前 batch 的统计量。
    """
    return batch_norm(x, old_mean, old_var, weight, bias, False, momentum, eps)


@mistake
def moves_in_evaluation(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You move the running statistics in evaluation, too. They change in training only.

    推理时你也更新了滑动统计量。它们只在训练时更新。
    """
    y, _, _ = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, True, momentum, eps)
    return y, *new


@mistake
def running_statistics_in_training(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """In training you normalise by the running statistics you have just updated.

    Normalise by the batch's own mean and variance; the running ones are for evaluation.

    训练时你用刚更新完的滑动统计量做归一化。
    训练时应当用 batch 自己的均值和方差；滑动统计量是给推理用的。
    """
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return normalised(x, *new, weight, bias, eps), *new


@mistake
def old_statistics_in_training(
    x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5
):
    """In training you update the running statistics, but normalise by the old ones.

    Normalise by the batch's own mean and variance; the running ones are for evaluation.

    训练时你更新了滑动统计量，但归一化用的是更新前的滑动统计量。
    训练时应当用 batch 自己的均值和方差；滑动统计量是给推理用的。
    """
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return normalised(x, old_mean, old_var, weight, bias, eps), *new


@mistake
def never_moves(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You return the running statistics as they came, in training, too. There they must move.

    训练时你也把滑动统计量原样返回了，训练时应当更新它们。
    """
    y, _, _ = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return y, old_mean, old_var


@mistake
def keeps_only_this_batch(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You return the batch's own statistics as the running ones: the past is lost.

    Blend them: (1 - momentum) * old + momentum * batch.

    你把当前 batch 的统计量直接当作滑动统计量返回，丢掉了历史。
    应当加权：(1 - momentum) * old + momentum * batch。
    """
    y, _, _ = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    _, *new = batch_norm(x, old_mean, old_var, weight, bias, training, 1.0, eps)
    return y, *new


@mistake
def stores_the_deviation(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You blend the standard deviation into the running variance. Store the variance.

    你把标准差混进了滑动方差。应当存方差。
    """
    y, mean, var = batch_norm(x, old_mean, old_var, weight, bias, training, momentum, eps)
    return y, mean, blended(old_var, x.std(axis=AXES), momentum) if training else var


@mistake
def learned_part_forgotten(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You return the normalised values: `weight` and `bias` are not applied.

    你直接返回了归一化后的值，没有乘 `weight`、加 `bias`。
    """
    one, zero = np.ones_like(weight), np.zeros_like(bias)
    return batch_norm(x, old_mean, old_var, one, zero, training, momentum, eps)


@mistake
def bias_before_weight(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You add `bias` first and then multiply: weight * (unit + bias). It is weight * unit + bias.

    你先加 `bias` 再乘，算成了 weight * (unit + bias)。应当是 weight * unit + bias。
    """
    return batch_norm(x, old_mean, old_var, weight, weight * bias, training, momentum, eps)


@mistake
def gamma_and_beta_first(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """You take the arguments as x, gamma, beta, running_mean, running_var.

    They come by position, and here as in `torch.nn.functional.batch_norm` the order is
    x, running_mean, running_var, weight, bias.

    你的参数顺序是 x, gamma, beta, running_mean, running_var。
    参数按位置传入，顺序与 `torch.nn.functional.batch_norm` 一致：
    x, running_mean, running_var, weight, bias。
    """
    return batch_norm(x, weight, bias, old_mean, old_var, training, momentum, eps)

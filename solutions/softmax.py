r"""Softmax that does not overflow.

Softmax turns logits into probabilities: each entry is exp(x_i) over the sum of exp(x_j). Written
so, exp(710) is already infinite and inf / inf is NaN. But a constant c may be taken from every
logit without changing the result:

    exp(x_i - c) / sum_j exp(x_j - c) = exp(x_i) / sum_j exp(x_j)

Take the largest logit of *that* slice as c. The largest exponent is then 0, so nothing overflows;
the sum is at least 1, so nothing is divided by zero; what underflows to 0 was 0 in float64 anyway.

O(size of x) time and memory: a maximum, an exponential and a sum.

Decisions, each with a case and a mistake:

* the maximum is that of the slice, not of the array    a far lower row would become 0 / 0
* the last axis by default, any axis on request         torch.softmax; SciPy's default is the
                                                        whole array
* the shape comes back as it came                       axes moved to the end are moved back
* integers in, floats out                               `zeros_like(x)` would truncate to 0
* no eps in the answer                                  the sum is at least 1: none is needed

Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 4.1 (overflow and underflow).
Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", IMA Journal
of Numerical Analysis, 2021.

不会溢出的 softmax。

softmax 把 logits 变成概率：每一项等于 exp(x_i) 除以所有 exp(x_j) 之和。照抄公式的话，
exp(710) 就已经是 inf，inf / inf 得到 NaN。好在所有 logit 同减一个常数 c，结果不变：

    exp(x_i - c) / sum_j exp(x_j - c) = exp(x_i) / sum_j exp(x_j)

c 取*这一行（这个切片）自己*的最大值：最大的指数是 0，不会上溢；分母至少是 1，不会除零；
下溢成 0 的那些项，在 float64 里本来就是 0。

时间、内存都是 O(x 的元素个数)：求一次最大值、一次指数、一次和。

约定（每一条都有对应的用例和错误写法）：

* 减的是每个切片自己的最大值，不是整个数组的      否则数值低很多的那一行会变成 0 / 0
* 默认最后一维，也可以指定任意维                  与 torch.softmax 一致；SciPy 默认是整个数组
* 输出形状与输入相同                              为了计算挪过的维要挪回去
* 输入整数，输出也是浮点数                        `zeros_like(x)` 会把结果截断成 0
* 结果里没有 eps                                  分母至少是 1，用不着

出处：Goodfellow, Bengio, Courville, "Deep Learning", 2016, 第 4.1 节（上溢与下溢）。
Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", IMA Journal
of Numerical Analysis, 2021.
"""

import numpy as np

from drill.problem import (
    Floats,
    Tolerance,
    accepted,
    case,
    cases,
    example,
    mistake,
    reference,
    sized,
    small,
)

FLOAT32 = 2.0**-22  # four half spacings of float32: x rounded, its maximum, their log-sum, the end


def as_good_as_float32(inputs, expected, actual):
    """Allow what float32 loses on logits in the thousands, and nothing more."""
    got = np.asarray(actual, dtype=float)
    slack = 1e-5 + FLOAT32 * np.abs(inputs[0]).max()
    return got.shape == expected.shape and bool((np.abs(got - expected) <= slack).all())


@reference(Tolerance(rtol=1e-5, atol=1e-5), checker=as_good_as_float32)
def softmax(x: Floats, axis: int = -1) -> Floats:
    """Turn logits into probabilities along one axis.

    Every slice along `axis` is positive and sums to 1; each entry is exp(x) over the sum of exp(x)
    of its own slice. The result must be right for any finite logits, also for 10000 and -10000,
    without NaN or inf. The input must not be changed.

    Parameters
    ----------
    x : array of float64 or int64, rank 1 to 4
        Finite logits, natural exponent. No axis is empty.
    axis : int, default -1
        The axis along which the results sum to 1; negative counts from the end. The default is
        the last axis, as for most layers. (Elsewhere: SciPy's default is the whole array, Caffe's
        is axis 1.)

    Returns
    -------
    array of floats, the shape of `x`
        Floats also where `x` has integers. Compared with rtol and atol 1e-5.

    沿一个维把 logits 变成概率。

    沿 `axis` 的每个切片都是正数，和为 1；每一项等于 exp(x) 除以它所在切片的 exp(x) 之和。
    任何有限的 logits 都必须算对，10000 和 -10000 也一样，不能出现 NaN 或 inf。不能修改输入。

    Parameters
    ----------
    x : float64 或 int64 数组，1 到 4 维
        有限的 logits，以 e 为底。没有长度为 0 的维。
    axis : int，默认 -1
        沿哪一维和为 1；负数从末尾数。默认最后一维，与多数框架一致。
        （别处不同：SciPy 默认是整个数组，Caffe 默认是第 1 维。）

    Returns
    -------
    浮点数组，形状与 `x` 相同
        `x` 是整数时也返回浮点数。比较时 rtol 和 atol 都是 1e-5。
    """
    shifted = x - x.max(axis=axis, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=axis, keepdims=True)


# ---- other right programs ----------------------------------------------------


@accepted
def slice_by_slice(x, axis=-1):
    """One slice at a time, in plain Python.

    纯 Python，一次算一个切片。
    """
    out = np.zeros(x.shape)
    rows, results = np.moveaxis(x, axis, -1), np.moveaxis(out, axis, -1)
    for place in np.ndindex(rows.shape[:-1]):
        row = [float(value) for value in rows[place]]
        top = max(row)
        powers = [np.exp(value - top) for value in row]
        results[place] = [power / sum(powers) for power in powers]
    return out


@accepted
def by_log_sum_exp(x, axis=-1):
    """The exp of the log-probabilities, with a stable log-sum-exp.

    先求稳定的 log-sum-exp，得到对数概率，再取 exp。
    """
    return np.exp(x - np.logaddexp.reduce(x, axis=axis, keepdims=True, dtype=float))


@accepted
def along_each_slice(x, axis=-1):
    """A function of one vector, applied along the axis.

    写一个一维函数，再用 `apply_along_axis` 套到每个切片上。
    """

    def one(row):
        powers = np.exp(row - np.max(row))
        return powers / np.sum(powers)

    return np.apply_along_axis(one, axis, x)


@accepted
def in_float32(x, axis=-1):
    """Everything in float32.

    全程用 float32。
    """
    x = x.astype(np.float32)
    powers = np.exp(x - np.amax(x, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


@accepted
def pairs_of_differences(x, axis=-1):
    """1 over the sum of exp(x_j - x_i): no maximum at all, infinity turns into 0.

    1 / sum_j exp(x_j - x_i)：不求最大值，分母上溢成 inf，结果正好是 0。
    """
    rows = np.moveaxis(x, axis, -1).astype(float)
    gaps = rows[..., None, :] - rows[..., :, None]  # (..., K, K)
    with np.errstate(over="ignore"):
        return np.moveaxis(1 / np.exp(gaps).sum(axis=-1), -1, axis)


# ---- cases: what an answer is tried on ---------------------------------------


@example
def one_row(rng):
    """Three logits

    三个 logit
    """
    return np.array([1.0, 2.0, 3.0]), -1


@example
def two_rows(rng):
    """Two rows: each sums to 1

    两行：每一行各自和为 1
    """
    return np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 2.0]]), -1


@example
def down_the_columns(rng):
    """axis=0: each column sums to 1

    axis=0：每一列和为 1
    """
    return np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 2.0]]), 0


@example
def logits_of_a_thousand(rng):
    """Logits of a thousand: exp(1000) does not fit into a float64

    上千的 logit：float64 放不下 exp(1000)
    """
    return np.array([1000.0, 1001.0, 1003.0]), -1


@case
def far_below_zero(rng):
    """Every logit far below zero

    所有 logit 都是绝对值很大的负数
    """
    return np.array([-1000.0, -1001.0, -1003.0, -999.0]), -1


@case
def ten_thousand(rng):
    """Logits of 10000 beside logits of -10000, both in one row

    同一行里既有 10000 也有 -10000
    """
    return np.array([[10000.0, -10000.0, 9999.0], [-10000.0, -9998.0, -10001.0]]), -1


@case
def rows_far_apart(rng):
    """One row near 2000, one near 0, one near -2000

    三行分别在 2000、0、-2000 附近
    """
    row = np.array([0.0, 1.0, -1.0, 0.5, 2.0])
    return row + np.array([[2000.0], [0.0], [-2000.0]]), -1


@case
def columns_far_apart(rng):
    """The same for columns, along axis 0

    同样的情形，换成沿 axis=0 的列
    """
    column = np.array([[0.0], [1.0], [-1.0], [0.5], [2.0]])
    return column + np.array([[2000.0, 0.0, -2000.0]]), 0


@case
def one_stands_out(rng):
    """One logit 3000 above all others

    有一个 logit 比其余的大 3000
    """
    return np.array([0.0, 1.0, 3000.0, 2.0, -1.0]), -1


@case
def both_tails(rng):
    """Half of the logits 800 below zero, half 800 above

    一半 logit 在 -800 附近，一半在 800 附近
    """
    return np.array([[-800.0, 800.0, -801.0, 801.0], [799.0, -799.0, 800.0, -800.0]]), -1


@case
def ordinary_integers(rng):
    """An int64 array of small integers

    int64 数组，数值不大
    """
    return np.array([[1, 2, 3], [4, 0, 4]]), -1


@case
def huge_integers(rng):
    """An int64 array with values of a thousand

    int64 数组，数值上千
    """
    return np.array([1000, 998, 1001, 1000]), -1


@case
def square(rng):
    """As many rows as columns: nothing fails to broadcast

    行数等于列数：广播错了也不会报错
    """
    return np.array([[1.0, 2.0, 4.0], [0.0, 3.0, 1.0], [2.0, 2.0, 5.0]]), 1


@case
def all_equal(rng):
    """Equal logits: every probability is 1 / 4

    logit 全相等：每个概率都是 1/4
    """
    return np.full((3, 4), 7.0), -1


@case
def one_class(rng):
    """Slices of one entry: probability 1

    每个切片只有一个元素：概率为 1
    """
    return np.array([[3.0], [-2.0], [0.5]]), -1


@case
def one_row_of_a_matrix(rng):
    """A (1, 4) matrix stays (1, 4)

    (1, 4) 的矩阵，结果仍是 (1, 4)
    """
    return np.array([[0.0, 1.0, -1.0, 2.0]]), 1


def _shape(rng, rank):
    return tuple(int(side) for side in rng.permutation([2, 3, 4, 5])[:rank])


@cases(12)
def vectors(rng):
    """One vector of ordinary logits

    一维向量，普通大小的 logit
    """
    return rng.normal(0, 2, int(rng.integers(2, 9))), -1


@cases(24)
def matrices(rng):
    """A matrix of ordinary logits, the last axis

    二维矩阵，普通大小的 logit，最后一维
    """
    return rng.normal(0, 2, _shape(rng, 2)), -1


@cases(6)
def axis_left_out(rng):
    """Ranks 2 and 3, called without `axis`: the last one

    2 维和 3 维，不传 `axis`：默认最后一维
    """
    return (rng.normal(0, 2, _shape(rng, int(rng.integers(2, 4)))),)


@cases(24)
def any_axis(rng):
    """Ranks 1 to 4, every axis, counted from either end

    1 到 4 维，任意维，正着数或倒着数
    """
    rank = int(rng.integers(1, 5))
    return rng.normal(0, 2, _shape(rng, rank)), int(rng.integers(-rank, rank))


@cases(24)
def offset_slices(rng):
    """Ranks 2 to 4: every slice is moved by thousands of its own

    2 到 4 维：每个切片各自平移几千
    """
    rank = int(rng.integers(2, 5))
    x, axis = rng.integers(-24, 25, _shape(rng, rank)) / 8, int(rng.integers(-rank, rank))
    offsets = 1000 * np.take(rng.integers(-4, 5, x.shape), [0], axis=axis)
    return x + offsets, axis


@cases(16)
def spread_out(rng):
    """Logits hundreds apart within one row

    同一行里 logit 相差几百
    """
    return np.round(rng.normal(0, 600, _shape(rng, 2))), -1


@small(20)
def tiny(rng):
    """A few small whole logits

    少量很小的整数值 logit
    """
    shape = (int(rng.integers(1, 4)), int(rng.integers(2, 4)))
    return rng.integers(-1, 3, shape).astype(float), int(rng.choice([-1, 0, 1]))


@small(8)
def tiny_integers(rng):
    """The same as int64, in one row

    同上，一维 int64
    """
    return rng.integers(-1, 3, int(rng.integers(2, 4))), -1


@sized(600)
def a_large_batch(rng, n):
    """A batch of n rows of 1000 classes.

    n 行，每行 1000 类。
    """
    return rng.normal(0, 3, (n, 1000)), -1


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def no_max_subtraction(x, axis=-1):
    """You take exp of the raw logits: exp(1000) is inf and inf / inf is NaN.

    And exp(-1000) is 0, so a row far below zero is 0 / 0. Subtract the slice's largest logit first:
    the result is the same and no exponent is above 0.

    你直接对原始 logit 取 exp：exp(1000) 是 inf，inf / inf 得 NaN；
    exp(-1000) 是 0，整行都很小时就成了 0 / 0。先减去切片内的最大值：结果不变，指数不会大于 0。
    """
    powers = np.exp(x)
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def no_max_but_an_eps(x, axis=-1):
    """You guard the division with an eps, but exp(1000) is still inf and a low row becomes 0.

    The eps hides 0 / 0 and gives a row that does not sum to 1. Subtract the slice's largest logit
    instead: then the sum is at least 1 and no eps is needed.

    你在分母上加了 eps，但 exp(1000) 还是 inf，数值很小的行则整行变成 0。
    eps 只是掩盖了 0 / 0，那一行的和并不是 1。应当先减去切片内的最大值：分母至少是 1，不需要 eps。
    """
    powers = np.exp(x)
    return powers / (powers.sum(axis=axis, keepdims=True) + 1e-8)


@mistake
def global_max(x, axis=-1):
    """You subtract the maximum of the whole array.

    A row a thousand below the largest entry underflows to zeros, and 0 / 0 is NaN. Each slice needs
    its own maximum: `x.max(axis=axis, keepdims=True)`.

    你减的是整个数组的最大值。比全局最大值低一千的那一行会全部下溢成 0，0 / 0 得 NaN。
    每个切片要减自己的最大值：`x.max(axis=axis, keepdims=True)`。
    """
    powers = np.exp(x - x.max())
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def largest_starts_at_zero(x, axis=-1):
    """Your search for the maximum starts at 0, so a row of negative logits gets maximum 0.

    A row near -1000 then underflows to 0 / 0. Start from the first entry, or from -inf.

    你求最大值时从 0 开始，全是负数的行得到的最大值就是 0，-1000 附近的行会下溢成 0 / 0。
    应当从第一个元素（或 -inf）开始。
    """
    powers = np.exp(x - np.maximum(x.max(axis=axis, keepdims=True), 0))
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def subtracts_mean(x, axis=-1):
    """You subtract the mean: one logit far above the others still overflows.

    Any constant leaves the result the same, but only the maximum keeps every exponent at 0
    or below.

    你减的是均值：如果有一个 logit 远大于其余的，照样上溢。
    减任何常数结果都不变，但只有减最大值才能保证所有指数都不大于 0。
    """
    powers = np.exp(x - x.mean(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def subtracts_min(x, axis=-1):
    """You subtract the minimum: now every exponent is 0 or above, and large gaps overflow.

    Subtract the maximum, so that every exponent is 0 or below.

    你减的是最小值：所有指数都不小于 0，差距一大就上溢。应当减最大值，让所有指数都不大于 0。
    """
    powers = np.exp(x - x.min(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def divides_by_max(x, axis=-1):
    """You divide the logits by the largest one: that is another function (a temperature).

    Softmax does not change when a constant is subtracted; it does when all is scaled. Subtract the
    maximum.

    你用最大值去除 logit：这相当于加了温度，结果已经变了。
    softmax 对平移不变，对缩放会变。应当是减去最大值。
    """
    powers = np.exp(x / x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


@mistake
def clips_the_logits(x, axis=-1):
    """You clip the logits into a safe range: logits beyond it become equal.

    [1000, 1001] comes out as [0.5, 0.5]. Subtract the maximum instead: nothing is lost.

    你把 logit 截断到“安全”范围：超出范围的 logit 变成一样大，[1000, 1001] 得到 [0.5, 0.5]。
    应当减最大值，这样不损失任何信息。
    """
    return softmax(np.clip(x, -500, 500), axis)


@mistake
def normalises_everything(x, axis=-1):
    """You divide by the sum over the whole array: all entries together sum to 1.

    Every slice along `axis` must sum to 1: give `sum` (and `max`) the axis, with `keepdims=True`.

    你除的是整个数组的和：所有元素加起来才是 1。
    应当是沿 `axis` 的每个切片各自和为 1：`sum`（和 `max`）要带上 axis，并且 `keepdims=True`。
    """
    return softmax(x.reshape(-1), 0).reshape(x.shape)


@mistake
def bare_formula(x, axis=-1):
    """You wrote exp(x) / exp(x).sum(): it overflows, and the sum runs over the whole array.

    Two faults: subtract the slice's largest logit first, and give `max` and `sum` the axis, with
    `keepdims=True`.

    你照公式写了 exp(x) / exp(x).sum()：既会上溢，又是对整个数组求和。
    要改两处：先减切片内的最大值；`max` 和 `sum` 都带上 axis 和 `keepdims=True`。
    """
    powers = np.exp(x)
    return powers / powers.sum()


@mistake
def made_for_one_vector(x, axis=-1):
    """You have the snippet for one vector: one maximum for all, and `sum(axis=0)`.

    For a batch it normalises down the columns, and a low column underflows to 0 / 0. Use the `axis`
    given, in `max` and in `sum`, with `keepdims=True`.

    这是网上流传的一维写法：全体共用一个最大值，再 `sum(axis=0)`。
    用在 batch 上就成了按列归一化，数值低的列还会下溢成 0 / 0。
    `max` 和 `sum` 都应当沿传入的 `axis`，并加 `keepdims=True`。
    """
    powers = np.exp(x - np.max(x))
    return powers / powers.sum(axis=0)


@mistake
def always_last_axis(x, axis=-1):
    """You leave `axis` unused and always work along the last axis.

    你没有用到 `axis` 参数，总是沿最后一维计算。
    """
    return softmax(x, -1)


@mistake
def always_first_axis(x, axis=-1):
    """You always work along axis 0: in a batch that mixes the samples with each other.

    Use the `axis` given; its default is the last axis, the classes.

    你总是沿第 0 维计算：对一个 batch 来说，这是在样本之间做归一化。
    应当使用传入的 `axis`；默认是最后一维，也就是类别那一维。
    """
    return softmax(x, 0)


@mistake
def first_axis_by_default(x, axis=0):
    """Your default for `axis` is 0, which in a batch mixes the samples. It is -1, the last axis.

    你的 `axis` 默认值是 0，对 batch 来说是在样本之间归一化。默认值应当是 -1，也就是最后一维。
    """
    return softmax(x, axis)


@mistake
def always_axis_one(x, axis=-1):
    """You have axis 1 fixed in the code: it fails on a vector and is wrong on rank 3 and 4.

    Use the `axis` given (-1 by default, which for a matrix is axis 1).

    你把第 1 维写死了：一维输入会报错，三维、四维的结果不对。
    应当使用传入的 `axis`（默认 -1，对矩阵来说恰好就是第 1 维）。
    """
    return softmax(x, 1)


@mistake
def keepdims_forgotten(x, axis=-1):
    """You drop the reduced axis, so the (N,) sums broadcast along the wrong one.

    It fails to broadcast for most shapes, and for a square matrix it is silently wrong. Keep the
    axis: `keepdims=True` in both `max` and `sum`.

    你在 `max`、`sum` 之后丢掉了那一维，(N,) 的结果会沿错误的维广播。
    多数形状会直接报错，方阵则悄悄算错。`max` 和 `sum` 都要加 `keepdims=True`。
    """
    powers = np.exp(x - x.max(axis=axis))
    return powers / powers.sum(axis=axis)


@mistake
def axis_not_moved_back(x, axis=-1):
    """You move the axis to the end, and return the result with the axes still in that order.

    Move it back: `np.moveaxis(result, -1, axis)`.

    你把目标维挪到最后计算，但返回前没有挪回去。补上 `np.moveaxis(result, -1, axis)`。
    """
    return softmax(np.moveaxis(x, axis, -1), -1)


@mistake
def integer_result(x, axis=-1):
    """You fill an array made by `zeros_like(x)`: for integer logits it truncates every result to 0.

    Make it float: `np.zeros(x.shape)`, or `x = x.astype(float)` at the start.

    你把结果写进 `zeros_like(x)`：输入是整数时，结果全被截断成 0。
    应当用浮点数组：`np.zeros(x.shape)`，或者开头先 `x = x.astype(float)`。
    """
    return softmax(x, axis).astype(x.dtype)


@mistake
def log_probabilities(x, axis=-1):
    """You return log-softmax: the logarithms of the probabilities. One `exp` is missing.

    你返回的是 log-softmax，也就是概率的对数，还差一次 `exp`。
    """
    shifted = x - x.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


@mistake
def never_divides(x, axis=-1):
    """You return the exponentials without dividing them by their sum.

    你返回的是指数，没有除以它们的和。
    """
    return np.exp(x - x.max(axis=axis, keepdims=True))


@mistake
def sign_flipped(x, axis=-1):
    """You take exp(max - x), so the largest logit gets the smallest probability.

    It must be exp(x - max).

    你算的是 exp(max - x)，最大的 logit 反而得到最小的概率。应当是 exp(x - max)。
    """
    return softmax(-x, axis)


@mistake
def sigmoid_of_each(x, axis=-1):
    """You apply the sigmoid to each logit alone: the entries of a slice do not sum to 1.

    The sigmoid is for independent yes-or-no labels. Softmax divides by the sum over the slice.

    你对每个 logit 单独做 sigmoid：同一个切片的和不是 1。
    sigmoid 用于相互独立的二分类（多标签）；softmax 要除以整个切片的和。
    """
    return 1 / (1 + np.exp(-x))

r"""Cross-entropy of integer targets, straight from the logits.

The loss of one row is minus the log of the probability that softmax gives to its right class t:

    -log( exp(z_t) / sum_j exp(z_j) )  =  log sum_j exp(z_j)  -  z_t

The right side needs no probability. A probability may underflow to 0, and its log is -inf; the
log-sum-exp is of the size of the logits, if the row's largest logit m is taken out first:

    log sum_j exp(z_j) = m + log sum_j exp(z_j - m)

A batch of N such numbers is then averaged, added up, or returned as it is.

O(N C) time and memory.

Decisions, each with a case and a mistake:

* logits come in, not probabilities              torch.nn.functional.cross_entropy
* a confident error costs what it costs          no eps, no clipping: with logits 10000 and 0 the
                                                 loss may be 10000
* the maximum is that of each row                the array's maximum makes a low row -inf
* natural logarithm                              information theory counts bits
* "mean" divides by N, the number of rows        not by N C, the number of logits
* "none" gives (N,), not (N, 1)                  (N, 1) minus (N,) is (N, N), without an error
* classes count from 0                           as in every Python library

Source: torch.nn.functional.cross_entropy (no weight, no ignore_index, no smoothing).
Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", IMA Journal
of Numerical Analysis, 2021.

整数标签的交叉熵，直接从 logits 算起。

一行的损失，等于 softmax 给正确类别 t 的概率取对数再取负：

    -log( exp(z_t) / sum_j exp(z_j) )  =  log sum_j exp(z_j)  -  z_t

右边根本用不到概率。概率可能下溢成 0，取对数就成了 -inf；而 log-sum-exp 与 logit 同一量级，
只要先提出这一行的最大值 m：

    log sum_j exp(z_j) = m + log sum_j exp(z_j - m)

得到 N 个数之后，再求平均、求和，或者原样返回。

时间、内存都是 O(N C)。

约定（每一条都有对应的用例和错误写法）：

* 输入是 logits，不是概率                与 torch.nn.functional.cross_entropy 一致
* 错得越自信，损失就越大                 不加 eps，不截断：logit 是 10000 和 0 时，损失可以是 10000
* 最大值按行求                           用整个数组的最大值，数值低的行会变成 -inf
* 自然对数                               信息论里以 2 为底，单位是比特
* "mean" 除以行数 N                      不是除以 logit 的个数 N C
* "none" 返回 (N,)，不是 (N, 1)          (N, 1) 减 (N,) 会广播成 (N, N)，而且不报错
* 类别从 0 开始编号                      Python 的库都是这样

出处：torch.nn.functional.cross_entropy（不带 weight、ignore_index 和标签平滑）。
Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", IMA Journal
of Numerical Analysis, 2021.
"""

import numpy as np

from drill.problem import (
    Floats,
    Ints,
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

FLOAT32 = 2.0**-22  # four half spacings of float32: logits rounded, maximum, log-sum, difference
REDUCTIONS = ("mean", "sum", "none")


def as_good_as_float32(inputs, expected, actual):
    """Allow what float32 loses on logits in the thousands, and nothing more."""
    logits, reduction = inputs[0], inputs[2] if len(inputs) > 2 else "mean"
    want, got = np.asarray(expected), np.asarray(actual, dtype=float)
    rows = len(logits) if reduction == "sum" else 1
    slack = 1e-5 + 1e-5 * np.abs(want) + FLOAT32 * np.abs(logits).max() * rows
    return got.shape == want.shape and bool((np.abs(got - want) <= slack).all())


@reference(Tolerance(rtol=1e-5, atol=1e-5), checker=as_good_as_float32)
def cross_entropy(logits: Floats, target: Ints, reduction: str = "mean") -> float | Floats:
    """Measure how badly logits predict integer classes.

    The loss of a row is minus the natural logarithm of the probability that softmax over the row
    gives to its target class. It must be right for any finite logits, also for 10000 and -10000:
    a loss of 20000 comes back as 20000, not as inf, NaN or a capped value. The inputs must not be
    changed. There are no class weights, no ignore_index and no label smoothing.

    Parameters
    ----------
    logits : (N, C) array of float64 or int64
        Finite scores before softmax, one row per sample. N and C are at least 1.
    target : (N,) array of int64
        The right class of each row, 0 to C - 1.
    reduction : str, default "mean"
        "mean" is the sum of the losses divided by N; "sum" is their sum; "none" keeps one loss per
        row. (Elsewhere: Keras calls the mean "sum_over_batch_size".)

    Returns
    -------
    float, or (N,) array of floats where `reduction` is "none"
        A number for "mean" and "sum": a Python float, a NumPy number or an array of rank 0.
        Compared with rtol and atol 1e-5.

    衡量 logits 对整数类别预测得有多差。

    一行的损失：对这一行做 softmax，取目标类别的概率，求自然对数再取负。
    任何有限的 logits 都必须算对，10000 和 -10000 也一样：损失是 20000 就返回 20000，
    不能是 inf、NaN，也不能被截断。不能修改输入。没有类别权重、ignore_index 和标签平滑。

    Parameters
    ----------
    logits : (N, C) 的 float64 或 int64 数组
        softmax 之前的分数，全部有限，每行一个样本。N 和 C 至少是 1。
    target : (N,) 的 int64 数组
        每一行的正确类别，0 到 C - 1。
    reduction : str，默认 "mean"
        "mean" 是损失之和除以 N；"sum" 是损失之和；"none" 是每行保留一个损失。
        （别处叫法不同：Keras 把平均叫作 "sum_over_batch_size"。）

    Returns
    -------
    float；`reduction` 为 "none" 时是 (N,) 的浮点数组
        "mean" 和 "sum" 返回一个数：Python float、NumPy 标量或 0 维数组都可以。
        比较时 rtol 和 atol 都是 1e-5。
    """
    right = logits[np.arange(len(logits)), target]  # (N,)
    return reduced(log_sum_exp(logits) - right, reduction)


def log_sum_exp(logits):
    """Log of the sum of exponentials of each row (N, C): (N,)."""
    top = logits.max(axis=1)  # (N,)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1))


def reduced(losses, reduction):
    """Average or add up the losses, or leave them."""
    return {"none": losses, "sum": losses.sum(), "mean": losses.mean()}[reduction]


def probabilities(logits):
    """Stable softmax of each row (N, C): (N, C). Only mistakes need it."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def picked(table, target):
    """One entry of each row (N, C): (N,)."""
    return table[np.arange(len(table)), target]


# ---- other right programs ----------------------------------------------------


@accepted
def row_by_row(logits, target, reduction="mean"):
    """One row at a time, in plain Python.

    纯 Python，一行一行地算。
    """
    losses = []
    for row, right in zip(logits.tolist(), target.tolist(), strict=True):
        top = max(row)
        total = sum(np.exp(value - top) for value in row)
        losses.append(top - row[right] + np.log(total))
    if reduction == "none":
        return losses
    return sum(losses) / (len(losses) if reduction == "mean" else 1)


@accepted
def one_hot_times_log_probabilities(logits, target, reduction="mean"):
    """Log-softmax of the matrix, times one-hot targets.

    先求整个矩阵的 log-softmax，再与 one-hot 标签相乘。
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return reduced(-(logs * np.eye(logits.shape[1])[target]).sum(axis=1), reduction)


@accepted
def by_logaddexp(logits, target, reduction="mean"):
    """NumPy's own log-sum-exp.

    用 NumPy 自带的 logaddexp 求 log-sum-exp。
    """
    right = np.take_along_axis(logits, target[:, None], axis=1)[:, 0]
    losses = np.logaddexp.reduce(logits, axis=1, dtype=float) - right
    return {"mean": np.mean, "sum": np.sum, "none": np.asarray}[reduction](losses)


@accepted
def margins(logits, target, reduction="mean"):
    """The log of the sum of exp(z_j - z_t): by how much each class beats the right one.

    log sum_j exp(z_j - z_t)：各类别比正确类别高出多少。
    """
    rows = np.arange(len(logits))
    losses = np.logaddexp.reduce((logits - logits[rows, target, None]).astype(float), axis=1)
    return reduced(losses, reduction)


@accepted
def in_float32(logits, target, reduction="mean"):
    """Everything in float32.

    全程用 float32。
    """
    logits = logits.astype(np.float32)
    top = logits.max(axis=1, keepdims=True)
    logs = logits - (top + np.log(np.exp(logits - top).sum(axis=1, keepdims=True)))
    return reduced(-picked(logs, target), reduction)


# ---- cases: what an answer is tried on ---------------------------------------

THREE = np.array([[2.0, 0.0, 1.0, 0.0], [0.0, 3.0, 1.0, 2.0], [1.0, 1.0, 0.0, -1.0]])


@example
def three_rows(rng):
    """Three rows, averaged

    三行，求平均
    """
    return THREE, np.array([0, 3, 1]), "mean"


@example
def three_rows_added(rng):
    """The same rows, added up

    同样三行，求和
    """
    return THREE, np.array([0, 3, 1]), "sum"


@example
def three_rows_kept(rng):
    """The same rows, one loss each

    同样三行，每行一个损失
    """
    return THREE, np.array([0, 3, 1]), "none"


@example
def sure_and_wrong(rng):
    """Logits of 10000: sure, and wrong

    logit 高达 10000：非常自信，但错了
    """
    return np.array([[10000.0, 0.0, -10000.0]]), np.array([1]), "mean"


@case
def sure_and_right(rng):
    """Logits of 10000: sure, and right in two rows of three

    logit 高达 10000：三行里有两行自信且正确
    """
    logits = np.array([[10000.0, 0.0], [-10000.0, 10000.0], [1.0, 0.0]])
    return logits, np.array([0, 1, 1]), "none"


@case
def high_rows(rng):
    """Both logits near 1000: exp overflows

    两个 logit 都在 1000 附近：exp 会上溢
    """
    return (
        np.array([[1000.0, 1001.0], [999.0, 1000.0], [1002.0, 1000.0]]),
        np.array([0, 1, 1]),
        "mean",
    )


@case
def low_rows(rng):
    """All logits near -1000: exp underflows

    所有 logit 都在 -1000 附近：exp 会下溢
    """
    return np.array([[-1000.0, -1001.0, -1003.0]]), np.array([1]), "sum"


@case
def rows_far_apart(rng):
    """One row near 3000, one near 0, one near -3000

    三行分别在 3000、0、-3000 附近
    """
    row = np.array([0.0, 1.0, -1.0, 0.5, 2.0])
    return row + np.array([[3000.0], [0.0], [-3000.0]]), np.array([0, 2, 4]), "none"


@case
def thirteen_and_more(rng):
    """Errors by 13, 17, 25, 29 and 36: where an eps begins to show

    错了 13、17、25、29、36：eps 在这里开始显形
    """
    gaps = np.array([[13.0], [17.0], [25.0], [29.0], [36.0]])
    return gaps * np.array([[1.0, 0.0, 0.5]]), np.array([1, 1, 1, 1, 1]), "none"


@case
def hopeless(rng):
    """Errors by 700, 800 and 900: probabilities around the smallest float64

    错了 700、800、900：概率接近 float64 能表示的最小值
    """
    return np.array([[700.0, 0.0], [0.0, 800.0], [900.0, 0.0]]), np.array([1, 0, 1]), "none"


@case
def one_sample(rng):
    """A batch of one

    batch 只有一个样本
    """
    return np.array([[0.5, -1.0, 2.0, 0.0]]), np.array([3]), "none"


@case
def two_classes(rng):
    """Two classes, target 0 in every row but one

    两个类别，除一行外标签都是 0
    """
    logits = np.array([[1.0, -1.0], [0.0, 2.0], [3.0, 0.0], [-0.5, 0.5], [2.0, 1.0]])
    return logits, np.array([0, 0, 0, 1, 0]), "sum"


@case
def square(rng):
    """As many rows as classes: nothing fails to broadcast

    行数等于类别数：广播错了也不会报错
    """
    logits = np.array([[1.0, 2.0, 4.0], [0.0, 3.0, 1.0], [2.0, 2.0, 5.0]])
    return logits, np.array([2, 0, 1]), "mean"


@case
def square_kept(rng):
    """As many rows as classes, one loss each

    行数等于类别数，每行一个损失
    """
    logits = np.array([[0.0, 1.0, 3.0], [2.0, -1.0, 1.0], [1.0, 0.0, 0.0]])
    return logits, np.array([0, 2, 1]), "none"


@case
def whole_numbers(rng):
    """An int64 array of logits

    int64 的 logits 数组
    """
    return np.array([[1, 2, 0], [4, 0, 4]]), np.array([0, 2]), "mean"


@case
def one_class_for_all(rng):
    """Every row has the same target

    所有行的标签相同
    """
    return np.array([[0.0, 1.0, 2.0], [1.0, 0.0, -1.0]]), np.array([2, 2]), "sum"


def _sizes(rng):
    n, c = (int(side) for side in rng.permutation(np.arange(2, 9))[:2])
    return n, c


def _target(rng, n, c):
    return rng.integers(0, c, n)


@cases(28)
def ordinary(rng):
    """Ordinary logits, averaged

    普通大小的 logit，求平均
    """
    n, c = _sizes(rng)
    return rng.normal(0, 2, (n, c)), _target(rng, n, c), "mean"


@cases(4)
def reduction_left_out(rng):
    """Called without `reduction`: averaged

    不传 `reduction`：默认求平均
    """
    n, c = _sizes(rng)
    return rng.normal(0, 2, (n, c)), _target(rng, n, c)


@cases(12)
def ordinary_added(rng):
    """Ordinary logits, added up

    普通大小的 logit，求和
    """
    n, c = _sizes(rng)
    return rng.normal(0, 2, (n, c)), _target(rng, n, c), "sum"


@cases(12)
def ordinary_kept(rng):
    """Ordinary logits, one loss per row

    普通大小的 logit，每行一个损失
    """
    n, c = _sizes(rng)
    return rng.normal(0, 2, (n, c)), _target(rng, n, c), "none"


@cases(10)
def squares(rng):
    """As many rows as classes, any reduction

    行数等于类别数，任意一种 reduction
    """
    n = int(rng.integers(2, 6))
    return rng.normal(0, 2, (n, n)), _target(rng, n, n), str(rng.choice(REDUCTIONS))


@cases(16)
def offset_rows(rng):
    """Every row is moved by thousands of its own

    每一行各自平移几千
    """
    n, c = _sizes(rng)
    logits = rng.integers(-24, 25, (n, c)) / 8 + 1000 * rng.integers(-9, 10, (n, 1))
    return logits, _target(rng, n, c), str(rng.choice(REDUCTIONS))


@cases(16)
def sure_errors(rng):
    """Logits that differ by tens: some losses are large

    logit 相差几十：有些损失很大
    """
    n, c = _sizes(rng)
    return np.round(rng.normal(0, 15, (n, c))), _target(rng, n, c), str(rng.choice(REDUCTIONS))


@cases(12)
def huge(rng):
    """Logits that differ by thousands

    logit 相差几千
    """
    n, c = _sizes(rng)
    return np.round(rng.normal(0, 4000, (n, c))), _target(rng, n, c), str(rng.choice(REDUCTIONS))


@small(24)
def tiny(rng):
    """One to three rows of small whole logits

    一到三行很小的整数值 logit
    """
    n, c = int(rng.integers(1, 4)), int(rng.integers(2, 4))
    logits = rng.integers(0, 3, (n, c)).astype(float)
    return logits, _target(rng, n, c), str(rng.choice(REDUCTIONS))


@sized(600)
def a_large_batch(rng, n):
    """A batch of n rows of 1000 classes.

    n 行，每行 1000 类。
    """
    return rng.normal(0, 3, (n, 1000)), _target(rng, n, 1000), "mean"


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def log_of_softmax(logits, target, reduction="mean"):
    """You take the log of a probability: a confident error underflows to 0, and log(0) is -inf.

    A stable softmax does not help here. Stay in the log: the loss is logsumexp(z) - z[target].

    你先求概率再取对数：错得很自信时，概率下溢成 0，log(0) 是 -inf。softmax 写得再稳定也没用。
    应当始终在对数域里算：loss = logsumexp(z) - z[target]。
    """
    return reduced(-np.log(picked(probabilities(logits), target)), reduction)


@mistake
def no_max_subtraction(logits, target, reduction="mean"):
    """You take exp of the raw logits: at 1000 it is inf, and the loss inf or NaN; at -1000 it is 0.

    Take the row's maximum m out first: logsumexp(z) = m + log(sum(exp(z - m))).

    你直接对原始 logit 取 exp：1000 时是 inf，损失变成 inf 或 NaN；-1000 时全是 0。
    先提出这一行的最大值 m：logsumexp(z) = m + log(sum(exp(z - m)))。
    """
    return reduced(np.log(np.exp(logits).sum(axis=1)) - picked(logits, target), reduction)


@mistake
def bare_softmax(logits, target, reduction="mean"):
    """You compute exp(z) / sum(exp(z)) from the raw logits, and then its log.

    exp(1000) is inf and inf / inf is NaN; a confident error is log(0). Use neither: the loss is
    m + log(sum(exp(z - m))) - z[target], m being the row's maximum.

    你用原始 logit 算 exp(z) / sum(exp(z))，再取对数：exp(1000) 是 inf，inf / inf 得 NaN；
    错得很自信时是 log(0)。两步都不需要：
    loss = m + log(sum(exp(z - m))) - z[target]，m 是这一行的最大值。
    """
    powers = np.exp(logits)
    return reduced(-np.log(picked(powers / powers.sum(axis=1, keepdims=True), target)), reduction)


@mistake
def global_max(logits, target, reduction="mean"):
    """You subtract the maximum of the whole array: a row a thousand below it becomes log(0).

    Each row needs its own maximum: `logits.max(axis=1, keepdims=True)`.

    你减的是整个数组的最大值：比它低一千的行就成了 log(0)。
    每一行要减自己的最大值：`logits.max(axis=1, keepdims=True)`。
    """
    shifted = logits - logits.max()
    return reduced(np.log(np.exp(shifted).sum(axis=1)) - picked(shifted, target), reduction)


@mistake
def max_not_added_back(logits, target, reduction="mean"):
    """You subtract the maximum inside the log-sum-exp, but not from the target's own logit.

    Either add it back, m + log(sum(exp(z - m))) - z[target], or shift both.

    你在 log-sum-exp 里减了最大值，目标类别的 logit 却没有减。
    要么加回来：m + log(sum(exp(z - m))) - z[target]；要么两边都用减过的值。
    """
    top = logits.max(axis=1)
    return reduced(log_sum_exp(logits) - top - picked(logits, target), reduction)


@mistake
def adds_1e_7(logits, target, reduction="mean"):
    """You add 1e-7 before the log: no loss can exceed 16.1, and small probabilities are off.

    The eps only hides log(0). The loss is logsumexp(z) - z[target]; it needs none.

    你在取对数前加了 1e-7：损失最多只有 16.1，概率小的时候值也不准。
    eps 只是掩盖了 log(0)。loss = logsumexp(z) - z[target]，不需要 eps。
    """
    return reduced(-np.log(picked(probabilities(logits), target) + 1e-7), reduction)


@mistake
def adds_1e_8(logits, target, reduction="mean"):
    """You add 1e-8 before the log: no loss can exceed 18.4.

    The eps only hides log(0). The loss is logsumexp(z) - z[target]; it needs none.

    你在取对数前加了 1e-8：损失最多只有 18.4。
    eps 只是掩盖了 log(0)。loss = logsumexp(z) - z[target]，不需要 eps。
    """
    return reduced(-np.log(picked(probabilities(logits), target) + 1e-8), reduction)


@mistake
def adds_1e_9(logits, target, reduction="mean"):
    """You add 1e-9 before the log: no loss can exceed 20.7.

    The eps only hides log(0). The loss is logsumexp(z) - z[target]; it needs none.

    你在取对数前加了 1e-9：损失最多只有 20.7。
    eps 只是掩盖了 log(0)。loss = logsumexp(z) - z[target]，不需要 eps。
    """
    return reduced(-np.log(picked(probabilities(logits), target) + 1e-9), reduction)


@mistake
def adds_1e_10(logits, target, reduction="mean"):
    """You add 1e-10 before the log: no loss can exceed 23.0.

    The eps only hides log(0). The loss is logsumexp(z) - z[target]; it needs none.

    你在取对数前加了 1e-10：损失最多只有 23.0。
    eps 只是掩盖了 log(0)。loss = logsumexp(z) - z[target]，不需要 eps。
    """
    return reduced(-np.log(picked(probabilities(logits), target) + 1e-10), reduction)


@mistake
def adds_1e_12(logits, target, reduction="mean"):
    """You add 1e-12 before the log: no loss can exceed 27.6.

    The eps only hides log(0). The loss is logsumexp(z) - z[target]; it needs none.

    你在取对数前加了 1e-12：损失最多只有 27.6。
    eps 只是掩盖了 log(0)。loss = logsumexp(z) - z[target]，不需要 eps。
    """
    return reduced(-np.log(picked(probabilities(logits), target) + 1e-12), reduction)


@mistake
def clips_at_1e_7(logits, target, reduction="mean"):
    """You clip the probability at 1e-7: no loss can exceed 16.1 (as in old Keras).

    Clipping hides log(0) and flattens the loss just where the model errs most. The loss is
    logsumexp(z) - z[target]; it needs none.

    你把概率截断在 1e-7：损失最多只有 16.1（旧版 Keras 就是这样）。
    截断掩盖了 log(0)，却在模型错得最厉害的地方把损失压平了。
    loss = logsumexp(z) - z[target]，不需要截断。
    """
    return reduced(-np.log(np.maximum(picked(probabilities(logits), target), 1e-7)), reduction)


@mistake
def clips_at_1e_12(logits, target, reduction="mean"):
    """You clip the probability at 1e-12: no loss can exceed 27.6.

    Clipping hides log(0) and flattens the loss just where the model errs most. The loss is
    logsumexp(z) - z[target]; it needs none.

    你把概率截断在 1e-12：损失最多只有 27.6。
    截断掩盖了 log(0)，却在模型错得最厉害的地方把损失压平了。
    loss = logsumexp(z) - z[target]，不需要截断。
    """
    return reduced(-np.log(np.maximum(picked(probabilities(logits), target), 1e-12)), reduction)


@mistake
def clips_at_1e_15(logits, target, reduction="mean"):
    """You clip the probability at 1e-15: no loss can exceed 34.5 (as in old scikit-learn).

    Clipping hides log(0) and flattens the loss just where the model errs most. The loss is
    logsumexp(z) - z[target]; it needs none.

    你把概率截断在 1e-15：损失最多只有 34.5（旧版 scikit-learn 就是这样）。
    截断掩盖了 log(0)，却在模型错得最厉害的地方把损失压平了。
    loss = logsumexp(z) - z[target]，不需要截断。
    """
    return reduced(-np.log(np.maximum(picked(probabilities(logits), target), 1e-15)), reduction)


@mistake
def clips_the_logits(logits, target, reduction="mean"):
    """You clip the logits into a safe range: logits beyond it become equal.

    Subtract the row's maximum instead: nothing is lost.

    你把 logit 截断到“安全”范围：超出范围的 logit 变成一样大。
    应当减去这一行的最大值，不损失任何信息。
    """
    return cross_entropy(np.clip(logits, -500, 500), target, reduction)


@mistake
def logits_as_probabilities(logits, target, reduction="mean"):
    """You take -log of the logit itself, as if it were a probability: negative ones give NaN.

    Softmax comes first, in the same formula: logsumexp(z) - z[target].

    你把 logit 当成概率直接取 -log：负数会得到 NaN。还缺 softmax 这一步，
    可以合并成一个公式：logsumexp(z) - z[target]。
    """
    return reduced(-np.log(picked(logits, target)), reduction)


@mistake
def softmax_twice(logits, target, reduction="mean"):
    """You apply softmax twice: the probabilities go through log-softmax again.

    It runs and even trains, but slowly, and the loss never comes near 0. Give log-softmax the
    logits. (In PyTorch: no softmax layer before nn.CrossEntropyLoss.)

    你做了两次 softmax：把概率又送进了 log-softmax。程序能跑，也能训练，但很慢，损失降不到 0 附近。
    log-softmax 的输入应当是 logits。
    （在 PyTorch 里：nn.CrossEntropyLoss 前面不要再加 softmax 层。）
    """
    return cross_entropy(probabilities(logits), target, reduction)


@mistake
def sigmoid_probabilities(logits, target, reduction="mean"):
    """You squash each logit alone by a sigmoid: the other classes have no say.

    Exactly one class is right, so the probabilities must sum to 1 over the row: softmax.

    你对每个 logit 单独做 sigmoid，其他类别完全不参与。
    这里恰好只有一个类别正确，一行的概率之和必须是 1：用 softmax。
    """
    return reduced(np.logaddexp(0, -picked(logits, target)), reduction)


@mistake
def binary_on_every_class(logits, target, reduction="mean"):
    """You also add -log(1 - p) for the wrong classes: that is binary cross-entropy.

    With one right class among C only the target's own term counts: -log(p[target]).

    你还把错误类别的 -log(1 - p) 加了进去：那是二分类交叉熵。
    C 个类别中只有一个正确时，只算目标类别那一项：-log(p[target])。
    """
    p = probabilities(logits)
    hot = np.eye(logits.shape[1])[target]
    return reduced(-(hot * np.log(p) + (1 - hot) * np.log(1 - p)).sum(axis=1), reduction)


@mistake
def divides_by_classes_too(logits, target, reduction="mean"):
    """Your mean runs over the whole (N, C) table: it is C times too small.

    Sum over the classes, then average over the N rows.

    你对整个 (N, C) 表求平均，结果小了 C 倍。应当先沿类别求和，再对 N 行求平均。
    """
    loss = cross_entropy(logits, target, reduction)
    return loss / logits.shape[1] if reduction == "mean" else loss


@mistake
def never_negated(logits, target, reduction="mean"):
    """You return the log-likelihood: the minus is missing.

    你返回的是对数似然，漏了负号。
    """
    return -cross_entropy(logits, target, reduction)


@mistake
def always_averages(logits, target, reduction="mean"):
    """You leave `reduction` unused and always return the mean.

    你没有用到 `reduction`，总是返回平均值。
    """
    return cross_entropy(logits, target, "mean")


@mistake
def always_adds(logits, target, reduction="mean"):
    """You always return the sum; the default, "mean", divides it by N.

    你总是返回总和；默认的 "mean" 还要除以 N。
    """
    return cross_entropy(logits, target, "sum")


@mistake
def adds_by_default(logits, target, reduction="sum"):
    """Your default for `reduction` is the sum. It is "mean": the sum divided by N.

    你的 `reduction` 默认是求和。默认应当是 "mean"：总和除以 N。
    """
    return cross_entropy(logits, target, reduction)


@mistake
def never_reduces(logits, target, reduction="mean"):
    """You always return one loss per row; "mean" and "sum" are one number.

    你总是每行返回一个损失；"mean" 和 "sum" 应当返回一个数。
    """
    return cross_entropy(logits, target, "none")


@mistake
def mean_and_sum_swapped(logits, target, reduction="mean"):
    """You return the sum for "mean" and the mean for "sum".

    你把 "mean" 和 "sum" 弄反了。
    """
    swapped = {"mean": "sum", "sum": "mean", "none": "none"}
    return cross_entropy(logits, target, swapped[reduction])


@mistake
def normalises_over_the_batch(logits, target, reduction="mean"):
    """Your softmax runs down the columns, over the batch (axis 0).

    The classes of one row compete, so it runs along axis 1.

    你的 softmax 沿列（axis=0，也就是 batch 维）计算。相互竞争的是同一行的各个类别，应当沿 axis=1。
    """
    return reduced(picked(log_sum_exp(logits.T) - logits, target), reduction)


@mistake
def normalises_over_everything(logits, target, reduction="mean"):
    """Your softmax sums over the whole array: all rows share one total.

    Give `sum` the axis: `axis=1, keepdims=True`.

    你的 softmax 对整个数组求和：所有行共用一个分母。`sum` 要带上 `axis=1, keepdims=True`。
    """
    return reduced(log_sum_exp(logits.reshape(1, -1)) - picked(logits, target), reduction)


@mistake
def every_row_with_every_target(logits, target, reduction="mean"):
    """`z[:, target]` takes the targets of all rows from every row: an (N, N) table.

    You want one entry per row: `z[np.arange(N), target]`.

    `z[:, target]` 会在每一行里取出所有样本的标签，得到 (N, N) 的表。
    每行只取一个元素：`z[np.arange(N), target]`。
    """
    return reduced(log_sum_exp(logits)[:, None] - logits[:, target], reduction)


@mistake
def column_minus_row(logits, target, reduction="mean"):
    """You subtract shape (N,) from shape (N, 1): that broadcasts to (N, N).

    The mean is right all the same, so nobody notices; the sum is N times too large, and "none" has
    the wrong shape. Bring both to (N,) first.

    你用 (N, 1) 减 (N,)，结果广播成了 (N, N)。平均值碰巧是对的，所以很难发现；
    总和大了 N 倍，"none" 的形状也不对。先把两边都变成 (N,)。
    """
    return reduced(log_sum_exp(logits)[:, None] - picked(logits, target), reduction)


@mistake
def keeps_a_column(logits, target, reduction="mean"):
    """For "none" you return shape (N, 1): `keepdims=True` leaves an axis behind. Drop it.

    "none" 时你返回的是 (N, 1)：`keepdims=True` 留下了一维，返回前要去掉。
    """
    loss = cross_entropy(logits, target, reduction)
    return loss[:, None] if reduction == "none" else loss


@mistake
def keeps_zeros_for_other_classes(logits, target, reduction="mean"):
    """For "none" you return the (N, C) table of one-hot times log, still with its zeros.

    Sum over the classes: one loss per row.

    "none" 时你返回的是 one-hot 乘对数概率的 (N, C) 表，里面大多是 0。还要沿类别求和，每行一个损失。
    """
    if reduction != "none":
        return cross_entropy(logits, target, reduction)
    return np.eye(logits.shape[1])[target] * cross_entropy(logits, target, "none")[:, None]


@mistake
def keepdims_forgotten(logits, target, reduction="mean"):
    """You subtract the (N,) row maxima from (N, C) without keeping the axis.

    It fails to broadcast, and for N = C silently takes the wrong maximum. Use `keepdims=True`.

    你从 (N, C) 里减去形状为 (N,) 的行最大值，没有保留那一维：
    一般会广播报错，N = C 时则悄悄减错了行。应当加 `keepdims=True`。
    """
    shifted = logits - logits.max(axis=1)
    return reduced(np.log(np.exp(shifted).sum(axis=1)) - picked(shifted, target), reduction)


@mistake
def target_as_one_hot(logits, target, reduction="mean"):
    """You multiply by `target` as if it were one-hot (N, C); it holds class numbers, (N,).

    It fails to broadcast, or for N = C is silently wrong. Pick one entry per row:
    `z[np.arange(N), target]`.

    你把 `target` 当成 (N, C) 的 one-hot 去乘，而它是形状为 (N,) 的类别编号：
    一般会广播报错，N = C 时则悄悄算错。每行取一个元素即可：`z[np.arange(N), target]`。
    """
    logs = logits - log_sum_exp(logits)[:, None]
    return reduced(-(target * logs).sum(axis=1), reduction)


@mistake
def counts_classes_from_one(logits, target, reduction="mean"):
    """You take class t from column t - 1, as in MATLAB; class 0 then reads the last column.

    Classes count from 0 here.

    你从第 t - 1 列取类别 t（MATLAB 的习惯），类别 0 就取到了最后一列。这里类别从 0 开始编号。
    """
    return cross_entropy(logits, target - 1, reduction)


@mistake
def scores_the_prediction(logits, target, reduction="mean"):
    """You take the probability of the class predicted, not of the target: it never sees an error.

    Index with `target`, not with `argmax`.

    你取的是预测类别的概率，而不是标签类别的：这样永远看不到错误。
    应当用 `target` 取下标，而不是 `argmax`。
    """
    return cross_entropy(logits, logits.argmax(axis=1), reduction)


@convention
def in_bits(logits, target, reduction="mean"):
    """You use log2, so your loss is in bits, as in information theory.

    Deep-learning libraries use the natural logarithm (nats): yours is 1.4427 times larger.

    你用的是 log2，损失以比特为单位（信息论的习惯）。
    深度学习框架用自然对数（单位是 nat），你的结果是它的 1.4427 倍。
    """
    return cross_entropy(logits, target, reduction) / np.log(2)


@mistake
def log_base_ten(logits, target, reduction="mean"):
    """You use log10: 2.3 times too small. The cross-entropy is defined with `np.log`.

    你用了 log10，结果小了 2.3 倍。交叉熵用自然对数 `np.log`。
    """
    return cross_entropy(logits, target, reduction) / np.log(10)

r"""Scaled dot-product attention, the heart of the transformer.

Each query asks every key how well they match, turns the answers into weights that sum to
one, and takes the values in that proportion:

    score[i, j]  = q[i] . k[j] / sqrt(E)
    weight[i, :] = softmax over j of score[i, :]
    out[i]       = sum over j of weight[i, j] * v[j]

Where components have variance 1, a dot product of E of them has variance E: without the
root the softmax saturates and its gradient vanishes. A key is hidden by giving it the
score -inf before the softmax, so that the others share its weight. The largest score of a
row is taken off before exp, which changes no weight and cannot overflow; the largest term
is then 1, so a sum below 1 is the sum 0 of a row that may see nothing.

O(L S (E + Ev)) time, O(L S) memory for the scores; FlashAttention keeps a running maximum
and a running sum, and needs O(L) beside the output.

Decisions, where the literature leaves room (each has a case and a mistake):

* scale 1/sqrt(E), E the width of queries and keys    Vaswani et al., equation 1
* a bool mask says who may be seen: True = attend     torch scaled_dot_product_attention
* a float mask is added after the scaling             torch scaled_dot_product_attention
* a causal query i sees the keys 0..i, aligned at
  the upper left also where L != S                    torch scaled_dot_product_attention
* a query that may see nothing gets zeros             torch >= 2.5; earlier NaN
* only the output comes back, not the weights         torch scaled_dot_product_attention

Source: Vaswani et al., "Attention is all you need", NIPS 2017, section 3.2.1;
torch.nn.functional.scaled_dot_product_attention; Milakov and Gimelshein, "Online
normalizer calculation for softmax", arXiv:1805.02867, 2018.

缩放点积注意力，Transformer 的核心。

每个查询（query）与所有键（key）算匹配分数，分数归一化成和为 1 的权重，再对值（value）加权求和：

    score[i, j]  = q[i] · k[j] / sqrt(E)
    weight[i, :] = 对 j 做 softmax
    out[i]       = Σ_j weight[i, j] * v[j]

各分量方差为 1 时，E 维点积的方差是 E；不除以 sqrt(E)，softmax 会饱和，梯度趋近于 0。要屏蔽某个键，
就在 softmax 之前把它的分数设成 -inf，其余的键会自动分走它的权重。取 exp 之前先减去该行的最大值：
权重不变，也不会溢出；这样最大的一项恰好是 1，和小于 1 只有一种可能，就是整行都被屏蔽、和为 0。

时间 O(L S (E + Ev))，存分数要 O(L S)；FlashAttention 边走边维护最大值与和，除输出外只要 O(L)。

约定（各有一个用例和一个典型错误）：

* 缩放系数 1/sqrt(E)，E 是查询和键的维度              Vaswani 等，公式 (1)
* 布尔掩码 True 表示可以看                            torch scaled_dot_product_attention
* 浮点掩码在缩放之后加到分数上                        torch scaled_dot_product_attention
* 因果掩码：第 i 个查询看第 0..i 个键，L != S 时也是
  左上角对齐                                          torch scaled_dot_product_attention
* 一个键都不能看的查询，输出全零                      torch >= 2.5；更早的版本是 NaN
* 只返回输出，不返回权重                              torch scaled_dot_product_attention

出处：Vaswani 等，"Attention is all you need"，NIPS 2017，3.2.1 节；
torch.nn.functional.scaled_dot_product_attention；Milakov 与 Gimelshein，"Online normalizer
calculation for softmax"，arXiv:1805.02867，2018。
"""

import math

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


def matches(q, k):
    """Give the dot product of every query with every key: (..., L, S)."""
    return q @ np.swapaxes(k, -1, -2)


def veil(scores, mask, is_causal):
    """Put -inf where a query may not look, or add the float mask."""
    if is_causal:
        mask = np.tri(*scores.shape[-2:], dtype=bool)
    if mask is None:
        return scores
    return np.where(mask, scores, -np.inf) if mask.dtype == bool else scores + mask


def softmax(scores):
    """Turn scores into weights over the keys; a row of -inf into zeros."""
    top = scores.max(axis=-1, keepdims=True)
    terms = np.exp(scores - np.maximum(top, np.finfo(float).min))  # the largest is 1, or all are 0
    return terms / np.maximum(terms.sum(axis=-1, keepdims=True), 1.0)


@reference(Tolerance(rtol=1e-5, atol=1e-5))
def scaled_dot_product_attention(
    q: Floats, k: Floats, v: Floats, mask: np.ndarray | None = None, is_causal: bool = False
) -> Floats:
    """Let every query look at the keys and bring back a mixture of the values.

    As torch.nn.functional.scaled_dot_product_attention without dropout.

    Parameters
    ----------
    q : (..., L, E) float64
        L queries. There may be no leading axis, one (batch) or two (batch, heads); `q`,
        `k` and `v` have the same ones. No size is 0.
    k : (..., S, E) float64
        S keys, of the width of the queries. S may differ from L.
    v : (..., S, Ev) float64
        One value for each key. Ev may differ from E, which alone sets the scale.
    mask : bool or float64 array that broadcasts to (..., L, S), or None
        Bool: True where the query may look at the key, False where it may not
        (torch.nn.MultiheadAttention means the opposite, which is wrong here). Float: added
        to the scaled scores; -inf forbids. It has at least two axes and no more than `q`.
    is_causal : bool
        True: query i may look at the keys 0 to i and at no other, both counted from the
        first, also where L and S differ (FlashAttention from 2.1 on lines up the last
        query with the last key instead, which is wrong here). Never True with a mask.

    Returns
    -------
    out : (..., L, Ev) float64
        The mixtures alone, not a tuple with the weights. A query that may look at no key
        gets zeros, not NaN. Scores of a few thousand, of either sign, are no excuse for
        NaN or inf.

    每个查询（query）看一遍键（key），取回值（value）的加权组合。

    与 torch.nn.functional.scaled_dot_product_attention 一致，不含 dropout。

    Parameters
    ----------
    q : (..., L, E) float64
        L 个查询。前面可以没有别的维度，也可以有一维（批次）或两维（批次、头）；`q`、`k`、`v` 的
        前导维度相同。每一维都不为 0。
    k : (..., S, E) float64
        S 个键，维度与查询相同。S 可以不等于 L。
    v : (..., S, Ev) float64
        每个键对应一个值。Ev 可以不等于 E；缩放只看 E。
    mask : bool or float64 array that broadcasts to (..., L, S), or None
        布尔：True 表示这个查询可以看这个键，False 表示不可以（torch.nn.MultiheadAttention 的含义
        正好相反，在这里是错的）。浮点：加到缩放之后的分数上，-inf 表示不可以看。至少两维，维数
        不超过 `q`，可广播到 (..., L, S)。
    is_causal : bool
        True：第 i 个查询只能看第 0 到第 i 个键，两者都从头数起，L 与 S 不等时也是如此
        （FlashAttention 2.1 之后是最后一个查询对齐最后一个键，在这里是错的）。
        不会与 mask 同时使用。

    Returns
    -------
    out : (..., L, Ev) float64
        只返回加权的结果，不要连权重一起返回成元组。一个键都不能看的查询，输出是零，不是 NaN。
        分数可能有几千，正负都有，结果不能出现 NaN 或 inf。
    """
    scores = matches(q, k) / math.sqrt(q.shape[-1])  # (..., L, S)
    return softmax(veil(scores, mask, is_causal)) @ v


# ---- other right programs ----------------------------------------------------


@accepted
def query_by_query(q, k, v, mask=None, is_causal=False):
    """Plain loops: for each query, the keys it may see, and the mean of their values.

    朴素循环：对每个查询，只取它能看的键，再对相应的值做加权平均。
    """
    width, keys = q.shape[-1], range(k.shape[-2])
    if mask is None:
        mask = np.ones((1, 1), bool)
    mask = np.broadcast_to(mask, (*q.shape[:-1], len(keys)))
    bonus = np.zeros(mask.shape) if mask.dtype == bool else mask
    seen = mask if mask.dtype == bool else mask > -np.inf
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    for at in np.ndindex(q.shape[:-1]):
        batch, i = at[:-1], at[-1]
        mine = [j for j in keys if seen[at][j] and not (is_causal and j > i)]
        scores = [math.fsum(q[at] * k[batch][j]) / width**0.5 + bonus[at][j] for j in mine]
        terms = [math.exp(score - max(scores)) for score in scores]
        for term, j in zip(terms, mine, strict=True):
            out[at] += term / sum(terms) * v[batch][j]
    return out


@accepted
def with_einsum(q, k, v, mask=None, is_causal=False):
    """Scale the queries first, fill with -1e30, and wipe the blind rows at the end.

    先缩放查询，用 -1e30 填充，最后把全被屏蔽的行清零。
    """
    scores = np.einsum("...le,...se->...ls", q * q.shape[-1] ** -0.5, k)
    if is_causal:
        length, keys = scores.shape[-2:]
        mask = np.arange(keys)[None, :] <= np.arange(length)[:, None]
    seen = np.ones(scores.shape, bool)
    if mask is not None and mask.dtype == np.bool_:
        seen = np.broadcast_to(mask, scores.shape)
    elif mask is not None:
        seen = np.broadcast_to(mask > -np.inf, scores.shape)
        scores = scores + np.where(mask > -np.inf, mask, 0.0)
    scores = np.where(seen, scores, -1e30)
    weights = np.exp(scores - np.amax(scores, axis=-1, keepdims=True))
    weights /= np.sum(weights, axis=-1, keepdims=True) + 1e-9
    out = np.einsum("...ls,...sv->...lv", weights, v)
    return np.where(seen.any(axis=-1, keepdims=True), out, 0.0)


@accepted
def nan_to_zero(q, k, v, mask=None, is_causal=False):
    """An additive bias for every kind of mask, a plain softmax, and nan_to_num.

    各种掩码都先转成加性的偏置，普通的 softmax，最后 nan_to_num。
    """
    bias = np.zeros((q.shape[-2], k.shape[-2]))
    if is_causal:
        bias[np.triu_indices(len(bias), 1, bias.shape[1])] = -np.inf
    elif mask is not None:
        bias = mask if mask.dtype != bool else np.where(mask, 0.0, -np.inf)
    scores = np.matmul(q, np.moveaxis(k, -1, -2)) / np.sqrt(k.shape[-1]) + bias
    with np.errstate(invalid="ignore"):
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights = weights / weights.sum(-1, keepdims=True)
    return np.matmul(np.nan_to_num(weights), v)


@accepted
def one_key_at_a_time(q, k, v, mask=None, is_causal=False):
    """The online softmax: one pass over the keys with a running maximum and a running sum.

    在线 softmax：只扫一遍键，边走边更新最大值与和。
    """
    shape = (*q.shape[:-1], k.shape[-2])
    if is_causal:
        mask = np.tril(np.ones(shape[-2:], bool))
    if mask is None:
        mask = np.zeros((1, 1))
    extra = np.broadcast_to(np.where(mask, 0.0, -np.inf) if mask.dtype == bool else mask, shape)
    top = np.full((*shape[:-1], 1), -1e300)
    total, out = np.zeros_like(top), np.zeros((*shape[:-1], v.shape[-1]))
    for j in range(shape[-1]):
        score = (q * k[..., j : j + 1, :]).sum(-1, keepdims=True) / math.sqrt(q.shape[-1])
        score = score + extra[..., j : j + 1]
        higher = np.maximum(top, score)
        old, new = np.exp(top - higher), np.exp(score - higher)
        total, out = total * old + new, out * old + new * v[..., j : j + 1, :]
        top = higher
    return out / np.where(total > 0, total, 1)


# ---- cases: what an answer is tried on ---------------------------------------


def some(rng, axes):
    """Draw queries, keys and values with `axes` leading axes; all sizes different."""
    sizes = [int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])]
    length, keys, width, out, *lead = sizes[: 4 + axes]
    return (
        rng.normal(size=(*lead, length, width)),
        rng.normal(size=(*lead, keys, width)),
        rng.normal(size=(*lead, keys, out)),
    )


def looks(rng, *shape):
    """Draw a bool mask in which every query sees a key, and somebody does not see all."""
    mask = rng.random(shape) < 0.5
    seen, hidden = rng.permutation(shape[-1])[:2]
    mask[..., seen], mask[..., -1, hidden] = True, False
    return mask


def room(rng, length, keys):
    """Draw q, k and v of a batch with heads for so many queries and keys."""
    return (
        rng.normal(size=(2, 4, length, 8)),
        rng.normal(size=(2, 4, keys, 8)),
        rng.normal(size=(2, 4, keys, 7)),
    )


@example
def two_queries_three_keys(rng):
    """Two queries, three keys, no mask.

    两个查询，三个键，没有掩码。
    """
    q = np.array([[1, 0, 0, 1], [0, 2, 0, 0]], float)
    k = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [2, 0, 1, 0]], float)
    return q, k, np.array([[1, 0], [0, 10], [100, 0]], float)


@example
def one_query_sees_nothing(rng):
    """A bool mask: query 0 sees keys 0 and 2, query 1 sees none.

    布尔掩码：查询 0 看得到键 0 和键 2，查询 1 什么都看不到。
    """
    q = np.array([[1, 0, 0, 1], [0, 2, 0, 0]], float)
    k = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [2, 0, 1, 0]], float)
    mask = np.array([[True, False, True], [False, False, False]])
    return q, k, np.array([[1, 0], [0, 10], [100, 0]], float), mask


@example
def fewer_queries_than_keys_causal(rng):
    """Causal with two queries and three keys: query 0 sees key 0 alone, nobody sees key 2.

    因果掩码，两个查询、三个键：查询 0 只看键 0，键 2 谁也看不到。
    """
    q = np.array([[1, 0, 0, 1], [0, 2, 0, 0]], float)
    k = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [2, 0, 1, 0]], float)
    return q, k, np.array([[1, 0], [0, 10], [100, 0]], float), None, True


@case
def one_key(rng):
    """A single key: every query brings back its value.

    只有一个键：每个查询取回的都是它的值。
    """
    q, k = rng.integers(-2, 3, (3, 4)).astype(float), rng.integers(-2, 3, (1, 4)).astype(float)
    return q, k, np.array([[5.0, -7.0]])


@case
def equal_keys(rng):
    """Keys that are all alike: the plain mean of the values.

    所有键都相同：结果是值的算术平均。
    """
    return np.array([[1.0, 2.0], [3.0, -1.0]]), np.ones((4, 2)), np.arange(12.0).reshape(4, 3)


@case
def wide_values(rng):
    """Values wider than the keys, which do not set the scale.

    值的维度比键大，但缩放与它无关。
    """
    q, k = np.array([[2.0, 1.0, 0.0, 1.0]]), np.array([[1.0, 0, 1, 1], [0, 1, 0, 0]])
    return q, k, np.arange(18.0).reshape(2, 9)


@case
def every_key_allowed(rng):
    """A bool mask of nothing but True.

    全为 True 的布尔掩码。
    """
    q, k, v = some(rng, 1)
    return q, k, v, np.ones((q.shape[-2], k.shape[-2]), bool)


@case
def a_float_row_of_minus_inf(rng):
    """A float mask with a whole row of -inf, and single ones elsewhere.

    浮点掩码里有一整行 -inf，其他行也有个别 -inf。
    """
    mask = np.array([[0, -np.inf, 1, 0], [-np.inf] * 4, [-np.inf, 2, 0, -1]])
    return rng.normal(size=(3, 2)), rng.normal(size=(4, 2)), rng.normal(size=(4, 5)), mask


@case
def minus_a_billion(rng):
    """A float mask that forbids with -1e9.

    用 -1e9 表示屏蔽的浮点掩码。
    """
    q, k, v = some(rng, 1)
    mask = np.where(looks(rng, q.shape[-2], k.shape[-2]), 0.0, -1e9)
    return q, k, v, mask


@case
def as_many_queries_as_keys(rng):
    """Causal self-attention, as many queries as keys.

    因果自注意力，查询和键一样多。
    """
    return *room(rng, 5, 5), None, True


@case
def more_queries_than_keys(rng):
    """Causal with more queries than keys: the later queries see all of them.

    因果掩码，查询比键多：后面的查询能看到所有的键。
    """
    return *room(rng, 6, 3), None, True


@case
def padded_sentences(rng):
    """A batch of sentences of different lengths: one bool mask (B, 1, 1, S) for all heads.

    一批长度不同的句子：布尔掩码 (B, 1, 1, S)，所有头共用。
    """
    lengths = np.array([6, 3])
    return *room(rng, 5, 6), (np.arange(6) < lengths[:, None])[:, None, None, :]


@case
def an_empty_sentence(rng):
    """One sentence of the batch has no word at all: zeros for all its queries.

    批次里有一个句子是空的：它的所有查询都输出零。
    """
    lengths = np.array([0, 4])
    return *room(rng, 5, 6), (np.arange(6) < lengths[:, None])[:, None, None, :]


@small(40)
def a_few_words(rng):
    """A few queries and keys, small whole numbers, every kind of mask.

    几个查询和键，小整数，各种掩码都有。
    """
    length, keys = (int(n) for n in rng.permutation([1, 2, 3])[:2])
    width, out = [(4, 1), (4, 2), (2, 1), (1, 3)][rng.integers(4)]
    q, k = rng.integers(-1, 3, (length, width)), rng.integers(-1, 3, (keys, width))
    three = q.astype(float), k.astype(float), rng.integers(-2, 5, (keys, out)).astype(float)
    kind = rng.integers(4)
    if kind == 0:
        return three
    if kind == 1:
        return *three, rng.random((length, keys)) < 0.6
    if kind == 2:
        return *three, rng.choice([0.0, 1.0, -2.0, -np.inf], (length, keys))
    return *three, None, True


@cases(12)
def one_sequence(rng):
    """Two axes, no mask.

    二维输入，没有掩码。
    """
    return some(rng, 0)


@cases(12)
def a_batch(rng):
    """Three axes, no mask.

    三维输入，没有掩码。
    """
    return some(rng, 1)


@cases(12)
def a_batch_with_heads(rng):
    """Four axes, no mask.

    四维输入，没有掩码。
    """
    return some(rng, 2)


@cases(8)
def large_scores(rng):
    """Scores around 1000 or -1000 that differ by little.

    分数在 1000 或 -1000 左右，彼此相差不大。
    """
    length, keys = (int(n) for n in rng.permutation([2, 3, 4, 5])[:2])
    q = np.hstack([np.full((length, 2), 40.0), rng.integers(-2, 3, (length, 2))])
    k = np.hstack([np.full((keys, 2), rng.choice([25.0, -25.0])), rng.integers(-2, 3, (keys, 2))])
    return q, k, rng.normal(size=(keys, 6))


@cases(15)
def some_keys_hidden(rng):
    """A bool mask (L, S) for inputs of two to four axes.

    布尔掩码 (L, S)，输入二到四维。
    """
    q, k, v = some(rng, int(rng.integers(3)))
    return q, k, v, looks(rng, q.shape[-2], k.shape[-2])


@cases(12)
def a_mask_of_its_own_for_each(rng):
    """A bool mask for each sentence, or for each head of each, with rows that see nothing.

    每个句子（或每个头）各有自己的布尔掩码，有的行什么都看不到。
    """
    axes = int(rng.integers(1, 3))
    q, k, v = some(rng, axes)
    lead = q.shape[:-2] if rng.random() < 0.5 else (q.shape[0], *[1] * (axes - 1))
    mask = looks(rng, *lead, q.shape[-2], k.shape[-2])
    mask[..., rng.integers(q.shape[-2]), :] = False
    return q, k, v, mask


@cases(15)
def scores_shifted(rng):
    """A float mask: some scores are raised, some lowered, some hidden with -inf.

    浮点掩码：有的加分，有的减分，有的是 -inf。
    """
    q, k, v = some(rng, int(rng.integers(3)))
    shape = (q.shape[-2], k.shape[-2]) if rng.random() < 0.7 else (1, k.shape[-2])
    return q, k, v, np.where(looks(rng, *shape), rng.normal(size=shape), -np.inf)


@cases(15)
def causal(rng):
    """Causal with L and S different.

    因果掩码，L 与 S 不相等。
    """
    return *some(rng, int(rng.integers(3))), None, True


@sized(192)
def sentences(rng, n):
    """Two sentences of n queries and n + 5 keys, four heads of width 16."""
    q, k = rng.normal(size=(2, 4, n, 16)), rng.normal(size=(2, 4, n + 5, 16))
    return q, k, rng.normal(size=(2, 4, n + 5, 24))


# ---- mistakes: wrong programs people write -----------------------------------


def rescaled(q, k, v, mask, is_causal, factor):
    """Attend with the scores multiplied by one factor more."""
    return scaled_dot_product_attention(q * factor, k, v, mask, is_causal)


def attend(q, k, v, mask, is_causal, weights):
    """Attend with another way to turn scores into weights."""
    return weights(veil(matches(q, k) / math.sqrt(q.shape[-1]), mask, is_causal)) @ v


def plain_softmax(scores, axis=-1):
    """Give the usual softmax: safe from overflow, NaN for a row of -inf."""
    terms = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return terms / terms.sum(axis=axis, keepdims=True)


@mistake
def no_scale(q, k, v, mask=None, is_causal=False):
    """You do not scale the scores; divide them by sqrt(E).

    你没有缩放分数；应当除以 sqrt(E)。
    """
    return rescaled(q, k, v, mask, is_causal, math.sqrt(q.shape[-1]))


@mistake
def divides_by_the_width(q, k, v, mask=None, is_causal=False):
    """You divide by E, not by its square root.

    A dot product of E terms has standard deviation sqrt(E). Scaling both queries and keys
    by 1/sqrt(E) comes to the same mistake.

    你除的是 E，不是它的平方根。

    E 项点积的标准差是 sqrt(E)。把 q 和 k 各除一次 sqrt(E)，也是同样的错误。
    """
    return rescaled(q, k, v, mask, is_causal, 1 / math.sqrt(q.shape[-1]))


@mistake
def multiplies_by_the_root(q, k, v, mask=None, is_causal=False):
    """You multiply by sqrt(E); divide by it.

    你乘了 sqrt(E)；应当除。
    """
    return rescaled(q, k, v, mask, is_causal, float(q.shape[-1]))


@mistake
def scales_by_the_values_width(q, k, v, mask=None, is_causal=False):
    """You take the scale from the width of the values; it comes from the queries and keys.

    你用值的维度算缩放系数；应当用查询和键的维度。
    """
    return rescaled(q, k, v, mask, is_causal, math.sqrt(q.shape[-1] / v.shape[-1]))


@mistake
def scales_by_the_number_of_keys(q, k, v, mask=None, is_causal=False):
    """You take the scale from the number of keys: `k.shape[-2]` where `k.shape[-1]` is due.

    你用键的个数算缩放系数：写成了 `k.shape[-2]`，应当是 `k.shape[-1]`。
    """
    return rescaled(q, k, v, mask, is_causal, math.sqrt(q.shape[-1] / k.shape[-2]))


@mistake
def scales_by_the_width_of_all_heads(q, k, v, mask=None, is_causal=False):
    """With heads you divide by sqrt(heads * E), the model's width; one head's width counts.

    多头时你除的是 sqrt(头数 * E)，也就是 d_model；应当用单个头的维度。
    """
    heads = q.shape[1] if q.ndim == 4 else 1
    return rescaled(q, k, v, mask, is_causal, 1 / math.sqrt(heads))


@mistake
def scales_the_weights(q, k, v, mask=None, is_causal=False):
    """You divide by sqrt(E) after the softmax: the weights no longer sum to one.

    Scale the scores, before the softmax.

    你在 softmax 之后才除以 sqrt(E)，权重之和就不是 1 了。

    应当在 softmax 之前缩放分数。
    """
    root = math.sqrt(q.shape[-1])
    return scaled_dot_product_attention(q * root, k, v, mask, is_causal) / root


@mistake
def scales_the_mask_too(q, k, v, mask=None, is_causal=False):
    """You add the float mask first and divide the sum by sqrt(E); scale first, then add.

    你先加浮点掩码，再把和除以 sqrt(E)；应当先缩放再加。
    """
    if mask is not None and mask.dtype != bool:
        mask = mask / math.sqrt(q.shape[-1])
    return scaled_dot_product_attention(q, k, v, mask, is_causal)


@mistake
def softmax_over_the_queries(q, k, v, mask=None, is_causal=False):
    """Your softmax runs over the queries; for each query the weights of the keys sum to one.

    The keys are the last axis of the scores: axis=-1.

    你的 softmax 是沿查询那一维做的；应当是每个查询对所有键的权重之和为 1。

    分数的最后一维是键：axis=-1。
    """
    return attend(q, k, v, mask, is_causal, lambda scores: plain_softmax(scores, -2))


@mistake
def softmax_over_axis_one(q, k, v, mask=None, is_causal=False):
    """Your softmax runs over axis 1, which is the keys only where there is no batch.

    Count from the end: axis=-1.

    你的 softmax 写死了 axis=1，只有没有批次维时那一维才是键。

    应当从后往前数：axis=-1。
    """

    def weights(scores):
        return softmax(scores) if scores.ndim == 2 else plain_softmax(scores, 1)

    return attend(q, k, v, mask, is_causal, weights)


@mistake
def softmax_over_everything(q, k, v, mask=None, is_causal=False):
    """You divide by the sum over all scores; each query has a sum of its own.

    Use axis=-1 with keepdims=True, both in the maximum and in the sum.

    你除以的是所有分数的总和；每个查询要各自归一化。

    取最大值和求和都要写 axis=-1、keepdims=True。
    """
    return attend(q, k, v, mask, is_causal, lambda scores: plain_softmax(scores, None))


@mistake
def overflows(q, k, v, mask=None, is_causal=False):
    """Your exp overflows on large scores (or all terms vanish on very negative ones).

    Take the row's largest score off before exp: the weights are the same.

    分数很大时 exp 溢出（分数很小时则全部变成 0）。

    先减去该行的最大值再取 exp，权重不变。
    """

    def weights(scores):
        terms = np.exp(scores)
        total = terms.sum(axis=-1, keepdims=True)
        blind = np.isneginf(scores).all(axis=-1, keepdims=True)
        return np.where(blind, 0.0, terms / total)

    return attend(q, k, v, mask, is_causal, weights)


@mistake
def nan_where_nothing_is_seen(q, k, v, mask=None, is_causal=False):
    """A query that may see no key gets NaN: the softmax of a row of -inf is 0 / 0.

    The contract wants zeros there (torch before 2.5 gave NaN as well).

    一个键都不能看的查询得到了 NaN：整行都是 -inf，softmax 就成了 0 / 0。

    约定是输出零（torch 2.5 之前也会给出 NaN）。
    """
    return attend(q, k, v, mask, is_causal, plain_softmax)


@mistake
def hides_with_a_finite_number(q, k, v, mask=None, is_causal=False):
    """You hide keys with a large negative number, so a query that may see none averages them all.

    Where every score is -1e9 the softmax is uniform. Fill with -inf and give zeros for rows
    that see nothing.

    你用一个很大的负数（如 -1e9）来屏蔽，结果一个键都不能看的查询得到了所有值的平均。

    整行都是 -1e9 时 softmax 是均匀分布。应当填 -inf，并让全被屏蔽的行输出零。
    """

    def fill(scores):
        if is_causal or mask is None or mask.dtype != bool:
            return veil(scores, mask, is_causal)
        return np.where(mask, scores, -1e9)

    return plain_softmax(fill(matches(q, k) / math.sqrt(q.shape[-1]))) @ v


@mistake
def adds_a_finite_number(q, k, v, mask=None, is_causal=False):
    """You add -1e9 to hidden scores, so a query that may see no key looks at all of them.

    Taking the same number off every score of a row changes no weight. Use -inf, and zeros
    for rows that see nothing.

    你给要屏蔽的分数加上 -1e9，结果一个键都不能看的查询反而看到了全部。

    一行里每个分数都减去同一个数，权重不变。应当用 -inf，并让全被屏蔽的行输出零。
    """
    if mask is not None and mask.dtype == bool:
        mask = np.where(mask, 0.0, -1e9)
    return attend(q, k, v, mask, is_causal, plain_softmax)


@convention
def true_means_hidden(q, k, v, mask=None, is_causal=False):
    """You hide the keys where the bool mask is True.

    torch.nn.MultiheadAttention and nn.Transformer mean it so; the functional
    scaled_dot_product_attention, and this contract, mean True = may look.

    布尔掩码为 True 的地方你屏蔽了。

    torch.nn.MultiheadAttention 和 nn.Transformer 是这个含义；函数版的 scaled_dot_product_attention
    以及这里的约定，True 表示可以看。
    """
    if mask is not None and mask.dtype == bool:
        mask = ~mask
    return scaled_dot_product_attention(q, k, v, mask, is_causal)


@mistake
def masks_the_weights(q, k, v, mask=None, is_causal=False):
    """You set hidden weights to zero after the softmax: the rest no longer sum to one.

    Hide the scores, with -inf, before the softmax.

    你在 softmax 之后才把要屏蔽的权重置零，剩下的权重之和就不是 1 了。

    应当在 softmax 之前把分数设成 -inf。
    """
    if is_causal:
        mask = np.tri(q.shape[-2], k.shape[-2], dtype=bool)
    if mask is None or mask.dtype != bool:
        return scaled_dot_product_attention(q, k, v, mask)
    return (softmax(matches(q, k) / math.sqrt(q.shape[-1])) * mask) @ v


@mistake
def masks_with_zero(q, k, v, mask=None, is_causal=False):
    """You set hidden scores to 0, and exp(0) is 1: those keys keep a weight.

    A hidden score is -inf.

    你把要屏蔽的分数设成了 0，而 exp(0) 等于 1，这些键仍然有权重。

    应当设成 -inf。
    """
    if is_causal:
        mask = np.tri(q.shape[-2], k.shape[-2], dtype=bool)
    if mask is None or mask.dtype != bool:
        return scaled_dot_product_attention(q, k, v, mask)
    return softmax(matches(q, k) / math.sqrt(q.shape[-1]) * mask) @ v


@mistake
def adds_the_bool_mask(q, k, v, mask=None, is_causal=False):
    """You add every mask to the scores; a bool one adds 1 or 0 and hides nothing.

    Where the mask is bool, put -inf at False.

    不管什么掩码你都加到分数上；布尔掩码只会加 1 或 0，什么也屏蔽不了。

    布尔掩码要在 False 处填 -inf。
    """
    if mask is not None:
        mask = mask.astype(float)
    return scaled_dot_product_attention(q, k, v, mask, is_causal)


@mistake
def float_mask_as_bool(q, k, v, mask=None, is_causal=False):
    """You treat a float mask as a bool one: `mask == 0` hides just the keys that were free.

    A float mask is added to the scores; 0 changes nothing and -inf hides.

    你把浮点掩码也当成布尔掩码：`mask == 0` 恰好屏蔽了不该屏蔽的键。

    浮点掩码要加到分数上：0 表示不变，-inf 表示屏蔽。
    """
    if mask is not None:
        mask = mask != 0
    return scaled_dot_product_attention(q, k, v, mask, is_causal)


@mistake
def ignores_the_mask(q, k, v, mask=None, is_causal=False):
    """You never use the mask.

    你没有用到 mask。
    """
    return scaled_dot_product_attention(q, k, v, None, is_causal)


@mistake
def ignores_is_causal(q, k, v, mask=None, is_causal=False):
    """You never use is_causal: query i must not see key i + 1 and later ones.

    你没有用到 is_causal：第 i 个查询不能看第 i + 1 个及之后的键。
    """
    return scaled_dot_product_attention(q, k, v, mask)


@mistake
def causal_without_itself(q, k, v, mask=None, is_causal=False):
    """Your causal mask hides the diagonal too; query i may see key i.

    The first query would see nothing at all: `np.tril(ones)` with k=0, not k=-1.

    你的因果掩码把对角线也屏蔽了；第 i 个查询可以看第 i 个键。

    否则第一个查询什么都看不到：应当是 `np.tril(ones)`，k=0 而不是 k=-1。
    """
    if is_causal:
        mask = np.tri(q.shape[-2], k.shape[-2], -1, dtype=bool)
    return scaled_dot_product_attention(q, k, v, mask)


@mistake
def causal_sees_one_ahead(q, k, v, mask=None, is_causal=False):
    """Your causal mask lets query i see key i + 1: `np.triu(ones, k=2)` hides too little.

    你的因果掩码让第 i 个查询看到了第 i + 1 个键：`np.triu(ones, k=2)` 屏蔽得不够。
    """
    if is_causal:
        mask = np.tri(q.shape[-2], k.shape[-2], 1, dtype=bool)
    return scaled_dot_product_attention(q, k, v, mask)


@mistake
def sees_the_future(q, k, v, mask=None, is_causal=False):
    """Your causal mask is upside down: query i sees the keys from i on.

    Keep the lower triangle: `np.tril`, not `np.triu`.

    你的因果掩码反了：第 i 个查询看到的是第 i 个及之后的键。

    应当保留下三角：用 `np.tril`，不是 `np.triu`。
    """
    if is_causal:
        mask = ~np.tri(q.shape[-2], k.shape[-2], -1, dtype=bool)
    return scaled_dot_product_attention(q, k, v, mask)


@convention
def causal_at_the_lower_right(q, k, v, mask=None, is_causal=False):
    """Your causal mask lines up the last query with the last key where L and S differ.

    FlashAttention (from 2.1) and xFormers offer that, for decoding with a cache; torch's
    is_causal, and this contract, count both from the first.

    L 与 S 不等时，你的因果掩码让最后一个查询对齐最后一个键。

    FlashAttention（2.1 起）和 xFormers 有这种对齐，用于带 KV cache 的解码；
    torch 的 is_causal 以及这里的约定，两者都从头数起。
    """
    if is_causal:
        length, keys = q.shape[-2], k.shape[-2]
        mask = np.tri(length, keys, keys - length, dtype=bool)
    return scaled_dot_product_attention(q, k, v, mask)


@mistake
def causal_for_squares_only(q, k, v, mask=None, is_causal=False):
    """Your causal mask is (L, L) and does not fit where there are not as many keys as queries.

    It is (L, S): `np.tril(np.ones((L, S), dtype=bool))`.

    你的因果掩码是 (L, L)，键和查询个数不同就对不上了。

    它的形状应当是 (L, S)：`np.tril(np.ones((L, S), dtype=bool))`。
    """
    if is_causal:
        mask = np.tri(q.shape[-2], q.shape[-2], dtype=bool)
    return scaled_dot_product_attention(q, k, v, mask)


@mistake
def transposes_every_axis(q, k, v, mask=None, is_causal=False):
    """You write `k.T`, which reverses all axes, the batch among them.

    Exchange the last two only: `k.swapaxes(-1, -2)`.

    你写的是 `k.T`，有批次维时它会把所有维都倒过来。

    只交换最后两维：`k.swapaxes(-1, -2)`。
    """
    scores = q @ k.T / math.sqrt(q.shape[-1])
    return softmax(veil(scores, mask, is_causal)) @ v


@mistake
def transposes_for_three_axes(q, k, v, mask=None, is_causal=False):
    """You write `k.transpose(0, 2, 1)`, which fits three axes only.

    Count from the end: `k.swapaxes(-1, -2)` fits any number.

    你写的是 `k.transpose(0, 2, 1)`，只适用于三维输入。

    从后往前数：`k.swapaxes(-1, -2)` 适用于任意维数。
    """
    scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
    return softmax(veil(scores, mask, is_causal)) @ v


@mistake
def transposes_for_four_axes(q, k, v, mask=None, is_causal=False):
    """You write `k.transpose(0, 1, 3, 2)`, which fits four axes only.

    Count from the end: `k.swapaxes(-1, -2)` fits any number.

    你写的是 `k.transpose(0, 1, 3, 2)`，只适用于四维输入。

    从后往前数：`k.swapaxes(-1, -2)` 适用于任意维数。
    """
    scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(q.shape[-1])
    return softmax(veil(scores, mask, is_causal)) @ v


@convention
def returns_the_weights_too(q, k, v, mask=None, is_causal=False):
    """You return the output and the weights.

    The Annotated Transformer and nn.MultiheadAttention do; here the output alone is due.

    你把输出和权重一起返回了。

    The Annotated Transformer 和 nn.MultiheadAttention 是这样做的；这里只要输出。
    """
    weights = softmax(veil(matches(q, k) / math.sqrt(q.shape[-1]), mask, is_causal))
    return weights @ v, weights


@mistake
def returns_the_weights_alone(q, k, v, mask=None, is_causal=False):
    """You return the weights; multiply them with the values.

    你返回的是权重；还要再乘以 v。
    """
    return softmax(veil(matches(q, k) / math.sqrt(q.shape[-1]), mask, is_causal))

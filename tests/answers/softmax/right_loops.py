# expect: accepted
import math


def _softmax_1d(values):
    m = max(values)
    exps = [math.exp(v - m) for v in values]
    total = sum(exps)
    return [e / total for e in exps]


def softmax(x, axis=-1):
    """Recursion on nested lists: no numpy at all, returns lists."""
    nested = x.tolist()
    rank = x.ndim
    axis = axis % rank

    def go(block, depth):
        # block starts at dimension `depth`; normalise over dimension `axis`
        if depth < axis:
            return [go(sub, depth + 1) for sub in block]
        return over_first(block, rank - depth)

    def over_first(block, ndim):
        if ndim == 1:
            return _softmax_1d(block)
        # peel the dimension after the first: block[i][j] -> columns[j][i]
        columns = [over_first(list(column), ndim - 1) for column in zip(*block)]
        return [list(row) for row in zip(*columns)]

    return go(nested, 0)

# expect: accepted
import numpy as np


def average_precision(d, s, di, g, gi, t=0.5, m="coco"):
    d, g = d.astype(np.float32), g.astype(np.float32)

    def overlap(a, b):
        wh = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
        inter = float(np.prod(wh)) if (wh > 0).all() else 0.0
        return inter / float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - inter)

    def match(ranked, free):
        if not ranked:
            return []
        first, *rest = ranked
        mine = [j for j in range(len(g)) if gi[j] == di[first] and (m != "coco" or j in free)]
        best = max(mine, key=lambda j: overlap(d[first], g[j]), default=None)
        hit = best in free and overlap(d[first], g[best]) >= t
        return [hit] + match(rest, free - {best} if hit else free)

    hits = match(list(np.argsort(-s)), frozenset(range(len(g))))
    # precision at each true positive, then the best from there on
    at = [sum(hits[: k + 1]) / (k + 1) for k, h in enumerate(hits) if h]
    best = [max(at[k:]) for k in range(len(at))]
    if not best:
        return 0.0
    if m == "voc10":
        return sum(best) / len(g)
    n = {"coco": 100, "voc07": 10}[m]
    total = 0
    for i in range(n + 1):
        k = max(1, -(-i * len(g) // n))  # found objects that recall i / n takes, rounded up
        total += best[k - 1] if k <= len(best) else 0
    return total / (n + 1)

# expect: accepted
import math


def cross_entropy(logits, labels, reduction="mean"):
    losses = []
    for i in range(len(labels)):
        row = [float(v) for v in logits[i]]
        biggest = max(row)
        s = 0.0
        for v in row:
            s += math.exp(v - biggest)
        losses.append(biggest + math.log(s) - row[labels[i]])
    if reduction == "none":
        return losses
    total = math.fsum(losses)
    if reduction == "sum":
        return total
    return total / len(losses)

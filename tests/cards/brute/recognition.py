"""Embeddings as vectors in the plane, batches gone through."""

import math
from itertools import product

import torch
from torch.nn import functional as F


def arcface_logit(c, s):
    angle = math.acos(c) + 0.5
    feature = torch.tensor([math.cos(angle), math.sin(angle)], dtype=torch.float64)
    return (s * feature @ torch.tensor([1.0, 0.0], dtype=torch.float64)).item()


def face_scale(s, c):
    logits = torch.zeros(c, dtype=torch.float64)
    logits[0] = s
    return F.softmax(logits, 0)[0].item()


def face_distance(c):
    angle = math.acos(c)
    return math.dist((1, 0), (math.cos(angle), math.sin(angle)))


def batch_triplets(p, k):
    """Count positives and negatives of one anchor: all anchors have as many."""
    batch = list(product(range(p), range(k)))
    positives = [one for one in batch if one[0] == 0 and one != (0, 0)]
    negatives = [one for one in batch if one[0] != 0]
    return sum(len(positives) * len(negatives) for _ in batch)

# expect: accepted
from dataclasses import dataclass


@dataclass
class Box:
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def area(self):
        return max(self.x2 - self.x1, 0) * max(self.y2 - self.y1, 0)

    def __and__(self, o):
        return Box(max(self.x1, o.x1), max(self.y1, o.y1), min(self.x2, o.x2), min(self.y2, o.y2))

    def __or__(self, o):
        return Box(min(self.x1, o.x1), min(self.y1, o.y1), max(self.x2, o.x2), max(self.y2, o.y2))


def generalized_box_iou(A, B):
    result = []
    for a in (Box(*r) for r in A):
        row = []
        for b in (Box(*r) for r in B):
            inter = (a & b).area
            union = a.area + b.area - inter
            hull = (a | b).area
            row.append(inter / union - (hull - union) / hull)
        result.append(row)
    return result

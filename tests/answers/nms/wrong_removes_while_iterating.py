# expect: wrong-answer, diagnosis removes_while_iterating
def iou(a, b):
    w = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    h = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
    return w * h / union


def nms(boxes, scores, threshold):
    candidates = sorted(range(len(scores)), key=lambda k: scores[k])
    candidates.reverse()
    result = []
    while len(candidates) > 0:
        top = candidates[0]
        result.append(top)
        candidates.remove(top)
        for c in candidates:
            if iou(boxes[top], boxes[c]) > threshold:
                candidates.remove(c)
    return result

# expect: wrong-answer, diagnosis clips_at_zero
def generalized_box_iou(boxes_a, boxes_b):
    table = []
    for a in boxes_a:
        line = []
        for b in boxes_b:
            w = max(0, min(a[2], b[2]) - max(a[0], b[0]))
            h = max(0, min(a[3], b[3]) - max(a[1], b[1]))
            inter = w * h
            union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter
            c = (max(a[2], b[2]) - min(a[0], b[0])) * (max(a[3], b[3]) - min(a[1], b[1]))
            giou = inter / union - (c - union) / c
            line.append(max(0.0, min(1.0, giou)))  # a score is between 0 and 1
        table.append(line)
    return table

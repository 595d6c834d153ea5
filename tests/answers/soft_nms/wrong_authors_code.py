# expect: wrong-answer, diagnosis plus_one_and_spares_boxes_without_overlap
import numpy as np


def soft_nms(boxes, scores, Nt=0.3, sigma=0.5, threshold=0.001, method="gaussian"):
    t = np.column_stack([boxes, scores, np.arange(len(boxes))])
    N = len(t)
    i = 0
    while i < N:
        maxpos = i + int(t[i:N, 4].argmax())
        t[[i, maxpos]] = t[[maxpos, i]]
        pos = i + 1
        while pos < N:
            iw = min(t[i, 2], t[pos, 2]) - max(t[i, 0], t[pos, 0]) + 1
            ih = min(t[i, 3], t[pos, 3]) - max(t[i, 1], t[pos, 1]) + 1
            if iw > 0 and ih > 0:
                area = (t[pos, 2] - t[pos, 0] + 1) * (t[pos, 3] - t[pos, 1] + 1)
                ua = (t[i, 2] - t[i, 0] + 1) * (t[i, 3] - t[i, 1] + 1) + area - iw * ih
                ov = iw * ih / ua
                if method == "linear":
                    weight = 1 - ov if ov > Nt else 1
                else:
                    weight = np.exp(-(ov * ov) / sigma)
                t[pos, 4] *= weight
                if t[pos, 4] < threshold:
                    t[[pos, N - 1]] = t[[N - 1, pos]]
                    N -= 1
                    pos -= 1
            pos += 1
        i += 1
    return t[:N, 5].astype(int), t[:N, 4]

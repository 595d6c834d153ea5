# expect: accepted
# corners as complex numbers: the centre distance is an abs, the aspect ratio an angle
import numpy as np


def complete_box_iou(P, Q):
    p1, p2 = P[:, 0] + 1j * P[:, 1], P[:, 2] + 1j * P[:, 3]
    q1, q2 = Q[:, 0] + 1j * Q[:, 1], Q[:, 2] + 1j * Q[:, 3]
    result = np.zeros((len(P), len(Q)))
    for i in range(len(P)):
        for j in range(len(Q)):
            x = sorted([(p1[i].real, 0), (p2[i].real, 0), (q1[j].real, 1), (q2[j].real, 1)])
            y = sorted([(p1[i].imag, 0), (p2[i].imag, 0), (q1[j].imag, 1), (q2[j].imag, 1)])
            wide = max(0, min(p2[i].real, q2[j].real) - max(p1[i].real, q1[j].real))
            high = max(0, min(p2[i].imag, q2[j].imag) - max(p1[i].imag, q1[j].imag))
            s, t = p2[i] - p1[i], q2[j] - q1[j]
            iou = wide * high / (s.real * s.imag + t.real * t.imag - wide * high)
            diagonal = abs(complex(x[-1][0] - x[0][0], y[-1][0] - y[0][0]))
            distance = abs((p1[i] + p2[i]) / 2 - (q1[j] + q2[j]) / 2)
            v = (2 / np.pi * (np.angle(s) - np.angle(t))) ** 2
            result[i, j] = iou - (distance / diagonal) ** 2
            if v:
                result[i, j] -= v / (1 - iou + v) * v
    return result

# expect: accepted
# no arrays at all: nested lists in, nested lists out


def conv2d(x, weight, bias=None, stride=1, padding=0):
    x, weight = x.tolist(), weight.tolist()
    sh, sw = stride if type(stride) is tuple else (stride,) * 2
    ph, pw = padding if type(padding) is tuple else (padding,) * 2
    kh, kw = len(weight[0][0]), len(weight[0][0][0])

    def pad(plane):
        wide = len(plane[0]) + 2 * pw
        rows = [[0.0] * pw + row + [0.0] * pw for row in plane]
        return [[0.0] * wide for _ in range(ph)] + rows + [[0.0] * wide for _ in range(ph)]

    def dot(planes, kernel, top, left):
        return sum(
            planes[c][top + u][left + v] * kernel[c][u][v]
            for c in range(len(kernel)) for u in range(kh) for v in range(kw)
        )

    result = []
    for image in x:
        planes = [pad(p) for p in image]
        h, w = len(planes[0]), len(planes[0][0])
        maps = []
        for o, kernel in enumerate(weight):
            shift = 0.0 if bias is None else float(bias[o])
            maps.append([[dot(planes, kernel, i, j) + shift for j in range(0, w - kw + 1, sw)]
                         for i in range(0, h - kh + 1, sh)])
        result.append(maps)
    return result

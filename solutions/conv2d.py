r"""Two-dimensional convolution, as a network means it.

Lay the kernel on a window of the image, multiply what lies on top of each other, add it
all up over the window and over the channels: one number. Move the window and do it again.
With p zeros put on every side and a step of s,

    y[n, o, i, j] = b[o] + sum over c, u, v of  w[o, c, u, v] * x[n, c, i*s + u - p, j*s + v - p]

    H' = floor((H + 2p - kH) / s) + 1,  and the width likewise

Every output is the inner product of one window, read as a vector of C*kH*kW numbers, with
one filter read in the same order: gather the windows (im2col) and the whole layer is one
matrix product. N*O*H'*W'*C*kH*kW multiplications; copying the windows costs kH*kW times
the memory of the image at stride 1, which tap-by-tap accumulation avoids.

Decisions, where the literature leaves room (each has a case and a mistake):

* the kernel is not rotated: cross-correlation        torch.nn.functional.conv2d
* the output size is rounded down; no window is
  cut off and none is required to fit exactly         torch.nn.functional.conv2d
* zeros, the same number on both sides of an axis     torch.nn.functional.conv2d
* pairs are (height, width), never (x, y)             torch.nn.functional.conv2d
* the bias is added once per output, not per channel  torch.nn.functional.conv2d

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
arXiv:1603.07285, 2016, relationship 6; Chellapilla, Puri and Simard, "High performance
convolutional neural networks for document processing", IWFHR 2006 (im2col).

二维卷积（神经网络里说的那种）。

把卷积核盖在图像的一个窗口上，对应位置相乘，再对窗口内和所有输入通道求和，得到一个数；
窗口挪一步，再来一次。四周各补 p 圈零、步长为 s 时：

    y[n, o, i, j] = b[o] + Σ_{c,u,v} w[o, c, u, v] * x[n, c, i*s + u - p, j*s + v - p]

    H' = floor((H + 2p - kH) / s) + 1，宽度同理

每个输出都是一个内积：把窗口拉平成长度 C*kH*kW 的向量，卷积核按同样的顺序拉平。先把所有窗口
收集起来（im2col），整层就是一次矩阵乘法。乘法次数 N*O*H'*W'*C*kH*kW；步长为 1 时展开窗口要占
图像 kH*kW 倍的内存，按卷积核的位置逐个累加可以省掉这份内存。

约定（各有一个用例和一个典型错误）：

* 卷积核不翻转，即互相关                              torch.nn.functional.conv2d
* 输出尺寸向下取整：放不下的窗口不算，也不要求整除    torch.nn.functional.conv2d
* 补零，同一方向的两侧补得一样多                      torch.nn.functional.conv2d
* 二元组的顺序是（高，宽），不是（x，y）              torch.nn.functional.conv2d
* 偏置对每个输出只加一次，不是每个输入通道加一次      torch.nn.functional.conv2d

出处：Dumoulin 与 Visin，"A guide to convolution arithmetic for deep learning"，
arXiv:1603.07285，2016，Relationship 6；Chellapilla、Puri 与 Simard，"High performance
convolutional neural networks for document processing"，IWFHR 2006（im2col）。
"""

import numpy as np

from drill.problem import (
    Floats,
    Tolerance,
    accepted,
    case,
    cases,
    convention,
    example,
    mistake,
    reference,
    sized,
    small,
)


def pair(value):
    """Read one number for both directions, or a pair, as (height, width)."""
    return value if isinstance(value, tuple) else (value, value)


def border(padding):
    """Give the rows and columns to put around the images, as np.pad wants them."""
    ph, pw = pair(padding)
    return (0, 0), (0, 0), (ph, ph), (pw, pw)


def windows_of(x, kernel, stride):
    """Give every window of size `kernel` that fits whole: (N, C, H', W', kH, kW), a view."""
    sh, sw = pair(stride)
    every = np.lib.stride_tricks.sliding_window_view(x, kernel, axis=(2, 3))
    return every[:, :, ::sh, ::sw]


@reference(Tolerance(rtol=1e-5, atol=1e-5))
def conv2d(
    x: Floats,
    weight: Floats,
    bias: Floats | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Floats:
    """Run a bank of filters over a batch of images: the forward pass of a convolution layer.

    Parameters
    ----------
    x : (N, C, H, W) float64
        Images, channels first. No size is 0.
    weight : (O, C, kH, kW) float64
        One filter for each of the O output channels; every filter looks at all C input
        channels. It is laid on the image as it is stored, not rotated (cross-correlation,
        as in torch; scipy.signal.convolve2d rotates it by 180 degrees, which is wrong
        here). kH and kW may differ, and never exceed the padded image.
    bias : (O,) float64 or None
        One number for each output channel. None: no bias.
    stride : int or (int, int)
        How far the window moves, at least 1: one number for both directions, or a tuple
        (down, right).
    padding : int or (int, int)
        Zeros around the image before anything else: one number for all four sides, or a
        tuple (rows above and as many below, columns on the left and as many on the right).
        It may be larger than the kernel.

    Returns
    -------
    y : (N, O, H', W') float64
        The first window starts in the top left corner of the padded image. Only windows
        that lie inside it whole count: rows and columns left over at the bottom and on
        the right are not used, and that is no error (some course code asserts that nothing
        is left over, which is wrong here). No dilation and no groups.

    用一组卷积核处理一批图像：卷积层的前向计算。

    Parameters
    ----------
    x : (N, C, H, W) float64
        图像，通道在前。每一维都不为 0。
    weight : (O, C, kH, kW) float64
        每个输出通道一个卷积核，共 O 个；每个核都要看全部 C 个输入通道。卷积核按存储的样子直接
        盖上去，不翻转（互相关，与 torch 一致；scipy.signal.convolve2d 会旋转 180 度，
        在这里是错的）。kH 与 kW 可以不同，且不会超过补零之后的图像。
    bias : (O,) float64 or None
        每个输出通道一个数。None 表示没有偏置。
    stride : int or (int, int)
        窗口每次移动多少，至少为 1：一个数表示两个方向相同，元组表示（向下，向右）。
    padding : int or (int, int)
        最先做的一步：在图像四周补零。一个数表示四边相同；元组表示（上下各补几行，左右各补几列）。
        可以比卷积核还大。

    Returns
    -------
    y : (N, O, H', W') float64
        第一个窗口从补零后图像的左上角开始。只算完整落在图像内的窗口：下边和右边剩下的行列直接不用，
        这不算错误（有的课程代码会断言必须整除，在这里是错的）。不考虑空洞（dilation）和分组（groups）。
    """
    windows = windows_of(np.pad(x, border(padding)), weight.shape[2:], stride)
    y = np.tensordot(windows, weight, axes=((1, 4, 5), (1, 2, 3)))  # (N, H', W', O)
    y = np.moveaxis(y, 3, 1)  # (N, O, H', W')
    return y if bias is None else y + bias[:, None, None]


# ---- other right programs ----------------------------------------------------


@accepted
def window_by_window(x, weight, bias=None, stride=1, padding=0):
    """Plain loops over images, filters and positions.

    对图像、卷积核和位置的朴素循环。
    """
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    n, c, h, w = x.shape
    o, _, kh, kw = weight.shape
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    y = np.zeros((n, o, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1))
    for a, b, i, j in np.ndindex(y.shape):
        window = padded[a, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
        y[a, b, i, j] = (window * weight[b]).sum() + (0 if bias is None else bias[b])
    return y


@accepted
def tap_by_tap(x, weight, bias=None, stride=1, padding=0):
    """One strided slice of the image for each tap of the kernel, added up; no copy of windows.

    对卷积核的每个位置取一个带步长的切片再累加，不展开窗口。
    """
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    kh, kw = weight.shape[2:]
    rows = (padded.shape[2] - kh) // sh + 1
    cols = (padded.shape[3] - kw) // sw + 1
    y = np.zeros((len(x), len(weight), rows, cols))
    for u in range(kh):
        for v in range(kw):
            seen = padded[:, :, u : u + sh * rows : sh, v : v + sw * cols : sw]
            y += np.einsum("nchw,oc->nohw", seen, weight[:, :, u, v])
    if bias is not None:
        y += bias.reshape(1, -1, 1, 1)
    return y


@accepted
def columns_and_one_product(x, weight, bias=None, stride=1, padding=0):
    """The im2col of the libraries: an index array, then one matrix product per image.

    各个库里的 im2col：先算下标，再对每张图做一次矩阵乘法。
    """
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    n, c, h, w = padded.shape
    o, _, kh, kw = weight.shape
    rows, cols = 1 + (h - kh) // sh, 1 + (w - kw) // sw
    down = np.tile(np.repeat(np.arange(kh), kw), c)[:, None] + sh * np.repeat(np.arange(rows), cols)
    right = np.tile(np.arange(kw), kh * c)[:, None] + sw * np.tile(np.arange(cols), rows)
    channel = np.repeat(np.arange(c), kh * kw)[:, None]
    flat = padded[:, channel, down, right]  # (N, C*kH*kW, H'*W')
    y = (weight.reshape(o, -1) @ flat).reshape(n, o, rows, cols)
    return y if bias is None else y + bias[None, :, None, None]


@accepted
def through_the_spectrum(x, weight, bias=None, stride=1, padding=0):
    """A product of spectra: correlation is convolution with the rotated kernel.

    在频域里相乘：互相关就是与翻转后的核做卷积。
    """
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    size = padded.shape[2:]
    kh, kw = weight.shape[2:]
    images = np.fft.rfft2(padded, size)
    filters = np.conj(np.fft.rfft2(weight, size))
    y = np.fft.irfft2(np.einsum("nchw,ochw->nohw", images, filters), size)
    y = y[:, :, : size[0] - kh + 1 : sh, : size[1] - kw + 1 : sw]
    return y if bias is None else y + bias[:, None, None]


# ---- cases: what an answer is tried on ---------------------------------------


def numbers(rng, *shape):
    """Draw small whole numbers, as floats, without zeros."""
    return rng.choice([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], shape)


def layer(rng, stride=1, padding=0):
    """Draw images and a bank of filters, all sizes different, at least one window to spare."""
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    while True:
        n, c, o = (int(k) for k in rng.permutation([2, 3, 4, 5])[:3])
        kh, kw = (int(k) for k in rng.permutation([1, 2, 3, 4])[:2])
        h, w = (int(k) for k in rng.permutation([4, 5, 6, 7, 8])[:2])
        if h + 2 * ph < kh + sh or w + 2 * pw < kw + sw:
            continue
        rows, cols = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
        if rows != cols and cols not in (o, c) and n * o * rows * cols <= 400:
            return rng.normal(size=(n, c, h, w)), rng.normal(size=(o, c, kh, kw))


def two_numbers(rng, low, high):
    """Draw a pair of different whole numbers from low to high."""
    a, b = rng.permutation(np.arange(low, high + 1))[:2]
    return int(a), int(b)


@example
def one_image_one_filter(rng):
    """One channel, one filter, no extras.

    单通道、单卷积核，没有别的参数。
    """
    x = np.array([[[[1, 2, 0, 3], [4, 0, 1, 2], [0, 5, 2, 1]]]], float)
    return x, np.array([[[[1, 0, 2], [0, -1, 3]]]], float)


@example
def with_everything(rng):
    """Bias, a stride that leaves a row and a column over, and padding above and below only.

    有偏置；步长除不尽，剩下一行一列；只在上下补零。
    """
    x = np.arange(1.0, 33.0).reshape(1, 1, 4, 8) % 7
    weight = np.array([[[[1, 0], [2, -1], [0, 3]]]], float)
    return x, weight, np.array([10.0]), (2, 3), (1, 0)


@example
def two_channels_three_filters(rng):
    """Two input channels, three filters of one pixel, a bias for each.

    两个输入通道，三个 1 x 1 卷积核，各有一个偏置。
    """
    x = np.array([[[[1, 2], [3, 4], [5, 6], [7, 8]], [[0, 1], [1, 0], [2, 1], [1, 2]]]], float)
    weight = np.array([[1, 0], [0, 1], [2, -1]], float).reshape(3, 2, 1, 1)
    return x, weight, np.array([0.0, 100.0, -1.0])


@case
def a_single_bright_pixel(rng):
    """One bright pixel shows the kernel itself.

    只有一个亮点的图像，输出就是卷积核的样子。
    """
    x = np.zeros((1, 1, 3, 5))
    x[0, 0, 1, 2] = 1
    return x, np.array([[[[1, 2, 3], [4, 5, 6]]]], float)


@case
def a_black_image(rng):
    """An image of zeros: only the bias remains.

    全零图像，只剩下偏置。
    """
    return np.zeros((1, 3, 3, 4)), numbers(rng, 2, 3, 2, 2), np.array([1.0, -2.0])


@case
def a_kernel_as_large_as_the_image(rng):
    """The kernel covers the image: one output pixel.

    卷积核和图像一样大：只有一个输出像素。
    """
    return numbers(rng, 2, 3, 2, 4), numbers(rng, 4, 3, 2, 4), np.array([1.0, 2.0, 3.0, 4.0])


@case
def a_kernel_larger_than_the_image(rng):
    """The kernel fits only thanks to the padding.

    靠补零才放得下的卷积核。
    """
    return numbers(rng, 1, 2, 2, 3), numbers(rng, 3, 2, 4, 5), None, 1, (2, 1)


@case
def more_padding_than_kernel(rng):
    """Windows that lie in the padding alone.

    有的窗口整个落在补零区域里。
    """
    return numbers(rng, 1, 2, 2, 3), numbers(rng, 3, 2, 1, 2), np.array([1.0, 2.0, 3.0]), 1, 2


@case
def a_stride_longer_than_the_kernel(rng):
    """Pixels between two windows that none of them sees.

    步长比卷积核大，有些像素不被任何窗口看到。
    """
    return numbers(rng, 1, 2, 5, 8), numbers(rng, 3, 2, 1, 2), None, 3


@case
def nothing_left_over(rng):
    """A stride that divides the way to go exactly.

    步长刚好整除。
    """
    return numbers(rng, 1, 2, 5, 8), numbers(rng, 3, 2, 3, 2), None, 2


@case
def one_row_left_over(rng):
    """A stride that leaves one row and two columns over.

    步长除不尽：剩下一行两列。
    """
    return numbers(rng, 1, 2, 5, 7), numbers(rng, 3, 2, 2, 2), None, (2, 3)


@case
def a_photograph(rng):
    """Grey values up to 255, and sums below 0 and above 255.

    0 到 255 的灰度值，求和之后有负数，也有超过 255 的。
    """
    return rng.integers(0, 256, (1, 3, 4, 6)).astype(float), numbers(rng, 2, 3, 2, 3)


@small(50)
def a_few_pixels(rng):
    """A few pixels, small whole numbers, every option.

    几个像素，小整数，各种参数都有。
    """
    stride = two_numbers(rng, 1, 3) if rng.random() < 0.6 else int(rng.integers(1, 3))
    padding = two_numbers(rng, 0, 2) if rng.random() < 0.6 else int(rng.integers(0, 2))
    n, c, o = (int(k) for k in rng.integers(1, 3, 3))
    kh, kw = two_numbers(rng, 1, 3)
    h, w = kh + int(rng.integers(0, 3)), kw + int(rng.integers(0, 3))
    x, weight = rng.integers(-1, 3, (n, c, h, w)), rng.integers(-1, 3, (o, c, kh, kw))
    bias = rng.integers(1, 4, o).astype(float) if rng.random() < 0.5 else None
    return x.astype(float), weight.astype(float), bias, stride, padding


@cases(12)
def plain(rng):
    """Images and filters only.

    只有图像和卷积核。
    """
    return layer(rng)


@cases(12)
def with_bias(rng):
    """With a bias.

    带偏置。
    """
    x, weight = layer(rng)
    return x, weight, rng.normal(size=len(weight))


@cases(12)
def with_stride(rng):
    """One stride for both directions.

    两个方向步长相同。
    """
    stride = int(rng.integers(2, 4))
    return *layer(rng, stride), None, stride


@cases(12)
def with_padding(rng):
    """One padding for all four sides.

    四边补零相同。
    """
    padding = int(rng.integers(1, 4))
    return *layer(rng, 1, padding), None, 1, padding


@cases(12)
def with_a_pair_of_strides(rng):
    """Another stride down than to the right.

    向下和向右的步长不同。
    """
    stride = two_numbers(rng, 1, 3)
    return *layer(rng, stride), None, stride


@cases(12)
def with_a_pair_of_paddings(rng):
    """Another padding above and below than left and right.

    上下和左右补零不同。
    """
    padding = two_numbers(rng, 0, 3)
    return *layer(rng, 1, padding), None, 1, padding


@cases(25)
def all_together(rng):
    """Bias, stride and padding together.

    偏置、步长、补零一起来。
    """
    stride = two_numbers(rng, 1, 4) if rng.random() < 0.75 else int(rng.integers(1, 4))
    padding = two_numbers(rng, 0, 3) if rng.random() < 0.75 else int(rng.integers(0, 3))
    x, weight = layer(rng, stride, padding)
    return x, weight, rng.normal(size=len(weight)), stride, padding


@sized(64)
def a_layer(rng, n):
    """A batch of four images with sides near n, eight filters of 3 x 5."""
    x, weight = rng.normal(size=(4, 3, n, n + 6)), rng.normal(size=(8, 3, 3, 5))
    return x, weight, rng.normal(size=8), (1, 2), (1, 2)


# ---- mistakes: wrong programs people write -----------------------------------
# Most are one line: the right layer on the wrong input.


@convention
def rotates_the_kernel(x, weight, bias=None, stride=1, padding=0):
    """You rotate the kernel by 180 degrees: the convolution of mathematics.

    scipy.signal.convolve2d and numpy.convolve do that. Networks do not, and neither does
    torch: take the window times the kernel as it is stored.

    你把卷积核旋转了 180 度：这是数学意义上的卷积。

    scipy.signal.convolve2d 和 numpy.convolve 是这样做的；神经网络（包括 torch）里的“卷积”其实是
    互相关，窗口直接和存储的卷积核对应相乘即可。
    """
    return conv2d(x, weight[:, :, ::-1, ::-1], bias, stride, padding)


@convention
def mirrors_the_border(x, weight, bias=None, stride=1, padding=0):
    """You fill the border with the mirrored image, as cv2.filter2D does by default.

    A convolution layer pads with zeros unless it is told otherwise: `np.pad` without a
    mode.

    你用镜像的图像内容填充边界，这是 cv2.filter2D 的默认做法（BORDER_REFLECT_101）。

    卷积层默认补零：`np.pad` 不要指定 mode。
    """
    return conv2d(np.pad(x, border(padding), "reflect"), weight, bias, stride)


@mistake
def repeats_the_border(x, weight, bias=None, stride=1, padding=0):
    """You repeat the outermost pixels into the border; pad with zeros.

    你用最外圈的像素去填充边界；这里应当补零。
    """
    return conv2d(np.pad(x, border(padding), "edge"), weight, bias, stride)


@mistake
def last_channel_only(x, weight, bias=None, stride=1, padding=0):
    """You overwrite the result for each input channel, so only the last one is left.

    Every output sums over all C input channels: `+=`, not `=`.

    每个输入通道都覆盖了前一个的结果，最后只剩最后一个通道。

    每个输出都要对全部 C 个输入通道求和：用 `+=`，不是 `=`。
    """
    return conv2d(x[:, -1:], weight[:, -1:], bias, stride, padding)


@mistake
def first_channel_only(x, weight, bias=None, stride=1, padding=0):
    """You look at the first input channel only; sum over all C of them.

    你只用了第一个输入通道；应当对全部 C 个通道求和。
    """
    return conv2d(x[:, :1], weight[:, :1], bias, stride, padding)


@mistake
def last_tap_only(x, weight, bias=None, stride=1, padding=0):
    """You assign in the innermost loop where you should add.

    `y[...] = x * w` keeps only the last product of each window; start from 0 and use `+=`.

    最内层循环里该累加的地方写成了赋值。

    `y[...] = x * w` 只留下每个窗口的最后一项；应当从 0 开始用 `+=` 累加。
    """
    last = np.zeros_like(weight)
    last[:, -1, -1, -1] = weight[:, -1, -1, -1]
    return conv2d(x, last, bias, stride, padding)


@mistake
def never_resets_the_sum(x, weight, bias=None, stride=1, padding=0):
    """Your running sum is set to 0 once, before the loops, and carries every window into the next.

    Set it to 0 anew for each output pixel.

    累加变量只在循环外清零了一次，前一个窗口的和带进了下一个窗口。

    每个输出像素都要重新从 0 开始。
    """
    y = conv2d(x, weight, None, stride, padding)
    y = np.cumsum(y).reshape(y.shape)
    return y if bias is None else y + bias[:, None, None]


@mistake
def forgets_the_bias(x, weight, bias=None, stride=1, padding=0):
    """You never add the bias.

    你没有加偏置。
    """
    return conv2d(x, weight, None, stride, padding)


@mistake
def bias_once_per_input_channel(x, weight, bias=None, stride=1, padding=0):
    """You add the bias inside the loop over the input channels: C times.

    It belongs to the output channel; add it once, after the sum.

    你在输入通道的循环里加偏置，一共加了 C 次。

    偏置属于输出通道，求和之后只加一次。
    """
    return conv2d(x, weight, bias if bias is None else bias * x.shape[1], stride, padding)


@mistake
def bias_along_the_width(x, weight, bias=None, stride=1, padding=0):
    """You write `y + bias`: numpy lines the bias up with the last axis, the width.

    It belongs to axis 1: `bias[:, None, None]` or `bias.reshape(1, -1, 1, 1)`.

    你写的是 `y + bias`：numpy 会把偏置对齐到最后一维，也就是宽。

    它应当对齐第 1 维：`bias[:, None, None]` 或 `bias.reshape(1, -1, 1, 1)`。
    """
    y = conv2d(x, weight, None, stride, padding)
    return y if bias is None else y + bias


@mistake
def ignores_stride(x, weight, bias=None, stride=1, padding=0):
    """You move the window by one pixel, whatever the stride.

    不管 stride 是多少，你的窗口每次都只移动一个像素。
    """
    return conv2d(x, weight, bias, 1, padding)


@mistake
def ignores_padding(x, weight, bias=None, stride=1, padding=0):
    """You never pad the image.

    你没有给图像补零。
    """
    return conv2d(x, weight, bias, stride, 0)


@mistake
def stride_in_the_size_only(x, weight, bias=None, stride=1, padding=0):
    """Your output has the right size, but the window at (i, j) starts at pixel (i, j).

    It starts at (i * stride, j * stride).

    输出尺寸是对的，但第 (i, j) 个窗口从像素 (i, j) 开始取了。

    应当从 (i * stride, j * stride) 开始。
    """
    rows, cols = conv2d(x, weight, None, stride, padding).shape[2:]
    return conv2d(x, weight, bias, 1, padding)[:, :, :rows, :cols]


@mistake
def stride_between_the_taps(x, weight, bias=None, stride=1, padding=0):
    """You multiply the wrong index by the stride: `i + stride * u` is a dilated kernel.

    The window moves by the stride, the taps in it do not: `i * stride + u`.

    步长乘错了下标：`i + stride * u` 成了空洞卷积。

    移动的是窗口，窗口内部的间隔不变：`i * stride + u`。
    """
    sh, sw = pair(stride)
    rows, cols = conv2d(x, weight, None, stride, padding).shape[2:]
    padded, y = np.pad(x, border(padding)), 0.0
    for u, v in np.ndindex(weight.shape[2:]):
        down, right = np.arange(rows)[:, None] + sh * u, np.arange(cols) + sw * v
        y = y + np.einsum("nchw,oc->nohw", padded[:, :, down, right], weight[:, :, u, v])
    return y if bias is None else y + bias[:, None, None]


@mistake
def writes_where_it_reads(x, weight, bias=None, stride=1, padding=0):
    """You step through the image by the stride and use the same index for the output.

    `for i in range(0, H, stride)` reads at i but must write at i // stride.

    你按步长遍历图像，又拿同一个下标去写输出。

    `for i in range(0, H, stride)` 在 i 处读，应当写到 i // stride。
    """
    y = conv2d(x, weight, bias, stride, padding)
    out = np.zeros_like(y)
    for i, j in np.ndindex(y.shape[2:]):
        out[:, :, i * pair(stride)[0], j * pair(stride)[1]] = y[:, :, i, j]
    return out


@mistake
def loses_the_last_window(x, weight, bias=None, stride=1, padding=0):
    """You forget the + 1 in the output size and lose the last row and column.

    The window at 0 counts too: (H + 2p - kH) // s + 1.

    输出尺寸漏了 + 1，少了最后一行和最后一列。

    位置 0 的窗口也要算：(H + 2p - kH) // s + 1。
    """
    return conv2d(x, weight, bias, stride, padding)[:, :, :-1, :-1]


@mistake
def rounds_the_size_up(x, weight, bias=None, stride=1, padding=0):
    """You round the output size up and let the last window hang over the edge.

    Round down: what does not fit whole is not computed.

    输出尺寸向上取整了，最后一个窗口伸到了图像外面。

    应当向下取整：放不下整个窗口就不算。
    """
    (sh, sw), (kh, kw) = pair(stride), weight.shape[2:]
    x = np.pad(x, border(padding))
    below, beside = (kh - x.shape[2]) % sh, (kw - x.shape[3]) % sw
    return conv2d(np.pad(x, ((0, 0), (0, 0), (0, below), (0, beside))), weight, bias, stride)


@mistake
def demands_an_exact_fit(x, weight, bias=None, stride=1, padding=0):
    """You refuse a stride that leaves something over.

    Frameworks round down and go on; drop the assertion.

    步长除不尽时你直接报错。

    各框架都是向下取整继续算；把断言去掉。
    """
    (sh, sw), (kh, kw) = pair(stride), weight.shape[2:]
    padded = np.pad(x, border(padding))
    if (padded.shape[2] - kh) % sh or (padded.shape[3] - kw) % sw:
        raise AssertionError("the windows do not fit exactly")
    return conv2d(x, weight, bias, stride, padding)


@mistake
def size_of_the_unpadded_image(x, weight, bias=None, stride=1, padding=0):
    """You pad the image, but compute the output size from the unpadded one.

    The size comes from H + 2 * padding.

    图像补了零，输出尺寸却按补零之前的图像来算。

    尺寸要用 H + 2 * padding 来算。
    """
    (sh, sw), (kh, kw) = pair(stride), weight.shape[2:]
    rows, cols = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    y = np.zeros((len(x), len(weight), rows, cols))
    y += conv2d(x, weight, bias, stride, padding)[:, :, :rows, :cols]
    return y


@mistake
def pads_above_and_left_only(x, weight, bias=None, stride=1, padding=0):
    """You pad above and on the left only; the other two sides get as much.

    你只在上边和左边补了零；下边和右边也要补同样多。
    """
    ph, pw = pair(padding)
    return conv2d(np.pad(x, ((0, 0), (0, 0), (ph, 0), (pw, 0))), weight, bias, stride)


@mistake
def pads_below_and_right_only(x, weight, bias=None, stride=1, padding=0):
    """You pad below and on the right only; the other two sides get as much.

    你只在下边和右边补了零；上边和左边也要补同样多。
    """
    ph, pw = pair(padding)
    return conv2d(np.pad(x, ((0, 0), (0, 0), (0, ph), (0, pw))), weight, bias, stride)


@mistake
def image_in_the_corner(x, weight, bias=None, stride=1, padding=0):
    """Your padded array has the right size, but the image sits in its top left corner.

    Copy it to [p : p + H, p : p + W], so that there are zeros on all four sides.

    补零后的数组大小是对的，但图像放在了左上角。

    应当放到 [p : p + H, p : p + W]，让四周都有零。
    """
    ph, pw = pair(padding)
    return conv2d(np.pad(x, ((0, 0), (0, 0), (0, 2 * ph), (0, 2 * pw))), weight, bias, stride)


@mistake
def pads_every_axis(x, weight, bias=None, stride=1, padding=0):
    """You call `np.pad(x, padding)`, which pads the batch and the channels too.

    Give one pair for each axis: ((0, 0), (0, 0), (p, p), (p, p)).

    你用了 `np.pad(x, padding)`，它把批次和通道那两维也补了。

    要给每一维写一对：((0, 0), (0, 0), (p, p), (p, p))。
    """
    return conv2d(np.pad(x, padding), weight, bias, stride)


@mistake
def swaps_the_strides(x, weight, bias=None, stride=1, padding=0):
    """You read the stride as (right, down); the first number is for the height.

    你把 stride 读成了（向右，向下）；第一个数是高度方向的。
    """
    return conv2d(x, weight, bias, pair(stride)[::-1], padding)


@mistake
def swaps_the_paddings(x, weight, bias=None, stride=1, padding=0):
    """You read the padding as (left and right, above and below); the first number is for the rows.

    你把 padding 读成了（左右，上下）；第一个数是上下方向的。
    """
    return conv2d(x, weight, bias, stride, pair(padding)[::-1])


@mistake
def swaps_strides_and_paddings(x, weight, bias=None, stride=1, padding=0):
    """You read both pairs as (width, height); shapes go (H, W), and so do stride and padding.

    两个二元组你都按（宽，高）来读；形状是 (H, W)，stride 和 padding 也是（高，宽）。
    """
    return conv2d(x, weight, bias, pair(stride)[::-1], pair(padding)[::-1])


@mistake
def one_stride_for_both(x, weight, bias=None, stride=1, padding=0):
    """You use the first number of the stride for both directions.

    stride 是二元组时，你两个方向都用了第一个数。
    """
    return conv2d(x, weight, bias, pair(stride)[0], padding)


@mistake
def one_padding_for_both(x, weight, bias=None, stride=1, padding=0):
    """You use the first number of the padding for both directions.

    padding 是二元组时，你两个方向都用了第一个数。
    """
    return conv2d(x, weight, bias, stride, pair(padding)[0])


@mistake
def needs_a_bias(x, weight, bias=None, stride=1, padding=0):
    """You use the bias without asking whether there is one: None is the default.

    你没有判断就直接用了偏置；默认是 None。
    """
    return conv2d(x, weight, None, stride, padding) + bias[:, None, None]


@mistake
def takes_plain_numbers_only(x, weight, bias=None, stride=1, padding=0):
    """You compute with stride and padding as numbers; either may be a pair (height, width).

    你把 stride 和 padding 当成一个数来算；它们也可能是（高，宽）二元组。
    """
    h, w = x.shape[2] + 2 * padding, x.shape[3] + 2 * padding
    y = np.zeros(
        (
            len(x),
            len(weight),
            (h - weight.shape[2]) // stride + 1,
            (w - weight.shape[3]) // stride + 1,
        )
    )
    return y + conv2d(x, weight, bias, stride, padding)


@mistake
def takes_pairs_only(x, weight, bias=None, stride=1, padding=0):
    """You unpack stride and padding at once; a plain number stands for both directions.

    你直接对 stride 和 padding 解包；只给一个数时表示两个方向相同。
    """
    (sh, sw), (ph, pw) = stride, padding
    return conv2d(x, weight, bias, (sh, sw), (ph, pw))


@mistake
def transposes_the_kernel(x, weight, bias=None, stride=1, padding=0):
    """You exchange the kernel's rows and columns: the weight is (O, C, kH, kW).

    你把卷积核的行和列弄反了：weight 的形状是 (O, C, kH, kW)。
    """
    return conv2d(x, weight.swapaxes(2, 3), bias, stride, padding)


@mistake
def columns_in_another_order(x, weight, bias=None, stride=1, padding=0):
    """You flatten the windows as (kH, kW, C) and the filters as (C, kH, kW).

    The product then pairs numbers that do not belong together: flatten both alike.

    窗口按 (kH, kW, C) 拉平，卷积核却按 (C, kH, kW) 拉平。

    这样相乘的两个数对不上；两边要按同样的顺序拉平。
    """
    windows = windows_of(np.pad(x, border(padding)), weight.shape[2:], stride)
    mixed = np.moveaxis(windows, 1, -1)  # (N, H', W', kH, kW, C)
    y = mixed.reshape(*mixed.shape[:3], -1) @ weight.reshape(len(weight), -1).T
    return np.moveaxis(y, 3, 1) + (0 if bias is None else bias[:, None, None])


@mistake
def reshapes_for_a_transpose(x, weight, bias=None, stride=1, padding=0):
    """Your product is (N, H', W', O), and you reshape it to (N, O, H', W').

    A reshape only renames positions; move the axis: `.transpose(0, 3, 1, 2)`.

    矩阵乘法的结果是 (N, H', W', O)，你直接 reshape 成了 (N, O, H', W')。

    reshape 不会搬动数据，要换轴：`.transpose(0, 3, 1, 2)`。
    """
    y = conv2d(x, weight, bias, stride, padding)
    return np.moveaxis(y, 1, 3).reshape(y.shape)


@mistake
def clips_to_pixels(x, weight, bias=None, stride=1, padding=0):
    """You clip the result to 0..255 and cast it to uint8, as for a picture.

    A layer's output is a feature map: any real number, no rounding.

    你把结果裁剪到 0..255 并转成了 uint8，像处理图片那样。

    卷积层的输出是特征图，可以是任意实数，不取整。
    """
    return np.clip(conv2d(x, weight, bias, stride, padding), 0, 255).astype(np.uint8)

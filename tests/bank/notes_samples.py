"""Notes of our own in layouts that the real files do not have.

A line that holds a question ends in ` @@ ` and the title it must be read as (`@@` alone: the
line itself without its mark cannot be confused, see `TITLES`).
"""

from typing import NamedTuple


class Sample(NamedTuple):
    name: str
    text: str
    titles: dict[int, str]  # line -> title


def sample(name, text):
    lines, titles = [], {}
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        shown, mark, title = line.partition(" @@ ")
        if mark:
            titles[number] = title
        lines.append(shown)
    return Sample(name, "\n".join(lines), titles)


ASKED_AND_ANSWERED = sample(
    "Q: and A:, code without fences, a numbered list inside an answer",
    """
Notes from the reading group, March

Q: What does a stride of two do to a feature map? @@ What does a stride of two do to a feature map?
A: It halves both sides, so a quarter of the positions is left.

Q: How do you count the parameters of a convolution? @@ How do you count the parameters of a convolution?
A: In three steps:
1. multiply the sides of the kernel
2. multiply by the channels that go in and those that come out
3. add one bias for each channel that comes out

import math

def parameters(side, before, after):
    # one bias per filter

    return side * side * before * after + after

Q: Why is max pooling not a convolution? @@ Why is max pooling not a convolution?
A: It is not linear.
Q: Name a loss for boxes. @@ Name a loss for boxes.
A: GIoU, for example: https://arxiv.org/abs/1902.09630.
""",
)

ASKED_IN_CHINESE = sample(
    "问: 答:, page words around",
    """
首页
登录
阅读 1024
2024-03-05 20:11 发布 阅读 88
问：什么是感受野？ @@ 什么是感受野？
答：输出的一个点能看到的输入区域。
层数越深，感受野越大。

问：空洞卷积为什么能扩大感受野？ @@ 空洞卷积为什么能扩大感受野？
答：卷积核的元素之间插入空隙，参数不变，覆盖的范围变大。
![示意图](D:\\笔记\\dilated.png)

问：空洞卷积的缺点？ @@ 空洞卷积的缺点？
答：
① 网格效应
② 小目标的信息不连续

问：步长和池化怎么选？ @@ 步长和池化怎么选？
欢迎关注我的公众号，点赞收藏不迷路
点赞
收藏
相关推荐
""",
)

FOLDED = sample(
    "details blocks",
    """
# Folded notes

<details>
<summary>What is label smoothing?</summary> @@ What is label smoothing?

The target gets a little less than one, and the other classes share the rest.

</details>

<details><summary><b>Why does Adam divide by a root?</b></summary> @@ Why does Adam divide by a root?

1. Large gradients make small steps.
2. Rare features make large ones.

```python
step = m / (v ** 0.5 + 1e-8)
```
</details>

<details>
<summary>
Which layer forgets? @@ Which layer forgets?
</summary>
None of them does it on purpose.
</details>
""",
)

BOLD_NUMBERS = sample(
    "bold questions with numbers, the answer on the same line or below",
    """
## Optimisation

**1. What is momentum?** It adds a share of the last step to this one. @@ What is momentum?

**2. What is weight decay?** ⭐ @@ What is weight decay?

A pull towards zero, the same for every weight.

**Note** that L2 in the loss is not the same under Adam.

**3. Learning rate warm-up** @@ Learning rate warm-up

- small steps first
- then the planned ones

## Evaluation

**4. What does AP average over?** @@ What does AP average over?

Over recall.
""",
)

ROWS = sample(
    "table rows as questions",
    """
# Quick table

| # | Question | Answer |
| - | -------- | ------ |
| 1 | What is a logit? | the number before the softmax | @@ What is a logit?
| 2 | Why subtract the maximum? | so that nothing overflows | @@ Why subtract the maximum?
| 3 | How large is a float16? | two bytes | @@ How large is a float16?
| 4 | Does ReLU have a gradient at zero? | | @@ Does ReLU have a gradient at zero?

The end.
""",
)

LEVELS_CHANGE = sample(
    "headings whose level changes, closing signs, contents above",
    """
[TOC]

# Segmentation notes #

* [Q1: What is a mask?](#q1)
* [Q2: What is Dice?](#q2)
* [Q3: What is a superpixel?](#q3)
* [Q4: What does U-Net copy?](#q4)

### Q1: What is a mask? ### @@ What is a mask?

Answer:

One bit for each pixel.

### Q2: What is Dice? ### @@ What is Dice?

Answer: twice the overlap over the sum.

#### Not the same as IoU

They order answers alike.

# Architectures #

## Q3: What is a superpixel? @@ What is a superpixel?
Answer:

## Q4: What does U-Net copy? ⭐️ @@ What does U-Net copy?
Answer:
The features of the way down.

```
# this is a comment
print(1)
```
""",
)

RESTARTING_LISTS = sample(
    "N) at the margin, with lists inside answers that begin at 1 again",
    """
1) How is a ViT trained? @@ How is a ViT trained?
Like this:
1) cut the image into patches
2) embed each
3) add positions
Then as usual.

2) What is the class token for? @@ What is the class token for?
Its last state goes to the classifier.

3) Patch size and cost @@ Patch size and cost
Attention costs the square of the number of patches:
1) half the side
2) four times the patches
3) sixteen times the cost

4) Why no convolution? @@ Why no convolution?
Data make up for it.
""",
)

NESTED_LIST = sample(
    "a nested list with levels and topics, no answers",
    """
# Question list

1. Linear algebra
    1. [E] What is the rank of a matrix? @@ What is the rank of a matrix?
    2. [M] When are two matrices similar? @@ When are two matrices similar?
2. Probability
    1. Bayes
        1. [H] What is a conjugate prior? @@ What is a conjugate prior?
        2. [E] What does the evidence normalise? @@ What does the evidence normalise?
    2. [M] How do you sample from a simplex? @@ How do you sample from a simplex?
""",
)

NO_ANSWERS = sample(
    "numbered questions without answers under sections, numbers restart",
    """
# To ask

## Networks

1. What is a residual block? @@ What is a residual block?
2. Why normalise? @@ Why normalise?
3. How deep is too deep? @@ How deep is too deep?

## Losses

1. When is hinge loss used? @@ When is hinge loss used?
2. What is a margin? @@ What is a margin?

## Data

1. How do you find wrong labels? @@ How do you find wrong labels?
2. What is leakage? @@ What is leakage?
""",
)

CHECKBOXES = sample(
    "checkboxes as contents, then the same lines with answers",
    """
## Contents
- [ ] What is a kernel?
- [ ] What is a support vector?
- [x] What is a dual?

## Answers
- [ ] What is a kernel? @@ What is a kernel?

  A dot product in another space.

- [ ] What is a support vector? @@ What is a support vector?

  A sample on the margin.
  - inside it too

- [x] What is a dual? @@ What is a dual?

  The same problem, seen from the constraints.
""",
)

NESTED_ANSWERS = sample(
    "bullets with their answers nested below",
    """
# 卷积

- 什么是转置卷积？ @@ 什么是转置卷积？
  - 把卷积看成矩阵乘法，用它的转置做上采样
  - 不是逆运算
- 1x1 卷积有什么作用？ @@ 1x1 卷积有什么作用？
  - 跨通道组合
  - 升维、降维
- 分组卷积的参数量怎么算？ @@ 分组卷积的参数量怎么算？
  - 除以组数
""",
)

UNDERLINED = sample(
    "headings with a line under them",
    """
What is a tensor? @@ What is a tensor?
-----------------

An array with a number of axes.

What is broadcasting? @@ What is broadcasting?
---------------------

Axes of length one are repeated.

* from the right
* without copying

What is a view? @@ What is a view?
---------------

The same memory, other strides.
""",
)

ORDINALS = sample(
    "第N题, with sections in Chinese numerals",
    """
面试整理

一、基础

第1题：什么是过拟合？ @@ 什么是过拟合？
训练误差小，测试误差大。

第2题：怎么缓解？ @@ 怎么缓解？
1、增加数据
2、正则化
3、早停

二、检测

第3题：NMS 的流程 @@ NMS 的流程
按分数排序，依次去掉重叠大的框。
""",
)

COMMAS = sample(
    "N, with a comma; numbers restart with each part",
    """
1,什么是锚框? @@ 什么是锚框?
预先设定的框。
2,锚框怎么聚类? @@ 锚框怎么聚类?
用 k-means,距离取 1-IoU。
3,正负样本怎么分? @@ 正负样本怎么分?
看与真实框的 IoU。

1,什么是 FPN? @@ 什么是 FPN?
自顶向下融合特征。
2,为什么要融合? @@ 为什么要融合?
小目标需要高分辨率的特征。
""",
)

BARE_LINES = sample(
    "questions as plain lines that end in a question mark",
    """
What happens if the learning rate is too large? @@ What happens if the learning rate is too large?

The loss goes up, or jumps about.

Why shuffle? @@ Why shuffle?

So that neighbours in a file are not neighbours in a batch.

How do you notice a bug in the data loader? @@ How do you notice a bug in the data loader?

Look at the pictures it makes.
""",
)

SAMPLES = [value for value in list(globals().values()) if isinstance(value, Sample)]

"""Cards of every kind, and answers to them, as they come up in a quiz."""

from drill.model.card import Card, Choice, Given, Kind, Point
from drill.model.graded import Graded, Part
from drill.model.question import Level
from drill.model.review import Rating
from drill.model.summary import Summary, TopicScore
from drill.model.text import Text
from drill.model.typed import Hit, State

RECALL = Card(
    id="batch-norm-inference",
    kind=Kind.RECALL,
    ask=Text(
        "Batch norm normalises by the batch while training. What does it do at inference, and why?",
        "BN 训练时用当前 batch 的统计量做归一化。推理时怎么做？为什么？",
    ),
    topics=("normalisation", "training"),
    level=Level.CORE,
    sources=("note 003 Q16", "Ioffe & Szegedy 2015, arXiv:1502.03167, section 3.1"),
    hint=Text("Think of a single image, `N = 1`.", "想一想只有一张图（`N = 1`）时会怎样。"),
    follow_ups=("small-batch-norm",),
    errata=Text(
        "Note 003 Q16 says BN “uses the mean of the test batch”. It does not: with a batch of one "
        "the output would be $\\beta$, whatever the input.",
        "笔记 003 第 16 题说测试时“用测试 batch 的均值”。这是错的：batch 为 1 时输出恒为 $\\beta$，与输入无关。",
    ),
    answer=Text(
        r"""
It uses the **running mean and variance**, collected while training:

$$\hat{x} = \frac{x - \mu_{run}}{\sqrt{\sigma_{run}^2 + \epsilon}}, \quad y = \gamma \hat{x} + \beta$$

- They are constants, so the output of an image does not depend on the others in its batch, and
  the layer can be **folded** into the convolution before it:
  $W' = \frac{\gamma}{\sqrt{\sigma_{run}^2 + \epsilon}} W$.
- In PyTorch `momentum=0.1` means `running = 0.9 * running + 0.1 * batch`.

```python
model.eval()          # without it BN still uses the batch
with torch.no_grad():
    logits = model(images)
```
""",
        r"""
推理时用训练中累积的**滑动均值和滑动方差**：

$$\hat{x} = \frac{x - \mu_{run}}{\sqrt{\sigma_{run}^2 + \epsilon}}, \quad y = \gamma \hat{x} + \beta$$

- 它们是常数，所以一张图的输出与同一个 batch 里的其他图无关，而且可以把 BN **折叠**进前面的卷积：
  $W' = \frac{\gamma}{\sqrt{\sigma_{run}^2 + \epsilon}} W$。
- PyTorch 里 `momentum=0.1` 的意思是 `running = 0.9 * running + 0.1 * batch`。

```python
model.eval()          # 不调用的话 BN 仍用当前 batch 的统计量
with torch.no_grad():
    logits = model(images)
```
""",
    ),
    points=(
        Point(
            text=Text("running mean and variance are used", "用滑动平均得到的均值和方差"),
            any=("running mean", "moving average", "滑动平均", "滑动均值"),
            must=True,
        ),
        Point(
            text=Text(
                "they are constants: no dependence on the rest of the batch",
                "它们是常数，输出与同一 batch 的其他样本无关",
            ),
            any=("constants", "independent of the batch", "与 batch 无关"),
            must=True,
        ),
        Point(
            text=Text("it can be folded into the convolution before it", "可以折叠进前面的卷积"),
            any=("fold", "fused", "折叠", "融合"),
        ),
        Point(
            text=Text("`model.eval()` switches it", "由 `model.eval()` 切换"),
            any=("eval", "eval()"),
        ),
    ),
)
CHOICE = Card(
    id="two-small-kernels",
    kind=Kind.CHOICE,
    ask=Text(
        "VGG uses two 3×3 convolutions ($C$ channels in and out each) where one 5×5 could stand. "
        "What does that give?",
        "VGG 用两个 3×3 卷积（输入输出都是 $C$ 个通道）代替一个 5×5 卷积，得到了什么？",
    ),
    topics=("convolution", "architecture"),
    level=Level.WARM_UP,
    sources=("note 001 Q2", "Simonyan & Zisserman 2014, arXiv:1409.1556, section 2.3"),
    choices=(
        Choice(
            text=Text(
                "The same 5×5 receptive field with $18C^2$ instead of $25C^2$ weights, and one more "
                "non-linearity",
                "感受野同样是 5×5，权重从 $25C^2$ 减到 $18C^2$，还多一次非线性",
            ),
            right=True,
        ),
        Choice(
            text=Text(
                "A larger receptive field, 7×7, with fewer weights",
                "感受野更大，达到 7×7，而且权重更少",
            )
        ),
        Choice(
            text=Text(
                "Fewer weights, paid for with a smaller receptive field",
                "权重更少，代价是感受野变小",
            )
        ),
    ),
    answer=Text(
        "The receptive field is $1 + 2 + 2 = 5$, and the weights are $2 \\cdot 9C^2 = 18C^2$ against "
        "$25C^2$, 28 % fewer.",
        "感受野是 $1 + 2 + 2 = 5$；权重是 $2 \\cdot 9C^2 = 18C^2$，对比 $25C^2$ 少 28%。",
    ),
)
SEVERAL = Card(
    id="attention-cost",
    kind=Kind.CHOICE,
    ask=Text(
        "Which of these lower the *memory* of self-attention on $N$ tokens below $O(N^2)$?",
        "下面哪些做法能让 $N$ 个 token 的自注意力*显存*低于 $O(N^2)$？",
    ),
    topics=("attention", "transformer"),
    level=Level.HARD,
    sources=("Dao et al. 2022, FlashAttention, arXiv:2205.14135",),
    choices=(
        Choice(text=Text("FlashAttention", "FlashAttention"), right=True),
        Choice(text=Text("More heads of a smaller dimension", "用更多、更小的头")),
        Choice(
            text=Text("Windows of a fixed size, as in Swin", "固定大小的窗口，如 Swin"), right=True
        ),
        Choice(text=Text("Half precision", "半精度")),
    ),
)
CLOZE = Card(
    id="nms-steps",
    kind=Kind.CLOZE,
    ask=Text("Fill in how greedy NMS works.", "补全贪心 NMS 的做法。"),
    topics=("detection", "post-processing"),
    level=Level.WARM_UP,
    sources=("note 002 Q7",),
    text=Text(
        "Sort the boxes by {{score|confidence}}, keep the best one, and remove every box whose "
        "{{IoU|overlap}} with it is {{greater|larger|above}} than the threshold; repeat. Soft-NMS "
        "multiplies the score by {{$e^{-IoU^2/\\sigma}$|a decay}} instead.",
        "先按{{分数|置信度|得分}}排序，保留最高的框，再去掉与它的 {{IoU|交并比}} {{大于|超过}}阈值的框，如此反复。"
        "Soft-NMS 则把分数乘以 {{$e^{-IoU^2/\\sigma}$|衰减系数}}。",
    ),
    answer=Text(
        "It runs per class; the usual trick adds an offset to the boxes of each class, so that one "
        "call does for all.",
        "NMS 按类别分别做；常用的技巧是给每个类别的框加上不同的偏移，一次调用就能处理所有类别。",
    ),
)
NUMBER = Card(
    id="conv-output-size",
    kind=Kind.NUMBER,
    ask=Text(
        "A map of width n = {n} goes through a convolution with kernel k = {k}, stride s = {s} and "
        "padding p = {p}. How wide is the output?",
        "宽 n = {n} 的特征图经过卷积：卷积核 k = {k}，步长 s = {s}，补零 p = {p}。输出多宽？",
    ),
    topics=("convolution",),
    level=Level.WARM_UP,
    sources=("note 001 Q4", "Dumoulin & Visin 2016, arXiv:1603.07285"),
    given=(
        Given(name="n", values=(224, 227, 112)),
        Given(name="k", values=(3, 5, 7)),
        Given(name="s", values=(1, 2)),
        Given(name="p", values=(0, 1, 2, 3)),
    ),
    formula="floor((n + 2*p - k) / s) + 1",
    unit=Text("px", "像素"),
    answer=Text(
        "$$o = \\lfloor \\frac{n + 2p - k}{s} \\rfloor + 1$$\n\nWhat is left over at the far end is "
        "dropped: that is the floor.",
        "$$o = \\lfloor \\frac{n + 2p - k}{s} \\rfloor + 1$$\n\n末尾凑不够一步的部分丢掉，这就是向下取整的来历。",
    ),
)
VALUES = {"n": 224.0, "k": 7.0, "s": 2.0, "p": 3.0}
ORDER = Card(
    id="attention-order",
    kind=Kind.ORDER,
    ask=Text(
        "Put the steps of scaled dot-product attention with a causal mask in order.",
        "把带因果掩码的缩放点积注意力的步骤排好。",
    ),
    topics=("attention", "transformer", "softmax"),
    level=Level.CORE,
    sources=("Vaswani et al. 2017, arXiv:1706.03762, section 3.2.1",),
    steps=(
        Text("project the tokens to $Q$, $K$, $V$", "把 token 投影成 $Q$、$K$、$V$"),
        Text("compute $QK^T$", "计算 $QK^T$"),
        Text("divide by $\\sqrt{d_k}$", "除以 $\\sqrt{d_k}$"),
        Text(
            "set what lies in the future to $-\\infty$ (the mask comes before the softmax, or the "
            "rows would not sum to 1)",
            "把未来位置设为 $-\\infty$（掩码必须在 softmax 之前，否则每行之和不为 1）",
        ),
        Text("softmax over the keys", "对 key 维度做 softmax"),
        Text("multiply by $V$", "乘以 $V$"),
    ),
)
CODE = '''\
def iou(boxes, others):
    """Intersection over union of every pair, boxes as (x1, y1, x2, y2)."""
    top_left = np.maximum(boxes[:, None, :2], others[None, :, :2])
    bottom_right = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    inter = (bottom_right - top_left).prod(axis=2)  # (N, M)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    others_areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
    return inter / (areas[:, None] + others_areas - inter)
'''
BUG = Card(
    id="iou-negative-bug",
    kind=Kind.BUG,
    ask=Text(
        "Boxes that do not meet get a positive IoU here. What is the fault?",
        "两个不相交的框也会得到正的 IoU，错在哪里？",
    ),
    topics=("detection", "boxes"),
    level=Level.CORE,
    sources=("note 002 Q3",),
    code=CODE,
    points=(
        Point(
            text=Text(
                "width and height must be clipped at 0 before they are multiplied",
                "宽和高相乘之前要先截断到 0",
            ),
            any=("clip", "clamp at 0", "截断到 0", "clamp"),
            must=True,
        ),
        Point(
            text=Text("two negative sides give a positive product", "两个负数相乘得正"),
            any=("negative times negative", "product of two negatives", "负负得正"),
        ),
    ),
    answer=Text(
        "`np.clip(bottom_right - top_left, 0, None)` before `.prod(axis=2)`. For boxes apart in both "
        "directions the two sides are negative, and their product is positive.",
        "应在 `.prod(axis=2)` 之前加 `np.clip(bottom_right - top_left, 0, None)`。两个框在两个方向上都分开时，"
        "宽高都是负数，乘积反而为正。",
    ),
)
BUG_CHOICE = Card(
    id="validation-bug",
    kind=Kind.BUG,
    ask=Text(
        "This accuracy changes with the batch size of the loader. What is the fault?",
        "这段代码算出的准确率随 batch size 变化，错在哪里？",
    ),
    topics=("training", "pytorch"),
    level=Level.WARM_UP,
    sources=("note 003 Q9",),
    code=(
        "def validate(model, loader):\n    right = total = 0\n    with torch.no_grad():\n"
        "        for images, labels in loader:\n"
        "            predicted = model(images).argmax(1)\n"
        "            right += (predicted == labels).sum().item()\n"
        "            total += len(labels)\n    return right / total\n"
    ),
    choices=(
        Choice(
            text=Text("`model.eval()` is missing", "缺少 `model.eval()`"),
            right=True,
        ),
        Choice(
            text=Text(
                "The logits must go through a softmax before argmax",
                "argmax 之前应当先做 softmax",
            )
        ),
    ),
)

TYPED = Text(
    "It takes the running mean and variance, not those of the batch, so the result depends on the "
    "batch. You can fold it into the conv.",
    "推理时用滑动均值和方差，不用当前 batch 的，所以结果与 batch 有关。可以折叠到卷积里。",
)


def typed_recall(lang) -> Graded:
    """Two points found, one turned round, one missing."""
    text = TYPED.to(lang)
    hit, wrong, fold = (
        ("running mean", "depends on the batch", "fold")
        if lang == "en"
        else ("滑动均值", "与 batch 有关", "折叠")
    )
    why = Text("you say the opposite of “independent of the batch”", "意思与“与 batch 无关”相反")

    def at(words):
        return (text.index(words), text.index(words) + len(words))

    return Graded(
        typed=text,
        right=False,
        score=0.5,
        suggested=Rating.AGAIN,
        hits=(
            Hit(point=0, state=State.HIT, span=at(hit), wording=hit),
            Hit(point=1, state=State.MISS, span=at(wrong), wording=wrong, why=why),
            Hit(point=2, state=State.DOUBTFUL, span=at(fold), wording=fold),
            Hit(point=3, state=State.MISS),
        ),
    )


def graded(right, suggested=None, **fields) -> Graded:
    """An answer the program judged by itself."""
    return Graded(
        **{
            "typed": "1",
            "right": right,
            "score": float(right),
            "suggested": suggested or (Rating.GOOD if right else Rating.AGAIN),
        }
        | fields
    )


def cloze_graded(lang) -> Graded:
    """One gap right, one nearly, one wrong, one left empty."""
    first, second, third = ("score", "IOU", "less") if lang == "en" else ("分数", "交并比", "小于")
    wanted = ("score", "IoU", "greater") if lang == "en" else ("分数", "IoU", "大于")
    note = Text("right, though it is spelled “IoU”", "正确，不过应拼作“IoU”")
    return graded(
        False,
        typed=f"{first}\n{second}\n{third}\n",
        score=0.5,
        parts=(
            Part(typed=first, right=True, wanted=wanted[0]),
            Part(typed=second, right=True, wanted=wanted[1], note=note),
            Part(typed=third, right=False, wanted=wanted[2]),
            Part(typed="", right=False, wanted="$e^{-IoU^2/\\sigma}$"),
        ),
    )


def order_graded(lang) -> Graded:
    """Two steps the wrong way round."""
    given = [ORDER.steps[i].to(lang) for i in (0, 1, 2, 4, 3, 5)]
    return graded(
        False,
        typed="312546",
        score=4 / 6,
        parts=tuple(
            Part(typed=text, right=text == step.to(lang), wanted=step.to(lang))
            for text, step in zip(given, ORDER.steps, strict=True)
        ),
        message=Text("number 4 is 5, not 4", "第 4 位应为 5，不是 4"),
    )


def number_graded(lang) -> Graded:
    """A number that is off by one."""
    return graded(
        False,
        typed="111",
        expected=112.0,
        worked="floor((224 + 2*3 - 7) / 2) + 1 = 112",
        message=Text("found 111 where 112 was wanted", "写的是 111，应为 112"),
    )


FOLLOW_UPS = (
    Text(
        "A detector is fine-tuned with 2 images per GPU. What hurts, and what helps?",
        "检测器微调时每卡只有 2 张图，会出什么问题？怎么办？",
    ),
)
ORDERS = {
    "choice": (2, 0, 1),
    "several": (3, 2, 1, 0),
    "order": (1, 2, 0, 4, 3, 5),
    "bug_choice": (1, 0),
}
CARDS = {
    "recall": RECALL,
    "choice": CHOICE,
    "several": SEVERAL,
    "cloze": CLOZE,
    "number": NUMBER,
    "order": ORDER,
    "bug": BUG,
    "bug_choice": BUG_CHOICE,
}
ANSWERS = {
    "recall": typed_recall,
    "choice": lambda lang: graded(False, chosen=frozenset((1,)), typed="3"),
    "several": lambda lang: graded(False, chosen=frozenset((0, 3)), typed="14"),
    "cloze": cloze_graded,
    "number": number_graded,
    "order": order_graded,
    "bug": None,
    "bug_choice": lambda lang: graded(True, chosen=frozenset((0,)), typed="2"),
}
SUMMARY = Summary(
    answered=27,
    right=23,
    learned=6,
    minutes=18.4,
    again=(RECALL.ask, ORDER.ask),
    topics=(
        TopicScore(topic="detection", right=8, answered=10),
        TopicScore(topic="normalisation", right=5, answered=7),
        TopicScore(topic="attention", right=10, answered=10),
    ),
    due_tomorrow=14,
    new_left=32,
    streak=12,
    days_left=16,
    ready=0.62,
)

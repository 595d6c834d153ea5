"""Each rule of `drill check` on cards: the fault is found at its place, its right neighbour is not."""

import pytest

from drill.actions.check.run import check

GOOD = """\
- id: dropout
  ask: {en: "What does dropout do?", zh: "dropout 做什么？"}
  topics: [training]
  level: core
  sources: [ours]
  hint: {en: Think of an ensemble., zh: Dropout}
  follow_ups: [adam-rate]
  errata: {en: "The notes say pixels.", zh: "笔记里写成了像素。"}
  answer:
    en: |
      In training units are zeroed at random, each with probability $p$, and the others are scaled by
      $\\frac{1}{1-p}$ so that the mean stays; at inference nothing is dropped, see `model.eval()`.
    zh: |
      训练时以概率 $p$ **随机置零**一部分神经元，其余的乘以 $\\frac{1}{1-p}$ 保持均值不变；推理时什么都不丢。
  points:
    - {en: units are zeroed at random, zh: 随机把神经元置零, any: [zeroed at random, 随机置零], must: true}
    - {en: the others are scaled, zh: 其余的要缩放, any: [scaled, 乘以], not: [nothing is scaled]}
- id: adam-rate
  kind: choice
  ask: {en: "Which step size is usual for Adam?", zh: "Adam 常用多大的步长？"}
  topics: [training]
  level: warm-up
  sources: [ours]
  choices:
    - {en: a thousandth, zh: 千分之一, right: true}
    - {en: one, zh: 一}
- id: steps-of-an-epoch
  kind: number
  ask: {en: "{n} images, batches of {b}: how many steps?", zh: "{n} 张图，batch 为 {b}，一个 epoch 多少步？"}
  topics: [training]
  level: warm-up
  sources: [ours]
  given: {n: [1000, 1001], b: [10, 20]}
  formula: ceil(n / b)
- id: warm-up-gap
  kind: cloze
  ask: {en: "Fill in the gap.", zh: "填空。"}
  topics: [training]
  level: core
  sources: [ours]
  text: {en: "Warm-up {{raises|increases}} the step size.", zh: "预热时逐渐{{增大}}学习率。"}
- id: loop-steps
  kind: order
  ask: {en: "Put a training step in order.", zh: "把一次训练迭代排序。"}
  topics: [training]
  level: core
  sources: [ours]
  steps: [{en: forward, zh: 前向}, {en: backward, zh: 反向}, {en: update, zh: 更新}]
"""
TOPICS = "training: {en: training, zh: 训练}\n"

FAULTS = {
    "a language is missing": (
        ', zh: "dropout 做什么？"', "", "{en: \"What does dropout", "the key 'zh' is missing",
    ),
    "a language is empty": (
        '"dropout 做什么？"', "''", "''}", "found an empty string where a string was wanted",
    ),
    "the Chinese is English": (
        "dropout 做什么？", "What does it do?", "dropout\n", "ask (zh) has no Chinese",
    ),
    "the English is Chinese": (
        "The notes say pixels.", "笔记里写成了 pixel。", "dropout\n", "errata (en) is in Chinese",
    ),
    "an option in the wrong language": (
        "en: a thousandth", "en: 千分之 1", "adam-rate\n", "choice 1 (en) is in Chinese",
    ),
    "a follow-up that is no card": (
        "[adam-rate]", "[adam-rat]", "adam-rat]", "no card has the id 'adam-rat'",
    ),
    "a card that follows itself": (
        "[adam-rate]", "[adam-rate, dropout]", "dropout]", "a card cannot follow itself",
    ),
    "an id twice": (
        "id: loop-steps", "id: warm-up-gap ", "warm-up-gap \n",
        "the id 'warm-up-gap' is here twice; the first is in line 35",
    ),
    "a topic that the bank does not list": (
        "topics: [training]\n  level: core\n  sources: [ours]\n  hint",
        "topics: [tests]\n  level: core\n  sources: [ours]\n  hint",
        "tests]", "the topic 'tests' is not in questions/topics.yaml",
    ),
    "an answer that does not say its point": (
        "In training units are zeroed at random", "In training units are dropped", "dropout\n",
        "the answer (en) does not say point 1: 'units are zeroed at random'",
    ),
    "an answer that says what its point forbids": (
        "nothing is dropped", "nothing is scaled", "dropout\n",
        "the answer (en) does not say point 2: 'the others are scaled'",
    ),
    "an answer beyond a screen": (
        "so that the mean stays", "so " * 200, "dropout\n",
        "the answer (en) has 226 words where 20 to 220 were wanted",
    ),
    "an answer of a few words": (
        "其余的乘以 $\\frac{1}{1-p}$ 保持均值不变；推理时什么都不丢。", "乘以 2。", "dropout\n",
        "the answer (zh) has 18 Chinese characters where 20 to 450 were wanted",
    ),
    "HTML": ("Think of an", "Think of<br>an", "dropout\n", "hint (en) has HTML: <br>"),
    "HTML with attributes": (
        "Think of", "<span class=x>Think</span> of", "dropout\n",
        "hint (en) has HTML: <span class=x>",
    ),
    "a formula with a brace open": (
        "each with probability $p$", "each with $p_{1$", "dropout\n",
        "answer (en) has a broken formula: a { is left open in $p_{1$",
    ),
    "a formula without its end": (
        "zh: 更新", "zh: 更新 $w", "loop-steps\n",
        "step 3 (zh) has a broken formula: a $ has no partner",
    ),
    "an environment without its end": (
        "zh: 更新", "zh: '$\\begin{cases} w$'", "loop-steps\n",
        "step 3 (zh) has a broken formula: "
        "\\begin{cases} is closed by nothing in $\\begin{cases} w$",
    ),
    "code without its end": (
        "`model.eval()`", "`model.eval()", "dropout\n", "answer (en) has a ` without its partner",
    ),
    "a block of code without its end": (
        "see `model.eval()`.", "see\n      ```python\n      model.eval()", "dropout\n",
        "answer (en) has a ``` without its partner",
    ),
    "bold without its end": (
        "**随机置零**", "**随机置零", "dropout\n", "answer (zh) has a ** without its partner",
    ),
    "a power outside code": (
        "a thousandth", "lr**2", "adam-rate\n", "choice 1 (en) has a ** without its partner",
    ),
    "two options of one text": (
        "zh: 一}", "zh: 千分之一}", "千分之一}\n", "the choice '千分之一' is here twice",
    ),
    "no right option": (
        ", right: true", "", "- {en: a thousandth", "no choice has `right: true`",
    ),
    "two steps of one text": (
        "en: backward", "en: forward", "forward, zh: 反", "the step 'forward' is here twice",
    ),
    "a formula without a value": (
        "b: [10, 20]", "b: [10, 0]", "ceil(", "the formula has no value for n = 1000, b = 0: division by zero",
    ),
    "a formula of names not given": (
        "ceil(n / b)", "ceil(n / b) * k", "ceil(", "the formula needs 'k', which is not given",
    ),
    "a quantity that the formula does not use": (
        "ceil(n / b)", "ceil(n / 10)", "b: [10", "the formula does not use 'b'",
    ),
    "a quantity that is not asked": (
        "batches of {b}", "batches of ten", '"{n} images', "the question does not say 'b'",
    ),
    "gaps in one language": (
        "逐渐{{增大}}", "逐渐增大", '"预热', "found 0 gaps where 1 to 9 were wanted",
    ),
    "a gap more in one language": (
        "逐渐{{增大}}", "{{逐渐}}{{增大}}", '{en: "Warm', "found 1 gap in `en` and 2 in `zh`",
    ),
    "a gap without a wording": (
        "{{raises|increases}}", "{{raises|}}", '"Warm',
        "found an empty wording in the gap '{{raises|}}'",
    ),
}  # fmt: skip
RIGHT = {
    "a hint that is a name in both languages": ("Think of an ensemble.", "LSTM"),
    "Chinese in brackets": ("The notes say pixels.", "The notes say pixels (像素) here."),
    "Chinese in code": ("The notes say pixels.", "They say `笔记里写成了像素`."),
    "HTML in code": ("`model.eval()`", "`<br>`"),
    "less than, greater than": ("the mean stays", "a < b and b > c"),
    "an address": ("the mean stays", "<https://example.org> stays"),
    "a price": ("the mean stays", "it costs $5"),
    "a power in code": ("`model.eval()`", "`2**3`"),
    "a power with spaces": ("the mean stays", "p ** gamma stays"),
    "bold around a formula": ("probability $p$", "**probability $p$** here"),
    "bold around code": ("see `model.eval()`", "**`model.eval()`** here"),
    "a backtick that means itself": ("the mean stays", "a \\` stays"),
    "a block of code": ("see `model.eval()`.", "see\n      ```python\n      model.eval()\n      ```"),
    "an answer that fits": ("so that the mean stays", "so " * 190),
    "options alike in words": ("zh: 一}", "zh: 千分之一二}"),
    "numbers that are drawn": ("b: [10, 20]", "b: 1..20"),
    "braces of a formula": ("ask: {en: \"{n} images", "ask: {en: \"$x^{n}$: {n} images"),
}  # fmt: skip


def findings(root, text):
    """Check a bank of one file, and give each finding as place and words."""
    folder = root / "questions"
    (folder / "cards").mkdir(parents=True)
    (folder / "topics.yaml").write_text(TOPICS, "utf-8")
    (folder / "cards" / "a.yaml").write_text(text, "utf-8")
    found = check([root], root).findings
    assert {one.where.split(":")[0] for one in found} <= {"questions/cards/a.yaml"}
    return [f"{one.where.partition(':')[2]} {one.message}" for one in found]


def changed(old, new):
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_good_bank_has_no_findings(tmp_path):
    assert findings(tmp_path, GOOD) == []


@pytest.mark.parametrize(("old", "new", "at", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(tmp_path, old, new, at, message):
    text = changed(old, new)
    before = text[: text.index(at)].split("\n")

    assert findings(tmp_path, text) == [f"{len(before)}:{len(before[-1]) + 1} {message}"]


@pytest.mark.parametrize("change", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_found(tmp_path, change):
    assert findings(tmp_path, changed(*change)) == []


def test_a_bank_without_a_list_of_topics_may_be_short_and_in_one_language(tmp_path):
    text = changed("What does dropout do?", "它做什么？").replace("zh: 前向", "zh: forward")
    folder = tmp_path / "questions" / "cards"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(text, "utf-8")

    assert check([tmp_path], tmp_path).findings == ()

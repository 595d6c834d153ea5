"""`drill check` reads what a card says: lengths, Markdown, its own points, and who asks the same."""

import time
from dataclasses import replace

import pytest
from cards.shipped import cards

from drill.actions.check.cards import card_findings, plain
from drill.actions.check.run import check
from drill.actions.check.twins import twins
from drill.bank.cards import read_cards
from drill.model.card import Kind
from drill.model.text import Text

CARD = """\
- id: dropout
  ask: {en: "What does dropout do?", zh: "dropout 做什么？"}
  topics: [training]
  level: core
  sources: [ours]
  answer:
    en: |
      ANSWER
    zh: |
      回答
  points:
    - {en: units are zeroed at random, zh: 随机把神经元置零, any: [zeroed at random, 随机置零], must: true}
"""
EN = "In training units are zeroed at random, " + "and more is said of it here, " * 4
ZH = "训练时随机置零一部分神经元，" + "这里还有别的话要说，" * 3


def findings(tmp_path, en=EN, zh=ZH, *, card=CARD, strict=True):
    path = tmp_path / "a.yaml"
    path.write_text(card.replace("ANSWER", en).replace("回答", zh), "utf-8")
    placed, found = read_cards(path)
    assert found.found == []
    return [message for message, _ in card_findings(placed[0].card, strict=strict)]


def test_a_good_card_has_no_findings(tmp_path):
    assert findings(tmp_path) == []


def test_an_answer_that_does_not_say_its_own_point_is_found_in_each_language(tmp_path):
    assert findings(tmp_path, EN.replace("at random", "by chance"), ZH) == [
        "the answer (en) does not say point 1: 'units are zeroed at random'"
    ]
    assert findings(tmp_path, EN, ZH.replace("随机", "不随机")) == [
        "the answer (zh) does not say point 1: '随机把神经元置零'"
    ]


def test_an_answer_is_neither_a_word_nor_a_book_where_the_bank_lists_its_topics(tmp_path):
    short, long = "It is zeroed at random.", EN + "very " * 220

    assert findings(tmp_path, short) == ["the answer (en) has 5 words where 20 to 220 were wanted"]
    assert findings(tmp_path, long) == ["the answer (en) has 255 words where 20 to 220 were wanted"]
    assert findings(tmp_path, zh="随机置零。" + "很" * 460) == [
        "the answer (zh) has 464 Chinese characters where 20 to 450 were wanted"
    ]
    assert findings(tmp_path, short, strict=False) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("<br>", "the answer (en) has HTML: <br>"),
        ('<img src="x.png">', 'the answer (en) has HTML: <img src="x.png">'),
        ("</details>", "the answer (en) has HTML: </details>"),
        ("<!-- no -->", "the answer (en) has HTML: <!--"),
        ("`<br>` and a < b > c and $x<y>z$ and <https://a.b>", None),
        (
            "$\\frac{1}{2$",
            "the answer (en) has a broken formula: a { is left open in $\\frac{1}{2$",
        ),
    ],
)
def test_html_and_broken_formulas_are_found(tmp_path, more, fault):
    wanted = [fault.replace("the answer", "answer")] if fault else []

    assert findings(tmp_path, EN + more) == wanted


def test_every_text_of_a_card_is_read(tmp_path):
    head = '- id: c\n  kind: KIND\n  ask: {en: "<i>", zh: 问}\n  topics: [t]\n  level: core\n  sources: []\n'
    choice = '  hint: {en: a, zh: "<b>"}\n  errata: {en: "<u>", zh: 乙}\n  choices: [{en: "<p>", zh: p, right: true}, {en: q, zh: q}]\n'
    steps = '  steps: [{en: a, zh: a}, {en: b, zh: "$x"}, {en: c, zh: c}]\n'

    assert findings(tmp_path, card=head.replace("KIND", "choice") + choice) == [
        "ask (en) has HTML: <i>",
        "hint (zh) has HTML: <b>",
        "errata (en) has HTML: <u>",
        "choice 1 (en) has HTML: <p>",
    ]
    assert findings(tmp_path, card=head.replace("KIND", "order") + steps) == [
        "ask (en) has HTML: <i>",
        "step 2 (zh) has a broken formula: a $ has no partner",
    ]


def test_an_answer_is_read_as_somebody_would_type_it():
    text = """
One line
goes on, **strongly**.

- first `x`
  goes on
- second, $y$
1. third

| a | b |
|---|---|

```python
code
```

中文一行
接着写
$$z$$
"""
    assert plain(text).split("\n") == [
        "One line goes on, strongly.",
        "first x goes on",
        "second, y",
        "third",
        "中文一行接着写 z",
    ]


def test_a_draft_is_not_held_to_what_a_card_must_say(tmp_path):
    (tmp_path / "questions" / "cards").mkdir(parents=True)
    path = tmp_path / "questions" / "cards" / "a.yaml"
    good = CARD.replace("ANSWER", EN).replace("回答", ZH)
    path.write_text(good.replace("at random,", "<b>", 1), "utf-8")
    message = "answer (en) has HTML: <b>"

    assert message in [one.message for one in check([tmp_path], tmp_path).findings]

    path.write_text(good.replace("at random,", "<b>", 1) + "  draft: true\n", "utf-8")

    assert check([tmp_path], tmp_path).findings == ()


# ---- questions that are asked twice ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("like", "ask", "answer"),
    [
        (
            "label-smoothing",
            Text("Label smoothing: what is it, and when is it harmful?", "标签平滑是什么？有什么好处？什么时候不该用？"),
            Text(
                "The one-hot target is mixed with the uniform distribution: the true class gets 1 - ε + ε/K, every other ε/K. "
                "It keeps logits from growing without end, regularises, and the network is better calibrated. It harms a "
                "teacher: distillation suffers, as the outputs no longer tell which classes are alike.",
                "把 one-hot 标签与均匀分布混合：真实类别的目标是 1 - ε + ε/K，其他类别各为 ε/K。避免 logit 无限增大，起到正则化作用，"
                "校准更好。教师网络用了标签平滑之后蒸馏效果变差，因为输出里类别间的相似关系丢失了。",
            ),
        ),
        (
            "focal-loss",
            Text("Explain focal loss. What are γ and α for?", "介绍一下 focal loss，γ 和 α 分别有什么作用？"),
            Text(
                "Cross-entropy is multiplied by (1 - p_t)^γ, so easy examples count little and hard ones stay; with γ = 0 it is "
                "cross-entropy. α weighs positives against negatives, 0.25 with γ = 2. It was made for one-stage detectors, "
                "whose easy background swamps the positives.",
                "在交叉熵上乘以 (1 - p_t)^γ，简单样本的损失被压低，难样本基本不变，γ = 0 就是交叉熵。α 平衡正负样本，γ = 2 时取 0.25。"
                "它针对 one-stage 检测器里大量简单背景淹没少数正样本的问题。",
            ),
        ),
    ],
)  # fmt: skip
def test_a_card_of_the_bank_written_once_more_is_found(like, ask, answer):
    bank = [*cards().values()]
    again = replace(cards()[like], id="again", ask=ask, answer=answer)
    found = [(bank[a].id, b) for a, b in twins([*bank, again])]

    assert found == [(like, len(bank))]


def test_questions_of_one_form_are_not_the_same():
    known = cards()
    steps = [one for one in known.values() if one.kind is Kind.ORDER]

    assert len(steps) >= 20
    assert list(twins(steps)) == []


def test_numbers_that_are_drawn_do_not_tell_questions_apart():
    (size,) = (one for one in cards().values() if one.id == "conv-output-size")
    ask = Text(size.ask.en.replace("{n}", "{side}"), size.ask.zh.replace("{n}", "{side}"))

    assert list(twins([size, replace(size, id="again", ask=ask, answer=None)])) == [(0, 1)]


def test_who_asks_the_same_is_said_at_the_later_card(tmp_path):
    cards = tmp_path / "questions" / "cards"
    cards.mkdir(parents=True)
    good = CARD.replace("ANSWER", EN).replace("回答", ZH)
    (cards / "a.yaml").write_text(good, "utf-8")
    (cards / "b.yaml").write_text(good.replace("id: dropout", "id: drop-out"), "utf-8")
    (found,) = check([tmp_path], tmp_path).findings

    assert (found.where, found.message, found.hint) == (
        "questions/cards/b.yaml:1:7",
        "drop-out asks nearly what dropout asks in questions/cards/a.yaml:1",
        "keep one, with both sources",
    )


def test_thousands_of_cards_are_compared_quickly():
    (one,) = (card for card in cards().values() if card.id == "pca")
    parts = ("gate", "weight", "bias", "head")
    many = [
        replace(one, id=f"{part}-{i}", ask=Text(f"What does the {part} of model{i} do?", f"model{i} 的 {part} 做什么？"), answer=None)
        for i in range(750)
        for part in parts
    ]  # fmt: skip
    start = time.process_time()
    list(twins(many))

    assert time.process_time() - start < 4

"""A file of cards that is wrong says everything that is wrong with it, each at its place."""

import textwrap
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.bank.card_numbers import combinations
from drill.bank.cards import read_cards
from drill.model.card import Choice, Given, Kind, Point
from drill.model.question import Level
from drill.model.text import Text

HEAD = """\
- id: first-card
  kind: {kind}
  ask: {{en: What is it?, zh: 这是什么？}}
  topics: [detection]
  level: core
  sources: [numpy]
"""
RECALL = """\
  answer: {en: It is so., zh: 是这样。}
  points:
    - en: the mean
      zh: 均值
      any: [running mean, 滑动平均]
      must: true
    - en: the variance
      zh: 方差
      any: [running variance]
      not: [batch variance]
"""
CHOICE = """\
  choices:
    - {en: left, zh: 左, right: true}
    - {en: right, zh: 右}
"""
CLOZE = """\
  text:
    en: "It is {{a mean|an average}} of {{x}}."
    zh: "它是 {{x}} 的{{均值|平均}}。"
"""
NUMBER = """\
  given: {n: [7, 8], k: 2..3}
  formula: floor(n / k)
  unit: {en: px, zh: 像素}
  tolerance: 0.01
"""
ORDER = """\
  steps:
    - {en: one, zh: 一}
    - {en: two, zh: 二}
    - {en: three, zh: 三}
"""
BUG = """\
  code: |
    def f(x):
        return x + 1
"""
PARTS = {
    "recall": RECALL,
    "choice": CHOICE,
    "cloze": CLOZE,
    "number": NUMBER,
    "order": ORDER,
    "bug": BUG + CHOICE,
}


def card(kind, *changes):
    """A card of a kind, with some of its text changed."""
    text = HEAD.format(kind=kind) + PARTS[kind]
    if kind == "number":
        text = text.replace("What is it?", "'{n} by {k}?'").replace(
            "这是什么？", "'{n} 除以 {k}？'"
        )
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def read(tmp_path, text):
    path = tmp_path / "cards.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_cards(path, "cards.yaml")


def findings(tmp_path, text):
    cards, found = read(tmp_path, text)
    assert cards == ()
    return [(one.where, one.message, one.hint) for one in sorted(found.found)]


def only_card(tmp_path, text):
    (placed,), found = read(tmp_path, text)
    assert found.found == []
    return placed.card


# ---- what is read ---------------------------------------------------------------------------


def test_a_recall_card_is_read_with_everything_it_may_have(tmp_path):
    text = HEAD.replace("  kind: {kind}\n", "").format() + RECALL
    text += """\
  hint: {en: A hint., zh: 提示。}
  follow_ups: [next-card]
  errata: {en: Wrong., zh: 有误。}
"""
    (placed,), found = read(tmp_path, "# a comment\n" + text)

    assert found.found == []
    assert (placed.line, placed.column) == (2, 7)
    read_card = placed.card
    assert (read_card.id, read_card.kind, read_card.level) == (
        "first-card", Kind.RECALL, Level.CORE,
    )  # fmt: skip
    assert read_card.ask == Text("What is it?", "这是什么？")
    assert (read_card.topics, read_card.sources) == (("detection",), ("numpy",))
    assert read_card.answer == Text("It is so.", "是这样。")
    assert read_card.points == (
        Point(text=Text("the mean", "均值"), any=("running mean", "滑动平均"), must=True),
        Point(
            text=Text("the variance", "方差"), any=("running variance",), veto=("batch variance",)
        ),
    )
    assert read_card.hint == Text("A hint.", "提示。")
    assert read_card.follow_ups == ("next-card",)
    assert read_card.errata == Text("Wrong.", "有误。")


def test_every_other_kind_is_read(tmp_path):
    assert only_card(tmp_path, card("choice")).choices == (
        Choice(text=Text("left", "左"), right=True),
        Choice(text=Text("right", "右")),
    )
    assert only_card(tmp_path, card("cloze")).text == Text(
        "It is {{a mean|an average}} of {{x}}.", "它是 {{x}} 的{{均值|平均}}。"
    )
    number = only_card(tmp_path, card("number"))
    assert number.given == (Given(name="n", values=(7, 8)), Given(name="k", values=(2, 3)))
    assert (number.formula, number.unit, number.tolerance) == (
        "floor(n / k)",
        Text("px", "像素"),
        0.01,
    )
    assert only_card(tmp_path, card("order")).steps == (
        Text("one", "一"),
        Text("two", "二"),
        Text("three", "三"),
    )
    bug = only_card(tmp_path, card("bug"))
    assert bug.code == "def f(x):\n    return x + 1"
    assert len(bug.choices) == 2
    assert len(only_card(tmp_path, HEAD.format(kind="bug") + BUG + RECALL).points) == 2


def test_nothing_is_guessed(tmp_path):
    text = card("number", ("[7, 8]", "[1, 1.5, -2, 1e3]"), ("floor(n / k)", "n / k"))
    values = only_card(tmp_path, text).given[0].values

    assert values == (1, 1.5, -2, 1000.0)
    assert [type(one) for one in values] == [int, float, int, float]
    assert only_card(tmp_path, card("choice", ("numpy", "no, 1e-6, 12:30"))).sources == (
        "no", "1e-6", "12:30",
    )  # fmt: skip


def test_code_keeps_the_space_its_first_line_begins_with(tmp_path):
    text = card("bug", ("code: |\n    def f", 'code: "\\n    def f'), ("x + 1\n", 'x + 1\\n"\n'))

    assert only_card(tmp_path, text).code.startswith("    def f(x):")


def test_braces_of_a_formula_are_no_gaps_and_no_names(tmp_path):
    text = card("cloze", ("{{x}}.", r"{{\\sqrt{d_k}}} in $x_{i}$."))

    assert only_card(tmp_path, text).text.en == (
        r"It is {{a mean|an average}} of {{\sqrt{d_k}}} in $x_{i}$."
    )
    text = card("number", ("{n} by {k}?", r"$\frac{a}{b} x_{i}$: {n} by {k}?"))
    assert only_card(tmp_path, text).ask.en == r"$\frac{a}{b} x_{i}$: {n} by {k}?"


def test_a_byte_order_mark_is_no_finding(tmp_path):
    (placed,), found = read(tmp_path, b"\xef\xbb\xbf" + card("choice").encode())

    assert found.found == []
    assert placed.card.id == "first-card"


def test_a_card_with_a_finding_is_left_out_and_the_others_stay(tmp_path):
    good = card("order", ("first-card", "second-card"))
    bad = card("choice", (", right: true", ""))
    cards, found = read(tmp_path, good + bad + card("cloze"))

    assert [(one.card.id, one.line) for one in cards] == [("second-card", 1)]
    assert [(one.where, one.message) for one in found.found] == [
        ("cards.yaml:18:5", "no choice has `right: true`"),
        ("cards.yaml:20:7", "the id 'first-card' is here twice; the first is in line 11"),
    ]


def test_what_yaml_alone_finds_spoils_its_card_and_no_other(tmp_path):
    names = ["a", "b", "c", "d"]
    texts = [card("choice", ("first-card", name)) for name in names]
    texts[1] = texts[1].replace("core", "&level core")
    texts[2] = texts[2].replace("core", "*level")
    cards, found = read(tmp_path, "".join(texts))

    assert [one.card.id for one in cards] == ["a", "d"]
    assert sorted(one.where for one in found.found) == [
        "cards.yaml:14:10", "cards.yaml:19:3", "cards.yaml:23:10",
    ]  # fmt: skip


# ---- digests --------------------------------------------------------------------------------


def digest(tmp_path, text):
    (placed,), found = read(tmp_path, text)
    assert found.found == []
    return placed.digest


def test_the_digest_does_not_see_how_the_yaml_is_written(tmp_path):
    written = digest(tmp_path, card("order"))
    other = """\
# comments
-   steps:
    - en: "one"
      zh: '一'
    - zh: 二 # two
      en: >
        two
    - {zh: "\\u4e09", en: three}

    sources:
    - "numpy"
    level: core
    topics: ["detection"]
    ask:
      zh: 这是什么？
      en: |-
        What is it?
    kind: order
    id: first-card
"""
    assert digest(tmp_path, other) == written
    assert len(written) == 16
    assert int(written, 16) >= 0


@pytest.mark.parametrize(
    "change",
    [("What is", "What was"), ("这是", "那是"), ("core", "hard"), ("numpy", "torch"),
     ("detection", "tracking"), ("[running mean, 滑动平均]", "[running mean]"),
     ("      must: true\n    - en: the variance", "    - must: true\n      en: the variance"),
     ("      not: [batch variance]\n", ""), ("It is so.", "It is so!")],
    ids=lambda change: change[0].strip()[:20],
)  # fmt: skip
def test_the_digest_sees_what_a_card_says(tmp_path, change):
    assert digest(tmp_path, card("recall", change)) != digest(tmp_path, card("recall"))


# ---- what is found --------------------------------------------------------------------------

NAMED = "small letters, digits and single dashes were wanted"
COMMON = {
    "unknown key": (
        ("level:", "levle:"),
        [
            ("1:3", "the key 'level' is missing", "add `level:`"),
            ("5:3", "unknown key 'levle'", "did you mean 'level'?"),
        ],
    ),
    "key of another kind": (
        ("  level", "  steps: []\n  level"),
        [
            (
                "5:3",
                "the key 'steps' does not belong to a card of the kind choice",
                "it belongs to: order",
            )
        ],
    ),
    "key of two other kinds": (
        ("  level", "  points: []\n  level"),
        [
            (
                "5:3",
                "the key 'points' does not belong to a card of the kind choice",
                "it belongs to: recall, bug",
            )
        ],
    ),
    "no id": (
        ("id: first-card\n  kind", "kind"),
        [("1:3", "the key 'id' is missing", "add `id:`")],
    ),
    "no ask": (
        ("ask: {en: What is it?, zh: 这是什么？}", "hint: {en: x, zh: x}"),
        [("1:3", "the key 'ask' is missing", "add `ask:`")],
    ),
    "bad id": (
        ("first-card", "First_Card"),
        [("1:7", f"found the id 'First_Card' where {NAMED}", "write 'first-card'")],
    ),
    "an id in Chinese": (
        ("first-card", "第一张"),
        [("1:7", f"found the id '第一张' where {NAMED}", "for example 'batch-norm'")],
    ),
    "two dashes": (
        ("first-card", "first--card"),
        [("1:7", f"found the id 'first--card' where {NAMED}", "write 'first-card'")],
    ),
    "empty id": (
        ("first-card", "''"),
        [("1:7", "found an empty string where a string was wanted", "")],
    ),
    "bad kind": (
        ("kind: choice", "kind: chioce"),
        [
            (
                "2:9",
                "'chioce' is not one of recall, choice, cloze, number, order, bug",
                "write one of: recall, choice, cloze, number, order, bug",
            )
        ],
    ),
    "one language": (
        (", zh: 这是什么？}", "}"),
        [("3:8", "the key 'zh' is missing", "add `zh:`")],
    ),
    "an empty language": (
        ("zh: 这是什么？", "zh: ''"),
        [("3:30", "found an empty string where a string was wanted", "")],
    ),
    "no language": (
        ("{en: What is it?, zh: 这是什么？}", "What is it?"),
        [
            (
                "3:8",
                "found the string 'What is it?' where {en: ..., zh: ...} was wanted",
                "write it in both languages",
            )
        ],
    ),
    "no topic": (
        ("[detection]", "[]"),
        [
            (
                "4:11",
                "found no topic where at least one was wanted",
                "for example `topics: [detection]`",
            )
        ],
    ),
    "bad topic": (
        ("detection", "Batch Norm"),
        [("4:12", f"found the topic 'Batch Norm' where {NAMED}", "write 'batch-norm'")],
    ),
    "topic twice": (
        ("[detection]", "[detection, detection]"),
        [("4:23", "the topic 'detection' is here twice", "keep one of them")],
    ),
    "topics no list": (
        ("[detection]", "detection"),
        [
            (
                "4:11",
                "found the string 'detection' where a list was wanted",
                "start each line with `- `",
            )
        ],
    ),
    "bad level": (
        ("core", "medium"),
        [
            (
                "5:10",
                "'medium' is not one of warm-up, core, hard",
                "write one of: warm-up, core, hard",
            )
        ],
    ),
    "follows itself": (
        ("  level", "  follow_ups: [x, first-card]\n  level"),
        [("5:19", "a card cannot follow itself", "name another card")],
    ),
    "bad follow-up": (
        ("  level", "  follow_ups: [A card]\n  level"),
        [("5:16", f"found the id 'A card' where {NAMED}", "write 'a-card'")],
    ),
    "empty hint": (
        ("  level", "  hint: {en: x, zh: ' '}\n  level"),
        [("5:21", "found an empty string where a string was wanted", "")],
    ),
    "a key twice": (
        ("  level", "  level: core\n  level"),
        [
            (
                "6:3",
                "the key 'level' is here twice; the first is in line 5",
                "keep one of them",
            )
        ],
    ),
}
OF_KINDS = {
    "recall": {
        "no answer": (
            ("  answer: {en: It is so., zh: 是这样。}\n", ""),
            [("1:3", "the key 'answer' is missing", "add `answer:`")],
        ),
        "no points": (
            (RECALL[RECALL.index("  points") :], "  points: []\n"),
            [
                (
                    "8:11",
                    "found no point where at least one was wanted",
                    "write what an interviewer listens for",
                )
            ],
        ),
        "no must": (
            ("      must: true\n", ""),
            [("9:5", "no point has `must: true`", "mark what an answer cannot do without")],
        ),
        "must false": (
            ("must: true", "must: false"),
            [("9:5", "no point has `must: true`", "mark what an answer cannot do without")],
        ),
        "must yes": (
            ("must: true", "must: yes"),
            [
                ("9:5", "no point has `must: true`", "mark what an answer cannot do without"),
                ("12:13", "'yes' is not one of true, false", "write one of: true, false"),
            ],
        ),
        "a point of words": (
            ("    - en: the variance", "    - the variance\n    - en: the variance"),
            [
                (
                    "13:7",
                    "found the string 'the variance' where {en: ..., zh: ...} was wanted",
                    "write it in both languages",
                )
            ],
        ),
        "unknown key of a point": (
            ("      not:", "      nto:"),
            [("16:7", "unknown key 'nto'", "did you mean 'not'?")],
        ),
        "no wording": (
            ("[running variance]", "[]"),
            [
                (
                    "15:12",
                    "found no wording where at least one was wanted",
                    "add words by which to recognise the point",
                )
            ],
        ),
        "any missing": (
            ("      any: [running variance]\n", ""),
            [("13:7", "the key 'any' is missing", "add `any:`")],
        ),
        "an empty wording": (
            ("[running variance]", "[running variance, '']"),
            [("15:31", "found an empty string where a string was wanted", "")],
        ),
        "a wording of marks": (
            ("[running variance]", "[running variance, '...']"),
            [
                (
                    "15:31",
                    "the wording '...' has neither a letter nor a digit",
                    "write it in words",
                )
            ],
        ),
        "a wording twice": (
            ("[running variance]", "[running variance, Running  ＶＡＲＩＡＮＣＥ]"),
            [
                (
                    "15:31",
                    "the wording 'Running  ＶＡＲＩＡＮＣＥ' is here twice",
                    "keep one of them",
                )
            ],
        ),
        "a wording in any and not": (
            ("[batch variance]", "[Running Variance]"),
            [
                (
                    "16:13",
                    "the wording 'Running Variance' is in `any` and in `not`",
                    "keep one of them",
                )
            ],
        ),
        "empty wordings of two points": (
            ("[running mean, 滑动平均]", "[running mean, '']"),
            ("[running variance]", "[running variance, '']"),
            [
                ("11:27", "found an empty string where a string was wanted", ""),
                ("15:31", "found an empty string where a string was wanted", ""),
            ],
        ),
        "a wording of two points": (
            ("[running variance]", "[running variance, running mean]"),
            [
                (
                    "15:31",
                    "the wording 'running mean' accepts the point in line 9 too",
                    "make it longer, so that it belongs to one point",
                )
            ],
        ),
    },
    "choice": {
        "no right one": (
            (", right: true", ""),
            [("8:5", "no choice has `right: true`", "mark every right one")],
        ),
        "one choice": (
            ("    - {en: right, zh: 右}\n", ""),
            [("8:5", "found 1 choice where 2 to 9 were wanted", "")],
        ),
        "ten choices": (
            (
                "    - {en: right, zh: 右}\n",
                "".join(f"    - {{en: {k}, zh: {k}}}\n" for k in range(9)),
            ),
            [("8:5", "found 10 choices where 2 to 9 were wanted", "")],
        ),
        "a choice twice": (
            ("zh: 右", "zh: 左"),
            [("9:23", "the choice '左' is here twice", "keep one of them")],
        ),
        "right maybe": (
            ("right: true", "right: maybe"),
            [
                ("8:5", "no choice has `right: true`", "mark every right one"),
                ("8:32", "'maybe' is not one of true, false", "write one of: true, false"),
            ],
        ),
        "choices missing": (
            (CHOICE, ""),
            [("1:3", "the key 'choices' is missing", "add `choices:`")],
        ),
    },
    "cloze": {
        "gaps differ": (
            ("的{{均值|平均}}", "的均值"),
            [
                (
                    "8:5",
                    "found 2 gaps in `en` and 1 in `zh`",
                    "both languages need the same number",
                )
            ],
        ),
        "no gap": (
            ("{{a mean|an average}} of {{x}}", "a mean"),
            [
                (
                    "8:9",
                    "found 0 gaps where 1 to 9 were wanted",
                    "a gap is {{word|other wording}}",
                )
            ],
        ),
        "ten gaps": (
            ("of {{x}}", "{{x}}" * 9),
            [
                (
                    "8:9",
                    "found 10 gaps where 1 to 9 were wanted",
                    "a gap is {{word|other wording}}",
                )
            ],
        ),
        "an empty gap": (
            ("{{x}}.", "{{ }}."),
            [
                (
                    "8:9",
                    "found an empty wording in the gap '{{ }}'",
                    "a gap is {{word|other wording}}; in a formula write `} }`",
                )
            ],
        ),
        "an empty wording": (
            ("{{均值|平均}}", "{{均值||平均}}"),
            [
                (
                    "9:9",
                    "found an empty wording in the gap '{{均值||平均}}'",
                    "a gap is {{word|other wording}}; in a formula write `} }`",
                )
            ],
        ),
        "not closed": (
            ("{{x}}.", "{{x."),
            [
                (
                    "8:9",
                    "found '{{' without '}}' at ' of {{x.'",
                    "a gap is {{word|other wording}}; in a formula write `} }`",
                )
            ],
        ),
        "not opened": (
            ("{{x}}.", "x}} in all."),
            [
                (
                    "8:9",
                    "found '}}' without '{{' at ' of x}} in all.'",
                    "a gap is {{word|other wording}}; in a formula write `} }`",
                )
            ],
        ),
        "a gap in a gap": (
            ("{{x}}.", "{{x {{y}} z}}."),
            [
                (
                    "8:9",
                    "found '{{' without '}}' at 'x {{y'",
                    "a gap is {{word|other wording}}; in a formula write `} }`",
                )
            ],
        ),
    },
    "number": {
        "given no mapping": (
            ("{n: [7, 8], k: 2..3}", "[n, k]"),
            [
                (
                    "7:10",
                    "found a list where {name: numbers} was wanted",
                    "`given: {n: [224, 227], p: 0..3}`",
                )
            ],
        ),
        "given nothing": (
            ("{n: [7, 8], k: 2..3}", "{}"),
            [
                (
                    "7:10",
                    "found no quantity where at least one was wanted",
                    "`given: {n: [224, 227], p: 0..3}`",
                )
            ],
        ),
        "a name that is a function": (
            ("{n: [7, 8], k", "{n: [7, 8], max: [1], k"),
            [
                (
                    "7:22",
                    "'max' cannot be the name of a quantity",
                    "use letters, digits and `_`, and none of floor, ceil, round, sqrt, exp, log,"
                    " log2, min, max, abs",
                )
            ],
        ),
        "a word where numbers were wanted": (
            ("2..3", "some"),
            [
                (
                    "7:25",
                    "found the string 'some' where a list of numbers or a range was wanted",
                    "`[1, 2, 4]` or `0..3`",
                )
            ],
        ),
        "no number": (
            ("[7, 8]", "[]"),
            [("7:14", "found no number where at least one was wanted", "`[1, 2, 4]`")],
        ),
        "a word among numbers": (
            ("[7, 8]", "[7, nan]"),
            [("7:18", "found the string 'nan' where a number was wanted", "")],
        ),
        "a number beyond all": (
            ("[7, 8]", "[7, 1e999]"),
            [("7:18", "found the string '1e999' where a number was wanted", "")],
        ),
        "a number twice": (
            ("[7, 8]", "[7, 7.0]"),
            [("7:18", "the number 7.0 is here twice", "keep one of them")],
        ),
        "a range backwards": (
            ("2..3", "3..2"),
            [("7:25", "the range '3..2' is empty", "write `2..3`")],
        ),
        "a range too wide": (
            ("2..3", "1..100000000"),
            [
                (
                    "7:25",
                    "found a range of 100000000 numbers where at most 1000 were wanted",
                    "list the ones worth asking",
                )
            ],
        ),
        "a formula of nothing": (
            ("floor(n / k)", "n +"),
            [
                (
                    "8:12",
                    "found 'n +' where an expression was wanted",
                    "for example `floor((n + 2*p - k) / s) + 1`",
                )
            ],
        ),
        "no arithmetic": (
            ("floor(n / k)", "n.real + k"),
            [
                (
                    "8:12",
                    "found 'n.real' where arithmetic was wanted",
                    "for example `floor((n + 2*p - k) / s) + 1`",
                )
            ],
        ),
        "a name not given": (
            ("floor(n / k)", "floor(n / k) + kk"),
            [("8:12", "the formula needs 'kk', which is not given", "did you mean 'k'?")],
        ),
        "another name not given": (
            ("floor(n / k)", "floor(n / k) + stride"),
            [("8:12", "the formula needs 'stride', which is not given", "add it to `given`")],
        ),
        "a name not used": (
            ("floor(n / k)", "n + 1"),
            [("7:22", "the formula does not use 'k'", "take it out of `given`")],
        ),
        "a name not said": (
            ("{n} 除以 {k}", "{n} 的一半"),
            [("3:32", "the question does not say 'k'", "write {k} where its value belongs")],
        ),
        "a name said and not given": (
            ("{n} by {k}", "{n} by {k} and {m}"),
            [("3:13", "{m} is not given", "given: n, k")],
        ),
        "no value": (
            ("2..3", "-1..1"),
            [
                (
                    "8:12",
                    "the formula has no value for n = 7, k = 0: division by zero",
                    "change the formula, or take such numbers out of `given`",
                )
            ],
        ),
        "not finite": (
            ("floor(n / k)", "1e308 * n * k"),
            [
                (
                    "8:12",
                    "the formula has no value for n = 7, k = 2: inf is not finite",
                    "change the formula, or take such numbers out of `given`",
                )
            ],
        ),
        "not real": (
            ("floor(n / k)", "(0 - n) ** (1 / k)"),
            [
                (
                    "8:12",
                    "the formula has no value for n = 7, k = 2: it is not a real number",
                    "change the formula, or take such numbers out of `given`",
                )
            ],
        ),
        "a large power": (
            ("floor(n / k)", "n ** (100 * k)"),
            [
                (
                    "8:12",
                    "the formula has no value for n = 7, k = 2: a power is too large",
                    "change the formula, or take such numbers out of `given`",
                )
            ],
        ),
        "a float too large": (
            ("floor(n / k)", "n * k + 1e200 ** 2.0"),
            [
                (
                    "8:12",
                    "the formula has no value for n = 7, k = 2: it is too large",
                    "change the formula, or take such numbers out of `given`",
                )
            ],
        ),
        "rounded for ever": (
            ("floor(n / k)", "round(n, k)"),
            [
                (
                    "8:12",
                    "found `round` to digits that are no number from 0 to 15",
                    "`round(x)` or, for example, `round(x, 2)`",
                )
            ],
        ),
        "tolerance one": (
            ("0.01", "1"),
            [
                (
                    "10:14",
                    "found '1' where a number from 0 to below 1 was wanted",
                    "0.01 accepts what is one per cent off",
                )
            ],
        ),
        "tolerance below zero": (
            ("0.01", "-0.1"),
            [
                (
                    "10:14",
                    "found '-0.1' where a number from 0 to below 1 was wanted",
                    "0.01 accepts what is one per cent off",
                )
            ],
        ),
        "formula missing": (
            ("  formula: floor(n / k)\n", ""),
            [("1:3", "the key 'formula' is missing", "add `formula:`")],
        ),
    },
    "order": {
        "two steps": (
            ("    - {en: three, zh: 三}\n", ""),
            [("8:5", "found 2 steps where 3 to 9 were wanted", "")],
        ),
        "a step twice": (
            ("zh: 三", "zh: 二"),
            [("10:23", "the step '二' is here twice", "keep one of them")],
        ),
        "steps no list": (
            (ORDER, "  steps: one, two\n"),
            [
                (
                    "7:10",
                    "found the string 'one, two' where a list was wanted",
                    "start each line with `- `",
                )
            ],
        ),
    },
    "bug": {
        "neither": (
            (CHOICE, ""),
            [
                (
                    "1:3",
                    "found neither `choices` nor `points` where one of them was wanted",
                    "",
                )
            ],
        ),
        "both": (
            (CHOICE, CHOICE + RECALL),
            [("1:3", "found both `choices` and `points` where one of them was wanted", "")],
        ),
        "points without an answer": (
            (CHOICE, RECALL.replace("  answer: {en: It is so., zh: 是这样。}\n", "")),
            [
                (
                    "1:3",
                    "the key 'answer' is missing",
                    "points are ticked off beside a model answer: add `answer:`",
                )
            ],
        ),
        "no code": ((BUG, ""), [("1:3", "the key 'code' is missing", "add `code:`")]),
        "empty code": (
            (BUG, "  code: ''\n"),
            [("7:9", "found an empty string where a string was wanted", "")],
        ),
    },
}
CASES = [
    pytest.param(card(kind, *changes), found, id=f"{kind}: {name}")
    for kind, cases in {
        "choice": COMMON,
        **{k: v for k, v in OF_KINDS.items() if k != "choice"},
    }.items()
    for name, (*changes, found) in (
        cases | (OF_KINDS["choice"] if kind == "choice" else {})
    ).items()
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_a_wrong_card_says_what_is_wrong_with_it(tmp_path, text, found):
    assert findings(tmp_path, text) == [(f"cards.yaml:{at}", *rest) for at, *rest in found]


@pytest.mark.parametrize("kind", PARTS)
def test_of_an_unknown_kind_every_part_is_known(tmp_path, kind):
    text = card(kind, (f"kind: {kind}", "kind: other"))

    assert [message for _, message, _ in findings(tmp_path, text)] == [
        "'other' is not one of recall, choice, cloze, number, order, bug"
    ]


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("", "1:1", "the file is empty", ""),
        ("# only a comment\n", "1:1", "the file is empty", ""),
        (
            "id: x\n",
            "1:1",
            "found a mapping where a list of cards was wanted",
            "start each card with `- id:`",
        ),
        (
            "- just words\n",
            "1:3",
            "found the string 'just words' where a card was wanted",
            "start each card with `- id:`",
        ),
        (
            "- id: [a\n- id: b\n",
            "2:5",
            "not YAML: did not find expected ',' or ']'",
            "check indentation, colons and quotes",
        ),
        (b"- id: \xff\n", "1:1", "not UTF-8: byte 6 is 0xff", "save it as UTF-8"),
        (
            "- id: a\n" + "[" * 100_000,
            "2:1026",
            "not YAML: could not find expected ':'",
            "check indentation, colons and quotes",
        ),
        ("[" * 100_000, "1:22", "nested more than 20 levels deep", ""),
        (
            "- a: *nobody\n",
            "1:6",
            "not YAML: found undefined alias",
            "check indentation, colons and quotes",
        ),
        (
            "--- []\n--- []\n",
            "2:1",
            "not YAML: but found another document",
            "check indentation, colons and quotes",
        ),
    ],
    ids=[
        "empty", "comment", "mapping", "words", "not yaml", "not utf-8", "brackets after a card",
        "brackets", "alias", "documents",
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_of_cards_says_why(tmp_path, text, where, message, hint):
    found = findings(tmp_path, text)

    assert found == [(f"cards.yaml:{where}", message, hint)]


def test_a_missing_file_and_a_folder_are_findings(tmp_path):
    (tmp_path / "folder.yaml").mkdir()

    assert [one.message for one in read_cards(tmp_path / "gone.yaml")[1].found] == [
        "cannot be read: No such file or directory"
    ]
    assert [one.message for one in read_cards(tmp_path / "folder.yaml")[1].found] == [
        "cannot be read: Is a directory"
    ]


def test_all_findings_of_all_cards_come_at_once(tmp_path):
    text = card("order", ("first-card", "A"), ("core", "c")) + card("cloze", ("{{x}}.", "."))

    assert [where for where, _, _ in findings(tmp_path, text)] == [
        "cards.yaml:1:7", "cards.yaml:5:10", "cards.yaml:18:5",
    ]  # fmt: skip


# ---- formulas are tried -----------------------------------------------------------------------


def test_every_combination_is_tried_or_two_thousand_spread_over_all():
    few = [Given(name="a", values=(1, 2, 3)), Given(name="b", values=(4, 5))]
    every = [{"a": a, "b": b} for b, a in product((4, 5), (1, 2, 3))]
    assert list(combinations(few)) == every

    many = [Given(name=name, values=tuple(range(20))) for name in "abcd"]
    found = list(combinations(many))
    assert len(found) == len({tuple(one.values()) for one in found}) == 2000
    for name in "abcd":
        counts = [sum(one[name] == k for one in found) for k in range(20)]
        assert min(counts) >= 80, name
    pairs = {(one["a"], one["d"]) for one in found}
    assert len(pairs) == 400


def test_numbers_that_fail_among_many_are_found(tmp_path):
    text = card(
        "number", ("{n: [7, 8], k: 2..3}", "{n: 1..300, k: 0..299}"), ("floor(n / k)", "n / k")
    )

    assert "division by zero" in findings(tmp_path, text)[0][1]


def test_rounding_to_some_digits_is_arithmetic(tmp_path):
    text = card("number", ("floor(n / k)", "round(n / k, 2) + round(n)"))

    assert only_card(tmp_path, text).formula == "round(n / k, 2) + round(n)"


def test_python_says_nothing_of_its_own_about_a_formula(tmp_path, recwarn):
    found = findings(tmp_path, card("number", ("floor(n / k)", "1or n + k")))

    assert found[0][1] == "found '1 or n + k' where arithmetic was wanted"
    assert list(recwarn) == []


# ---- nothing raises -----------------------------------------------------------------------------

WHOLE = "".join(card(kind, ("first-card", f"card-{i}")) for i, kind in enumerate(PARTS))
WORDS = st.sampled_from(
    ["- ", ": ", "[", "]", "{", "}", "{{", "}}", "|", "\n", "  ", "'", '"', "&a ", "*a", "!!x ", "? ",
     "# ", "%", "---\n", "0..9", "1e999", "n **", "(", "\\", "\\ud800", "\x00", "\ufeff", "é", "均", "\u2028", "~",
     "true", "<<: ", "- id: a\n", "kind: number\n", "9" * 5000]
)  # fmt: skip


def read_text(folder: Path, text: str):
    path = folder / "cards.yaml"
    path.write_text(text, "utf-8", errors="surrogatepass")
    return read_cards(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cards")


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map("".join)))
def test_garbage_never_raises(folder, text):
    cards, found = read_text(folder, text)

    assert cards == ()
    assert found.found or text.strip() in ("[]", "--- []")


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_mutated_file_never_raises(folder, data):
    text = WHOLE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(WORDS) + text[end:]
    cards, found = read_text(folder, text)

    assert len(cards) <= 6 + text.count("- id: a\n")
    assert len(cards) == 6 or found.found or "#" in text
    assert all(one.line >= 1 and one.column >= 1 and one.message for one in found.found)


def test_pyyaml_without_its_c_part_does_no_worse(folder, monkeypatch):
    import yaml

    monkeypatch.delattr(yaml, "CBaseLoader")
    half = card("choice", ("What is it?", '"half \\ud83d"'))
    beyond = card("choice", ("What is it?", '"\\U00110000"'))

    assert len(read_text(folder, WHOLE.replace("it?", "it"))[0]) == 6
    assert [(one.line, one.column, one.message) for one in read_text(folder, half)[1].found] == [
        (3, 13, "found half of a character where a string was wanted")
    ]
    assert [one.message for one in read_text(folder, beyond)[1].found] == [
        "not YAML: chr() arg not in range(0x110000)"
    ]
    assert read_text(folder, "[" * 100_000)[1].found[0].message == "nested more than 20 levels deep"


def test_the_whole_file_is_right_to_begin_with(folder):
    cards, found = read_text(folder, textwrap.dedent(WHOLE))

    assert found.found == []
    assert [one.card.kind for one in cards] == list(Kind)

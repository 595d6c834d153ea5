"""A question file that is wrong says everything that is wrong with it, each at its place."""

import textwrap

import pytest

from drill.bank.schema import load_question, read_question
from drill.errors import BankError
from drill.model.question import Level
from drill.model.text import Text

GOOD = """\
title: {en: Fill, zh: 填充}
prompt:
  en: Fill an array with no.
  zh: 用 no 填满数组。
hints:
  - {en: A loop., zh: 用循环。}
topics: [arrays]
level: warm-up
minutes: 5
sources: [numpy]
"""


def findings(tmp_path, text):
    path = tmp_path / "fill.yaml"
    path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
    _, found = read_question(path, "fill.yaml")
    return [(one.where, one.message, one.hint) for one in sorted(found.found)]


def test_a_good_file_is_read_without_guesses(tmp_path):
    path = tmp_path / "fill.yaml"
    path.write_text(GOOD + "aliases: [no, 1e-6, 12:30]\n", "utf-8")

    question = load_question(path)

    assert question.id == "fill"
    assert question.title == Text("Fill", "填充")
    assert question.level is Level.WARM_UP
    assert question.minutes == 5
    assert question.aliases == ("no", "1e-6", "12:30")
    assert question.follow_ups == ()


def test_all_findings_come_at_once(tmp_path):
    found = findings(
        tmp_path,
        """\
        title: {en: Fill}
        prompt: Fill an array.
        hints: none
        topics: [arrays, ""]
        levle: core
        level: medium
        minutes: five
        sources: [numpy]
        sources: [torch]
        follow_ups:
          - {ask: {en: Why?, zh: 为什么？}}
        """,
    )

    assert found == [
        ("fill.yaml:1:8", "the key 'zh' is missing", "add `zh:`"),
        (
            "fill.yaml:2:9",
            "found the string 'Fill an array.' where {en: ..., zh: ...} was wanted",
            "write it in both languages",
        ),
        (
            "fill.yaml:3:8",
            "found the string 'none' where a list was wanted",
            "start each line with `- `",
        ),
        ("fill.yaml:4:18", "found an empty string where a string was wanted", ""),
        ("fill.yaml:5:1", "unknown key 'levle'", "did you mean 'level'?"),
        (
            "fill.yaml:6:8",
            "'medium' is not one of warm-up, core, hard",
            "write one of: warm-up, core, hard",
        ),
        ("fill.yaml:7:10", "found 'five' where a whole number from 1 to 999 was wanted", ""),
        (
            "fill.yaml:9:1",
            "the key 'sources' is here twice; the first is in line 8",
            "keep one of them",
        ),
        ("fill.yaml:11:5", "the key 'want' is missing", "add `want:`"),
    ]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("", "fill.yaml:1:1", "the file is empty"),
        ("# only a comment\n", "fill.yaml:1:1", "the file is empty"),
        ("- a\n- b\n", "fill.yaml:1:1", "found a list where a mapping was wanted"),
        ("title: [a\nprompt: b\n", "fill.yaml:2:7", "not YAML: did not find expected ',' or ']'"),
        (b"title: \xff\n", "fill.yaml:1:1", "not UTF-8: byte 7 is 0xff"),
        ("a: &x [1]\nb: *x\n", "fill.yaml:1:4", "YAML anchors and aliases are not read here"),
        ("a: " + "[" * 30 + "]" * 30, "fill.yaml:1:24", "nested more than 20 levels deep"),
        ("? [a]\n: b\n", "fill.yaml:1:3", "a key must be a word"),
    ],
    ids=["empty", "comment", "a list", "not yaml", "not utf-8", "alias", "deep", "complex key"],
)
def test_a_file_that_is_no_question_says_why(tmp_path, text, where, message):
    found = findings(tmp_path, text)

    assert (where, message) in [one[:2] for one in found]


def test_billions_of_laughs_are_not_expanded(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]\n" for k in range(20)
    )

    assert any("aliases" in message for _, message, _ in findings(tmp_path, bomb))


def test_a_missing_file_is_a_finding(tmp_path):
    _, found = read_question(tmp_path / "gone.yaml", "gone.yaml")

    assert [(one.where, one.message) for one in found.found] == [
        ("gone.yaml:1:1", "cannot be read: No such file or directory")
    ]


def test_loading_a_broken_file_raises_all_of_it(tmp_path):
    path = tmp_path / "fill.yaml"
    path.write_text(
        GOOD.replace("level: warm-up", "level: easy").replace("minutes: 5", "minutes: 0"), "utf-8"
    )

    with pytest.raises(BankError) as caught:
        load_question(path, "fill.yaml")

    assert str(caught.value) == (
        "'easy' is not one of warm-up, core, hard\n"
        "fill.yaml:9:10: found '0' where a whole number from 1 to 999 was wanted\n"
        "2 findings\n"
        "  at   fill.yaml:8:8\n"
        "  hint write one of: warm-up, core, hard"
    )

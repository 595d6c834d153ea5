"""What notes hold, on the screen and for programs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.bank.notes import parse
from drill.model.notes import Doubt, Notes, Remark
from drill.model.text import Lang
from drill.report.notes import notes_text
from drill.report.notes_json import notes_json
from drill.report.wrap import cells

TEXT = "# Nets\n\n1. What is A?\nx, y and z\n2. What is B?\n\n2. What is C?\n![c](c.png)\n"
NOTES = parse(TEXT.encode(), "notes/nets.md")


def test_one_line_for_a_file_and_what_wants_a_look():
    assert notes_text([NOTES], Lang.EN, 80, False) == (
        "  file           layout   questions  answered  dropped lines\n"
        "  notes/nets.md  text 1.          3         1              2\n"
        "\n"
        "  notes/nets.md:7  the number 2 comes twice or out of order"
    )


def test_the_same_in_chinese_and_under_each_other_where_it_is_narrow():
    assert notes_text([NOTES, NOTES], Lang.ZH, 40, False) == (
        "  notes/nets.md\n"
        "    格式 text 1. · 题目 3 · 有答案 1 ·\n"
        "    略去行 2\n"
        "  notes/nets.md\n"
        "    格式 text 1. · 题目 3 · 有答案 1 ·\n"
        "    略去行 2\n"
        "  共 2 个文件\n"
        "    题目 6 · 有答案 2 · 略去行 4\n"
        "\n"
        "  notes/nets.md:7  编号 2 重复或乱序\n"
        "\n"
        "  notes/nets.md:7  编号 2 重复或乱序"
    )


def test_the_json_has_what_design_promises_and_more():
    (found,) = json.loads(notes_json([NOTES]))

    assert list(found) == [
        "format", "file", "layout", "encoding", "lines", "questions", "dropped", "remarks",
    ]  # fmt: skip
    assert found["questions"][0] == {
        "number": "1",
        "title": "What is A?",
        "marks": "",
        "section": "",
        "line": 3,
        "end_line": 4,
        "answered": True,
        "answer": "x, y and z",
        "code": [],
        "links": [],
        "formulas": [],
        "subquestions": [],
        "points": [],
        "topics": [],
        "flags": [],
    }
    assert found["questions"][2]["flags"] == [{"line": 8, "lost": "image lost"}]
    assert found["dropped"] == [
        {"line": 1, "end_line": 1, "reason": "page title"},
        {"line": 2, "end_line": 2, "reason": "blank line"},
        {"line": 6, "end_line": 6, "reason": "blank line"},
        {"line": 8, "end_line": 8, "reason": "image placeholder"},
    ]
    assert found["remarks"] == [
        {"line": 7, "doubt": "a number comes twice or out of order", "detail": "2"}
    ]


def test_a_question_without_a_number_has_null_for_it():
    notes = parse(b"**What is A?**\nso\n**What is B?**\nso\n", "x.md")

    assert [one["number"] for one in json.loads(notes_json([notes]))[0]["questions"]] == [
        None,
        None,
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_words(doubt, lang):
    notes = Notes(
        name="a.md", layout="none", encoding="utf-8", lines=1, questions=(), dropped=(),
        remarks=(Remark(1, doubt, "7"),),
    )  # fmt: skip

    last = notes_text([notes], lang, 80, False).split("\n")[-1]
    assert last.startswith("  a.md:1  ")
    assert "{" not in last


def test_many_remarks_are_counted():
    remarks = tuple(Remark(n, Doubt.FENCE) for n in range(1, 26))
    notes = Notes(
        name="a",
        layout="none",
        encoding="utf-8",
        lines=25,
        questions=(),
        dropped=(),
        remarks=remarks,
    )

    assert notes_text([notes], Lang.EN, 80, False).endswith("  and 5 more")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.integers(40, 100), st.sampled_from(list(Lang)))
def test_no_line_is_too_wide_and_nothing_is_obeyed(name, width, lang):
    text = notes_text([parse(TEXT.encode(), name), NOTES], lang, width, False)

    assert all(cells(line) <= width or " " not in line.strip() for line in text.split("\n"))
    assert "\x1b" not in text

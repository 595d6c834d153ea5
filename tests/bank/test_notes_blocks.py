"""Blocks of Markdown in notes: as CommonMark has them, and where people write it otherwise."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drill.bank.notes import parse
from drill.bank.notes.lines import classify
from drill.bank.notes.marks import Kind


def kinds(text):
    return " ".join(line.kind.name.lower() for line in classify(text.split("\n")).lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Title\n---", "heading rule"),
        ("Title\n\n---", "text blank rule"),
        ("1. Title\n===\n", "heading rule blank"),  # CommonMark sees an item and text
        ("one\ntwo\n---", "text text rule"),  # CommonMark sees a heading of two lines
        ("# A?\nIt is so.\n---", "heading text rule"),  # there too: the answer would be one
        ("> said\n---", "text rule"),
        ("- one\n\n  more\n---", "bullet blank text rule"),
        ("    x\n---\ny", "text rule text"),
        ("Title\n--- ---", "text rule"),
        ("**Title**\n---\n```\nx\n```", "bold rule fence code fence"),  # bold is a mark of its own
        ("So it is. " * 20 + "\n---", "text rule"),  # longer than a title
        ("```\nTitle\n---\n```", "fence code code fence"),
    ],
)
def test_a_line_below_makes_a_heading(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a | b\n--|--\n1 | 2", "table table table"),
        ("a | b\n|:-|-:|\n1 | 2\nend", "table table table text"),
        ("a | b\n--|--|--\n1 | 2", "text text text"),
        ("a | b\n--|--\n# c | d\n1 | 2", "table table heading text"),
        ("a | b\n--|--\n2、c | d?", "table table number"),
        ("a\n--|--\n", "text text blank"),
        ("```\na | b\n--|--\n```", "fence code code fence"),
    ],
)
def test_a_table_has_as_many_dashes_as_heads(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. a\n   ```\n   x\n   ```\n# b", "number fence code fence heading"),
        ("- a\n  ```python\nx = 1\n  ```\n# b", "bullet fence code fence heading"),
        ("1、a\n    ```\n    # x\n    ```\n# b", "number fence code fence heading"),
        ("a\n```\n# x\n     ```\n# b", "text fence code fence heading"),
        ("a\n     ```\n     # x\n     ```\n# b", "text fence code fence heading"),
        ("1. ```\n   x\n   ```\n\n\t# x", "fence code fence blank heading"),
        ("```md\n- ```\n# x\n```\n# b", "fence code code fence heading"),
        ("• ```\n  # x\n  ```\n# b", "fence code fence heading"),
        ("> ```\n> x\n> ```\n# b", "fence code fence heading"),
        ("> ```\n> x\n\n# b\n```\ny\n```", "text text blank heading fence code fence"),
        ("> ```\n> x\n\n# b\n\n> ```\n> y", "text text blank heading blank text text"),
        ("```\n> ```\n# x\n> ```\n```\n# b", "fence code code code fence heading"),
        ("````\n```\n# x\n```\n````\n# b", "fence code code code fence heading"),
        ("~~~\n```\n# x\n~~~\n# b", "fence code code fence heading"),
        ("```\n\n# b\n```python\nx\n```", "text blank heading fence code fence"),
        ("```python\n\n# b", "text blank heading"),
        ("- a\n```\n\t# x", "bullet text text"),
        ("x\n\n```\n---", "text blank text rule"),
        ("```a``` is code\n# b", "text heading"),
    ],
)
def test_a_fence_holds_code_wherever_it_is_closed(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!-- x\nimport os\n\n-->", "comment comment comment comment"),
        ("import os\n    $$\n\n    $$\nx", "code code math text text"),
    ],
)
def test_what_stands_in_a_comment_or_a_formula_is_no_code(text, found):
    assert kinds(text) == found


def test_a_comment_in_code_that_is_set_in_ends_no_answer():
    notes = parse(
        b"### 1. How?\n\nSo:\n\n    # open it\n    f = open(x)\n\n### 2. Why?\nIt is.\n", "x.md"
    )

    assert [question.title for question in notes.questions] == ["How?", "Why?"]
    assert notes.questions[0].markdown == "So:\n\n    # open it\n    f = open(x)"


def test_a_margin_that_all_lines_share_makes_no_code():
    assert kinds("    # a\n    b\n\n    c\n    ---") == "heading text blank heading rule"


def test_what_nests_too_deep_hides_nothing_below():
    deep = "".join("  " * n + "- x\n" for n in range(1000)) + "> " * 1000 + "x\n" + "- + " * 500
    lines = classify(f"{deep}x | y\n-|-\n\n# a\n\nb\n---\n```\n# c\n```".split("\n")).lines

    assert [line.kind for line in lines[-7:]] == [
        *(Kind.HEADING, Kind.BLANK, Kind.HEADING, Kind.RULE, Kind.FENCE, Kind.CODE, Kind.FENCE)
    ]


def test_a_wide_head_of_a_table_costs_no_more_than_its_width():
    rows = "|a" * 256 + "\n" + "|-" * 256 + "\n" + "|\n" * 256
    wide = min(timed(rows * 60) for _ in range(2))

    assert wide < 4 * timed(rows.replace("-", "a") * 60)  # 12 times where each cell is filled


def timed(text):
    start = time.process_time()
    parse((text + "```\nx\n```\n").encode(), "x.md")
    return time.process_time() - start


def test_notes_without_marks_of_markdown_do_not_load_its_parser():
    asks = "1、什么是锚框？\n预先设定的框。\n\n---\n\n# 检测\n2、为什么？\n- 因为\n"
    code = f"""
import sys
from drill.bank.notes import parse
parse({asks!r}.encode(), "x.txt")
print("markdown_it" in sys.modules)
parse("a\\n---\\n".encode(), "x.txt")
print("markdown_it" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]


BLOCKS = st.sampled_from(
    [
        *("# A", "## B ##", "  ### C", "#### What?", "C\n===", "D?\n----", "text\nand more", "> x"),
        *(
            "- a\n- b",
            "- a\n  - b\n\n    c",
            "1. a\n\n   b\n2. c",
            "* a\n\n  ---",
            "+ a\nlazy\n---",
        ),
        *(
            "```python\n# x\n---\n```",
            "~~~\n```\n# y\n~~~",
            "````\n```\n````",
            "***",
            "    # x\n    y",
        ),
        *(
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "- a\n\n  ```\n  # x\n  ```",
            "1. ```sh\n   # x\n   ```",
        ),
        *(
            "> a\n> - b\n>\n> ```\n> # x\n> ```",
            "> a\n---",
            "- a\n---",
            "\t# x",
            "- a\n\n      # x",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_tidy_markdown_has_its_blocks_where_commonmark_has_them(blocks):
    text = "Notes on it.\n\n" + "\n\n".join(blocks)
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.core.ruler.disable(["inline"])
    headings, code, rows = {}, set(), set()
    for token in reader.parse(text):
        inside = set(range(token.map[0] + 1, token.map[1] + 1)) if token.map else set()
        if token.type == "heading_open":
            headings[min(inside)] = int(token.tag[1])
        elif token.type == "fence":
            code |= inside
        elif token.type == "table_open":
            rows |= inside
    lines = classify(text.split("\n")).lines

    assert {one.number: len(one.mark) for one in lines if one.kind is Kind.HEADING} == headings
    assert {one.number for one in lines if one.kind in {Kind.FENCE, Kind.CODE}} == code
    assert {one.number for one in lines if one.kind is Kind.TABLE} == rows

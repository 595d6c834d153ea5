"""Notes in many layouts and encodings: titles exact, nothing lost, nothing that takes for ever."""

import time

import pytest
from bank.notes_samples import SAMPLES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drill.bank.notes import Topics, parse
from drill.bank.notes.account import unaccounted
from drill.bank.notes.decode import decode
from drill.errors import BankError
from drill.model.notes import Doubt, Reason


def lost(notes):
    return list(unaccounted(notes.lines, notes.questions, notes.dropped))


def of(text, name="notes.md"):
    return parse(text.encode("utf-8", "surrogatepass"), name)


def titles(text, name="notes.md"):
    return [question.title for question in of(text, name).questions]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_layout_of_our_own_is_read_exactly(sample):
    notes = of(sample.text)

    assert {question.line: question.title for question in notes.questions} == sample.titles
    assert lost(notes) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_and_the_line_ends_make_no_difference(sample, encoding):
    data = sample.text.replace("\n", "\r\n").encode(encoding)
    notes = parse(data, "notes.md")

    assert notes.questions == of(sample.text).questions
    assert notes.encoding == encoding or sample.text.isascii()


def test_lines_count_as_editors_count_them():
    assert decode(b"a\r\nb\n\nc", "x").lines == ["a", "b", "", "c"]
    assert decode(b"a\nb\n", "x").lines == ["a", "b"]
    assert decode(b"a\rb\rc", "x").lines == ["a", "b", "c"]
    assert decode("a\u2028b\x0cc\x85d\n".encode(), "x").lines == ["a\u2028b\x0cc\x85d"]
    assert decode(b"", "x").lines == []


def test_damaged_utf_8_is_still_utf_8_and_said():
    notes = parse(
        "1. 什么是A？\n答案是甲乙丙丁。\n2. 什么是B？\n".encode() + b"\xe7\xad\n", "x.txt"
    )

    assert notes.encoding == "utf-8"
    assert [one.doubt for one in notes.remarks] == [Doubt.ENCODING]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n", "found a PDF where notes were wanted"),
        (b"PK\x03\x04abc", "found a Word file or an archive where notes were wanted"),
        (b"\x89PNG\r\n", "found a picture where notes were wanted"),
        (bytes(range(256)) * 9, "found a binary file where notes were wanted"),
        (b"\0" * 999, "found a binary file where notes were wanted"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(BankError) as caught:
        parse(data, "dir/notes.md")

    assert caught.value.message == message
    assert caught.value.where == "dir/notes.md"


def test_an_empty_file_has_no_questions():
    for data in (b"", b"\n\n", b"\xef\xbb\xbf"):
        notes = parse(data, "x.md")
        assert notes.questions == ()
        assert [one.doubt for one in notes.remarks] == [Doubt.NOTHING]
        assert lost(notes) == []


def test_a_file_without_structure_is_one_question():
    assert titles("# 什么是注意力\n\n加权求和。\n") == ["什么是注意力"]
    assert titles("Anchors\nare boxes that stand ready.\n") == ["Anchors"]
    text = "Anchors are boxes that stand ready, in many sizes and shapes; the network moves them, no more."
    notes = of(text, "dir/07_why-anchors.txt")
    assert [question.title for question in notes.questions] == ["why-anchors"]
    assert notes.questions[0].markdown == text
    assert lost(notes) == []


def test_one_layout_is_chosen_for_the_whole_file():
    text = "### 1. A?\n\n1. step\n2. step\n\n### 2. B?\n\n1、one\n2、two\n\nQ: C?\n\n### 3. C?\nx y z\n"

    assert titles(text) == ["A?", "B?", "C?"]
    assert of(text).layout == "heading 1."


def test_sections_end_an_answer_and_name_what_follows():
    notes = of("# All\n## Nets\n### 1. A?\nx y\n## Losses\n### 2. B?\ny z\n")

    assert [(q.section, q.markdown) for q in notes.questions] == [
        ("Nets", "x y"),
        ("Losses", "y z"),
    ]
    assert Reason.SECTION in {one.reason for one in notes.dropped}


def test_a_number_twice_or_out_of_order_is_remarked():
    notes = of("1. What is A?\nx\n2. What is B?\ny\n2. What is C?\nz\n3. What is D?\nw\n")

    assert [(r.line, r.doubt, r.detail) for r in notes.remarks] == [(5, Doubt.NUMBER, "2")]


def test_a_fence_that_never_closes_does_not_swallow_the_rest():
    notes = of("## 1. A?\n```python\nx = 1\n\n## 2. B?\nsome text\n")

    assert [question.title for question in notes.questions] == ["A?", "B?"]
    assert [(r.line, r.doubt) for r in notes.remarks] == [(2, Doubt.FENCE)]


def test_a_stray_fence_does_not_turn_the_file_inside_out():
    text = "## 1. A?\nsome text\n```\n\n## 2. B?\n```python\nx = 1\n```\n## 3. C?\nmore text\n"

    assert titles(text) == ["A?", "B?", "C?"]
    assert [len(q.code) for q in of(text).questions] == [0, 1, 0]


def test_numbered_headings_of_sections_are_no_questions():
    part = "## {n}. {name}\n\n**What is {a}?**\n\nIt is so.\n\n**{b}**\n\nBecause.\n\n"
    names = (
        ("Nets", "a net", "Why nets?"),
        ("Losses", "a loss", "Why losses?"),
        ("Data", "a set", "Why?"),
    )
    notes = of("".join(part.format(n=n, name=x, a=a, b=b) for n, (x, a, b) in enumerate(names, 1)))

    assert len(notes.questions) == 6
    assert [q.section for q in notes.questions[::2]] == ["1. Nets", "2. Losses", "3. Data"]


def test_a_heading_below_a_question_is_one_only_if_it_asks():
    notes = of("# A\n## B\ntext\n### C\nmore\n### Why D?\nso\n## E\ntext\n## F\ntext\n")

    assert [question.title for question in notes.questions] == ["B", "Why D?", "E", "F"]


def test_a_margin_that_all_lines_share_does_not_count():
    text = "   1. What is A?\n      It is a.\n   2. What is B?\n      It is b.\n"
    notes = of(text)

    assert [(q.title, q.markdown) for q in notes.questions] == [
        ("What is A?", "It is a."),
        ("What is B?", "It is b."),
    ]


def test_an_answer_nested_in_a_list_loses_the_margin_of_the_list():
    text = "- What is A?\n  - one\n    - two\n\n  ```\n  x = 1\n  ```\n- What is B?\n  - three\n"

    assert of(text).questions[0].markdown == "- one\n  - two\n\n```\nx = 1\n```"


def test_a_short_answer_behind_an_answer_marker_is_one():
    text = "● 是什么？\n参考回答：\n两步\n● 为什么？\n参考回答：\n更快\n"

    assert [question.answered for question in of(text).questions] == [True, True]


def test_a_heading_in_a_fence_or_in_code_is_no_question():
    text = "## 1. A?\n- ```sh\n  # 9. no\n  ```\n~~~\n## 8. no\nx = 8\n~~~\n## 2. B?\nimport a\n# 7. no\nx = a.f()\n"

    assert titles(text) == ["A?", "B?"]
    spans = [(one.line, one.end_line, one.fenced) for q in of(text).questions for one in q.code]
    assert spans == [(2, 4, True), (5, 8, True), (10, 12, False)]


def test_the_summary_that_repeats_the_first_title_is_dropped():
    text = "● 什么是A？参考回答：甲是乙的一种，可以用来做丙\n● 什么是A？\n参考回答：\n甲是乙。\n● 什么是B？\n参考回答：\n乙是丙。\n"
    notes = of(text)

    assert [question.title for question in notes.questions] == ["什么是A？", "什么是B？"]
    assert [(one.line, one.reason) for one in notes.dropped][0] == (1, Reason.TEASER)


def test_numbers_may_have_five_digits():
    notes = of("".join(f"{i}. What is {i}?\nIt is so.\n" for i in range(9_990, 10_011)))

    assert [question.number for question in notes.questions] == [
        str(i) for i in range(9_990, 10_011)
    ]


def test_contents_are_no_questions():
    text = (
        "1. What is A?\n2. What is B?\n\n---\n\n1. What is A?\nIt is a.\n2. What is B?\nIt is b.\n"
    )
    notes = of(text)

    assert [question.line for question in notes.questions] == [6, 8]
    assert Reason.CONTENTS in {one.reason for one in notes.dropped}


def test_topics_come_from_the_table_given():
    table = Topics({"loss": ("cross-entropy", "损失"), "boxes": ("iou",)})
    notes = parse(
        "1. What is IoU?\nA ratio.\n2. 交叉熵损失\n见 Cross Entropy 一节\n".encode(), "x", table
    )

    assert [question.topics for question in notes.questions] == [("boxes",), ("loss",)]


PIECES = st.sampled_from(
    [
        *(
            "# A",
            "## 1. What?",
            "### Q1: Why?",
            "1. What is it?",
            "2、为什么？",
            "(1) x",
            "第3题 怎么？",
        ),
        *(
            "Q: why?",
            "A: so",
            "答：对",
            "参考回答:",
            "● 什么",
            "  • x",
            "- y",
            "* [x](#y)",
            "- [ ] z?",
        ),
        *("**What?**", "**Answer:** x", "```", "```python", "~~~", "$$", "---", "===", "***"),
        *(
            "<details>",
            "<summary>Why?</summary>",
            "</details>",
            "<br/>",
            "<!--",
            "-->",
            "<img src='a.png'>",
        ),
        *(
            "| a? | b |",
            "|---|---|",
            "import os",
            "def f(x):",
            '    """',
            "    x = 1",
            "class A:",
            "}",
        ),
        *(
            "",
            " ",
            "\t",
            "\u200b",
            "Alt",
            "img",
            "评论",
            "关注我 公众号",
            "目录",
            "[TOC]",
            "一、基础",
        ),
        *(
            "![x](y.png)",
            "![](http://a/b.png)",
            "http://a.b/c?d",
            "[外链图片转存失败(img-1)(http",
            "> > x",
            "> ```",
            "- ```sh",
            "a | b",
            "--|--",
            "    # x",
        ),
        *(
            "https://www.zhihu.com/equation?tex=a%2B(b)]c)",
            "P = a P=\\frac{a}{b} P=a",
            "①x②y",
            "x:",
            "x,",
        ),
        *(
            "\x00",
            "\x1b[31m",
            "\ud800",
            "\r",
            "\ufeff",
            "[关键词] a、b",
            "为什么?因为。",
            "x" * 500,
        ),
    ]
)
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from(["\n", "\r\n", " ", "", "\n\n"])), max_size=40
).map(lambda pieces: "".join(a + b for a, b in pieces))
WORDS = "Words about nets, so that a few controls make no binary file of this.\n" * 3


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("1. \n2. \n")
@example("|a?|\n|-|\n|b?|")
@example("<summary>\n</summary>")
@example("---\na: b\n---\n# x")
def test_whatever_the_lines_are_none_is_lost(text):
    notes = of(text + WORDS)

    assert lost(notes) == []
    assert all(q.line <= q.end_line <= notes.lines for q in notes.questions)
    assert all(q.title.strip() == q.title != "" for q in notes.questions)
    spans = [n for q in notes.questions for n in range(q.line, q.end_line + 1)]
    assert len(spans) == len(set(spans))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        notes = parse(data, "x")
    except BankError as error:
        assert error.hint
    else:
        assert lost(notes) == []


CODE = "```\n# x\n```\n"  # after which the blocks of Markdown are looked for
QUESTION = "{i}. What is {i}?\nIt is {i}, see http://a.b/{i}.\n\n"
BAITS = {
    "questions": lambda n: "".join(QUESTION.format(i=i) for i in range(n // 45)),
    "one line": lambda n: "1. What?\n" + "a? b, c: ![x](y) **z** (1) d " * (n // 29),
    "quotes": lambda n: "1. What?\n" + ("> " * 1000 + "deep\n") * (n // 2005),
    "brackets": lambda n: "1. What?\n" + "![[(" * (n // 4),
    "equations": lambda n: "1. W?\n" + "https://www.zhihu.com/equation?tex=((((((" * (n // 41),
    "pictures": lambda n: "1. W?\n" + "[外链图片转存失败(img-a)(" * (n // 20),
    "stars": lambda n: "**a? " * 50 + "\n" + "**b** [\n" * (n // 8),
    "fences": lambda n: "```a\n" * (n // 5),
    "longer fences": lambda n: "".join("`" * (3 + i % 60) + "\n" for i in range(n // 35)),
    "docstrings": lambda n: "class A:\n    '''\n" * (n // 17),
    "formulas": lambda n: "$$\nx\n" * (n // 5),
    "comments": lambda n: "<!--\nx\n" * (n // 7),
    "headings": lambda n: "# a\n## b\n### c\n" * (n // 14) + CODE,
    "tables": lambda n: "|a?|b|\n|-|-|\n" * (n // 13),
    "contents": lambda n: "- [What is x?](#x)\n" * (n // 19) + "## What is x?\ny\n",
    "restarts": lambda n: "1. a\n2. b\n1. c\n" * (n // 15),
    "question marks": lambda n: "1. w?\n" + "? " * (n // 2),
    "blanks": lambda n: "1. w?\n" + " " * n + "x\n" + "\t" * n,
    "mixed ends": lambda n: "1. a?\r\nx\r2. b?\ny\n\r" * (n // 17),
    "front matter": lambda n: "---\n" + "a: &a [*a,*a,*a]\n" * (n // 17) + "---\n",
    "underlines": lambda n: "What is it?\n-----------\nyes it is\n\n" * (n // 36),
    "deep quotes": lambda n: ("> " * 1000 + "```a\n") * (n // 2005) + CODE,
    "deep lists": lambda n: "".join("  " * (i % 1000) + "- x\n" for i in range(n // 1003)) + CODE,
    "deep lines": lambda n: (
        ">" * (n // 4) + "\n" + "- " * (n // 4) + "\n" + "1. " * (n // 12) + CODE
    ),
    "lists above": lambda n: (
        "".join("  " * i + "- x\n" for i in range(20)) + "x\n" * (n // 2) + CODE
    ),
    "brackets first": lambda n: "[x\n" * (n // 3) + CODE,
    "fences in an item": lambda n: "- a\n" + "  ```a\n" * (n // 7) + "```\n",
    "fences in quotes": lambda n: "> ```a\n\n" * (n // 8) + "```\n",
    "stray fences": lambda n: "```\n```a\n" * (n // 9) + "```\n",
    "fences set in": lambda n: "```a\n     ```\n" * (n // 14),
    "headings set in": lambda n: "     # a\n     ## b\n" * (n // 19),
    "one bar": lambda n: "|" * (n // 2) + "\n" + "|-" * (n // 4),
    "bars": lambda n: ("|" * 900 + "\n" + "|-" * 450 + "|\n") * (n // 1803),
    "wide tables": lambda n: (("|a" * 256 + "\n" + "|-" * 256 + "\n") + "|\n" * 256) * (n // 1538),
}


@pytest.mark.parametrize("bait", BAITS)
def test_the_time_grows_no_faster_than_the_file(bait):
    size = 12_000
    while seconds(BAITS[bait](size)) < 0.02 and size < 1_000_000:
        size *= 2
    ratios = []
    while len(ratios) < 4 and min(ratios, default=9) > 4 * 1.6:  # a machine is never quiet
        ratios.append(seconds(BAITS[bait](4 * size)) / seconds(BAITS[bait](size)))

    assert min(ratios) < 4 * 2.2  # 16 where it is quadratic


def seconds(text):
    data = text.encode()
    start = time.process_time()
    parse(data, "x.md")
    return max(time.process_time() - start, 1e-4)


@pytest.mark.parametrize(
    "line",
    [b"words, and ![pictures](a.png) of them: http://a.b/c?d " * 190_000]
    + [sign * (10_000_000 // len(sign)) for sign in (b">", b"- ", b"[", b"|-", b"`", b"# ")],
    ids=lambda line: line[:5].decode(),
)
def test_a_line_of_ten_megabytes_is_read_at_once(line):
    data = b"1. What?\n" + line + b"\n```\nx\n```\n2. Why?\nso\n"
    start = time.perf_counter()
    notes = parse(data, "x.md")

    assert [question.title for question in notes.questions] == ["What?", "Why?"]
    assert time.perf_counter() - start < 20

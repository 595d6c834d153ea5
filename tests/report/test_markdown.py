"""Markdown on the screen: what it looks like, and that any text at all can be shown."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.model.text import Lang
from drill.report.markdown.inline import literal, mark, spans
from drill.report.markdown.lines import markdown_lines, trusted_lines
from drill.report.screen import Screen, shown_cells
from drill.report.wrap import NO_END, NO_START, cells

ANSI = re.compile(r"\x1b\[[\d;]*m")
PLAIN = Screen(Lang.EN, 40, False)
COLOUR = Screen(Lang.EN, 40, True)


def show(text, screen=PLAIN, indent=""):
    return "\n".join(markdown_lines(text, screen, indent))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "one two"),
        ("一行，\n两行", "一行，两行"),
        ("中文\nLatin\n中文", "中文 Latin 中文"),
        ("**粗体**\n接着", "粗体接着"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one  \ntwo", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("**bold**, *soft* and ***both***", "bold, soft and both"),
        ("**粗体（abc）**后面，要*三个*才够", "粗体（abc）后面，要三个才够"),
        ("2 * 3 * 4 and k*k*c", "2 * 3 * 4 and k*k*c"),
        ("f(*args, **kwargs)", "f(*args, **kwargs)"),
        ("batch_norm_eps and __init__", "batch_norm_eps and __init__"),
        ("`a * b` and ``a`b``", "`a * b` and `a`b`"),
        ("`$x$` is code", "`$x$` is code"),
        (r"\*not soft\* and \$5", "*not soft* and $5"),
        ("[text](https://a.b/c_(d)) ![a cat](x.png)", "text a cat"),
        ("<https://a.b>", "https://a.b"),
        ("# Head\n## Second ##", "Head\nSecond"),
        ("> quoted\n> more", "│ quoted more"),
        ("***\n- - -", "─" * 24 + "\n" + "─" * 24),
        ("#hashtag\n#", "#hashtag #"),
    ],
)
def test_text_and_its_marks(text, shown):
    assert show(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("for $k \\times k$ filters", "for k × k filters"),
        ("共$m$个$n$维数据", "共m个n维数据"),
        ("$a$ and $b$", "a and b"),
        ("it costs $5 and US$6", "it costs $5 and US$6"),
        ("$5 or $6", "$5 or $6"),
        ("from $5 to 10$ or so", "from $5 to 10$ or so"),
        ("$100 vs $50/month", "$100 vs $50/month"),
        ("about $5-$10 each, ($5)-($6)", "about $5-$10 each, ($5)-($6)"),
        ("half a $formula", "half a $formula"),
        ("$ x $", "$ x $"),
        ("$$x^2$$ within words", "  x²\nwithin words"),
        ("words $$x^2$$ more", "words x² more"),
        ("$\\frac{a}\n{b}$", "a/b"),
    ],
)
def test_a_dollar_is_money_or_begins_a_formula(text, shown):
    assert show(text) == shown


def test_lists_hang_and_nest():
    text = (
        "1. **Depthwise**: one filter per input channel, it filters in\n   space.\n"
        "2. Pointwise:\n   - nested, and long enough to be broken here\n   - second\n\n"
        "   a paragraph of the item\n10. last\n"
    )

    assert show(text).split("\n") == [
        "1.  Depthwise: one filter per input",
        "    channel, it filters in space.",
        "2.  Pointwise:",
        "    • nested, and long enough to be",
        "      broken here",
        "    • second",
        "",
        "    a paragraph of the item",
        "10. last",
    ]


def test_a_list_keeps_the_empty_lines_it_has_and_no_others():
    assert show("- a\n- b\n\n- c\n\nafter") == "• a\n• b\n\n• c\n\nafter"
    assert show("before\n- a\nlazy") == "before\n• a lazy"


def test_code_keeps_its_lines_and_a_long_one_goes_on_after_a_mark():
    text = "```python\ndef f(x):\n\n    return attention(query, key, value, mask=mask)\n```"

    assert show(text).split("\n") == [
        "  def f(x):",
        "",
        "      return attention(query, key,",
        "      ↪ value, mask=mask)",
    ]


def test_code_in_a_list_stands_under_its_words():
    assert (
        show("- see\n  ```\n  a = 1\n    b\n  ```\n- next") == "• see\n    a = 1\n      b\n• next"
    )


def test_code_is_no_markdown_and_a_fence_may_be_left_open():
    assert show("```\n**a** $x$\n- b") == "  **a** $x$\n  - b"


def test_a_display_formula_stands_on_lines_of_its_own():
    text = "as\n$$\nx = \\frac{a + b}{2} \\\\ y = 3\n$$\nshows, and\n\n$$a = 1\nb = 2$$"

    assert show(text).split("\n") == [
        "as",
        "  x = (a + b)/2",
        "  y = 3",
        "shows, and",
        "",
        "  a = 1",
        "  b = 2",
    ]


def test_a_formula_that_is_too_wide_breaks_at_its_relations():
    latex = (
        r"$$\frac{k^2 C_{in} + C_{in} C_{out}}{k^2 C_{out}} = \frac{1}{C_{out}} + \frac{1}{k^2}$$"
    )

    assert show(latex).split("\n") == ["  (k² Cᵢₙ + Cᵢₙ Cₒᵤₜ)/(k² Cₒᵤₜ)", "    = 1/Cₒᵤₜ + 1/k²"]


def test_a_formula_nothing_ends_is_text():
    assert show("$$ x + 1\n\nnext") == "$$ x + 1\n\nnext"


TABLE = """
| model | size | note |
|:--|--:|:-:|
| ResNet | 25.6 M | `a|b` |
| 移动网络 | $\\|3\\|$ M | x \\| `y\\|z` |
| short |
"""


def test_a_table_is_aligned_in_cells():
    assert show(TABLE).split("\n") == [
        "model       size    note",
        "─" * 27,
        "ResNet    25.6 M    `a|b`",
        "移动网络   ‖3‖ M  x | `y|z`",
        "short",
    ]


def test_a_wide_table_breaks_its_cells_and_then_becomes_a_list():
    text = "|name|what it is good for|\n|-|-|\n|RoI Align|no rounding of the coordinates|"

    assert show(text, Screen(Lang.EN, 34, False)).split("\n") == [
        "name       what it is good for",
        "──────────────────────────────────",
        "RoI Align  no rounding of the",
        "           coordinates",
    ]
    assert show(text, Screen(Lang.EN, 22, False)).split("\n") == [
        "• name: RoI Align",
        "  what it is good for:",
        "  no rounding of the",
        "  coordinates",
    ]


def test_colours_do_not_break_lines_elsewhere_and_end_with_each_line():
    text = "a **bold text that is longer than one line of this screen** and `code = 1` after"

    plain, coloured = markdown_lines(text, PLAIN, "  "), markdown_lines(text, COLOUR, "  ")

    assert [ANSI.sub("", line) for line in coloured] == plain
    assert coloured[0] == "  a \x1b[1mbold text that is longer than one\x1b[0m"
    assert coloured[1] == "  \x1b[1mline of this screen\x1b[0m and \x1b[36m`code = 1`\x1b[0m"


def test_code_is_coloured():
    text = "```python\ndef f(x):  # why\n    return 'a' + 1\n```"

    first, second = markdown_lines(text, COLOUR, "")

    assert first == "  \x1b[36mdef\x1b[0m \x1b[1mf\x1b[0m(x):  \x1b[2m# why\x1b[0m"
    assert second == "      \x1b[36mreturn\x1b[0m \x1b[32m'a'\x1b[0m + \x1b[33m1\x1b[0m"
    assert markdown_lines("```console\n$ ls -l\na  b\n```", COLOUR, "") == ["  $ ls -l", "  a  b"]
    assert markdown_lines("```nonsense\nx = 1\n```", COLOUR, "") == ["  x = 1"]


def test_a_card_may_mark_words_of_its_own():
    text = f"a {mark('1;32')}{literal('*b* $c$')}{mark('')} d"

    assert trusted_lines(text, PLAIN, "") == ["a *b* $c$ d"]
    assert trusted_lines(text, COLOUR, "") == ["a \x1b[1;32m*b* $c$\x1b[0m d"]
    assert spans(f"`{literal('x_y')}`") == [("", ""), ("`x_y`", "36"), ("", "")]


def test_nothing_reaches_the_terminal_that_could_command_it():
    evil = "\x1b]0;x\x07 \x9b2J \u202e`\x1b[31m` \ue000\ue06d $\x1b$ ```\x1b"

    text = show(evil, Screen(Lang.EN, 80, False))

    assert all(one == "\n" or one.isprintable() for one in text)
    assert "\\x1b]0;x\\x07" in text


MARKS = st.sampled_from(
    ["**", "*", "`", "```", "```python", "$", "$$", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ",
     "\n# ", "\n|", "|", "\n|-|-|\n", "[", "](", ")", "![", "<br>", "<http://a>", "\\", "    ", "\t",
     "\\frac", "{", "}", "^", "_", "---", "~~~"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["a", "Latin words", "中文", "，", "。", "（", "）", "5", "x_i", "🙂", "é", "e\u0301"]
)
MARKDOWN = st.lists(MARKS | WORDS, max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKDOWN, st.integers(20, 60), st.sampled_from(["", "  ", "    "]))
def test_any_markdown_fits_the_screen(text, width, indent):
    lines = markdown_lines(text, Screen(Lang.EN, width, False), indent)

    assert [line for line in lines if cells(line) > width] == []
    assert [line for line in lines if line != line.rstrip() or "\n" in line] == []


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.integers(20, 60))
def test_colour_adds_nothing_but_colour(text, width):
    plain = markdown_lines(text, Screen(Lang.EN, width, False), " ")
    coloured = markdown_lines(text, Screen(Lang.EN, width, True), " ")

    assert [ANSI.sub("", line).rstrip() for line in coloured] == plain
    assert [line for line in coloured if shown_cells(line) > width] == []
    for line in coloured:
        codes = ANSI.findall(line)
        assert all(code == "\x1b[0m" for code in codes[1::2])
        assert len(codes) % 2 == 0


@given(st.text(max_size=80), st.integers(20, 60))
def test_any_text_fits_the_screen(text, width):
    lines = markdown_lines(text, Screen(Lang.ZH, width, False), "  ")

    assert [line for line in lines if cells(line) > width] == []


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_no_word_is_lost(text):
    bare = re.sub(r"\]\([^()]*(\([^()]*\)[^()]*)?\)", " ", text)  # addresses
    bare = re.sub(r"(```|~~~).*", " ", bare)  # names of languages
    shown = unicodedata.normalize("NFKC", show(text))

    for word in ("5", "中文", "🙂"):
        assert shown.replace("\n", "").replace(" ", "").count(word) >= bare.count(word)


@given(
    st.lists(st.text(alphabet="非极大值抑制abc", min_size=3, max_size=8), min_size=1, max_size=20)
)
def test_chinese_marks_never_stand_on_the_wrong_side_of_a_break(words):
    lines = markdown_lines("**，（**".join(words) + "）。", Screen(Lang.ZH, 24, False), "")

    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


@pytest.mark.parametrize("text", ["> " * 3000 + "a", "- " * 3000 + "a", "**a " * 3000, "**(*(" * 400 + "a" + ")*)**" * 400, "$" * 5000, "`" * 3001 + "\na", "[" * 3000, "|" * 2000 + "\n" + "|-" * 2000, "<" * 3000])  # fmt: skip
def test_nothing_is_nested_too_deeply_or_takes_too_long(text):
    assert markdown_lines(text, PLAIN, "")

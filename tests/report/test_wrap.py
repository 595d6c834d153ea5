"""Lines that fit, and keep what they were given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from drill.report.wrap import NO_END, NO_START, cells, clip, pad, prose, wrap

CHINESE = "非极大值抑制的贪心算法，。；（）“”"
MIXED = st.text(
    alphabet=st.sampled_from(list(CHINESE + " abcXYZ019.,()-_`🙂é\u0301\t")), max_size=120
)
ANY = st.text(max_size=60)


@given(ANY)
def test_cells_are_those_of_rich(text):
    assert cells(text) == cell_len(text)


def test_every_width_known_by_heart_is_right():
    everything = [chr(code) for code in range(0x20, 0xD800)]

    assert [c for c in everything if cells(c) != cell_len(c)] == []


@given(MIXED, st.integers(2, 60))
def test_wrapped_lines_fit_and_nothing_is_lost(text, width):
    lines = wrap(text, width)

    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(
    st.lists(st.text(alphabet="非极大值抑制abc", min_size=3, max_size=8), min_size=1, max_size=20)
)
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(words):
    text = "，（".join(words) + "）。"

    lines = wrap(text, 24)

    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


@given(st.lists(st.text(alphabet="abcdef019.", min_size=1, max_size=9), min_size=1, max_size=30))
def test_words_that_fit_are_not_cut(words):
    assert " ".join(wrap(" ".join(words), 12)).split() == words


def test_latin_inside_chinese_stays_whole():
    assert wrap("用 argsort(kind=stable) 排序，再按阈值抑制。", 20) == [
        "用",
        "argsort(kind=stable)",
        "排序，再按阈值抑制。",
    ]


@given(ANY.filter(lambda text: cells(text) < 40))
def test_padded_text_is_as_wide_as_asked(text):
    assert cells(pad(text, 40)) == 40


@given(MIXED, st.integers(0, 30))
def test_clipped_text_fits(text, width):
    assert cells(clip(text, width)) <= width


@given(MIXED, st.integers(10, 60))
def test_prose_fits(text, width):
    assert all(cells(line) <= width for line in prose(text, width))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", ["one two"]),
        ("一行，\n又一行 abc\n中文", ["一行，又一行 abc 中文"]),
        ("a\n\nb", ["a", "", "b"]),
        ("* a bullet that\n  goes on\n* another", ["* a bullet that goes on", "* another"]),
        ("see:\n\n    x = 1\n    y = 2", ["see:", "", "    x = 1", "    y = 2"]),
        (
            "Parameters\n----------\nx : array\n    Goes on\n    here.\ny : float",
            ["Parameters", "----------", "x : array", "    Goes on here.", "y : float"],
        ),
        ("* rule     reason\n* other    why", ["* rule     reason", "* other    why"]),
    ],
    ids=["flow", "chinese", "paragraphs", "bullets", "verbatim", "numpydoc", "columns"],
)
def test_prose_keeps_the_shape_of_a_docstring(text, lines):
    assert prose(text, 40) == lines


def test_a_remark_that_does_not_fit_beside_follows_a_dash():
    assert prose("* a rule that holds     its reason", 24) == [
        "* a rule that holds —",
        "  its reason",
    ]
    assert prose("* 一条规则     理由", 16) == ["* 一条规则——理由"]

"""What the terminal can do."""

import io

import pytest

from drill.model.text import Lang
from drill.report.screen import Screen, colour, shown_cells, width, writable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "wanted"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (Terminal(), {"FORCE_COLOR": "0"}, False),
        (Terminal(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_those_who_ask(stream, environ, wanted):
    assert colour(stream, {"TERM": "xterm", **environ}) is wanted


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [("", 80), ("60", 60), ("20", 40), ("400", 100), ("0", 80), ("x", 80), ("-5", 80), ("²", 80)],
)
def test_width_is_asked_for_and_kept_readable(columns, wanted):
    assert width(io.StringIO(), {"COLUMNS": columns}) == wanted


def test_text_is_said_in_any_encoding():
    text = "✗ 答案 “x” ━─ ┌─┐ café"

    assert writable(text, "utf-8") == text
    assert writable(text, "ascii") == 'x \\u7b54\\u6848 "x" =- +-+ caf\\xe9'
    assert writable(text, "cp1252") == 'x \\u7b54\\u6848 "x" =- +-+ café'
    assert writable("é", None) == "\\xe9"


def test_code_in_a_line_is_coloured_and_takes_no_room():
    screen = Screen(Lang.EN, 40, True)

    line = screen.marked("use `x` here", "1")

    assert line == "\x1b[1muse \x1b[0m\x1b[1;36m`x`\x1b[0m\x1b[1m here\x1b[0m"
    assert shown_cells(line) == 12


@pytest.mark.parametrize(
    ("part", "bar"), [(0, "────"), (49, "━───"), (100, "━━━━"), (130, "━━━━"), (-4, "────")]
)
def test_a_bar_is_full_only_at_the_end(part, bar):
    assert Screen(Lang.EN, 40, False).bar(part, 100, 4, "") == bar


def test_columns_go_under_each_other_where_it_is_narrow():
    rows = [("a long command line", "what it does for you")]

    assert Screen(Lang.EN, 60, False).columns(rows) == [
        "  a long command line   what it does for you"
    ]
    assert Screen(Lang.EN, 30, False).columns(rows) == [
        "  a long command line",
        "    what it does for you",
    ]

"""Nothing a submission wrote reaches the terminal as a command."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.report.escape import escape, escape_lines, quoted

ANY = st.text(alphabet=st.characters(codec=None), max_size=80)


@given(ANY)
def test_what_is_shown_can_be_seen(text):
    shown = escape(text)

    assert shown.isprintable()
    shown.encode("utf-8")


@given(ANY)
def test_lines_stay_lines(text):
    shown = escape_lines(text)

    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 中文 é", "plain 中文 é"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b2J", r"\x9b2J"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb\u2060", r"a\u200bb\u2060"),
        ("\ud800", r"\ud800"),
        ("a\u3000b", r"a\u3000b"),
        ("\ufe0f\u3164", r"\ufe0f\u3164"),
        ("a\nb\t", r"a\nb\t"),
    ],
)
def test_escapes_are_those_of_python(text, shown):
    assert escape(text) == shown


def test_tabs_become_spaces_where_lines_are_kept():
    assert escape_lines("a\tb\r\nc\r") == "a   b\nc\\r"


@given(st.text(alphabet="abc /\\'\"$&; 中", min_size=1, max_size=20))
def test_a_quoted_file_name_is_one_word_to_the_shell(name):
    if "\\" not in name:
        assert shlex.split(quoted(name)) == [name]


def test_a_file_name_with_controls_is_only_shown():
    assert quoted("a\x1b.py") == r"a\x1b.py"

"""YAML that drill writes says exactly what it was given, and looks as a person would write it."""

import textwrap

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drill.bank.read_yaml import Findings, Items, Mapping, Scalar, read_yaml
from drill.bank.write_yaml import Flow, one_line, quoted, whole, write_yaml

# What is hard for YAML: its own signs, blanks at the ends, controls, line ends of other kinds.
PIECES = [
    *"-?:,[]{}#&*!|>'\"%@`=~ \t\n\r\\.0aA", "\n\n", "  ", ": ", " #", "\r\n", "---\n", "...\n", "- ",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\u200d", "\u202e", "\ufeff",
    "\ufffe", "\U0001f600", "\ud800", "\udc00", "样本", "均衡？", "　", "$\\alpha$", "no", "1e-6", "12:30", "```\n",
]  # fmt: skip
texts = (
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    | st.text("0123456789abcdefxeoT_:.-+ ", max_size=12)
    | st.text(max_size=30)
    | st.text(st.characters(), max_size=12)  # with surrogates
)


def read(text):
    """What the bank reads, as plain values."""
    findings = Findings("x")
    root = read_yaml(text, findings)
    assert findings.found == []
    return plain(root)


def plain(node):
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(one) for one in node.nodes]
        case Mapping():
            return {key: plain(one) for key, one in node.nodes.items()}


def expected(value):
    match value:
        case str():
            return whole(value)
        case Flow():
            return list(map(whole, value.items))
        case list():
            return [expected(one) for one in value]
        case dict():
            return {key: expected(one) for key, one in value.items()}


@settings(max_examples=600, deadline=None)
@given(text=texts)
@example("a\n\x1b\n  b\n")
@example("\n \n")
@example("  a\n b\n\n  ")
@example("\ta\nb")
@example("a\n# b\n")
def test_any_text_comes_back_exactly_wherever_it_stands(text):
    value = {"text": text, "list": [text, [text], {"deep": text}], "flow": Flow((text, text))}

    assert read(write_yaml(value)) == expected(value)
    assert read(write_yaml([value, text])) == expected([value, text])
    assert read(write_yaml(text)) == whole(text)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_other_readers_of_yaml_find_a_string_too(text):
    assert yaml.safe_load(write_yaml({"text": text, "flow": Flow((text,))})) == {
        "text": whole(text),
        "flow": [whole(text)],
    }


values = st.recursive(
    texts | st.builds(Flow, st.lists(texts, max_size=3).map(tuple)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(texts.filter(lambda key: whole(key) == key and len(key) < 99), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(value=values)
def test_any_lists_and_mappings_come_back_in_order(value):
    found = read(write_yaml(value))

    assert found == expected(value)
    assert not isinstance(value, dict) or list(found) == list(value)


def test_what_is_written_looks_as_a_person_would_write_it():
    value = [
        {
            "id": "notes-1",
            "draft": True,
            "ask": {"zh": "卷积核一定越大越好?"},
            "topics": Flow(("convolution", "training")),
            "sources": Flow(("001.txt:15", "no")),
            "answer": {"zh": "并不是。\n\n- a: b\n  - c\n"},
            "points": [
                {"zh": "公式: $\\alpha$", "any": Flow(("a, b", "1×1"))},
                {"zh": "it's", "any": Flow(())},
            ],
            "notes": ["3.14", "a # b", "x\n  y", " z", 'say "so"', "\x1b[0m"],
        }
    ]

    assert write_yaml(value) == textwrap.dedent(
        """\
        - id: notes-1
          draft: true
          ask:
            zh: 卷积核一定越大越好?
          topics: [convolution, training]
          sources: ["001.txt:15", "no"]
          answer:
            zh: |
              并不是。

              - a: b
                - c
          points:
            - zh: '公式: $\\alpha$'
              any: ["a, b", 1×1]
            - zh: it's
              any: []
          notes:
            - "3.14"
            - "a # b"
            - |-
              x
                y
            - " z"
            - say "so"
            - "\\e[0m"
        """
    )


def test_a_control_character_in_a_long_text_leaves_its_lines_apart():
    text = "one\n\n  two \x1b[1m\n#three\n"

    assert write_yaml({"answer": text}) == textwrap.dedent(
        r"""
        answer: "one\n\
          \n\
          \  two \e[1m\n\
          #three\n"
        """
    ).lstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "no",
        "Null",
        "1e-6",
        "0x1F",
        "2026-01-01",
        "a:",
        "- a",
        "? a",
        "a #b",
        "~",
        "1_000",
        "12:30:45",
        "1.",
        "2001-12-14 21:59:43",
    ],
)
def test_what_other_readers_would_guess_at_is_quoted(text):
    assert one_line(text) == quoted(text) == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["a", "a:b", "a#b", "1*1的卷积", "（一）", "BN, GN?", "yes or no", "001-f5-1", "3d"]
)
def test_what_is_safe_stands_bare(text):
    assert one_line(text) == text

"""A question on the screen."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from drill.model.question import FollowUp, Level, Question
from drill.model.text import Lang, Text
from drill.problem import EXACT, Accepted, Mistake, Problem, Reference
from drill.report.grade.source import source_of
from drill.report.problems import (
    give_up_question,
    hint_text,
    show_text,
    solution_text,
    started_text,
)
from drill.report.problems.statement import call
from drill.report.wrap import cells

ANSI = re.compile(r"\x1b\[[\d;]*m")


def doubled(x: Any) -> Any:
    """Help."""
    return x + x


def twice(x: Any, times: int = 1) -> Any:
    """The contract, which `show` tells.

    Not shown twice.
    """
    # a comment stays
    return doubled(x) * times


QUESTION = Question(
    id="twice",
    title=Text("Twice as much", "两倍"),
    prompt=Text("Double `x`.", "把 `x` 翻倍。"),
    hints=(Text("Add it.", "加起来。"), Text("x + x", "x + x。")),
    follow_ups=(
        FollowUp(ask=Text("And thrice?", "三倍呢？"), want=Text("Add again.", "再加一次。")),
    ),
    aliases=(),
    topics=("basics",),
    level=Level.WARM_UP,
    minutes=5,
    cards=(),
    sources=("ours",),
)
PROBLEM = Problem(
    id="twice",
    explanation=Text("Adding is doubling.", "相加就是翻倍。"),
    reference=Reference(twice, EXACT, Text("Double an array.", "把数组翻倍。")),
    accepted=(Accepted(doubled, "doubled", Text("By adding.", "用加法。")),),
    cases=(),
    mistakes=(
        Mistake(doubled, "squares", Text("You square it.", "你算成了平方。"), "mistake"),
        Mistake(
            doubled, "halves", Text("Halves, as elsewhere.", "别处的约定：一半。"), "convention"
        ),
    ),
    sized=None,
)


@dataclass
class Shown:
    title: Text
    names: tuple[str, ...]
    inputs: tuple[Any, ...]
    expected: Any


EXAMPLES = (
    Shown(Text("A row", "一行"), ("x", "times"), (np.array([1.0, 0.5]), 1), np.array([2.0, 1.0])),
    Shown(Text("Two values", "两个值"), ("x",), (2,), (np.array([1 / 3]), 4)),
)


def test_the_statement_has_prompt_contract_and_examples():
    text = show_text(QUESTION, PROBLEM, Lang.EN, 80, False, EXAMPLES)

    assert text.split("\n")[:4] == [
        "Twice as much",
        "  twice · warm-up · 5 min · basics",
        "",
        "  Double `x`.",
    ]
    assert "Contract\n  twice(x, times=1)\n\n  Double an array." in text
    assert "  A row\n\n    x = np.array([1., 0.5])\n\n    twice(x, 1)\n    → [2.0, 1.0]" in text
    assert "    → [0.3333]\n    → 4" in text
    assert "drill start twice" in text


def test_the_statement_does_not_give_the_answer_away():
    for lang in Lang:
        text = show_text(QUESTION, PROBLEM, lang, 80, False, EXAMPLES)

        assert not [word for word in ("x + x", "doubled", "square", "平方") if word in text]


@pytest.mark.parametrize(
    ("k", "lines"),
    [
        (
            1,
            [
                "Hint 1 of 2 · Twice as much",
                "  Add it.",
                "",
                "Next",
                "  drill hint twice   one more hint",
            ],
        ),
        (2, ["Hint 2 of 2 · Twice as much", "  x + x", "", "  That was the last one."]),
        (9, ["Hint 2 of 2 · Twice as much", "  x + x", "", "  That was the last one."]),
    ],
)
def test_hints_come_one_by_one(k, lines):
    assert hint_text(QUESTION, k, Lang.EN, 80, False).split("\n") == lines


def test_a_question_without_hints_says_so():
    bare = Question(**{f: getattr(QUESTION, f) for f in Question.__slots__} | {"hints": ()})

    assert hint_text(bare, 0, Lang.ZH, 80, False) == "这道题没有提示。"


def test_the_solution_explains_and_warns():
    text = solution_text(QUESTION, PROBLEM, Lang.EN, 80, False)

    assert "Adding is doubling." in text
    assert "Also right\n  ✓ By adding." in text
    assert "What people get wrong\n  ✗ You square it." in text
    assert "Right elsewhere\n  · Halves, as elsewhere." in text
    assert "What an interviewer asks next\n  ? And thrice?\n    Add again." in text
    assert "Sources\n  ours" in text


def test_the_source_comes_with_its_helpers_and_without_its_contract():
    assert source_of(twice) == (
        "def doubled(x: Any) -> Any:\n"
        '    """Help."""\n'
        "    return x + x\n"
        "\n"
        "\n"
        "def twice(x: Any, times: int = 1) -> Any:\n"
        "    # a comment stays\n"
        "    return doubled(x) * times"
    )


def test_colour_adds_nothing_but_colour():
    plain = solution_text(QUESTION, PROBLEM, Lang.EN, 80, False)
    coloured = solution_text(QUESTION, PROBLEM, Lang.EN, 80, True)

    assert "\x1b" not in plain
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")
    assert "\x1b" in coloured.split("def")[1]


@pytest.mark.parametrize("width", [80, 50, 40])
@pytest.mark.parametrize("lang", Lang)
def test_the_screens_fit(width, lang):
    texts = [
        show_text(QUESTION, PROBLEM, lang, width, False, EXAMPLES),
        hint_text(QUESTION, 1, lang, width, False),
        started_text("twice", "a long folder/and a file.py", lang, width, False),
    ]

    assert not [line for text in texts for line in text.split("\n") if cells(line) > width]


def test_small_texts():
    assert call(PROBLEM) == "twice(x, times=1)"
    assert give_up_question("nms", Lang.ZH) == "nms 还没有通过。放弃并查看答案吗？"
    assert started_text("nms", "my x.py", Lang.EN, 80, False).split("\n") == [
        "Wrote my x.py.",
        "",
        "Next",
        "  drill code nms 'my x.py' --watch   grade whenever you save",
        "  drill hint nms                     one more hint",
    ]

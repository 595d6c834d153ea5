"""Formulas in Markdown are found where they are, and said to be broken only where they are."""

import pytest

from drill.model.latex import broken, formulas, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with $x^2$ and $$\n\\frac{1}{2}\n$$", ["x^2", "\n\\frac{1}{2}\n"]),
        ("in code `$HOME` and ``a ` $b``", []),
        ("```sh\necho $A $B\n```\nand $y$", ["y"]),
        ("it costs $5 or $6, or \\$7", []),
        ("$p(x \\| y)$，$\\{0, 1\\}$", ["p(x \\| y)", "\\{0, 1\\}"]),
    ],
)
def test_formulas_are_found_outside_code(text, found):
    assert formulas(text) == found
    assert list(broken(text)) == []


def test_words_are_what_is_left():
    assert words("a $x$ b `<br>` c\n```\n<p>\n```\nd").split() == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one $x and no more", "a $ has no partner"),
        ("$\\frac{1}{2$", "a { is left open in $\\frac{1}{2$"),
        ("$x^2}$", "a } closes nothing in $x^2}$"),
        ("$\\}{$", "a { is left open in $\\}{$"),
        ("$$\\left( x )$$", "\\left and \\right are not as many in $\\left( x )$"),
        ("$\\begin{cases} a$", "\\begin{cases} is closed by nothing in $\\begin{cases} a$"),
        ("$a \\end{cases}$", "nothing is closed by \\end{cases} in $a \\end{cases}$"),
        (
            "$\\begin{a}\\begin{b}\\end{a}\\end{b}$",
            "\\begin{a} is closed by \\end{b} in $\\begin{a}\\begin{b}\\end{a}\\end{b}$",
        ),
    ],
)
def test_what_does_not_hold_together_is_said(text, fault):
    assert list(broken(text)) == [fault]

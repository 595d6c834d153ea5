"""Every formula on a card can be read on a terminal: each of its commands is known."""

import re

from cards.shipped import cards

from drill.actions.check.cards import _texts
from drill.model.latex import formulas
from drill.report.formula.layout import displayed, readable
from drill.report.wrap import cells

OPERATORS = {
    "arccos",
    "arctan",
    "arg",
    "cos",
    "exp",
    "ln",
    "log",
    "max",
    "min",
    "sin",
    "tan",
    "tanh",
}
FORMULAS = sorted(
    {
        latex
        for card in cards().values()
        for _, text in _texts(card)
        for said in (text.en, text.zh)
        for latex in formulas(said)
    }
)


def test_formulas_are_readable():
    for latex in FORMULAS:
        said = readable(" ".join(latex.split()))

        assert said.strip(), latex
        assert "\\" not in said, latex
        assert said.count("{") == said.count("}") == latex.count("\\{"), latex
        assert max(map(cells, displayed(latex))) <= 100, latex
    assert len(FORMULAS) > 500


def test_no_command_is_left_as_its_name():
    """What is not known is shown as its name, which only operators should be."""
    used = {name for latex in FORMULAS for name in re.findall(r"\\(?!begin|end)([A-Za-z]+)", latex)}

    assert {name for name in used if readable(rf"\{name}") == name} <= OPERATORS

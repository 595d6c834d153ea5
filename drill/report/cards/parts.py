"""Parts of a card that its front and its back share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drill.model.card import Card, Kind
from drill.report.cards import words as say
from drill.report.escape import escape_lines
from drill.report.formula.symbols import SUPER
from drill.report.markdown.highlight import code_lines
from drill.report.markdown.inline import TIE
from drill.report.markdown.lines import markdown_lines, safe, trusted_lines
from drill.report.screen import BOLD, DIM, Screen
from drill.report.words import LEVELS
from drill.report.wrap import cells

INDENT = "  "
_NAME = re.compile(r"( = )?\{(\w+)\}")
_SAME_NAME = re.compile(r"\b(\w+) = \{\1\}")
_BARE_NAME = re.compile(r"(?<![\w}^_\\{])\{(\w+)\}")
_POWER = re.compile(r"\s*(?:\*\*|\^)\s*(\d+)")


def question_lines(
    card: Card, screen: Screen, *, values: Mapping[str, float] | None = None
) -> list[str]:
    """Say what is asked, what it is about, and the code it is about."""
    ask = safe(screen.say(card.ask))
    if card.kind is Kind.NUMBER:
        ask = _NAME.sub(lambda found: _value(found, values or {}), ask)
    facts = [
        screen.say(LEVELS[card.level]),
        ", ".join(map(screen.topic, card.topics)),
        screen.say(say.KINDS[card.kind]),
    ]
    if card.draft:
        facts.append(screen.say(say.DRAFT))
    right = sum(choice.right for choice in card.choices)
    if right > 1:
        facts.append(screen.say(say.SEVERAL).format(n=right))
    lines = trusted_lines(ask, screen, "", BOLD)
    lines += dotted(facts, screen, INDENT, DIM)
    if card.code:
        inside = replace(screen, width=screen.width - len(INDENT))
        source = escape_lines(card.code.rstrip())
        lines += [
            "",
            *(INDENT + one for one in code_lines(source, "python", inside, numbered=True)),
        ]
    return lines


def hanging(lead: str, text: str, screen: Screen, *styles: str, trusted: bool = False) -> list[str]:
    """Lay out Markdown behind `lead`, which is as wide as it looks; the rest hangs below."""
    lay_out = trusted_lines if trusted else markdown_lines
    margin = " " * _seen(lead)
    first, *rest = lay_out(text, screen, margin, *styles) or [margin]
    return [(lead + first[len(margin) :]).rstrip(), *rest]


def dotted(parts: Sequence[str], screen: Screen, indent: str, *styles: str) -> list[str]:
    """Lay out facts with dots between them; a line breaks at a dot before it breaks one."""
    rows: list[str] = []
    for part in map(safe, filter(None, parts)):
        if rows and cells(indent) + cells(rows[-1]) + cells(part) + 3 <= screen.width:
            rows[-1] += f" · {part}"
        else:
            rows.append(part)
    return [line for row in rows for line in screen.paragraph(row, indent, *styles)]


def shown(value: float) -> str:
    """Write a number as people do."""
    whole = float(value).is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else f"{value:.6g}"


def unfilled(title: str) -> str:
    """Say the question of a number card without its numbers: `n = {n}` is n."""
    return _BARE_NAME.sub(r"\1", _SAME_NAME.sub(r"\1", title))


def written(formula: str) -> str:
    """Write the formula of a number card as people do: `2⋅3`, `10⁶`."""
    text = _POWER.sub(lambda found: "".join(SUPER[one] for one in found[1]), formula)
    return text.replace("**", "^").replace("*", "⋅")


def places(n: int, order: Sequence[int] | None) -> Sequence[int]:
    """Give which of `n` options stands in each place."""
    return order if order is not None and sorted(order) == list(range(n)) else range(n)


def circled(i: int) -> str:
    """Give the sign of gap `i`, from 0."""
    return chr(0x2460 + i) if i < 20 else f"({i + 1})"


def joined(*sections: Sequence[str]) -> list[str]:
    """Put sections under each other, an empty line between."""
    lines: list[str] = []
    for section in sections:
        lines += ["", *section] if lines and section else section
    return lines


def _value(found: re.Match[str], values: Mapping[str, float]) -> str:
    name = found[2]
    value = shown(values[name]) if name in values else name
    return f"{TIE}={TIE}{value}" if found[1] else value


def _seen(lead: str) -> int:
    return cells(re.sub(r"\x1b\[[\d;]*m", "", lead))

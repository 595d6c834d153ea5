"""Lint the links of a bank: what a file names exists, is named once, and names it back."""

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drill.bank.mentions import Mention
from drill.model.finding import Finding
from drill.model.review import CODE

LINKS = ("follow_ups", "cards")


@dataclass(frozen=True, slots=True)
class Link:
    """One item that names another, both as items of the log, and where it does."""

    item: str
    other: str
    shown: str
    line: int
    column: int

    def finding(self, message: str, hint: str = "") -> Finding:
        """Say what is wrong with it."""
        return Finding(self.shown, self.line, self.column, message, hint)


def items(path: Path, named: Sequence[Mention]) -> set[str]:
    """Give the items of one file: the cards, or the coding problem."""
    ids = {one.text for one in named if one.key == "id"}
    return ids or {CODE + path.stem}


def links(path: Path, shown: str, named: Sequence[Mention]) -> tuple[Link, ...]:
    """List the links of one file: `cards` of a problem, `follow_ups` of its cards."""
    item, found = CODE + path.stem, []
    for one in named:
        if one.key == "id":
            item = one.text
        elif one.key in LINKS:
            found.append(Link(item, one.text, shown, one.line, one.column))
    return tuple(found)


def unknown(named: Sequence[Link], known: Collection[str]) -> Iterator[Finding]:
    """Find links to nothing."""
    for one in named:
        if one.other not in known:
            near = difflib.get_close_matches(one.other, sorted(known), 3, 0.6)
            what, name = "card has the id", one.other
            if one.other.startswith(CODE):
                what, name = "problem is named", one.other.removeprefix(CODE)
            hint = f"did you mean {', '.join(near)}?" if near else ""
            yield one.finding(f"no {what} {name!r}", hint)


def twice(named: Sequence[Link]) -> Iterator[Finding]:
    """Find links that the same item has twice."""
    seen = set()
    for one in named:
        if (one.item, one.other) in seen:
            yield one.finding(f"{one.other!r} is named here twice", "keep one of them")
        seen.add((one.item, one.other))


def one_sided(named: Sequence[Link], among: Collection[str]) -> Iterator[Finding]:
    """Find a problem that a card names and that does not list the card, and the other way round."""
    pairs = {(one.item, one.other) for one in named}
    for one in named:
        if (one.other, one.item) in pairs or one.other not in among:
            continue
        if one.item.startswith(CODE):
            message = f"the card {one.other!r} does not name this problem"
            yield one.finding(message, f"add {one.item} to its `follow_ups`")
        elif one.other.startswith(CODE):
            message = f"the problem {one.other.removeprefix(CODE)!r} does not list this card"
            yield one.finding(message, f"add {one.item} to its `cards`")

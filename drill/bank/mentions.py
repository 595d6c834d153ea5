"""Where a bank file names things: ids, other cards and topics, each with its place."""

from dataclasses import dataclass
from pathlib import Path

from drill.bank.read_yaml import Findings, Items, Mapping, Node, Scalar
from drill.bank.reader import read_root

KEYS = ("id", "follow_ups", "cards", "topics")


@dataclass(frozen=True, slots=True)
class Mention:
    """A word at a key, line and column from 1."""

    key: str
    text: str
    line: int
    column: int


def mentions(path: Path) -> tuple[Mention, ...]:
    """List what a file of cards or a question file names; what is malformed is passed over."""
    root = read_root(path, Findings(str(path)))
    cards = root.nodes if isinstance(root, Items) else (root,)
    return tuple(
        Mention(key, node.text.strip(), node.line, node.column)
        for card in cards
        if isinstance(card, Mapping)
        for key in KEYS
        for node in _scalars(card.nodes.get(key))
    )


def _scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    return [one for one in node.nodes if isinstance(one, Scalar)] if isinstance(node, Items) else []

"""A file of cards: every card in order, and everything that is wrong with the others."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drill.bank.card_numbers import read_number
from drill.bank.card_parts import PartsReader, mapping_of
from drill.bank.draft_nodes import completed, is_draft
from drill.bank.read_yaml import Findings, Items, Mapping, Node
from drill.bank.reader import kind_of, read_root
from drill.model.card import Card, Kind
from drill.model.card_json import card_json, digest
from drill.model.question import Level
from drill.model.text import Text

REQUIRED = ("id", "ask", "topics", "level", "sources")
OPTIONAL = ("kind", "hint", "follow_ups", "errata", "answer", "draft")
# A draft must have less, and may have more.
DRAFT_REQUIRED = ("id", "ask")
NOT_OF_DRAFTS = ("answer", "points")
DRAFT_ONLY = ("unanswered", "like", "notes")
# What each kind must have and may have beside that.
PARTS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.RECALL: (("answer", "points"), ()),
    Kind.CHOICE: (("choices",), ()),
    Kind.CLOZE: (("text",), ()),
    Kind.NUMBER: (("given", "formula"), ("unit", "tolerance")),
    Kind.ORDER: (("steps",), ()),
    Kind.BUG: (("code",), ("choices", "points")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A card and where its id stands, line and column from 1.

    `body` is the card as JSON and `digest` the hash of that: it changes with what the card says,
    and not with comments, the order of keys or the way the YAML is laid out.
    """

    card: Card
    line: int
    column: int
    digest: str
    body: str


def read_cards(path: Path, shown: str | None = None) -> tuple[tuple[Placed, ...], Findings]:
    """Read a file of cards and collect what is wrong in it; a card with a finding is left out.

    `shown` is the path to print, where it differs from `path`.
    """
    findings = Findings(shown or str(path))
    root = read_root(path, findings)
    if root is None:
        return (), findings
    if not isinstance(root, Items):
        message = f"found {kind_of(root)} where a list of cards was wanted"
        findings.add(root, message, "start each card with `- id:`")
        return (), findings
    spoiled = _spoiled(root, findings)
    reader = _CardReader(findings)
    cards = [reader.card(node) for node in root.nodes]
    return tuple(
        one for i, one in enumerate(cards) if one is not None and i not in spoiled
    ), findings


def _spoiled(root: Items, findings: Findings) -> set[int]:
    """Find the cards in which the YAML itself has a finding: a key given twice, an alias."""
    starts = [(node.line, node.column) for node in root.nodes]
    return {bisect_right(starts, (one.line, one.column)) - 1 for one in findings.found}


class _CardReader(PartsReader):
    """Reads the cards of one file."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.ids: dict[str, Node] = {}

    def card(self, node: Node) -> Placed | None:
        """Read one card; None where anything is wrong with it."""
        before = len(self.findings.found)
        card = mapping_of(self, node, "a card", "start each card with `- id:`")
        if card is None:
            return None
        self.draft = is_draft(card)
        card = completed(card, self.findings) if self.draft else card
        kind = self._kind(card)
        self._card_keys(card, kind)
        fields = self._common(card) | (self._parts(card, kind) if kind else {})
        if self.draft:
            fields |= self._draft(card, kind)
            self._each_once(before)
        self._once(card, fields["id"])
        if kind is None or len(self.findings.found) > before:
            return None
        found = Card(kind=kind, **fields)
        body, place = card_json(found), card.nodes["id"]
        return Placed(
            card=found, line=place.line, column=place.column, digest=digest(body), body=body
        )

    def _kind(self, card: Mapping) -> Kind | None:
        return self.one_of(Kind)(card.nodes["kind"]) if "kind" in card.nodes else Kind.RECALL

    def _card_keys(self, card: Mapping, kind: Kind | None) -> None:
        """Hold the keys against those of the kind; of an unknown kind, against those of all."""
        every = list(dict.fromkeys(key for must, may in PARTS.values() for key in (*must, *may)))
        must, may = PARTS[kind] if kind else ((), tuple(every))
        foreign = [key for key in every if key in card.keys and key not in (*must, *may, *OPTIONAL)]
        for key in foreign:
            owners = [one for one, parts in PARTS.items() if key in (*parts[0], *parts[1])]
            self.findings.add(
                card.keys[key],
                f"the key {key!r} does not belong to a card of the kind {kind}",
                f"it belongs to: {', '.join(owners)}",
            )
        required, optional = (*REQUIRED, *must), (*OPTIONAL, *may, *foreign)
        if self.draft:
            optional = (*required, *optional, *DRAFT_ONLY)
            required = (*DRAFT_REQUIRED, *(key for key in must if key not in NOT_OF_DRAFTS))
        else:
            optional = (*optional, *self._of_drafts(card))
        self.keys(card, required, optional)

    def _of_drafts(self, card: Mapping) -> list[str]:
        """Find keys that only drafts have."""
        found = [key for key in DRAFT_ONLY if key in card.keys]
        for key in found:
            hint = "add `draft: true`, or take it out"
            self.findings.add(card.keys[key], f"the key {key!r} belongs to drafts", hint)
        return found

    def _common(self, card: Mapping) -> dict[str, Any]:
        return {
            "id": self.get(card, "id", self.card_id, ""),
            "ask": self.get(card, "ask", self.text, Text("", "")),
            "topics": self.get(card, "topics", self.topics, ()),
            "level": self.get(card, "level", self.one_of(Level), Level.CORE),
            "sources": self.get(card, "sources", self.each(self.string), ()),
            "answer": self.get(card, "answer", self.text, None),
            "hint": self.get(card, "hint", self.text, None),
            "follow_ups": self.get(card, "follow_ups", self.each(self.item), ()),
            "errata": self.get(card, "errata", self.text, None),
        }

    def _draft(self, card: Mapping, kind: Kind | None) -> dict[str, Any]:
        unanswered = self.get(card, "unanswered", self.yes, False)
        if kind is Kind.RECALL and "unanswered" not in card.nodes and "answer" not in card.nodes:
            hint = "add `answer:`, or `unanswered: true`"
            self.findings.add(card, "the key 'answer' is missing", hint)
        if unanswered and "answer" in card.nodes:
            hint = "take `unanswered` out once there is an answer"
            self.findings.add(card.keys["unanswered"], "the card has an answer", hint)
        return {
            "draft": self.get(card, "draft", self.yes, True),
            "unanswered": unanswered,
            "like": self.get(card, "like", self.each(self.card_id), ()),
            "notes": self.get(card, "notes", self.each(self.string), ()),
        }

    def _each_once(self, before: int) -> None:
        """Say once what is wrong with words that stand for both languages."""
        found = self.findings.found
        found[before:] = dict.fromkeys(found[before:])

    def _parts(self, card: Mapping, kind: Kind) -> dict[str, Any]:
        match kind:
            case Kind.RECALL:
                return {"points": self.get(card, "points", self.points, ())}
            case Kind.CHOICE:
                return {"choices": self.get(card, "choices", self.choices, ())}
            case Kind.CLOZE:
                return {"text": self.get(card, "text", self.cloze, None)}
            case Kind.NUMBER:
                return read_number(self, card)
            case Kind.ORDER:
                return {"steps": self.get(card, "steps", self.steps, ())}
            case Kind.BUG:
                return self._bug(card)

    def _bug(self, card: Mapping) -> dict[str, Any]:
        has = [key for key in ("choices", "points") if key in card.nodes]
        if len(has) != 1:
            found = "both `choices` and `points`" if has else "neither `choices` nor `points`"
            self.findings.add(card, f"found {found} where one of them was wanted")
        if "points" in card.nodes and "answer" not in card.nodes:
            hint = "points are ticked off beside a model answer: add `answer:`"
            self.findings.add(card, "the key 'answer' is missing", hint)
        return {
            "code": self.get(card, "code", self.code, ""),
            "choices": self.get(card, "choices", self.choices, ()),
            "points": self.get(card, "points", self.points, ()),
        }

    def _once(self, card: Mapping, name: str) -> None:
        """Find an id that an earlier card of the file has, and a card that follows itself."""
        if not name:
            return
        place = card.nodes["id"]
        first = self.ids.setdefault(name, place)
        if first is not place:
            message = f"the id {name!r} is here twice; the first is in line {first.line}"
            self.findings.add(place, message, "an id is for ever: change the newer one")
        follow_ups = card.nodes.get("follow_ups")
        for one in follow_ups.nodes if isinstance(follow_ups, Items) else ():
            if getattr(one, "text", "").strip() == name:
                self.findings.add(one, "a card cannot follow itself", "name another card")

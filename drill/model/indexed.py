"""What the index of a bank holds about each card and each coding problem."""

import json
from dataclasses import asdict, dataclass

from drill.model.card_json import Json, canonical, digest, text_dict, text_from
from drill.model.finding import Finding
from drill.model.question import Level, Question
from drill.model.review import CODE
from drill.model.text import Text

CODE_KIND = "code"  # the kind of a coding problem, beside those of cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One card or coding problem as lists need it.

    `id` is that of the card, or `code:` and the problem; line and column are where it stands in
    its file, from 1. `minutes` is None for a card.
    """

    id: str
    kind: str
    line: int
    column: int
    topics: tuple[str, ...]
    level: Level
    digest: str
    title: Text
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one file holds: its entries, each with its body as JSON, and what is wrong in it."""

    entries: tuple[tuple[Entry, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A coding problem as lists show it."""

    id: str
    title: Text
    topics: tuple[str, ...]
    level: Level
    minutes: int
    aliases: tuple[str, ...]


def taken(item: str, where: str) -> tuple[str, str]:
    """Say that the id of an item belongs to another one at `where`; and what to do."""
    if item.startswith(CODE):
        return f"the problem {item.removeprefix(CODE)!r} is in {where} already", "rename this file"
    return f"the id {item!r} belongs to {where} already", "an id is for ever: change the newer one"


def problem_entry(question: Question) -> tuple[Entry, str]:
    """Make the entry of a coding problem and its body."""
    entry = Entry(
        id=CODE + question.id,
        kind=CODE_KIND,
        line=1,
        column=1,
        topics=question.topics,
        level=question.level,
        digest=digest(canonical(asdict(question))),
        title=question.title,
        minutes=question.minutes,
    )
    listed: Json = {
        "id": question.id,
        "title": text_dict(question.title),
        "topics": question.topics,
        "level": question.level.value,
        "minutes": question.minutes,
        "aliases": question.aliases,
    }
    return entry, canonical(listed)


def read_problem(text: str) -> Listed:
    """Read the body of a coding problem."""
    found: Json = json.loads(text)
    return Listed(
        id=found["id"],
        title=text_from(found["title"]),
        topics=tuple(found["topics"]),
        level=Level(found["level"]),
        minutes=found["minutes"],
        aliases=tuple(found["aliases"]),
    )

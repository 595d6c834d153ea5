"""What an import did, or would do, with each question of some notes."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from drill.model.notes import Notes


class State(StrEnum):
    """What became of a question."""

    NEW = "new"
    SAME = "unchanged"
    UPDATED = "updated"  # the notes changed, the draft was as imported
    EDITED = "edited"  # a person changed the card, the notes are as they were
    CHANGED = "notes changed"  # both did: the card stays
    DELETED = "deleted"  # by a person: it stays away
    MOVED = "moved"  # the card is in another file of the bank
    GONE = "gone from the notes"  # the card stays


@dataclass(frozen=True, slots=True)
class Like:
    """A card that asks nearly the same, and how nearly, from 0 to 1."""

    id: str
    title: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question, and what became of its card.

    `line` is that of the question in its notes, 0 where it is gone. `diff` compares the card, as
    a person left it, with the draft that the notes would give now.
    """

    id: str
    state: State
    title: str
    line: int
    like: tuple[Like, ...] = ()
    diff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One file of notes, and the file its drafts are in; `written` where that changed.

    `label` is as much of the end of the path of the notes as tells it from the other files.
    """

    notes: Notes
    label: str
    path: Path
    written: bool
    outcomes: tuple[Outcome, ...]

    def count(self, state: State) -> int:
        """Count the questions that came out so."""
        return sum(one.state is state for one in self.outcomes)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that holds no notes, and why."""

    name: str
    why: str

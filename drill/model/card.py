"""A flashcard: what is asked, and what the program needs to grade an answer."""

from dataclasses import dataclass
from enum import StrEnum

from drill.model.question import Level
from drill.model.text import Text


class Kind(StrEnum):
    """What kind of answer a card wants."""

    RECALL = "recall"
    CHOICE = "choice"
    CLOZE = "cloze"
    NUMBER = "number"
    ORDER = "order"
    BUG = "bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A key point an interviewer listens for.

    `any` are wordings of which one must appear, in either language; `veto` are wordings that
    show the point was got wrong. An answer without a `must` point has failed.
    """

    text: Text
    any: tuple[str, ...]
    veto: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a card; several may be right."""

    text: Text
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A quantity of a number card and the values it may take."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One flashcard. Which fields are filled depends on its kind.

    recall: `answer`, `points`; choice: `choices`; cloze: `text`, whose ``{{gaps}}`` hold
    the accepted wordings split by ``|``; number: `given`, `formula`, `unit`, `tolerance`
    (relative), and ``{name}`` in `ask` stands for a value; order: `steps` in the right order;
    bug: `code`, and `choices` or `points`. Any kind may have an `answer` that explains.
    `follow_ups` are ids of cards, and ``code:`` with the id of a coding problem.

    A draft comes from notes: where it has one language its texts say the same in both, it may be
    `unanswered`, `like` are cards that ask the same, and `notes` is what a person should look at.
    """

    id: str
    kind: Kind
    ask: Text
    topics: tuple[str, ...]
    level: Level
    sources: tuple[str, ...]
    answer: Text | None = None
    points: tuple[Point, ...] = ()
    choices: tuple[Choice, ...] = ()
    text: Text | None = None
    given: tuple[Given, ...] = ()
    formula: str = ""
    unit: Text | None = None
    tolerance: float = 0.0
    steps: tuple[Text, ...] = ()
    code: str = ""
    hint: Text | None = None
    follow_ups: tuple[str, ...] = ()
    errata: Text | None = None
    draft: bool = False
    unanswered: bool = False
    like: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

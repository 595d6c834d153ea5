"""The collection inside an Anki package: what is remembered of each note, and every answer.

Facts about the format, found out by trying: with no `schedVer` Anki takes the log for one of its
first scheduler and turns 3 into 4; `due` counts days from the collection's first; a review
needs a `factor`, or it is taken for one that does not count.
"""

import itertools
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

_FACTOR = 2500  # of a card, in the thousandths of the scheduler before FSRS
_RED = 1  # the first of Anki's flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row of Anki's review log. Intervals in days."""

    ts_ms: int
    rating: int
    kind: int  # 0 learning, 1 review, 2 relearning, 3 cramming
    interval: int
    before: int  # the interval that had been chosen
    difficulty: float
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What Anki is to remember of a card. `due` in days from the first of the collection."""

    stability: float
    difficulty: float
    target: float
    decay: float
    last_s: int  # of the last review, seconds since 1970
    due: int
    interval: int
    reps: int
    lapses: int


class Collection:
    """A collection that is being made. Use `new_collection`."""

    def __init__(self, db: sqlite3.Connection, made_ms: int) -> None:
        """Wrap an empty database. `made_ms` numbers its notes and cards."""
        self.cursor = db.cursor()
        self.numbers = itertools.count(made_ms)
        self._taken: set[int] = set()

    def begin(self, first_s: int) -> None:
        """Set the first day, once the notes are in: seconds since 1970 of its beginning."""
        (conf,) = self.cursor.execute("select conf from col").fetchone()
        conf = json.dumps(json.loads(conf) | {"schedVer": 2})
        self.cursor.execute("update col set crt = ?, conf = ?", (first_s, conf))

    def remember(
        self,
        guid: str,
        known: Known | None,
        answers: Sequence[Answer],
        *,
        suspended: bool = False,
        flagged: bool = False,
    ) -> None:
        """Give the card of a note its memory and its answers."""
        (card,) = self.cursor.execute(
            "select cards.id from cards join notes on notes.id = nid where guid = ?", (guid,)
        ).fetchone()
        self.cursor.execute(
            "update cards set queue = case when ? then -1 else queue end, flags = ? where id = ?",
            (suspended, _RED * flagged, card),
        )
        if known is not None:
            self._remember(card, known, suspended=suspended)
        for answer in answers:
            self._answer(card, answer)

    def _remember(self, card: int, known: Known, *, suspended: bool) -> None:
        data = {
            "s": round(known.stability, 4),
            "d": round(known.difficulty, 3),
            "dr": known.target,
            "decay": known.decay,
            "lrt": known.last_s,
        }
        self.cursor.execute(
            "update cards set type = 2, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?,"
            " lapses = ?, data = ? where id = ?",
            (
                -1 if suspended else 2,
                known.due,
                known.interval,
                _FACTOR,
                known.reps,
                known.lapses,
                json.dumps(data),
                card,
            ),
        )

    def _answer(self, card: int, answer: Answer) -> None:
        number = answer.ts_ms
        while number in self._taken:  # it is the key, and the time
            number += 1
        self._taken.add(number)
        crammed = answer.kind == 3
        # as Anki writes it: difficulty 1 to 10 as 100 to 1100, and 0 where nothing was learned
        factor = 0 if crammed else round((answer.difficulty - 1) / 9 * 1000 + 100)
        self.cursor.execute(
            "insert into revlog values (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            (
                number,
                card,
                answer.rating,
                answer.interval,
                answer.before,
                factor,
                answer.ms,
                answer.kind,
            ),
        )


@contextmanager
def new_collection(path: Path, made_ms: int) -> Iterator[Collection]:
    """Make a collection in a new file."""
    with closing(sqlite3.connect(path)) as db:
        yield Collection(db, made_ms)
        db.commit()

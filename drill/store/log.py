"""The log in SQLite: one commit per answer, nothing ever changed or deleted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from drill.errors import StoreError
from drill.model.memory import Memory
from drill.model.review import CODE, Event, Happened, Review
from drill.model.upkeep import Rows
from drill.store import fold
from drill.store.database import explained, open_database
from drill.store.fold import EVENT, MEMORY, ORDER, REVIEW, Rules

if TYPE_CHECKING:
    from drill.model.attempt import Attempt, Progress

MARKS = (Happened.SUSPEND, Happened.UNSUSPEND, Happened.BURY, Happened.FLAG, Happened.UNFLAG)
_ATTEMPT = (
    "insert into attempt (uuid, ts_ms, tz_min, problem, file, verdict, score, mistake, hints, seed,"
    " elapsed_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Log:
    """An open log. Use `open_log`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, rules: Rules) -> None:
        """Wrap a connection whose schema is known to be ours."""
        self.db = connection
        self.path = path
        self.rules = rules
        self.before_review: Callable[[int], None] = lambda day: None  # told the study day
        self.warnings: list[StoreError] = []  # what went wrong and stops nobody

    def add_review(self, review: Review) -> Memory | None:
        """Store one review; it is on disk when this returns. Give the memory after it."""
        self.before_review(review.day)
        with explained(self.path), self.db:
            self._insert("review", REVIEW, review)
            return fold.extend(self.db, self.rules, review)

    def add_attempt(self, attempt: "Attempt", review: Review | None) -> None:
        """Store one attempt at a problem, and what it means for the schedule."""
        if review is not None:
            self.before_review(review.day)
        with explained(self.path), self.db:
            self.db.execute(
                _ATTEMPT,
                (
                    attempt.uuid,
                    attempt.ts_ms,
                    attempt.tz_min,
                    attempt.problem,
                    attempt.file,
                    attempt.verdict.value,
                    attempt.score,
                    attempt.mistake,
                    self._hints(attempt.problem),
                    attempt.seed,
                    attempt.elapsed_ms,
                ),
            )
            fold.resolve(self.db, attempt.problem)
            if review is not None:
                self._insert("review", REVIEW, review)
                fold.extend(self.db, self.rules, review)

    def add_event(self, event: Event, review: Review | None = None) -> None:
        """Store that something happened, and with it a review where it counts as one."""
        if review is not None:
            self.before_review(review.day)
        with explained(self.path), self.db:
            self.db.execute("begin immediate")  # nobody adds a review after `before` was read
            before = fold.live_reviews(self.db, event.item) if event.kind is Happened.VOID else []
            self._insert("event", EVENT, event)
            if event.kind is Happened.VOID:
                fold.refresh(self.db, self.rules, event.item, before)
                fold.remark(self.db, event.item)
            elif event.kind in MARKS:
                fold.remark(self.db, event.item)
            if review is not None:
                self._insert("review", REVIEW, review)
                fold.extend(self.db, self.rules, review)

    def memory(self, item: str) -> Memory | None:
        """Read the memory of an item; None before its first review."""
        with explained(self.path):
            return fold.load_memory(self.db, item)

    def reviews(self, item: str) -> list[Review]:
        """Read the reviews of an item that count, in order."""
        with explained(self.path):
            return fold.live_reviews(self.db, item)

    def events(self, kind: Happened, item: str | None = None) -> list[Event]:
        """Read the events of one kind that were not undone, in order."""
        with explained(self.path):
            rows = self.db.execute(
                f"select {', '.join(EVENT)} from live_event"
                f" where kind = ?1 and (?2 is null or item = ?2) {ORDER}",
                (kind, item),
            ).fetchall()
        return [
            Event(**dict(zip(EVENT, row, strict=True)) | {"kind": Happened(row[3])}) for row in rows
        ]

    def memories(self) -> dict[str, Memory]:
        """Read the memory of every item that was ever reviewed."""
        with explained(self.path):
            rows = self.db.execute(f"select item, {', '.join(MEMORY)} from memory").fetchall()
        return {item: fold.memory_of(row) for item, *row in rows}

    def marks(self) -> dict[str, tuple[bool, int, bool]]:
        """Read what a person marked: suspended, buried until which study day, flagged."""
        with explained(self.path):
            rows = self.db.execute("select item, suspended, buried, flagged from mark").fetchall()
        return {item: (bool(away), day, bool(flag)) for item, away, day, flag in rows}

    def flagged(self, item: str) -> bool:
        """Say whether a person marked an item as one to mend."""
        with explained(self.path):
            row = self.db.execute("select flagged from mark where item = ?", (item,)).fetchone()
        return row is not None and bool(row[0])

    def progress(self, problem: str) -> "Progress":
        """Say how far someone has come with one problem."""
        with explained(self.path):
            count, best, accepted = self.db.execute(
                "select count(*), max(score), coalesce(max(verdict = 'accepted'), 0)"
                " from attempt where problem = ?",
                (problem,),
            ).fetchone()
            hints = self._hints(problem)
        from drill.model.attempt import Progress

        return Progress(attempts=count, best=best, accepted=bool(accepted), hints=hints)

    def rows(self) -> Rows:
        """Count what the log holds."""
        with explained(self.path):
            counts = self.db.execute(
                "select (select count(*) from attempt), (select count(*) from review),"
                " (select count(*) from event)"
            ).fetchone()
        attempts, reviews, events = counts
        return Rows(attempts=attempts, reviews=reviews, events=events)

    def days(self) -> tuple[int, int] | None:
        """Give the first and the last study day with an answer."""
        with explained(self.path):
            first, last = self.db.execute("select min(day), max(day) from review").fetchone()
        return None if first is None else (first, last)

    def odd_times(self, today: int) -> tuple[int, int]:
        """Count answers of days after `today`, and those older than the one before in a quiz."""
        with explained(self.path):
            ahead, back = self.db.execute(
                "select (select count(*) from review where day > ?), (select count(*) from"
                " (select ts_ms, lag(ts_ms) over (partition by session order by seq) as before"
                "  from review where session != '') where ts_ms < before)",
                (today,),
            ).fetchone()
        return ahead, back

    def integrity(self) -> str:
        """Ask SQLite whether the file is sound: `ok`, or what is wrong."""
        with explained(self.path):
            return str(self.db.execute("pragma integrity_check").fetchone()[0])

    def rebuild(self) -> None:
        """Make everything that is computed from the log anew."""
        with explained(self.path), self.db:
            fold.rebuild(self.db, self.rules)

    def _insert(self, table: str, names: tuple[str, ...], row: Review | Event) -> None:
        self.db.execute(_inserting(table, names), [getattr(row, name) for name in names])

    def _hints(self, problem: str) -> int:
        (count,) = self.db.execute(
            "select count(*) from event where item = :item and kind = 'hint' and ts_ms > coalesce("
            " (select max(ts_ms) from attempt where problem = :id and verdict = 'accepted'), -1)",
            {"item": CODE + problem, "id": problem},
        ).fetchone()
        return int(count)


@cache
def _inserting(table: str, names: tuple[str, ...]) -> str:
    places = ", ".join("?" * len(names))
    return f"insert into {table} ({', '.join(names)}) values ({places})"


@contextmanager
def open_log(path: Path, rules: Rules) -> Iterator[Log]:
    """Open the log at `path`, made on first use; its cache is made anew where it is of another model."""
    with open_database(path) as connection:
        log = Log(connection, path, rules)
        with explained(path):
            made = connection.execute(
                "select 1 from cache where key = 'model' and value = ?", (rules.name,)
            ).fetchone()
        if not made:
            log.rebuild()
        yield log

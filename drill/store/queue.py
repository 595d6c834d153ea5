"""What is due and what is new: the log's memories joined with the index of the bank."""

from collections.abc import Sequence
from dataclasses import dataclass

from drill.store.database import explained
from drill.store.index import Index
from drill.store.log import Log

_SHOWN = "coalesce((select suspended = 0 and buried <= :today from mark where item = entry.id), 1)"
_TOPIC = """(:topics = '' or exists (select 1 from topic where topic.entry = entry.id
  and instr(:topics, '|' || topic.topic || '|')))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What there is to do."""

    due: int
    due_code: int
    new: int
    seen: int  # of cards and problems
    due_tomorrow: int


class Work:
    """Asks the log and the index together."""

    def __init__(self, log: Log, index: Index) -> None:
        """Attach the index to the log's connection."""
        self._log = log
        self._db = log.db
        index.attach(self._db)

    def due(self, today: int, topics: Sequence[str] = (), *, code: bool) -> list[str]:
        """List what is due on the study day `today`, longest overdue first."""
        return self._ids(
            "select entry.id from memory join entry on entry.id = memory.item"
            f" where due_day <= :today and (entry.kind = 'code') = :code and {_SHOWN} and {_TOPIC}"
            " order by due_day, stability, entry.id",
            today,
            topics,
            code=code,
        )

    def new(self, today: int, topics: Sequence[str], limit: int, *, code: bool) -> list[str]:
        """List what was never asked."""
        return self._ids(
            "select entry.id from entry left join memory on memory.item = entry.id"
            f" where memory.item is null and (entry.kind = 'code') = :code and {_SHOWN} and {_TOPIC}"
            # in order of depth; within a level the digest mixes topics, always the same way
            " order by depth, digest, entry.id limit :limit",
            today,
            topics,
            code=code,
            limit=limit,
        )

    def known(self, today: int, topics: Sequence[str]) -> list[str]:
        """List every card for cramming: those least likely to be remembered first."""
        return self._ids(
            "select entry.id from entry left join memory on memory.item = entry.id"
            f" where entry.kind != 'code' and {_SHOWN} and {_TOPIC}"
            " order by memory.item is null, (:today - last_day) / stability desc, entry.id",
            today,
            topics,
        )

    def counts(self, today: int, topics: Sequence[str] = ()) -> Counts:
        """Count what there is to do."""
        with explained(self._log.path):
            due, due_code, tomorrow, cards, seen = self._db.execute(
                "select coalesce(sum(due_day <= :today and kind != 'code'), 0),"
                " coalesce(sum(due_day <= :today and kind = 'code'), 0),"
                " coalesce(sum(due_day = :today + 1), 0),"
                " coalesce(sum(kind != 'code'), 0), count(*)"
                " from memory join entry on entry.id = memory.item"
                f" where {_SHOWN} and {_TOPIC}",
                _values(today, topics),
            ).fetchone()
            (shown,) = self._db.execute(
                f"select count(*) from entry where kind != 'code' and {_SHOWN} and {_TOPIC}",
                _values(today, topics),
            ).fetchone()
        return Counts(
            due=due, due_code=due_code, new=shown - cards, seen=seen, due_tomorrow=tomorrow
        )

    def done_on(self, today: int) -> tuple[int, int]:
        """Count the items first seen on a study day, and the answers of that day."""
        with explained(self._log.path):
            row = self._db.execute(
                "select learned, reviews from day where day = ?", (today,)
            ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def next_due(self, today: int) -> tuple[int | None, int]:
        """Say on which study day after `today` something is due next, and how much."""
        with explained(self._log.path):
            row = self._db.execute(
                "select due_day, count(*) from memory join entry on entry.id = memory.item"
                f" where due_day > :today and {_SHOWN} group by due_day order by due_day limit 1",
                _values(today, ()),
            ).fetchone()
        return (int(row[0]), int(row[1])) if row else (None, 0)

    def last_day(self) -> int:
        """Give the study day of the last answer, 0 where there is none."""
        with explained(self._log.path):
            (found,) = self._db.execute("select max(day) from day").fetchone()
        return int(found or 0)

    def _ids(self, sql: str, today: int, topics: Sequence[str], **values: object) -> list[str]:
        with explained(self._log.path):
            rows = self._db.execute(sql, _values(today, topics) | values).fetchall()
        return [item for (item,) in rows]


def _values(today: int, topics: Sequence[str]) -> dict[str, object]:
    return {"today": today, "topics": f"|{'|'.join(topics)}|" if topics else ""}

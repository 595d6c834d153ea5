"""What can be planned: the items of the bank, what is remembered of them, how long they take."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from drill.model.memory import Memory
from drill.store.database import explained
from drill.store.fold import MEMORY, memory_of
from drill.store.index import Index
from drill.store.log import Log

RECENT = 1000  # answers, the newest: a person's pace changes

_SHOWN = """
left join mark on mark.item = entry.id
where not coalesce(suspended, 0)
  and (:topics = '' or exists (select 1 from topic where topic.entry = entry.id
                               and instr(:topics, '|' || topic.topic || '|')))
"""
_COLUMNS = "entry.id, kind, minutes, topics, coalesce(buried, 0)"
_KNOWN = f"""
select {_COLUMNS}, {", ".join(f"memory.{name}" for name in MEMORY)}
from memory join entry on entry.id = memory.item {_SHOWN} order by memory.item
"""
_FRESH = f"""
select {_COLUMNS} from entry {_SHOWN}
  and not exists (select 1 from memory where memory.item = entry.id)
order by depth, digest, entry.id
"""
_FIRST = f"""
select {_COLUMNS}, depth, digest from entry {_SHOWN} and kind = :kind and coalesce(buried, 0) <= :today
  and not exists (select 1 from memory where memory.item = entry.id)
order by depth, digest, entry.id limit :limit
"""
_PACE = """
select kind, total_ms, item || ' ' || day from (
  select item, day, total_ms from live_review
  where origin = 'card' and total_ms > 0 and day < ? order by seq desc limit ?
) join entry on entry.id = item
"""


class Plannable(NamedTuple):
    """One item of the bank. `minutes` is None for a card; `hidden_until` is a study day."""

    id: str
    kind: str
    minutes: int | None
    topics: tuple[str, ...]
    hidden_until: int
    memory: Memory | None


class Agenda:
    """Asks the log and the index together, for items that are not suspended."""

    def __init__(self, log: Log, index: Index, topics: Sequence[str] = ()) -> None:
        """Attach the index to the log's connection. Any of `topics` will do; none means all."""
        self._log = log
        self._topics = f"|{'|'.join(topics)}|" if topics else ""
        self._split: dict[str, tuple[str, ...]] = {}
        index.attach(log.db)

    def known(self) -> list[Plannable]:
        """List what was asked before."""
        rows = self._rows(_KNOWN, {"topics": self._topics})
        return [self._plannable(row[:5], memory_of(row[5:])) for row in rows]

    def fresh(self) -> list[Plannable]:
        """List what was never asked, in order of depth."""
        rows = self._rows(_FRESH, {"topics": self._topics})
        return [self._plannable(row, None) for row in rows]

    def first(self, today: int, limits: Mapping[str, int]) -> list[Plannable]:
        """List the first so many of each kind that were never asked and may be asked today."""
        values = {"topics": self._topics, "today": today}
        rows = [
            row
            for kind, limit in limits.items()
            for row in self._rows(_FIRST, values | {"kind": kind, "limit": limit})
        ]
        rows.sort(key=lambda row: (row[5], row[6], row[0]))
        return [self._plannable(row[:5], None) for row in rows]

    def pace(self, today: int) -> list[tuple[str, int, str]]:
        """Give the newest answers to cards before today: kind, milliseconds, item with day."""
        return self._rows(_PACE, (today, RECENT))

    def _plannable(self, row: Sequence[Any], memory: Memory | None) -> Plannable:
        item, kind, minutes, topics, hidden = row
        split = self._split.get(topics)  # few different ones, and reading each takes its time
        if split is None:
            split = self._split[topics] = tuple(json.loads(topics))
        return Plannable(item, kind, minutes, split, hidden, memory)

    def _rows(self, sql: str, values: Any) -> list[Any]:
        with explained(self._log.path):
            return self._log.db.execute(sql, values).fetchall()

"""The counts behind the statistics: never a scan over reviews, only what `fold` keeps up."""

import json
from typing import Any

from drill.model.counts import BinSums, DayCounts, Held, Run, Solved
from drill.store.database import explained
from drill.store.fold import BINS, MILLION
from drill.store.index import Index
from drill.store.log import Log

_SIZES = """
select coalesce(sum(kind != 'code'), 0), coalesce(sum(kind = 'code'), 0) from entry
where id not in (select item from mark where suspended)
"""
_TOPICS = """
select topic, count(*) from topic
where entry not in (select item from mark where suspended) group by topic
"""
_COUNTS = DayCounts._fields[1:]
LOOKED_AT = 20  # last reviews of an item, for the key points that fail


class Figures:
    """Asks the log and the index together."""

    def __init__(self, log: Log, index: Index) -> None:
        """Attach the index to the log's connection."""
        self._log = log
        index.attach(log.db)

    def totals(self) -> tuple[DayCounts, int, int | None]:
        """Sum up all study days; give also how many there are and the first."""
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in _COUNTS)
        ((days, first, *counts),) = self._rows(
            f"select count(*), min(day), {sums} from day where reviews > 0"
        )
        return DayCounts(0, *counts), days, first

    def days(self, first: int) -> list[DayCounts]:
        """Give the study days since `first`, in order."""
        rows = self._rows(
            f"select day, {', '.join(_COUNTS)} from day"
            " where day >= ? and reviews > 0 order by day",
            first,
        )
        return [DayCounts._make(row) for row in rows]

    def runs(self) -> list[Run]:
        """Give the unbroken runs of study days, in order."""
        days = [day for (day,) in self._rows("select day from day where reviews > 0 order by day")]
        after = [*days[1:], None] if days else []
        return [
            Run(day, following, count)
            for count, (day, following) in enumerate(zip(days, after, strict=True), 1)
            if following != day + 1
        ]

    def waiting(self) -> list[tuple[int, int]]:
        """Say from day to day how many more items wait, of those answered since."""
        return self._rows("select day, change from waiting where change != 0 order by day")

    def bins(self) -> tuple[list[BinSums], int]:
        """Give the sums over predictions, and how many bins there are."""
        rows = self._rows("select bin, n, right, predicted, loss from calibration where n > 0")
        sums = [BinSums(a, n, right, p / MILLION, loss / MILLION) for a, n, right, p, loss in rows]
        return sums, BINS

    def held(self) -> list[Held]:
        """Give what is remembered of the items in the bank, but for the suspended."""
        rows = self._rows(
            "select entry.id, stability, last_day, max(due_day, coalesce(buried, 0)), lapses, reps"
            " from memory join entry on entry.id = memory.item"
            " left join mark on mark.item = memory.item"
            " where not coalesce(suspended, 0)"
        )
        return [Held(*row) for row in rows]

    def sizes(self) -> tuple[int, int]:
        """Count the cards and the coding problems of the bank, but for the suspended."""
        ((cards, problems),) = self._rows(_SIZES)
        return cards, problems

    def topic_sizes(self) -> dict[str, int]:
        """Count the items of each topic, but for the suspended."""
        return dict(self._rows(_TOPICS))

    def members(self) -> list[tuple[str, str]]:
        """Give pairs of a topic and an item that was seen."""
        return self._rows(
            "select topic.topic, topic.entry from topic join memory on memory.item = topic.entry"
        )

    def solved(self) -> list[Solved]:
        """Sum up the attempts at each problem, by name."""
        rows = self._rows(
            "select problem, attempts, best, verdict, tries, ms, mistakes from solved"
            " order by problem"
        )
        return [Solved._make((*row[:-1], json.loads(row[-1]))) for row in rows]

    def grades(self, item: str) -> list[Any]:
        """Give what the program found in the last answers to an item, the newest first."""
        rows = self._rows(
            "select grade from (select grade from live_review where item = ?"
            " order by ts_ms desc, uuid desc limit ?) where json_valid(grade)",
            item,
            LOOKED_AT,
        )
        return [json.loads(grade) for (grade,) in rows]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with explained(self._log.path):
            return self._log.db.execute(sql, values).fetchall()

"""Mend a log: a damaged one is set aside, never deleted, and a new one made of what there is.

That is the newest sound backup, and every row that can still be read.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from drill.errors import StoreError
from drill.model.review import CODE
from drill.model.upkeep import Repair, Repaired, Rows
from drill.store import fold, salvage
from drill.store.database import explained, migrate, open_database
from drill.store.fold import CACHE, Rules
from drill.store.lines import TABLES
from drill.store.log import Log, open_log
from drill.store.merge import IMPOSSIBLE, merge, unite

Progress = Callable[[int, int], None]
_SIDES = ("-wal", "-shm")
_TRIGGERS = [f"{table}_stays{end}" for table in TABLES for end in ("", "_")]
_OLD_EVENT = ["seq", "uuid", "ts_ms", "item", "kind"]  # of format 1, which said `problem`
# Attempts whose review is lost, or from before there were reviews; the rule is log_2.sql's.
_NOT_COUNTED = """
insert into review (uuid, item, ts_ms, tz_min, day, rating, origin, judge, hints)
  select uuid, 'code:' || problem, ts_ms, tz_min, (ts_ms + tz_min * 60000 - 14400000) / 86400000,
         case when verdict != 'accepted' then 1 when hints > 0 then 2 else 3 end,
         'code', 'auto', hints
  from attempt where uuid not in (select uuid from review)
"""


def is_damaged(path: Path) -> bool:
    """Read a log to its end: tell whether it is unsound or holds what cannot be.

    A log that is locked, newer or read-only raises.
    """
    try:
        with open_database(path) as db, explained(path):
            if db.execute("pragma integrity_check").fetchone() != ("ok",):
                return True
            for table, wrong in IMPOSSIBLE.items():
                if db.execute(f"select 1 from {table} where {wrong}").fetchone():
                    return True
                for _ in db.execute(f"select * from {table}"):
                    pass  # SQLite does not look whether a text is one
    except StoreError as error:
        return says_damaged(error)
    return False


def says_damaged(error: StoreError) -> bool:
    """Tell an error of a damaged log from others, which are raised again."""
    if error.message.startswith("the log is damaged"):
        return True
    raise error


def stale(log: Log, progress: Progress = lambda done, total: None) -> list[str]:
    """Replay a copy of the log; list the items, days and sums that the cache has wrong."""
    with explained(log.path), tempfile.TemporaryDirectory(prefix="drill-") as folder:
        copy = Path(folder) / "copy.db"
        log.db.execute("vacuum into ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as db, db:
            db.execute("pragma synchronous = off")
            kept = _cache(db)
            fold.rebuild(db, log.rules, progress)
            return sorted({str(row[1]) for row in kept ^ _cache(db)})


def recover(
    path: Path, backup: Path | None, day: date, rules: Rules, progress: Progress
) -> Repaired:
    """Make a new log of a backup and of what can be read of the old one, which is set aside."""
    made = path.with_name(path.name + ".new")
    _remove(made)
    with open_log(made, rules) as log:
        kept = merge(log, backup, progress).came if backup else Rows()
        with _rescued(path, progress) as (rescued, highest):
            found = unite(log, rescued, str(path), progress).came
        rows = log.rows()
    aside = _set_aside(path, day) if path.exists() else None
    made.replace(path)
    # rows are numbered from 1 without a gap: a number that was given says how many there were
    counts = {"attempt": rows.attempts, "review": rows.reviews, "event": rows.events}
    return Repaired(
        outcome=Repair.RECOVERED,
        file=str(path),
        set_aside=str(aside) if aside else None,
        backup=str(backup) if backup else None,
        from_backup=kept,
        from_file=found,
        lost=sum(max(number - counts[table], 0) for table, number in highest.items()),
    )


@contextmanager
def _rescued(path: Path, progress: Progress) -> Iterator[tuple[Path, dict[str, int]]]:
    """Put every row that can be read into a log of its own; give it and the highest numbers."""
    highest = dict.fromkeys(TABLES, 0)
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        file = Path(folder) / "rescued.db"
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("pragma synchronous = off")
            migrate(db)
            for name in _TRIGGERS:
                db.execute(f"drop trigger {name}")
            names = {table: _columns(db, table) for table in TABLES}
            for number, values in salvage.rows(path, progress) if path.exists() else ():
                table = _keep(db, names, values)
                if table:
                    highest[table] = max(highest[table], number)
            for table, wrong in IMPOSSIBLE.items():
                db.execute(f"delete from {table} where {wrong}")
            db.execute(_NOT_COUNTED)
        yield file, highest


def _keep(db: sqlite3.Connection, names: dict[str, list[str]], values: list[Any]) -> str | None:
    """Store a row in the table it must be of, judged by its shape; None where it is of none."""
    if len(values) < 2 or values[0] is not None or not isinstance(values[1], str):
        return None  # every row of ours begins with its number, kept elsewhere, and its name
    table = next((one for one in TABLES if len(names[one]) == len(values)), "event")
    columns = _OLD_EVENT if len(values) == len(_OLD_EVENT) else names[table]
    if len(columns) != len(values):
        return None
    row = dict(zip(columns, values, strict=True))
    if columns is _OLD_EVENT:
        row["item"] = f"{CODE}{row['item']}"
    del row["seq"]
    try:
        db.execute(
            f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})"
            " on conflict (uuid) do nothing",
            list(row.values()),
        )
    except (sqlite3.Error, OverflowError):  # nonsense, and the table's own checks say so
        return None
    return table


def _set_aside(path: Path, day: date) -> Path:
    """Give a log another name, together with what SQLite keeps beside it."""
    names = (f"{path.name}.damaged-{day.isoformat()}{f'-{k}' if k else ''}" for k in range(1000))
    aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    for side in _SIDES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(aside.with_name(aside.name + side))
    path.rename(aside)
    return aside


def _remove(path: Path) -> None:
    for side in ("", *_SIDES):
        path.with_name(path.name + side).unlink(missing_ok=True)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"pragma table_info({table})")]


def _cache(db: sqlite3.Connection) -> set[tuple[Any, ...]]:
    return {(table, *row) for table in CACHE for row in db.execute(f"select * from {table}")}

"""The union of two logs: what one has and the other lacks, by uuid, whichever came first."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from drill.errors import DrillError
from drill.model.upkeep import Merged, Rows
from drill.store import fold
from drill.store.database import check_version, explained, migrate, version_of
from drill.store.lines import TABLES, not_ours, read_lines
from drill.store.log import Log

MAGIC = b"SQLite format 3\0"
_FURTHEST = 200_000  # a study day in the year 2517
_NEW_ITEMS = """
select item from other.review where uuid not in (select uuid from main.review)
union select item from other.event where uuid not in (select uuid from main.event)
"""
_NEW_PROBLEMS = """
select distinct problem from other.attempt where uuid not in (select uuid from main.attempt)
"""
_DAYS = f"between -2 and {_FURTHEST}"  # a clock without a battery says 1970, at night
_TIME = f"not (ts_ms / 86400000 {_DAYS})"
IMPOSSIBLE = {  # in no log, and other parts of drill rely on it
    "attempt": _TIME,
    "review": f"{_TIME} or not (day {_DAYS}) or not (coalesce(due_day, 0) {_DAYS})"
    " or abs(tz_min) > 1440",
    "event": f"{_TIME} or kind = 'bury'"
    " and (payload = '' or payload glob '*[^0-9]*' or length(payload) > 6)",
}


def merge(log: Log, file: Path, progress: Callable[[int, int], None]) -> Merged:
    """Take in what `file` has and the log lacks, all of it or nothing. The file is not touched.

    Raises
    ------
    DrillError
        When the file cannot be read, is damaged, newer, not a log, or this log itself.
    """
    if file.exists() and log.path.samefile(file):
        raise DrillError("this is the log itself", where=str(file))
    with staged(file) as other:
        return unite(log, other, str(file), progress)


def unite(log: Log, other: Path, name: str, progress: Callable[[int, int], None]) -> Merged:
    """Take in what the log in the file `other`, of this format, has and this log lacks."""
    with explained(log.path):
        log.db.execute("attach ? as other", (str(other),))
        try:
            return _union(log, name, progress)
        finally:
            log.db.execute("detach other")


@contextmanager
def staged(file: Path) -> Iterator[Path]:
    """Copy a drill.db or lines of JSON into a log of our own making, of this format."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        copy = Path(folder) / "other.db"
        try:
            with file.open("rb") as stream:
                ours = stream.read(len(MAGIC)) == MAGIC
            if ours:
                _copy(file, copy)
            with closing(sqlite3.connect(copy)) as db:
                db.execute("pragma synchronous = off")  # it lives for a moment
                if ours:
                    _check(db, file)
                migrate(db)
                if not ours:
                    with file.open(encoding="utf-8", newline="\n") as lines, db:
                        read_lines(db, lines, str(file))
                for table, wrong in IMPOSSIBLE.items():
                    if db.execute(f"select 1 from {table} where {wrong}").fetchone():
                        raise DrillError("the file holds times that no log has", where=str(file))
        except UnicodeDecodeError:
            raise not_ours(str(file)) from None
        except sqlite3.Error:
            raise damaged(file) from None
        except OSError as error:
            raise DrillError(
                f"the file cannot be read: {error.strerror}", where=str(file)
            ) from None
        yield copy


def damaged(file: Path) -> DrillError:
    """Say that a file cannot be read as a database."""
    return DrillError("the file is damaged", where=str(file), hint="nothing of it was taken in")


def _copy(file: Path, copy: Path) -> None:
    """Copy a database with what is still in its write-ahead log."""
    shutil.copyfile(file, copy)
    with suppress(FileNotFoundError):
        shutil.copyfile(f"{file}-wal", f"{copy}-wal")


def _check(db: sqlite3.Connection, file: Path) -> None:
    """Refuse a database that is damaged, of something else or of a newer drill."""
    try:
        sound = db.execute("pragma integrity_check").fetchone() == ("ok",)
        tables = {name for (name,) in db.execute("select name from sqlite_schema")}
    except sqlite3.DatabaseError:
        sound, tables = False, set()
    if not sound:
        raise damaged(file)
    if not ({"attempt", "event"} <= tables and version_of(db)):
        raise not_ours(str(file))
    check_version(db, file)


def _union(log: Log, name: str, progress: Callable[[int, int], None]) -> Merged:
    db = log.db
    with db:
        db.execute("begin immediate")
        items = [item for (item,) in db.execute(_NEW_ITEMS)]
        problems = [problem for (problem,) in db.execute(_NEW_PROBLEMS)]
        before = {item: fold.live_reviews(db, item) for item in items}
        came = [_insert(db, table) for table in TABLES]
        for done, item in enumerate(items):
            progress(done, len(items))
            fold.refresh(db, log.rules, item, before[item])
            fold.remark(db, item)
        for problem in problems:
            fold.resolve(db, problem)
    there = [db.execute(f"select count(*) from other.{table}").fetchone()[0] for table in TABLES]
    return Merged(file=name, came=_rows(came), there=_rows(there), items=len(items))


def _insert(db: sqlite3.Connection, table: str) -> int:
    columns = ", ".join(TABLES[table])
    return db.execute(
        f"insert into main.{table} ({columns}) select {columns} from other.{table}"
        f" where true {fold.ORDER} on conflict (uuid) do nothing"
    ).rowcount


def _rows(counts: list[int]) -> Rows:
    attempts, reviews, events = counts
    return Rows(attempts=attempts, reviews=reviews, events=events)

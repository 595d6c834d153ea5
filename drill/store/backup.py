"""Safe copies of the log: one a study day, thinned out with age."""

import os
import re
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from drill.errors import StoreError, UsageError
from drill.store.database import VERSION, version_of

DAILY, WEEKLY, MONTHLY = 7, 4, 6  # newest of so many days, weeks and months stay
_NAME = re.compile(r"drill-(\d{4}-\d\d-\d\d)\.db")


def backups(folder: Path) -> dict[date, Path]:
    """List the copies by study day, oldest first."""
    found = {}
    for path in sorted(folder.glob("drill-*.db")):
        match = _NAME.fullmatch(path.name)
        if match:
            with suppress(ValueError):  # a date that no calendar has
                found[date.fromisoformat(match[1])] = path
    return found


def name_of(day: date) -> str:
    """Name the copy of a study day."""
    return f"drill-{day.isoformat()}.db"


def save(db: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Copy the log into a new file; it appears whole or not at all.

    Raises
    ------
    UsageError
        When `target` exists and is not to be replaced.
    StoreError
        When it cannot be written.
    """
    made = target.with_name(f"{target.name}.{os.getpid()}.partial") if replace else target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.open("w" if replace else "x").close()  # SQLite fills an empty file, no other
    except FileExistsError:
        if not target.exists():  # the folder is a file
            raise unwritable(target, "not a folder") from None
        raise UsageError(
            "there is a file already, and a backup never overwrites one",
            where=str(target),
            hint="give another name",
        ) from None
    except OSError as error:
        raise unwritable(target, error.strerror) from None
    try:
        db.execute("vacuum into ?", (str(made),))  # which writes through to the disk
        made.replace(target)
    except (sqlite3.Error, OSError) as error:
        made.unlink(missing_ok=True)
        words = error.strerror if isinstance(error, OSError) else str(error)
        raise unwritable(target, words) from None


def unwritable(target: Path, words: str | None) -> StoreError:
    """Say that a copy could not be made, in the system's words."""
    return StoreError(f"the backup cannot be written: {words}", where=str(target))


def thin_out(folder: Path) -> None:
    """Delete the copies that age has made superfluous."""
    found = backups(folder)
    for day in found.keys() - kept(found):
        found[day].unlink(missing_ok=True)
    for path in folder.glob("drill-*.partial"):  # of a drill that was killed
        if path.name < name_of(max(found)):
            path.unlink(missing_ok=True)


def kept(days: Collection[date]) -> set[date]:
    """Choose which days' copies stay."""
    newest = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    last_weeks, last_months = list(weeks.values())[:WEEKLY], list(months.values())[:MONTHLY]
    return {*newest[:DAILY], *last_weeks, *last_months}


def newest_sound(folder: Path) -> Path | None:
    """Find the newest copy that can be read from its first byte to its last."""
    return next((path for path in reversed(backups(folder).values()) if is_sound(path)), None)


def is_sound(path: Path) -> bool:
    """Ask SQLite whether a file is a log that this drill can read, whole."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            ours = 1 <= version_of(db) <= VERSION
            return ours and db.execute("pragma integrity_check").fetchone() == ("ok",)
    except sqlite3.Error:
        return False

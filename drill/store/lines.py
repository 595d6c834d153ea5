"""The log as lines of JSON: a line that says what follows, then one for each row."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from drill.errors import DrillError
from drill.model.upkeep import Rows
from drill.store.database import VERSION
from drill.store.fold import EVENT, ORDER, REVIEW

ATTEMPT = (
    "uuid", "ts_ms", "tz_min", "problem", "file", "verdict", "score", "mistake", "hints", "seed", "elapsed_ms",
)  # fmt: skip
TABLES = {"attempt": ATTEMPT, "review": REVIEW, "event": EVENT}


def write_lines(db: sqlite3.Connection, rows: Rows) -> Iterator[str]:
    """Give the lines of a log that holds so many `rows`, in order of time."""
    counts = {"attempts": rows.attempts, "reviews": rows.reviews, "events": rows.events}
    yield _line({"drill": "log", "format": VERSION} | counts)
    for table, columns in TABLES.items():
        for row in db.execute(f"select {', '.join(columns)} from {table} {ORDER}"):
            yield _line({"row": table} | dict(zip(columns, row, strict=True)))


def read_lines(db: sqlite3.Connection, lines: Iterable[str], name: str) -> None:
    """Read lines into an empty log. `name` is the file's, for errors.

    Raises
    ------
    DrillError
        When the file is of something else, of a newer drill, not whole, or holds what no log does.
    """
    said, found = None, dict.fromkeys(TABLES, 0)
    for number, line in enumerate(lines, 1):
        row = _row(line, number, name)
        if said is None:
            said = _announced(row, name)
            continue
        table = row.pop("row", None)
        try:
            columns = {key: row[key] for key in TABLES[table] if key in row}
            if len(columns) != len(row):
                raise KeyError
            places = ", ".join("?" * len(columns))
            db.execute(
                f"insert into {table} ({', '.join(columns)}) values ({places})",
                list(columns.values()),
            )
        except (KeyError, TypeError, sqlite3.Error, OverflowError, UnicodeError):
            raise not_a_row(number, name) from None
        found[table] += 1
    if said is None:
        raise not_ours(name)
    if said != tuple(found.values()):
        raise DrillError(
            f"the file has {sum(found.values())} rows where its first line says {sum(said)}",
            where=name,
            hint="export it again: it is not whole",
        )


def not_ours(name: str) -> DrillError:
    """Say that a file is of something else."""
    return DrillError(
        "this is not a log of drill",
        where=name,
        hint="give a drill.db, or a file that `drill export --jsonl` wrote",
    )


def not_a_row(number: int, name: str) -> DrillError:
    """Say that a line is not one of ours."""
    return DrillError(
        "this line is not a row of a log",
        where=f"{name}:{number}",
        hint="give a file as `drill export --jsonl` wrote it",
    )


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


def _row(line: str, number: int, name: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise not_ours(name) if number == 1 else not_a_row(number, name)
    return row


def _announced(head: dict[str, Any], name: str) -> tuple[int, ...]:
    """Check the first line; give how many rows of each table it promises."""
    version = head.get("format")
    if head.get("drill") != "log" or not isinstance(version, int):
        raise not_ours(name)
    if version > VERSION:
        raise DrillError(
            f"the file has format {version}, and this drill reads up to {VERSION}",
            where=name,
            hint="upgrade drill: `pip install --upgrade drill-cv`",
        )
    return tuple(head.get(f"{table}s", 0) for table in TABLES)

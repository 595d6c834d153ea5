"""The index of a bank: an SQLite file that spares every start the reading of all YAML.

It is a cache. Whether it is up to date is told by stat alone; it may be deleted at any time; and
where it cannot be kept in a file, it is held in memory: nothing about it is an error for anybody.
Its tables are in index.sql.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from drill.model.card import Card
from drill.model.card_json import read_card
from drill.model.finding import Finding
from drill.model.indexed import Entry, Listed, read_problem, taken
from drill.model.question import Level
from drill.model.text import Text
from drill.store.index_build import VERSION, in_memory, is_damage, opened, removed
from drill.store.index_source import Parse, Progress, Source, path_of

SCHEMA = "cards"  # the name of the attached tables
_ENTRY = (
    'select entry.id, kind, line, "column", topics, level, digest, title_en, title_zh, minutes'
    " from entry"
)


def open_index(
    path: Path,
    files: Sequence[tuple[Path | str, str]],
    parse: Parse,
    *,
    made_by: str = "",
    progress: Progress = lambda done, total: None,
) -> "Index":
    """Open the index kept at `path` and bring it up to date with `files`.

    Each file comes with its role, which `parse` is told; of two entries with one id the earlier
    file's wins. `made_by` names this version of the parser: another one makes the index anew.
    `progress` is told how many of the changed files were read.
    """
    return Index(path, Source(files, parse, made_by, progress))


class Index:
    """An open index. Use `open_index`, and close it."""

    def __init__(self, path: Path, source: Source) -> None:
        """Open the file, or go without one."""
        self._path, self._source = path, source
        self._db, self._on_disk = opened(path, source)

    @property
    def path(self) -> Path | None:
        """The file; None where the index is held in memory."""
        return self._path if self._on_disk else None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def reread(self) -> "Index":
        """Bring the index up to date again, with the files it was opened with."""
        self._db.close()
        self._db, self._on_disk = opened(self._path, self._source)
        return self

    def attach(self, connection: sqlite3.Connection) -> None:
        """Show the tables to another connection, under the schema name `cards`.

        Once for each connection, and again after `reread`; not within a transaction.
        """
        with suppress(sqlite3.OperationalError):  # not attached yet
            connection.execute(f"detach {SCHEMA}")
        if self._on_disk:
            try:
                connection.execute(f"attach ? as {SCHEMA}", (str(self._path),))
                found = connection.execute(f"pragma {SCHEMA}.user_version").fetchone()
                if found == (VERSION,):
                    return
                connection.execute(f"detach {SCHEMA}")  # deleted since it was opened
            except sqlite3.DatabaseError:
                with suppress(sqlite3.DatabaseError):
                    connection.execute(f"detach {SCHEMA}")
            self._go_without_file()
        connection.execute(f"attach ':memory:' as {SCHEMA}")
        connection.deserialize(self._db.serialize(), name=SCHEMA)

    def entry(self, item: str) -> Entry | None:
        """Find a card by its id, or a problem by `code:` and its id."""
        rows = self._rows(f"{_ENTRY} where entry.id = ?", (item,))
        return _entry(rows[0]) if rows else None

    def card(self, item: str) -> Card:
        """Read a card; KeyError where there is none."""
        return read_card(self._body(item))

    def problem(self, item: str) -> Listed:
        """Read a coding problem by `code:` and its id; KeyError where there is none."""
        return read_problem(self._body(item))

    def place(self, item: str) -> tuple[Path, int]:
        """Say in which file and line an item stands; KeyError where there is none."""
        sql = "select path, line from entry join file on file.id = entry.file where entry.id = ?"
        rows = self._rows(sql, (item,))
        if not rows:
            raise KeyError(item)
        ((path, line),) = rows
        return Path(path_of(path)), line

    def entries(
        self, topics: Iterable[str] = (), kinds: Iterable[str] = (), level: Level | None = None
    ) -> tuple[Entry, ...]:
        """List what has any of the topics, is of any of the kinds and of the level, in file order.

        What is not given does not matter.
        """
        topics, kinds = list(topics), [str(kind) for kind in kinds]
        wanted = ["true"]
        if topics:
            of_topics = f"select entry from topic where topic in ({_places(topics)})"
            wanted.append(f"entry.id in ({of_topics})")
        if kinds:
            wanted.append(f"kind in ({_places(kinds)})")
        if level is not None:
            wanted.append("level = ?")
        sql = f"{_ENTRY} join file on file.id = entry.file where {' and '.join(wanted)}"
        values = (*topics, *kinds, *([] if level is None else [level.value]))
        rows = self._rows(f"{sql} order by position, line, entry.id", values)
        return tuple(map(_entry, rows))

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in order; of coding problems with `code:` before it."""
        return tuple(item for (item,) in self._rows("select id from entry order by id"))

    def topics(self) -> dict[str, int]:
        """Count the entries of each topic."""
        rows = self._rows("select topic, count(*) from topic group by topic order by topic")
        return dict(rows)

    def counts(self) -> dict[str, int]:
        """Count the entries of each kind; coding problems are of the kind `code`."""
        rows = self._rows("select kind, count(*) from entry group by kind order by kind")
        return dict(rows)

    def findings(self) -> tuple[Finding, ...]:
        """List what is wrong with the files, in order of place."""
        rows = self._rows(
            'select path, line, "column", message, hint from finding'
            " join file on file.id = finding.file"
        )
        found = [Finding(path_of(path), *rest) for path, *rest in rows]
        rows = self._rows(
            'select file.path, duplicate.line, duplicate."column", duplicate.id, first.path,'
            " entry.line from duplicate join file on file.id = duplicate.file"
            " join entry on entry.id = duplicate.id join file as first on first.id = entry.file"
        )
        for path, line, column, item, first, at in rows:
            message, hint = taken(item, f"{path_of(first)}:{at}")
            found.append(Finding(path_of(path), line, column, message, hint))
        return tuple(sorted(found))

    def _body(self, item: str) -> str:
        rows = self._rows("select json from body where entry = ?", (item,))
        if not rows:
            raise KeyError(item)
        return str(rows[0][0])

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Ask; where the file turns out to be broken or locked, ask an index in memory."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not self._on_disk:
                raise
            if is_damage(error):
                removed(self._path)
        self._go_without_file()
        return self._db.execute(sql, values).fetchall()

    def _go_without_file(self) -> None:
        self._db.close()
        self._db, self._on_disk = in_memory(self._source), False
        self._source.forget()


def _entry(row: Sequence[Any]) -> Entry:
    item, kind, line, column, topics, level, digest, en, zh, minutes = row
    return Entry(
        id=item,
        kind=kind,
        line=line,
        column=column,
        topics=tuple(json.loads(topics)),
        level=Level(level),
        digest=digest,
        title=Text(en, zh),
        minutes=minutes,
    )


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))

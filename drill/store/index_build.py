"""Bring the index of a bank up to date with its files: on disk, or in memory where that fails."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from drill.model.indexed import Entry, Parsed
from drill.model.question import Level
from drill.store.index_source import Seen, Source

VERSION = 1
PATIENCE_S = 2.0  # how long another drill may write
DEPTH = {level.value: depth for depth, level in enumerate(Level)}
# Errors that speak of the surroundings; after any other the file is not worth keeping.
_NOT_DAMAGE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}


def opened(path: Path, source: Source) -> tuple[sqlite3.Connection, bool]:
    """Open an index that is up to date, and say whether it is the file at `path`."""
    try:
        for _ in range(2):
            try:
                return _from_file(path, source), True
            except (OSError, sqlite3.DatabaseError) as error:
                if not (is_damage(error) and removed(path)):
                    break
        return in_memory(source), False
    finally:
        source.forget()


def in_memory(source: Source) -> sqlite3.Connection:
    """Make an index that no file holds."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _update(db, source)
    return db


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is no index, or a broken one."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return isinstance(error, sqlite3.DatabaseError) and code & 0xFF not in _NOT_DAMAGE


def removed(path: Path) -> bool:
    """Delete an index; False where that cannot be done."""
    with suppress(OSError):
        for name in (f"{path}-journal", path):
            Path(name).unlink(missing_ok=True)
        return True
    return False


def _from_file(path: Path, source: Source) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    try:
        db.execute("pragma synchronous = normal")
        _update(db, source)
    except BaseException:
        db.close()
        raise
    return db


def _update(db: sqlite3.Connection, source: Source) -> None:
    """Make the tables say what the files say: all reading first, then one short transaction."""
    seen = source.look()
    changed = _changed(db, source, seen)
    if changed is None:
        return
    source.read_all(changed)
    if _fits(db, source):
        db.execute("begin immediate")
    else:
        _create(db, source)
    try:
        changed = _changed(db, source, seen)  # another drill may have been quicker
        if changed is not None:
            _write(db, source, seen, changed)
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise


def _fits(db: sqlite3.Connection, source: Source) -> bool:
    (version,) = db.execute("pragma user_version").fetchone()
    return version == VERSION and db.execute("select by from made").fetchall() == [
        (source.made_by,)
    ]


def _create(db: sqlite3.Connection, source: Source) -> None:
    """Begin a transaction with empty tables, whatever there was."""
    old = db.execute("select type, name from sqlite_master where type in ('table', 'view')")
    drops = [f'drop {kind} if exists "{name}";' for kind, name in old if "sqlite_" not in name]
    db.executescript("\n".join(["begin immediate;", *drops, _schema()]))
    db.execute("insert into made values (?)", (source.made_by,))
    db.execute(f"pragma user_version = {VERSION}")


@cache
def _schema() -> str:
    return Path(__file__).with_name("index.sql").read_text("utf-8")


def _changed(db: sqlite3.Connection, source: Source, seen: list[Seen]) -> list[Seen] | None:
    """List the files to parse; None where nothing changed at all."""
    if not _fits(db, source):
        return seen
    known = db.execute("select path, role, stamp from file order by position").fetchall()
    if known == seen:
        return None
    # what hides behind another file's entry comes out when that one goes
    rows = db.execute("select path from duplicate join file on file.id = duplicate.file")
    hidden = {path for (path,) in rows}
    old = set(known)
    return [one for one in seen if one not in old or one[0] in hidden]


def _write(
    db: sqlite3.Connection, source: Source, seen: Sequence[Seen], changed: Sequence[Seen]
) -> None:
    paths, stale = {path for path, _, _ in seen}, {path for path, _, _ in changed}
    for number, path in db.execute("select id, path from file").fetchall():
        if path in stale or path not in paths:
            _empty(db, number)
        if path not in paths:
            db.execute("delete from file where id = ?", (number,))
    db.executemany(
        "insert into file (path, role, position, stamp) values (?, ?, ?, ?) on conflict (path)"
        " do update set role = excluded.role, position = excluded.position, stamp = excluded.stamp",
        [
            (path, role, position, source.lasting(stamp) if path in stale else stamp)
            for position, (path, role, stamp) in enumerate(seen)
        ],
    )
    numbers = dict(db.execute("select path, id from file").fetchall())
    for one in changed:
        _fill(db, numbers[one[0]], source.read(one))


def _empty(db: sqlite3.Connection, number: int) -> None:
    for table in ("body", "topic"):
        db.execute(
            f"delete from {table} where entry in (select id from entry where file = ?)",
            (number,),
        )
    for table in ("entry", "finding", "duplicate"):
        db.execute(f"delete from {table} where file = ?", (number,))


def _fill(db: sqlite3.Connection, number: int, parsed: Parsed) -> None:
    for entry, body in parsed.entries:
        _make_room(db, number, entry)
        if _insert(db, number, entry):
            db.execute("insert into body values (?, ?)", (entry.id, body))
            topics = [(entry.id, topic) for topic in dict.fromkeys(entry.topics)]
            db.executemany("insert into topic values (?, ?)", topics)
        else:
            place = (number, entry.id, entry.line, entry.column)
            db.execute("insert into duplicate values (?, ?, ?, ?)", place)
    db.executemany(
        "insert into finding values (?, ?, ?, ?, ?)",
        [(number, one.line, one.column, one.message, one.hint) for one in parsed.findings],
    )


def _insert(db: sqlite3.Connection, number: int, entry: Entry) -> bool:
    """Add an entry; False where its id is taken."""
    level, title = entry.level.value, entry.title
    topics = json.dumps(entry.topics, ensure_ascii=False)
    row = (
        *(entry.id, number, entry.line, entry.column, entry.kind, level, DEPTH[level]),
        *(entry.digest, title.en, title.zh, topics, entry.minutes),
    )
    places = ", ".join("?" * len(row))
    return db.execute(f"insert or ignore into entry values ({places})", row).rowcount > 0


def _make_room(db: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Take the id of an entry away from a later file."""
    later = (
        "from entry join file on file.id = entry.file where entry.id = ?1"
        " and position > (select position from file where id = ?2)"
    )
    found = db.execute(f'select file, entry.id, line, "column" {later}', (entry.id, number))
    for row in found.fetchall():
        db.execute("insert into duplicate values (?, ?, ?, ?)", row)
        db.execute("delete from entry where id = ?", (entry.id,))
        db.execute("delete from body where entry = ?", (entry.id,))
        db.execute("delete from topic where entry = ?", (entry.id,))

"""Open the database: its format, its migrations, and SQLite's words in ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from drill.errors import StoreError

VERSION = 2
PATIENCE_S = 5.0  # how long another drill may hold the lock
PAGE = 2048  # bytes: an answer touches eight pages, and a commit writes each to disk
HEADER = 100  # bytes at the beginning of every database
BACKUPS = "backups"  # the folder beside the log
MEND = "`drill doctor --repair` sets it aside and makes a new one of what can be read"
_DAMAGE = ("not a database", "malformed", "unsupported file format", "Could not decode")
_TABLES = ("attempt", "review", "event", "memory", "cache")
_HERE = Path(__file__).parent


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the log's file, made on first use and brought up to this format."""
    with explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot make the folder {str(path.parent)!r}: {error.strerror}",
                hint="set DRILL_HOME to a folder you can write to",
            ) from None
        size = _size(path)
        if size < HEADER and (size or _has_backups(path)):  # SQLite would begin anew
            raise StoreError(
                f"the log is damaged: it has only {size} bytes", where=str(path), hint=MEND
            )
        connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level="IMMEDIATE")
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    with closing(connection):
        yield connection


def version_of(connection: sqlite3.Connection) -> int:
    """Read the format of a log."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a log up to this format in one transaction; several processes may try at once."""
    connection.execute("begin immediate")
    try:
        for version in range(version_of(connection) + 1, VERSION + 1):
            script = (_HERE / f"log_{version}.sql").read_text("utf-8")
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {version}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a log of a newer drill."""
    version = version_of(connection)
    if version > VERSION:
        raise StoreError(
            f"the log has format {version}, and this drill reads up to {VERSION}",
            where=str(path),
            hint="upgrade drill: `pip install --upgrade drill-cv`",
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's words into ours."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
        words = str(error) or "it does not fit in memory"
        if "locked" in words:
            message, hint = (
                "the log is locked by another program",
                "close the other drill, then try again",
            )
        elif any(sign in words for sign in _DAMAGE) or not isinstance(error, sqlite3.Error):
            message, hint = (f"the log is damaged: {words}", MEND)
        elif "readonly" in words or "unable to open" in words:
            message, hint = (
                f"the log cannot be written: {words}",
                "set DRILL_HOME to a folder you can write to",
            )
        else:
            message, hint = (
                f"the log failed: {words}",
                "free some disk space, or see `drill doctor`",
            )
        raise StoreError(message, where=str(path), hint=hint) from None


def _size(path: Path) -> int:
    """Give the size of a log; of one that is not there or cannot be seen, that of a sound one."""
    try:
        return path.stat().st_size
    except OSError:
        return HEADER


def _has_backups(path: Path) -> bool:
    return any((path.parent / BACKUPS).glob("drill-*.db"))


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    check_version(connection, path)
    connection.execute(f"pragma page_size = {PAGE}")  # heard only by a file not made yet
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    if version_of(connection) < VERSION:
        migrate(connection)
    names = {name for (name,) in connection.execute("select name from sqlite_schema")}
    if not names.issuperset(_TABLES):
        raise StoreError("the log is damaged: it lacks its tables", where=str(path), hint=MEND)


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite says that a statement is complete (a trigger holds a `;`)."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""

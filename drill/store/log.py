"""The log in SQLite: one commit per attempt, nothing ever changed or deleted."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drill.errors import StoreError
from drill.model.attempt import Attempt, Progress

VERSION = 1
SCHEMA = Path(__file__).with_name("schema.sql")
PATIENCE_S = 5.0  # how long another drill may hold the lock


class Log:
    """An open log. Use `open_log`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Wrap a connection whose schema is known to be ours."""
        self._db = connection
        self.path = path

    def add_attempt(self, attempt: Attempt) -> None:
        """Store one attempt; it is on disk when this returns."""
        with _explained(self.path), self._db:
            self._db.execute(
                "insert into attempt (uuid, ts_ms, tz_min, problem, file, verdict, score, mistake,"
                " hints, seed, elapsed_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    os.urandom(16).hex(),
                    attempt.ts_ms,
                    attempt.tz_min,
                    attempt.problem,
                    attempt.file,
                    attempt.verdict.value,
                    attempt.score,
                    attempt.mistake,
                    self._hints(attempt.problem),
                    attempt.seed,
                    attempt.elapsed_ms,
                ),
            )

    def add_event(self, problem: str, kind: str, ts_ms: int) -> None:
        """Store that a hint was asked for (`hint`), or that the solution was (`gave-up`)."""
        with _explained(self.path), self._db:
            self._db.execute(
                "insert into event (uuid, ts_ms, problem, kind) values (?, ?, ?, ?)",
                (os.urandom(16).hex(), ts_ms, problem, kind),
            )

    def progress(self, problem: str) -> Progress:
        """Say how far someone has come with one problem."""
        with _explained(self.path):
            count, best, accepted = self._db.execute(
                "select count(*), max(score), coalesce(max(verdict = 'accepted'), 0)"
                " from attempt where problem = ?",
                (problem,),
            ).fetchone()
            hints = self._hints(problem)
        return Progress(attempts=count, best=best, accepted=bool(accepted), hints=hints)

    def integrity(self) -> str:
        """Ask SQLite whether the file is sound: `ok`, or what is wrong."""
        with _explained(self.path):
            return str(self._db.execute("pragma integrity_check").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def _hints(self, problem: str) -> int:
        (count,) = self._db.execute(
            "select count(*) from event where problem = :id and kind = 'hint' and ts_ms > coalesce("
            " (select max(ts_ms) from attempt where problem = :id and verdict = 'accepted'), -1)",
            {"id": problem},
        ).fetchone()
        return int(count)


@contextmanager
def open_log(path: Path) -> Iterator[Log]:
    """Open the log at `path`, made on first use."""
    with _explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot make the folder {str(path.parent)!r}: {error.strerror}",
                hint="set DRILL_HOME to a folder you can write to",
            ) from None
        connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level="IMMEDIATE")
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    log = Log(connection, path)
    try:
        yield log
    finally:
        log.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    version = _version(connection)
    if version == 0:
        # two first starts at once: whoever gets the lock second finds the version set
        connection.execute("begin immediate")
        if _version(connection) == 0:
            for statement in _statements(SCHEMA.read_text("utf-8")):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {VERSION}")
        connection.commit()
    elif version > VERSION:
        raise StoreError(
            f"the log has format {version}, and this drill reads up to {VERSION}",
            where=str(path),
            hint="upgrade drill: `pip install --upgrade drill-cv`",
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite says that a statement is complete (a trigger holds a `;`)."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn SQLite's words into ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        words = str(error)
        if "locked" in words:
            message, hint = (
                "the log is locked by another program",
                "close the other drill, then try again",
            )
        elif "not a database" in words or "malformed" in words:
            message, hint = (
                f"the log is damaged: {words}",
                "move it away (it is never deleted for you) and drill makes a new one",
            )
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

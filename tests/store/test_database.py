"""The file: its formats, and what may befall it. Nothing is ever lost, and every word is ours."""

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from conftest import ROOT
from store.histories import add, cache_of, log_with, open_log, rebuilt, review, truth_at

from drill.errors import Exit, StoreError
from drill.model.review import Happened, Origin, Rating
from drill.schedule.day import study_day
from drill.store import database
from drill.store.database import VERSION, version_of

HERE = Path(database.__file__).parent
MEND = "\n  hint `drill doctor --repair` sets it aside and makes a new one of what can be read"
SHANGHAI = 480
OLD = [
    # when (UTC), minutes east, problem, verdict, hints: as drill 1 wrote them
    ("2026-03-01T15:30", SHANGHAI, "nms", "wrong-answer", 0),  # 23:30
    ("2026-03-01T19:59", SHANGHAI, "nms", "accepted", 2),  # 3:59, still the same study day
    ("2026-03-01T20:00", SHANGHAI, "box_iou", "accepted", 0),  # 4:00
    ("2026-03-09T04:00", -300, "nms", "accepted", 0),
    ("2026-03-09T05:00", -300, "soft_nms", "time-limit", 1),
]


def old_log(path):
    """Write a log of format 1 the way the first drill did."""
    db = sqlite3.connect(path)
    db.executescript((HERE / "log_1.sql").read_text("utf-8"))
    db.execute("pragma journal_mode = wal")
    db.execute("pragma user_version = 1")
    for number, (when, east, problem, verdict, hints) in enumerate(OLD, 1):
        ts_ms = int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp() * 1000)
        score = 100 if verdict == "accepted" else 40
        db.execute(
            "insert into attempt values (?, ?, ?, ?, ?, 'my.py', ?, ?, null, ?, 7, 120)",
            (number, f"{number:032x}", ts_ms, east, problem, verdict, score, hints),
        )
        for hint in range(hints):
            uuid = f"{number}{hint}".rjust(32, "e")
            db.execute(
                "insert into event values (null, ?, ?, ?, 'hint')", (uuid, ts_ms - 9, problem)
            )
    db.execute("insert into event values (null, 'f', 1773000000000, 'soft_nms', 'gave-up')")
    db.commit()
    db.close()
    return path


def test_a_log_of_format_1_becomes_reviews(tmp_path):
    with open_log(old_log(tmp_path / "drill.db")) as log:
        assert version_of(log.db) == VERSION
        rows = log.db.execute("select item, day, rating, hints from review order by seq").fetchall()
        first = study_day(datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=8))))
        assert rows == [
            ("code:nms", first, Rating.AGAIN, 0),
            ("code:nms", first, Rating.HARD, 2),
            ("code:box_iou", first + 1, Rating.GOOD, 0),
            ("code:nms", first + 7, Rating.GOOD, 0),
            ("code:soft_nms", first + 7, Rating.AGAIN, 1),
        ]
        assert [one.item for one in log.events(Happened.HINT)] == ["code:nms"] * 2 + [
            "code:soft_nms"
        ]
        assert [one.uuid for one in log.events(Happened.GAVE_UP)] == ["f"]
        assert log.progress("nms").attempts == 3
        assert log.progress("soft_nms").hints == 1

        memory = log.memory("code:nms")
        assert (memory.reps, memory.lapses, memory.rating) == (2, 0, Rating.GOOD)
        assert {one.origin for one in log.reviews("code:nms")} == {Origin.CODE}
        assert cache_of(log) == rebuilt(log)


def test_the_days_of_old_attempts_are_what_the_schedule_says(tmp_path):
    with open_log(old_log(tmp_path / "drill.db")) as log:
        for ts_ms, east, day in log.db.execute("select ts_ms, tz_min, day from review"):
            zone = timezone(timedelta(minutes=east))
            assert day == study_day(datetime.fromtimestamp(ts_ms / 1000, zone))


def _open(path, go):
    go.wait()
    with open_log(path) as log:
        assert log.rows().attempts == len(OLD)


def test_two_drills_that_bring_a_log_up_to_date_at_once(tmp_path):
    path = old_log(tmp_path / "drill.db")
    context = multiprocessing.get_context("fork")
    go = context.Event()
    processes = [context.Process(target=_open, args=(path, go)) for _ in range(4)]
    for process in processes:
        process.start()
    go.set()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0] * 4
    with open_log(path) as log:
        assert log.rows().reviews == len(OLD)
        assert log.integrity() == "ok"
        assert cache_of(log) == rebuilt(log)


@pytest.mark.parametrize(
    "stop", ["create view live_review", "insert into review", "create table cache"]
)
def test_an_interrupted_migration_leaves_the_log_as_it_was(tmp_path, monkeypatch, stop):
    path = old_log(tmp_path / "drill.db")
    before = dump(path)
    whole = database._statements

    def interrupted(script):
        for statement in whole(script):
            if stop in statement:
                raise KeyboardInterrupt
            yield statement

    monkeypatch.setattr(database, "_statements", interrupted)
    with pytest.raises(KeyboardInterrupt), open_log(path):
        pass
    assert dump(path) == before

    monkeypatch.undo()
    with open_log(path) as log:
        assert log.rows().reviews == len(OLD)


def test_a_migration_that_is_killed_leaves_the_log_as_it_was(tmp_path):
    path = old_log(tmp_path / "drill.db")
    before = dump(path)
    code = f"""
import os, signal
from pathlib import Path
from drill.store import database
whole = database._statements
def killed(script):
    for statement in whole(script):
        if "create table cache" in statement:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
database._statements = killed
with database.open_database(Path({str(path)!r})):
    pass
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == -9
    assert dump(path) == before
    with open_log(path) as log:
        assert log.rows().reviews == len(OLD)


def dump(path):
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump()), db.execute("pragma user_version").fetchone()
    finally:
        db.close()


def rows(count=40):
    return [review(f"{k:032x}", f"card-{k}", 20_000 + k, typed="x" * 200) for k in range(count)]


def refused(path):
    with pytest.raises(StoreError) as caught, open_log(path) as log:
        log.memory("card-3")
        log.add_review(review("f" * 32, "card-3", 20_100))
    assert caught.value.exit is Exit.ENVIRONMENT
    return str(caught.value)


@pytest.mark.parametrize("size", [1, 99, 1000, 3000, 2048 * 9])
def test_a_truncated_log_is_refused_and_kept(tmp_path, size):
    path = log_with(tmp_path / "drill.db", rows())
    content = path.read_bytes()[:size]
    path.write_bytes(content)

    message = refused(path)

    assert message.startswith("the log is damaged: ")
    assert message.endswith(f"\n  at   {path}{MEND}")
    assert path.read_bytes() == content


def test_a_page_of_zeros_is_refused_and_kept(tmp_path):
    path = log_with(tmp_path / "drill.db", rows())
    content = bytearray(path.read_bytes())
    content[2048:] = bytes(len(content) - 2048)
    path.write_bytes(content)

    assert refused(path) == (
        f"the log is damaged: database disk image is malformed\n  at   {path}{MEND}"
    )
    assert path.read_bytes() == content


def test_an_emptied_log_beside_backups_is_refused(tmp_path):
    path = log_with(tmp_path / "drill.db", rows(2))
    (tmp_path / "backups").mkdir()
    shutil.copy(path, tmp_path / "backups" / "drill-2024-10-04.db")
    path.write_bytes(b"")

    assert refused(path) == f"the log is damaged: it has only 0 bytes\n  at   {path}{MEND}"
    assert path.read_bytes() == b""


def test_an_empty_file_alone_is_a_log_that_was_about_to_be_made(tmp_path):
    (tmp_path / "drill.db").write_bytes(b"")

    assert truth_at(tmp_path / "drill.db") == {"attempt": [], "review": [], "event": []}


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "drill.db"
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {VERSION}")
    db.close()

    assert refused(path) == f"the log is damaged: it lacks its tables\n  at   {path}{MEND}"


def test_what_a_killed_drill_left_in_the_write_ahead_log_is_there(tmp_path):
    path = tmp_path / "drill.db"
    code = f"""
import os, signal
from pathlib import Path
from store.histories import open_log, review
with open_log(Path({str(path)!r})) as log:
    for k in range(5):
        log.add_review(review(f"{{k:032x}}", "iou", 20_000 + k))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment)
    assert (tmp_path / "drill.db-wal").stat().st_size > 0

    with open_log(path) as log:
        assert log.rows().reviews == 5
        assert cache_of(log) == rebuilt(log)


def test_a_full_disk_loses_nothing_and_says_so(tmp_path):
    path = tmp_path / "drill.db"
    with open_log(path) as log:
        log.db.execute(
            f"pragma max_page_count = {log.db.execute('pragma page_count').fetchone()[0]}"
        )
        stored = 0
        with pytest.raises(StoreError) as caught:
            for row in rows(500):
                log.add_review(row)
                stored += 1

        assert str(caught.value) == (
            f"the log failed: database or disk is full\n  at   {path}\n"
            "  hint free some disk space, or see `drill doctor`"
        )
        assert log.rows().reviews == stored
        assert cache_of(log) == rebuilt(log)

    with open_log(path) as log:  # there is room again
        assert log.rows().reviews == stored
        add(log, review("f" * 32, "iou", 20_000))


def test_a_disk_that_refuses_the_write_loses_nothing(tmp_path):
    path = log_with(tmp_path / "drill.db", rows(3))
    code = f"""
import resource
from pathlib import Path
from drill.errors import StoreError
from store.histories import open_log, review
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
stored = 0
try:
    with open_log(Path({str(path)!r})) as log:
        for k in range(2000):
            log.add_review(review(f"a{{k:031x}}", f"new-{{k}}", 20_000, typed="y" * 400))
            stored += 1
except StoreError as error:
    print(stored, error.message)
"""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    stored, _, message = done.stdout.strip().partition(" ")

    assert message.startswith("the log failed: disk I/O error"), done
    with open_log(path) as log:
        assert log.rows().reviews == 3 + int(stored)
        assert log.integrity() == "ok"
        assert cache_of(log) == rebuilt(log)


def _write_as_anybody(path, said):
    if os.getuid() == 0:
        os.setuid(65534)  # to root nothing is read-only
    try:
        with open_log(path) as log:
            log.add_review(review("f" * 32, "iou", 20_000))
        said.put("written")
    except StoreError as error:
        said.put(str(error))


@pytest.mark.parametrize("what", ["file", "folder", "hidden"])
def test_a_log_that_cannot_be_written_says_so(what):
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as name:
        folder, said = Path(name), context.SimpleQueue()
        path = log_with(folder / "drill.db", rows(3))
        path.chmod(0o444)
        folder.chmod({"file": 0o755, "folder": 0o555, "hidden": 0o600}[what])
        process = context.Process(target=_write_as_anybody, args=(path, said))
        process.start()
        process.join()
        folder.chmod(0o755)

        message = said.get()
        assert message.startswith("the log cannot be written: ")
        assert message.endswith(
            f"\n  at   {path}\n  hint set DRILL_HOME to a folder you can write to"
        )
        assert len(truth_at(path)["review"]) == 3

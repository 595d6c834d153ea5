"""The log in real SQLite files."""

import multiprocessing
import sqlite3

import pytest

from drill.actions.record import RULES, new_uuid
from drill.errors import StoreError
from drill.model.attempt import Attempt, Progress
from drill.model.outcome import Verdict
from drill.model.review import CODE, Event, Happened
from drill.store.database import VERSION
from drill.store.log import open_log as open_file


def open_log(path):
    return open_file(path, RULES)


def happened(problem, kind, ts):
    return Event(uuid=new_uuid(), item=CODE + problem, ts_ms=ts, kind=Happened(kind))


def attempt(ts=1000, verdict=Verdict.WRONG_ANSWER, score=40, problem="nms"):
    return Attempt(
        uuid=new_uuid(),
        ts_ms=ts,
        tz_min=60,
        problem=problem,
        file="my.py",
        verdict=verdict,
        score=score,
        mistake="plus_one",
        seed=0,
        elapsed_ms=12,
    )


def test_an_attempt_is_on_disk_at_once(tmp_path):
    path = tmp_path / "deep" / "drill.db"
    with open_log(path) as log:
        log.add_attempt(attempt(), None)
        other = sqlite3.connect(path)

        assert other.execute("select problem, verdict, score, mistake from attempt").fetchall() == [
            ("nms", "wrong-answer", 40, "plus_one")
        ]
        other.close()


def test_progress_counts_attempts_and_hints(tmp_path):
    with open_log(tmp_path / "drill.db") as log:
        assert log.progress("nms") == Progress()
        log.add_event(happened("nms", "hint", 500))
        log.add_attempt(attempt(1000, score=40), None)
        log.add_attempt(attempt(2000, Verdict.ACCEPTED, 100), None)
        log.add_event(happened("nms", "hint", 3000))
        log.add_event(happened("nms", "hint", 3001))
        log.add_event(happened("box_iou", "hint", 3002))

        assert log.progress("nms") == Progress(attempts=2, best=100, accepted=True, hints=2)
        assert log.progress("box_iou") == Progress(hints=1)


def test_nothing_is_ever_changed_or_deleted(tmp_path):
    path = tmp_path / "drill.db"
    with open_log(path) as log:
        log.add_attempt(attempt(), None)
        log.add_event(happened("nms", "hint", 1))
    with sqlite3.connect(path) as db:
        for statement in (
            "delete from attempt",
            "update attempt set score = 100",
            "delete from event",
            "update event set ts_ms = 0",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
    db.close()


def test_a_newer_log_is_refused_and_kept(tmp_path):
    path = tmp_path / "drill.db"
    with open_log(path):
        pass
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {VERSION + 1}")
    db.close()

    with pytest.raises(StoreError) as caught, open_log(path):
        pass

    assert str(caught.value) == (
        f"the log has format 3, and this drill reads up to 2\n  at   {path}\n"
        "  hint upgrade drill: `pip install --upgrade drill-cv`"
    )


def test_a_damaged_log_is_refused_and_kept(tmp_path):
    path = tmp_path / "drill.db"
    path.write_bytes(b"not a database at all, but long enough to look at" * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError) as caught, open_log(path):
        pass

    assert caught.value.message == "the log is damaged: file is not a database"
    assert path.read_bytes() == before


def test_a_log_in_the_hands_of_another_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("drill.store.database.PATIENCE_S", 0.1)
    path = tmp_path / "drill.db"
    with open_log(path):
        pass
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin immediate")

    with open_log(path) as log, pytest.raises(StoreError) as caught:
        log.add_attempt(attempt(), None)

    assert caught.value.message == "the log is locked by another program"
    holder.execute("rollback")
    holder.close()


def test_a_folder_that_is_a_file_says_so(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(StoreError) as caught, open_log(tmp_path / "file" / "drill.db"):
        pass

    assert caught.value.message.startswith("cannot make the folder")
    assert caught.value.hint == "set DRILL_HOME to a folder you can write to"


def _write(path, count):
    for k in range(count):
        with open_log(path) as log:
            log.add_attempt(attempt(k), None)


def test_several_drills_at_once_lose_nothing(tmp_path):
    path = tmp_path / "drill.db"
    processes = [
        multiprocessing.get_context("spawn").Process(target=_write, args=(path, 10))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0, 0]
    with open_log(path) as log:
        assert log.progress("nms").attempts == 30
        assert log.integrity() == "ok"

"""Safe copies: one a study day, thinned out with age."""

import multiprocessing
import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.histories import log_with, review, truth_at
from store.test_database import old_log

from drill.actions.backup import backup
from drill.actions.record import make_review, open_log
from drill.errors import StoreError, UsageError
from drill.model.review import Rating
from drill.model.upkeep import Rows
from drill.schedule.day import date_of
from drill.store.backup import backups, kept, name_of, newest_sound, thin_out
from drill.store.database import VERSION

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
TODAY = date(2027, 1, 15)


def answer(log, now, item="iou"):
    return log.add_review(make_review(log.memory(item), item, Rating.GOOD, now))


def names(folder):
    return [path.name for path in sorted((folder / "backups").glob("*"))]


def test_the_first_answer_of_a_study_day_copies_the_log_as_it_was(tmp_path):
    with open_log(tmp_path) as log:
        answer(log, NOON)
    assert names(tmp_path) == []  # there was nothing to lose
    with open_log(tmp_path) as log:
        answer(log, NOON + timedelta(hours=15))  # 3:00, still the same day
    assert names(tmp_path) == ["drill-2027-01-15.db"]
    with open_log(tmp_path) as log:
        for minute in range(3):
            answer(log, NOON + timedelta(days=1, minutes=minute))
        assert log.warnings == []

    assert names(tmp_path) == ["drill-2027-01-15.db", "drill-2027-01-16.db"]
    truth = truth_at(tmp_path / "drill.db")["review"]
    copy = truth_at(tmp_path / "backups" / "drill-2027-01-16.db")["review"]
    assert sorted(truth, key=lambda row: row[2])[:2] == sorted(copy, key=lambda row: row[2])


def _answer(folder, number, said):
    with open_log(folder) as log:
        answer(log, NOON + timedelta(days=1), f"card-{number}")
        said.put([str(one) for one in log.warnings])


def test_several_drills_copy_the_log_at_once(tmp_path):
    with open_log(tmp_path) as log:
        answer(log, NOON)
    context = multiprocessing.get_context("fork")
    said = context.SimpleQueue()
    processes = [context.Process(target=_answer, args=(tmp_path, k, said)) for k in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [said.get() for _ in processes] == [[]] * 4
    assert names(tmp_path) == ["drill-2027-01-16.db"]
    assert newest_sound(tmp_path / "backups") is not None
    assert len(truth_at(tmp_path / "drill.db")["review"]) == 5


def test_a_copy_that_fails_is_a_warning_and_the_answer_is_stored(tmp_path):
    with open_log(tmp_path) as log:
        answer(log, NOON)
    (tmp_path / "backups").write_text("a file in the way")
    with open_log(tmp_path) as log:
        answer(log, NOON + timedelta(days=1))
        answer(log, NOON + timedelta(days=1, minutes=1))

        assert log.rows() == Rows(reviews=3)
        assert [str(one) for one in log.warnings] == [
            "the backup cannot be written: not a folder\n"
            f"  at   {tmp_path / 'backups' / 'drill-2027-01-16.db'}"
        ]


def test_a_full_disk_is_a_warning_and_leaves_no_half_copy(tmp_path, monkeypatch):
    with open_log(tmp_path) as log:
        answer(log, NOON)

        class Full:
            def execute(self, *words):
                raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr("drill.actions.backup.save", lambda db, *a, **k: save(Full(), *a, **k))
        from drill.store.backup import save

        answer(log, NOON + timedelta(days=1))

        assert [one.message for one in log.warnings] == [
            "the backup cannot be written: database or disk is full"
        ]
    assert names(tmp_path) == []


def test_what_a_killed_copy_left_is_swept_up(tmp_path):
    (tmp_path / "backups").mkdir()
    for name in ("drill-2027-01-10.db.77.partial", "drill-2027-01-16.db.78.partial", "notes.txt"):
        (tmp_path / "backups" / name).write_text("x")
    with open_log(tmp_path) as log:
        answer(log, NOON)
        answer(log, NOON + timedelta(days=1))

    assert names(tmp_path) == ["drill-2027-01-16.db", "drill-2027-01-16.db.78.partial", "notes.txt"]


def test_a_copy_on_demand_replaces_that_of_today(tmp_path):
    with open_log(tmp_path) as log:
        answer(log, NOON - timedelta(days=1))
        answer(log, NOON)
        made = backup(log, tmp_path, None, NOON)

    path = tmp_path / "backups" / "drill-2027-01-15.db"
    assert (made.file, made.rows, made.size) == (str(path), Rows(reviews=2), path.stat().st_size)
    assert truth_at(path) == truth_at(tmp_path / "drill.db")


def test_a_copy_goes_where_it_is_wanted_and_overwrites_nothing(tmp_path):
    target = tmp_path / "far" / "copy.db"
    with open_log(tmp_path) as log:
        answer(log, NOON)
        made = backup(log, tmp_path, target, NOON)
        assert (made.file, made.rows) == (str(target), Rows(reviews=1))
        before = target.read_bytes()
        answer(log, NOON)

        with pytest.raises(UsageError) as caught:
            backup(log, tmp_path, target, NOON)

    assert str(caught.value) == (
        f"there is a file already, and a backup never overwrites one\n  at   {target}\n"
        "  hint give another name"
    )
    assert target.read_bytes() == before


def test_a_place_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with open_log(tmp_path) as log, pytest.raises(StoreError) as caught:
        backup(log, tmp_path, tmp_path / "file" / "copy.db", NOON)

    assert caught.value.message == "the backup cannot be written: not a folder"


def test_seven_days_four_weeks_and_six_months_stay():
    days = [TODAY - timedelta(days=k) for k in range(400)]

    stay = sorted(kept(days), reverse=True)

    assert [str(day) for day in stay] == [
        *[str(TODAY - timedelta(days=k)) for k in range(7)],  # the week of 11 January among them
        "2027-01-03",
        "2026-12-31",  # of the month, and of the week before
        "2026-12-27",
        "2026-11-30",
        "2026-10-31",
        "2026-09-30",
        "2026-08-31",
    ]


@given(st.sets(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=60))
def test_thinning_out_daily_keeps_what_thinning_out_at_once_keeps(days):
    left = set()
    for day in sorted(days):
        left = kept({*left, day})
        assert day in left

    assert left == kept(days)
    assert kept(left) == left
    assert len(left) <= 17


def test_only_copies_of_ours_are_ever_deleted(tmp_path):
    for day in range(100):
        (tmp_path / name_of(TODAY - timedelta(days=day))).write_text("x")
    for name in ("drill-2020-13-45.db", "drill-old.db", "my-drill-2020-01-01.db", "drill.db"):
        (tmp_path / name).write_text("x")

    thin_out(tmp_path)

    assert set(backups(tmp_path)) == kept([TODAY - timedelta(days=day) for day in range(100)])
    assert {"drill-2020-13-45.db", "drill-old.db", "my-drill-2020-01-01.db", "drill.db"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_the_newest_sound_copy_is_found(tmp_path):
    assert newest_sound(tmp_path) is None
    good = log_with(tmp_path / name_of(date_of(20_000)), [review("1" * 32, "iou", 20_000)])
    assert newest_sound(tmp_path) == good

    (tmp_path / name_of(date_of(20_001))).write_bytes(good.read_bytes()[:9000])
    newer = log_with(tmp_path / name_of(date_of(20_002)), [])
    db = sqlite3.connect(newer)
    db.execute(f"pragma user_version = {VERSION + 1}")
    db.close()
    assert newest_sound(tmp_path) == good

    older = old_log(tmp_path / name_of(date_of(20_003)))
    assert newest_sound(tmp_path) == older

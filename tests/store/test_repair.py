"""A damaged log: set aside, and made anew of the newest backup and of what can be read."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.histories import (
    attempt,
    cache_of,
    event,
    log_with,
    open_log,
    rebuilt,
    review,
    scratch,
    truth_at,
)
from store.test_database import old_log

from drill.actions.doctor.repair import repair
from drill.errors import StoreError
from drill.model.review import Happened
from drill.model.upkeep import Repair, Rows
from drill.store import salvage
from drill.store.database import PAGE, VERSION
from drill.store.repair import is_damaged, stale

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
LONG = "为什么推理时用滑动平均？" * 400  # goes on over several pages


def quiet(done, total):
    pass


def history(count=60):
    rows = [review(f"{k:032x}", f"card-{k % 20}", 20_000 + k, typed="x" * 99) for k in range(count)]
    rows[27:28] = [review("7" * 32, "card-7", 20_027, typed=LONG, predicted=0.25, grade="{}")]
    rows.append(attempt("a" * 32, "nms", 20_070, accepted=False))
    rows.append(event("b" * 32, "card-3", 20_071, Happened.FLAG))
    rows.append(event("c" * 32, "card-5", 20_072, Happened.VOID, target=f"{5:032x}"))
    return rows


LEAF, INTERIOR, INDEX = (13,), (5,), (2, 10)  # what the first byte of a page says


def pages_of(path, kinds, holding=b""):
    """Find the pages of these kinds."""
    content = path.read_bytes()
    return [
        at // PAGE + 1
        for at in range(PAGE, len(content), PAGE)
        if content[at] in kinds and holding in content[at : at + PAGE]
    ]


def wipe(path, numbers, with_=b"\0"):
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE : number * PAGE] = with_ * PAGE
    path.write_bytes(content)


def test_every_row_is_read_off_the_pages_alone(tmp_path):
    path = log_with(tmp_path / "drill.db", history())
    with open_log(path) as log:
        expected = log.db.execute("select * from review order by seq").fetchall()

    found = {
        number: values
        for number, values in salvage.rows(path, quiet)
        if len(values) == len(expected[0])
    }

    assert [(number, *values[1:]) for number, values in sorted(found.items())] == expected


def test_a_row_of_any_length_is_read(tmp_path):
    rows = [review(f"{n:032x}", "iou", 20_000, typed="y" * n) for n in range(1500, 6600, 97)]
    path = log_with(tmp_path / "drill.db", rows)

    found = {values[1] for _, values in salvage.rows(path, quiet) if "y" * 1500 in str(values)}

    assert found == {row.uuid for row in rows}


def repaired(folder):
    found = repair(folder, NOW, quiet)
    with open_log(folder / "drill.db") as log:
        assert log.integrity() == "ok"
        assert cache_of(log) == rebuilt(log)
    return found


@pytest.mark.parametrize("lost", ["first", "interior", "both", "indices"])
def test_all_comes_back_where_only_the_way_to_the_rows_is_lost(tmp_path, lost):
    path = log_with(tmp_path / "drill.db", history(120))
    truth = truth_at(path)
    inner = pages_of(path, INTERIOR)
    lost = {"first": [1], "interior": inner, "both": [1, *inner]}.get(lost, pages_of(path, INDEX))
    assert lost
    wipe(path, lost)
    damaged = path.read_bytes()

    found = repaired(tmp_path)

    assert found.outcome is Repair.RECOVERED
    assert truth_at(path) == truth
    assert (found.from_backup, found.lost) == (Rows(), 0)
    assert found.from_file == Rows(attempts=1, reviews=121, events=2)
    assert found.set_aside == str(tmp_path / "drill.db.damaged-2027-01-15")
    assert (tmp_path / "drill.db.damaged-2027-01-15").read_bytes() == damaged


def test_what_is_gone_comes_from_the_backup_and_what_is_newer_from_the_file(tmp_path):
    path = log_with(tmp_path / "drill.db", history()[:30])
    (tmp_path / "backups").mkdir()
    backup = tmp_path / "backups" / "drill-2027-01-14.db"
    shutil.copy(path, backup)
    (tmp_path / "backups" / "drill-2027-01-15.db").write_bytes(b"half a backup")
    log_with(path, history()[30:])
    truth = truth_at(path)
    first = pages_of(path, LEAF, b"card-0")[0]
    wipe(path, [1, first], b"\xa5")

    found = repaired(tmp_path)

    assert truth_at(path) == truth
    assert found.backup == str(backup)
    assert found.from_backup == Rows(reviews=30)
    assert found.from_file == Rows(attempts=1, reviews=31, events=2)
    assert found.lost == 0


def test_what_is_gone_for_good_is_counted(tmp_path):
    path = log_with(tmp_path / "drill.db", history())
    wipe(path, pages_of(path, LEAF, b"card-")[1:2])

    found = repaired(tmp_path)

    left = truth_at(path)["review"]
    assert 0 < found.lost < 20
    # the review of an attempt is made anew, so what is lost are answers to cards
    assert len(left) == found.from_file.reviews == 61 - found.lost


def test_a_log_that_vanished_comes_back_from_the_backup(tmp_path):
    path = log_with(tmp_path / "drill.db", history())
    truth = truth_at(path)
    (tmp_path / "backups").mkdir()
    path.rename(tmp_path / "backups" / "drill-2027-01-14.db")

    found = repaired(tmp_path)

    assert truth_at(path) == truth
    assert (found.set_aside, found.from_file) == (None, Rows())


def test_a_backup_of_an_older_drill_serves_too(tmp_path):
    (tmp_path / "backups").mkdir()
    backup = old_log(tmp_path / "backups" / "drill-2027-01-14.db")
    before = backup.read_bytes()
    (tmp_path / "drill.db").write_bytes(b"")

    found = repaired(tmp_path)

    assert found.from_backup == Rows(attempts=5, reviews=5, events=4)
    assert backup.read_bytes() == before


def test_a_damaged_log_of_an_older_drill_is_read_too(tmp_path):
    path = old_log(tmp_path / "drill.db")
    wipe(path, [1, 2])  # its pages have 4096 bytes, and the first is gone

    found = repaired(tmp_path)

    assert found.from_file == Rows(attempts=5, reviews=5, events=4)


def _die(path, typed):
    with open_log(path) as log:
        log.add_review(review("e" * 32, "late", 20_100, typed=typed))
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("typed", ["short", LONG])
def test_what_only_the_write_ahead_log_holds_is_read_too(tmp_path, typed):
    path = log_with(tmp_path / "drill.db", history())
    process = multiprocessing.get_context("fork").Process(target=_die, args=(path, typed))
    process.start()
    process.join()
    kept = (tmp_path / "drill.db-wal").read_bytes()
    in_wal = {int.from_bytes(kept[k : k + 4], "big") for k in range(32, len(kept), 24 + PAGE)}
    assert (1 in in_wal) == (typed == LONG)  # SQLite itself puts it back
    wipe(path, [page for page in range(1, 99) if page not in in_wal], b"\xa5")

    found = repaired(tmp_path)

    late = next(row for row in truth_at(path)["review"] if row[0] == "e" * 32)
    assert typed in late
    assert 1 < found.from_file.reviews < 62
    if typed == "short":
        assert (tmp_path / "drill.db.damaged-2027-01-15-wal").read_bytes() == kept


def _restart_and_die(path):
    with open_log(path) as log:
        for k in range(30):
            log.add_review(review(f"a{k:031x}", f"early-{k}", 20_100, typed="x" * 400))
        log.db.execute("pragma wal_checkpoint(restart)")
        log.add_review(review("e" * 32, "late", 20_101))
        os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_write_ahead_log_still_holds_from_before_does_not_count(tmp_path):
    path = log_with(tmp_path / "drill.db", [])
    process = multiprocessing.get_context("fork").Process(target=_restart_and_die, args=(path,))
    process.start()
    process.join()
    wipe(path, [1], b"\xa5")

    found = repaired(tmp_path)

    assert (found.from_file, found.lost) == (Rows(reviews=31), 0)


def test_nonsense_is_left_out(tmp_path):
    path = log_with(tmp_path / "drill.db", history(5))
    columns = "uuid, item, ts_ms, tz_min, day, rating, origin, judge"
    db = sqlite3.connect(path)
    for uuid, ts_ms, day in (("x", 5, 10**9), ("y", -(10**9), 20_000), ("z", 5, 20_000)):
        values = (uuid, "odd", ts_ms, 0, day, 3, "card", "self")
        db.execute(f"insert into review ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?)", values)
    db.commit()
    db.close()
    wipe(path, [1])

    repaired(tmp_path)

    names = {row[0] for row in truth_at(path)["review"]}
    assert "z" in names
    assert not names & {"x", "y"}


@pytest.mark.parametrize("change", ["text", "day", "schema"])
def test_a_row_that_cannot_be_is_damage_though_sqlite_sees_none(tmp_path, change):
    path = log_with(tmp_path / "drill.db", history(5))
    if change == "text":
        content = path.read_bytes().replace(b"x" * 99, b"x" * 98 + b"\xff", 1)
        path.write_bytes(content)
    elif change == "schema":
        path.write_bytes(path.read_bytes().replace(b"  stability ", b"  \xfftability "))
    else:
        db = sqlite3.connect(path)
        db.execute(
            "insert into review (uuid, item, ts_ms, tz_min, day, rating, origin, judge)"
            " values ('x', 'odd', 5, 0, 1000000000, 3, 'card', 'self')"
        )
        db.commit()
        db.close()

    found = repaired(tmp_path)

    assert found.outcome is Repair.RECOVERED
    assert found.lost == (change != "schema")


def test_a_file_of_something_else_is_set_aside(tmp_path):
    (tmp_path / "drill.db").write_bytes(b"dear diary, " * 1000)

    found = repaired(tmp_path)

    assert (found.from_file, found.lost) == (Rows(), 0)
    assert (tmp_path / "drill.db.damaged-2027-01-15").read_bytes()[:4] == b"dear"


def test_an_older_one_set_aside_is_never_overwritten(tmp_path):
    for content in (b"first" * 50, b"second" * 50):
        (tmp_path / "drill.db").write_bytes(content)
        repaired(tmp_path)

    assert (tmp_path / "drill.db.damaged-2027-01-15").read_bytes()[:5] == b"first"
    assert (tmp_path / "drill.db.damaged-2027-01-15-1").read_bytes()[:6] == b"second"


@settings(max_examples=int(os.environ.get("DRILL_CASES", "25")), deadline=None)
@given(st.data())
def test_no_damage_is_too_much_and_what_is_found_is_true(data):
    with scratch() as name:
        folder = Path(name)
        path = log_with(folder / "drill.db", history(40))
        truth = truth_at(path)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(content) - 1))
            length = data.draw(st.sampled_from([1, 100, 2048, 30_000]))
            content[at : at + length] = bytes([data.draw(st.sampled_from([0, 255]))]) * min(
                length, len(content) - at
            )
        path.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))])
        try:
            sound = not is_damaged(path)
        except StoreError as error:  # a bit that makes it newer, or readable by nobody
            assert error.message.startswith(("the log has format", "the log failed"))
            return

        found = repaired(folder)

        assert sound or found.outcome is Repair.RECOVERED
        ids = {table: {row[0] for row in rows} for table, rows in truth.items()}
        if found.outcome is Repair.RECOVERED:
            assert found.set_aside
            assert len(truth_at(path)["review"]) == found.from_file.reviews
            names = {row[0] for row in truth_at(path)["review"]}
            assert len(names - ids["review"]) <= 4  # a byte of a name itself may be what was hit


def test_a_sound_log_is_left_alone(tmp_path):
    path = log_with(tmp_path / "drill.db", history())
    before = path.read_bytes()

    assert repair(tmp_path, NOW, quiet).outcome is Repair.SOUND
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["drill.db"]


def test_nothing_at_all_is_nothing(tmp_path):
    assert repair(tmp_path, NOW, quiet).outcome is Repair.NOTHING
    assert list(tmp_path.iterdir()) == []


def test_a_newer_log_is_not_touched(tmp_path):
    path = log_with(tmp_path / "drill.db", history())
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {VERSION + 1}")
    db.close()

    with pytest.raises(StoreError, match="the log has format 3"):
        repair(tmp_path, NOW, quiet)
    assert [one.name for one in tmp_path.iterdir()] == ["drill.db"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("update memory set stability = stability + 1 where item = 'card-7'", ["card-7"]),
        ("delete from memory where item = 'card-9'", ["card-9"]),
        ("update day set reviews = 3 where day = 20003", ["20003"]),
        ("insert into mark values ('card-1', 1, 0, 0)", ["card-1"]),
        ("delete from calibration", ["5"]),
        ("update solved set best = 100", ["nms"]),
    ],
)
def test_what_was_computed_wrongly_is_found_and_computed_anew(tmp_path, change, wrong):
    path = log_with(tmp_path / "drill.db", history())
    with open_log(path) as log:
        good = cache_of(log)
        assert stale(log) == []
        with log.db:
            log.db.execute(change)
        assert stale(log) == wrong

    found = repair(tmp_path, NOW, quiet)

    assert (found.outcome, found.wrong) == (Repair.RECOMPUTED, 1)
    with open_log(path) as log:
        assert cache_of(log) == good

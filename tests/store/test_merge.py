"""The union of two logs, and the log as lines of JSON."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.histories import (
    ENOUGH,
    attempt,
    cache_at,
    cache_of,
    event,
    histories,
    log_with,
    open_log,
    rebuilt,
    review,
    scratch,
    truth_at,
)

from drill.errors import DrillError, StoreError
from drill.model.review import Happened
from drill.model.upkeep import Rows
from drill.store.database import VERSION
from drill.store.lines import write_lines
from drill.store.merge import merge

SAMPLE = [
    review("1" * 32, "iou", 20_000, typed="滑动平均\nline two", predicted=1 / 3),
    attempt("2" * 32, "nms", 20_001, accepted=False),
    event("3" * 32, "iou", 20_002, Happened.FLAG),
]


def quiet(done, total):
    pass


def merged(path, *others):
    with open_log(path) as log:
        found = [merge(log, other, quiet) for other in others]
        assert cache_of(log) == rebuilt(log)
    return found[-1]


def exported(path, target):
    with open_log(path) as log, target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(write_lines(log.db, log.rows()))
    return target


def state(path):
    return truth_at(path), cache_at(path)


@ENOUGH
@given(histories(24), st.data())
def test_a_merge_is_a_union_whoever_merges_whom_and_how_often(rows, data):
    mine = [row for row in rows if data.draw(st.booleans())]
    yours = [row for row in rows if row not in mine or data.draw(st.booleans())]
    with scratch() as folder:
        a, b, all_ = (Path(folder) / name for name in ("a.db", "b.db", "all.db"))
        log_with(a, mine)
        log_with(b, yours)
        log_with(all_, rows)
        before_b = b.read_bytes()
        other = shutil.copy(a, Path(folder) / "other.db")

        merged(a, b)
        assert b.read_bytes() == before_b
        merged(b, other)
        assert state(a) == state(b)
        assert truth_at(a)["review"] == truth_at(all_)["review"]
        assert cache_at(a) == cache_at(all_)

        again = merged(a, b, b)
        assert again.came == Rows()
        assert again.items == 0
        assert state(a) == state(b)


@ENOUGH
@given(histories())
def test_lines_of_json_come_back_exactly(rows):
    with scratch() as folder:
        path = log_with(Path(folder) / "drill.db", rows)
        file = exported(path, Path(folder) / "log.jsonl")
        again = Path(folder) / "again.db"
        merged(again, file)

        assert state(again) == state(path)
        assert exported(again, Path(folder) / "again.jsonl").read_bytes() == file.read_bytes()


def test_what_came_is_counted(tmp_path):
    mine = log_with(tmp_path / "a.db", SAMPLE[:1])
    yours = log_with(tmp_path / "b.db", SAMPLE)

    found = merged(mine, yours)

    assert found.came == Rows(attempts=1, reviews=1, events=1)
    assert found.there == Rows(attempts=1, reviews=2, events=1)
    assert found.items == 2
    assert found.file == str(yours)


def test_an_undo_made_elsewhere_takes_the_answer_back_here(tmp_path):
    mine = log_with(tmp_path / "a.db", SAMPLE)
    void = event("a" * 32, "iou", 20_003, Happened.VOID, target="1" * 32)
    yours = log_with(tmp_path / "b.db", [SAMPLE[0], void])

    merged(mine, yours)

    with open_log(mine) as log:
        assert log.reviews("iou") == []
        assert log.memory("iou") is None


def test_an_answer_undone_here_does_not_come_back(tmp_path):
    yours = log_with(tmp_path / "b.db", SAMPLE[:1])
    void = event("a" * 32, "iou", 20_003, Happened.VOID, target="1" * 32)
    mine = log_with(tmp_path / "a.db", [void])

    merged(mine, yours)

    with open_log(mine) as log:
        assert log.rows().reviews == 1
        assert log.memory("iou") is None


def old_log(path):
    """Write a log of format 1."""
    from drill.store import database

    db = sqlite3.connect(path)
    db.executescript((Path(database.__file__).parent / "log_1.sql").read_text("utf-8"))
    db.execute("pragma user_version = 1")
    db.execute(
        "insert into attempt values (1, 'a', 1754000000000, 480, 'nms', 'my.py', 'accepted', 100,"
        " null, 1, 3, 50)"
    )
    db.execute("insert into event values (1, 'b', 1753999999000, 'nms', 'hint')")
    db.commit()
    db.close()
    return path


def test_a_log_of_an_older_drill_is_brought_up_to_date_in_a_copy(tmp_path):
    mine, yours = log_with(tmp_path / "a.db", SAMPLE), old_log(tmp_path / "old.db")
    before = yours.read_bytes()

    found = merged(mine, yours)

    assert found.came == Rows(attempts=1, reviews=1, events=1)
    assert yours.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "old.db"]


def test_what_is_still_in_a_write_ahead_log_comes_too(tmp_path):
    mine, yours = tmp_path / "a.db", tmp_path / "b.db"
    with open_log(yours) as log:
        log.add_review(SAMPLE[0])
        assert (tmp_path / "b.db-wal").stat().st_size > 0
        assert merged(mine, yours).came == Rows(reviews=1)


def refused(mine, file):
    before = state(mine)
    with open_log(mine) as log, pytest.raises(DrillError) as caught:
        merge(log, file, quiet)
    assert state(mine) == before
    return caught.value


@pytest.fixture
def mine(tmp_path):
    return log_with(tmp_path / "mine.db", SAMPLE)


@pytest.fixture
def lines(tmp_path):
    extra = review("9" * 32, "new", 20_005)
    path = exported(log_with(tmp_path / "b.db", [*SAMPLE, extra]), tmp_path / "log.jsonl")
    return path.read_text("utf-8").splitlines(keepends=True)


def test_a_clock_that_said_1970_is_no_reason_to_refuse(tmp_path, mine):
    dead = review("8" * 32, "iou", -1, ts_ms=60_000)
    yours = log_with(tmp_path / "b.db", [dead])

    assert merged(mine, yours).came == Rows(reviews=1)
    with open_log(mine) as log:
        assert log.reviews("iou")[0] == dead


def test_a_column_that_an_older_drill_did_not_know_may_be_missing(tmp_path, mine, lines):
    row = json.loads(next(line for line in lines if '"review"' in line))
    for name in ("typed", "model", "hints"):
        del row[name]
    file = tmp_path / "old.jsonl"
    head = {"drill": "log", "format": 1, "reviews": 1}
    file.write_text(json.dumps(head) + "\n" + json.dumps(row) + "\n", "utf-8")

    assert merged(mine, file).there.all == 1


def test_a_newer_log_is_refused(tmp_path, mine):
    file = log_with(tmp_path / "b.db", SAMPLE)
    with sqlite3.connect(file) as db:
        db.execute(f"pragma user_version = {VERSION + 1}")
    db.close()

    error = refused(mine, file)

    assert isinstance(error, StoreError)
    assert str(error) == (
        f"the log has format {VERSION + 1}, and this drill reads up to {VERSION}\n  at   {file}\n"
        "  hint upgrade drill: `pip install --upgrade drill-cv`"
    )


def test_newer_lines_are_refused(tmp_path, mine, lines):
    file = tmp_path / "new.jsonl"
    file.write_text('{"drill": "log", "format": 99}\n' + "".join(lines[1:]), "utf-8")

    assert str(refused(mine, file)) == (
        f"the file has format 99, and this drill reads up to {VERSION}\n  at   {file}\n"
        "  hint upgrade drill: `pip install --upgrade drill-cv`"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"hello\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"[1, 2]\n", b'{"a": 1}\n', "滑动".encode("gbk")],
    ids=["empty", "text", "image", "array", "object", "not-utf-8"],
)  # fmt: skip
def test_a_file_of_something_else_is_refused(tmp_path, mine, content):
    file = tmp_path / "other.txt"
    file.write_bytes(content)

    assert str(refused(mine, file)) == (
        f"this is not a log of drill\n  at   {file}\n"
        "  hint give a drill.db, or a file that `drill export --jsonl` wrote"
    )


def test_a_database_of_something_else_is_refused(tmp_path, mine):
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as db:
        db.execute("create table bookmarks (url text)")
        db.execute("pragma user_version = 1")
    db.close()

    assert refused(mine, file).message == "this is not a log of drill"


def test_a_damaged_log_is_refused(tmp_path, mine):
    file = log_with(tmp_path / "b.db", SAMPLE)
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(4096)
    file.write_bytes(content)

    assert str(refused(mine, file)) == (
        f"the file is damaged\n  at   {file}\n  hint nothing of it was taken in"
    )


def test_the_log_itself_and_a_missing_file_are_refused(tmp_path, mine):
    assert refused(mine, mine).message == "this is the log itself"
    assert str(refused(mine, tmp_path / "none")) == (
        f"the file cannot be read: No such file or directory\n  at   {tmp_path / 'none'}"
    )
    assert refused(mine, tmp_path).message == "the file cannot be read: Is a directory"


def test_lines_that_end_early_are_refused(tmp_path, mine, lines):
    file = tmp_path / "short.jsonl"
    file.write_text("".join(lines[:-1]), "utf-8")

    assert str(refused(mine, file)) == (
        f"the file has {len(lines) - 2} rows where its first line says {len(lines) - 1}\n"
        f"  at   {file}\n  hint export it again: it is not whole"
    )

    file.write_text("".join(lines)[:-20], "utf-8")
    assert str(refused(mine, file)) == (
        f"this line is not a row of a log\n  at   {file}:{len(lines)}\n"
        "  hint give a file as `drill export --jsonl` wrote it"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"rating": 5},
        {"rating": None},
        {"rating": [3]},
        {"ts_ms": "yesterday"},
        {"ts_ms": 10**30},
        {"origin": "guess"},
        {"colour": "red"},
        {"row": "memory"},
        {"row": ["review"]},
        {"item": "\ud800"},
    ],
    ids=str,
)
def test_a_row_that_is_none_is_named_by_its_line(tmp_path, mine, lines, change):
    place = next(k for k, line in enumerate(lines) if '"review"' in line)
    lines[place] = json.dumps(json.loads(lines[place]) | change) + "\n"
    file = tmp_path / "wrong.jsonl"
    file.write_text("".join(lines), "utf-8")

    error = refused(mine, file)

    assert error.message == "this line is not a row of a log"
    assert error.where == f"{file}:{place + 1}"


@pytest.mark.parametrize(
    ("row", "change"),
    [
        ("review", {"day": 10**9}),
        ("review", {"due_day": -9}),
        ("review", {"tz_min": 99999}),
        ("event", {"ts_ms": 10**17}),
        ("event", {"kind": "bury", "payload": "tomorrow"}),
        ("attempt", {"ts_ms": -(10**9)}),
    ],
    ids=str,
)
def test_impossible_times_are_refused(tmp_path, mine, lines, row, change):
    place = next(k for k, line in enumerate(lines) if line.startswith(f'{{"row": "{row}"'))
    lines[place] = json.dumps(json.loads(lines[place]) | change) + "\n"
    file = tmp_path / "wrong.jsonl"
    file.write_text("".join(lines), "utf-8")

    assert str(refused(mine, file)) == f"the file holds times that no log has\n  at   {file}"

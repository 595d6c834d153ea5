"""The cache is always what the log says, however the log came about."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from store.histories import (
    CARDS,
    DAY_MS,
    ENOUGH,
    add,
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
    undone_left_out,
)

from drill.actions.record import make_review
from drill.model.review import CODE, Event, Happened, Origin, Rating
from drill.schedule.memory import replay


def cache_after(rows):
    with scratch() as folder:
        return cache_at(log_with(Path(folder) / "drill.db", rows))


def is_void(row):
    return isinstance(row, Event) and row.kind is Happened.VOID


def uuids(row):
    return [one.uuid for one in row] if isinstance(row, tuple) else [row.uuid]


@ENOUGH
@given(histories())
def test_the_cache_is_the_replay_of_the_log_after_every_step(rows):
    with scratch() as folder, open_log(Path(folder) / "drill.db") as log:
        for row in rows:
            add(log, row)
        kept = cache_of(log)

        assert kept == rebuilt(log)
        for item in (*CARDS, CODE + "nms"):
            assert log.memory(item) == replay(None, log.reviews(item))


@ENOUGH
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_matter(rows, order):
    shuffled = [row for row in rows if not is_void(row)]
    order.shuffle(shuffled)
    for void in filter(is_void, rows):  # anywhere behind what it takes back
        places = [k for k, row in enumerate(shuffled, 1) if void.target in uuids(row)]
        shuffled.insert(order.randint(places[0], len(shuffled)), void)

    assert cache_after(shuffled) == cache_after(rows)


@ENOUGH
@given(histories())
def test_what_was_undone_never_happened(rows):
    # an attempt is a fact that nothing undoes; only its review is taken back
    rows = [row for row in rows if not isinstance(row, tuple)]

    assert cache_after(rows) == cache_after(undone_left_out(rows))


def test_undoing_in_the_middle_and_undoing_twice(tmp_path):
    first, second, third = (review(str(k) * 32, "iou", 20_000 + 3 * k, 3) for k in (1, 2, 3))
    with open_log(tmp_path / "drill.db") as log:
        for row in (first, second, third):
            log.add_review(row)
        for uuid in ("a" * 32, "b" * 32):
            log.add_event(event(uuid, "iou", 20_010, Happened.VOID, target=second.uuid))

        assert log.reviews("iou") == [first, third]
        assert log.memory("iou") == replay(None, [first, third])
        assert cache_of(log) == rebuilt(log)


def test_undo_is_final_undoing_it_brings_nothing_back(tmp_path):
    with open_log(tmp_path / "drill.db") as log:
        log.add_review(review("1" * 32, "iou", 20_000))
        log.add_event(event("a" * 32, "iou", 20_000, Happened.VOID, target="1" * 32))
        log.add_event(event("b" * 32, "iou", 20_000, Happened.VOID, target="a" * 32))

        assert log.memory("iou") is None
        assert log.reviews("iou") == []
        assert cache_of(log) == rebuilt(log)
        assert [rows for rows in cache_of(log).values() if rows] == []


def test_an_undo_looks_and_writes_in_one_transaction(tmp_path, monkeypatch):
    from drill.store import fold

    seen = []

    def looked(db, item):
        seen.append(db.in_transaction)  # else another drill could write in between
        return live(db, item)

    live = fold.live_reviews
    with open_log(tmp_path / "drill.db") as log:
        log.add_review(review("1" * 32, "iou", 20_000))
        monkeypatch.setattr(fold, "live_reviews", looked)
        log.add_event(event("a" * 32, "iou", 20_000, Happened.VOID, target="1" * 32))

    assert seen
    assert all(seen)


def test_suspending_is_undone_and_leaves_no_mark(tmp_path):
    with open_log(tmp_path / "drill.db") as log:
        log.add_event(event("1" * 32, "iou", 20_000, Happened.SUSPEND))
        log.add_event(event("2" * 32, "iou", 20_001, Happened.FLAG))
        assert cache_of(log)["mark"] == [("iou", 1, 0, 1)]

        log.add_event(event("a" * 32, "iou", 20_002, Happened.VOID, target="1" * 32))
        assert cache_of(log)["mark"] == [("iou", 0, 0, 1)]

        log.add_event(event("3" * 32, "iou", 20_003, Happened.UNFLAG))
        assert cache_of(log)["mark"] == []


def test_marks_follow_the_clock_whatever_was_written_first(tmp_path):
    with open_log(tmp_path / "drill.db") as log:
        log.add_event(event("1" * 32, "iou", 20_005, Happened.UNSUSPEND))
        log.add_event(event("2" * 32, "iou", 20_004, Happened.SUSPEND))
        log.add_event(event("3" * 32, "iou", 20_003, Happened.BURY))
        log.add_event(event("4" * 32, "iou", 20_002, Happened.BURY))

        assert cache_of(log)["mark"] == [("iou", 0, 20_004, 0)]


def test_cram_leaves_no_trace_in_the_schedule(tmp_path):
    with open_log(tmp_path / "drill.db") as log:
        log.add_review(review("1" * 32, "iou", 20_000))
        before = cache_of(log)
        log.add_review(review("2" * 32, "iou", 20_001, 1, origin=Origin.CRAM))
        log.add_review(review("3" * 32, "new", 20_001, 1, origin=Origin.CRAM))
        after = cache_of(log)

        assert after["memory"] == before["memory"]
        assert after["calibration"] == before["calibration"]
        assert [row[0] for row in after["day"]] == [20_000, 20_001]


def test_a_clock_set_back_is_put_in_its_place(tmp_path):
    rows = [review(f"{k:032x}", "iou", day) for k, day in enumerate((20_000, 20_010, 20_004))]
    with open_log(tmp_path / "drill.db") as log:
        for row in rows:
            memory = log.add_review(row)

        assert memory == log.memory("iou") == replay(None, [rows[0], rows[2], rows[1]])
        assert memory.last_day == 20_010


def test_the_attempts_of_one_day_are_one_review(tmp_path):
    at = [{"ts_ms": 20_000 * DAY_MS + hour} for hour in range(3)]
    with open_log(tmp_path / "drill.db") as log:
        log.add_attempt(*attempt("1" * 32, "nms", 20_000, accepted=False, **at[0]))
        failed = log.memory("code:nms")
        log.add_attempt(*attempt("2" * 32, "nms", 20_000, accepted=True, **at[1]))
        log.add_attempt(*attempt("3" * 32, "nms", 20_000, accepted=False, **at[2]))
        memory = log.memory("code:nms")

    assert (failed.rating, memory.rating, memory.reps) == (Rating.AGAIN, Rating.HARD, 1)
    assert memory.lapses == 0


@ENOUGH
@given(histories(), st.sampled_from(Rating), st.integers(20_000, 20_060), st.sampled_from(CARDS))
def test_the_preview_is_what_is_committed(rows, rating, day, item):
    from datetime import UTC, datetime, timedelta

    from drill.schedule.memory import outcomes

    now = datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
    with scratch() as folder, open_log(Path(folder) / "drill.db") as log:
        for row in rows:
            if not isinstance(row, Event) and not isinstance(row, tuple):
                row = replace(row, ts_ms=min(row.ts_ms, day * DAY_MS))  # this answer is the last
            add(log, row)
        memory = log.memory(item)
        promised = outcomes(memory, day, item)[rating]

        assert log.add_review(make_review(memory, item, rating, now)) == promised
        assert log.memory(item) == promised
        assert cache_of(log) == rebuilt(log)

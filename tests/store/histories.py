"""Histories for the tests of the log: what may happen, in any order and by any clock."""

import os
import tempfile

from hypothesis import settings
from hypothesis import strategies as st

from drill.actions.record import RULES
from drill.model.attempt import Attempt
from drill.model.outcome import Verdict
from drill.model.review import CODE, Event, Happened, Judge, Origin, Rating, Review
from drill.store.fold import CACHE
from drill.store.log import open_log as open_file

# DRILL_CASES=1000 looks longer
ENOUGH = settings(max_examples=int(os.environ.get("DRILL_CASES", "25")), deadline=None)
DAY_MS = 86_400_000
CARDS = ("iou", "nms-order", "批归一化")
PROBLEMS = ("nms", "box_iou")
MARKS = (Happened.SUSPEND, Happened.UNSUSPEND, Happened.BURY, Happened.FLAG, Happened.UNFLAG)


def open_log(path):
    return open_file(path, RULES)


def scratch():
    """Make a folder in memory, where there is such a thing: many cases wait for no disk."""
    memory = "/dev/shm"
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def review(uuid, item, day, rating=3, **rest):
    """Make a review at noon of a study day."""
    values = {"ts_ms": day * DAY_MS + DAY_MS // 2, "tz_min": 0, "total_ms": 9000} | rest
    return Review(uuid=uuid, item=item, day=day, rating=Rating(rating), **values)


def attempt(uuid, problem, day, accepted, score=100, **rest):
    """Make an attempt at noon, and its review."""
    made = Attempt(
        uuid=uuid,
        problem=problem,
        ts_ms=rest.get("ts_ms", day * DAY_MS + DAY_MS // 2),
        tz_min=0,
        file="my.py",
        verdict=Verdict.ACCEPTED if accepted else Verdict.WRONG_ANSWER,
        score=score if accepted else min(score, 99),
        mistake=None if accepted else "plus_one",
        seed=7,
        elapsed_ms=120,
    )
    counted = review(
        uuid,
        CODE + problem,
        day,
        3 if accepted else 1,
        origin=Origin.CODE,
        judge=Judge.AUTO,
        **rest,
    )
    return made, counted


def event(uuid, item, day, kind, target=None, **rest):
    """Make an event at noon."""
    payload = str(day + 1) if kind is Happened.BURY else rest.pop("payload", "")
    ts_ms = rest.get("ts_ms", day * DAY_MS + DAY_MS // 2)
    return Event(uuid=uuid, item=item, ts_ms=ts_ms, kind=kind, target=target, payload=payload)


@st.composite
def histories(draw, most=16):
    """Draw what happened; clocks jump both ways, and undo takes anything back, at any time."""
    rows = []
    for number in range(draw(st.integers(1, most))):
        uuid = f"{draw(st.integers(0, 15)):x}{number:031x}"
        day = draw(st.integers(20_000, 20_040))
        ts_ms = day * DAY_MS + draw(st.sampled_from([0, 1, DAY_MS // 2]))
        what = draw(st.sampled_from(["review"] * 5 + ["attempt"] * 2 + ["event", "void", "void"]))
        if what == "review":
            rows.append(_a_review(draw, uuid, day, ts_ms))
        elif what == "attempt":
            problem = draw(st.sampled_from(PROBLEMS))
            score = draw(st.integers(0, 100))
            rows.append(attempt(uuid, problem, day, draw(st.booleans()), score, ts_ms=ts_ms))
        elif what == "event":
            item = draw(st.sampled_from(CARDS + (CODE + PROBLEMS[0],)))
            rows.append(event(uuid, item, day, draw(st.sampled_from(MARKS)), ts_ms=ts_ms))
        elif rows:
            undone = draw(st.sampled_from(rows))
            undone = undone[1] if isinstance(undone, tuple) else undone
            rows.append(
                event(uuid, undone.item, day, Happened.VOID, target=undone.uuid, ts_ms=ts_ms)
            )
    return rows


def _a_review(draw, uuid, day, ts_ms):
    origin = draw(st.sampled_from([Origin.CARD] * 4 + [Origin.IMPORT, Origin.CRAM]))
    return review(
        uuid,
        draw(st.sampled_from(CARDS)),
        day,
        draw(st.integers(1, 4)),
        ts_ms=ts_ms,
        origin=origin,
        total_ms=draw(st.none() | st.integers(0, 600_000)),
        predicted=draw(st.none() | st.floats(0, 1)),
        due_day=draw(st.none() | st.integers(day + 1, day + 60)),
        score=draw(st.none() | st.floats(0, 1)),
        typed=draw(st.none() | st.just("滑动平均\n“running mean” 𝜇 \\u0000")),
        grade=draw(st.none() | st.just('{"points": [true, false]}')),
    )


def add(log, row):
    """Write one thing the way drill does."""
    if isinstance(row, tuple):
        log.add_attempt(*row)
    elif isinstance(row, Event):
        log.add_event(row)
    else:
        log.add_review(row)


def log_with(path, rows):
    """Write a log and give it back, closed."""
    with open_log(path) as log:
        for row in rows:
            add(log, row)
    return path


def cache_of(log):
    """Give all that is computed."""
    return {table: sorted(log.db.execute(f"select * from {table}").fetchall()) for table in CACHE}


def cache_at(path):
    """Give all that is computed in a file."""
    with open_log(path) as log:
        return cache_of(log)


def rebuilt(log):
    """Compute everything anew, and give it."""
    log.rebuild()
    return cache_of(log)


def truth_at(path):
    """Give every row of the log, whatever their order."""
    with open_log(path) as log:
        return {
            table: sorted(row[1:] for row in log.db.execute(f"select * from {table}"))
            for table in ("attempt", "review", "event")
        }


def undone_left_out(rows):
    """Leave out what was taken back, and the taking back itself."""
    gone = {row.target for row in rows if isinstance(row, Event) and row.kind is Happened.VOID}
    return [
        row
        for row in rows
        if isinstance(row, tuple)
        or not (row.uuid in gone or (isinstance(row, Event) and row.kind is Happened.VOID))
    ]

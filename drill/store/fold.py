"""From the log to the cache: memories, marks and tallies, kept up or made anew."""

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

from drill.model.memory import Memory, Tally
from drill.model.review import Event, Happened, Judge, Origin, Rating, Review

Replay = Callable[[Memory | None, Sequence[Review]], Memory | None]

REVIEW = tuple(field.name for field in fields(Review))
EVENT = tuple(field.name for field in fields(Event))
MEMORY = tuple(field.name for field in fields(Memory))
COUNTS = tuple(
    field.name for field in fields(Tally) if field.name not in ("day", "predicted", "overdue")
)
ORDER = "order by ts_ms, uuid"
_LOAD = f"select {', '.join(MEMORY)} from memory where item = ?"
_LIVE = f"select {', '.join(REVIEW)} from live_review where item = ? {ORDER}"
_SAVE = (
    f"insert or replace into memory ({', '.join(MEMORY)}, item, last_ts, last_uuid)"
    f" values ({', '.join('?' * (len(MEMORY) + 3))})"
)
_PLAIN = attrgetter(*MEMORY[:-1])  # all but `before`
MILLION = 1_000_000  # predictions are summed as whole numbers: no order of adding matters
BINS = 20  # of predicted recall
CACHE = ("memory", "mark", "day", "waiting", "calibration", "solved")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the schedule knows and the store does not: how reviews become a memory.

    `name` says which model; another one in the cache means that it is made anew.
    """

    name: str
    replay: Replay
    tally: Callable[[Memory | None, Review], Tally]


def extend(db: sqlite3.Connection, rules: Rules, review: Review) -> Memory | None:
    """Take one review, just written, into the cache."""
    last = db.execute(
        "select last_ts, last_uuid from memory where item = ?", (review.item,)
    ).fetchone()
    if last is not None and tuple(last) > (review.ts_ms, review.uuid):  # a clock set back
        now = live_reviews(db, review.item)
        return refresh(db, rules, review.item, [one for one in now if one.uuid != review.uuid])
    memory, tallies = _fold(rules, load_memory(db, review.item), [review])
    _count(db, tallies, 1)
    if review.origin is not Origin.CRAM:
        _save(db, review.item, memory, review)
    return memory


def refresh(
    db: sqlite3.Connection, rules: Rules, item: str, before: Sequence[Review]
) -> Memory | None:
    """Replay one item whose log changed; `before` are the reviews that counted until now."""
    _count(db, _fold(rules, None, before)[1], -1)
    return _replace(db, rules, item)


def rebuild(
    db: sqlite3.Connection,
    rules: Rules,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Make the whole cache anew."""
    for table in CACHE:
        db.execute(f"delete from {table}")
    items = db.execute("select distinct item from review").fetchall()
    for done, (item,) in enumerate(items):
        progress(done, len(items))
        _replace(db, rules, item)
    for (item,) in db.execute(
        "select distinct item from event where kind in ('suspend', 'bury', 'flag')"
    ).fetchall():
        remark(db, item)
    for (problem,) in db.execute("select distinct problem from attempt").fetchall():
        resolve(db, problem)
    db.execute("insert or replace into cache values ('model', ?)", (rules.name,))


def remark(db: sqlite3.Connection, item: str) -> None:
    """Compute what a person marked an item with, from its events."""
    suspended = flagged = buried = 0
    for kind, payload in db.execute(
        f"select kind, payload from live_event where item = ? {ORDER}",
        (item,),
    ):
        match Happened(kind):
            case Happened.SUSPEND | Happened.UNSUSPEND as one:
                suspended = int(one is Happened.SUSPEND)
            case Happened.FLAG | Happened.UNFLAG as one:
                flagged = int(one is Happened.FLAG)
            case Happened.BURY:
                buried = int(payload)
    if suspended or buried or flagged:
        row = (item, suspended, buried, flagged)
        db.execute("insert or replace into mark values (?, ?, ?, ?)", row)
    else:
        db.execute("delete from mark where item = ?", (item,))


def resolve(db: sqlite3.Connection, problem: str) -> None:
    """Sum up the attempts at one problem."""
    rows = db.execute(
        f"select ts_ms, verdict, score, mistake from attempt where problem = ? {ORDER}",
        (problem,),
    ).fetchall()
    passed = next((i for i, row in enumerate(rows) if row[1] == "accepted"), None)
    db.execute(
        "insert or replace into solved values (?, ?, ?, ?, ?, ?, ?)",
        (
            problem,
            len(rows),
            max(score for _, _, score, _ in rows),
            rows[-1][1],
            None if passed is None else passed + 1,
            None if passed is None else rows[passed][0] - rows[0][0],
            json.dumps(Counter(row[3] for row in rows if row[3]), sort_keys=True),
        ),
    )


def live_reviews(db: sqlite3.Connection, item: str) -> list[Review]:
    """Give the reviews of an item that count, in order."""
    return [review_of(row) for row in db.execute(_LIVE, (item,))]


def load_memory(db: sqlite3.Connection, item: str) -> Memory | None:
    """Read the cached memory of an item."""
    row = db.execute(_LOAD, (item,)).fetchone()
    return memory_of(row) if row else None


def memory_of(row: Sequence[Any]) -> Memory:
    """Make a memory of its columns."""
    *plain, before = row
    kept = Memory(**json.loads(before)) if before else None
    return Memory(**dict(zip(MEMORY, (*plain, kept), strict=True)))


def review_of(row: Sequence[Any]) -> Review:
    """Make a review of its columns."""
    values = dict(zip(REVIEW, row, strict=True))
    return Review(
        **values
        | {
            "rating": Rating(values["rating"]),
            "origin": Origin(values["origin"]),
            "judge": Judge(values["judge"]),
        }
    )


def _fold(
    rules: Rules, memory: Memory | None, reviews: Iterable[Review]
) -> tuple[Memory | None, list[tuple[Tally, Review]]]:
    tallies = []
    for review in reviews:
        tallies.append((rules.tally(memory, review), review))
        memory = rules.replay(memory, [review])
    return memory, tallies


def _replace(db: sqlite3.Connection, rules: Rules, item: str) -> Memory | None:
    reviews = live_reviews(db, item)
    memory, tallies = _fold(rules, None, reviews)
    _count(db, tallies, 1)
    if memory is None:
        db.execute("delete from memory where item = ?", (item,))
    else:
        _save(db, item, memory, [one for one in reviews if one.origin is not Origin.CRAM][-1])
    return memory


def _count(db: sqlite3.Connection, tallies: Iterable[tuple[Tally, Review]], sign: int) -> None:
    days: dict[int, list[int]] = {}
    bins: dict[int, list[int]] = {}
    waiting: dict[int, list[int]] = {}
    for tally, review in tallies:
        _add(days, tally.day, [sign * getattr(tally, name) for name in COUNTS])
        if tally.predicted is not None:
            right = review.rating > Rating.AGAIN
            sums = (1, int(right), round(tally.predicted * MILLION), _loss(tally.predicted, right))
            _add(bins, min(int(tally.predicted * BINS), BINS - 1), [sign * one for one in sums])
        if tally.overdue is not None:
            _add(waiting, tally.overdue, [sign])
            _add(waiting, tally.day, [-sign])
    _upsert(db, "day", "day", COUNTS, days)
    _upsert(db, "calibration", "bin", ("n", "right", "predicted", "loss"), bins)
    _upsert(db, "waiting", "day", ("change",), waiting)


def _loss(predicted: float, right: bool) -> int:
    """Give the log loss of one prediction in millionths; certainty that was wrong costs 14."""
    chance = predicted if right else 1 - predicted
    return round(-math.log(max(chance, 1 / MILLION)) * MILLION)


def _add(sums: dict[int, list[int]], key: int, counts: list[int]) -> None:
    old = sums.get(key, [0] * len(counts))
    sums[key] = [a + b for a, b in zip(old, counts, strict=True)]


def _upsert(
    db: sqlite3.Connection, table: str, key: str, names: Sequence[str], sums: dict[int, list[int]]
) -> None:
    db.executemany(
        _adding(table, key, tuple(names)), [(number, *counts) for number, counts in sums.items()]
    )
    if any(counts[0] < 0 for counts in sums.values()):  # a row of nothing is no row
        db.executemany(
            f"delete from {table} where {key} = ? and {names[0]} = 0",
            [(number,) for number in sums],
        )


@cache
def _adding(table: str, key: str, names: tuple[str, ...]) -> str:
    """Write the statement that adds to a row of sums, or begins it."""
    columns = ", ".join(f'"{name}"' for name in (key, *names))
    sets = ", ".join(f'"{name}" = "{name}" + excluded."{name}"' for name in names)
    places = ", ".join("?" * (len(names) + 1))
    return f"insert into {table} ({columns}) values ({places}) on conflict ({key}) do update set {sets}"


def _save(db: sqlite3.Connection, item: str, memory: Memory | None, last: Review) -> None:
    assert memory is not None
    before = json.dumps(asdict(memory.before)) if memory.before else None
    db.execute(_SAVE, (*_PLAIN(memory), before, item, last.ts_ms, last.uuid))

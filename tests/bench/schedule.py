"""Is the schedule right, and quick enough? Every peer runs beside us in the same process.

    python tests/bench/schedule.py [differential | commit | replay ...]

differential: stability and difficulty of 2,000 random cards against `fsrs-rs`, after every review.
commit: one review in the log against 200 bytes appended and `fdatasync`ed. Pairs in turn.
replay: 100,000 reviews made into memories, against the package `fsrs` called directly.
"""

import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from drill.actions.record import RULES
from drill.model.review import Rating, Review
from drill.schedule import memory as schedule
from drill.store.log import open_log

# Ratings of a person who mostly knows; days between reviews, one in eight on the same day.
WEIGHTS = (18, 15, 55, 12)


@dataclass(frozen=True)
class Differences:
    """What `differential` found."""

    reviews: int
    stability: float  # largest relative difference
    difficulty: float
    intervals: int  # that differ at all
    far: int  # by more than a day


def random_history(rng: random.Random, longest: int = 20) -> list[tuple[int, Rating]]:
    """Draw one card's reviews: days since the one before, and the rating."""
    pauses = (
        0 if rng.random() < 1 / 8 else round(rng.lognormvariate(1.5, 1.5)) for _ in iter(int, 1)
    )
    count = rng.randint(1, longest)
    days = [0, *(next(pauses) for _ in range(count - 1))]
    return [(day, rng.choices(list(Rating), WEIGHTS)[0]) for day in days]


def differential(cards: int = 2000, seed: int = 0) -> Differences:
    """Review random cards here and in `fsrs-rs`, which counts with 32 bits."""
    import fsrs_rs_python as rs

    peer = rs.FSRS(list(rs.DEFAULT_PARAMETERS))
    rng = random.Random(seed)
    count = other = far = 0
    worst_s = worst_d = 0.0
    for card in range(cards):
        history = random_history(rng)
        item = rs.FSRSItem([rs.FSRSReview(int(rating), day) for day, rating in history])
        states = peer.historical_memory_states(item)
        memory, day = None, 20_000
        for (pause, rating), state in zip(history, states, strict=True):
            day += pause
            _, _, interval = schedule._fsrs(memory, rating, day)
            memory = schedule.step(memory, rating, day, f"card-{card}")
            worst_s = max(worst_s, abs(memory.stability / state.stability - 1))
            worst_d = max(worst_d, abs(memory.difficulty / state.difficulty - 1))
            theirs = peer.next_interval(state.stability, schedule.TARGET, int(rating))
            apart = abs(interval - min(max(round(theirs), 1), schedule.LONGEST))
            count, other, far = count + 1, other + (apart > 0), far + (apart > 1)
    return Differences(count, worst_s, worst_d, other, far)


def many_reviews(count: int, per_card: int = 10, seed: int = 0) -> list[Review]:
    """Draw a log: cards in turn, their reviews in order of time."""
    rng = random.Random(seed)
    reviews: list[Review] = []
    for number in itertools.count():
        if len(reviews) >= count:
            break
        item, day = f"card-{number}", rng.randint(18_000, 18_100)
        for pause, rating in random_history(rng, 2 * per_card - 1):
            day += pause
            reviews.append(
                Review(
                    uuid=f"{len(reviews):032x}",
                    item=item,
                    ts_ms=day * 86_400_000 + len(reviews),
                    tz_min=0,
                    day=day,
                    rating=rating,
                    total_ms=12_000,
                    predicted=0.9,
                    model=schedule.MODEL,
                )
            )
    return reviews[:count]


def commit_ratio(folder: Path, pairs: int = 200) -> tuple[float, float, float]:
    """Time a committed review and 200 bytes on disk in turn; give ratio and both medians, in us."""
    reviews = many_reviews(pairs, per_card=4)
    ours, floor = [], []
    with open_log(folder / "drill.db", RULES) as log, (folder / "floor").open("wb", 0) as file:
        for review in reviews:
            start = time.perf_counter()
            file.write(b"x" * 200)
            os.fdatasync(file.fileno())
            middle = time.perf_counter()
            log.add_review(review)
            ours.append(time.perf_counter() - middle)
            floor.append(middle - start)
    a, b = statistics.median(ours), statistics.median(floor)
    return a / b, 1e6 * a, 1e6 * b


def replay_seconds(reviews: list[Review]) -> float:
    """Make memories of a log."""
    items: dict[str, list[Review]] = {}
    for review in reviews:
        items.setdefault(review.item, []).append(review)
    start = time.process_time()
    for log in items.values():
        schedule.replay(None, log)
    return time.process_time() - start


def direct_seconds(reviews: list[Review]) -> float:
    """Do the same with the package alone: one card each, its state carried on."""
    from datetime import UTC, datetime, timedelta

    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    epoch = datetime(1970, 1, 1, 12, tzinfo=UTC)
    items: dict[str, list[Review]] = {}
    for review in reviews:
        items.setdefault(review.item, []).append(review)
    start = time.process_time()
    for number, log in enumerate(items.values()):
        card = fsrs.Card(card_id=number)
        for review in log:
            now = epoch + timedelta(days=review.day)
            card, _ = scheduler.review_card(card, fsrs.Rating(int(review.rating)), now)
    return time.process_time() - start


def _differential() -> None:
    found = differential()
    print(
        f"{found.reviews:,} reviews of 2,000 cards against fsrs-rs: largest relative difference of"
        f" stability {found.stability:.1e}, of difficulty {found.difficulty:.1e};"
        f" {found.intervals} intervals differ, {found.far} by more than a day"
    )


def _commit(rounds: int = 7) -> None:
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DISK")) as folder:
            found.append(commit_ratio(Path(folder)))
    ratios = sorted(ratio for ratio, _, _ in found)
    ours, floor = (statistics.median(row[k] for row in found) for k in (1, 2))
    print(
        f"one review committed {ours:.0f} us, fdatasync of 200 bytes {floor:.0f} us: ratio"
        f" {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} rounds of 200 pairs)"
    )


def _replay(rounds: int = 5) -> None:
    reviews = [replace(one, due_day=one.day + 3) for one in many_reviews(100_000)]
    pairs = [(replay_seconds(reviews), direct_seconds(reviews)) for _ in range(rounds)]
    ratios = sorted(a / b for a, b in pairs)
    ours, direct = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"100,000 reviews replayed in {ours:.2f} s, by fsrs alone {direct:.2f} s: ratio"
        f" {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} rounds)"
    )


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["differential", "commit", "replay"]
    for name in wanted:
        {"differential": _differential, "commit": _commit, "replay": _replay}[name]()

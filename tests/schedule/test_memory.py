"""Memory after reviews: FSRS-6, fed with study days."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule import differential

from drill.model.memory import Memory
from drill.model.review import Origin, Rating, Review
from drill.schedule import memory as module
from drill.schedule.day import study_day
from drill.schedule.memory import LONGEST, MATURE, fuzzed, outcomes, recall, replay, step, tally

AGAIN, HARD, GOOD, EASY = Rating
HISTORY = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), min_size=1, max_size=12)


def after(ratings, pauses, item="iou"):
    """Give the memory after reviews, each so many days after the one before."""
    memory, day = None, 20_000
    for rating, pause in zip(ratings, pauses, strict=True):
        day += pause
        memory = step(memory, rating, day, item)
    return memory


def review(day, rating=GOOD, origin=Origin.CARD, **rest):
    return Review(
        uuid=f"{day:032x}", item="iou", ts_ms=day, tz_min=0, day=day, rating=rating, origin=origin, **rest
    )  # fmt: skip


def test_the_golden_memory_of_py_fsrs():
    memory = after([AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD], [0, 0, 1, 3, 8, 21])

    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [(AGAIN, 0.212, 6.4133), (HARD, 1.2931, 5.1121707), (GOOD, 2.3065, 2.118104), (EASY, 8.2956, 1.0)],
)  # fmt: skip
def test_the_golden_first_memories(rating, stability, difficulty):
    memory = step(None, rating, 20_000, "iou")

    assert memory.stability == pytest.approx(stability, abs=1e-6)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-6)
    assert (memory.reps, memory.lapses, memory.rating) == (1, 0, rating)


def test_the_golden_intervals_of_py_fsrs():
    # there a step of minutes (0 below) stands where we ask again on the same day
    golden = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    ratings = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    memory, day = None, 20_000
    for rating, interval in zip(ratings, golden, strict=True):
        _, _, ours = module._fsrs(memory, rating, day)
        memory = step(memory, rating, day, "iou")
        day += interval
        if interval:
            assert ours == interval


@pytest.mark.parametrize("days", [0, 1, 2, 10, 400])
def test_recall_is_the_package_s_and_nine_tenths_after_the_stability(days):
    from datetime import UTC, timedelta

    from fsrs import Card, Scheduler

    memory = Memory(
        stability=10.0, difficulty=5.0, first_day=0, last_day=0, due_day=9, reps=1, lapses=0, rating=3
    )  # fmt: skip
    then = datetime(2027, 1, 15, 12, tzinfo=UTC)
    card = Card(card_id=1, stability=10.0, difficulty=5.0, last_review=then)
    theirs = Scheduler().get_card_retrievability(card, then + timedelta(days=days))

    assert recall(memory, days) == pytest.approx(theirs, rel=1e-12)
    assert recall(memory, 10) == pytest.approx(0.9)
    assert recall(memory, -5) == 1.0


def test_fsrs_rs_says_the_same():
    found = differential(cards=200, seed=1)

    assert found.reviews > 1500
    assert found.stability < 2e-5  # it counts with 32 bits
    assert found.difficulty < 2e-5
    assert found.far == 0
    assert found.intervals <= found.reviews / 1000


def test_an_evening_and_the_next_morning_are_two_reviews():
    berlin = ZoneInfo("Europe/Berlin")
    evening = study_day(datetime(2027, 3, 27, 22, tzinfo=berlin))
    morning = study_day(datetime(2027, 3, 28, 8, tzinfo=berlin))  # nine hours: the clocks changed

    first = step(None, GOOD, evening, "iou")
    assert step(first, GOOD, morning, "iou").stability > step(first, GOOD, evening, "iou").stability
    assert step(first, AGAIN, morning, "iou").lapses == 1
    assert step(first, AGAIN, evening, "iou").lapses == 0


@given(HISTORY, st.sampled_from(Rating), st.integers(1, 10_000))
def test_a_clock_set_back_counts_as_the_same_day(history, rating, back):
    memory = after(*zip(*[(rating, pause) for pause, rating in history], strict=True))

    assert step(memory, rating, memory.last_day - back, "iou") == step(
        memory, rating, memory.last_day, "iou"
    )


@given(HISTORY, st.integers(0, 400))
def test_the_preview_of_each_rating_is_what_comes(history, pause):
    memory = after(*zip(*[(rating, days) for days, rating in history], strict=True))
    day = memory.last_day + pause

    assert outcomes(memory, day, "iou") == {
        rating: step(memory, rating, day, "iou") for rating in Rating
    }


@given(HISTORY)
def test_a_memory_keeps_its_bounds(history):
    day, memory = 20_000, None
    for pause, rating in history:
        day += pause
        memory = step(memory, rating, day, "iou")

        assert 1 <= memory.difficulty <= 10
        assert memory.stability > 0
        assert day < memory.due_day <= day + LONGEST
        assert memory.first_day == 20_000 + history[0][0]


@given(st.integers(1, LONGEST), st.text(max_size=5), st.integers(1, 99))
def test_fuzz_is_small_and_always_the_same(interval, item, reps):
    days = fuzzed(interval, item, reps)

    assert days == fuzzed(interval, item, reps)
    assert abs(days - interval) <= max(1, round(0.05 * interval))
    assert 1 <= days <= LONGEST
    assert interval >= 3 or days == interval


def test_fuzz_spreads_what_was_learned_together():
    days = [fuzzed(30, f"card-{k}", 4) for k in range(300)]

    assert sorted(set(days)) == [29, 30, 31]
    assert min(days.count(day) for day in set(days)) > 60
    assert len({fuzzed(100, "iou", reps) for reps in range(50)}) == 7


def test_a_day_chosen_then_stays_in_the_replay():
    memory = replay(None, [review(20_000, due_day=20_017)])

    assert memory.due_day == 20_017


def test_cram_is_not_replayed():
    assert replay(None, [review(20_000, AGAIN, Origin.CRAM)]) is None
    assert replay(None, [review(20_000), review(20_003, AGAIN, Origin.CRAM)]) == replay(
        None, [review(20_000)]
    )


CODE_DAYS = [
    # ratings of one day's attempts, the one review they are
    ([GOOD], GOOD),
    ([HARD], HARD),
    ([AGAIN], AGAIN),
    ([AGAIN, AGAIN], AGAIN),
    ([AGAIN, GOOD], HARD),
    ([AGAIN, AGAIN, HARD], HARD),
    ([GOOD, AGAIN], GOOD),
    ([AGAIN, GOOD, AGAIN, GOOD], HARD),
]


@pytest.mark.parametrize(("ratings", "one"), CODE_DAYS)
@pytest.mark.parametrize("history", [[], [(19_990, GOOD)], [(19_980, AGAIN), (19_990, GOOD)]])
def test_the_attempts_of_one_day_are_one_review(history, ratings, one):
    before = replay(None, [review(day, rating, Origin.CODE) for day, rating in history])
    day = [review(20_000, rating, Origin.CODE) for rating in ratings]
    together, single = replay(before, day), step(before, one, 20_000, "iou")

    same = ("stability", "difficulty", "last_day", "due_day", "reps", "lapses", "rating")
    assert [getattr(together, name) for name in same] == [getattr(single, name) for name in same]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Rating)), min_size=1, max_size=15))
def test_a_problem_replayed_in_two_parts_is_the_same(history):
    day, log = 20_000, []
    for pause, rating in history:
        day += pause
        log.append(review(day, rating, Origin.CODE))
    for cut in range(len(log)):
        assert replay(replay(None, log[:cut]), log[cut:]) == replay(None, log)


def test_what_one_review_adds_to_the_counts():
    young = replay(None, [review(20_000, due_day=20_005)])
    mature = replay(None, [review(20_000, due_day=20_000 + MATURE)])

    assert tally(None, review(20_000, total_ms=70)).learned == 1
    assert tally(None, review(20_000, total_ms=70)).ms == 70
    one = tally(young, review(20_005, predicted=0.8))
    assert (one.young, one.young_right, one.mature, one.predicted) == (1, 1, 0, 0.8)
    one = tally(mature, review(20_030, AGAIN, predicted=0.8))
    assert (one.young, one.mature, one.mature_right, one.overdue) == (0, 1, 0, 20_000 + MATURE)
    same_day = tally(young, review(20_000, predicted=1.0))
    assert (same_day.young, same_day.mature, same_day.predicted) == (0, 0, None)
    cram = tally(young, review(20_030, AGAIN, Origin.CRAM))
    assert (cram.reviews, cram.cram, cram.cards, cram.young, cram.overdue) == (1, 1, 0, 0, None)


def test_good_answers_come_further_and_further_apart():
    day, pauses, memory = 20_000, [], None
    for _ in range(6):
        memory = step(memory, GOOD, day, "iou")
        pauses.append(memory.due_day - day)
        day = memory.due_day

    assert all(b > a for a, b in pairwise(pauses))

"""The plan until an interview."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_simulation import START, STRATEGIES, Learner, after, simulate

from drill.model.memory import Memory
from drill.model.plan import ActivePlan, Item
from drill.model.review import CODE, Rating
from drill.schedule import memory as adapter
from drill.schedule import worth
from drill.schedule.day import date_of
from drill.schedule.plan import gain, make_plan, todays_order, todays_share

TODAY = START
SOON = TODAY + 14


def remembered(stability=5.0, difficulty=5.0, last=TODAY - 3):
    return Memory(
        stability=stability, difficulty=difficulty, first_day=last, last_day=last,
        due_day=last + 5, reps=1, lapses=0, rating=3,
    )  # fmt: skip


def item(name, memory=None, seconds=30.0, **rest):
    return Item(id=name, memory=memory, seconds=seconds, **rest)


def until(day, minutes=30):
    return ActivePlan(date=date_of(day), minutes=minutes)


memories = st.builds(
    remembered,
    stability=st.floats(0.001, 36500),
    difficulty=st.floats(1, 10),
    last=st.integers(0, TODAY - 1),
)

seen_today = st.builds(remembered, stability=st.floats(0.1, 100), last=st.just(TODAY))


def close(memory):
    return pytest.approx((memory.stability, memory.difficulty, memory.last_day), rel=1e-9)


@given(memories | st.none(), st.integers(0, 1000))
def test_fsrs_written_out_equals_the_adapter(memory, later):
    day = TODAY + later
    state = worth.state_of(memory)
    failed = adapter.step(memory, Rating.AGAIN, day, "x")

    assert worth.remembered(state, day) == close(adapter.step(memory, Rating.GOOD, day, "x"))
    assert worth.forgotten(state, day) == close(adapter.step(failed, Rating.GOOD, day, "x"))
    if memory:
        assert worth.recall(state, day) == pytest.approx(adapter.recall(memory, day), rel=1e-9)


@given(memories | st.none(), st.integers(0, 200), st.integers(1, 200))
def test_the_gain_is_what_both_ends_of_a_review_are_worth(memory, later, left):
    day, state = TODAY + later, worth.state_of(memory)
    right = worth.chance(state, day)
    good, bad = worth.remembered(state, day), worth.forgotten(state, day)
    mean = right * worth.recall(good, day + left) + (1 - right) * worth.recall(bad, day + left)

    assert gain(item("x", memory), day, day + left) == pytest.approx(
        mean - worth.recall(state, day + left), abs=1e-12
    )


def test_what_would_be_forgotten_comes_before_what_is_known():
    items = [
        item("known", remembered(200)),
        item("slipping", remembered(2)),
        item("long-gone", remembered(0.3, last=TODAY - 30)),
        item("new"),
    ]

    assert todays_order(items, TODAY, SOON) == ["new", "long-gone", "slipping"]


def test_a_quick_card_comes_before_a_slow_one_and_equals_keep_their_order():
    items = [item("slow", seconds=60), item("b"), item("a"), item("quick", seconds=10)]

    assert todays_order(items, TODAY, SOON) == ["quick", "b", "a", "slow"]


def test_weight_counts_as_so_many_cards():
    items = [item("card", seconds=60), item(f"{CODE}nms", seconds=1200, weight=21)]

    assert todays_order(items, TODAY, SOON)[0] == f"{CODE}nms"


def test_an_item_is_asked_once_a_day_and_never_on_the_day_itself():
    items = [item("done", remembered(0.2, last=TODAY)), item("new")]

    assert todays_order(items, TODAY, SOON) == ["new"]
    assert todays_order(items, SOON - 1, SOON) == ["new", "done"]
    assert todays_order(items, SOON, SOON) == []
    assert todays_order(items, SOON + 1, SOON) == []


def test_the_share_ends_with_the_minutes_and_what_was_done_has_used_its_own():
    items = [item(f"c{i}", seconds=60) for i in range(20)]
    share = todays_share(items, TODAY, SOON, 5)
    done = [replace(one, memory=remembered(3, last=TODAY)) for one in share[:3]]

    assert [one.id for one in share] == ["c0", "c1", "c2", "c3", "c4"]
    assert [one.id for one in todays_share([*done, *items[3:]], TODAY, SOON, 5)] == ["c3", "c4"]
    assert todays_share([*done, *items[3:]], TODAY, SOON, 3) == []


def test_a_clock_set_back_does_not_use_the_day_up():
    items = [item("later", remembered(0.2, last=TODAY + 1), seconds=600), item("new", seconds=60)]

    assert [one.id for one in todays_share(items, TODAY, SOON, 5)] == ["new"]


def test_what_is_longer_than_the_minutes_is_left_out_and_counted():
    items = [item(f"{CODE}nms", seconds=1200, weight=10), item("card", seconds=60)]
    plan = make_plan(items, until(SOON, minutes=19), TODAY)

    assert [one.id for one in todays_share(items, TODAY, SOON, 19)] == ["card"]
    assert (plan.too_long, plan.never) == ((1200,), 1)
    assert make_plan(items, until(SOON, minutes=20), TODAY).too_long == ()


def test_small_things_do_not_push_a_problem_out_for_ever():
    problem = item(f"{CODE}nms", seconds=1200, weight=10)
    cards = [item(f"c{i}", remembered(2), seconds=10) for i in range(20)]
    order = todays_order([problem, *cards], TODAY, SOON)
    share = todays_share([problem, *cards], TODAY, SOON, 20)
    fresh = [item(f"c{i}", seconds=60) for i in range(40)]

    assert order[0] != problem.id
    assert [one.id for one in share] == [problem.id]
    assert problem not in todays_share([problem, *fresh], TODAY, SOON, 20)


def test_what_is_put_away_comes_back_on_its_day():
    hidden = item("a", hidden_until=TODAY + 2)
    plan = make_plan([hidden], until(SOON), TODAY)

    assert todays_order([hidden], TODAY + 1, SOON) == []
    assert [bool(day.tasks) for day in plan.days[:3]] == [False, False, True]


def test_the_plan_ends_on_the_eve():
    plan = make_plan([item(f"c{i}") for i in range(40)], until(TODAY + 3), TODAY)

    assert [one.day for one in plan.days] == [TODAY, TODAY + 1, TODAY + 2]
    assert [len(one.tasks) for one in plan.days] == [40, 40, 40]
    assert all(task.new for task in plan.days[0].tasks)
    assert not any(task.new for task in plan.days[1].tasks)
    assert plan.days[0].minutes == pytest.approx(20)


def test_readiness_counts_what_was_never_asked_as_not_known():
    known = remembered(10, last=TODAY)
    items = [item("a", known, topics=("x",)), item("b", topics=("x", "y"))]
    plan = make_plan(items, replace(until(SOON), minutes=1), TODAY)
    idle = adapter.recall(known, SOON)

    assert (plan.whole.items, plan.unseen, plan.never) == (2, 1, 0)
    assert plan.whole.today == pytest.approx(0.5)
    assert plan.whole.idle == pytest.approx(idle / 2)
    assert plan.whole.expected > idle
    assert plan.code is None
    assert {name: ready.items for name, ready in plan.topics} == {"x": 2, "y": 1}


def test_topics_come_weakest_first_and_coding_is_told_apart():
    items = [
        item("a", remembered(300), topics=("strong",)),
        *[item(f"{CODE}p{i}", seconds=1200, topics=("weak",)) for i in range(9)],
    ]
    plan = make_plan(items, until(TODAY + 2, minutes=20), TODAY)

    assert [name for name, _ in plan.topics] == ["weak", "strong"]
    assert (plan.cards.items, plan.code.items, plan.never) == (1, 9, 7)
    assert plan.spent == 0


def test_nothing_to_plan():
    plan = make_plan([], until(SOON), TODAY)

    assert (plan.whole.expected, plan.cards, plan.code, plan.never) == (0, None, None, 0)
    assert all(day.tasks == () for day in plan.days)


def test_what_is_known_is_left_alone():
    plan = make_plan([item("a", remembered(2000))], until(SOON), TODAY)

    assert all(day.tasks == () for day in plan.days)


@given(
    st.lists(st.tuples(memories | seen_today | st.none(), st.floats(5, 1800)), max_size=12),
    st.integers(1, 40),
    st.integers(1, 600),
)
def test_a_plan_is_sound_whatever_is_remembered(rows, left, minutes):
    items = [item(f"c{i}", memory, seconds) for i, (memory, seconds) in enumerate(rows)]
    plan = make_plan(items, until(TODAY + left, minutes), TODAY)

    assert plan == make_plan(items, until(TODAY + left, minutes), TODAY)
    assert [task.item for task in plan.days[0].tasks] == [
        one.id for one in todays_share(items, TODAY, TODAY + left, minutes)
    ]
    for day in plan.days:
        names = [task.item for task in day.tasks]
        assert len(names) == len(set(names))
        assert day.minutes <= minutes + 1e-6
    assert 0 <= plan.whole.idle <= plan.whole.today <= 1
    assert 0 <= plan.whole.expected <= 1
    asked = {task.item for day in plan.days for task in day.tasks}
    assert plan.never == sum(one.memory is None and one.id not in asked for one in items)


def test_the_plan_keeps_its_word():
    """A learner who follows it ends where it said, within what luck explains."""
    items = [item(f"c{i}", seconds=37.5) for i in range(100)]
    promised = make_plan(items, until(SOON, minutes=15), TODAY).whole.expected
    ends = [_followed(items, seed) for seed in range(4)]

    assert np.mean(ends) == pytest.approx(promised, abs=0.012)


def _followed(items, seed):
    learner, rng = Learner(), np.random.default_rng(seed)
    now = {one.id: one for one in items}
    for today in range(TODAY, SOON):
        for one in todays_share(list(now.values()), today, SOON, 15):
            given = learner.answers(one.id, today, rng)
            now[one.id] = replace(one, memory=after(one.memory, given, today, one.id))
        assert todays_share(list(now.values()), today, SOON, 15) == []
    return np.mean([learner.recall(name, SOON) for name in now])


def test_the_plan_beats_due_order():
    small = {"cards": 60, "days": 8, "answers": 12}
    plan = simulate(STRATEGIES["plan"], Learner(), 1, **small)
    due = simulate(STRATEGIES["due, then new"], Learner(), 1, **small)

    assert plan.unseen == 0
    assert plan.recall > due.recall + 0.15


def test_a_month_of_two_thousand_cards_is_planned_in_a_second():
    import time

    items = [item(f"c{i}", remembered(1 + i / 50, last=TODAY - i % 40 - 1)) for i in range(2000)]
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        make_plan(items, until(TODAY + 30, minutes=60), TODAY)
        best = min(best, time.process_time() - begun)

    assert best < 1

"""Definitions of the statistics, on counts made by hand."""

from datetime import date
from math import log

import pytest

from drill.model.counts import BinSums, DayCounts, Held, Run
from drill.schedule import knowledge, stats
from drill.schedule.day import day_of
from drill.schedule.memory import recall_after

THURSDAY = day_of(date(2026, 3, 12))


def test_the_interval_is_wilsons():
    one = stats.share(8, 10)

    assert (one.right, one.n, one.rate) == (8, 10, 0.8)
    assert (round(one.low, 4), round(one.high, 4)) == (0.4902, 0.9433)  # Newcombe 1998, by hand


def test_all_and_nothing_have_intervals_that_stay_within():
    assert stats.share(5, 5).high == 1.0
    assert stats.share(0, 5).low == 0.0
    assert 0.5 < stats.share(5, 5).low < 0.6


def test_nothing_to_divide_is_no_rate():
    one = stats.share(0, 0)

    assert (one.rate, one.low, one.high) == (None, None, None)


def test_retention_adds_young_and_mature():
    found = stats.retention(
        [
            DayCounts(day=1, reviews=9, young=4, young_right=3, mature=2, mature_right=1),
            DayCounts(day=2, reviews=9, young=1, young_right=1),
        ]
    )

    assert (found.young.right, found.young.n) == (4, 5)
    assert (found.mature.right, found.mature.n) == (1, 2)
    assert (found.all.right, found.all.n) == (5, 7)


def test_weeks_go_from_monday_to_sunday_and_this_one_is_last():
    monday = THURSDAY - 3
    tallies = [
        DayCounts(day=day, young=1, young_right=int(day >= monday))
        for day in (monday - 8, monday - 7, monday - 1, monday, THURSDAY)
    ]

    weeks = stats.by_week(tallies, THURSDAY)

    assert len(weeks) == 12
    assert weeks[-1].first == date(2026, 3, 9)
    assert weeks[-1].last == date(2026, 3, 15)
    assert [(one.retention.all.right, one.retention.all.n) for one in weeks[-4:]] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (2, 2),
    ]


def test_months_are_those_of_the_calendar():
    days = [date(2025, 4, 1), date(2025, 3, 31), date(2026, 2, 28), date(2026, 3, 1)]
    tallies = [DayCounts(day=day, young=1) for day in sorted(map(day_of, days))]

    months = stats.by_month(tallies, THURSDAY)

    assert [one.first for one in months][:2] == [date(2025, 4, 1), date(2025, 5, 1)]
    assert (months[-1].first, months[-1].last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (months[-2].first, months[-2].last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert [one.retention.all.n for one in months] == [1, *[0] * 9, 1, 1]  # March 2025 is too old


def test_no_period_and_no_square_begins_before_the_first_day_asked_for():
    for today in range(THURSDAY, THURSDAY + 400):
        first = stats.first_day(today)
        starts = [stats.by_week([], today)[0].first, stats.by_month([], today)[0].first]
        starts.append(stats.heat([], today).days[0].day)

        assert first <= min(map(day_of, starts))


RUNS = [Run(10, 13, 3), Run(15, None, 6)]  # days 8 to 10 and 13 to 15


@pytest.mark.parametrize(
    ("waiting", "oldest_due", "today", "now", "longest"),
    [
        ([], None, 15, 6, 6),  # nothing was due on 11 and 12
        ([(11, 1), (13, -1)], None, 15, 3, 3),
        ([(12, 1), (13, -1)], None, 15, 3, 3),  # due from the second day of the gap
        ([(5, 1), (9, -1)], None, 15, 6, 6),  # what waited was answered before
        ([(5, 2), (9, -1), (14, -1)], None, 15, 3, 3),
        ([], 12, 15, 3, 3),  # it waits still
        ([], 13, 15, 6, 6),
        ([], 15, 16, 6, 6),  # today is not over
        ([], 16, 16, 6, 6),
        ([], 16, 17, 0, 6),
        ([], 17, 18, 0, 6),
        ([], 18, 18, 6, 6),  # 16 and 17 were free
        ([], None, 100, 6, 6),
        ([], 15, 14, 6, 6),  # the clock was set back
    ],
)
def test_a_streak_ends_on_a_day_missed_with_something_due(waiting, oldest_due, today, now, longest):
    streak = stats.streak(RUNS, waiting, oldest_due, today)

    assert (streak.now, streak.longest) == (now, longest)


def test_no_answers_are_no_streak():
    streak = stats.streak([], [], None, 5)

    assert (streak.now, streak.longest) == (0, 0)


def test_the_heat_map_has_whole_weeks_up_to_today():
    heat = stats.heat([], THURSDAY)

    assert len(heat.days) == 25 * 7 + 4
    assert heat.days[0].day == date(2025, 9, 15)
    assert heat.days[0].day.weekday() == 0
    assert heat.days[-1].day == date(2026, 3, 12)
    assert {one.level for one in heat.days} == {0}


def test_levels_are_quarters_of_a_busy_day():
    tallies = [DayCounts(day=THURSDAY - n, reviews=n, ms=n * 30_000) for n in range(1, 21)]

    heat = stats.heat(tallies, THURSDAY)  # the ninth day of ten has 18 answers: steps of 5

    levels = {one.answers: one.level for one in heat.days}
    assert heat.bounds == (1, 6, 11, 16)
    assert [levels[n] for n in (0, 1, 5, 6, 10, 11, 15, 16, 20)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert next(one.minutes for one in heat.days if one.answers == 7) == 3.5


def test_what_is_due_stands_on_its_day_and_overdue_today():
    held = [
        Held("a", 10.0, THURSDAY - 12, THURSDAY - 2, 0, 1),
        Held("b", 10.0, THURSDAY - 10, THURSDAY, 0, 1),
        Held("c", 5.0, THURSDAY - 1, THURSDAY + 29, 0, 1),
        Held("d", 5.0, THURSDAY - 1, THURSDAY + 30, 0, 1),
    ]

    days = knowledge.forecast(held, THURSDAY)

    assert len(days) == 30
    assert [one.due for one in days] == [2, *[0] * 28, 1]
    assert days[0].fails == pytest.approx(2 - recall_after(10.0, 12) - recall_after(10.0, 10))
    assert days[0].fails == pytest.approx(1 - 0.9 + 1 - recall_after(10.0, 12))
    assert days[-1].fails == pytest.approx(1 - recall_after(5.0, 30))
    assert days[-1].day == date(2026, 4, 10)


def test_what_was_never_seen_counts_as_not_known():
    one = knowledge.knowledge(4, [0.9, 0.5])

    assert (one.total, one.seen, one.known) == (4, 2, 1.4)
    assert (one.share, one.held) == (0.35, 0.7)


def test_an_empty_bank_is_not_divided():
    one = knowledge.knowledge(0, [])

    assert (one.share, one.held) == (0.0, None)


def test_topics_come_weakest_first_then_those_not_begun():
    known = {"a": 0.9, "b": 0.3, "c": 0.8}
    members = [("nms", "a"), ("norm", "b"), ("norm", "c"), ("loss", "c"), ("nms", "gone")]

    found = knowledge.topics({"nms": 1, "norm": 2, "loss": 4, "adam": 2}, members, known)

    assert [(one.name, one.knowledge.seen, round(one.knowledge.known, 9)) for one in found] == [
        ("loss", 1, 0.8),
        ("norm", 2, 1.1),
        ("nms", 1, 0.9),
        ("adam", 0, 0),
    ]
    assert knowledge.weakest(found) == ("loss", "norm", "nms")


def test_calibration_says_nothing_before_there_are_enough():
    found = stats.calibration([BinSums(18, 199, 180, 180.0, 60.0)], 20)

    assert (found.n, found.needed, found.bins, found.loss) == (199, 200, (), None)


def test_calibration_compares_predictions_with_what_came():
    found = stats.calibration(
        [BinSums(18, 150, 140, 138.0, 40.0), BinSums(10, 50, 20, 26.0, 36.0)], 20
    )

    first, second = found.bins
    assert (first.low, first.high) == (0.5, 0.55)
    assert (first.predicted, first.observed.right, first.observed.n) == (0.52, 20, 50)
    assert (second.predicted, second.observed.rate) == (0.92, 140 / 150)
    assert found.loss == 76 / 200
    assert found.constant == pytest.approx(-0.8 * log(0.8) - 0.2 * log(0.2))


def test_calibration_of_nothing_but_right_answers():
    found = stats.calibration([BinSums(19, 200, 200, 196.0, 4.0)], 20)

    assert found.constant == 0.0

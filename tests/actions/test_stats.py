"""Statistics of real logs, against known answers and against everything counted by hand again."""

import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from math import log as ln
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.histories import (
    CARDS,
    ENOUGH,
    PROBLEMS,
    add,
    attempt,
    event,
    histories,
    log_with,
    open_log,
    review,
)

from drill.actions.stats import statistics
from drill.model.card import Card, Kind, Point
from drill.model.card_json import canonical, card_dict
from drill.model.indexed import Entry, Parsed
from drill.model.outcome import Verdict
from drill.model.question import Level
from drill.model.review import CODE, Event, Happened, Origin
from drill.model.text import Text
from drill.schedule.day import date_of, day_of
from drill.schedule.memory import recall_after, replay
from drill.store.index import open_index
from drill.store.merge import merge

TODAY = day_of(date(2026, 3, 12))  # a Thursday
TOPICS = {
    "iou": ("detection",),
    "nms-order": ("detection", "nms"),
    "批归一化": ("normalisation",),
    "adam": ("optimisation",),
    "code:nms": ("nms",),
    "code:box_iou": ("detection",),
}


def parsed(items):
    """Make a bank of these items, each recall card with two points."""
    rows = []
    for item in items:
        points = tuple(
            Point(text=Text(f"{item} {k}", f"要点 {item} {k}"), any=("x",), must=True)
            for k in (0, 1)
        )
        card = Card(
            id=item,
            kind=Kind.RECALL,
            ask=Text(f"What is {item}?", f"什么是 {item}？"),
            topics=TOPICS[item],
            level=Level.CORE,
            sources=("a book",),
            points=points,
            answer=Text("a", "答"),
        )
        entry = Entry(
            id=item,
            kind="code" if item.startswith(CODE) else "recall",
            line=1,
            column=1,
            topics=TOPICS[item],
            level=Level.CORE,
            digest="",
            title=card.ask,
            minutes=None,
        )
        rows.append((entry, canonical(card_dict(card))))
    return Parsed(entries=tuple(rows))


@contextmanager
def world(folder, items=tuple(TOPICS)):
    """Open an empty log beside a bank of `items`."""
    path = folder / "bank.yaml"
    path.write_text("")
    index = open_index(folder / "cards.db", [(path, "cards")], lambda *_: parsed(items))
    with open_log(folder / "drill.db") as log:
        yield log, index
    index.close()


def at(day, hour=12):
    """Give an hour of a study day."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=hour)


def stats_of(folder, rows, day=TODAY, items=tuple(TOPICS)):
    """Write a log and compute its statistics on a study day."""
    with world(folder, items) as (log, index):
        for row in rows:
            add(log, row)
        return statistics(log, index, at(day))


def answers(*rows):
    """Make reviews of (item, day before today, rating, due in days)."""
    return [
        review(f"{n:032x}", item, TODAY - ago, rating, due_day=TODAY - ago + due, ts_ms=ms(ago, n))
        for n, (item, ago, rating, due) in enumerate(rows)
    ]


def ms(ago, n=0):
    return (TODAY - ago) * 86_400_000 + 40_000_000 + n


def test_an_empty_log_counts_the_bank(tmp_path):
    found = stats_of(tmp_path, [])

    assert (found.cards, found.problems, found.totals.answers, found.totals.first) == (
        4,
        2,
        0,
        None,
    )
    assert (found.readiness.total, found.readiness.seen, found.readiness.share) == (6, 0, 0.0)
    assert (found.streak.now, found.streak.longest) == (0, 0)
    assert found.ever.all.rate is None
    assert [one.name for one in found.topics] == [
        "detection",
        "nms",
        "normalisation",
        "optimisation",
    ]
    assert (found.weakest, found.leeches, found.coding) == ((), (), ())
    assert sum(one.due for one in found.forecast) == 0
    assert (found.calibration.n, found.calibration.needed) == (0, 200)


def test_retention_takes_the_first_answer_of_a_day_a_day_after_the_last(tmp_path):
    rows = answers(
        ("iou", 40, 3, 2),  # seen for the first time: does not count
        ("iou", 40, 1, 2),  # nor does the same day
        ("iou", 38, 1, 1),  # young, wrong
        ("iou", 38, 3, 30),  # asked again in the same session
        ("iou", 8, 3, 60),  # mature, right: the interval was 30 days
        ("nms-order", 9, 3, 20),
        ("nms-order", 3, 2, 30),  # young, right: Hard is remembered
        ("nms-order", 2, 4, 30),  # mature by its interval though early
    )
    rows.append(review("c" * 32, "iou", TODAY - 1, 1, origin=Origin.CRAM, ts_ms=ms(1)))
    rows.append(attempt("a" * 32, "nms", TODAY - 6, accepted=True, ts_ms=ms(6)))
    rows.append(attempt("b" * 32, "nms", TODAY - 1, accepted=False, ts_ms=ms(1)))

    found = stats_of(tmp_path, rows)

    def counts(retention):
        shares = (retention.young, retention.mature, retention.all)
        return [(share.right, share.n) for share in shares]

    assert counts(found.ever) == [(1, 2), (2, 2), (3, 4)]
    assert counts(found.month) == [(1, 1), (2, 2), (3, 3)]
    assert counts(found.week) == [(1, 1), (1, 1), (2, 2)]
    assert counts(found.weeks[-1].retention) == [(1, 1), (1, 1), (2, 2)]  # since Monday
    assert counts(found.weeks[-2].retention) == [(0, 0), (1, 1), (1, 1)]
    assert counts(found.months[-1].retention) == [(1, 1), (2, 2), (3, 3)]
    assert counts(found.months[-2].retention) == [(0, 1), (0, 0), (0, 1)]


@pytest.mark.parametrize(
    ("ago", "week", "month"), [(0, 1, 1), (6, 1, 1), (7, 0, 1), (29, 0, 1), (30, 0, 0)]
)
def test_a_range_ends_today_and_counts_its_days(tmp_path, ago, week, month):
    found = stats_of(tmp_path, answers(("iou", ago + 3, 3, 1), ("iou", ago, 3, 1)))

    assert (found.week.all.n, found.month.all.n, found.ever.all.n) == (week, month, 1)


def test_totals_count_everything_with_its_minutes(tmp_path):
    rows = [
        review("1" * 32, "iou", TODAY - 3, total_ms=90_000),
        review("2" * 32, "adam", TODAY, total_ms=30_000),
        review("3" * 32, "iou", TODAY, total_ms=None),
        review("4" * 32, "批归一化", TODAY, origin=Origin.CRAM, total_ms=60_000),
        attempt("5" * 32, "nms", TODAY, accepted=False),
    ]

    found = stats_of(tmp_path, rows)

    totals, done = found.totals, found.done
    assert (totals.answers, totals.cards, totals.code, totals.cram) == (5, 3, 1, 1)
    assert (totals.minutes, totals.learned, totals.days) == (pytest.approx(3.15), 3, 2)
    assert totals.first == date(2026, 3, 9)
    assert (done.answers, done.learned, done.minutes) == (4, 2, pytest.approx(1.65))
    assert [(one.answers, one.minutes) for one in found.heat.days[-4:]] == [
        (1, 1.5),
        (0, 0),
        (0, 0),
        (4, pytest.approx(1.65)),
    ]


def test_before_four_in_the_morning_it_is_still_the_day_before(tmp_path):
    with world(tmp_path) as (log, index):
        log.add_review(review("1" * 32, "iou", TODAY))

        assert statistics(log, index, at(TODAY, 27.9)).done.answers == 1
        assert statistics(log, index, at(TODAY, 28)).done.answers == 0
        assert statistics(log, index, at(TODAY, 28)).today == date(2026, 3, 13)


def streak(folder, *rows, extra=(), day=TODAY, items=tuple(TOPICS)):
    found = stats_of(folder, [*answers(*rows), *extra], day, items).streak
    return found.now, found.longest


def test_a_streak_counts_the_days_with_answers(tmp_path):
    assert streak(tmp_path, ("iou", 2, 3, 1), ("iou", 1, 3, 1), ("iou", 0, 3, 1)) == (3, 3)


def test_a_day_with_nothing_due_does_not_break_a_streak(tmp_path):
    assert streak(tmp_path, ("iou", 9, 3, 1), ("iou", 8, 3, 7), ("iou", 1, 3, 9)) == (3, 3)


def test_a_day_on_which_something_was_due_breaks_it(tmp_path):
    assert streak(tmp_path, ("iou", 9, 3, 1), ("iou", 8, 3, 6), ("iou", 1, 3, 9)) == (1, 2)


def test_one_item_waiting_among_many_breaks_it(tmp_path):
    rows = (("iou", 9, 3, 9), ("adam", 9, 3, 20), ("批归一化", 9, 3, 8), ("nms-order", 0, 3, 1))

    assert streak(tmp_path, *rows) == (1, 1)


def test_nothing_waiting_among_many_does_not(tmp_path):
    rows = (("iou", 9, 3, 9), ("adam", 9, 3, 20), ("批归一化", 9, 3, 9), ("nms-order", 0, 3, 1))

    assert streak(tmp_path, *rows) == (2, 2)


def test_today_is_not_over(tmp_path):
    assert streak(tmp_path, ("iou", 2, 3, 1), ("iou", 1, 3, 1)) == (2, 2)


def test_yesterday_missed_ends_it_and_the_longest_stays(tmp_path):
    rows = (("iou", 4, 3, 1), ("iou", 3, 3, 1), ("iou", 2, 3, 1))

    assert streak(tmp_path, *rows) == (0, 3)


def test_what_is_suspended_or_deleted_or_buried_is_not_due(tmp_path):
    rows = (("iou", 4, 3, 1), ("adam", 4, 3, 60))
    away = (tmp_path / name for name in "abcd")
    folders = [folder for folder in away if not folder.mkdir()]

    assert streak(folders[0], *rows) == (0, 1)
    assert streak(folders[1], *rows, items=("adam",)) == (1, 1)
    for folder, kind, expected in zip(
        folders[2:], (Happened.SUSPEND, Happened.BURY), ((1, 1), (1, 1)), strict=True
    ):
        mark = event("e" * 32, "iou", TODAY - 1, kind)  # bury: until today
        assert streak(folder, *rows, extra=[mark]) == expected


def test_cramming_keeps_a_streak_and_pays_no_debt(tmp_path):
    cram = review("c" * 32, "iou", TODAY - 2, origin=Origin.CRAM, ts_ms=ms(2))

    assert streak(tmp_path, ("iou", 3, 3, 1), ("iou", 1, 3, 1), extra=[cram]) == (3, 3)


def test_an_item_left_lying_breaks_no_streak_while_one_answers_every_day(tmp_path):
    rows = [("adam", ago, 3, 1) for ago in range(9, -1, -1)]

    assert streak(tmp_path, ("iou", 9, 3, 1), *rows) == (10, 10)


def test_undo_takes_the_day_back(tmp_path):
    rows = answers(("iou", 3, 3, 1), ("iou", 2, 3, 1), ("iou", 1, 3, 1), ("iou", 0, 3, 1))
    void = event("e" * 32, "iou", TODAY, Happened.VOID, target=rows[2].uuid)
    with world(tmp_path) as (log, index):
        for row in rows:
            log.add_review(row)
        before = statistics(log, index, at(TODAY))
        log.add_event(void)
        after = statistics(log, index, at(TODAY))

    assert (before.streak.now, before.streak.longest) == (4, 4)
    assert (after.streak.now, after.streak.longest) == (1, 2)
    assert (before.ever.all.n, after.ever.all.n) == (3, 2)
    assert (before.totals.days, after.totals.days) == (4, 3)


def test_two_machines_together_know_what_neither_knew(tmp_path):
    here = answers(("iou", 5, 3, 2), ("iou", 1, 3, 9))
    there = [
        review("f" * 32, "iou", TODAY - 3, 3, due_day=TODAY - 1, ts_ms=ms(3)),
        review("e" * 32, "adam", TODAY - 2, 3, due_day=TODAY + 5, ts_ms=ms(2)),
        attempt("d" * 32, "nms", TODAY - 2, accepted=True, ts_ms=ms(2)),
    ]
    here.append(attempt("c" * 32, "nms", TODAY - 3, accepted=False, ts_ms=ms(3)))
    (tmp_path / "alone").mkdir()

    assert stats_of(tmp_path / "alone", here).streak.now == 1
    for name, mine, theirs in (("ab", here, there), ("ba", there, here)):
        (tmp_path / name).mkdir()
        other = log_with(tmp_path / name / "other.db", theirs)
        with world(tmp_path / name) as (log, index):
            for row in mine:
                add(log, row)
            merge(log, other, lambda done, total: None)
            merge(log, other, lambda done, total: None)  # twice is once
            found = statistics(log, index, at(TODAY))

        assert (found.streak.now, found.streak.longest) == (4, 4)
        assert (found.ever.all.right, found.ever.all.n) == (2, 2)
        assert [(one.tries, one.minutes) for one in found.coding] == [(2, 1440.0)]


def test_the_forecast_leaves_out_what_is_never_asked(tmp_path):
    rows = answers(
        ("iou", 9, 3, 4), ("adam", 2, 3, 3), ("批归一化", 2, 3, 3), ("nms-order", 2, 3, 4)
    )
    rows.append(event("1" * 32, "批归一化", TODAY, Happened.SUSPEND))
    rows.append(event("2" * 32, "adam", TODAY + 1, Happened.BURY))  # until the day after tomorrow

    found = stats_of(tmp_path, rows)

    assert found.done.due == 1
    assert [one.due for one in found.forecast[:4]] == [1, 0, 2, 0]
    assert found.forecast[0].fails == pytest.approx(1 - recall_after(first_stability(3), 9))
    assert found.forecast[2].fails == pytest.approx(2 - 2 * recall_after(first_stability(3), 4))
    assert (found.cards, found.readiness.total, found.readiness.seen) == (3, 5, 3)


def first_stability(rating):
    return replay(None, [review("0" * 32, "x", 0, rating)]).stability


def test_knowledge_is_expected_recall_over_all_cards_of_a_topic(tmp_path):
    rows = answers(("iou", 9, 3, 1), ("nms-order", 3, 1, 1), ("gone", 3, 3, 1))

    found = stats_of(tmp_path, rows)

    good, again = recall_after(first_stability(3), 9), recall_after(first_stability(1), 3)
    topics = {one.name: one.knowledge for one in found.topics}
    assert (topics["detection"].total, topics["detection"].seen) == (3, 2)
    assert topics["detection"].known == pytest.approx(good + again)
    assert topics["detection"].share == pytest.approx((good + again) / 3)
    assert topics["nms"].held == pytest.approx(again)
    assert topics["nms"].share == pytest.approx(again / 2)
    assert topics["optimisation"].held is None
    assert found.weakest == ("nms", "detection")
    assert (found.readiness.total, found.readiness.seen) == (6, 2)
    assert found.readiness.share == pytest.approx((good + again) / 6)


def lapsing(item, times, first=60, grade=None):
    rows = [(item, first, 3, 1)]
    rows += [(item, first - 2 * k, 1, 1) for k in range(1, times + 1)]
    return [
        review(f"{item[:3]}{n:029}", *row, due_day=1, grade=grade, ts_ms=ms(first, n))
        for n, row in enumerate((one[0], TODAY - one[1], one[2]) for one in rows)
    ]


def test_leeches_are_what_was_forgotten_four_times_worst_first(tmp_path):
    rows = lapsing("iou", 4) + lapsing("adam", 5) + lapsing("nms-order", 3)

    found = stats_of(tmp_path, rows)

    assert [(one.id, one.lapses, one.reps) for one in found.leeches] == [
        ("adam", 5, 6),
        ("iou", 4, 5),
    ]
    assert found.leech_count == 2
    assert found.leeches[0].title == Text("What is adam?", "什么是 adam？")


def test_the_key_points_that_fail_are_named(tmp_path):
    def points(*states):
        pairs = ", ".join(f'{{"point": {k}, "state": "{s}"}}' for k, s in enumerate(states))
        return f'{{"points": [{pairs}]}}'

    rows = lapsing("iou", 4)
    grades = [points("hit", "miss"), points("miss", "doubtful"), points("hit", "hit"), None]
    grades.append(points("hit", "miss", "miss"))  # the card had a third point once
    rows = [
        review(one.uuid, "iou", one.day, one.rating, ts_ms=one.ts_ms, grade=grade)
        for one, grade in zip(rows, grades, strict=True)
    ]

    (leech,) = stats_of(tmp_path, rows).leeches

    assert [(one.text.en, one.missed, one.asked) for one in leech.points] == [
        ("iou 1", 3, 4),
        ("iou 0", 1, 4),
    ]


@pytest.mark.parametrize(
    "grade",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"points": 3}',
        '{"points": [true, {"point": "x"}, {"point": -1}]}',
    ],
)
def test_a_grade_in_another_form_says_nothing(tmp_path, grade):
    (leech,) = stats_of(tmp_path, lapsing("iou", 4, grade=grade)).leeches

    assert leech.points == ()


def test_only_the_last_answers_say_which_points_fail(tmp_path):
    missed = '{"points": [{"point": 0, "state": "miss"}]}'
    old = [
        review(f"{n:032x}", "iou", TODAY - 90, 1, ts_ms=ms(90, n), grade=missed) for n in range(30)
    ]
    new = lapsing("iou", 19)

    (leech,) = stats_of(tmp_path, old + new).leeches

    assert leech.points == ()


def test_coding_problems_say_how_it_went(tmp_path):
    def tries(problem, *verdicts, first=0):
        return [
            attempt(
                f"{problem}{n}".ljust(32, "0"),
                problem,
                TODAY - 9,
                verdict,
                score=70 + n,
                ts_ms=ms(9, 60_000 * (first + 10 * n)),
            )
            for n, verdict in enumerate(verdicts)
        ]

    rows = tries("nms", False, False, True, False) + tries("box_iou", True, True)
    rows += tries("gone", False)

    found = stats_of(tmp_path, rows)

    by_id = {one.id: one for one in found.coding}
    assert list(by_id) == ["box_iou", "gone", "nms"]
    nms, box_iou, gone = by_id["nms"], by_id["box_iou"], by_id["gone"]
    assert (nms.verdict, nms.best, nms.attempts) == (Verdict.WRONG_ANSWER, 73, 4)
    assert (nms.tries, nms.minutes, nms.mistakes) == (3, 20.0, (("plus_one", 3),))
    assert (box_iou.tries, box_iou.minutes, box_iou.mistakes) == (1, 0.0, ())
    assert (gone.tries, gone.minutes) == (None, None)
    assert (gone.title, gone.recall, gone.due) == (Text("gone", "gone"), None, None)
    assert nms.title == Text("What is code:nms?", "什么是 code:nms？")
    assert 0 < nms.recall < 1
    assert nms.due > date_of(TODAY - 9)


def test_attempts_are_summed_up_again_when_the_cache_is_made_anew(tmp_path):
    rows = [
        attempt(f"{n}" * 32, "nms", TODAY - n, accepted=n == 2, ts_ms=ms(n)) for n in (1, 4, 2, 3)
    ]
    with world(tmp_path) as (log, index):
        for row in rows:
            add(log, row)
        before = statistics(log, index, at(TODAY))
        log.rebuild()

        assert statistics(log, index, at(TODAY)) == before
        assert before.coding[0].tries == 3  # by time, not in the order they were written
        assert before.coding[0].minutes == 2 * 1440


def test_calibration_needs_two_hundred_answers(tmp_path):
    rows = answers(*[("iou", 300 - n, 1 if n % 10 == 3 else 3, 1) for n in range(201)])
    expected = [0.97 if n % 2 else 0.82 for n in range(201)]
    rows = [
        review(one.uuid, "iou", one.day, one.rating, ts_ms=one.ts_ms, predicted=predicted)
        for one, predicted in zip(rows, expected, strict=True)
    ]
    with world(tmp_path) as (log, index):
        for row in rows[:-1]:
            log.add_review(row)
        few = statistics(log, index, at(TODAY)).calibration
        log.add_review(rows[-1])
        enough = statistics(log, index, at(TODAY)).calibration

    assert (few.n, few.bins) == (199, ())
    assert [(one.low, one.observed.right, one.observed.n) for one in enough.bins] == [
        (0.8, 100, 100),
        (0.95, 80, 100),
    ]
    assert [one.predicted for one in enough.bins] == [pytest.approx(0.82), pytest.approx(0.97)]
    loss = -(100 * ln(0.82) + 80 * ln(0.97) + 20 * ln(0.03)) / 200
    assert enough.loss == pytest.approx(loss, abs=1e-6)


# ---- everything once more, the long way --------------------------------------------------------


def by_force(rows, today, items):
    """Compute the same figures from the bare rows: no cache, no index, no sums."""
    marks = {item: _marks(rows, item) for item in items}
    gone = {row.target for row in rows if isinstance(row, Event) and row.kind is Happened.VOID}
    reviews = [
        row[1] if isinstance(row, tuple) else row for row in rows if not isinstance(row, Event)
    ]
    reviews = [one for one in reviews if one.uuid not in gone]
    reviews.sort(key=lambda one: (one.ts_ms, one.uuid))
    paths = {}
    retained = []
    for item in {one.item for one in reviews}:
        memory, path = None, []
        for one in (one for one in reviews if one.item == item and one.origin is not Origin.CRAM):
            card = one.origin in (Origin.CARD, Origin.IMPORT)
            if card and memory and one.day > memory.last_day:
                mature = memory.due_day - memory.last_day >= 21
                retained.append((one.day, mature, one.rating > 1, one.predicted))
            memory = replay(memory, [one])
            path.append((one.day, memory))
        paths[item] = path
    return reviews, paths, retained, marks


def _marks(rows, item):
    voided = {row.target for row in rows if isinstance(row, Event)}
    suspended, buried = False, 0
    events = [row for row in rows if isinstance(row, Event) and row.item == item]
    for one in sorted(events, key=lambda one: (one.ts_ms, one.uuid)):
        if one.uuid in voided or one.kind is Happened.VOID:
            continue
        if one.kind in (Happened.SUSPEND, Happened.UNSUSPEND):
            suspended = one.kind is Happened.SUSPEND
        elif one.kind is Happened.BURY:
            buried = int(one.payload)
    return suspended, buried


def streak_by_force(reviews, paths, marks, today):
    """Walk through every day that is over."""
    studied = {one.day for one in reviews}
    longest = now = 0
    for day in range(min(studied, default=today), max(today, *studied, 0) + 1):
        over = day < max(today, *studied, 0)
        if day in studied:
            now += 1
            longest = max(longest, now)
        elif over and any(_due(path, day, marks.get(item)) for item, path in paths.items()):
            now = 0
    return now, longest


def _due(path, day, mark):
    """Tell whether an item waits on a day on which nobody answered anything."""
    after = [k for k, (_, memory) in enumerate(path) if path[k][0] > day]
    done = path[: after[0]] if after else path
    if not done:
        return False
    if after:  # it was answered since
        return done[-1][1].due_day <= day
    if mark is None or mark[0]:
        return False
    return max(done[-1][1].due_day, mark[1]) <= day


@ENOUGH
@given(histories(), st.integers(19_999, 20_050), st.sets(st.sampled_from(sorted(TOPICS))))
def test_the_caches_say_what_counting_everything_again_says(rows, today, items):
    with tempfile.TemporaryDirectory() as folder:
        found = stats_of(Path(folder), rows, today, tuple(sorted(items)))
    reviews, paths, retained, marks = by_force(rows, today, items)

    assert found.totals.answers == len(reviews)
    assert found.totals.minutes == pytest.approx(sum(one.total_ms or 0 for one in reviews) / 60000)
    assert found.totals.days == len({one.day for one in reviews})
    per_day = Counter(one.day for one in reviews)
    assert {day_of(one.day): one.answers for one in found.heat.days if one.answers} == {
        day: n for day, n in per_day.items() if day <= today
    }
    for share, mature in ((found.ever.young, False), (found.ever.mature, True)):
        right = [one[2] for one in retained if one[1] is mature]
        assert (share.right, share.n) == (sum(right), len(right))
    week = [one[2] for one in retained if today - 7 < one[0] <= today]
    assert (found.week.all.right, found.week.all.n) == (sum(week), len(week))
    assert found.calibration.n == sum(one[3] is not None for one in retained)

    shown = {
        item: path[-1][1]
        for item, path in paths.items()
        if path and item in items and not marks[item][0]
    }
    recalls = {
        item: recall_after(memory.stability, today - memory.last_day)
        for item, memory in shown.items()
    }
    due = Counter(
        max(memory.due_day, marks[item][1], today) - today for item, memory in shown.items()
    )
    assert [one.due for one in found.forecast] == [due[ahead] for ahead in range(30)]
    assert found.readiness.known == pytest.approx(sum(recalls.values()))
    assert found.readiness.total == sum(not marks[item][0] for item in items)
    for one in found.topics:
        inside = [value for item, value in recalls.items() if one.name in TOPICS[item]]
        assert (one.knowledge.seen, one.knowledge.known) == (
            len(inside),
            pytest.approx(sum(inside)),
        )
    assert {one.id for one in found.leeches} == {i for i, m in shown.items() if m.lapses >= 4}


@ENOUGH
@given(st.data())
def test_a_streak_is_what_a_walk_through_every_day_finds(data):
    """Days by the clock go forward here, as they do for a person; gaps and undos as they come."""
    rows, n = [], 0
    for day in sorted(data.draw(st.sets(st.integers(20_000, 20_030), max_size=12))):
        for item in data.draw(st.sets(st.sampled_from(CARDS), min_size=1)):
            n += 1
            origin = data.draw(st.sampled_from([Origin.CARD] * 5 + [Origin.CRAM]))
            due = day + data.draw(st.integers(1, 9))
            stamp = day * 86_400_000 + n
            rows.append(review(f"{n:032x}", item, day, 3, origin=origin, due_day=due, ts_ms=stamp))
    for one in data.draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else ():
        n += 1
        rows.append(event(f"{n:032x}", one.item, 20_030, Happened.VOID, target=one.uuid))
    for item in data.draw(st.sets(st.sampled_from(CARDS), max_size=1)):
        rows.append(event("e" * 32, item, 20_030, Happened.SUSPEND))
    today = data.draw(st.integers(20_000, 20_033))
    items = data.draw(st.sets(st.sampled_from(CARDS), min_size=2))

    with tempfile.TemporaryDirectory() as folder:
        found = stats_of(Path(folder), rows, today, tuple(sorted(items))).streak
    reviews, paths, _, marks = by_force(rows, today, items)

    assert (found.now, found.longest) == streak_by_force(reviews, paths, marks, today)


def test_the_worlds_agree():
    assert set(CARDS) | {CODE + one for one in PROBLEMS} <= set(TOPICS)

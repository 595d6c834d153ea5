"""The plan on a real log and a real index."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import ROOT

from drill.actions.bank import open_cards
from drill.actions.plan import (
    CODE_WEIGHT,
    REPEATS,
    SECONDS,
    active_plan,
    clear_plan,
    decide,
    make_plan,
    seconds_by_kind,
    set_plan,
    todays_work,
)
from drill.actions.record import make_review, milliseconds, new_uuid, open_log
from drill.bank.places import Bank
from drill.errors import UsageError
from drill.model.card import Kind
from drill.model.plan import ActivePlan
from drill.model.review import CODE, Event, Happened, Judge, Origin, Rating
from drill.schedule.day import study_day

NOW = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)
DAY = date(2027, 1, 15)
TODAY = DAY - timedelta(days=21)
PLAN = ActivePlan(date=DAY, minutes=10)
CARD = """- id: {id}
  ask: {{en: "Question {id}?", zh: "问题 {id}？"}}
  topics: [{topic}]
  level: {level}
  sources: [ours]
  answer: {{en: "Answer.", zh: "答案。"}}
  points: [{{en: a, zh: a, any: [answer], must: true}}]
"""
CHOICE = """- id: {id}
  kind: choice
  ask: {{en: "Question {id}?", zh: "问题 {id}？"}}
  topics: [{topic}]
  level: {level}
  sources: [ours]
  choices: [{{en: a, zh: a, right: true}}, {{en: b, zh: b}}]
"""
CLOZE = """- id: {id}
  kind: cloze
  ask: {{en: "Question {id}?", zh: "问题 {id}？"}}
  topics: [{topic}]
  level: {level}
  sources: [ours]
  text: {{en: "{{{{a}}}}", zh: "{{{{a}}}}"}}
"""


@pytest.fixture
def world(tmp_path):
    """Ten cards of each of two topics, twenty quick ones, and the problem of tests/world."""
    cards = tmp_path / "bank" / "questions" / "cards"
    cards.mkdir(parents=True)
    rows = [
        text.format(id=f"{name}-{i}", topic=topic, level=("core", "warm-up")[i % 2])
        for name, topic, text in (
            ("d", "detection", CARD),
            ("l", "loss", CARD),
            ("c", "loss", CHOICE),
            ("z", "loss", CLOZE),
        )
        for i in range(10)
    ]
    (cards / "a.yaml").write_text("".join(rows), "utf-8")
    bank = Bank((tmp_path / "bank", ROOT / "tests" / "world"))
    with open_cards(bank, tmp_path) as index, open_log(tmp_path) as log:
        yield World(tmp_path, index, log)


class World:
    def __init__(self, folder, index, log):
        self.folder, self.index, self.log = folder, index, log

    def answer(self, item, now=NOW, rating=Rating.GOOD, **rest):
        review = make_review(self.log.memory(item), item, rating, now, **rest)
        self.log.add_review(review)

    def event(self, item, kind, payload=""):
        self.log.add_event(
            Event(uuid=new_uuid(), item=item, ts_ms=milliseconds(NOW), kind=kind, payload=payload)
        )

    def work(self, plan=PLAN, now=NOW, topics=()):
        return todays_work(self.log, self.index, plan, now, topics)

    def plan(self, plan=PLAN, now=NOW):
        return make_plan(self.log, self.index, now, plan)


def test_the_last_decision_counts(world):
    assert active_plan(world.log, NOW) is None
    set_plan(world.folder, DAY, 20, NOW)
    made = set_plan(world.folder, DAY, 45, NOW + timedelta(minutes=1), ("loss",))

    assert made == ActivePlan(date=DAY, minutes=45, topics=("loss",))
    assert active_plan(world.log, NOW) == made


def test_what_is_stored_is_plain(world):
    set_plan(world.folder, DAY, 20, NOW)

    (event,) = world.log.events(Happened.PLAN)
    assert event.payload == '{"date": "2027-01-15", "minutes": 20}'


def test_a_plan_ends_when_it_is_cleared(world):
    set_plan(world.folder, DAY, 20, NOW)

    assert clear_plan(world.folder, NOW + timedelta(minutes=1))
    assert active_plan(world.log, NOW) is None
    assert not clear_plan(world.folder, NOW + timedelta(minutes=2))
    assert len(world.log.events(Happened.PLAN)) == 2


def test_a_plan_is_over_when_its_date_has_passed(world):
    set_plan(world.folder, DAY, 20, NOW)
    on_the_day = NOW + timedelta(days=21)

    assert active_plan(world.log, on_the_day) == ActivePlan(date=DAY, minutes=20)
    assert world.work(now=on_the_day) == []
    assert world.plan(now=on_the_day).days == ()
    assert active_plan(world.log, on_the_day + timedelta(days=1)) is None


@pytest.mark.parametrize(
    "payload", ["{", "[]", "3", '{"date": "soon", "minutes": 3}', '{"date": "2027-01-15"}']
)
def test_a_plan_that_cannot_be_read_is_none(world, payload):
    world.event("", Happened.PLAN, payload)

    assert active_plan(world.log, NOW) is None


@pytest.mark.parametrize("minutes", [0, -5, 601])
def test_minutes_out_of_a_day_are_refused(world, minutes):
    with pytest.raises(UsageError) as caught:
        set_plan(world.folder, DAY, minutes, NOW)

    assert str(caught.value) == (
        f"found {minutes} minutes a day where 1 to 600 were wanted\n"
        "  hint `--minutes 30` is half an hour a day"
    )
    assert world.log.events(Happened.PLAN) == []


def test_a_day_and_minutes_make_a_plan():
    assert decide(None, "+21d", None, (), TODAY) == ActivePlan(date=DAY, minutes=30)
    assert decide(PLAN, "01-16", None, ("loss",), TODAY) == ActivePlan(
        date=date(2027, 1, 16), minutes=10, topics=("loss",)
    )
    assert decide(PLAN, None, 45, (), TODAY) == ActivePlan(date=DAY, minutes=45)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            (None, None, 45, (), TODAY),
            "no plan is active whose minutes could change\n"
            "  hint give the day too: `drill plan --date +21d --minutes 45`",
        ),
        (
            (PLAN, None, None, ("loss",), TODAY),
            "found topics without the day of the interview\n  hint `drill plan loss --date +21d`",
        ),
        (
            (PLAN, "+21d", 601, (), TODAY),
            "found 601 minutes a day where 1 to 600 were wanted\n"
            "  hint `--minutes 30` is half an hour a day",
        ),
    ],
)
def test_what_makes_no_plan_is_refused(asked, message):
    with pytest.raises(UsageError) as caught:
        decide(*asked)

    assert str(caught.value) == message


def test_day_one_with_an_empty_log(world):
    plan = world.plan()

    assert (plan.whole.items, plan.unseen, plan.never) == (41, 41, 0)
    assert (plan.cards.items, plan.code.items) == (40, 1)
    assert (plan.whole.today, plan.whole.idle) == (0, 0)
    assert plan.whole.expected > 0.9
    assert len(plan.days) == 21
    assert {name for name, _ in plan.topics} == {"arrays", "detection", "loss"}
    assert [minutes for minutes, _ in plan.others] == [5, 20]
    assert plan.others[0][1] <= plan.whole.expected <= plan.others[1][1]


def test_the_quiz_gets_what_the_plan_says_for_today(world):
    for i in range(0, 10, 2):
        world.answer(f"d-{i}", NOW - timedelta(days=i + 1), (Rating.AGAIN, Rating.GOOD)[i % 4 // 2])
    planned = [task.item for task in world.plan().days[0].tasks]
    work = world.work()

    assert len(planned) > 8
    assert work == sorted(planned, key=lambda item: item.startswith(CODE))
    assert work[-1] == f"{CODE}order"


def test_a_share_that_is_done_stays_done(world):
    work = world.work()
    for i, item in enumerate(work[:-1]):
        code = item.startswith(CODE)
        world.answer(item, rating=Rating.AGAIN if i % 3 else Rating.GOOD, total_ms=900 * i,
                     origin=Origin.CODE if code else Origin.CARD, judge=Judge.AUTO)  # fmt: skip

    assert world.work() == work[-1:]
    world.answer(work[-1])
    assert world.work() == []
    assert world.plan().spent == pytest.approx(10, abs=1)
    assert len(world.work(now=NOW + timedelta(days=1))) > 5


def test_quick_cards_come_first_and_warm_ups_before_the_rest(world):
    work = world.work(ActivePlan(date=DAY, minutes=20))
    warm_ups = [int(item[2:]) % 2 for item in work[:20]]

    assert {item[0] for item in work[:5]} == {"c", "z"}
    assert warm_ups == sorted(warm_ups, reverse=True)
    assert world.work(ActivePlan(date=DAY, minutes=60))[:20] == work[:20]


def test_a_plan_for_some_topics(world):
    plan = world.plan(ActivePlan(date=DAY, minutes=10, topics=("detection",)))

    assert plan.whole.items == 10
    assert all(item.startswith("d-") for item in world.work(plan.asked))
    assert world.work(topics=("arrays",)) == [f"{CODE}order"]
    assert set(world.work(plan.asked, topics=("arrays", "detection"))) > {f"{CODE}order", "d-1"}


def test_suspended_and_buried_cards_are_respected(world):
    long = ActivePlan(date=DAY, minutes=60)
    world.answer("c-5", NOW - timedelta(days=9), Rating.AGAIN)
    assert {"c-1", "c-3", "c-5"} <= set(world.work(long))
    world.event("c-1", Happened.SUSPEND)
    for item in ("c-3", "c-5"):
        world.event(item, Happened.BURY, str(study_day(NOW) + 1))

    assert world.plan().whole.items == 40
    assert {"c-1", "c-3", "c-5"}.isdisjoint(world.work(long))
    assert {"c-3", "c-5"} <= set(world.work(long, NOW + timedelta(days=1)))


def test_what_is_put_away_takes_no_place_among_the_new(world):
    short = ActivePlan(date=DAY, minutes=1)
    first = world.work(short)
    for item in world.work(ActivePlan(date=DAY, minutes=20)):
        if item[:2] in ("c-", "z-") and int(item[2:]) % 2:
            world.event(item, Happened.BURY, str(study_day(NOW) + 1))

    assert len(world.work(short)) == len(first) == 2


def test_a_card_that_left_the_bank_is_left_out(world):
    world.answer("gone", NOW - timedelta(days=2))

    assert world.plan().whole.items == 41
    assert "gone" not in world.work()


def test_an_empty_bank_has_an_empty_plan(tmp_path):
    (tmp_path / "bank" / "questions").mkdir(parents=True)
    with open_cards(Bank((tmp_path / "bank",)), tmp_path) as index, open_log(tmp_path) as log:
        plan = make_plan(log, index, NOW, PLAN)

        assert (plan.whole.items, plan.others) == (0, ())
        assert todays_work(log, index, PLAN, NOW) == []


def test_cards_take_the_time_they_took_this_person(world):
    for i in range(10):
        world.answer(f"c-{i}", NOW - timedelta(days=4), Rating.AGAIN, total_ms=60000 + i * 1000)
        world.answer(f"d-{i}", total_ms=1000)
    plan = world.plan(ActivePlan(date=DAY, minutes=60))
    by_id = {task.item: task.seconds for day in plan.days for task in day.tasks}

    assert by_id["c-0"] == pytest.approx(65 * REPEATS)
    assert by_id["d-1"] == pytest.approx(SECONDS[Kind.RECALL] * REPEATS)
    assert by_id[f"{CODE}order"] == 180


def test_medians_count_from_ten_answers_and_repeats_from_fifty():
    nine = [("choice", 5000, f"c {i}") for i in range(9)]
    ten = [*nine, ("choice", 90000, "c 9")]
    often = [("choice", 5000, f"c {i // 2}") for i in range(50)]

    assert seconds_by_kind([]) == {kind: REPEATS * one for kind, one in SECONDS.items()}
    assert seconds_by_kind(nine)["choice"] == REPEATS * SECONDS[Kind.CHOICE]
    assert seconds_by_kind(ten)["choice"] == REPEATS * 5
    assert seconds_by_kind(often)["choice"] == 2 * 5
    assert seconds_by_kind([("choice", 3, f"c {i}") for i in range(10)])["choice"] == REPEATS
    assert set(SECONDS) == set(Kind)


def test_a_problem_counts_for_some_cards(world):
    """Three minutes for ten cards' worth: the problem outruns recall cards, not quick ones."""
    tasks = [task.item for task in world.plan().days[0].tasks]

    assert CODE_WEIGHT / 180 > 1 / (REPEATS * SECONDS[Kind.CHOICE])
    assert tasks[0] == f"{CODE}order"

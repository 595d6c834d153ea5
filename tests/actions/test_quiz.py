"""A session on a real log and a real index, with a clock of its own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from conftest import ROOT

from drill.actions.bank import open_cards
from drill.actions.plan import set_plan
from drill.actions.quiz.session import Session
from drill.actions.quiz.todo import NEW_PER_DAY, Options
from drill.actions.record import open_log
from drill.bank.places import Bank
from drill.errors import UsageError
from drill.model.review import Rating
from drill.model.text import Text
from drill.schedule.day import study_day

CARD = """- id: {id}
  ask: {{en: "Question {id}?", zh: "问题 {id}？"}}
  topics: [{topic}]
  level: core
  sources: [ours]
  answer: {{en: "Answer.", zh: "答案。"}}
  points: [{{en: a, zh: a, any: [answer], must: true}}]
"""
BEIJING = timezone(timedelta(hours=8))


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 21, 20, 0, tzinfo=BEIJING)

    def __call__(self):
        self.time += timedelta(seconds=2)
        return self.time

    def tomorrow(self, days=1):
        self.time += timedelta(days=days)


@pytest.fixture
def world(tmp_path):
    cards = tmp_path / "bank" / "questions" / "cards"
    cards.mkdir(parents=True)
    (cards / "a.yaml").write_text(
        "".join(CARD.format(id=f"d-{i}", topic="detection") for i in range(8))
        + "".join(CARD.format(id=f"l-{i}", topic="loss") for i in range(8)),
        "utf-8",
    )
    clock = Clock()
    with (
        open_cards(Bank((tmp_path / "bank",)), tmp_path) as index,
        open_log(tmp_path) as log,
    ):

        def session(**options):
            made = Session(log=log, index=index, options=Options(**options), clock=clock)
            made.begin()
            return made

        session.clock, session.log, session.index, session.folder = clock, log, index, tmp_path
        yield session


def play(session, rating=Rating.GOOD):
    asked = []
    while session.current is not None:
        asked.append(session.current.entry.id)
        session.rate(rating)
    return asked


def test_a_day_begins_ten_new_cards_and_they_come_back_when_due(world):
    first = play(world())

    assert len(first) == NEW_PER_DAY
    assert play(world()) == []  # the share of the day is used up
    assert set(play(world(new=99))) == set(world.index.ids) - set(first)
    world.clock.tomorrow(5)
    assert set(play(world(new=0))) == set(world.index.ids)


def test_every_answer_is_on_disk_before_the_next_question(world):
    session = world(new=3)
    for k in range(3):
        assert sum(len(world.log.reviews(item)) for item in world.index.ids) == k
        session.rate(Rating.GOOD)


def test_the_interval_shown_is_the_interval_chosen(world):
    for rating in Rating:
        session = world(new=1)
        item, days = session.current.entry.id, session.next_days()
        memory = session.rate(rating)

        assert memory.due_day - study_day(world.clock()) == days[rating]
        assert world.log.memory(item) == memory
        assert world.log.reviews(item)[-1].due_day == memory.due_day


def test_a_failed_card_comes_back_in_the_session(world):
    session = world(new=8)
    failed = session.current.entry.id
    session.rate(Rating.AGAIN)
    order = play(session)

    assert order.index(failed) == 5
    assert len(order) == 8


def test_undo_brings_the_card_back_as_if_nothing_had_happened(world):
    session = world(new=3)
    item = session.current.entry.id
    session.rate(Rating.AGAIN)
    second = session.current.entry.id

    assert session.undo()
    assert session.current.entry.id == item
    assert world.log.reviews(item) == []
    assert world.log.memory(item) is None
    session.rate(Rating.GOOD)
    assert session.current.entry.id == second
    assert len(play(session)) == 2
    assert len(world.log.reviews(item)) == 1


def test_there_is_nothing_to_undo_at_first(world):
    assert not world(new=1).undo()


def test_a_buried_card_comes_back_tomorrow_and_a_suspended_one_never(world):
    session = world(new=99)
    buried = session.current.entry.id
    session.bury()
    suspended = session.current.entry.id
    session.suspend()
    assert not {buried, suspended} & set(play(session))
    assert play(world(new=99)) == []

    world.clock.tomorrow()
    assert buried in play(world(new=99))
    world.clock.tomorrow(40)
    assert suspended not in play(world(new=99))


def test_putting_away_can_be_undone(world):
    session = world(new=2)
    item = session.current.entry.id
    session.suspend()
    session.undo()

    assert session.current.entry.id == item
    assert len(play(session)) == 2


def test_cramming_asks_everything_and_leaves_the_schedule_alone(world):
    assert len(play(world(cram=True))) == 16
    assert [world.log.memory(item) for item in world.index.ids] == [None] * 16


def test_topics_filter_and_an_unknown_one_names_the_near(world):
    assert all(item.startswith("l-") for item in play(world(topics=("loss",), new=99)))
    with pytest.raises(UsageError) as caught:
        world(topics=("los",))

    assert str(caught.value) == "no card has the topic 'los'\n  hint did you mean loss?"


def test_the_minutes_asked_for_end_a_session(world):
    session = world(minutes=1, new=99)
    while session.current is not None:
        session.rate(Rating.GOOD)

    assert 5 < len(session.done) < 16


def test_ten_in_the_evening_then_eight_in_the_morning_is_a_day(world):
    world.clock.time = datetime(2026, 11, 21, 22, 0, tzinfo=BEIJING)
    session = world(new=1)
    item = session.current.entry.id
    session.rate(Rating.GOOD)
    world.clock.time = datetime(2026, 11, 22, 8, 0, tzinfo=BEIJING)
    session = world(new=0, cram=False)
    review = world.log.reviews(item)[0]

    assert study_day(world.clock.time) - review.day == 1


def test_a_clock_set_back_is_noticed_and_harms_nothing(world):
    play(world(new=2))
    world.clock.tomorrow(-30)
    session = world(new=1)

    assert session.behind == 30
    item = session.current.entry.id
    session.rate(Rating.GOOD)
    assert len(world.log.reviews(item)) == 1


def test_the_quiz_follows_an_active_plan(world):
    play(world(new=4))
    world.clock.tomorrow()
    set_plan(world.folder, (world.clock.time + timedelta(days=9)).date(), 3, world.clock())
    session = world()

    assert session.planned
    assert len(play(session)) > 0


def test_what_follows_is_a_question_or_something_to_write(world):
    code = world.folder / "bank" / "questions" / "code"
    code.mkdir()
    text = (ROOT / "tests" / "world" / "questions" / "code" / "order.yaml").read_text("utf-8")
    (code / "order.yaml").write_text(text, "utf-8")
    path = world.folder / "bank" / "questions" / "cards" / "a.yaml"
    more = CARD.format(id="d-0", topic="detection") + "  follow_ups: [l-1, code:order, gone]\n"
    path.write_text(more + CARD.format(id="l-1", topic="loss"), "utf-8")
    with open_cards(Bank((world.folder / "bank",)), world.folder) as index:
        session = Session(log=world.log, index=index, options=Options(), clock=world.clock)
        session.begin()
        if session.current.entry.id != "d-0":
            session.skip()

        assert session.follow_ups() == (
            Text("Question l-1?", "问题 l-1？"),
            Text("Write it: `drill code order`", "动手写：`drill code order`"),
        )


def test_a_card_edited_under_way_keeps_its_history(world):
    session = world(new=1)
    item = session.current.entry.id
    path, _ = world.index.place(item)
    path.write_text(path.read_text("utf-8").replace(f"Question {item}?", "Reworded?"), "utf-8")
    session.reload()

    assert session.current.card.ask.en == "Reworded?"
    session.rate(Rating.GOOD)
    assert len(world.log.reviews(item)) == 1


def test_a_card_deleted_under_way_is_passed_over(world):
    session = world(new=99)
    path, _ = world.index.place(session.current.entry.id)
    text = path.read_text("utf-8")
    head, _, tail = text.partition(f"- id: {session.current.entry.id}\n")
    path.write_text(
        head + "- id:" + tail.split("- id:", 1)[1] if "- id:" in tail else head, "utf-8"
    )
    session.reload()

    assert len(play(session)) == 15


def test_times_are_kept_and_a_coffee_is_not_thinking(world):
    session = world(new=1)
    item = session.current.entry.id
    world.clock.time += timedelta(hours=2)
    session.reveal()
    session.rate(Rating.GOOD)
    review = world.log.reviews(item)[0]

    assert review.reveal_ms == review.total_ms == 10 * 60 * 1000
    late = world.clock.time - datetime.fromtimestamp(review.ts_ms / 1000, UTC)
    assert timedelta(0) <= late < timedelta(seconds=5)
    assert review.tz_min == 480

"""An Anki deck, looked at in the SQLite file inside it."""

import builtins
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest

from drill.actions.anki import export_anki, guid
from drill.actions.bank import open_cards
from drill.actions.record import make_review, open_log
from drill.bank.places import Bank
from drill.errors import UsageError
from drill.model.review import Event, Happened, Origin, Rating
from drill.schedule.memory import replay

NOW = datetime(2027, 1, 15, 12, tzinfo=timezone(timedelta(hours=8)))
CARDS = """\
- id: first
  ask: {en: First?, zh: 一？}
  topics: [object-detection]
  level: core
  sources: [me]
  answer: {en: Yes., zh: 是。}
  points: [{en: "yes", zh: 是, any: ["yes"], must: true}]
- id: second
  ask: {en: Second?, zh: 二？}
  topics: [detection]
  level: hard
  sources: [me]
  answer: {en: Yes., zh: 是。}
  points: [{en: "yes", zh: 是, any: ["yes"], must: true}]
- id: third
  ask: {en: Third?, zh: 三？}
  topics: [detection]
  level: core
  sources: [me]
  answer: {en: Yes., zh: 是。}
  points: [{en: "yes", zh: 是, any: ["yes"], must: true}]
"""


def quiet(done, total):
    pass


def render(asked):
    return f"<p>{asked.card.ask.en}</p>", f"<p>{asked.card.answer.en}</p>"


@pytest.fixture
def world(tmp_path):
    bank = tmp_path / "bank"
    (bank / "questions" / "cards").mkdir(parents=True)
    (bank / "questions" / "cards" / "some.yaml").write_text(CARDS, "utf-8")
    with open_cards(Bank((bank,)), tmp_path) as index, open_log(tmp_path) as log:
        yield log, index, tmp_path


def answer(log, item, rating, days_ago, minutes=0, **rest):
    now = NOW - timedelta(days=days_ago) + timedelta(minutes=minutes)
    log.add_review(make_review(log.memory(item), item, Rating(rating), now, **rest))


def export(world, name="deck.apkg"):
    log, index, folder = world
    return export_anki(log, index, folder / name, NOW, render, ".card {}", quiet)


def ask(path, sql, *values):
    with zipfile.ZipFile(path) as all_:
        assert sorted(all_.namelist()) == ["collection.anki2", "media"]
        assert all_.read("media") == b"{}"
        all_.extract("collection.anki2", path.parent)
    with closing(sqlite3.connect(path.parent / "collection.anki2")) as db:
        return db.execute(sql, values).fetchall()


CARD = "select {} from cards join notes on notes.id = nid where guid = ?"


def test_every_card_is_a_note_known_for_ever(world):
    saved = export(world)

    rows = ask(world[2] / "deck.apkg", "select guid, tags, flds from notes order by id")
    assert rows == [
        (guid("first"), " object-detection core ", "<p>First?</p>\x1f<p>Yes.</p>\x1ffirst"),
        (guid("second"), " detection hard ", "<p>Second?</p>\x1f<p>Yes.</p>\x1fsecond"),
        (guid("third"), " detection core ", "<p>Third?</p>\x1f<p>Yes.</p>\x1fthird"),
    ]
    assert (saved.cards, saved.rows.reviews) == (3, 0)
    assert guid("first") == "c56ef2f6ef45089b0394"  # of decks that people have
    queue = ask(world[2] / "deck.apkg", "select type, queue, due, data from cards order by id")
    assert queue == [(0, 0, 0, ""), (0, 0, 1, ""), (0, 0, 2, "")]


def test_what_is_remembered_arrives(world):
    log, _, folder = world
    for rating, days in ((3, 40), (1, 30), (3, 20)):
        answer(log, "first", rating, days)
    export(world)
    memory = log.memory("first")

    columns = "type, queue, due, ivl, factor, reps, lapses, cards.data"
    ((*row, data),) = ask(folder / "deck.apkg", CARD.format(columns), guid("first"))
    interval = memory.due_day - memory.last_day
    assert row == [2, 2, memory.due_day - memory.first_day, interval, 2500, 3, 1]
    then = NOW - timedelta(days=20)
    assert json.loads(data) == {
        "s": round(memory.stability, 4),
        "d": round(memory.difficulty, 3),
        "dr": 0.9,
        "decay": 0.1542,
        "lrt": int(then.timestamp()),
    }
    (first, conf) = ask(folder / "deck.apkg", "select crt, conf from col")[0]
    began = datetime(2026, 12, 6, 4, tzinfo=NOW.tzinfo)  # forty days ago, at four
    assert datetime.fromtimestamp(first, UTC) == began
    assert json.loads(conf)["schedVer"] == 2  # or Anki makes a 4 of each 3


def test_every_answer_is_in_the_log_and_none_that_was_undone(world):
    log, _, folder = world
    answer(log, "first", 3, 40, total_ms=4000)
    answer(log, "first", 1, 30, total_ms=9000)
    answer(log, "first", 2, 30, minutes=5)
    answer(log, "first", 4, 20)
    answer(log, "first", 3, 10, origin=Origin.CRAM)
    answer(log, "second", 1, 10)
    answer(log, "second", 3, 10, minutes=7)
    undone = log.reviews("second")[1]
    void = Event(uuid="e" * 32, item="second", ts_ms=1, kind=Happened.VOID, target=undone.uuid)
    log.add_event(void)

    saved = export(world)

    sql = CARD.replace("where", "join revlog on cid = cards.id where") + " order by revlog.id"
    rows = ask(
        folder / "deck.apkg", sql.format("revlog.id, ease, revlog.type, time"), guid("first")
    )
    times = [one.ts_ms for one in log.reviews("first")]
    assert rows == [
        (times[0], 3, 0, 4000),
        (times[1], 1, 1, 9000),
        (times[2], 2, 2, 0),
        (times[3], 4, 1, 0),
        (times[4], 3, 3, 0),
    ]
    intervals = ask(folder / "deck.apkg", sql.format("revlog.ivl, lastIvl"), guid("first"))
    chosen = [one.due_day - one.day for one in log.reviews("first")[:4]]
    assert intervals == list(zip([*chosen, chosen[3]], [0, *chosen], strict=True))
    factors = ask(folder / "deck.apkg", sql.format("revlog.factor"), guid("first"))
    assert all(100 <= factor <= 1100 for (factor,) in factors[:4])
    assert factors[4] == (0,)  # cramming does not count
    assert ask(folder / "deck.apkg", sql.format("ease"), guid("second")) == [(1,)]
    assert saved.rows.reviews == 6


def test_answers_of_one_millisecond_stay_two(world):
    log, _, folder = world
    answer(log, "first", 3, 3)
    answer(log, "second", 3, 3)
    export(world)

    first, second = (
        row[0] for row in ask(folder / "deck.apkg", "select id from revlog order by id")
    )
    assert second == first + 1


def test_marks_arrive(world):
    log, _, folder = world
    answer(log, "first", 3, 3)
    for uuid, item, kind in (
        ("1", "first", Happened.SUSPEND),
        ("2", "second", Happened.SUSPEND),
        ("3", "third", Happened.FLAG),
    ):
        log.add_event(Event(uuid=uuid, item=item, ts_ms=1, kind=kind))
    export(world)

    rows = ask(folder / "deck.apkg", "select type, queue, flags from cards order by id")
    assert rows == [(2, -1, 0), (0, -1, 0), (0, 0, 1)]


def test_a_second_export_updates_the_first(world):
    log, index, folder = world
    export(world)
    later = NOW + timedelta(seconds=2)
    export_anki(log, index, folder / "later.apkg", later, render, "", quiet)

    then = ask(folder / "deck.apkg", "select guid, mod, mid from notes")
    now = ask(folder / "later.apkg", "select guid, mod, mid from notes")
    assert [(name, model) for name, _, model in then] == [(name, model) for name, _, model in now]
    assert all(new[1] > old[1] for old, new in zip(then, now, strict=True))


def test_a_file_that_exists_is_never_overwritten(world):
    target = world[2] / "deck.apkg"
    target.write_text("mine")

    with pytest.raises(UsageError) as caught:
        export(world)

    assert str(caught.value) == (
        f"there is a file already, and an export never overwrites one\n  at   {target}\n"
        "  hint give another name"
    )
    assert target.read_text() == "mine"


def test_a_folder_that_is_not_there_says_so(world):
    with pytest.raises(UsageError) as caught:
        export(world, "none/deck.apkg")

    target = world[2] / "none" / "deck.apkg"
    assert str(caught.value) == (
        f"the export cannot be written: No such file or directory\n  at   {target}"
    )


def test_without_genanki_it_says_what_to_install(world, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "genanki":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError) as caught:
        export(world)

    assert str(caught.value) == (
        "an Anki deck needs the package genanki\n  hint `pip install 'drill-cv[anki]'`"
    )
    assert not (world[2] / "deck.apkg").exists()


def test_the_memory_exported_is_the_replay_of_the_answers(world):
    log, _, _ = world
    for days in (40, 33, 12):
        answer(log, "third", 3, days)
    assert log.memory("third") == replay(None, log.reviews("third"))

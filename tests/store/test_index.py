"""The index of a bank in real SQLite files: always what the files say, never an error."""

import multiprocessing
import os
import sqlite3
import time
from contextlib import closing

import pytest

from drill.model.card import Card, Kind
from drill.model.card_json import card_json, digest
from drill.model.finding import Finding
from drill.model.indexed import CODE_KIND, Entry, Parsed
from drill.model.question import Level
from drill.model.text import Text
from drill.store import index_build
from drill.store.index import open_index


def parse(path, role):
    """A file of lines `id topic level words`; a line `!` is a finding."""
    entries, findings = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        name, topic, level, *words = line.split()
        if name == "!":
            findings.append(Finding(str(path), number, 2, " ".join(words), "a hint"))
            continue
        ask = Text(" ".join(words), f"{words[0]}？")
        card = Card(
            id=name,
            kind=Kind.RECALL,
            ask=ask,
            topics=tuple(topic.split(",")),
            level=Level(level),
            sources=(),
        )
        code = role == "problem"
        entry = Entry(
            id=f"code:{name}" if code else name,
            kind=CODE_KIND if code else card.kind.value,
            line=number,
            column=3,
            topics=card.topics,
            level=card.level,
            digest=digest(card_json(card)),
            title=ask,
            minutes=20 if code else None,
        )
        entries.append((entry, card_json(card)))
    return Parsed(entries=tuple(entries), findings=tuple(findings))


class Bank:
    """A folder of files, and the names of those that were parsed."""

    def __init__(self, folder):
        self.folder = folder
        self.db = folder / "home" / "cards.db"
        self.parsed = []
        self.clock = 0

    def write(self, name, *lines):
        """Write a file, each time with another time of change, long ago."""
        path = self.folder / name
        path.write_text("\n".join(lines), "utf-8")
        self.clock += 1
        os.utime(path, ns=(0, 10**18 + self.clock))
        return path

    def files(self):
        return [
            (path, "problem" if "problem" in path.name else "cards")
            for path in sorted(self.folder.glob("*.txt"))
        ]

    def parse(self, path, role):
        self.parsed.append(path.name)
        return parse(path, role)

    def open(self, **options):
        self.parsed = []
        return open_index(self.db, self.files(), self.parse, **options)

    def look(self, **options):
        """Open, list what there is, close."""
        index = self.open(**options)
        try:
            return index.ids
        finally:
            index.close()


@pytest.fixture
def bank(tmp_path):
    made = Bank(tmp_path)
    made.write("a.txt", "one t,u core The first", "two t hard The second")
    made.write("b.txt", "three u warm-up The third", "! x core it is wrong")
    made.write("problem.txt", "nms boxes core Suppress")
    return made


def test_an_index_says_what_the_files_say(bank):
    index = bank.open()

    assert index.path == bank.db
    assert index.ids == ("code:nms", "one", "three", "two")
    assert index.counts() == {"code": 1, "recall": 3}
    assert index.topics() == {"boxes": 1, "t": 2, "u": 2}
    assert index.card("one").ask == Text("The first", "The？")
    assert index.card("one").topics == ("t", "u")
    assert index.place("two") == (bank.folder / "a.txt", 2)
    assert index.findings() == (Finding(str(bank.folder / "b.txt"), 2, 2, "it is wrong", "a hint"),)
    entry = index.entry("code:nms")
    assert (entry.kind, entry.minutes, entry.line, entry.column) == ("code", 20, 1, 3)
    assert (entry.title, entry.topics, entry.level) == (
        Text("Suppress", "Suppress？"), ("boxes",), Level.CORE,
    )  # fmt: skip
    assert entry.digest == digest(card_json(index.card("code:nms")))
    index.close()


def test_entries_are_chosen_by_topic_kind_and_level_and_come_in_order(bank):
    index = bank.open()

    def ids(**choice):
        return [entry.id for entry in index.entries(**choice)]

    assert ids() == ["one", "two", "three", "code:nms"]
    assert ids(topics=["u"]) == ["one", "three"]
    assert ids(topics=["u", "boxes"]) == ["one", "three", "code:nms"]
    assert ids(kinds=[Kind.RECALL]) == ["one", "two", "three"]
    assert ids(kinds=["code"]) == ["code:nms"]
    assert ids(level=Level.CORE, topics=["t"]) == ["one"]
    assert ids(topics=["nothing"]) == []
    index.close()


def test_what_is_not_there_is_not_found(bank):
    index = bank.open()

    assert index.entry("four") is None
    for ask in (index.card, index.problem, index.place):
        with pytest.raises(KeyError, match="four"):
            ask("four")
    index.close()


def test_nothing_is_parsed_where_nothing_changed(bank):
    bank.look()
    assert bank.parsed == ["a.txt", "b.txt", "problem.txt"]

    before = bank.db.stat().st_mtime_ns
    assert bank.look() == ("code:nms", "one", "three", "two")
    assert bank.parsed == []
    assert bank.db.stat().st_mtime_ns == before


def test_only_what_changed_is_parsed(bank):
    bank.look()

    bank.write("a.txt", "one t core The first, again")
    bank.write("c.txt", "four t core The fourth")
    (bank.folder / "b.txt").unlink()

    index = bank.open()
    assert bank.parsed == ["a.txt", "c.txt"]
    assert index.ids == ("code:nms", "four", "one")
    assert index.card("one").ask.en == "The first, again"
    assert index.topics() == {"boxes": 1, "t": 2}
    assert index.findings() == ()
    assert [entry.id for entry in index.entries()] == ["one", "four", "code:nms"]
    index.close()


def test_a_renamed_file_keeps_its_cards(bank):
    bank.look()
    (bank.folder / "a.txt").rename(bank.folder / "z.txt")

    index = bank.open()
    assert bank.parsed == ["z.txt"]
    assert index.ids == ("code:nms", "one", "three", "two")
    assert index.place("one") == (bank.folder / "z.txt", 1)
    index.close()


def test_an_edit_of_the_same_size_in_the_same_second_is_seen(bank):
    path = bank.write("a.txt", "one t core AAAA")
    bank.look()
    times = path.stat()
    path.write_text("one t core BBBB", "utf-8")
    os.utime(path, ns=(0, times.st_mtime_ns + 1))

    index = bank.open()
    assert index.card("one").ask.en == "BBBB"
    index.close()


def test_a_file_put_in_the_place_of_another_is_seen(bank):
    path = bank.write("a.txt", "one t core AAAA")
    bank.look()
    times = path.stat()
    new = bank.folder / "new"
    new.write_text("one t core BBBB", "utf-8")
    os.utime(new, ns=(0, times.st_mtime_ns))
    new.replace(path)

    index = bank.open()
    assert index.card("one").ask.en == "BBBB"
    index.close()


def test_two_saves_in_one_tick_of_the_clock_are_seen(bank):
    path = bank.folder / "a.txt"
    now = time.time_ns()
    for words in ("AAAA", "BBBB"):
        path.write_text(f"one t core {words}", "utf-8")
        os.utime(path, ns=(now, now))
        index = bank.open()
        assert index.card("one").ask.en == words
        index.close()


def test_another_parser_makes_the_index_anew(bank):
    bank.look(made_by="1")
    bank.look(made_by="1")
    assert bank.parsed == []

    assert bank.look(made_by="2") == ("code:nms", "one", "three", "two")
    assert len(bank.parsed) == 3


def test_another_role_is_another_file(bank):
    bank.look()
    index = open_index(bank.db, [(path, "cards") for path, _ in bank.files()], bank.parse)

    assert bank.parsed[-1] == "problem.txt"
    assert "nms" in index.ids
    index.close()


def test_reread_sees_an_edit_and_a_file_that_is_gone(bank):
    index = bank.open()
    bank.write("a.txt", "one t core Anew", "five t core More")
    (bank.folder / "b.txt").unlink()

    assert index.reread() is index
    assert index.ids == ("code:nms", "five", "one")
    assert index.card("one").ask.en == "Anew"
    index.close()


def test_progress_is_told_of_what_is_read(bank):
    said = []
    bank.look(progress=lambda done, total: said.append((done, total)))
    assert said == [(1, 3), (2, 3), (3, 3)]

    bank.look(progress=lambda done, total: said.append((done, total)))
    assert len(said) == 3


# ---- one id in two files ----------------------------------------------------------------------


def duplicate(bank, name, item, line, where):
    return Finding(
        str(bank.folder / name),
        line,
        3,
        f"the id {item!r} belongs to {bank.folder / where} already",
        "an id is for ever: change the newer one",
    )


def test_of_two_cards_with_one_id_the_first_file_wins(bank):
    bank.write("c.txt", "new t core New", "two t core Again")
    index = bank.open()

    assert index.card("two").ask.en == "The second"
    assert index.place("two") == (bank.folder / "a.txt", 2)
    assert duplicate(bank, "c.txt", "two", 2, "a.txt:2") in index.findings()
    index.close()


def test_a_file_that_comes_before_takes_the_id(bank):
    bank.look()
    bank.write("_.txt", "two v core Before")
    index = bank.open()

    assert bank.parsed == ["_.txt"]
    assert index.card("two").ask.en == "Before"
    assert index.topics() == {"boxes": 1, "t": 1, "u": 2, "v": 1}
    assert duplicate(bank, "a.txt", "two", 2, "_.txt:1") in index.findings()
    index.close()


def test_a_hidden_card_comes_out_when_the_first_one_goes(bank):
    bank.write("c.txt", "two t core Again")
    bank.look()
    bank.write("a.txt", "one t core The first")
    index = bank.open()

    assert index.card("two").ask.en == "Again"
    assert all("belongs" not in one.message for one in index.findings())
    index.close()


def test_a_finding_of_a_duplicate_follows_the_first_one(bank):
    bank.write("c.txt", "two t core Again")
    bank.look()
    bank.write("a.txt", "zero t core Zero", "one t core The first", "two t core The second")
    index = bank.open()

    assert duplicate(bank, "c.txt", "two", 1, "a.txt:3") in index.findings()
    index.close()


# ---- joined with the log ------------------------------------------------------------------------


def joined(log):
    return log.execute(
        "select entry.id, topic from memory join entry on entry.id = memory.item"
        " join topic on topic.entry = entry.id order by entry.id, topic"
    ).fetchall()


@pytest.fixture
def log(tmp_path):
    connection = sqlite3.connect(tmp_path / "log.db", isolation_level="IMMEDIATE")
    connection.execute("create table memory (item text primary key)")
    with connection:
        connection.execute("insert into memory values ('one'), ('three'), ('gone')")
    yield connection
    connection.close()


ROWS = [("one", "t"), ("one", "u"), ("three", "u")]


def test_the_tables_are_attached_to_the_log_again_and_again(bank, log):
    index = bank.open()
    for _ in range(3):
        index.attach(log)
        assert joined(log) == ROWS
    bank.write("b.txt", "four u core Four")
    index.reread()
    index.attach(log)
    assert joined(log) == ROWS[:2]
    with log:
        log.execute("insert into memory values ('four')")
    assert joined(log) == [("four", "u"), *ROWS[:2]]
    index.close()


def test_an_index_in_memory_is_attached_too(bank, log):
    bank.db.parent.write_text("in the way")
    index = bank.open()
    assert index.path is None
    for _ in range(2):
        index.attach(log)
        assert joined(log) == ROWS
    with log:
        log.execute("insert into memory values ('two')")
    assert joined(log) == [*ROWS, ("two", "t")]
    index.close()


def test_an_index_deleted_under_us_is_attached_from_memory(bank, log):
    index = bank.open()
    bank.db.unlink()
    index.attach(log)

    assert joined(log) == ROWS
    index.close()


def test_a_join_walks_no_bodies(bank, log):
    index = bank.open()
    index.attach(log)
    plan = " ".join(
        row[3]
        for row in log.execute(
            "explain query plan select entry.id from entry left join memory on item = entry.id"
            " where item is null and kind != 'code' order by depth, digest, entry.id limit 10"
        )
    )
    assert "COVERING INDEX entry_in_turn" in plan
    assert "TEMP B-TREE" not in plan
    index.close()


# ---- never an error -----------------------------------------------------------------------------

ALL = ("code:nms", "one", "three", "two")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database at all, but long enough to look like one" * 99),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 20_000),
        lambda path: sql(path, "drop table entry"),
        lambda path: sql(path, "drop table made"),
        lambda path: sql(path, "alter table file rename column stamp to mark"),
        lambda path: sql(path, "pragma user_version = 99"),
        lambda path: sql(path, "create view v as select 1; pragma user_version = 0"),
    ],
    ids=["empty", "text", "cut", "overwritten", "no entries", "no maker", "other columns",
         "another version", "a foreign view"],
)  # fmt: skip
def test_a_damaged_or_foreign_file_is_made_anew(bank, damage):
    bank.look()
    damage(bank.db)

    index = bank.open()
    assert index.path == bank.db
    assert index.ids == ALL
    assert index.card("one").ask.en == "The first"
    index.close()
    assert bank.look() == ALL
    assert bank.look() == ALL
    assert bank.parsed == []


def sql(path, script):
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def test_damage_that_shows_only_later_is_healed(bank):
    bank.write("a.txt", *(f"c{i} t core {'word ' * 50}" for i in range(400)))
    bank.look()
    whole = bank.db.read_bytes()
    bank.db.write_bytes(whole[: 3 * 4096] + b"\xff" * (len(whole) - 3 * 4096))

    index = bank.open()
    assert len(index.ids) == 402
    assert index.card("c7").ask.en == ("word " * 50).strip()
    index.close()
    assert len(bank.look()) == 402


@pytest.mark.parametrize("where", ["a file in the way", "a folder in the way"])
def test_without_a_file_the_index_is_held_in_memory(bank, where):
    if where == "a file in the way":
        bank.db.parent.write_text("x")
    else:
        bank.db.mkdir(parents=True)
    index = bank.open()

    assert index.path is None
    assert index.ids == ALL
    bank.write("a.txt", "one t core Anew")
    assert index.reread().card("one").ask.en == "Anew"
    index.close()


def test_while_another_program_writes_the_index_goes_on_in_memory(bank, monkeypatch):
    monkeypatch.setattr(index_build, "PATIENCE_S", 0.05)
    bank.look()
    other = sqlite3.connect(bank.db, isolation_level=None)
    other.execute("begin immediate")

    assert bank.look() == ALL  # nothing to write
    bank.write("a.txt", "one t core Anew")
    index = bank.open()
    assert index.path is None
    assert index.card("one").ask.en == "Anew"
    index.close()

    other.execute("rollback")
    other.execute("begin exclusive")
    assert bank.look() == ("code:nms", "one", "three")
    other.close()

    index = bank.open()
    assert index.path == bank.db
    assert index.card("one").ask.en == "Anew"
    index.close()


def test_a_read_only_index_is_read_and_not_written(bank, monkeypatch):
    bank.look()
    connect = sqlite3.connect

    def read_only(path, **options):
        if path == ":memory:":
            return connect(path, **options)
        return connect(f"file:{path}?mode=ro", uri=True, **options)

    monkeypatch.setattr(index_build.sqlite3, "connect", read_only)
    index = bank.open()
    assert (index.path, bank.parsed) == (bank.db, [])
    index.close()

    bank.write("a.txt", "one t core Anew")
    index = bank.open()
    assert index.path is None
    assert index.card("one").ask.en == "Anew"
    index.close()


def test_a_parser_that_raises_leaves_the_index_as_it_was(bank):
    bank.look()
    bank.write("b.txt", "three u core Anew")

    def broken(path, role):
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        open_index(bank.db, bank.files(), broken)
    assert bank.look() == ALL
    assert bank.parsed == ["b.txt"]


def test_names_that_are_not_utf_8_are_kept(bank):
    name = os.fsdecode(b"\xff.txt")
    (bank.folder / name).write_text("latin t core Latin", "utf-8")
    index = bank.open()

    assert index.place("latin") == (bank.folder / name, 1)
    index.close()


def test_what_another_drill_threw_out_meanwhile_comes_back(bank):
    bank.look()
    bank.write("a.txt", "one t core Anew")

    def slow(path, role):
        if path.name == "a.txt":  # another drill looks just while `b` is away
            files = [file for file in bank.files() if file[0].name != "b.txt"]
            open_index(bank.db, files, parse).close()
        return parse(path, role)

    index = open_index(bank.db, bank.files(), slow)
    assert index.ids == ("code:nms", "one", "three")
    index.close()
    assert bank.look() == ("code:nms", "one", "three")
    assert bank.parsed == []


def open_often(folder, rounds, done):
    bank = Bank(folder)
    for _ in range(rounds):
        index = bank.open()
        done.put((len(index.ids), len(index.entries()), index.card("c1").id))
        index.close()


def test_several_processes_may_build_and_read_at_once(tmp_path):
    bank = Bank(tmp_path)
    for name in "abcd":
        bank.write(f"{name}.txt", *(f"{name}{i} t core Words" for i in range(50)))
    context = multiprocessing.get_context("fork")
    done = context.Queue()
    drills = [context.Process(target=open_often, args=(tmp_path, 15, done)) for _ in range(4)]
    for drill in drills:
        drill.start()
    for i in range(20):  # and somebody edits all the while
        bank.write("d.txt", *(f"d{k} t core Words {i}" for k in range(50)))
    found = [done.get(timeout=60) for _ in range(60)]
    for drill in drills:
        drill.join()

    assert [drill.exitcode for drill in drills] == [0] * 4
    # while `d` is written it may be empty or cut
    assert {card for _, _, card in found} == {"c1"}
    assert all(150 <= ids == entries <= 200 for ids, entries, _ in found)
    assert len(bank.look()) == 200
    with closing(sqlite3.connect(bank.db)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)

"""`drill import`: notes become drafts in the user's own bank, and again, and after an edit."""

import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from drill.actions.check.run import check
from drill.actions.imports.run import import_notes
from drill.bank.cards import read_cards
from drill.bank.draft_file import read_file
from drill.bank.places import Bank
from drill.errors import BankError, UsageError
from drill.model.imported import State
from drill.model.text import Lang

REAL = ROOT.parent / "shared" / "notes"
real = pytest.mark.skipif(not REAL.exists(), reason="the real notes are not here")
FIRST = "# Boxes\n\n### 1. What is IoU?\n\n- Intersection over union\n- Between 0 and 1\n\n### 2. What is GIoU?\n\nIoU with a penalty.\n"
MORE = "\n### 3. What is DIoU?\n\nWith the distance of the centres.\n"


@pytest.fixture
def home(tmp_path):
    """Give the drill home folder, and an empty bank beside it."""
    (tmp_path / "shipped" / "questions" / "code").mkdir(parents=True)
    return tmp_path / "home"


def take(home, *paths, **options):
    own = (home / "bank",) if (home / "bank").is_dir() else ()
    return import_notes(paths, Bank((home.parent / "shipped", *own)), home, **options)


def states(done):
    return [outcome.state for one in done for outcome in one.outcomes]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def drafts(home):
    return home / "bank" / "questions" / "cards"


@pytest.fixture
def imported(home, tmp_path):
    """Import `FIRST`; give the notes and the drafts."""
    notes = write(tmp_path / "boxes.md", FIRST)
    take(home, notes)
    return notes, drafts(home) / "boxes.yaml"


def test_drafts_are_written_with_their_place_in_the_notes(home, imported):
    notes, path = imported
    text = path.read_text("utf-8")

    assert text.split("\n\n")[1].split("\n") == [
        "- id: boxes-1",
        "  draft: true",
        "  ask:",
        "    en: What is IoU?",
        "  topics: [boxes]",
        "  level: core",
        '  sources: ["boxes.md:3"]',
        "  answer:",
        "    en: |",
        "      - Intersection over union",
        "      - Between 0 and 1",
        "  points:",
        "    - en: Intersection over union",
        "      any: [Intersection over union]",
        "    - en: Between 0 and 1",
        "      any: [Between 0 and 1]",
    ]


def test_a_second_import_changes_nothing(home, imported):
    notes, path = imported
    before = path.stat().st_mtime_ns, path.read_bytes()
    done, _ = take(home, notes)

    assert states(done) == [State.SAME, State.SAME]
    assert not done[0].written
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_an_edited_card_stays_and_other_cards_are_brought_up_to_date(home, imported):
    notes, path = imported
    edited = path.read_text("utf-8").replace("Between 0 and 1\n  points", "From 0 to 1\n  points")
    write(path, edited)
    write(notes, FIRST.replace("with a penalty", "minus a penalty") + MORE)
    done, _ = take(home, notes)
    text = path.read_text("utf-8")

    assert states(done) == [State.EDITED, State.UPDATED, State.NEW]
    assert "From 0 to 1" in text
    assert "IoU minus a penalty" in text
    assert text.index("What is GIoU") < text.index("What is DIoU")


def test_a_card_that_a_person_and_the_notes_both_changed_stays_and_is_shown(home, imported):
    notes, path = imported
    write(path, path.read_text("utf-8").replace("IoU with a penalty.", "Mine."))
    write(notes, FIRST.replace("with a penalty", "minus a penalty"))
    before = path.read_bytes()
    (one,), _ = take(home, notes)

    assert states([one]) == [State.SAME, State.CHANGED]
    assert [line.strip() for line in one.outcomes[1].diff if line[0] in "+-"] == [
        "-      Mine.",
        "+      IoU minus a penalty.",
    ]
    assert path.read_bytes() == before
    assert states(take(home, notes)[0])[1] is State.CHANGED  # until somebody settles it


def test_a_deleted_card_stays_away_until_its_line_is_deleted_too(home, imported):
    notes, path = imported
    text = path.read_text("utf-8")
    start, end = text.index("- id: boxes-1"), text.index("- id: boxes-2")
    write(path, text[:start] + text[end:])
    gone = path.read_text("utf-8")

    assert states(take(home, notes)[0]) == [State.DELETED, State.SAME]
    assert path.read_text("utf-8") == gone
    write(path, re.sub("#: \\[boxes-1.*\n", "", gone))
    assert states(take(home, notes)[0]) == [State.NEW, State.SAME]
    assert path.read_text("utf-8").index("boxes-1") < path.read_text("utf-8").index("boxes-2")


def test_a_card_moved_to_another_file_of_the_bank_is_not_made_again(home, imported):
    notes, path = imported
    text = path.read_text("utf-8")
    start, end = text.index("- id: boxes-1"), text.index("- id: boxes-2")
    write(path, text[:start] + text[end:])
    write(path.with_name("mine.yaml"), text[start:end])

    assert states(take(home, notes)[0]) == [State.MOVED, State.SAME]


def test_a_question_that_the_notes_dropped_leaves_its_card(home, imported):
    notes, path = imported
    before = path.read_text("utf-8")
    write(notes, FIRST[: FIRST.index("### 2")] + MORE)
    done, _ = take(home, notes)

    assert states(done) == [State.SAME, State.NEW, State.GONE]
    assert "What is GIoU?" in path.read_text("utf-8")
    assert "What is GIoU?" in before


def test_a_title_put_in_other_words_keeps_its_card_and_id(home, imported):
    notes, path = imported
    write(notes, FIRST.replace("What is GIoU?", "What is the GIoU?"))
    done, _ = take(home, notes)

    assert states(done) == [State.SAME, State.UPDATED]
    assert "- id: boxes-2\n" in path.read_text("utf-8")
    assert "en: What is the GIoU?" in path.read_text("utf-8")


def test_a_dry_run_says_the_same_and_writes_nothing(home, tmp_path):
    notes = write(tmp_path / "boxes.md", FIRST)
    done, _ = take(home, notes, dry_run=True)

    assert states(done) == [State.NEW, State.NEW]
    assert not done[0].written
    assert not home.exists()


def test_files_of_one_name_have_drafts_of_their_own(home, tmp_path):
    one = write(tmp_path / "a" / "boxes.md", FIRST)
    two = write(tmp_path / "b" / "boxes.md", FIRST.replace("IoU", "mAP"))
    done, _ = take(home, one, two)

    assert len({file.path for file in done}) == 2
    assert states(take(home, two)[0]) == [State.SAME, State.SAME]
    assert states(take(home, one)[0]) == [State.SAME, State.SAME]


def test_all_drafts_go_into_one_file_where_that_is_wanted(home, tmp_path):
    one = write(tmp_path / "a.md", FIRST)
    two = write(tmp_path / "b.md", FIRST.replace("IoU", "mAP"))
    to = tmp_path / "mine" / "all.yaml"
    done, _ = take(home, one, two, to=to)

    assert {file.path for file in done} == {to}
    assert len(read_cards(to)[0]) == 4
    assert not (home / "bank").exists()
    assert states(take(home, one, two, to=to)[0]) == [State.SAME] * 4


def test_a_folder_is_walked_and_what_is_no_text_is_skipped_with_the_reason(home, tmp_path):
    folder = tmp_path / "notes"
    write(folder / "deep" / "boxes.md", FIRST)
    write(folder / ".hidden" / "boxes.md", FIRST)
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    write(folder / "code.py", "print(1)")
    done, skipped = take(home, folder)

    assert [one.label for one in done] == ["boxes.md"]
    assert [(Path(one.name).name, one.why) for one in skipped] == [
        ("photo.txt", "found a picture where notes were wanted")
    ]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda at: at, "there is no such file"),
        (lambda at: at.mkdir() or at, "the folder holds no notes"),
        (lambda at: at.write_bytes(b"\x00\x01\x02\xff" * 50) and at, "binary"),
        (lambda at: at.write_bytes(b"PK\x03\x04" + bytes(60)) and at, "where notes were wanted"),
    ],
)
def test_what_is_no_notes_is_refused_and_nothing_is_written(home, tmp_path, make, said):
    with pytest.raises(BankError, match=said):
        take(home, write(tmp_path / "fine.md", FIRST), make(tmp_path / "other.md"))
    assert not drafts(home).exists()


def test_an_empty_file_has_no_questions_and_no_drafts(home, tmp_path):
    done, _ = take(home, write(tmp_path / "empty.md", ""))

    assert done[0].notes.questions == ()
    assert not done[0].path.exists()


@pytest.mark.parametrize("to", ["cards.txt", ".cards.yaml", "folder.yaml", "notes.yaml"])
def test_a_file_of_drafts_that_no_bank_reads_is_refused(home, tmp_path, to):
    notes = write(tmp_path / "notes.yaml", FIRST)
    (tmp_path / "folder.yaml").mkdir()

    with pytest.raises(UsageError):
        take(home, notes, to=tmp_path / to)
    assert notes.read_text("utf-8") == FIRST


def test_a_file_of_drafts_that_is_broken_is_left_as_it_is(home, imported):
    notes, path = imported
    write(path, "- id: [\n")

    with pytest.raises(BankError) as error:
        take(home, notes)
    assert str(path) in (error.value.where or "")
    assert path.read_text("utf-8") == "- id: [\n"


def test_windows_line_ends_and_a_mark_at_the_beginning_of_the_drafts_stay(home, imported):
    notes, path = imported
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    write(notes, FIRST + MORE)
    done, _ = take(home, notes)
    data = path.read_bytes()

    assert states(done) == [State.SAME, State.SAME, State.NEW]
    assert data.startswith(b"\xef\xbb\xbf# ")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_drafts_are_the_same_in_whatever_encoding_the_notes_are(home, tmp_path, encoding):
    text = "1、什么是交并比？\n交集面积除以并集面积。\n2、什么是非极大值抑制？\n去掉与高分框重叠的框。\n"
    notes = tmp_path / "notes.txt"
    notes.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    take(home, notes)
    cards = [one.card for one in read_cards(drafts(home) / "notes.yaml")[0]]

    assert [card.ask.to(Lang.ZH) for card in cards] == ["什么是交并比？", "什么是非极大值抑制？"]
    assert cards[0].answer.to(Lang.ZH).strip() == "交集面积除以并集面积。"


HOSTILE = {
    "escape sequences": "# a\n1. What is \x1b[31mred\x1b[0m?\nIt is \x07loud\x9b2J.\n2. What is B?\nsecond\n",
    "front matter": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n1. What is A?\nfirst\n2. What is B?\nsecond\n",
    "yaml in the text": "1. What is `- id: x`?\n'a': {b: [&c *d\n#: [x, y]\n2. %TAG ! what?\n--- \n...\n",
    "surrogates": "1. What is \ud800 A?\nfirst\n2. What is B?\nsecond\n",
    "mixed line ends": "1. What is A?\rfirst\r\n2. What is B?\nsecond\x0b\x0c\u2028\u2029\x85\n",
    "quotes": "1. What is A?\n" + ">" * 1000 + " deep\n2. What is B?\n" + "- " * 1000 + "x\n",
    "a long line": "1. What is A?\n" + "long " * 200_000 + "\n2. What is B?\nsecond\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_notes_give_drafts_that_read_and_a_second_import_that_changes_nothing(
    home, tmp_path, name
):
    notes = tmp_path / "notes.md"
    notes.write_bytes(HOSTILE[name].encode("utf-8", "surrogatepass"))
    (first,), _ = take(home, notes)
    cards, findings = read_cards(first.path)
    written = first.path.read_bytes()

    assert [one.state for one in first.outcomes] == [State.NEW, State.NEW]
    assert (len(cards), findings.found) == (2, [])
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", written)
    assert states(take(home, notes)[0]) == [State.SAME, State.SAME]
    assert first.path.read_bytes() == written


@real
def test_the_real_notes_make_a_bank_that_checks_loads_and_comes_back_the_same(home):
    paths = [*sorted(REAL.glob("0*.txt")), *sorted((REAL / "more").glob("*.md"))]
    done, skipped = take(home, *paths)
    files = sorted(drafts(home).glob("*.yaml"))
    before = {path: path.read_bytes() for path in files}
    loaded = {one.card.id: one.card for path in files for one in read_cards(path)[0]}
    raw = {one["id"]: one for path in files for one in yaml.safe_load(path.read_text("utf-8"))}

    assert (len(done), skipped) == (12, [])
    assert set(states(done)) == {State.NEW}
    assert list(check([home / "bank"], home).findings) == []
    assert len(loaded) == len(states(done)) >= 123
    for one in done:
        for question, outcome in zip(one.notes.questions, one.outcomes, strict=True):
            card, text = loaded[outcome.id], raw[outcome.id]
            assert list(text["ask"].values()) == [question.title] == [card.ask.zh or card.ask.en]
            said = "answer" in text and next(iter(text["answer"].values()))
            said = said or (text.get("notes") or [""])[-1]
            assert said.split() == question.markdown.split() or not question.markdown.strip()
    for path in files:  # what is read and written again is the same text
        assert read_file(path.read_text("utf-8"), str(path)).written() == path.read_text("utf-8")
    again, _ = take(home, *paths)
    assert set(states(again)) == {State.SAME}
    assert {path: path.read_bytes() for path in files} == before

"""What an import found and did, on the screen and for programs."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.bank.notes import parse
from drill.model.imported import Imported, Like, Outcome, Skipped, State
from drill.model.notes import Doubt, Notes, Reason, Remark
from drill.model.text import Lang
from drill.report.imports import imported_json, imported_text, notes_json
from drill.report.imports.words import DOUBTS, LOSSES, REASONS, STATES
from drill.report.wrap import cells

TEXT = "# Nets\n\n1. What is A?\nx, y and z\n2. What is B?\n\n2. What is C?\n![c](c.png)\n"
NOTES = parse(TEXT.encode(), "notes/nets.md")
PATH = Path("/home/me/.local/share/drill/bank/questions/cards/nets.yaml")
LIKE = Like("layers", "What is a layer?", 0.834)


def imported(notes=NOTES, *outcomes, written=True):
    outcomes = outcomes or [
        Outcome(id=f"nets-{i}", state=State.NEW, title=one.title, line=one.line)
        for i, one in enumerate(notes.questions)
    ]
    return Imported(
        notes=notes,
        label=Path(notes.name).name,
        path=PATH,
        written=written,
        outcomes=tuple(outcomes),
    )


def shown(done, lang=Lang.EN, width=80, *, skipped=(), dry_run=False):
    return imported_text(done, skipped, lang, width, False, dry_run=dry_run)


def test_counts_then_what_was_left_out_then_what_wants_a_look_then_the_drafts():
    outcomes = [
        Outcome(id="nets-a", state=State.NEW, title="What is A?", line=3, like=(LIKE,)),
        Outcome(id="nets-b", state=State.EDITED, title="What is B?", line=5),
    ]

    assert shown([imported(NOTES, *outcomes)]) == (
        "  file     questions  no answer  parts  code  damaged  alike  left out\n"
        "  nets.md          3          2      0     0        1      1         2\n"
        "\n"
        "Left out · 2 lines\n"
        "  page title 1 · image placeholders 1\n"
        "\n"
        "To look at\n"
        "  7   the number 2 comes twice or out of order\n"
        "  8   an image is gone\n"
        "  5   no answer in the notes: What is B?\n"
        "  7   no answer in the notes: What is C?\n"
        "\n"
        "Asked already, or nearly · 1 of 3 questions\n"
        "   83 %  3  What is A?\n"
        "         layers · What is a layer?\n"
        "\n"
        "Drafts\n"
        f"  {PATH}\n"
        "    1 new · 1 edited by you\n"
        "\n"
        "  drill quiz                                     ask them, drafts too\n"
        "  drill check /home/me/.local/share/drill/bank   what finished cards lack"
    )


def test_the_same_in_chinese_and_under_each_other_where_it_is_narrow():
    text = shown([imported(), imported()], Lang.ZH, 40)

    assert text.startswith(
        "  nets.md\n"
        "    题目 3 · 无答案 2 · 子问题 0\n"
        "    含代码 0 · 有缺损 1 · 相似 0\n"
        "    略去行 2\n"
    )
    assert (
        "  共 2 个文件\n"
        "    题目 6 · 无答案 4 · 子问题 0\n"
        "    含代码 0 · 有缺损 2 · 相似 0\n"
        "    略去行 4\n"
    ) in text
    assert "  notes/nets.md\n  7   编号 2 重复或乱序\n  8   图片丢失\n" in text


def test_a_dry_run_says_that_nothing_is_written_and_offers_nothing():
    text = shown([imported(written=False)], dry_run=True)

    assert "Drafts · nothing is written\n" in text
    assert text.endswith("    3 new")


def test_a_card_that_both_changed_is_shown_as_a_difference():
    diff = ("--- yours", "+++ notes", "@@ -1 +1 @@", "-    mine", "+    theirs \x1b[31m")
    one = Outcome(id="nets-a", state=State.CHANGED, title="What is A?", line=3, diff=diff)
    text = shown([imported(NOTES, one)])

    assert "1 edited by you and changed in the notes" in text
    assert "\n  nets-a\n" in text
    assert "\n    -    mine\n" in text
    assert "\x1b" not in text


def test_skipped_files_are_named_with_the_reason():
    text = shown(
        [imported()], skipped=[Skipped("a/b.txt", "found a picture where notes were wanted")]
    )

    assert "Skipped · 1\n  a/b.txt   found a picture where notes were wanted\n" in text


def test_of_very_many_files_the_first_have_a_line_and_the_others_one():
    lines = shown([imported() for _ in range(50)]).split("\n")

    assert lines[21].split() == "30 other files 90 60 0 0 30 0 60".split()
    assert lines[22].split() == "50 files 150 100 0 0 50 0 100".split()
    assert len(lines) < 220


def test_long_names_are_cut_in_the_middle_and_the_columns_stay_in_line():
    notes = parse(TEXT.encode(), "0_a_very_long_name_of_a_file_with_notes_on_nets.md")
    lines = shown([imported(notes), imported()]).split("\n")[:4]

    assert lines[1].startswith("  0_a_…s_on_nets.md ")
    assert len({len(line) for line in lines}) == 1


def test_the_json_has_what_design_promises_and_more():
    (found,) = json.loads(notes_json([NOTES]))

    assert list(found) == [
        "format", "file", "layout", "encoding", "lines", "questions", "dropped", "remarks",
    ]  # fmt: skip
    assert found["questions"][0] == {
        "number": "1",
        "title": "What is A?",
        "marks": "",
        "section": "",
        "line": 3,
        "end_line": 4,
        "answered": True,
        "answer": "x, y and z",
        "code": [],
        "links": [],
        "formulas": [],
        "subquestions": [],
        "points": [],
        "topics": [],
        "flags": [],
    }
    assert found["questions"][2]["flags"] == [{"line": 8, "lost": "image lost"}]
    assert found["dropped"] == [
        {"line": 1, "end_line": 1, "reason": "page title"},
        {"line": 2, "end_line": 2, "reason": "blank line"},
        {"line": 6, "end_line": 6, "reason": "blank line"},
        {"line": 8, "end_line": 8, "reason": "image placeholder"},
    ]
    assert found["remarks"] == [
        {"line": 7, "doubt": "a number comes twice or out of order", "detail": "2"}
    ]


def test_a_question_without_a_number_has_null_for_it():
    notes = parse(b"**What is A?**\nso\n**What is B?**\nso\n", "x.md")

    assert [one["number"] for one in json.loads(notes_json([notes]))[0]["questions"]] == [
        None,
        None,
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_words(doubt, lang):
    text = shown([imported(with_remarks(Remark(1, doubt, "7")))], lang)

    assert "\n  1   " in text
    assert "{" not in text


def test_many_remarks_of_a_kind_are_counted():
    text = shown([imported(with_remarks(*(Remark(n, Doubt.FENCE) for n in range(1, 26))))])

    assert text.count("this code fence is never closed") == 5
    assert "\n  …   20 more of this kind\n" in text


def test_every_reason_loss_and_state_has_words():
    from drill.model.notes import Lost

    assert set(DOUBTS) == set(Doubt)
    assert set(REASONS) == set(Reason)
    assert set(LOSSES) == set(Lost)
    assert set(STATES) == set(State)


def with_remarks(*remarks):
    return Notes(
        name="a.md",
        layout="none",
        encoding="utf-8",
        lines=25,
        questions=(),
        dropped=(),
        remarks=remarks,
    )


def test_the_json_says_what_became_of_each_question():
    one = Outcome(
        id="nets-a", state=State.NEW, title="What is A?", line=3, like=(LIKE,), diff=("-a", "+b")
    )
    found, skipped = json.loads(imported_json([imported(NOTES, one)], [Skipped("b.txt", "why")]))

    assert (found["to"], found["written"]) == (str(PATH), True)
    assert found["cards"] == [
        {
            "id": "nets-a",
            "state": "new",
            "line": 3,
            "title": "What is A?",
            "like": [{"id": "layers", "score": 0.834}],
            "diff": ["-a", "+b"],
        }
    ]
    assert (skipped["file"], skipped["skipped"], skipped["questions"]) == ("b.txt", "why", [])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.integers(40, 100), st.sampled_from(list(Lang)))
def test_no_line_is_too_wide_and_nothing_is_obeyed(name, width, lang):
    text = shown([imported(parse(TEXT.encode(), name)), imported()], lang, width)

    assert all(cells(line) <= width or " " not in line.strip() for line in text.split("\n"))
    assert "\x1b" not in text

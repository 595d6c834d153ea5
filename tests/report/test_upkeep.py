"""What is said after a backup, a merge, an export and a repair."""

import json

import pytest

from drill.model.text import Lang
from drill.model.upkeep import Merged, Repair, Repaired, Rows, Saved
from drill.report.upkeep import (
    backup_text,
    deck_text,
    exported_text,
    merged_text,
    repaired_text,
    upkeep_json,
)
from drill.report.wrap import cells

SAVED = Saved(
    file="/home/me/drill.db", rows=Rows(attempts=1, reviews=1234, events=2), size=2_345_678, cards=135
)  # fmt: skip
RECOVERED = Repaired(
    outcome=Repair.RECOVERED,
    file="/home/me/drill.db",
    set_aside="/home/me/drill.db.damaged-2027-01-15",
    backup="/home/me/backups/drill-2027-01-14.db",
    from_backup=Rows(reviews=1200, attempts=3),
    from_file=Rows(reviews=34),
    lost=2,
)


def test_a_backup():
    assert backup_text(SAVED, Lang.EN, 80, False) == (
        "✓ The log is copied: 1,234 answers, 1 attempt at a problem, 2 marks and undos,\n"
        "  2.3 MB\n  /home/me/drill.db"
    )
    assert backup_text(SAVED, Lang.ZH, 80, False) == (
        "✓ 已备份：1,234 次作答、1 次代码提交、2 条标记与撤销，2.3 MB\n  /home/me/drill.db"
    )


def test_an_export_of_nothing():
    empty = Saved(file="x.jsonl", rows=Rows(), size=88)

    assert exported_text(empty, Lang.EN, 80, False) == (
        "✓ The log is written: nothing, 0.1 kB\n  x.jsonl"
    )


def test_a_deck():
    assert deck_text(SAVED, Lang.EN, 80, False) == (
        "✓ An Anki deck is written: 135 cards with 1,234 answers, 2.3 MB\n"
        "  /home/me/drill.db\n\n"
        "  In Anki: File, Import. Importing a later deck brings the texts up to date and\n"
        "  adds no card twice."
    )


def test_a_merge():
    came = Merged(file="b.db", came=Rows(reviews=3, events=1), there=Rows(reviews=9), items=2)

    assert merged_text(came, Lang.EN, 80, False) == (
        "✓ Merged: 3 answers, 1 mark or undo came\n  b.db\n"
        "  2 cards and problems were computed anew."
    )
    assert merged_text(came, Lang.ZH, 80, False) == (
        "✓ 已合并：新增 3 次作答、1 条标记或撤销\n  b.db\n  重新计算了 2 道题的进度。"
    )
    empty = Merged(file="b.db", came=Rows(), there=Rows(), items=0)
    assert merged_text(empty, Lang.EN, 80, False) == (
        "✓ The file holds a log with nothing in it\n  b.db"
    )


def test_a_repair():
    assert repaired_text(RECOVERED, Lang.EN, 80, False) == (
        "✓ The log is made anew: 1,234 answers, 3 attempts at problems\n"
        "  from the backup drill-2027-01-14.db: 1,200 answers, 3 attempts at problems\n"
        "  read off the damaged file: 34 answers\n"
        "  the damaged file is kept as /home/me/drill.db.damaged-2027-01-15\n\n"
        "At least 2 could not be read any more."
    )
    assert repaired_text(RECOVERED, Lang.ZH, 80, False).endswith("\n\n至少有 2 条记录已无法读出。")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Repair.NOTHING, "✓ There is no log and no backup: nothing to mend."),
        (Repair.SOUND, "✓ The log is sound: nothing to mend."),
        (
            Repair.RECOMPUTED,
            "✓ The answers are sound; what was computed from them wrongly (3) is computed\n  anew.",
        ),
    ],
)
def test_a_repair_that_had_little_to_do(outcome, words):
    found = Repaired(outcome=outcome, file="drill.db", wrong=3)

    assert repaired_text(found, Lang.EN, 80, False) == words


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [40, 50, 80])
def test_nothing_is_wider_than_the_screen_but_paths(lang, width):
    texts = [
        backup_text(SAVED, lang, width, False),
        deck_text(SAVED, lang, width, False),
        repaired_text(RECOVERED, lang, width, False),
    ]

    assert [
        line
        for text in texts
        for line in text.split("\n")
        if cells(line) > width and "/" not in line
    ] == []


def test_colour_is_never_the_only_signal():
    plain, coloured = (repaired_text(RECOVERED, Lang.EN, 80, colour) for colour in (False, True))

    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert "At least 2" in plain


def test_the_json_is_one_object():
    assert json.loads(upkeep_json(RECOVERED))["from_file"] == {
        "attempts": 0, "reviews": 34, "events": 0,
    }  # fmt: skip
    assert json.loads(upkeep_json(SAVED))["format"] == 1

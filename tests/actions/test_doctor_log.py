"""What `drill doctor` says of the log."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from actions.test_anki import CARDS

from drill.actions.doctor.log import check_log
from drill.actions.record import make_review, open_log
from drill.bank.places import Bank
from drill.model.review import Rating

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "bank" / "questions" / "cards"
    folder.mkdir(parents=True)
    (folder / "some.yaml").write_text(CARDS, "utf-8")
    return Bank((tmp_path / "bank",))


def answer(folder, item, days_ago, **rest):
    with open_log(folder) as log:
        now = NOW - timedelta(days=days_ago)
        log.add_review(make_review(log.memory(item), item, Rating.GOOD, now, **rest))


def checks(folder, bank):
    found = list(check_log(folder, bank, NOW, lambda done, total: None))
    assert [one.area for one in found] == ["bank"] + ["log"] * (len(found) - 1)
    return {one.name.en: (one.ok, one.detail) for one in found}


def test_a_new_home_is_fine_and_stays_without_a_log(tmp_path, bank):
    found = checks(tmp_path, bank)

    assert found["log of answers and attempts"] == (True, f"{tmp_path / 'drill.db'}: nothing yet")
    assert found["index of the cards"][1].startswith("3 cards and problems, ")
    assert not (tmp_path / "drill.db").exists()


def test_a_log_in_use_is_fine(tmp_path, bank):
    answer(tmp_path, "first", 3)
    answer(tmp_path, "second", 0)
    found = checks(tmp_path, bank)

    assert all(ok for ok, _ in found.values())
    assert found["log of answers and attempts"][1] == (
        f"{tmp_path / 'drill.db'}: answers 2, attempts 0, events 0"
    )
    assert found["what is computed from the log"][1] == "2 items replayed, all as kept"
    assert found["times in the log"][1] == "in order, none from days to come"
    assert found["backups"][1] == f"1 in {tmp_path / 'backups'}, the newest of 2027-01-15"
    assert "items of the log that the bank no longer has" not in found


def test_a_memory_that_does_not_follow_from_the_log_is_found(tmp_path, bank):
    answer(tmp_path, "first", 0)
    with open_log(tmp_path) as log, log.db:
        log.db.execute("update memory set stability = 99")

    assert checks(tmp_path, bank)["what is computed from the log"] == (
        False,
        "not what a replay gives: first; `drill doctor --repair` mends it",
    )


def test_items_that_the_bank_no_longer_has_are_listed_and_no_error(tmp_path, bank):
    for number in range(7):
        answer(tmp_path, f"gone-{number}", 0)
    found = checks(tmp_path, bank)

    assert found["items of the log that the bank no longer has"] == (
        True,
        "gone-0, gone-1, gone-2, gone-3, gone-4 and 2 more",
    )


def test_odd_clocks_are_told_and_no_error(tmp_path, bank):
    answer(tmp_path, "first", -2)
    answer(tmp_path, "second", 0, session="one")
    answer(tmp_path, "third", 1, session="one")

    assert checks(tmp_path, bank)["times in the log"] == (
        True,
        "1 answers from days to come; the clock was set back 1 times during a quiz",
    )


def test_backups_that_are_missing_old_or_damaged_are_found(tmp_path, bank):
    answer(tmp_path, "first", 1)
    assert checks(tmp_path, bank)["backups"] == (True, "none yet: the second day makes the first")

    answer(tmp_path, "second", 0)
    copy = tmp_path / "backups" / "drill-2027-01-15.db"
    older = tmp_path / "backups" / "drill-2027-01-10.db"
    shutil.copy(copy, older)
    copy.write_bytes(copy.read_bytes()[:5000])
    assert checks(tmp_path, bank)["backups"] == (
        False,
        f"{copy} is damaged, the newest sound one: drill-2027-01-10.db;"
        " `drill backup` makes one now",
    )
    copy.unlink()
    assert checks(tmp_path, bank)["backups"] == (
        False,
        f"1 in {tmp_path / 'backups'}, the newest of 2027-01-10, the last answer of 2027-01-15;"
        " `drill backup` makes one now",
    )
    older.unlink()
    assert checks(tmp_path, bank)["backups"] == (False, "none; `drill backup` makes one now")


def test_a_damaged_log_says_what_to_do(tmp_path, bank):
    (tmp_path / "drill.db").write_bytes(b"not a database" * 1000)

    assert checks(tmp_path, bank)["log of answers and attempts"] == (
        False,
        f"{tmp_path / 'drill.db'}: the log is damaged: file is not a database;"
        " `drill doctor --repair` sets it aside and makes a new one of what can be read",
    )


def test_a_log_with_a_broken_index_says_what_to_do(tmp_path, bank):
    for number in range(3):
        answer(tmp_path, f"card-{number}", 0)
    with open_log(tmp_path) as log, log.db:
        log.db.execute("pragma writable_schema = on")
        log.db.execute(
            "update sqlite_schema set sql = replace(sql, 'item, ts_ms', 'item desc, ts_ms')"
            " where name = 'review_of_item'"
        )
    found = checks(tmp_path, bank)
    ok, detail = found["log of answers and attempts"]

    assert not ok
    assert detail.startswith(f"{tmp_path / 'drill.db'}: ")
    assert "review_of_item" in detail
    assert detail.endswith("; `drill doctor --repair` mends it")
    assert "what is computed from the log" not in found

"""`drill backup`, `merge`, `export` and `doctor --repair`, in real processes."""

import json
import os
import subprocess
import sys

import pytest
from actions.test_anki import CARDS


@pytest.fixture
def drill(tmp_path):
    (tmp_path / "bank" / "questions" / "cards").mkdir(parents=True)
    (tmp_path / "bank" / "questions" / "cards" / "some.yaml").write_text(CARDS, "utf-8")

    def run(*arguments, home="home", **environment):
        known = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "DRILL_HOME": str(tmp_path / home),
            "DRILL_BANK": str(tmp_path / "bank"),
            "LANG": "C.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "drill", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=tmp_path,
            stdin=subprocess.DEVNULL, env=known | environment,
        )  # fmt: skip

    return run


def good(done):
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_log_goes_to_another_machine_and_back(drill, tmp_path):
    good(drill("answer", "first", "3"))
    good(drill("answer", "second", "1", home="laptop"))

    assert good(drill("export", "--jsonl", "log.jsonl", home="laptop")) == (
        f"✓ The log is written: 1 answer, {(tmp_path / 'log.jsonl').stat().st_size / 1000:.1f} kB\n"
        "  log.jsonl\n"
    )
    assert good(drill("merge", "log.jsonl")) == (
        "✓ Merged: 1 answer came\n  log.jsonl\n  1 card or problem was computed anew.\n"
    )
    assert good(drill("merge", "log.jsonl", "--lang", "zh")) == (
        "✓ 没有新内容：全部都已在记录中\n  log.jsonl\n"
    )
    merged = json.loads(good(drill("merge", "home/drill.db", "--json", home="laptop")))
    assert merged["came"] == {"attempts": 0, "reviews": 1, "events": 0}

    here, there = (good(drill("export", "--jsonl", "-", home=home)) for home in ("home", "laptop"))
    assert here == there
    assert [json.loads(line).get("item") for line in here.splitlines()] == [None, "first", "second"]


def test_lines_are_utf_8_whatever_the_terminal_speaks(drill, tmp_path):
    path = tmp_path / "bank" / "questions" / "cards" / "some.yaml"
    good(drill("answer", "first", "3"))
    assert path.exists()
    plain = drill("export", "--jsonl", "-", LANG="C", PYTHONIOENCODING="ascii")

    assert good(plain) == good(drill("export", "--jsonl", "-"))


def test_a_backup_now_and_of_every_day(drill, tmp_path):
    good(drill("answer", "first", "3"))
    said = good(drill("backup"))
    good(drill("answer", "second", "3"))

    (made,) = (tmp_path / "home" / "backups").iterdir()
    assert said.startswith("✓ The log is copied: 1 answer, ")
    assert said.endswith(f"  {made}\n")

    good(drill("backup", "copy.db"))
    again = drill("backup", "copy.db")
    assert again.returncode == 2
    assert again.stderr == (
        "drill: there is a file already, and a backup never overwrites one\n"
        "  at   copy.db\n  hint give another name\n"
    )
    assert json.loads(good(drill("merge", "copy.db", "--json", home="new")))["came"]["reviews"] == 2


def test_a_deck_in_both_languages(drill, tmp_path):
    good(drill("answer", "first", "3"))
    said = good(drill("export", "--anki", "deck.apkg", "--lang", "both"))

    assert said.startswith("✓ An Anki deck is written: 3 cards with 1 answer, ")
    assert (tmp_path / "deck.apkg").stat().st_size > 1000
    assert drill("export", "--anki", "deck.apkg").returncode == 2
    assert good(drill("export", "--anki", "zh.apkg", "--lang", "zh")).startswith(
        "✓ Anki 牌组已导出"
    )


@pytest.mark.parametrize(
    "command", [("backup",), ("export", "--jsonl", "x"), ("export", "--jsonl", "-")]
)
def test_without_a_log_nothing_is_made(drill, tmp_path, command):
    done = drill(*command)

    assert done.returncode == 2
    assert done.stderr == (
        f"drill: there is no log yet\n  at   {tmp_path / 'home' / 'drill.db'}\n"
        "  hint `drill quiz` begins one\n"
    )
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("options", [(), ("--anki", "a.apkg", "--jsonl", "b")])
def test_an_export_says_of_what(drill, options):
    done = drill("export", *options)

    assert done.returncode == 2
    assert done.stderr == (
        "drill: say what to export: --anki FILE or --jsonl FILE\n"
        "  hint `drill export --anki deck.apkg`\n"
    )


@pytest.mark.parametrize(
    ("name", "exit_code"), [("notes.txt", 3), ("none.db", 3), ("newer.jsonl", 3)]
)
def test_a_file_that_cannot_be_merged_changes_nothing(drill, tmp_path, name, exit_code):
    (tmp_path / "notes.txt").write_text("not ours")
    (tmp_path / "newer.jsonl").write_text('{"drill": "log", "format": 77}\n')
    good(drill("answer", "first", "3"))
    before = good(drill("export", "--jsonl", "-"))

    done = drill("merge", name)

    assert (done.returncode, done.stdout) == (exit_code, "")
    assert done.stderr.startswith("drill: ")
    assert "Traceback" not in done.stderr
    assert good(drill("export", "--jsonl", "-")) == before


def test_a_damaged_log_is_refused_everywhere_and_mended_once(drill, tmp_path):
    good(drill("answer", "first", "3"))
    good(drill("backup"))
    good(drill("answer", "second", "4"))
    before = good(drill("export", "--jsonl", "-"))
    path = tmp_path / "home" / "drill.db"
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])

    for command in ([], ["stats"], ["answer", "third", "3"], ["export", "--jsonl", "-"]):
        done = drill(*command)
        assert done.returncode == 4, command
        assert "`drill doctor --repair`" in done.stderr
    doctor = drill("doctor", "--json")
    assert doctor.returncode == 1
    checks = [one for one in json.loads(doctor.stdout) if one["area"] == "log"]
    assert [(one["ok"], one["detail"]) for one in checks] == [
        (
            False,
            f"{path}: the log is damaged: file is not a database; `drill doctor --repair` sets it"
            " aside and makes a new one of what can be read",
        )
    ]

    mended = json.loads(good(drill("doctor", "--repair", "--json")))
    assert (mended["outcome"], mended["lost"]) == ("recovered", 0)
    assert (mended["from_backup"]["reviews"], mended["from_file"]["reviews"]) == (1, 1)
    assert os.path.exists(mended["set_aside"])
    assert good(drill("export", "--jsonl", "-")) == before
    assert good(drill("doctor", "--repair")) == "✓ The log is sound: nothing to mend.\n"
    checks = [one for one in json.loads(drill("doctor", "--json").stdout) if one["area"] == "log"]
    assert all(one["ok"] for one in checks)

"""`drill import` in a real process."""

import json
import os
import subprocess
import sys

import pytest

NOTES = "# Boxes\n\n### 1. What is IoU?\n\nIntersection over union.\n\n### 2. What is GIoU?\n\n![img](a.png)\n"


@pytest.fixture
def drill(tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "drill", "import", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL,
            env={
                "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8",
                "DRILL_HOME": str(tmp_path / "home"),
            },
        )  # fmt: skip

    return run


def test_notes_are_read_and_nothing_is_written(drill, tmp_path):
    path = tmp_path / "boxes.md"
    path.write_text(NOTES)
    table = drill(path, "--dry-run")
    found = json.loads(drill(path, "--dry-run", "--json").stdout)

    assert (table.returncode, table.stderr) == (0, "")
    assert "  boxes.md          2          1      0     0        1" in table.stdout
    assert [question["title"] for question in found[0]["questions"]] == [
        "What is IoU?",
        "What is GIoU?",
    ]
    assert not (tmp_path / "home").exists()


def test_a_picture_is_no_notes(drill, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = drill(path, "--dry-run")

    assert done.returncode == 3
    assert done.stderr == (
        "drill: found a picture where notes were wanted\n"
        f"  at   {path}\n"
        "  hint copy its text into a .txt or .md file\n"
    )


def test_drafts_are_written_asked_in_the_quiz_and_stay_as_they_are(drill, tmp_path):
    path = tmp_path / "boxes.md"
    path.write_text(NOTES)
    first, again = drill(path), drill(path)
    where = tmp_path / "home" / "bank" / "questions" / "cards" / "boxes.yaml"

    assert (first.returncode, first.stderr) == (0, "")
    assert f"Drafts\n  {where}\n    2 new\n" in first.stdout
    assert f"Drafts · nothing to write\n  {where}\n    2 unchanged\n" in again.stdout
    found = json.loads(drill(path, "--json").stdout)
    assert [one["state"] for one in found[0]["cards"]] == ["unchanged", "unchanged"]
    assert found[0]["to"] == str(where)


def test_notes_without_a_question_are_no_success(drill, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("\n\n")
    done = drill(path)

    assert done.returncode == 1
    assert "no questions found" in done.stdout
    assert not (tmp_path / "home" / "bank").exists()


def test_a_text_without_a_list_of_questions_is_one_card_and_that_is_said(drill, tmp_path):
    path = tmp_path / "receptive field.txt"
    path.write_text("It grows by the kernel less one, times the strides before.\nThen it stops.\n")
    done = drill(path, "--dry-run")

    assert done.returncode == 0
    assert "  1   no list of questions: the whole file became one card\n" in done.stdout


def test_drafts_cannot_go_where_no_bank_reads_them(drill, tmp_path):
    path = tmp_path / "boxes.md"
    path.write_text(NOTES)
    done = drill(path, "--to", tmp_path / "cards.txt")

    assert done.returncode == 2
    assert "the file 'cards.txt' does not end in .yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_somebody_who_waits_sees_that_it_goes_on(tmp_path):
    import pexpect

    path = tmp_path / "long.md"
    path.write_text("".join(f"## {i}. What is {i}?\n\n{'words ' * 200}\n\n" for i in range(5000)))
    child = pexpect.spawn(
        sys.executable,
        ["-m", "drill", "import", str(path), "--dry-run", "--lang", "zh"],
        env=os.environ | {"DRILL_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect(r"正在读取笔记  \d+ 秒")
    child.expect("5000")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0

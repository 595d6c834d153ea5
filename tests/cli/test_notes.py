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

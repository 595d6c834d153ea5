"""What the README says, done."""

import re
import shutil
import subprocess
import sys

from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_of_the_table_works(tmp_path):
    commands = re.findall(r"^\| `drill( [^`]*)?` \|", README, re.MULTILINE)
    shutil.copytree(ROOT / "tests" / "world", tmp_path / "my-bank")
    (tmp_path / "notes.md").write_text("## 1. What is IoU?\n\nIntersection over union.\n")
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "DRILL_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
    }
    assert len(commands) >= 9
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "drill", *command.split()],
            capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60,
        )  # fmt: skip

        # tests/world is too small for every law: findings are its right answer
        assert done.returncode == (1 if "check" in command else 0), (command, done.stderr)
        assert done.stderr == ""
        assert done.stdout
        if "start" in command:
            shutil.copy(ROOT / "tests" / "answers" / "nms" / "right_loops.py", tmp_path / "my.py")


def test_every_option_of_code_is_in_its_table():
    import typer

    from drill.cli.app import app

    options = typer.main.get_command(app).commands["code"].params  # type: ignore[attr-defined]
    names = {name for option in options for name in option.opts if name.startswith("--")}

    assert {name for name in names if f"`{name}" not in README} == set()


def test_the_screen_shown_is_the_real_one(tmp_path):
    shown = README.split("```text\n")[1].split("```")[0]
    done = subprocess.run(
        [sys.executable, "-m", "drill", "code", "nms", "tests/answers/nms/wrong_plus_one.py"],
        capture_output=True, text=True, cwd=ROOT, timeout=60,
        env={"PATH": "/usr/bin:/bin", "DRILL_HOME": str(tmp_path), "LANG": "C.UTF-8", "COLUMNS": "80"},
    )  # fmt: skip

    assert shown.strip() == done.stdout.strip()


def test_every_problem_is_in_the_readme():
    for path in (ROOT / "solutions").glob("*.py"):
        assert f"`{path.stem}`" in README

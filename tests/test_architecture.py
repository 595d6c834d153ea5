"""What keeps the tree readable, and the command quick to start."""

import ast
import subprocess
import sys

import pytest
from conftest import ROOT

MODULES = sorted((ROOT / "drill").rglob("*.py"))
LATE = (
    "rich",
    "numpy",
    "yaml",
    "sqlite3",
    "prompt_toolkit",
    "fsrs",
    "platformdirs",
    "rapidfuzz",
    "drill.problem",
    "drill.grading",
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_a_docstring_and_at_most_250_lines(path):
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 250


def test_starting_up_imports_nothing_heavy():
    code = "import sys, drill.cli.app; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert [name for name in LATE if name in loaded] == []


def test_nothing_at_the_top_level_beyond_the_layout():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    top = {name.split("/")[0] for name in tracked if name and not name.startswith(".")}

    assert top <= {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "drill",
        "questions",
        "solutions",
        "tests",
    }


def test_every_command_has_help_with_an_example_and_is_in_the_readme():
    import typer

    from drill.cli.app import app

    readme = (ROOT / "README.md").read_text("utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]

    assert set(commands) == {
        "backup",
        "merge",
        "export",
        "code",
        "start",
        "show",
        "hint",
        "solution",
        "list",
        "stats",
        "quiz",
        "answer",
        "next",
        "check",
        "doctor",
        "plan",
        "import",
    }
    for name, command in commands.items():
        assert f"Example: `drill {name}" in command.help, name
        assert f"drill {name}" in readme, name

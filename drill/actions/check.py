"""Lint a bank: its question files, that both files of a problem are there, and the laws."""

import ast
from collections.abc import Callable
from pathlib import Path

from drill.bank.schema import read_question
from drill.bank.solutions import load_solution
from drill.errors import BankError, SolutionError
from drill.grading.laws import LAWS, Trial
from drill.model.finding import Finding
from drill.model.question import Question


def check(
    root: Path, here: Path, progress: Callable[[str], None] = lambda name: None
) -> tuple[tuple[Finding, ...], int]:
    """Check the bank at `root`: the findings, with paths as seen from `here`, and how many problems.

    `progress` is told the id of each problem before it is tried.
    """
    if not (root / "questions").is_dir():
        raise BankError(
            "this is not a bank: it has no folder `questions`",
            where=str(root),
            hint="give a folder that holds questions/ and solutions/",
        )
    questions = {path.stem: path for path in sorted((root / "questions" / "code").glob("*.yaml"))}
    solutions = {path.stem: path for path in sorted((root / "solutions").glob("*.py"))}
    findings: list[Finding] = []
    names: dict[str, str] = {}
    for stem in sorted(questions | solutions):
        progress(stem)
        if stem in questions:
            shown = _shown(questions[stem], here)
            question, found = read_question(questions[stem], shown)
            findings += found.found
            findings += _aliases(question, names, shown) if question else []
        else:
            path = _shown(root / "questions" / "code" / f"{stem}.yaml", here)
            findings.append(
                Finding(path, 1, 1, f"the question file of the solution {stem!r} is missing")
            )
        if stem in solutions:
            findings += check_solution(solutions[stem], _shown(solutions[stem], here))
        else:
            path = _shown(root / "solutions" / f"{stem}.py", here)
            findings.append(
                Finding(path, 1, 1, f"the solution file of the question {stem!r} is missing")
            )
    return tuple(sorted(findings)), len(questions | solutions)


def check_solution(path: Path, shown: str) -> list[Finding]:
    """Try every law on one solution."""
    try:
        trial = Trial(load_solution(path))
        broken = [Finding(shown, 1, 1, message) for law in LAWS for message in law(trial)]
    except SolutionError as error:
        return [Finding(shown, 1, 1, error.message, error.hint or "")]
    return _redefined(path, shown) + broken


def _redefined(path: Path, shown: str) -> list[Finding]:
    """Find functions that a later one of the same name replaces: a case lost in silence."""
    seen: dict[str, int] = {}
    found = []
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            if node.name in seen:
                message = f"{node.name}() is defined twice; the first is in line {seen[node.name]}"
                found.append(Finding(shown, node.lineno, node.col_offset + 1, message))
            seen.setdefault(node.name, node.lineno)
    return found


def _aliases(question: Question, names: dict[str, str], shown: str) -> list[Finding]:
    """Find names that two problems claim; `names` grows along the way."""
    found = []
    for name in (question.id, *question.aliases):
        owner = names.setdefault(name, question.id)
        if owner != question.id:
            found.append(Finding(shown, 1, 1, f"the name {name!r} belongs to {owner} already"))
    return found


def _shown(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

"""Lint a bank: its cards and question files, that both files of a problem are there, and the laws."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drill.actions.check.names import Names
from drill.bank.places import Bank
from drill.bank.schema import read_question
from drill.bank.solutions import load_solution
from drill.bank.topics import PLACE
from drill.errors import BankError, SolutionError
from drill.grading.laws import LAWS, Trial
from drill.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What `drill check` found, and how much it looked at."""

    findings: tuple[Finding, ...]
    problems: int
    cards: int


def check(
    roots: Sequence[Path],
    here: Path,
    progress: Callable[[str], None] = lambda name: None,
    beside: Sequence[Path] = (),
) -> Checked:
    """Check the bank made of the folders `roots`; paths are shown as seen from `here`.

    `progress` is told the name of each problem and each file of cards before it is tried.
    Cards and problems of the folders `beside` may be named too.
    """
    for root in roots:
        if not (root / "questions").is_dir():
            raise BankError(
                "this is not a bank: it has no folder `questions`",
                where=str(root),
                hint="give a folder that holds questions/ and solutions/",
            )
    names = Names()
    findings: list[Finding] = []
    problems = 0
    for root in roots:
        findings += names.add_topics(root, _shown(root / PLACE, here))
    for root in roots:
        found, count = _problems(root, here, names, progress)
        findings += found
        problems += count
    for path in Bank(tuple(roots)).card_files():
        progress(path.stem)
        findings += names.add_cards(path, _shown(path, here))
    cards = names.cards
    names.know_problems(Bank(tuple(roots)))
    names.know(Bank(tuple(beside)))
    findings += [*names.unknown(), *names.twice()]
    return Checked(findings=tuple(sorted(findings)), problems=problems, cards=cards)


def _problems(
    root: Path, here: Path, names: Names, progress: Callable[[str], None]
) -> tuple[list[Finding], int]:
    """Check the coding problems of one folder; give the findings, and how many problems."""
    questions = {path.stem: path for path in sorted((root / "questions" / "code").glob("*.yaml"))}
    solutions = {path.stem: path for path in sorted((root / "solutions").glob("*.py"))}
    findings: list[Finding] = []
    for stem in sorted(questions | solutions):
        progress(stem)
        if stem in questions:
            shown = _shown(questions[stem], here)
            question, found = read_question(questions[stem], shown)
            findings += found.found
            findings += names.add_problem(question, questions[stem], shown) if question else []
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
    return findings, len(questions | solutions)


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


def _shown(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

"""Sample submissions in the words of the people who write them: each is graded as its first line says.

# expect: accepted
# expect: wrong-answer, diagnosis plus_one
# expect: runtime-error
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from drill.actions.grading.run import Grader, Options
from drill.bank.places import Bank

ANSWERS = sorted((ROOT / "tests" / "answers").glob("*/*.py"))
FIRST_LINE = re.compile(r"# expect: ([a-z-]+)(?:, diagnosis (\w+))?$")
BANK = Bank((ROOT,))


@cache
def grader(problem: str) -> Grader:
    return Grader(BANK, BANK.entries[problem], Options())


@pytest.fixture(scope="module", autouse=True)
def _close():
    yield
    for problem in {path.parent.name for path in ANSWERS}:
        grader(problem).__exit__()


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_answer(path: Path):
    first = path.read_text("utf-8").split("\n")[0]
    expected = FIRST_LINE.fullmatch(first)
    assert expected, first
    verdict, mistake = expected.groups()
    if "import torch" in path.read_text("utf-8") and not importlib.util.find_spec("torch"):
        pytest.skip("needs torch")

    report = grader(path.parent.name).grade(path)

    assert report.verdict == verdict, report.counterexample
    assert (report.score == 100) == (verdict == "accepted")
    if verdict != "accepted":
        assert (report.diagnosis.name if report.diagnosis else None) == mistake


def test_every_problem_has_right_and_wrong_answers():
    for problem in BANK.entries:
        names = [path.stem for path in ANSWERS if path.parent.name == problem]

        assert sum(name.startswith("right_") for name in names) >= 3, problem
        assert sum(name.startswith("wrong_") for name in names) >= 4, problem

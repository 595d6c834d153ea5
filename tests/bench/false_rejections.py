"""Is a right answer ever failed? Every right program there is, on every input, under many seeds.

    python tests/bench/false_rejections.py [--seeds N] [PROBLEM ...]

Right programs are the accepted ones of a solution, the oracles (a library's own function, or a
brute force, wrapped as a submission) and the right sample answers. An oracle may decline an
input that its library cannot take. Needs the extra `oracles`.
"""

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from drill.bank.solutions import load_solution
from drill.grading.answer import answer
from drill.grading.exam import Exam
from drill.grading.judge import judge
from drill.model.outcome import Returned, Verdict

ROOT = Path(__file__).resolve().parent.parent.parent


def programs(name: str, exam: Exam) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every right program of a problem, with where it comes from."""
    for program in exam.problem.accepted:
        yield "accepted", program.function
    for function in load(ROOT / "tests" / "oracles" / f"{name}.py").ORACLES.values():
        yield "oracle", function
    for path in sorted((ROOT / "tests" / "answers" / name).glob("right_*.py")):
        yield "sample", getattr(load(path), name)


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("problems", nargs="*")
    options = parser.parse_args()
    print(
        f"{'problem':32}{'accepted':>9}{'oracles':>9}{'samples':>9}{'inputs':>10}{'declined':>10}{'rejected':>10}"
    )
    total = [0] * 6
    for path in sorted((ROOT / "solutions").glob("*.py")):
        if options.problems and path.stem not in options.problems:
            continue
        problem = load_solution(path)
        exams = [Exam(problem, seed) for seed in range(options.seeds)]
        kinds = {"accepted": 0, "oracle": 0, "sample": 0}
        tried = declined = rejected = 0
        for kind, function in programs(path.stem, exams[0]):
            kinds[kind] += 1
            for exam in exams:
                for i, one in enumerate(exam.draws):
                    given = answer(function, one.inputs)
                    if isinstance(given, Returned) and given.value is NotImplemented:
                        declined += 1
                        continue
                    tried += 1
                    verdict, found = judge(problem.reference, one, exam.expected(i), given)
                    if verdict is not Verdict.ACCEPTED:
                        rejected += 1
                        print(
                            f"  {function.__name__} ({kind}) on {one.case.name}:{one.seed}: {found or given}"
                        )
        row = [*kinds.values(), tried, declined, rejected]
        total = [a + b for a, b in zip(total, row, strict=True)]
        print("{:32}{:9}{:9}{:9}{:10}{:10}{:10}".format(path.stem, *row), flush=True)
    print("{:32}{:9}{:9}{:9}{:10}{:10}{:10}".format("all", *total))
    return 1 if total[-1] else 0


if __name__ == "__main__":
    sys.exit(main())

"""What every problem owes its users; a broken law is a sentence that says how.

`drill check` tries these on any bank, and the tests try them on ours.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from drill.grading.answer import answer
from drill.grading.diagnose import alike, diagnose
from drill.grading.exam import Exam
from drill.grading.inputs import Draw, draws
from drill.grading.judge import judge
from drill.grading.score import score, tally
from drill.model.outcome import Outcome, Raised, Returned, Verdict
from drill.problem import Mistake, Problem

FEWEST_MISTAKES = 6
FEWEST_ACCEPTED = 2
LAZY = 50  # an answer that computes nothing scores less


class Trial:
    """A problem and everything its own programs answer, computed once."""

    def __init__(self, problem: Problem, seed: int = 0) -> None:
        """Try `problem` on the draws of `seed`."""
        self.problem = problem
        self.exam = Exam(problem, seed)
        self._mistakes: dict[str, tuple[Outcome, ...]] = {}

    @property
    def draws(self) -> Sequence[Draw]:
        """Every draw."""
        return self.exam.draws

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The draws that have one right answer."""
        return tuple(i for i, one in enumerate(self.draws) if not one.case.several)

    def outcomes(self, mistake: Mistake) -> tuple[Outcome, ...]:
        """Give what a mistake answers on every draw."""
        if mistake.name not in self._mistakes:
            found = tuple(answer(mistake.function, one.inputs) for one in self.draws)
            self._mistakes[mistake.name] = found
        return self._mistakes[mistake.name]

    def verdicts(self, outcomes: Sequence[Outcome]) -> tuple[Verdict, ...]:
        """Judge one answer on every draw."""
        reference = self.problem.reference
        return tuple(
            judge(reference, one, self.exam.expected(i), outcomes[i])[0]
            for i, one in enumerate(self.draws)
        )

    def passed(self, outcomes: Sequence[Outcome]) -> tuple[bool, ...]:
        """Say on which draws an answer is right."""
        return tuple(one is Verdict.ACCEPTED for one in self.verdicts(outcomes))

    def score(self, outcomes: Sequence[Outcome]) -> int:
        """Score one answer."""
        return score(tally(self.draws, self.verdicts(outcomes)))


def reference_is_a_function(trial: Trial) -> Iterator[str]:
    """The reference answers every draw, twice alike, and leaves its inputs alone."""
    reference = trial.problem.reference
    for one in trial.draws:
        first, second = (answer(reference.function, one.inputs) for _ in range(2))
        place = f"{one.case.name}:{one.seed}"
        if isinstance(first, Raised):
            yield f"the reference raises {first.type} on {place}: {first.message}"
        elif isinstance(first, Returned) and first.mutated:
            yield f"the reference changes its inputs on {place}"
        elif not alike(first, second, reference.tolerance):
            yield f"the reference answers {place} in two ways"


def inputs_are_reproducible(trial: Trial) -> Iterator[str]:
    """The same seed makes the same inputs."""
    again = draws(trial.problem, trial.exam.seed)
    for first, second in zip(trial.draws, again, strict=True):
        if not all(map(_identical, first.inputs, second.inputs)):
            yield f"{first.case.name}:{first.seed} makes other inputs the second time"


def accepted_programs_pass(trial: Trial) -> Iterator[str]:
    """Every accepted program passes, and there are at least two."""
    if len(trial.problem.accepted) < FEWEST_ACCEPTED:
        yield f"{len(trial.problem.accepted)} accepted programs where {FEWEST_ACCEPTED} were wanted"
    for program in trial.problem.accepted:
        outcomes = [answer(program.function, one.inputs) for one in trial.draws]
        for one, ok in zip(trial.draws, trial.passed(outcomes), strict=True):
            if not ok:
                yield f"the accepted program {program.name} fails {one.case.name}:{one.seed}"
                break


def mistakes_are_caught(trial: Trial) -> Iterator[str]:
    """Every mistake fails some draw, and there are at least six."""
    if len(trial.problem.mistakes) < FEWEST_MISTAKES:
        yield f"{len(trial.problem.mistakes)} mistakes where {FEWEST_MISTAKES} were wanted"
    for mistake in trial.problem.mistakes:
        if all(trial.passed(trial.outcomes(mistake))):
            yield f"no case catches {mistake.name}"


def mistakes_differ(trial: Trial) -> Iterator[str]:
    """Any two mistakes differ on some draw that has one right answer."""
    tolerance = trial.problem.reference.tolerance
    for a, b in itertools.combinations(trial.problem.mistakes, 2):
        one, other = trial.outcomes(a), trial.outcomes(b)
        if all(alike(one[i], other[i], tolerance) for i in trial.telling):
            yield f"{a.name} and {b.name} give the same answers"


def cases_catch(trial: Trial) -> Iterator[str]:
    """Every hidden case catches some mistake."""
    catching = set()
    for mistake in trial.problem.mistakes:
        for one, ok in zip(trial.draws, trial.passed(trial.outcomes(mistake)), strict=True):
            if not ok:
                catching.add(one.case.name)
    for case in trial.problem.cases:
        if not case.shown and case.name not in catching:
            yield f"the case {case.name} catches no mistake"


def mistakes_are_named(trial: Trial) -> Iterator[str]:
    """Grading a mistake's own code names that mistake."""
    for mistake in trial.problem.mistakes:
        outcomes = trial.outcomes(mistake)
        found = diagnose(trial.problem, trial.draws, outcomes, trial.passed(outcomes))
        if found is None or found.name != mistake.name or found.agreement < 1:
            yield f"grading {mistake.name} names {found.name if found else 'nothing'}"


def failing_is_no_mistake(trial: Trial) -> Iterator[str]:
    """An answer that always raises the same exception is not taken for a mistake."""
    for kind in (ValueError, TypeError, IndexError, AttributeError):
        outcomes = [Raised(kind.__name__, "")] * len(trial.draws)
        found = diagnose(trial.problem, trial.draws, outcomes, [False] * len(outcomes))
        if found is not None:
            yield f"an answer that always raises {kind.__name__} is named {found.name}"


def lazy_answers_fail(trial: Trial) -> Iterator[str]:
    """None, zeros, the input itself and 0, 1, 2 ... score below half."""
    expected = [trial.exam.expected(i) for i in range(len(trial.draws))]
    lazy: dict[str, Callable[[int], object]] = {
        "None": lambda i: None,
        "zeros": lambda i: _each(np.zeros_like, expected[i]),
        "its first input": lambda i: trial.draws[i].inputs[0],
        "0, 1, 2 ...": lambda i: _each(_counting, expected[i]),
    }
    for name, reply in lazy.items():
        got = trial.score([Returned(reply(i)) for i in range(len(trial.draws))])
        if got >= LAZY:
            yield f"an answer that returns {name} scores {got}"


def contract_is_whole(trial: Trial) -> Iterator[str]:
    """The contract names every parameter in both languages, and there is an example."""
    reference = trial.problem.reference
    for language, text in (("English", reference.contract.en), ("Chinese", reference.contract.zh)):
        for parameter in reference.signature.parameters:
            if f"{parameter} : " not in text:
                yield f"the contract in {language} does not describe `{parameter} : `"
        for section in ("Parameters", "Returns"):
            if f"{section}\n{'-' * len(section)}" not in text:
                yield f"the contract in {language} has no section {section}"
    if not any(case.shown for case in trial.problem.cases):
        yield "there is no @example"


def names_agree(trial: Trial) -> Iterator[str]:
    """The reference has the name of its file."""
    problem = trial.problem
    if problem.reference.name != problem.id:
        yield f"the reference is named {problem.reference.name}, its file {problem.id}"


LAWS = (
    names_agree,
    contract_is_whole,
    reference_is_a_function,
    inputs_are_reproducible,
    accepted_programs_pass,
    mistakes_are_caught,
    mistakes_differ,
    cases_catch,
    mistakes_are_named,
    failing_is_no_mistake,
    lazy_answers_fail,
)


def _identical(a: object, b: object) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return type(a) is type(b) and a == b


def _each(make: Callable[[Any], Any], expected: Any) -> Any:
    if isinstance(expected, tuple):
        return tuple(_each(make, one) for one in expected)
    return make(expected)


def _counting(expected: Any) -> Any:
    return np.arange(np.size(expected)).reshape(np.shape(expected))

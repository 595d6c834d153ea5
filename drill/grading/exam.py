"""One problem ready to be graded: its draws, and the right answers, computed once when needed."""

import time
from typing import Any

from drill.errors import SolutionError
from drill.grading.answer import answer
from drill.grading.inputs import Draw, draws, replay
from drill.model.outcome import Outcome, Returned
from drill.problem import Mistake, Problem

LEAST_S = 2.0  # a slow machine must not fail a right answer
SLOWER = 20  # times the reference's own time here


class Exam:
    """The draws of a problem under one seed, or the single draw of a replay."""

    def __init__(self, problem: Problem, seed: int, only: tuple[str, int] | None = None) -> None:
        """Make the inputs; `only` is the ``(case, seed)`` of one draw to run again."""
        self.problem = problem
        self.seed = seed
        self.draws: tuple[Draw, ...] = (
            (replay(problem, *only),) if only else tuple(draws(problem, seed))
        )
        self._expected: list[Any] = []
        self._mistaken: dict[tuple[str, int], Outcome] = {}
        self._seconds: list[float] = []

    def expected(self, i: int) -> Any:
        """Give the right answer to draw `i`."""
        while len(self._expected) <= i:
            one = self.draws[len(self._expected)]
            start = time.perf_counter()
            outcome = answer(self.problem.reference.function, one.inputs)
            self._seconds.append(time.perf_counter() - start)
            if not isinstance(outcome, Returned):
                raise SolutionError(
                    f"the reference of {self.problem.id} fails on {one.case.name}:{one.seed}: {outcome}"
                )
            self._expected.append(outcome.value)
        return self._expected[i]

    def mistaken(self, mistake: Mistake, i: int) -> Outcome:
        """Give what a wrong program answers to draw `i`."""
        key = mistake.name, i
        if key not in self._mistaken:
            self._mistaken[key] = answer(mistake.function, self.draws[i].inputs)
        return self._mistaken[key]

    def limit(self, i: int) -> float:
        """Give the seconds that a submission has for draw `i`."""
        self.expected(i)
        return max(LEAST_S, SLOWER * self._seconds[i])

"""The inputs an answer is tried on, each draw from a seed of its own."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from drill.errors import SolutionError, UsageError
from drill.problem import Case, Inputs, Problem


@dataclass(frozen=True, slots=True)
class Draw:
    """One concrete input of a case; `seed` alone makes it again."""

    case: Case
    seed: int
    inputs: Inputs

    @property
    def size(self) -> int:
        """How much there is to read: the number of array elements."""
        return sum(np.size(x) for x in self.inputs if isinstance(x, np.ndarray))


def draw(case: Case, seed: int) -> Draw:
    """Make one input of `case` from `seed`."""
    inputs = case.make(np.random.default_rng(seed))
    if not isinstance(inputs, tuple):
        raise SolutionError(f"{case.name}() made a {type(inputs).__name__}, not a tuple of inputs")
    return Draw(case, seed, inputs)


def draws(problem: Problem, seed: int) -> Iterator[Draw]:
    """Make every input of `problem`, in the order its cases were written."""
    for case in problem.cases:
        for index in range(case.draws):
            yield draw(case, zlib.crc32(f"{case.name}:{index}:{seed}".encode()))


def replay(problem: Problem, name: str, seed: int) -> Draw:
    """Make the one input that a report names as ``CASE:SEED``."""
    for case in problem.cases:
        if case.name == name:
            return draw(case, seed)
    known = ", ".join(case.name for case in problem.cases)
    raise UsageError(f"{problem.id} has no case {name!r}", hint=f"its cases: {known}")


def copies(inputs: Inputs) -> Inputs:
    """Copy the arrays among `inputs`, so that a call cannot change the originals."""
    return tuple(x.copy() if isinstance(x, np.ndarray) else x for x in inputs)

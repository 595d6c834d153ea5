"""Gather what a problem's statement shows: the examples with their right answers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from drill.grading.exam import Exam
from drill.model.text import Text
from drill.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One shown case: inputs by parameter name, and the right answer."""

    title: Text
    names: tuple[str, ...]
    inputs: tuple[Any, ...]
    expected: Any


def examples(problem: Problem) -> tuple[Example, ...]:
    """Compute the examples of `problem`; a written-down answer could be wrong."""
    exam = Exam(problem, seed=0)
    names = tuple(problem.reference.signature.parameters)
    with np.errstate(all="ignore"):
        return tuple(
            Example(
                title=one.case.title,
                names=names[: len(one.inputs)],
                inputs=one.inputs,
                expected=exam.expected(i),
            )
            for i, one in enumerate(exam.draws)
            if one.case.shown
        )

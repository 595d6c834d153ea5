"""The words a solution file is written in.

`reference`, `accepted`, `example`, `case`, `cases`, `small`, `sized`, `mistake` and
`convention` only tag functions. Nothing registers itself anywhere: `collect` reads the
tags off a module, in the order they were written. A tagged function's docstring is text
the user reads, English first and then Chinese, so a missing one is an error.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drill.errors import SolutionError
from drill.model.text import Text, split

MODULE_PREFIX = "drill_solution_"  # of an imported solution: nothing so named may be forked

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rng = np.random.Generator
Inputs = tuple[Any, ...]
Checker = Callable[[Inputs, Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Accept `actual` when ``|actual - expected| <= atol + rtol * |expected|``."""

    rtol: float
    atol: float


EXACT = Tolerance(rtol=0.0, atol=0.0)


@dataclass(frozen=True)
class Reference:
    """The right answer, and how near to it counts as right.

    `checker(inputs, expected, actual)` is asked only where `actual` has the right kind
    and dtype but other values or another length than `expected`: True where that is a
    right answer too. `picture` names what the report may draw: `kept` (boxes first,
    indices returned) or `pairs` (two sets of boxes, one number per pair returned).
    """

    function: Callable[..., Any]
    tolerance: Tolerance
    contract: Text
    checker: Checker | None = None
    picture: str = ""

    @property
    def name(self) -> str:
        """The name the user's function must have."""
        return self.function.__name__

    @functools.cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the contract."""
        return inspect.signature(self.function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Answer, as the plain function would."""
        return self.function(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Another right program."""

    function: Callable[..., Any]
    name: str
    note: Text

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Answer, as the plain function would."""
        return self.function(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Case:
    """One way to make inputs; `draws` of them, each from its own seed.

    `several`: more than one answer is right there, so it has no say in the diagnosis.
    """

    make: Callable[[Rng], Inputs]
    name: str
    title: Text
    draws: int
    shown: bool
    several: bool


@dataclass(frozen=True, slots=True)
class Sized:
    """Inputs of any size for the speed measurement; `n` is what an interview would use."""

    make: Callable[[Rng, int], Inputs]
    n: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong program people write, and what to tell whoever wrote it.

    `kind` is `mistake`, or `convention` where it is right by another named rule.
    """

    function: Callable[..., Any]
    name: str
    diagnosis: Text
    kind: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Answer wrongly, as the plain function would."""
        return self.function(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the grader needs to know about one coding question."""

    id: str
    explanation: Text
    reference: Reference
    accepted: tuple[Accepted, ...]
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...]
    sized: Sized | None


Make = Callable[[Rng], Inputs]


def reference(
    tolerance: Tolerance, *, checker: Checker | None = None, picture: str = ""
) -> Callable[[Callable[..., Any]], Reference]:
    """Tag the right answer; its docstring is the contract."""
    return lambda function: Reference(function, tolerance, _text(function), checker, picture)


def accepted(function: Callable[..., Any]) -> Accepted:
    """Tag another right program; its docstring says how it differs."""
    return Accepted(function, function.__name__, _text(function))


def example(make: Make) -> Case:
    """Tag a case shown to the user."""
    return _case(make, draws=1, shown=True)


def case(make: Make) -> Case:
    """Tag a hidden case made by hand."""
    return _case(make, draws=1)


def cases(draws: int, *, several: bool = False) -> Callable[[Make], Case]:
    """Tag a random case drawn `draws` times."""
    return lambda make: _case(make, draws=draws, several=several)


def several(make: Make) -> Case:
    """Tag a hidden case made by hand that has more than one right answer."""
    return _case(make, draws=1, several=True)


def small(draws: int, *, several: bool = False) -> Callable[[Make], Case]:
    """Tag tiny inputs on a coarse lattice: that is where a counterexample reads well."""
    return lambda make: _case(make, draws=draws, several=several)


def sized(n: int) -> Callable[[Callable[[Rng, int], Inputs]], Sized]:
    """Tag inputs of any size, `n` being the interview's, for the speed measurement."""
    return lambda make: Sized(make, n)


def mistake(function: Callable[..., Any]) -> Mistake:
    """Tag a wrong program; its docstring is the diagnosis."""
    return Mistake(function, function.__name__, _text(function), "mistake")


def convention(function: Callable[..., Any]) -> Mistake:
    """Tag a program that is right under another named convention, not under ours."""
    return Mistake(function, function.__name__, _text(function), "convention")


def collect(module: ModuleType, problem_id: str) -> Problem:
    """Read the tagged functions off the solution module of `problem_id`."""
    tagged = list(vars(module).values())
    references = [x for x in tagged if isinstance(x, Reference)]
    if len(references) != 1:
        raise SolutionError(
            f"found {len(references)} functions tagged @reference where 1 was wanted",
            where=module.__file__,
        )
    sizes = [x for x in tagged if isinstance(x, Sized)]
    return Problem(
        id=problem_id,
        explanation=_both(inspect.getdoc(module) or "", "the module"),
        reference=references[0],
        accepted=tuple(x for x in tagged if isinstance(x, Accepted)),
        cases=tuple(x for x in tagged if isinstance(x, Case)),
        mistakes=tuple(x for x in tagged if isinstance(x, Mistake)),
        sized=sizes[0] if sizes else None,
    )


def _case(make: Make, *, draws: int, shown: bool = False, several: bool = False) -> Case:
    return Case(make, make.__name__, _text(make), draws, shown, several)


def _text(function: Callable[..., Any]) -> Text:
    return _both(inspect.getdoc(function) or "", f"{function.__name__}()")


def _both(docstring: str, owner: str) -> Text:
    text = split(docstring)
    for part, language in ((text.en, "English"), (text.zh, "Chinese")):
        if not part:
            raise SolutionError(f"{owner} has no docstring in {language}: the user reads it")
    return text

"""Fit the inputs of a draw to the parameters a submission has. Arguments go by position."""

import inspect
from collections.abc import Sequence
from typing import Any

from drill.model.outcome import NotCalled
from drill.model.text import Text
from drill.problem import Inputs

EMPTY = inspect.Parameter.empty


def misfit(
    signature: inspect.Signature, minimum: int, maximum: int | None, name: str
) -> Text | None:
    """Say why a function of `minimum` to `maximum` positional parameters cannot be called, or None."""
    contract = list(signature.parameters.values())
    needed = sum(parameter.default is EMPTY for parameter in contract)
    names = ", ".join(parameter.name for parameter in contract)
    if maximum is not None and maximum < needed:
        return Text(
            f"{name}() takes {maximum} positional arguments where {needed} are given: {name}({names})",
            f"{name}() 只接受 {maximum} 个位置参数，调用时会给 {needed} 个：{name}({names})",
        )
    if minimum > len(contract):
        return Text(
            f"{name}() needs {minimum} arguments where {len(contract)} are given: {name}({names})",
            f"{name}() 需要 {minimum} 个参数，调用时只给 {len(contract)} 个：{name}({names})",
        )
    return None


def fit(
    signature: inspect.Signature, minimum: int, maximum: int | None, inputs: Inputs
) -> Inputs | NotCalled:
    """Give the arguments for one call.

    A parameter the submission requires is filled with the contract's default; an argument it
    has no place for is left out where it is the default anyway, else the draw cannot be called.
    """
    contract = list(signature.parameters.values())
    given: list[Any] = list(inputs)
    given += [parameter.default for parameter in contract[len(given) : minimum]]
    if maximum is None or len(given) <= maximum:
        return tuple(given)
    for parameter, value in zip(contract[maximum:], given[maximum:], strict=False):
        if not _is_default(parameter, value):
            return NotCalled(parameter.name)
    return tuple(given[:maximum])


def _is_default(parameter: inspect.Parameter, value: Any) -> bool:
    default = parameter.default
    return type(value) is type(default) and bool(value == default)


def missing(outcomes: Sequence[object]) -> tuple[str, ...]:
    """Name the parameters for want of which draws were not called."""
    return tuple(dict.fromkeys(one.missing for one in outcomes if isinstance(one, NotCalled)))

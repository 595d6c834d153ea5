"""The formula of a number card: arithmetic on names, evaluated without `eval`."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "round": round,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log2": math.log2,
    "min": min,
    "max": max,
    "abs": abs,
}
LONGEST = 400  # characters
LARGEST = 1e15  # a power beyond it would take for ever


def names(formula: str) -> frozenset[str]:
    """Give the names a formula needs.

    Raises
    ------
    ValueError
        Where it is not arithmetic; the message says what was found.
    """
    found = set()
    for node in ast.walk(_parse(formula)):
        if isinstance(node, ast.Name):
            found.add(node.id)
    return frozenset(found - FUNCTIONS.keys())


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """Compute `formula` with `values`.

    Raises
    ------
    ValueError
        Where it is not arithmetic, needs another name, or has no value (a division by zero).
    """
    try:
        return _value(_parse(formula), values)
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        raise ValueError(f"no value: {error}") from None


def _parse(formula: str) -> ast.expr:
    if len(formula) > LONGEST:
        raise ValueError(f"found {len(formula)} characters where at most {LONGEST} were wanted")
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"found {formula!r} where an expression was wanted") from None


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            a, b = _value(left, values), _value(right, values)
            if isinstance(op, ast.Pow) and abs(b) > 1 and abs(a) ** min(abs(b), 64) > LARGEST:
                raise ValueError("a power is too large")
            return _BINARY[type(op)](a, b)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(one, values) for one in args))
        case ast.Name(id=name):
            raise ValueError(f"the name {name!r} is not given")
    raise ValueError(f"found {ast.unparse(node)!r} where arithmetic was wanted")

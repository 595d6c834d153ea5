"""The worked formula of a number card: the numbers in place of the names, and the result."""

import ast
import math
from collections.abc import Mapping

from drill.model.expression import evaluate


def worked(formula: str, values: Mapping[str, float]) -> str:
    """Write ``floor((224 + 2*3 - 7) / 2) + 1 = 112``; a rounded result after ``≈``.

    The author's spaces and brackets stay, negative numbers get brackets of their own.

    Raises
    ------
    ValueError
        As `evaluate` does.
    """
    result = evaluate(formula, values)
    line = formula.strip().encode()  # places in the tree are counted in bytes
    named = [
        node
        for node in ast.walk(ast.parse(line.decode(), mode="eval"))
        if isinstance(node, ast.Name) and node.id in values
    ]
    for node in sorted(named, key=lambda node: -node.col_offset):
        text = shown(values[node.id])
        text = f"({text})" if text.startswith("-") else text
        line = line[: node.col_offset] + text.encode() + line[node.end_col_offset :]
    exact = math.isclose(float(shown(result)), result, rel_tol=1e-12)
    return f"{line.decode().replace('**', '^')} {'=' if exact else '≈'} {shown(result)}"


def shown(value: float) -> str:
    """Write a number as people do: 112, 0.5, 0.333333, 1e-5."""
    if math.isfinite(value) and float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.6g}"
    mantissa, exponent, power = text.partition("e")
    return f"{mantissa}e{int(power)}" if exponent else text

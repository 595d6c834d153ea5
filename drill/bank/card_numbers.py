"""What a number card is made of, and a trial of its formula on the numbers it may get."""

import ast
import keyword
import math
import re
import warnings
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Names
from difflib import get_close_matches
from typing import Any

from drill.bank.card_parts import PartsReader, mapping_of
from drill.bank.read_yaml import Items, Mapping, Node, Scalar
from drill.bank.reader import LANGUAGES, kind_of
from drill.model.card import Given
from drill.model.expression import FUNCTIONS, evaluate, names

MOST_TRIED = 2000  # combinations of the given numbers
WIDEST = 1000  # numbers in a range
EXAMPLE = "`given: {n: [224, 227], p: 0..3}`"
FORMULA = "for example `floor((n + 2*p - k) / s) + 1`"
_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_RANGE = re.compile(r"(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})")
_NUMBER = re.compile(r"[+-]?(\d{1,18}\.?\d{0,18}|\.\d{1,18})([eE][+-]?\d{1,3})?")
_PLACE = re.compile(r"(?<![\\\w}^_])\{([A-Za-z_][A-Za-z0-9_]*)\}")  # not the braces of a formula


def read_number(reader: PartsReader, card: Mapping) -> dict[str, Any]:
    """Read the fields that number cards have, and try the formula where all is well."""
    before = len(reader.findings.found)
    given: tuple[Given, ...] = reader.get(card, "given", lambda node: _given(reader, node), ())
    formula = reader.get(card, "formula", reader.string, "")
    fields = {
        "given": given,
        "formula": formula,
        "unit": reader.get(card, "unit", reader.text, None),
        "tolerance": reader.get(card, "tolerance", lambda node: _tolerance(reader, node), 0.0),
    }
    if len(reader.findings.found) == before and given and formula:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's own words about `1or 2`
            _hold_together(reader, card, given, formula)
            if len(reader.findings.found) == before:
                _try_out(reader, card.nodes["formula"], given, formula)
    return fields


def number(node: Node) -> float | None:
    """Read a decimal number, whole ones as int; None where it is none."""
    if not isinstance(node, Scalar) or not _NUMBER.fullmatch(node.text):
        return None
    value = int(node.text) if node.text.lstrip("+-").isdigit() else float(node.text)
    return value if math.isfinite(value) else None


def combinations(given: Sequence[Given], most: int = MOST_TRIED) -> Iterator[dict[str, float]]:
    """Go through the combinations of the numbers: all, or `most` of them spread evenly."""
    total = math.prod(len(one.values) for one in given)
    step = 1
    if total > most:
        step = round(total * 0.6180339887)  # the golden ratio: no value is met too seldom
        while math.gcd(step, total) != 1:
            step += 1
    for i in range(min(total, most)):
        rest, values = i * step % total, {}
        for one in given:
            rest, k = divmod(rest, len(one.values))
            values[one.name] = one.values[k]
        yield values


def _given(reader: PartsReader, node: Node) -> tuple[Given, ...] | None:
    mapping = mapping_of(reader, node, "{name: numbers}", EXAMPLE)
    if mapping is None:
        return None
    if not mapping.nodes:
        reader.findings.add(node, "found no quantity where at least one was wanted", EXAMPLE)
    found = []
    for name, values in mapping.nodes.items():
        if not _NAME.fullmatch(name) or keyword.iskeyword(name) or name in FUNCTIONS:
            reader.findings.add(
                mapping.keys[name],
                f"{name!r} cannot be the name of a quantity",
                f"use letters, digits and `_`, and none of {', '.join(FUNCTIONS)}",
            )
        found.append(Given(name=name, values=_values(reader, values) or ()))
    return tuple(found)


def _values(reader: PartsReader, node: Node) -> tuple[float, ...] | None:
    if isinstance(node, Items):
        return _numbers(reader, node)
    ends = _RANGE.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if ends is None:
        wanted = "a list of numbers or a range was wanted"
        reader.findings.add(node, f"found {kind_of(node)} where {wanted}", "`[1, 2, 4]` or `0..3`")
        return None
    first, last = int(ends[1]), int(ends[2])
    if first > last:
        reader.findings.add(node, f"the range {ends[0]!r} is empty", f"write `{last}..{first}`")
    elif last - first >= WIDEST:
        message = f"found a range of {last - first + 1} numbers where at most {WIDEST} were wanted"
        reader.findings.add(node, message, "list the ones worth asking")
    else:
        return tuple(range(first, last + 1))
    return None


def _numbers(reader: PartsReader, node: Items) -> tuple[float, ...]:
    found: list[float] = []
    for one in node.nodes:
        value = number(one)
        if value is None:
            reader.findings.add(one, f"found {kind_of(one)} where a number was wanted")
        elif value in found:
            reader.findings.add(one, f"the number {value} is here twice", "keep one of them")
        else:
            found.append(value)
    if not node.nodes:
        reader.findings.add(node, "found no number where at least one was wanted", "`[1, 2, 4]`")
    return tuple(found)


def _tolerance(reader: PartsReader, node: Node) -> float | None:
    value = number(node)
    if value is not None and 0 <= value < 1:
        return float(value)
    found = repr(node.text) if isinstance(node, Scalar) else kind_of(node)
    message = f"found {found} where a number from 0 to below 1 was wanted"
    reader.findings.add(node, message, "0.01 accepts what is one per cent off")
    return None


def _hold_together(
    reader: PartsReader, card: Mapping, given: Sequence[Given], formula: str
) -> None:
    """Find names that are used and not given, or given and not used."""
    known = [one.name for one in given]
    at = card.nodes["formula"]
    try:
        wanted = names(formula)
    except ValueError as error:
        reader.findings.add(at, str(error), FORMULA)
        return
    if _rounds_to_anything(formula):
        message = "found `round` to digits that are no number from 0 to 15"
        reader.findings.add(at, message, "`round(x)` or, for example, `round(x, 2)`")
    for name in sorted(wanted - set(known)):
        hint = _near(name, known, "add it to `given`")
        reader.findings.add(at, f"the formula needs {name!r}, which is not given", hint)
    quantities = card.nodes["given"]
    assert isinstance(quantities, Mapping)
    for name in known:
        if name not in wanted:
            at = quantities.keys[name]
            reader.findings.add(at, f"the formula does not use {name!r}", "take it out of `given`")
    ask = card.nodes.get("ask")
    for key in LANGUAGES:
        node = ask.nodes.get(key) if isinstance(ask, Mapping) else None
        if isinstance(node, Scalar):
            _asked(reader, node, known)


def _rounds_to_anything(formula: str) -> bool:
    """Whether the digits to round to are computed: round(1, -1e9) would take for ever."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "round"
        and any(
            not (isinstance(digits, ast.Constant) and digits.value in range(16))
            for digits in node.args[1:]
        )
        for node in ast.walk(ast.parse(formula.strip(), mode="eval"))
    )


def _asked(reader: PartsReader, node: Scalar, known: Sequence[str]) -> None:
    """Hold the places in a question against the names that are given."""
    for name in known:
        if f"{{{name}}}" not in node.text:
            hint = f"write {{{name}}} where its value belongs"
            reader.findings.add(node, f"the question does not say {name!r}", hint)
    for name in dict.fromkeys(_PLACE.findall(node.text)):
        if name not in known:
            hint = _near(name, known, f"given: {', '.join(known)}")
            reader.findings.add(node, f"{{{name}}} is not given", hint)


def _try_out(reader: PartsReader, node: Node, given: Sequence[Given], formula: str) -> None:
    """Find the first numbers for which the formula has no value."""
    for values in combinations(given):
        problem = _problem(formula, values)
        if problem.startswith("found"):  # whatever the numbers are
            reader.findings.add(node, problem, FORMULA)
            return
        if problem:
            said = ", ".join(f"{name} = {value}" for name, value in values.items())
            hint = "change the formula, or take such numbers out of `given`"
            reader.findings.add(node, f"the formula has no value for {said}: {problem}", hint)
            return


def _problem(formula: str, values: Names[str, float]) -> str:
    try:
        value = evaluate(formula, values)
        return "" if math.isfinite(value) else f"{value} is not finite"
    except (ValueError, OverflowError) as error:
        words = str(error).removeprefix("no value: ")
        return "it is too large" if "Numerical result" in words else words
    except TypeError:
        return "it is not a real number"
    except RecursionError:
        return "it is nested too deeply"


def _near(name: str, known: Sequence[str], otherwise: str) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else otherwise

"""A typed number against the right one."""

import math
import re

from drill.grading.typed.fold import plain
from drill.grading.typed.lexicon import NUMBERS_EN
from drill.grading.typed.numerals import NUMERAL_ZH, number
from drill.grading.typed.say import fill
from drill.grading.typed.worked import shown
from drill.model.expression import evaluate
from drill.model.text import Text
from drill.model.typed import Mark, Short

LEAST = 3  # significant digits of a rounded answer
NOISE = 1e-9  # of floating point, relative

NOTHING = Text("nothing was typed", "没有输入内容")
NO_NUMBER = Text("found {found} where a number was wanted", "需要一个数，读到的是 {found}")
DOT = Text("write the decimal point as a dot: {found}", "小数点请用英文句点：{found}")
NOT_PER_CENT = Text("a percentage does not fit here: {found}", "这里不该用百分数：{found}")
ANOTHER_UNIT = Text("give it in {wanted}, not in {found}", "单位请用 {wanted}，不是 {found}")
DIGITS = Text("give at least {n} significant digits", "请至少写出 {n} 位有效数字")
RIGHT = Text("right: {expected}", "正确：{expected}")
WRONG = Text("found {found} where {expected} was wanted", "写的是 {found}，应为 {expected}")

_BEFORE = re.compile(r"^(?:约为?|大约|大概|答案是?|等于|是|about|approx(?:imately|\.)?|is|~|≈)+\s*")
_ARITHMETIC = re.compile(r"(?:sqrt|e[+-]?\d|[-+*/^().,\d\s_%])+")
_UNIT = re.compile(r"(?:[^\W\d_]|[°'\"])(?:[^\d]{0,20}\d?)")
_GROUPED = re.compile(r"(?<=\d)[ _](?=\d{3}(?!\d))")
_TIMES = {
    **dict.fromkeys(("k", "thousand", "千"), 1e3),
    **dict.fromkeys(("m", "million", "百万"), 1e6),
    **dict.fromkeys(("b", "g", "billion", "十亿"), 1e9),
    "万": 1e4,
    "亿": 1e8,
}
_FAMILIES = (
    ("b", "kb", "mb", "gb", "tb", "kib", "mib", "gib"),
    ("ns", "us", "ms", "s", "min", "h"),
    ("flops", "kflops", "mflops", "gflops", "tflops"),
)


class _UnreadableError(Exception):
    """What was typed is no number; `args[0]` is the Text that says why."""


def check_number(
    typed: str, expected: float, tolerance: float = 0.0, unit: Text | None = None
) -> Short:
    """Compare a typed number with `expected`.

    Read are plain numbers with separators of thousands, powers and fractions, arithmetic that
    was not carried out, a percentage (where `expected` is a share or `unit` is %), numerals,
    and a unit behind it. `tolerance` is relative. Where it is 0 and `expected` not whole, an
    answer rounded or cut to three significant digits or more is right.
    """
    try:
        value, digits = _read(plain(typed).strip(), expected, unit)
    except _UnreadableError as error:
        return Short(mark=Mark.UNREADABLE, why=error.args[0])
    found = shown(value)
    slack = abs(expected) * (tolerance or NOISE)
    if not tolerance and float(expected).is_integer():
        slack = min(slack, 0.4)  # a whole number is itself, however large
    if abs(value - expected) <= slack:
        return Short(mark=Mark.RIGHT, why=fill(RIGHT, expected=shown(expected)), value=value)
    if not tolerance and not float(expected).is_integer() and digits:
        last, significant = digits
        if _shortened(value, expected, last):
            if significant >= LEAST:
                why = fill(RIGHT, expected=shown(expected))
                return Short(mark=Mark.RIGHT, why=why, value=value)
            return Short(mark=Mark.UNREADABLE, why=fill(DIGITS, n=LEAST), value=value)
    why = fill(WRONG, found=found, expected=shown(expected))
    return Short(mark=Mark.WRONG, why=why, value=value)


def _shortened(value: float, expected: float, last: float) -> bool:
    """Tell whether `value` is `expected` rounded to, or cut after, the place `last`."""
    rounded = abs(value - expected) <= last / 2 * (1 + NOISE)
    cut = value * expected > 0 and 0 <= abs(expected) - abs(value) < last
    return rounded or cut


def _read(text: str, expected: float, unit: Text | None) -> tuple[float, tuple[float, int] | None]:
    """Give the value, and of a decimal its last place and how many digits it has."""
    text = _BEFORE.sub("", text.rpartition("=")[2].strip()).rstrip("。.,;!? ")
    text = re.sub(r"sqrt\s*(\d+(?:\.\d+)?)", r"sqrt(\1)", text)
    if not text:
        raise _UnreadableError(NOTHING)
    if text in NUMBERS_EN:
        return float(NUMBERS_EN[text]), None
    found = _ARITHMETIC.match(text) or re.match(NUMERAL_ZH, text)
    head = found.group().strip() if found else ""
    rest = text[len(found.group()) :].strip() if found else text
    if not head or (rest and not _UNIT.fullmatch(rest)):
        raise _UnreadableError(fill(NO_NUMBER, found=repr(text[:20])))
    percent = head.endswith("%")
    head = _GROUPED.sub("", head.rstrip("% ")).replace(" ", "")
    value = _value(head, text)
    scale = _scale(rest, percent=percent, text=text, expected=expected, unit=unit)
    if not math.isfinite(value * scale):
        raise _UnreadableError(fill(NO_NUMBER, found=repr(text[:20])))
    return value * scale, _last_place(head, scale)


def _value(head: str, text: str) -> float:
    value = number(head)
    if value is not None:
        return value
    if re.fullmatch(r"[+-]?\d+,\d+", head):
        raise _UnreadableError(fill(DOT, found=head.replace(",", ".")))
    try:
        return float(evaluate(head.replace("^", "**"), {}))
    except (ValueError, OverflowError):
        raise _UnreadableError(fill(NO_NUMBER, found=repr(text[:20]))) from None


def _scale(rest: str, *, percent: bool, text: str, expected: float, unit: Text | None) -> float:
    """Give what the sign or unit behind a number multiplies it with."""
    wanted = {plain(one).strip() for one in (unit.en, unit.zh)} if unit else set()
    if percent:
        if "%" in wanted:
            return 1.0
        if abs(expected) > 1:
            raise _UnreadableError(fill(NOT_PER_CENT, found=repr(text[:20])))
        return 0.01
    if rest in wanted:
        return 1.0
    for family in _FAMILIES:
        if unit and rest in family and wanted & set(family):
            raise _UnreadableError(fill(ANOTHER_UNIT, found=rest, wanted=unit.en))
    return _TIMES.get(rest.split(" ", maxsplit=1)[0], 1.0) if rest else 1.0


def _last_place(head: str, scale: float) -> tuple[float, int] | None:
    found = re.fullmatch(r"[+-]?(\d*)\.?(\d*)(?:e([+-]?\d+))?", head.replace(",", ""))
    if not found:
        return None
    whole, decimals, power = found.groups()
    significant = len((whole + decimals).lstrip("0"))
    return float(f"1e{int(power or 0) - len(decimals)}") * scale, significant

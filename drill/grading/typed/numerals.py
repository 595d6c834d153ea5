"""Numbers by their value, however they are written."""

import re

DIGITS_ZH = "零一二三四五六七八九"
_ONES = {**{digit: i for i, digit in enumerate(DIGITS_ZH)}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL_ZH = f"[{''.join(_ONES)}{''.join(_TENS)}万亿]+"

# A plain number: thousands in groups of three, a decimal part, a power of ten.
PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?"
_POWER = re.compile(rf"([+-]?{PLAIN})\^([+-]?\d+)")
_RATIO = re.compile(rf"([+-]?{PLAIN})/([+-]?{PLAIN})")
_NUMBER = re.compile(rf"[+-]?{PLAIN}")
_LARGEST = 400  # no power beyond it


def number(text: str) -> float | None:
    """Read folded `text` as one number: ``1.5e-3``, ``1,000``, ``3/4``, ``10^-5``, ``50%``, ``三百``."""
    text = text.replace(" ", "")
    if text.endswith("%"):
        whole = number(text[:-1])
        return None if whole is None else whole / 100
    if _NUMBER.fullmatch(text):
        return _plain(text)
    if found := _RATIO.fullmatch(text):
        above, below = map(_plain, found.groups())
        return above / below if below else None
    if found := _POWER.fullmatch(text):
        base, power = _plain(found[1]), int(found[2])
        if abs(power) > _LARGEST or abs(base) > 1e6 or (base == 0 and power < 0):
            return None
        try:
            return float(base**power)
        except OverflowError:
            return None
    return chinese_number(text)


def chinese_number(text: str) -> float | None:
    """Read a numeral in Chinese characters, up to hundreds of millions; None where it is none."""
    if "分之" in text:
        below, above = map(chinese_number, text.split("分之", 1))
        return above / below if above is not None and below else None
    if not re.fullmatch(NUMERAL_ZH, text):
        return None
    total, section, digit = 0, 0, None
    for character in text:
        if character in _ONES:
            if digit:  # 一二: a list of digits, not a numeral
                return None
            digit = _ONES[character]
        elif character in _TENS:
            section += (1 if digit is None else digit) * _TENS[character]
            digit = None
        else:
            scale = 10**4 if character == "万" else 10**8
            total = (total + section + (digit or 0)) * scale
            section, digit = 0, None
    return float(total + section + (digit or 0))


def _plain(text: str) -> float:
    return float(text.replace(",", ""))

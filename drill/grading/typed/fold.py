"""One spelling for what can be typed in several, with the way back to what was typed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from drill.grading.typed.lexicon import GREEK, SAME_ZH, TRADITIONAL

_MINUS = dict.fromkeys(map(ord, "−–‐‑‒﹣"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ＇`"), "'")
_SIGNS = {
    ord("×"): "*",
    ord("·"): "*",
    ord("⋅"): "*",
    ord("⊙"): "*",
    ord("∗"): "*",
    ord("⁄"): "/",  # NFKC of ½
    ord("÷"): "/",
    ord("｡"): "。",
    ord("\u200b"): " ",
}
_ONE = {**_MINUS, **_QUOTES, **_SIGNS, **{a: chr(b) for a, b in TRADITIONAL.items()}}
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

# What LaTeX is read as, innermost first; commands not named here lose their backslash.
_LATEX: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (
            r"\\(?:left|right|mathbf|mathrm|mathit|mathcal|text|hat|bar|tilde|operatorname|big+)\b",
            "",
        ),
        (r"\\[,;:! ]|[$]", " "),
        (r"\\sqrt\{([^{}]*)\}", r"√(\1)"),
        (r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)"),
        (r"\\(?:cdot|times|ast)\b", "*"),
        (r"\\(?:geq?|geqslant|gt)\b", ">"),
        (r"\\(?:leq?|leqslant|lt)\b", "<"),
        (r"\\approx\b", "="),
        (r"_\{([^{}]*)\}", r"_\1"),
        (r"\^\{([^{}]*)\}", r"^\1"),
        (r"\\(?=[a-z])", " "),
    )
)
_THAN = r"比(?![较例如重率特对值])([^,.;。\n]{1,8}?)(?:更|要|还|都)?"
_CHINESE = (
    *((re.compile(a), b) for a, b in SAME_ZH.items()),
    (re.compile(f"{_THAN}[高大多](?![概约小])"), r"高于\1"),  # 比阈值大 is 高于阈值
    (re.compile(f"{_THAN}[低小少]"), r"低于\1"),
)
_SYMBOL = r"[a-oq-z]|delta|theta|sigma|mu"  # what has a time or layer: not p_t of the true class
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\d)\s?\*\s?(?=\d+(?![\d.]))"), "x"),  # a kernel of 3*3 is a 3x3 one
    (
        re.compile(rf"(?<![a-z])({_SYMBOL})(?:[_^][({{]*[tl]|(?<=[hcx])t) ?- ?1[)}}]*"),
        r"\1prev",
    ),  # c_{t-1}
    (re.compile(rf"(?<![a-z])({_SYMBOL})(?:[_^][({{]*[tl]|(?<=[hcx])t) ?[+] ?1[)}}]*"), r"\1next"),
    (
        re.compile(
            rf"(?<![a-z])({_SYMBOL})(?:_[({{]*[tl][)}}]*|(?<=[hx])t|(?<=c)t(?= ?[-=+*]))(?![a-z0-9])"
        ),
        r"\1",
    ),
    (re.compile(r"(?<=[^\W\d])_+(?=\w)"), ""),  # d_k
    (re.compile(r"(?<=tanh)\^?2 ?(?=[a-z](?![a-z]))"), "2 "),
    (re.compile(r"(?<=[a-z]{2})-(?=\d)"), ""),  # top-5
    (
        re.compile(r"(?<![a-z])(over|under|non|pre|un|sub|semi|anti|de|re|up|down)-(?=[a-z]{3})"),
        r"\1",
    ),
    (re.compile(r"(?<=[a-z])\^(?=\d)"), ""),  # n^2, as n² is
    (re.compile(r"√"), " sqrt "),
    (re.compile(r"\b(?:bring|push|drive|keep)s?((?: [a-z]+){1,4}) (up|down)\b"), r"goes \2\1"),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its one spelling; character `i` of it was typed from `starts[i]` to `ends[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def plain(text: str) -> str:
    """Give `text` in lower case, half width and simplified characters, and nothing else changed."""
    return _characters(text)[0]


def fold(text: str) -> Folded:
    """Give `text` as `plain` does, with its formulas and a few words in one spelling."""
    folded, places = _characters(text)
    if any(mark in folded for mark in "\\${"):
        for _ in range(3):  # fractions in fractions
            for pattern, to in _LATEX:
                folded, places = _replace(pattern, to, folded, places)
    for pattern, to in _SHAPES if folded.isascii() else (*_CHINESE, *_SHAPES):
        folded, places = _replace(pattern, to, folded, places)
    return Folded(folded, tuple(a for a, _ in places), tuple(b for _, b in places))


def _characters(text: str) -> tuple[str, list[tuple[int, int]]]:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    raised = False
    for i, character in enumerate(text):
        power = "^" if character in _RAISED and not raised else ""
        raised = character in _RAISED
        for one in power + _fold_one(character):
            letters.append(one)
            places.append((i, i + 1))
    return "".join(letters), places


@cache
def _fold_one(character: str) -> str:
    known = _ONE.get(ord(character))
    if known is not None:
        return known
    plain = unicodedata.normalize("NFKC", character).casefold()
    if plain in GREEK:
        return f" {GREEK[plain]}"
    return "".join(_ONE.get(ord(one), one) for one in plain)


def _replace(
    pattern: re.Pattern[str], to: str, text: str, places: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Replace in `text`; every new character stands for the whole of what it replaces."""
    if not pattern.search(text):
        return text, places
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    done = 0
    for found in pattern.finditer(text):
        a, b = found.span()
        new = found.expand(to)
        parts += [text[done:a], new]
        kept += places[done:a] + [(places[a][0], places[b - 1][1])] * len(new)
        done = b
    return "".join([*parts, text[done:]]), kept + places[done:]

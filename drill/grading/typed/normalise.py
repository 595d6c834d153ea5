"""An answer as words that can be compared, each with its place in what was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from drill.grading.typed import glossary
from drill.grading.typed import lexicon as lex
from drill.grading.typed.fold import fold
from drill.grading.typed.numerals import NUMERAL_ZH, PLAIN, number


class Role(IntEnum):
    """What a word does in a sentence."""

    WORD = 0  # is compared
    FILLER = 1  # says nothing
    NOT = 2  # denies what follows
    RELIEF = 3  # says that what follows is a harm kept away
    CAUSE = 4  # says that what follows comes about
    STOP = 5  # begins what a negation before it no longer reaches
    PAUSE = 6  # a comma
    BREAK = 7  # begins another statement


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as compared, as typed (folded), its role, and its place in the text."""

    word: str
    raw: str
    role: Role
    start: int
    end: int


def _words(pattern: str) -> str:
    return rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"


_MEASURED = f"(?<!第)(?!十分(?!之))(?!一[个种])(?:{NUMERAL_ZH})(?=[{lex.MEASURES}])"
_SIGN = r"(?:(?<![a-z0-9)\]% ])|(?<=[(=,><]\s)|(?<=^))[-+]"
_RANK = (
    ("abbreviation", r"(?<![a-z])(?:i\.e\.?|e\.g\.?|etc\.?|w\.r\.t\.?|vs\.?|resp\.)(?![a-z])"),
    ("shape", r"\d+x\d+(?:x\d+)*"),
    (
        "number",
        rf"(?:{_SIGN})?(?:{PLAIN}\^[-+]?\d+|\d+/\d+(?![/\d])|{PLAIN})(?:[ ]?%)?"
        rf"|{NUMERAL_ZH}分之{NUMERAL_ZH}|{_MEASURED}|(?<![a-z])half(?![a-z])|一半",
    ),
    ("above", f"{_words(lex.ABOVE_EN)}|>=|≥|>|{lex.ABOVE_ZH}"),
    ("below", f"{_words(lex.BELOW_EN)}|<=|≤|<|{lex.BELOW_ZH}"),
    ("unequal", r"!=|≠"),
    ("term", f"{lex.TERMS_ZH}|{_words(lex.TERMS_EN)}"),
    ("known", "|".join(sorted(glossary.CHINESE, key=len, reverse=True))),
    ("breaks", rf"{lex.BREAK_ZH}|[.;!?\n]|{_words(lex.BREAK_EN)}"),
    ("denies", f"{lex.NOT_ZH}|{_words(lex.NOT_EN)}"),
    ("up", f"{lex.UP_ZH}|{_words(lex.GOES_UP)}"),
    ("down", f"{lex.DOWN_ZH}|{_words(lex.GOES_DOWN)}"),
    ("relief", f"{lex.RELIEF_ZH}|{_words(lex.RELIEF_EN)}"),
    ("cause", f"{lex.CAUSE_ZH}|{_words(lex.CAUSE_EN)}"),
    ("stop", f"{lex.STOP_ZH}|{_words(lex.STOP_EN)}"),
    ("letter", r"(?<![a-z'])i(?=\s?[*+^/=])|(?:(?<=[*+(=]\s)|(?<=[*+(=]))i(?![a-z'])"),
    ("filler", lex.FILLER_ZH),
    ("word", r"[a-z][a-z0-9]*(?:'[a-z]+)?"),
    (
        "minus",
        r"(?:(?<=[\d)])|(?<=(?<![a-z])[a-z])|(?<=\s))"
        r"-(?=\s|\d|\(|[a-z](?![a-z])|[a-z]+\(|inf|(?:tanh2?|exp|log|eps|epsilon|iou)(?![a-z]))"
        r"|(?<=[)])-",
    ),
    ("sign", r"[+*^](?=\s*[\w(])"),
    (
        "over",
        r"(?:(?<=[\d)])|(?<=(?<![a-z])[a-z])|(?<=\beps)|(?<=epsilon))\s*/(?=\s*[\w(])|/(?=\s*(?:\d|\(|sqrt))",
    ),
    ("pause", r"[,:—]|(?<![a-z0-9])[(]|[)](?![a-z0-9])"),
    ("han", r"[\u3400-\u9fff]"),
    ("letters", r"[^\W\d_a-z\u3400-\u9fff]+"),
)
_ROLES = {
    "abbreviation": Role.FILLER,
    "breaks": Role.BREAK,
    "denies": Role.NOT,
    "relief": Role.RELIEF,
    "cause": Role.CAUSE,
    "stop": Role.STOP,
    "filler": Role.FILLER,
    "pause": Role.PAUSE,
    "unequal": Role.NOT,
}
_SIGNS = {"above": ">", "below": "<", "minus": "-", "over": "/", "up": "↑", "down": "↓"}
HALF = {"half": 0.5, "一半": 0.5}
_BREAKING_NOT = ("instead of", "rather than", "as opposed to", "而不是", "而非")


@cache
def _scan() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RANK))


def tokens(text: str) -> tuple[Token, ...]:
    """Cut `text` into words, signs and single Chinese characters; empty where nothing is said."""
    folded = fold(text)
    found: list[Token] = []
    calls = _calls(folded.text)
    for match in _scan().finditer(folded.text):
        for word, role, start, end in _read(match):
            if start in calls:
                continue
            raw = folded.text[start:end]
            found.append(Token(word, raw, role, folded.starts[start], folded.ends[end - 1]))
    return tuple(found)


def _calls(text: str) -> set[int]:
    """Give the closing brackets of calls, which are no pause: ``no_grad() saves memory``."""
    opened: list[bool] = []
    found = set()
    for match in re.finditer(r"([a-z0-9]?)\(|\)", text):
        if match.group() != ")":
            opened.append(bool(match.group(1)))
        elif opened and opened.pop():
            found.add(match.start())
    return found


def _read(match: re.Match[str]) -> Iterator[tuple[str, Role, int, int]]:
    """Give each word of a match with its role and place."""
    kind, raw, (start, end) = match.lastgroup or "", match.group(), match.span()
    if kind in ("word", "known"):
        name = known(raw)
        if name.startswith("!"):
            yield "!", Role.NOT, start, end
        for part in name.removeprefix("!").split("_"):
            yield *_latin(part), start, end
    elif kind in ("term", "a_not_a") and not raw.isascii():
        for i, character in enumerate(raw, start):
            yield character, Role.WORD, i, i + 1
    elif kind == "term":
        yield raw, Role.FILLER, start, end
    elif kind == "number":
        value = HALF.get(raw) or number(raw)
        yield raw if value is None else f"#{value:g}", Role.WORD, start, end
    else:
        if raw in _BREAKING_NOT:
            yield raw, Role.BREAK, start, end
        yield _SIGNS.get(kind, raw), _ROLES.get(kind, Role.WORD), start, end


def known(word: str) -> str:
    """Give the full English name of a term of the field; any other word as it is."""
    return glossary.CHINESE.get(word) or glossary.ENGLISH.get(word, word)


def _latin(raw: str) -> tuple[str, Role]:
    """Give a Latin word as it is compared."""
    raw = raw.split("'", maxsplit=1)[0]
    if raw in lex.FILLERS_EN:
        return raw, Role.FILLER
    if raw in lex.EACH_EN:
        return "each", Role.WORD
    if raw in lex.NUMBERS_EN:
        return f"#{lex.NUMBERS_EN[raw]:g}", Role.WORD
    word = stem(raw)
    if word in lex.UP_EN or word in lex.DOWN_EN:
        return "↑" if word in lex.UP_EN else "↓", Role.WORD
    return word, Role.WORD


_ENDINGS = (
    *("ations", "ation", "ating", "ated", "ates", "ate"),
    *("ities", "ity", "ings", "ing", "ies", "ed", "es", "ly", "y", "s", "e"),
)
_PLAIN_S = ("ss", "us", "is")  # no plural
_STEMS = {"relus": "relu", "ious": "iou", "gpus": "gpu", "bias": "bias", "lens": "lens"}


@cache
def stem(word: str) -> str:
    """Cut the ending off an English word, so that its forms are one: shares, shared, sharing."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = re.sub(r"(?<=[a-z]{3})iz(?=[aei])", "is", word)
    word = re.sub(r"our(?=$|s$|ed$|ing$)", "or", word)
    if word in _STEMS or word.endswith(_PLAIN_S):
        return _STEMS.get(word, word)
    word = word.removesuffix("ally") if word.endswith("ically") else word
    for ending in _ENDINGS:
        cut = word.removesuffix(ending)
        if cut != word and len(cut) >= (5 if ending == "ly" else 3):
            return _finish(cut, ending)
    return word


def _finish(cut: str, ending: str) -> str:
    if ending in ("y", "ies") or (ending == "ly" and cut.endswith("p")):  # multiply
        return cut + ("li" if ending == "ly" else "i")
    if ending in ("ed", "ing", "ings") and cut[-1] == cut[-2] and cut[-1] not in "lsz":
        return cut[:-1]  # dropped
    return cut

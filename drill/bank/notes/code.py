"""Code that was copied without its fences: where it begins, where it ends, which language."""

import re
from collections.abc import Sequence

from drill.bank.notes.marks import BLANKS, Kind

FOUND = "found"  # the mark of lines of code that have no fences
DOCSTRING_LINES = 300  # a docstring is no longer: what is, was never closed
CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e\u3001-\u3017]")

_BEGINS = re.compile(
    r"import [\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?)*\s*(?:#.*)?$"
    r"|from [\w.]+ import [\w*(]"
    r"|class \w+ ?(?:\([^()]{0,200}\))? ?:"
    r"|(?:async )?def \w+ ?\("
    r"|@\w[\w.]*(?:\(.{0,200}\))?$"
    r"|if __name__ ?=="
    r"|>>> \S"
    r"|# ?-\*- coding"
    r"|#include ?[<\"]"
    r"|(?:template ?<|using namespace |#define |typedef )"
    r"|(?:(?:static|inline|const|public|private|unsigned) )*(?:int|void|float|double|bool|auto|char)"
    r"[*&]? \w+ ?\([^;{]{0,300}\) ?\{?$"
    r"|(?:struct|class) \w+[^:;{]{0,80}\{$"
)
_GOES_ON = re.compile(
    r"[)\]}]"
    r"|#(?!#)"
    r"|//|/\*|\*/"
    r"|@\w"
    r"|(?:return|raise|yield|assert|del|global|print|pass|break|continue|with|for|while|if|elif|else|try|"
    r"except|finally|lambda)\b.{0,400}[:)\]\w\"']\s*(?:#.*)?$"
    r"|[\w.]+(?:\[[^\]]{0,200}\])?(?:, ?[\w.]+(?:\[[^\]]{0,200}\])?){0,8} ?(?:[-+*/%@&|^]|//|\*\*|<<|>>)?= ?\S"
    r"|[\w.]+\(.{0,400}\)?;?\s*(?:#.*)?$"
    r"|\w+(?:\.\w+)+$"
    r"|(?:\"\"\"|''')"
    r"|[\w<>:*& ,]{1,80}[;{]\s*(?://.*)?$"
)
_SURE = re.compile(r"[A-Za-z]+ (?:is|are|the|of|and|can|will|should|we|you) ")
_CPP = re.compile(r"#include|using namespace|template ?<|;\s*$|\{\s*$", re.MULTILINE)
_PYTHON = re.compile(
    r"^\s*(?:def |class |import |from |self\.|print\(|for .* in |return\b)", re.MULTILINE
)
_SQL = re.compile(
    r"^\s*(?:select|insert|update|delete|create|alter) ", re.IGNORECASE | re.MULTILINE
)
_SHELL = re.compile(r"^\s*(?:\$ |pip |conda |git |cd |sudo |apt )", re.MULTILINE)


def unfenced(texts: Sequence[str], kinds: Sequence[Kind]) -> list[tuple[int, int]]:
    """Find the spans of code without fences: positions of the first and the last line."""
    spans = []
    at = 0
    while at < len(texts):
        if kinds[at] in _NEVER or not _BEGINS.match(texts[at][:400]):
            at += 1
            continue
        end = _end(texts, kinds, at)
        spans.append((at, end))
        at = end + 1
    return spans


_VERBATIM = {Kind.CODE, Kind.FENCE, Kind.FRONT, Kind.MATH, Kind.COMMENT}
_NEVER = _VERBATIM | {Kind.BLANK, Kind.TABLE, Kind.BULLET}
_ITEMS = {Kind.NUMBER, Kind.BULLET, Kind.ASK, Kind.ANSWER, Kind.SECTION}


def _end(texts: Sequence[str], kinds: Sequence[Kind], first: int) -> int:
    """Follow the code to its last line; blank lines belong to it where it goes on."""
    last, at, quote = first, first, ""
    while at < len(texts):
        text, kind = texts[at], kinds[at]
        if kind in _VERBATIM:
            break
        if kind is Kind.BLANK:
            at += 1
            continue
        if not quote and not _is_code(text, kind):
            break
        if quote or not text.lstrip().startswith("#"):
            quote = _quote_after(texts, at, quote)
        last = at
        at += 1
    return last


def _is_code(text: str, kind: Kind) -> bool:
    """Tell whether code goes on in a line outside of a docstring."""
    if kind in _ITEMS and not text[:1].isspace():
        return False
    if text[0] in " \t":
        if kind is Kind.NUMBER or (kind is Kind.BULLET and text.strip(BLANKS)[0] not in "-+*#"):
            return False
        return not CJK.search(_outside_strings(text[:2000]))
    head = text[:500]
    return bool(_BEGINS.match(head) or _GOES_ON.match(head)) and not CJK.search(
        _outside_strings(head)
    )


def _outside_strings(text: str) -> str:
    """Leave out strings and comments, in which anything may stand."""
    kept, quote = [], ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#":
            break
        else:
            kept.append(sign)
    plain = "".join(kept)
    return plain.split("//")[0]


def _quote_after(texts: Sequence[str], at: int, quote: str) -> str:
    """Tell which docstring is open behind a line; one that never closes never opened."""
    text = texts[at]
    for sign in ('"""', "'''"):
        if quote not in {"", sign} or text.count(sign) % 2 == 0:
            continue
        if quote:
            return ""
        ahead = texts[at + 1 : at + DOCSTRING_LINES]
        return sign if any(sign in line for line in ahead) else ""
    return quote


def language(code: str) -> str:
    """Guess the language; "" where nothing speaks for one."""
    if "#include" in code or (
        len(_CPP.findall(code)) > 2 and not re.search(r"^\s*def ", code, re.MULTILINE)
    ):
        return "cpp"
    if _PYTHON.search(code):
        return "python"
    if _SQL.search(code):
        return "sql"
    if _SHELL.search(code):
        return "bash"
    return ""

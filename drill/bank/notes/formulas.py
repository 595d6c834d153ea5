"""Formulas that a copy of a page broke: pictures whose address is LaTeX, triple text of KaTeX."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote

LONGEST = 4000  # characters of one address: an unclosed bracket costs no more
_ADDRESS = re.compile(
    r"https?://(?:www\.zhihu\.com/equation\?tex="
    r"|render\.githubusercontent\.com/render/math\?math="
    r"|latex\.codecogs\.com/(?:svg|gif|png)\.(?:latex|image|download)\?"
    r"|math\.jianshu\.com/math\?formula="
    r"|chart\.googleapis\.com/chart\?cht=tx&chl=)"
)
_BROKEN = re.compile(r"\[外链图片转存失败[^\[\]]{0,100}\((?:img-)?[\w-]{0,60}\)\($")
_PICTURE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]{0,60}\]){0,200}\]\(<?$")
_TAG = re.compile(r"<img[^<>]{0,200}?\bsrc=[\"']$", re.IGNORECASE)
_PARAMETER = re.compile(r"&(?:amp;)?(?:bg|fg|dpi|space|mode|inline|color)=.*", re.DOTALL)
_GREEK = (
    "alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega|"
    "Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|upsilon"
)
_LOST_POWER = re.compile(rf"(?<![\\A-Za-z_^{{])[A-Za-z]\{{|\\(?:{_GREEK})\{{|\)\{{")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_LEFT_SIDE = re.compile(r"[A-Za-z][\w{}^|().,\\]{0,60}\s*[=≈≤≥<>]\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A formula in a line: its LaTeX, what stood there, and whether signs are missing."""

    latex: str
    raw: str
    damaged: bool


def repair(text: str) -> tuple[str, list[Found]]:
    """Write the formulas of a line as `$…$`, or `$$…$$` where one is the whole line."""
    text, found = _addresses(text)
    if not found and "\\" in text and "$" not in text:
        return _copied_three_times(text)
    return text, found


def balanced(latex: str) -> bool:
    r"""Tell whether braces and ``\left`` … ``\right`` match."""
    depth = 0
    for sign in latex.replace("\\{", "").replace("\\}", ""):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and len(re.findall(r"\\left\b", latex)) == len(
        re.findall(r"\\right\b", latex)
    )


def _addresses(text: str) -> tuple[str, list[Found]]:
    parts: list[str] = []
    found: list[Found] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        if match.start() < done:
            continue
        start, end, code = _wrapped(text, match, done)
        if not code:
            continue
        latex = _decoded(code)
        damaged = not balanced(latex) or bool(_LOST_POWER.search(latex))
        found.append(Found(latex, text[start:end], damaged))
        parts += [text[done:start], f"${latex}$"]
        done = end
    if not found:
        return text, []
    whole = len(found) == 1 and not "".join([*parts[:-1], text[done:]]).strip(" \t.,，。")
    if whole:
        parts[-1] = f"${parts[-1]}$"
    return "".join(parts) + text[done:], found


def _wrapped(text: str, match: re.Match[str], done: int) -> tuple[int, int, str]:
    """Find where the picture of an address begins and ends, and the code in it."""
    before = text[max(done, match.start() - 300) : match.start()]
    behind = text[match.end() : match.end() + LONGEST]
    for form, until in ((_BROKEN, _broken_end), (_PICTURE, _bracket_end), (_TAG, _tag_end)):
        opening = form.search(before)
        if opening:
            code, length = until(behind)
            start = match.start() - len(before) + opening.start()
            return start, match.end() + length, code
    bare = re.match(r"[!-~]*", behind)
    assert bare is not None
    return match.start(), match.end() + bare.end(), bare[0]


def _broken_end(behind: str) -> tuple[str, int]:
    """Read to the bracket that closes; the page put a `]` behind the first one, whichever it was."""
    kept: list[str] = []
    depth, seen = 1, False
    at = 0
    while at < len(behind):
        sign = behind[at]
        depth += (sign == "(") - (sign == ")")
        first = sign == ")" and not seen
        seen = seen or first
        step = 2 if first and behind[at + 1 : at + 2] == "]" else 1
        if depth == 0:
            return "".join(kept), at + step
        kept.append(sign)
        at += step
    return "", 0


def _bracket_end(behind: str) -> tuple[str, int]:
    depth = 1
    for at, sign in enumerate(behind):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return behind[:at].rstrip(">"), at + 1
    return "", 0


def _tag_end(behind: str) -> tuple[str, int]:
    quote = re.search(r"[\"'][^<>]{0,300}>", behind)
    return (behind[: quote.start()], quote.end()) if quote else ("", 0)


def _decoded(code: str) -> str:
    plain = unquote(_PARAMETER.sub("", code).replace("+", " "), errors="replace")
    return " ".join(plain.split())


def _copied_three_times(text: str) -> tuple[str, list[Found]]:
    """Keep the middle of `a/b` as MathML shows it, its LaTeX, and as HTML shows it."""
    commands = list(_COMMAND.finditer(text[:LONGEST]))
    if not commands or len(text) > LONGEST:
        return text, []
    start, end = commands[0].start(), _argument_end(text, commands[-1].end())
    left = _LEFT_SIDE.search(text[:start][-80:])
    starts = [start - len(left[0]), start] if left else [start]
    for begin in starts:
        first, last = text[:begin], text[end:]
        if first.strip() and _letters(first) == _letters(last):
            latex = text[begin:end].strip()
            return f"$${latex}$$", [Found(latex, text.strip(), not balanced(latex))]
    return text, []


def _argument_end(text: str, at: int) -> int:
    """Step over the braces behind a command."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign not in "{^_" and depth == 0:
            return at
        depth += (sign == "{") - (sign == "}")
        at += 1
    return at


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace() and sign != "\u200b")

"""Markdown within a line: emphasis, code, formulas, links; and how it wraps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drill.report.screen import BOLD, CYAN, Screen
from drill.report.wrap import cells, is_han, wrap

Run = tuple[str, str]  # words and their style
ITALIC = "3"
KEPT = 24  # cells: shorter code and formulas stay on one line
TIE = "\u00a0"  # a space at which no line breaks

_TIED = "\u2040"  # what stands for it while lines are broken
_MARK = 0xE000  # in front of marks that change the style of what follows, see `mark`
_LITERAL = 0xE100  # added to characters that mean themselves, see `literal`
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>(?<!`)`+(?!`))(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\$\$(?P<display>(?:\\.|[^$\\])+)\$\$"
    r"|(?<![A-Za-z0-9$])\$(?P<formula>(?=[^\s$])(?:\\.|[^$\\])*(?<=\S))\$(?![0-9$])"
    r"|\*\*(?P<strong>(?=\S).+?(?<=\S))\*\*(?!\*)"
    r"|(?<![A-Za-z0-9*])\*(?P<soft>(?=[^\s*]).*?(?<=[^\s*]))\*(?![A-Za-z0-9*])"
    r"|!\[(?P<image>[^\]]*)\]\([^()]*\)"
    r"|\[(?P<link>[^\]]+)\]\([^()]*(?:\([^()]*\)[^()]*)?\)"
    r"|<(?P<address>https?://[^\s<>]+)>"
    r"|(?P<rule><br\s*/?>)",
    re.DOTALL,
)
_MONEY = re.compile(r"\d[\d.,]*[^\\^_={}]*\s[A-Za-z]{2,}[^\\^_={}]*")
_FULL = re.compile("[\u3001-\u303f\uff00-\uffef]")


def spans(text: str, style: str = "") -> list[Run]:
    """Read a paragraph; a newline in it is a space, or nothing where Chinese goes on."""
    return list(_unmarked(_read(text, style)))


def mark(style: str) -> str:
    """Give a character that adds `style` to all that follows, up to another mark.

    `style` is of digits and semicolons. It is for what a card puts into its own Markdown;
    no text that was made safe by `escape` holds such characters.
    """
    return "".join(chr(_MARK + ord(one)) for one in f"{style}m")


def literal(text: str) -> str:
    """Keep `text` from being read as Markdown, or as code or a formula it stands in."""
    return "".join(chr(_LITERAL + ord(one)) if one < "\x7f" else one for one in text)


def flow(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """Break runs into lines of at most `width` cells."""
    text = "".join(words for words, _ in runs)
    styles = [style for words, style in runs for _ in words]
    lines: list[list[Run]] = []
    at = 0
    for line in wrap(text.replace(TIE, _TIED), max(width, 2)):
        found: list[Run] = []
        for character in line:
            if character == " ":
                found.append((" ", ""))
                continue
            while text[at].isspace() and text[at] != TIE:
                at += 1
            found.append((text[at].replace(TIE, " "), styles[at]))
            at += 1
        lines.append(_merged(found))
    return lines


def painted(runs: Iterable[Run], screen: Screen) -> str:
    """Colour runs, where there are colours."""
    return "".join(screen.paint(words.replace(TIE, " "), style) for words, style in runs)


def lines_of(text: str, screen: Screen, style: str = "") -> list[str]:
    """Lay out a paragraph: `<br>` and two spaces at the end of a row begin a new line."""
    rows = re.split(r"<br\s*/?>|(?: {2,}|\\)\n", text)
    return [painted(line, screen) for row in rows for line in flow(spans(row, style), screen.width)]


def with_style(style: str, more: str) -> str:
    """Add a style to another."""
    return f"{style};{more}" if style and more else style or more


def _read(text: str, style: str) -> Iterator[Run]:
    at = 0
    while found := _INLINE.search(text, at):
        yield text[at : found.start()], style
        if found["formula"] is not None and _MONEY.fullmatch(found["formula"]):
            yield "$", style
            at = found.start() + 1
            continue
        yield from _span(found, style)
        at = found.end()
    yield text[at:], style


def _span(found: re.Match[str], style: str) -> Iterator[Run]:
    kind = found.lastgroup
    assert kind is not None
    inner = found[kind]
    if kind == "code":
        one_line = " ".join(inner.split("\n"))
        yield _kept(f"`{one_line.strip() or one_line}`"), with_style(style, CYAN)
    elif kind in ("display", "formula"):
        from drill.report.formula.layout import readable  # most questions have no formula

        yield _kept(readable(inner.replace("\n", " "))), with_style(style, CYAN)
    elif kind in ("strong", "soft"):
        yield from _read(inner, with_style(style, BOLD if kind == "strong" else ITALIC))
    elif kind == "link":
        yield from _read(inner, style)
    else:
        yield {"rule": "\n"}.get(kind, inner), style


def _kept(text: str) -> str:
    return text.replace(" ", TIE) if cells(text) <= KEPT else text


def _unmarked(runs: Iterable[Run]) -> Iterator[Run]:
    """Obey and remove marks, give literal characters back, and join rows."""
    added, digits, after = "", "", ""
    held = False  # a newline whose neighbours are not both known yet
    for words, style in runs:
        out = ""
        now = with_style(style, added)
        for character in words:
            code = ord(character)
            if _MARK <= code < _LITERAL:
                if character != chr(_MARK + ord("m")):
                    digits += chr(code - _MARK)
                    continue
                yield out, now
                added, digits, out = digits, "", ""
                now = with_style(style, added)
                continue
            if character == "\n":
                held = True
                continue
            after, before = character, after
            if _LITERAL <= code < _LITERAL + 0x7F:
                after = chr(code - _LITERAL)
            out += " " + after if held and not _joins(before, after) else after
            held = False
        yield out, now
    if held:
        yield " ", ""


def _joins(a: str, b: str) -> bool:
    """Tell whether no space stands between the end of a row and the next."""
    if not a or _FULL.match(a) or _FULL.match(b):
        return True
    return is_han(a) and is_han(b)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Join neighbours of one style; a space between two of a style has it too."""
    styled = list(runs)
    for i in range(1, len(styled) - 1):
        if styled[i] == (" ", "") and styled[i - 1][1] == styled[i + 1][1]:
            styled[i] = (" ", styled[i - 1][1])
    return [
        ("".join(words for words, _ in group), style)
        for style, group in groupby(styled, key=lambda run: run[1])
    ]

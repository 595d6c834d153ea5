"""Break and pad text by the cells it takes on a terminal, Chinese and Latin mixed."""

import re
from itertools import pairwise

# Ranges of code points whose width is known here, because the tables behind `rich.cells` take
# milliseconds to load (and so do regular expressions of this kind); any other character is
# looked up there. The tests hold both to the same widths.
_Ranges = tuple[tuple[int, int], ...]
_LATIN: _Ranges = ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x2FF), (0x2010, 0x2027), (0x2030, 0x205E))
_GREEK: _Ranges = ((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9), (0x2080, 0x208E))
_DRAWN: _Ranges = ((0x2190, 0x2193), (0x2200, 0x22FF), (0x2500, 0x25FC), (0x2713, 0x2713))
_NARROW: _Ranges = (*_LATIN, *_GREEK, *_DRAWN, (0x2717, 0x2717))
_WIDE: _Ranges = (
    (0x3001, 0x3029),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
    (0x4E00, 0x9FFF),
    (0xFF01, 0xFF60),
)
_HAN: _Ranges = (
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)

NO_START = frozenset("，。、；：？！）」』】》〉〕”’…·—～％℃,.;:?!)]}%")
NO_END = frozenset("（「『【《〈〔“‘([{")
_FULL = frozenset("，。、；：？！（）「」『』【】《》〈〉")
_BULLET = re.compile(r"(\s*)([*•-]|\d+[.)、])\s+(?=\S)")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")  # a remark set off to the right
DEEP = 12  # spaces: a row that goes on with such a remark
_UNDERLINE = re.compile(r"\s*(-{3,}|={3,})\s*")
_widths: dict[str, int] = {}


def cells(text: str) -> int:
    """Count the terminal cells that `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    try:
        return sum(map(_width, text))
    except LookupError:
        from rich.cells import cell_len  # its tables are slow to load

        return cell_len(text)


def _width(character: str) -> int:
    """Give the width of one character, LookupError where it depends on the tables."""
    width = _widths.get(character)
    if width is None:
        width = 1 if _among(_NARROW, character) else 2 if _among(_WIDE, character) else -1
        _widths[character] = width
    if width < 0:
        raise LookupError(character)
    return width


def _among(ranges: _Ranges, character: str) -> bool:
    code = ord(character)
    return any(low <= code <= high for low, high in ranges)


def is_han(character: str) -> bool:
    """Tell whether lines may break on either side of `character`, as in Chinese."""
    return character >= "\u2e80" and _among(_HAN, character)


def pad(text: str, width: int) -> str:
    """Fill `text` with spaces up to `width` cells."""
    return text + " " * (width - cells(text))


def clip(text: str, width: int) -> str:
    """Cut `text` to `width` cells, an ellipsis showing that something is missing."""
    if cells(text) <= width:
        return text
    head, _ = _split(text, width - 1)
    if cells(head) >= width:
        head = ""
    return head + "…" if width > 0 else ""


def wrap(text: str, width: int) -> list[str]:
    """Break one paragraph into lines of at most `width` cells (2 or more).

    Chinese may break between any two characters, except before a closing and after an
    opening mark; a Latin word or a number is cut only where it is wider than a line.
    """
    lines, line = [], ""
    for space, atom in _atoms(text):
        if line and cells(line + space + atom) <= width:
            line += space + atom
            continue
        if line:
            lines.append(line)
        line = atom
        while cells(line) > width:
            head, line = _split(line, width)
            lines.append(head)
    return [*lines, line] if line or not lines else lines


def prose(text: str, width: int) -> list[str]:
    """Lay out a docstring: paragraphs flow, bullets hang, indented blocks stay as they are."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if lines:
            lines.append("")
        rows = block.split("\n")
        table = bool(_COLUMNS.search(block)) and all(cells(row) <= width for row in rows)
        verbatim = table or (rows[0].startswith("  ") and not _BULLET.match(rows[0]))
        for indent, part in [("", row) for row in rows] if verbatim else _paragraphs(rows):
            lines += _hang(part, indent, width)
    return lines


def _atoms(text: str) -> list[tuple[str, str]]:
    """Split into (space before, unbreakable piece), closing marks glued to what they close."""
    glued: list[tuple[str, str]] = []
    for word in text.split():
        space = " " if glued else ""
        for piece in [word] if word.isascii() else _pieces(word):
            if not space and glued and (piece[0] in NO_START or glued[-1][1][-1] in NO_END):
                glued[-1] = (glued[-1][0], glued[-1][1] + piece)
            else:
                glued.append((space, piece))
            space = ""
    return glued


def _pieces(word: str) -> list[str]:
    """Split a word between Chinese characters, and between Chinese and Latin."""
    starts = [i for i in range(1, len(word)) if is_han(word[i]) or is_han(word[i - 1])]
    return [word[i:j] for i, j in pairwise([0, *starts, len(word)])]


def _split(text: str, width: int) -> tuple[str, str]:
    """Cut after the longest head that fits; at least one character, so that it ends."""
    size = next((i for i in range(1, len(text)) if cells(text[: i + 1]) > width), len(text))
    return text[:size], text[size:]


def _paragraphs(rows: list[str]) -> list[tuple[str, str]]:
    """Join the rows that flow together; give each paragraph with its hanging indent."""
    headed = any(_UNDERLINE.fullmatch(row) for row in rows)  # a numpydoc section: names stand alone
    ruled = {a for a, b in pairwise(rows) if _UNDERLINE.fullmatch(b)}
    found: list[tuple[str, str]] = []
    for row in rows:
        margin = row[: len(row) - len(row.lstrip())]
        bullet = _BULLET.match(row)
        alone = bool(bullet) or row in ruled or bool(_UNDERLINE.fullmatch(row))
        flows = found and len(margin) == len(found[-1][0]) and not (headed and not margin)
        if found and not alone and (flows or len(margin) > DEEP):
            found[-1] = (found[-1][0], _join(found[-1][1], row.strip()))
        else:
            found.append((" " * len(bullet.group()) if bullet else margin, row.rstrip()))
    return [(indent, _COLUMNS.sub(_dash, part)) for indent, part in found]


def _dash(gap: re.Match[str]) -> str:
    """Put a dash where a remark was set off by spaces."""
    around = gap.string[gap.start() - 1] + gap.string[gap.end()]
    return "——" if any(map(is_han, around)) else " — "


def _join(a: str, b: str) -> str:
    """Join two rows of a paragraph: no space where Chinese goes on, nor beside its marks."""
    if not a or not b:
        return a + b
    marks = a[-1] in _FULL or b[0] in _FULL
    return a + b if marks or (is_han(a[-1]) and is_han(b[0])) else f"{a} {b}"


def _hang(part: str, indent: str, width: int) -> list[str]:
    """Wrap `part`, which starts at its own margin, and indent the lines that follow."""
    if cells(part) <= width:
        return [part]
    bullet = _BULLET.match(part)
    first = bullet.group() if bullet else part[: len(part) - len(part.lstrip())]
    indent = indent if cells(indent) < width // 2 else ""
    rest = wrap(part[len(first) :], max(width - max(len(first), len(indent)), 2))
    return [
        first + rest[0],
        *((indent or "  ") + line if bullet else first + line for line in rest[1:]),
    ]

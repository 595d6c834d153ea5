"""The terminal a report is written for: its width, its colours, its language."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TextIO

from drill.model.text import Lang, Text
from drill.report.escape import escape
from drill.report.wrap import cells, pad, wrap

BOLD, DIM, RED, GREEN, YELLOW, CYAN = "1", "2", "31", "32", "33", "36"
WIDEST = 100  # columns: longer lines are hard to read
NARROWEST = 40
NO_NAMES: Mapping[str, Text] = MappingProxyType({})  # of topics: their ids are shown

_STYLE = re.compile(r"\x1b\[[\d;]*m")
_WORDS = re.compile(r"(?:--\S+ )?(?:'[^']*'|\S)+")  # of a command, an option with its value
_CODE = re.compile(r"(`[^`]+`)")
_ASCII = str.maketrans(
    {
        **dict.fromkeys("─┄╴╶", "-"),
        **dict.fromkeys("━═", "="),
        **dict.fromkeys("╍╌╸╺", "~"),
        **dict.fromkeys("│┃╵╷", "|"),
        **dict.fromkeys("╏╎╹╻", ":"),
        "┈": ".",
        "┊": ".",
        "║": "H",
        **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬", "+"),
        **dict.fromkeys("“”", '"'),
        "✓": "v",
        "✗": "x",
        "·": "-",
        "…": "...",
        "‹": "<",
        "›": ">",
        "×": "x",
        **dict(zip("░▒▓█", ":#%@", strict=True)),
        **dict(zip("▁▂▃▄▅▆▇", "_.-=+*%", strict=True)),
        "’": "'",
        "–": "-",
        "—": "--",
        "²": "^2",
        "≥": ">=",
        "≤": "<=",
        "→": "->",
    }
)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a report appears."""

    lang: Lang
    width: int
    colour: bool
    names: Mapping[str, Text] = field(default_factory=dict, hash=False)  # of topics, by id

    def topic(self, topic: str) -> str:
        """Give the name of a topic; its id where it has none."""
        return escape(self.say(self.names[topic]) if topic in self.names else topic)

    def say(self, text: Text) -> str:
        """Speak the reader's language."""
        return text.to(self.lang)

    def paint(self, text: str, *styles: str) -> str:
        """Colour `text`, where there are colours."""
        code = ";".join(filter(None, styles))
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def marked(self, line: str, *styles: str) -> str:
        """Colour a line of prose, its `code` standing out."""
        if not self.colour:
            return line
        parts = _CODE.split(line)
        return "".join(
            self.paint(part, *styles, CYAN) if i % 2 else self.paint(part, *styles)
            for i, part in enumerate(parts)
        )

    def paragraph(self, text: str, indent: str, *styles: str) -> list[str]:
        """Wrap one paragraph under a margin."""
        lines = wrap(text, max(self.width - cells(indent), 2))
        return [indent + self.marked(line, *styles) for line in lines]

    def heading(self, title: str, aside: str = "") -> str:
        """Open a section: its title at the margin, and a word about it."""
        return self.paint(title, BOLD) + (self.paint(f" · {aside}", DIM) if aside else "")

    def command(self, command: str, indent: str) -> list[str]:
        r"""Indent a command; where it is too wide, it goes on after a ``\`` and still pastes."""
        if cells(indent) + cells(command) <= self.width:
            return [indent + self.paint(command, CYAN)]
        rows = [""]
        for piece in _WORDS.findall(command):
            if rows[-1] and cells(indent) + cells(rows[-1]) + cells(piece) + 3 > self.width:
                rows[-1] += " \\"
                rows.append("  ")
            rows[-1] += piece if not rows[-1].strip() else f" {piece}"
        return [indent + self.paint(row, CYAN) for row in rows]

    def offers(self, rows: list[tuple[str, str]]) -> list[str]:
        """Lay out commands with what they do; under each other where it is narrow."""
        left = max(cells(command) for command, _ in rows)
        if self._room(rows, left) is not None:
            return self.columns(rows, CYAN)
        return [
            line
            for command, meaning in rows
            for line in (*self.command(command, "  "), *self.paragraph(meaning, "    "))
        ]

    def bar(self, part: int, whole: int, size: int, style: str) -> str:
        """Draw a share as a line; heavy against light, so that colour is not needed."""
        full = min(max(part, 0), whole) * size // max(whole, 1)
        return self.paint("━" * full, style) + self.paint("─" * (size - full), DIM)

    def columns(self, rows: list[tuple[str, str]], *styles: str) -> list[str]:
        """Lay out names with what they mean; under each other where it is narrow."""
        left = max(cells(name) for name, _ in rows)
        room = self._room(rows, left)
        if room is None:
            return [
                line
                for name, meaning in rows
                for line in (f"  {self.paint(name, *styles)}", *self.paragraph(meaning, "    "))
            ]
        lines = []
        for name, meaning in rows:
            first, *rest = wrap(meaning, room)
            lines.append(f"  {self.paint(pad(name, left), *styles)}   {self.marked(first)}")
            lines += [" " * (left + 5) + self.marked(line) for line in rest]
        return lines

    def _room(self, rows: list[tuple[str, str]], left: int) -> int | None:
        """Tell how wide the second of two columns may be; None where that is too little."""
        room = self.width - left - 5
        return room if room >= max(min(cells(meaning), 16) for _, meaning in rows) else None


def shown_cells(line: str) -> int:
    """Count the cells of a line that may hold colours."""
    return cells(_STYLE.sub("", line))


def width(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """Tell how wide to write: ``COLUMNS``, else the terminal, else 80; never over `WIDEST`."""
    asked = environ.get("COLUMNS", "")
    width = int(asked) if asked.isdecimal() and int(asked) else _terminal(stream)
    return min(max(width, NARROWEST), WIDEST)


def colour(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether to colour: ``NO_COLOR`` and ``FORCE_COLOR`` rule, else a real terminal."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    if environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return sys.platform != "win32" or bool(environ.get("WT_SESSION") or environ.get("TERM"))


def writable(text: str, encoding: str | None) -> str:
    """Say it in ASCII where `encoding` has no such characters; escape what is left."""
    encoding = encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from drill.report.spelled import spelled  # rarely needed

        plain = spelled(text).translate(_ASCII)
        return plain.encode(encoding, "backslashreplace").decode(encoding)
    return text


def _terminal(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 80

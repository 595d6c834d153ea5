"""A file that is one question: its title is its heading, its first line, or its name."""

import re
from collections.abc import Sequence

from drill.bank.notes.choose import Choice
from drill.bank.notes.evidence import EMPTY, Ground, Hit, weigh
from drill.bank.notes.layouts import Layout
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind
from drill.bank.notes.noise import is_chrome, is_contents
from drill.bank.notes.titles import clean

LONGEST = 80  # characters: a longer first line is text already
FILE = Layout(name="one question", kinds=(Kind.HEADING, Kind.TEXT), weight=0.0, markdown=True)
_NUMBER = re.compile(r"^\d{1,4}[-_. 、]+(?=\S)")
_STOPS = ("。", ".", "；", ";", ",", "，", ":", "：")


def whole(lines: Sequence[Line], stem: str) -> Choice | None:
    """Take the file as one question; None where it says nothing at all."""
    hit = _first(lines, stem)
    if hit is None:
        return None
    evidence = weigh(Ground(lines), [hit])
    return Choice(layout=FILE, hits=[hit], evidence=evidence, score=0.0, contents=frozenset())


def _first(lines: Sequence[Line], stem: str) -> Hit | None:
    full = [
        at
        for at, line in enumerate(lines)
        if line.kind not in EMPTY and not is_chrome(line) and not is_contents(line)
    ]
    if not full:
        return None
    line = lines[full[0]]
    title = clean(line.body, markdown=True)
    heading = line.kind is Kind.HEADING
    short = len(full) > 1 and line.kind in {Kind.TEXT, Kind.BOLD} and len(line.text) <= LONGEST
    if title.text and (heading or (short and not title.text.endswith(_STOPS))):
        return Hit(full[0], "", title.text, title.marks, title.rest)
    name = " ".join(_NUMBER.sub("", stem).replace("_", " ").split()) or "notes"
    return Hit(full[0], "", name, "", line.text.strip())

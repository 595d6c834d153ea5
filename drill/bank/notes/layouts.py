"""Layouts: the ways notes mark their questions, one value each.

A line of the kind a layout names is a title if its text has the layout's form. A new layout is a
value in `LAYOUTS`; what it is worth against the others is its weight times how well its titles
look (`choose`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drill.bank.notes import picks
from drill.bank.notes.evidence import Hit
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind

ANY = re.compile(r"(?P<title>(?s:.+))")
NUMBERED = re.compile(
    r"(?P<number1>\d{1,3}(?:\.\d{1,3}){1,4})(?:[.、．:：]|\s)\s*(?P<title1>\S.*)"
    r"|(?P<number2>\d{1,6})(?:\s*[.．,，:：](?!\d(?![Dd维]))|\s*[、)）])\s*(?P<title2>\S.*)"
    r"|[(（\[【](?P<number3>\d{1,6})[)）\]】][、.．]?\s*(?P<title3>\S.*)"
    r"|(?P<number4>\d{1,4})\s+(?P<title4>\S.*)",
)
ITEM_NUMBER = re.compile(r"(?P<number>\d{1,6})(?:\s*[.．](?!\d)|\s*[、)）])\s*(?P<title>\S.*)")
BARE_NUMBER = re.compile(r"(?:Q|问题)?\s*\d{1,6}\s*[.、．)）:：]?", re.IGNORECASE)
ASKED = re.compile(
    r"(?P<number>(?:Q|问|问题|面试题|题目|题|Question)\s*\d{1,6}|第\s*[\d一二三四五六七八九十百]{1,4}\s*[题问])"
    r"(?:\s*[:：.．、)）\-–—]\s*|\s+)(?P<title>\S.*)",
    re.IGNORECASE,
)


Pick = Callable[[Sequence[Line], list[Hit]], list[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to mark questions.

    `kinds` and `mark` say which lines hold titles, `form` how their text splits into ``number``
    and ``title``; only lines at the margin count unless `indented`. `pick` chooses among them
    where a title cannot be told by its line alone. `asks` and `answered` are the least shares of
    titles that sound like questions, and that an answer marker follows. An answer ends before a
    line of the kinds in `ends_at`, which is no title.
    """

    name: str
    kinds: tuple[Kind, ...]
    weight: float
    mark: re.Pattern[str] | None = None
    form: re.Pattern[str] = ANY
    indented: bool = False
    markdown: bool = False
    pick: Pick = picks.all_of
    asks: float = 0.0
    answered: float = 0.0
    least: int = 2
    ends_at: frozenset[Kind] = frozenset()


LAYOUTS = (
    Layout(name="Q: and A:", kinds=(Kind.ASK,), weight=1.0),
    Layout(name="details", kinds=(Kind.SUMMARY,), weight=1.0, indented=True, markdown=True),
    Layout(name="heading Q1", kinds=(Kind.HEADING,), weight=1.0, form=ASKED, markdown=True),
    Layout(
        name="heading 1.",
        kinds=(Kind.HEADING,),
        weight=0.95,
        form=NUMBERED,
        markdown=True,
        pick=picks.deepest_numbers,
    ),
    Layout(
        name="bullet and answer",
        kinds=(Kind.BULLET,),
        weight=0.95,
        pick=picks.answered_marks,
        answered=0.5,
    ),
    Layout(
        name="bold 1.",
        kinds=(Kind.BOLD,),
        weight=0.9,
        form=NUMBERED,
        markdown=True,
    ),
    Layout(name="bold", kinds=(Kind.BOLD,), weight=0.85, markdown=True, asks=0.5),
    *(
        Layout(
            name=f"text {sign}",
            kinds=(Kind.NUMBER,),
            weight=0.9,
            mark=re.compile(mark),
            pick=picks.chain,
        )
        for sign, mark in (
            ("1、", r"\d+\s*、"),
            ("1.", r"\d+\s*[.．]"),
            ("1)", r"\d+\s*[)）]"),
            ("1,", r"\d+\s*[,，]"),
            ("1:", r"\d+\s*[:：]"),
            ("(1)", r"[(（]\d+[)）][、.．]?"),
            ("[1]", r"[\[【]\d+[\]】][、.．]?"),
            ("1.1", r"\d+(?:\.\d+)+[.、．]?"),
        )
    ),
    Layout(name="text 一、", kinds=(Kind.SECTION,), weight=0.8, asks=0.5),
    Layout(
        name="heading", kinds=(Kind.HEADING,), weight=0.6, markdown=True, pick=picks.leaves, least=1
    ),
    Layout(
        name="table",
        kinds=(Kind.TABLE,),
        weight=0.8,
        pick=picks.cells,
        asks=0.5,
        markdown=True,
        ends_at=frozenset(Kind),
    ),
    Layout(
        name="bullets",
        kinds=(Kind.BULLET,),
        weight=0.7,
        pick=picks.outermost,
        indented=True,
        markdown=True,
        asks=0.5,
    ),
    Layout(
        name="list",
        kinds=(Kind.BULLET, Kind.NUMBER),
        weight=0.65,
        indented=True,
        markdown=True,
        pick=picks.items,
        asks=0.4,
        least=3,
        ends_at=frozenset({Kind.BULLET, Kind.NUMBER}),
    ),
    Layout(
        name="line",
        kinds=(Kind.TEXT,),
        weight=0.5,
        form=re.compile(r"(?P<title>.{4,200}[?？])[”\"]?"),
        asks=0.5,
    ),
)

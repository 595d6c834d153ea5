"""What a person should look at: doubts of the parser, what the notes lost, what has no answer."""

from collections.abc import Iterator, Sequence

from drill.model.imported import Imported
from drill.model.notes import Notes
from drill.report.escape import escape
from drill.report.imports import words as say
from drill.report.imports.table import MOST_FILES
from drill.report.screen import BOLD, CYAN, DIM, Screen
from drill.report.words import fill
from drill.report.wrap import clip

MOST = 5  # of one kind in a file


def remark_lines(done: Sequence[Imported], screen: Screen) -> list[str]:
    """List them file by file, each with its line."""
    found = [(one, rows) for one in done if (rows := list(_rows(one.notes, screen)))]
    if not found:
        return []
    lines = [screen.heading(screen.say(say.TO_SEE))]
    for one, rows in found[:MOST_FILES]:
        if len(done) > 1:
            lines += ["", *screen.paragraph(escape(one.notes.name), "  ", BOLD)]
        lines += screen.columns(rows, CYAN)
    if len(found) > MOST_FILES:
        more = fill(say.MORE_FILES, n=len(found) - MOST_FILES)
        lines += ["", *screen.paragraph(screen.say(more), "  ", DIM)]
    return lines


def _rows(notes: Notes, screen: Screen) -> Iterator[tuple[str, str]]:
    for doubt, words in say.DOUBTS.items():
        found = [one for one in notes.remarks if one.doubt is doubt]
        for one in found[:MOST]:
            yield str(one.line), screen.say(fill(words, detail=escape(one.detail)))
        if len(found) > MOST:
            yield "…", screen.say(fill(say.MORE_DOUBTS, n=len(found) - MOST))
    yield from _lost(notes, screen)
    yield from _open(notes, screen)


def _lost(notes: Notes, screen: Screen) -> Iterator[tuple[str, str]]:
    """Say where a copy lost something, kind by kind."""
    for lost, words in say.LOSSES.items():
        flags = [flag for question in notes.questions for flag in question.flags]
        found = list(dict.fromkeys(flag.line for flag in flags if flag.lost is lost))
        if found:
            others = screen.say(say.AND).join(map(str, found[1:MOST]))
            n = len(found)
            also = say.ALSO_NONE if n == 1 else say.ALSO_LINE if n == 2 else say.ALSO
            also = fill(say.ALSO_MORE if n > MOST else also, lines=others, n=n - MOST, all=n - 1)
            yield str(found[0]), screen.say(words) + screen.say(also)


def _open(notes: Notes, screen: Screen) -> Iterator[tuple[str, str]]:
    """List questions without an answer, the first few."""
    found = [question for question in notes.questions if not question.answered]
    for question in found[:MOST]:
        title = clip(" ".join(escape(question.title).split()), screen.width)
        yield str(question.line), screen.say(fill(say.NO_ANSWER, title=title))
    if len(found) > MOST:
        yield "…", screen.say(fill(say.MORE_OPEN, n=len(found) - MOST))

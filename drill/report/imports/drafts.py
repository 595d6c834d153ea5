"""What became of the cards in an import, file by file, and where a person and the notes disagree."""

from collections.abc import Iterator, Sequence

from drill.model.imported import Imported, Outcome, State
from drill.report.escape import escape, quoted
from drill.report.imports import words as say
from drill.report.imports.table import MOST_FILES
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen
from drill.report.words import fill
from drill.report.wrap import clip

MOST_LINES = 16  # of one difference


def draft_lines(done: Sequence[Imported], screen: Screen, *, dry_run: bool) -> list[str]:
    """Count for each file of drafts what is new in it and what stays, then show disagreements."""
    written = any(one.written for one in done)
    aside = say.DRY_RUN if dry_run else say.NOTHING_NEW
    lines = [screen.heading(screen.say(say.DRAFTS), "" if written else screen.say(aside))]
    for one in done[:MOST_FILES]:
        path = quoted(str(one.path))  # whole, so that it can be copied
        lines += [f"  {screen.paint(path, BOLD)}", *screen.paragraph(_counted(one, screen), "    ")]
    if len(done) > MOST_FILES:
        more = fill(say.MORE_FILES, n=len(done) - MOST_FILES)
        lines += screen.paragraph(screen.say(more), "  ", DIM)
    lines += _disagreements(done, screen)
    if written:
        lines += [
            "",
            *screen.offers([("drill quiz", screen.say(say.TO_QUIZ)), *_check(done, screen)]),
        ]
    return lines


def _check(done: Sequence[Imported], screen: Screen) -> list[tuple[str, str]]:
    """Offer to check the bank that the drafts are in, where they are in one."""
    for one in done:
        if one.written and one.path.parts[-3:-1] == ("questions", "cards"):
            bank = quoted(str(one.path.parent.parent.parent))
            return [(f"drill check {bank}", screen.say(say.TO_CHECK))]
    return []


def _counted(one: Imported, screen: Screen) -> str:
    counts = [(words, one.count(state)) for state, words in say.STATES.items()]
    said = [screen.say(fill(words, n=n)) for words, n in counts if n]
    return " · ".join(said) or screen.say(say.NO_QUESTIONS)


def _disagreements(done: Sequence[Imported], screen: Screen) -> list[str]:
    """Show each card that a person and the notes both changed."""
    found = [one for file in done for one in file.outcomes if one.state is State.CHANGED]
    if not found:
        return []
    lines = ["", screen.paint(screen.say(say.BOTH_CHANGED), BOLD, YELLOW)]
    lines += screen.paragraph(screen.say(say.STAYS), "  ")
    for one in found:
        lines += ["", *_difference(one, screen)]
    return [*lines, "", *screen.paragraph(screen.say(say.SETTLE), "  ", DIM)]


def _difference(one: Outcome, screen: Screen) -> Iterator[str]:
    yield f"  {screen.paint(one.id, BOLD)}"
    for line in one.diff[:MOST_LINES]:
        style = {"-": RED, "+": GREEN}.get(line[:1], DIM)
        shown = escape(line.split("\n")[0]) if not line.startswith("@@") else "  ..."
        yield f"    {screen.paint(clip(shown, screen.width - 4), style)}".rstrip()
    if len(one.diff) > MOST_LINES:
        more = screen.say(fill(say.MORE_LINES, n=len(one.diff) - MOST_LINES))
        yield f"    {screen.paint(more, DIM)}"

"""One section after the other: counts, what is in no card, what a person should look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from drill.model.imported import Imported, Outcome, Skipped
from drill.model.notes import Notes, Reason
from drill.model.text import Lang
from drill.report.cards.parts import dotted
from drill.report.escape import escape
from drill.report.imports import words as say
from drill.report.imports.drafts import draft_lines
from drill.report.imports.remarks import remark_lines
from drill.report.imports.table import MOST_FILES, shorten
from drill.report.imports.table import table_lines as table
from drill.report.screen import CYAN, DIM, Screen
from drill.report.words import fill
from drill.report.wrap import cells, clip

PAIRS = 10  # of questions alike


def imported_text(
    done: Sequence[Imported],
    skipped: Sequence[Skipped],
    lang: Lang,
    width: int,
    colour: bool,
    *,
    dry_run: bool = False,
) -> str:
    """Write each section that has something to say."""
    screen = Screen(lang, width, colour)
    sections = [
        table(done, screen),
        _left_out(done, screen),
        _skipped(skipped, screen),
        remark_lines(done, screen),
        _alike(done, screen),
        draft_lines(done, screen, dry_run=dry_run),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _left_out(done: Sequence[Imported], screen: Screen) -> list[str]:
    """Say how many lines are in no card, and why."""
    total = sum((reasons(one.notes) for one in done), Counter[Reason]())
    if not total:
        return []
    n = total.total()
    counted = [f"{screen.say(say.REASONS[why])} {times}" for why, times in total.most_common()]
    lines = say.ONE_LINE if n == 1 else fill(say.LINES, n=n)
    heading = screen.heading(screen.say(say.LEFT_OUT), screen.say(lines))
    return [heading, *dotted(counted, screen, "  ")]


def reasons(notes: Notes) -> Counter[Reason]:
    """Count the lines that are in no card, by why; blank ones are not worth a word."""
    found: Counter[Reason] = Counter()
    for span in notes.dropped:
        if span.reason is not Reason.BLANK:
            found[span.reason] += span.end_line - span.line + 1
    return found


def _skipped(skipped: Sequence[Skipped], screen: Screen) -> list[str]:
    if not skipped:
        return []
    shown = skipped[:MOST_FILES]
    rows = [(shorten(escape(one.name), screen.width // 2), escape(one.why)) for one in shown]
    lines = [screen.heading(screen.say(say.SKIPPED), str(len(skipped))), *screen.columns(rows)]
    if len(skipped) > len(shown):
        more = fill(say.MORE, n=len(skipped) - len(shown))
        lines += screen.paragraph(screen.say(more), "  ", DIM)
    return lines


def _alike(done: Sequence[Imported], screen: Screen) -> list[str]:
    """List questions with the cards that ask nearly the same, the nearest first."""
    found = [(one, outcome) for one in done for outcome in one.outcomes if outcome.like]
    if not found:
        return []
    found.sort(key=lambda pair: -pair[1].like[0].score)
    total = sum(len(one.notes.questions) for one in done)
    aside = screen.say(fill(say.OF, n=len(found), all=total))
    lines = [screen.heading(screen.say(say.ASKED_ALREADY), aside)]
    for one, outcome in found[:PAIRS]:
        lines += _pair(one.label if len(done) > 1 else "", outcome, screen)
    if len(found) > PAIRS:
        more = screen.say(fill(say.MORE, n=len(found) - PAIRS))
        lines += screen.paragraph(more, "  ", DIM)
    return lines


def _pair(name: str, outcome: Outcome, screen: Screen) -> Iterator[str]:
    """Write a question with its place, and under it the card that is nearest."""
    like = outcome.like[0]
    score = f"{round(like.score * 100)} %"
    title, other = (" ".join(escape(one).split()) for one in (outcome.title, like.title))
    place = (
        f"{shorten(escape(name), screen.width // 3)}:{outcome.line}" if name else str(outcome.line)
    )
    room = screen.width - 11 - cells(place)
    yield f"  {score:>5}  {screen.paint(place, CYAN)}  {clip(title, room)}"
    yield f"         {screen.paint(clip(f'{like.id} · {other}', screen.width - 9), DIM)}"

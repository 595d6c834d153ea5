"""Lists on the screen: problems, what `drill doctor` tried, findings."""

from collections.abc import Sequence
from itertools import groupby

from drill.model.finding import Finding
from drill.model.listing import Check, Row
from drill.model.text import Lang, Text
from drill.report import words
from drill.report.escape import escape
from drill.report.screen import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Screen
from drill.report.wrap import cells, clip, pad, wrap

MARKS = {"accepted": ("✓", GREEN), "tried": ("✗", YELLOW), "new": ("·", DIM)}
TRIED = {True: ("✓", GREEN), False: ("✗", RED), None: ("–", DIM)}


def list_text(rows: Sequence[Row], lang: Lang, width: int, colour: bool) -> str:
    """Write one line for each problem, or two where it is narrow; then the sum."""
    screen = Screen(lang, width, colour)
    if not rows:
        return screen.say(words.NOTHING_LISTED)
    facts = [_facts(row, screen) for row in rows]
    ids = max(cells(row.id) for row in rows)
    wide = [max(map(cells, column)) for column in zip(*facts, strict=True)]
    titles = max(cells(screen.say(row.title)) for row in rows)
    room = min(width - 5 - ids - 2 - sum(wide) - 2 * len(wide), titles)
    lines = []
    for row, fact in zip(rows, facts, strict=True):
        mark = screen.paint(*MARKS.get(row.status, MARKS["new"]))
        title = screen.say(row.title)
        right = "  ".join(_aligned(fact, wide))
        if room >= min(titles, 16):
            middle = f"{pad(clip(title, room), room)}  {screen.paint(right, DIM)}"
            lines.append(f"  {mark}  {screen.paint(pad(row.id, ids), BOLD)}  {middle}".rstrip())
        else:
            lines.append(f"  {mark}  {screen.paint(row.id, BOLD)}")
            lines += screen.paragraph(f"{title} · {' · '.join(filter(None, fact))}", "     ")
    return "\n".join([*lines, "", *_sum(rows, screen)])


def doctor_text(checks: Sequence[Check], lang: Lang, width: int, colour: bool) -> str:
    """Write what was tried, under its area, and how many failed."""
    screen = Screen(lang, width, colour)
    lines = []
    for area, group in groupby(checks, key=lambda one: one.area):
        title = words.AREAS.get(area)
        lines.append(screen.heading(screen.say(title) if title else area))
        for check in group:
            lines += _check(check, screen)
        lines.append("")
    bad = sum(check.ok is False for check in checks)
    untried = sum(check.ok is None for check in checks)
    total = words.fill(
        words.CHECKS_BAD if bad else words.CHECKS_OK, bad=bad, n=len(checks) - untried
    )
    text = screen.say(total)
    if untried:
        text += (" " if lang is Lang.EN else "") + screen.say(
            words.fill(words.CHECKS_UNTRIED, n=untried)
        )
    return "\n".join([*lines, *screen.paragraph(text, "")])


def findings_text(
    findings: Sequence[Finding], problems: int, cards: int, lang: Lang, width: int, colour: bool
) -> str:
    """Write each finding at a place editors jump to, sorted, and their number."""
    screen = Screen(lang, width, colour)
    lines = []
    for finding in sorted(findings):
        where, message = escape(finding.where), escape(finding.message)
        if cells(where) + cells(message) + 2 <= width:
            lines.append(f"{screen.paint(where, CYAN)}  {screen.marked(message)}")
        else:
            lines += [screen.paint(where, CYAN), *screen.paragraph(message, "  ")]
        if finding.hint:
            lines += _hint(escape(finding.hint), screen)
    count = words.NO_FINDINGS if not findings else words.ONE_FINDING
    count = count if len(findings) < 2 else words.fill(words.FINDINGS, n=len(findings))
    what = screen.say(_looked_at(problems, cards))
    total = screen.say(words.fill(words.CHECKED, what=what, count=screen.say(count)))
    end = [screen.paint(line, RED if findings else GREEN) for line in wrap(total, width)]
    return "\n".join([*lines, *([""] if lines else []), *end])


def _looked_at(problems: int, cards: int) -> Text:
    """Count problems and cards; what there is none of is not said."""
    said = words.CHECKED_PROBLEM if problems == 1 else words.CHECKED_PROBLEMS
    of_problems = words.fill(said, n=problems)
    of_cards = words.fill(words.CHECKED_CARD if cards == 1 else words.CHECKED_CARDS, n=cards)
    if not (problems and cards):
        return of_cards if cards else of_problems
    both = words.CHECKED_BOTH
    return Text(
        both.en.format(problems=of_problems.en, cards=of_cards.en),
        both.zh.format(problems=of_problems.zh, cards=of_cards.zh),
    )


def overview_text(rows: Sequence[Row], lang: Lang, width: int, colour: bool) -> str:
    """Write where one stands and what to do next."""
    screen = Screen(lang, width, colour)
    if not rows:
        return screen.say(words.NO_PROBLEMS)
    accepted = sum(row.status == "accepted" for row in rows)
    head = screen.say(words.fill(words.OVERVIEW, accepted=accepted, n=len(rows)))
    room = min(width - cells(head) - 11, 24)
    bar = f"{screen.bar(accepted, len(rows), room, GREEN)}   " if room > 5 else ""
    begun = [row for row in rows if row.status == "tried"][:3]
    fresh = [row for row in rows if row.status == "new"][:3]
    sections = [
        [f"{screen.paint('drill', BOLD)}   {bar}{head}"],
        _offers(words.GO_ON, begun, "drill code {id} {id}.py", screen),
        _offers(words.BEGIN, fresh, "drill start {id}", screen),
        [] if begun or fresh else [screen.paint(screen.say(words.ALL_DONE), GREEN)],
        screen.offers(
            [
                ("drill list", screen.say(words.TO_LIST)),
                ("drill --help", screen.say(words.TO_HELP)),
            ]
        ),
    ]
    return "\n\n".join("\n".join(section) for section in sections if section)


def _offers(title: Text, rows: Sequence[Row], command: str, screen: Screen) -> list[str]:
    """Offer a few problems, each with the command to type."""
    if not rows:
        return []
    said = []
    for row in rows:
        level, minutes, best = _facts(row, screen)
        facts = [screen.say(row.title), level, minutes]
        if best:
            facts = [screen.say(row.title), screen.say(words.fill(words.BEST, best=best))]
        said.append((command.format(id=row.id), " · ".join(facts)))
    return [screen.heading(screen.say(title)), *screen.offers(said)]


def _hint(hint: str, screen: Screen) -> list[str]:
    first, *rest = wrap(hint, screen.width - 7)
    head = f"  {screen.paint('hint', DIM)} {screen.marked(first)}"
    return [head, *("       " + screen.marked(line) for line in rest)]


def _facts(row: Row, screen: Screen) -> tuple[str, str, str]:
    """Give level, minutes and best score as words."""
    level = screen.say(words.LEVELS[row.level])
    minutes = screen.say(words.fill(words.MINUTES, n=row.minutes))
    return level, minutes, "" if row.best is None else str(row.best)


def _aligned(facts: tuple[str, str, str], wide: list[int]) -> list[str]:
    level, minutes, best = facts
    spaces = " " * (wide[1] - cells(minutes))
    return [pad(level, wide[0]), spaces + minutes, best.rjust(wide[2])]


def _sum(rows: Sequence[Row], screen: Screen) -> list[str]:
    accepted = sum(row.status == "accepted" for row in rows)
    text = words.ONE_PROBLEM if len(rows) == 1 else words.PROBLEMS
    there = [name for name in MARKS if any(row.status == name for row in rows)]
    legend = "   ".join(f"{MARKS[name][0]} {screen.say(words.STATUS[name])}" for name in there)
    total = screen.say(words.fill(text, n=len(rows), accepted=accepted))
    return [*screen.paragraph(total, "  "), f"  {screen.paint(legend, DIM)}"]


def _check(check: Check, screen: Screen) -> list[str]:
    mark = screen.paint(*TRIED[check.ok])
    name, detail = screen.say(check.name), escape(check.detail)
    if check.area == "sandbox" and check.ok is not None:
        name = screen.say(words.fill(words.CAN[check.ok], what=name))
    if not detail:
        first, *rest = wrap(name, screen.width - 5)
        return [f"  {mark}  {first}", *(f"     {line}" for line in rest)]
    if cells(name) + cells(detail) + 7 <= screen.width:
        return [f"  {mark}  {name}  {screen.paint(detail, DIM)}"]
    first, *rest = wrap(name, screen.width - 5)
    return [
        f"  {mark}  {first}",
        *(f"     {line}" for line in rest),
        *screen.paragraph(detail, "     ", DIM),
    ]

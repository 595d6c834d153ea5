"""The tables of `drill stats`: retention, topics, what is forgotten, coding problems, predictions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from drill.model.stats import (
    Calibration,
    Leech,
    Period,
    ProblemStats,
    Stats,
    Topic,
)
from drill.report.escape import escape
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen, shown_cells
from drill.report.stats import say as saying
from drill.report.stats import words
from drill.report.stats.charts import rates, stacked
from drill.report.stats.say import How
from drill.report.words import VERDICTS
from drill.report.wrap import cells, clip, pad

MOST_TOPICS = 16
MOST_LEECHES = 5


@dataclass(frozen=True, slots=True)
class _Style:
    """How much is said of the share of all answers, and of those of its parts."""

    all: How
    parts: How


_STYLES = (
    _Style(How.WHOLE, How.WHOLE),
    _Style(How.WHOLE, How.RATE),
    _Style(How.COUNT, How.RATE),
    _Style(How.RATE, How.RATE),
)


def retention_lines(stats: Stats, screen: Screen) -> list[str]:
    """Write how much was remembered: over ranges, then by week and month."""
    if not stats.ever.all.n:
        return screen.paragraph(screen.say(words.NO_RETENTION), "  ")
    lines = next(one for one in map(_ranges, _STYLES, repeat(stats), repeat(screen)) if one)
    notes = (words.YOUNG_MATURE, words.RANGE) if "(" in lines[1] else (words.YOUNG_MATURE,)
    lines += screen.paragraph(" · ".join(screen.say(note) for note in notes), "  ", DIM)
    for label, periods, name in (
        (words.BY_WEEK, stats.weeks, saying.short_date),
        (words.BY_MONTH, stats.months, saying.month),
    ):
        begun = _begun(periods)
        if sum(one.retention.all.n > 0 for one in begun) > 1:
            names = [name(one.first, screen.lang) for one in begun]
            if name is saying.short_date:  # too long to stand side by side
                names = ["" if (len(names) - i) % 2 == 0 else one for i, one in enumerate(names)]
            values = [one.retention.all.rate for one in begun]
            lines += ["", *rates(screen, screen.say(label), values, names)]
    return lines


def topic_lines(topics: Sequence[Topic], screen: Screen) -> list[str]:
    """Write a bar for each topic that was begun, the weakest first; name the others."""
    begun = [one for one in topics if one.knowledge.seen]
    shown, rest = begun[:MOST_TOPICS], len(begun) - MOST_TOPICS
    rights = [_known(one, screen) for one in shown]
    right = max(map(cells, rights), default=0)
    names = max((cells(screen.topic(one.name)) for one in shown), default=0)
    names = min(names, screen.width - right - 12)
    size = min(screen.width - right - names - 5, 30)
    lines = []
    for one, said in zip(shown, rights, strict=True):
        known = one.knowledge
        bar = stacked(screen, known.known, known.seen, known.total, size)
        name = pad(clip(screen.topic(one.name), names), names)
        lines.append(f"  {name}  {bar} {screen.paint(said, DIM)}")
    if rest > 0:
        lines += screen.paragraph(screen.say(words.MORE_TOPICS).format(n=rest), "  ")
    fresh = [screen.topic(one.name) for one in topics if not one.knowledge.seen]
    if fresh:
        joined = (", " if screen.lang == "en" else "、").join(fresh)
        lines += screen.paragraph(screen.say(words.NOT_BEGUN).format(topics=joined), "  ", DIM)
    return lines


def leech_lines(leeches: Sequence[Leech], screen: Screen) -> list[str]:
    """Write what is forgotten again and again, and what of it."""
    lines = []
    for one in leeches[:MOST_LEECHES]:
        title = escape(" ".join(screen.say(one.title).split()))
        times = screen.say(words.LAPSES).format(n=one.lapses)
        recall = screen.say(words.RECALL).format(rate=saying.percent(one.recall, screen.lang))
        facts = f"{times} · {recall} · {escape(one.id)}"
        lines.append(f"  {screen.paint('✗', RED)} {clip(title, screen.width - 4)}")
        lines += screen.paragraph(facts, "    ", DIM)
        for point in one.points:
            said = screen.say(words.MISSES).format(
                point=escape(screen.say(point.text)), missed=point.missed, asked=point.asked
            )
            lines += screen.paragraph(said, "    ", YELLOW)
    return lines


def coding_lines(problems: Sequence[ProblemStats], screen: Screen) -> list[str]:
    """Write the problems that were tried: a table where there is room, mistakes under each."""
    head = (words.LAST, words.BEST, words.TRIES, words.TO_PASS)
    rows = [
        ("", *(screen.say(one) for one in head)),
        *(_coding_row(one, screen) for one in problems),
    ]
    lines = table(rows, screen)
    lines = ["  " + line for line in lines]
    if _fit(lines, screen):
        above, *each = lines
        return [above, *_marked(problems, each, screen)]
    names = [f"    {screen.paint(row[0], BOLD)}" for row in rows[1:]]
    return _marked(problems, names, screen, [_facts(row, screen) for row in rows[1:]])


def calibration_lines(calibration: Calibration, screen: Screen) -> list[str]:
    """Write what was expected against what came."""
    if calibration.loss is None or calibration.constant is None:
        few = words.TOO_FEW.to(screen.lang)
        return screen.paragraph(few.format(n=calibration.n, needed=calibration.needed), "  ")
    rows = [tuple(screen.say(t) for t in (words.EXPECTED, words.CAME, words.ANSWERS))]
    for one in calibration.bins:
        came = saying.share(one.observed, screen.lang, How.INTERVAL)
        rows.append((saying.percent(one.predicted, screen.lang), came, f"{one.observed.n:,}"))
    loss = saying.losses(calibration, screen.lang)
    return [*table(rows, screen), *screen.paragraph(loss, "  ", DIM)]


def table(rows: Sequence[tuple[str, ...]], screen: Screen) -> list[str]:
    """Lay out columns; the first row is a head."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = []
    for i, row in enumerate(rows):
        line = "   ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True))
        lines.append("  " + (line.rstrip() if i else screen.paint(line.rstrip(), DIM)))
    return lines


def _begun(periods: Sequence[Period]) -> Sequence[Period]:
    """Leave out what was before the first answer that counts."""
    start = next((i for i, one in enumerate(periods) if one.retention.all.n), len(periods))
    return periods[start:]


def _ranges(style: _Style, stats: Stats, screen: Screen) -> list[str]:
    """Lay out the retention over ranges; nothing where that is too wide."""
    kinds = (words.ALL, words.YOUNG, words.MATURE)
    rows = [("", *(screen.say(kind) for kind in kinds))]
    ranges = (
        (words.LAST_7, stats.week),
        (words.LAST_30, stats.month),
        (words.SINCE_EVER, stats.ever),
    )
    for label, one in ranges:
        shares = (one.all, style.all), (one.young, style.parts), (one.mature, style.parts)
        said = (saying.share(share, screen.lang, how) for share, how in shares)
        rows.append((screen.say(label), *said))
    lines = table(rows, screen)
    return lines if style is _STYLES[-1] or _fit(lines, screen) else []


def _fit(lines: Sequence[str], screen: Screen) -> bool:
    return max(map(shown_cells, lines)) <= screen.width


def _known(one: Topic, screen: Screen) -> str:
    rate = saying.percent(one.knowledge.share, screen.lang)
    seen = words.SEEN_OF.to(screen.lang)
    return f"{rate:>5}  {seen.format(seen=one.knowledge.seen, total=one.knowledge.total)}"


def _coding_row(one: ProblemStats, screen: Screen) -> tuple[str, ...]:
    last = screen.say(VERDICTS[one.verdict])
    return escape(one.id), last, str(one.best), str(one.attempts), saying.to_pass(one, screen.lang)


def _marked(
    problems: Sequence[ProblemStats],
    lines: Sequence[str],
    screen: Screen,
    facts: Sequence[str] = (),
) -> list[str]:
    """Put the mark before each problem, and under it the facts and the mistakes made."""
    found = []
    for i, (one, line) in enumerate(zip(problems, lines, strict=True)):
        mark = ("✗", YELLOW) if one.tries is None else ("✓", GREEN)
        found.append(f"  {screen.paint(*mark)}{line[3:]}")
        if facts:
            found += screen.paragraph(facts[i], "    ", DIM)
        if one.mistakes:
            said = screen.say(words.MADE).format(mistakes=escape(saying.mistakes(one)))
            found += screen.paragraph(said, "    ", DIM)
    return found


def _facts(row: Sequence[str], screen: Screen) -> str:
    """Say the cells of a row with their heads, where there is no room for a table."""
    _, last, best, tries, passed = row
    heads = (words.BEST, words.TRIES, words.TO_PASS)
    said = (
        f"{screen.say(one)} {cell}" for one, cell in zip(heads, (best, tries, passed), strict=True)
    )
    return " · ".join((last, *said))

"""`drill stats` on the screen: how ready one is, what is slipping, what comes."""

from collections.abc import Iterable, Mapping
from shlex import quote

from drill.model.stats import Stats
from drill.model.text import Lang, Text
from drill.report.escape import escape
from drill.report.screen import BOLD, DIM, NO_NAMES, Screen
from drill.report.stats import say as saying
from drill.report.stats import words
from drill.report.stats.charts import columns, dates, heat_map, stacked
from drill.report.stats.tables import (
    calibration_lines,
    coding_lines,
    leech_lines,
    retention_lines,
    topic_lines,
)
from drill.report.wrap import cells, pad

CHART = 4  # lines of the forecast


def stats_text(
    stats: Stats, lang: Lang, width: int, colour: bool, names: Mapping[str, Text] = NO_NAMES
) -> str:
    """Write the whole page; `names` are those of the topics."""
    screen = Screen(lang, width, colour, names)
    title = screen.heading("drill stats", saying.full_date(stats.today, lang))
    sections = (
        _sections(stats, screen) if stats.totals.answers or stats.coding else _empty(stats, screen)
    )
    return "\n\n".join("\n".join(lines) for lines in ([title], *sections) if lines)


def _sections(stats: Stats, screen: Screen) -> Iterable[list[str]]:
    begun = any(one.knowledge.seen for one in stats.topics)
    yield _glance(stats, screen)
    yield _section(
        words.TOPICS,
        screen.say(words.TOPICS_ASIDE) if begun else "",
        topic_lines(stats.topics, screen),
        screen,
    )
    if stats.leeches:
        aside = screen.say(words.LEECHES_ASIDE).format(n=stats.leech_count)
        yield _section(words.LEECHES, aside, leech_lines(stats.leeches, screen), screen)
    yield _section(words.FORECAST, _forecast_aside(stats, screen), _forecast(stats, screen), screen)
    yield _section(words.HEAT, screen.say(words.HEAT_ASIDE), heat_map(screen, stats.heat), screen)
    yield _section(
        words.RETENTION, screen.say(words.RETENTION_ASIDE), retention_lines(stats, screen), screen
    )
    if stats.coding:
        accepted = sum(one.tries is not None for one in stats.coding)
        aside = screen.say(words.CODING_ASIDE).format(accepted=accepted, tried=len(stats.coding))
        yield _section(words.CODING, aside, coding_lines(stats.coding, screen), screen)
    yield _section(
        words.CALIBRATION,
        screen.say(words.CALIBRATION_ASIDE),
        calibration_lines(stats.calibration, screen),
        screen,
    )
    # the end is what stays on the screen: once more the figure that matters most
    ready = saying.percent(stats.readiness.share, screen.lang)
    aside = screen.say(words.READY_NOW).format(ready=ready)
    yield [screen.heading(screen.say(words.NEXT), aside), *screen.offers(_next(stats, screen))]


def _glance(stats: Stats, screen: Screen) -> list[str]:
    """Write what a person looks for first: how ready, today, the streak, the totals."""
    lang, ready = screen.lang, stats.readiness
    labels = [screen.say(one) for one in (words.READY, words.TODAY, words.STREAK, words.EVER)]
    left = max(map(cells, labels))
    rate = saying.percent(ready.share, lang)
    size = max(min(screen.width - left - cells(rate) - 9, 50), 10)
    bar = stacked(screen, ready.known, ready.seen, ready.total, size)
    legend = "   ".join(f"{mark} {screen.say(text)}" for mark, text in words.LEGEND)
    seen = screen.say(words.SEEN).format(seen=ready.seen, total=ready.total)
    streak = screen.say(words.LONGEST).format(days=saying.days(stats.streak.longest, lang))
    totals = screen.say(words.TOTALS).format(
        answers=f"{stats.totals.answers:,}",
        days=saying.days(stats.totals.days, lang),
        time=saying.span(stats.totals.minutes, lang),
    )
    lines = [f"  {screen.paint(pad(labels[0], left), BOLD)}   {bar}  {screen.paint(rate, BOLD)}"]
    margin = " " * (left + 5)
    lines += screen.paragraph(screen.say(words.READY_FOR), margin)
    short = cells(margin) + cells(legend) > screen.width
    lines += screen.paragraph(legend, "  ", DIM) if short else [margin + screen.paint(legend, DIM)]
    said = (
        _today(stats, screen),
        f"{saying.days(stats.streak.now, lang)} · {streak}",
        f"{totals} · {seen}",
    )
    for label, text in zip(labels[1:], said, strict=True):
        first, *rest = screen.paragraph(text, margin)
        lines += [f"  {screen.paint(pad(label, left), BOLD)}   {first[len(margin) :]}", *rest]
    return lines


def _today(stats: Stats, screen: Screen) -> str:
    done = stats.done
    said = screen.say(words.NOT_DONE)
    if done.answers:
        answers = words.ONE_DONE if done.answers == 1 else words.DONE
        said = screen.say(answers).format(
            answers=done.answers,
            time=saying.span(done.minutes, screen.lang),
            learned=done.learned,
        )
    due = words.STILL_DUE if done.due else words.NONE_DUE
    return f"{said} · {screen.say(due).format(due=done.due)}"


def _forecast_aside(stats: Stats, screen: Screen) -> str:
    due, fails = sum(d.due for d in stats.forecast), round(sum(d.fails for d in stats.forecast))
    text = words.COMES_AND_FAILS if fails else words.COMES
    return screen.say(text).format(due=due, fails=fails) if due else ""


def _forecast(stats: Stats, screen: Screen) -> list[str]:
    """Draw the days ahead as columns, today first."""
    values = [one.due for one in stats.forecast]
    if not any(values):
        return ["  " + screen.say(words.NOTHING_COMES)]
    margin = 3 + len(str(max(values)))
    wide = 2 if margin + 2 * len(values) <= screen.width else 1
    under = dates([one.day for one in stats.forecast], wide, screen.lang)
    return [
        *columns(screen, values, wide, CHART),
        " " * margin + screen.paint(under, DIM),
    ]


def _section(title: Text, aside: str, lines: list[str], screen: Screen) -> list[str]:
    """Put a heading over lines; what is said about it goes below where it is narrow."""
    name = screen.say(title)
    if cells(name) + cells(aside) + 3 <= screen.width:
        return [screen.heading(name, aside), *lines]
    return [screen.heading(name), *screen.paragraph(aside, "  ", DIM), *lines]


def _next(stats: Stats, screen: Screen) -> list[tuple[str, str]]:
    """Offer what helps most."""
    say = screen.say
    offers = []
    if stats.done.due:
        offers.append(("drill quiz", say(words.TO_QUIZ_DUE).format(n=stats.done.due)))
    else:
        offers.append(("drill quiz", say(words.TO_QUIZ_NEW)))
    if stats.weakest:
        offers.append((f"drill quiz {escape(quote(stats.weakest[0]))}", say(words.TO_QUIZ_WEAK)))
    return [*offers, ("drill stats --html stats.html", say(words.TO_HTML))]


def _empty(stats: Stats, screen: Screen) -> Iterable[list[str]]:
    """Say what there is, what to type, and what will stand here."""
    if not stats.cards and not stats.problems:
        yield screen.paragraph(screen.say(words.EMPTY_BANK), "  ")
        return
    said = screen.say(words.EMPTY).format(
        cards=stats.cards, problems=stats.problems, topics=len(stats.topics)
    )
    yield screen.paragraph(said, "  ")
    offers = [("drill quiz", words.TO_QUIZ)] if stats.cards else []
    offers += [("drill list", words.TO_LIST)] if stats.problems else []
    yield [
        screen.heading(screen.say(words.BEGIN)),
        *screen.offers([(command, screen.say(text)) for command, text in offers]),
    ]
    promises = [line for one in words.PROMISES for line in screen.paragraph(screen.say(one), "  ")]
    yield [screen.heading(screen.say(words.THEN)), *promises]

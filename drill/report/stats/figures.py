"""The drawings on the page of `drill stats`."""

from collections.abc import Sequence

from drill.model.stats import Bin, Period, Share, Stats
from drill.model.text import Lang
from drill.report.stats import say as saying
from drill.report.stats import svg, words

HALF = 0.5  # shares are drawn from here on, where all of them are above


def forecast(stats: Stats, says: str, lang: Lang) -> str:
    """Draw what comes on each of the next days, and how much of it will be forgotten."""
    bars = [
        svg.Column(
            value=one.due,
            part=one.fails,
            title=f"{saying.full_date(one.day, lang)}: {one.due} ({one.fails:.1f})",
            label=saying.short_date(one.day, lang) if i % 7 == 0 else "",
        )
        for i, one in enumerate(stats.forecast)
    ]
    return svg.columns(bars, says)


def heat(stats: Stats, lang: Lang) -> str:
    """Draw the answers of each day of the last weeks."""
    squares = [
        (
            one.level,
            f"{saying.full_date(one.day, lang)}: {one.answers} ({saying.span(one.minutes, lang)})",
        )
        for one in stats.heat.days
    ]
    mondays = [one.day for one in stats.heat.days[::7]]
    months = [(i, saying.month(day, lang)) for i, day in enumerate(mondays) if day.day <= 7]
    weekdays = [day.to(lang) for day in words.WEEKDAYS]
    return svg.heat(squares, months, weekdays, words.HEAT.to(lang))


def timeline(periods: Sequence[Period], names: Sequence[str], says: str) -> str:
    """Draw the retention of each period with its interval."""
    last = max(len(periods) - 1, 1)
    dots = [
        dot
        for i, (one, name) in enumerate(zip(periods, names, strict=True))
        for dot in _dot(i / last, one.retention.all, name, f"{one.first} – {one.last}")
    ]
    return svg.shares(dots, says, low=HALF if all(dot.low >= HALF for dot in dots) else 0.0)


def diagram(bins: Sequence[Bin], says: str) -> str:
    """Draw what came against what was expected; on the diagonal both are the same."""
    lows = [min(one.predicted, one.observed.low or 0.0) for one in bins]
    low = HALF if all(one >= HALF for one in lows) else 0.0
    dots = []
    for one in bins:
        name = f"{100 * one.predicted:.0f}%"
        dots += _dot((one.predicted - low) / (1 - low), one.observed, name, name)
    return svg.shares(dots, says, low=low, diagonal=True)


def _dot(x: float, share: Share, label: str, says: str) -> list[svg.Dot]:
    """Give one dot, none where there is nothing to divide."""
    if share.rate is None or share.low is None or share.high is None:
        return []
    title = f"{says}: {100 * share.rate:.0f}% ({share.right}/{share.n})"
    return [svg.Dot(x=x, rate=share.rate, low=share.low, high=share.high, title=title, label=label)]

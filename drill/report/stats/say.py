"""How `drill stats` says numbers, dates, spans and shares."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from itertools import pairwise

from drill.model.stats import Calibration, ProblemStats, Share
from drill.model.text import Lang
from drill.report.stats import words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class How(Enum):
    """What is said of a share beside its rate."""

    RATE = "nothing"
    COUNT = "of how many"
    INTERVAL = "the 95 % interval"
    WHOLE = "both"


def percent(rate: float, lang: Lang) -> str:
    """Say a share in whole percent; all and nothing are said only of all and nothing."""
    whole = round(100 * rate)
    if 0 < rate < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %" if lang is Lang.EN else f"{whole}%"


def span(minutes: float, lang: Lang) -> str:
    """Say how long, in the two largest units."""
    en = lang is Lang.EN
    whole = round(minutes)
    if whole < 1:
        seconds = round(60 * minutes)
        return f"{seconds} s" if en else f"{seconds} 秒"
    if whole < 60:
        return f"{whole} min" if en else f"{whole} 分钟"
    hours, rest = divmod(whole, 60)
    if hours < 48:
        less = (f" {rest} min" if en else f" {rest} 分钟") if rest and hours < 10 else ""
        return (f"{hours} h" if en else f"{hours} 小时") + less
    return f"{round(hours / 24)} days" if en else f"{round(hours / 24)} 天"


def days(n: int, lang: Lang) -> str:
    """Count days."""
    return (words.ONE_DAY if n == 1 else words.DAYS).to(lang).format(n=n)


def shades(bounds: Sequence[int]) -> list[str]:
    """Say how many answers each level of the heat map stands for, from level 0 on."""
    said = ["0"]
    for low, after in pairwise(bounds):
        said.append(str(low) if after == low + 1 else f"{low}–{after - 1}")
    return [*said, f"{bounds[-1]}+"]


def month(day: date, lang: Lang) -> str:
    """Name the month, short."""
    return _MONTHS[day.month - 1] if lang is Lang.EN else f"{day.month}月"


def short_date(day: date, lang: Lang) -> str:
    """Say a day of this year."""
    return f"{day.day} {month(day, lang)}" if lang is Lang.EN else f"{day.month}/{day.day}"


def full_date(day: date, lang: Lang) -> str:
    """Say a day with its weekday and year."""
    weekday = words.WEEKDAYS[day.weekday()].to(lang)
    if lang is Lang.EN:
        return f"{weekday} {day.day} {month(day, lang)} {day.year}"
    return f"{day.year} 年 {day.month} 月 {day.day} 日 {weekday}"


def share(one: Share, lang: Lang, how: How) -> str:
    """Say a share, the whole of it like this: 91 % of 24 (74–98)."""
    if one.rate is None or one.low is None or one.high is None:
        return "–"
    said = percent(one.rate, lang)
    if how in (How.COUNT, How.WHOLE):
        said = words.OF.to(lang).format(rate=said, n=f"{one.n:,}")
    if how in (How.INTERVAL, How.WHOLE):
        said += f" ({100 * one.low:.0f}–{100 * one.high:.0f})"
    return said


def to_pass(one: ProblemStats, lang: Lang) -> str:
    """Say how long it took until the first accepted attempt."""
    if one.tries is None or one.minutes is None:
        return words.NOT_PASSED.to(lang)
    if one.tries == 1:
        return words.AT_ONCE.to(lang)
    return words.PASSED.to(lang).format(n=one.tries, time=span(one.minutes, lang))


def mistakes(one: ProblemStats) -> str:
    """Name the mistakes made at a problem, and how often."""
    return ", ".join(name if n == 1 else f"{name} ×{n}" for name, n in one.mistakes)


def losses(one: Calibration, lang: Lang) -> str:
    """Say how good the predictions are, and how good knowing nothing but the mean would be."""
    rate = sum(each.observed.right for each in one.bins) / max(one.n, 1)
    return words.LOSS.to(lang).format(
        loss=f"{one.loss:.3f}", constant=f"{one.constant:.3f}", rate=percent(rate, lang)
    )

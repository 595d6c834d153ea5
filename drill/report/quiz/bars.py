"""What stands above and below a card: how far the session is, the ratings, the keys."""

from collections.abc import Mapping

from drill.model.review import Rating
from drill.model.text import Text
from drill.report.cards import words as say
from drill.report.screen import BOLD, CYAN, DIM, GREEN, Screen, shown_cells
from drill.report.wrap import cells

BAR, SHORTEST = 24, 6
MONTH, YEAR = 30.44, 365.25  # days
DOT = " · "


def rating_bar(
    screen: Screen, days: Mapping[Rating, int], suggested: Rating = Rating.GOOD
) -> list[str]:
    """Offer the ratings with when each brings the card back; Enter is the `suggested` one."""
    parts = [_rating(screen, one, days.get(one), one == suggested) for one in Rating]
    dot = screen.paint(DOT, DIM)
    line = dot.join(parts)
    if shown_cells(line) <= screen.width:
        return [line]
    pairs = [dot.join(parts[:2]), dot.join(parts[2:])]
    return pairs if max(map(shown_cells, pairs)) <= screen.width else parts


def interval(days: int, screen: Screen) -> str:
    """Say a number of days in the largest unit that is still exact enough."""
    if days <= 0:
        return screen.say(say.TODAY)
    if days < 60:
        return screen.say(say.IN_DAYS).format(n=days)
    months = round(days / MONTH)
    if months < 12:
        return screen.say(say.IN_MONTHS).format(n=months)
    years = f"{days / YEAR:.1f}".removesuffix(".0")
    return screen.say(say.IN_YEARS).format(n=years)


def status_line(
    screen: Screen, done: int, due: int, new: int, again: int, minutes: float
) -> list[str]:
    """Say how far the session is; `due`, `new` and `again` come after the card on the screen."""
    counts = [(say.DONE, done), (say.LEFT_DUE, due), (say.LEFT_NEW, new), (say.LEFT_AGAIN, again)]
    said = [_count(screen, text, n) for text, n in counts if n]
    if not due + new + again:
        said.append(screen.say(say.LAST))
    said.append(_count(screen, say.MINUTES, round(minutes)))
    if cells(DOT.join(said)) + SHORTEST > screen.width:  # the bar says more than the minutes
        said.pop()
    while len(said) > 1 and cells(DOT.join(said)) > screen.width:
        said.pop()
    line = DOT.join(said)
    room = min(screen.width - cells(line) - 2, BAR)
    total = done + due + new + again + 1
    bar = f"{screen.bar(done, total, room, GREEN)}  " if room >= SHORTEST else ""
    return [bar + screen.paint(line, DIM)]


def key_help_lines(screen: Screen) -> list[str]:
    """Explain every key, and what each rating means."""
    ratings = [(key, screen.say(meaning)) for key, meaning in say.RATE_KEYS]
    keys = [(screen.say(key), screen.say(meaning)) for key, meaning in say.OTHER_KEYS]
    return [
        screen.heading(screen.say(say.HOW_TO_RATE)),
        *screen.columns(ratings, CYAN),
        "",
        screen.heading(screen.say(say.KEYS)),
        *screen.columns(keys, CYAN),
    ]


def _rating(screen: Screen, rating: Rating, days: int | None, suggested: bool) -> str:
    name = screen.say(say.RATINGS[rating])
    parts = [
        screen.paint(str(int(rating)), CYAN, BOLD),
        screen.paint(name, BOLD if suggested else ""),
    ]
    if days is not None:
        parts.append(screen.paint(interval(days, screen), DIM))
    return " ".join([*parts, screen.paint("⏎", GREEN, BOLD)] if suggested else parts)


def _count(screen: Screen, text: Text, n: int) -> str:
    return screen.say(text).format(n=n)

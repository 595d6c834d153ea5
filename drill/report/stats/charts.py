"""Charts in block characters: told apart by shape, so that colour is not needed."""

from collections.abc import Sequence
from datetime import date

from drill.model.stats import Heat
from drill.model.text import Lang
from drill.report.screen import DIM, GREEN, YELLOW, Screen
from drill.report.stats import say as saying
from drill.report.stats import words
from drill.report.wrap import cells, pad

SHADES = "·░▒▓█"
EIGHTHS = " ▁▂▃▄▅▆▇█"


def stacked(screen: Screen, known: float, seen: int, total: int, size: int) -> str:
    """Draw what is known, slipping and not seen as one bar of `size` cells."""
    first, second = _parts((known, seen - known, total - seen), size)
    return (
        screen.paint("━" * first, GREEN)
        + screen.paint("╍" * second, YELLOW)
        + screen.paint("─" * (size - first - second), DIM)
    )


def heat_map(screen: Screen, heat: Heat) -> list[str]:
    """Draw one column for each week, under the months; two cells wide where there is room."""
    labels = [screen.say(day) for day in words.WEEKDAYS]
    margin = 2 + max(map(cells, labels)) + 2
    weeks = [heat.days[i : i + 7] for i in range(0, len(heat.days), 7)]
    wide = 2 if margin + 2 * len(weeks) <= screen.width else 1
    lines = [
        " " * margin
        + screen.paint(_months([week[0].day for week in weeks], wide, screen.lang), DIM)
    ]
    for weekday, label in enumerate(labels):
        row = "".join(
            _square(screen, week[weekday].level) + " " * (wide - 1)
            for week in weeks
            if weekday < len(week)
        )
        lines.append(f"  {screen.paint(pad(label, margin - 4), DIM)}  {row}".rstrip())
    return [*lines, "", _shades(screen, heat.bounds)]


def columns(screen: Screen, values: Sequence[float], wide: int, height: int) -> list[str]:
    """Draw upright columns with a scale at the left; the first line is the highest."""
    top = max(*values, 1)
    margin = len(f"{top:.0f}")
    lines = []
    for level in reversed(range(height)):
        scale = f"{top:.0f}" if level == height - 1 else "0" if level == 0 else ""
        row = "".join(
            EIGHTHS[_eighths(value, top, height, level)] * max(wide - 1, 1) + " " * (wide > 1)
            for value in values
        )
        painted = screen.paint(row.rstrip(), GREEN)
        lines.append(f"  {screen.paint(scale.rjust(margin) + '│', DIM)}{painted}".rstrip())
    return lines


def dates(days: Sequence[date], wide: int, lang: Lang) -> str:
    """Write the date of every seventh column under it, from the first on."""
    return _spaced(
        [(i * wide, saying.short_date(day, lang)) for i, day in enumerate(days) if i % 7 == 0]
    )


def rates(
    screen: Screen, label: str, values: Sequence[float | None], under: Sequence[str]
) -> list[str]:
    """Draw shares as columns of one line between a half and the whole, say them, and `under`.

    Where it is narrow, the last of them.
    """
    margin = cells(label) + 4
    room = screen.width - margin
    wide = min(max(room // len(values), 4), 6)
    start = max(len(values) - room // wide, 0)
    blocks = numbers = ""
    for value in values[start:]:
        block = " " if value is None else EIGHTHS[1 + round(14 * max(value - 0.5, 0))]
        number = "–" if value is None else saying.percent(value, screen.lang).rstrip(" %")
        blocks += pad(block * (wide - 2), wide)
        numbers += pad(number, wide)
    names = _spaced([(i * wide, name) for i, name in enumerate(under[start:])])
    return [
        f"  {label}  {screen.paint(blocks.rstrip(), GREEN)}",
        " " * margin + numbers.rstrip(),
        " " * margin + screen.paint(names, DIM),
    ]


def _parts(parts: tuple[float, float, float], size: int) -> tuple[int, int]:
    """Share out cells; whatever there is gets one, if only just."""
    total = sum(parts)
    if not total:
        return 0, 0
    shown = [max(round(size * part / total), int(part >= 0.5)) for part in parts]
    while sum(shown) > size:
        shown[shown.index(max(shown))] -= 1
    if parts[2] == 0:  # rounding must not leave a rest that is not there
        shown[0 if parts[0] >= parts[1] else 1] += size - sum(shown)
    return shown[0], shown[1]


def _square(screen: Screen, level: int) -> str:
    return screen.paint(SHADES[level], GREEN if level else DIM)


def _months(mondays: Sequence[date], wide: int, lang: Lang) -> str:
    """Write each month over its first whole week."""
    starts = [
        (i * wide, saying.month(day, lang))
        for i, day in enumerate(mondays)
        if day.day <= 7 or i == 0
    ]
    return _spaced(starts)


def _spaced(labels: Sequence[tuple[int, str]]) -> str:
    """Put labels at their columns; where two would run together, the first has to go."""
    line = ""
    shown = [one for one in labels if one[1]]
    for i, (at, label) in enumerate(shown, 1):
        if i == len(shown) or at + cells(label) + label.isascii() <= shown[i][0]:
            line = pad(line, at) + label
    return line


def _shades(screen: Screen, bounds: Sequence[int]) -> str:
    said = enumerate(saying.shades(bounds))
    return "  " + "   ".join(f"{_square(screen, level)} {text}" for level, text in said)


def _eighths(value: float, top: float, height: int, level: int) -> int:
    """Give how much of a line a column fills, in eighths; what is not 0 is seen."""
    whole = max(round(8 * height * value / top), int(value > 0))
    return min(max(whole - 8 * level, 0), 8)

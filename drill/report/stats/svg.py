"""Charts as SVG: text for those who cannot see them, a title on everything drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

CELL, GAP = 18, 4
LEFT, TOP = 44, 20
WIDTH = 860


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One upright bar: its height, how much of it is hatched, what it says, a label below."""

    value: float
    part: float = 0.0
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A share with its interval, at `x` from 0 to 1."""

    x: float
    rate: float
    low: float
    high: float
    title: str
    label: str = ""


def heat(
    squares: Sequence[tuple[int, str]],
    months: Sequence[tuple[int, str]],
    weekdays: Sequence[str],
    says: str,
) -> str:
    """Draw weeks of squares, each a level and a title; months stand over their column."""
    step = CELL + GAP
    columns = (len(squares) + 6) // 7
    parts = [_text(LEFT + at * step, 12, name) for at, name in months]
    parts += [
        _text(LEFT - 8, TOP + row * step + 13, name, "end") for row, name in enumerate(weekdays)
    ]
    for i, (level, title) in enumerate(squares):
        column, row = divmod(i, 7)
        parts.append(
            f'<rect class="h{level}" x="{LEFT + column * step}" y="{TOP + row * step}"'
            f' width="{CELL}" height="{CELL}" rx="2"><title>{escape(title)}</title></rect>'
        )
    return _svg(LEFT + columns * step, TOP + 7 * step, parts, says)


def columns(bars: Sequence[Column], says: str) -> str:
    """Draw upright bars on one scale, from 0."""
    width, height, floor = WIDTH, 170, 146
    top = max([bar.value for bar in bars] + [1.0])
    step = (width - LEFT) / max(len(bars), 1)
    parts = [_rule(16, width), _rule(floor, width)]
    parts += [_text(LEFT - 8, 20, f"{top:.0f}", "end"), _text(LEFT - 8, floor + 4, "0", "end")]
    for i, bar in enumerate(bars):
        x, tall = LEFT + i * step, (floor - 16) * bar.value / top
        hatched = (floor - 16) * bar.part / top
        for kind, y, size in (
            ("known", floor - tall + hatched, tall - hatched),
            ("slipping", floor - tall, hatched),
        ):
            if size > 0.05:
                parts.append(
                    f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{0.8 * step:.1f}"'
                    f' height="{size:.1f}"><title>{escape(bar.title)}</title></rect>'
                )
        if bar.label:
            parts.append(_text(x, height - 6, bar.label))
    return _svg(width, height, parts, says)


def shares(dots: Sequence[Dot], says: str, *, low: float, diagonal: bool = False) -> str:
    """Draw shares between `low` and 1 with their intervals; the diagonal is where x is y."""
    width, height, floor, ceiling = WIDTH, 180, 152, 14

    def y_of(rate: float) -> float:
        return floor - (floor - ceiling) * (max(rate, low) - low) / (1 - low)

    def x_of(x: float) -> float:
        return LEFT + 14 + (width - LEFT - 34) * x

    parts = []
    for tick in (low, (1 + low) / 2, 1.0):
        parts += [
            _rule(y_of(tick), width),
            _text(LEFT - 8, y_of(tick) + 4, f"{100 * tick:.0f}%", "end"),
        ]
    if diagonal:
        parts.append(_line(x_of(0), y_of(low), x_of(1), y_of(1), "diagonal"))
    for dot in dots:
        x = x_of(dot.x)
        parts += [
            _line(x, y_of(dot.low), x, y_of(dot.high), "interval"),
            f'<circle class="dot" cx="{x:.1f}" cy="{y_of(dot.rate):.1f}" r="4.5">'
            f"<title>{escape(dot.title)}</title></circle>",
        ]
        if dot.label:
            parts.append(_text(x, height - 8, dot.label, "middle"))
    return _svg(width, height, parts, says)


def _svg(width: float, height: float, parts: Sequence[str], says: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(says)}"'
        f' style="max-width:{width:g}px">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rule(y: float, width: float) -> str:
    return _line(LEFT, y, width, y, "rule")


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'

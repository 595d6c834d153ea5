"""What stands beside the verdict: an exception, printed text, notes, cost, the sandbox."""

from itertools import groupby

from drill.model.report import Error, Speed
from drill.model.text import Text
from drill.report import words
from drill.report.escape import escape, escape_lines
from drill.report.screen import BOLD, CYAN, DIM, RED, YELLOW, Screen
from drill.report.wrap import clip, wrap

PRINTED_LINES = 8
# errors that are no Python exceptions: their message says it all
OURS = ("TimeLimit", "Crashed", "EmptyFile", "NotText", "NotUTF8", "WrongSignature", "")


def error(what: Error, file: str, title: Text, screen: Screen) -> list[str]:
    """Show what was raised, and the user's own line."""
    message = escape_lines(screen.say(what.message))
    named = f"{escape(what.type)}: {message}" if message else escape(what.type)
    head = message if what.type in OURS else named
    lines = [screen.heading(screen.say(title))]
    for row in head.split("\n")[:6]:
        lines += screen.paragraph(clip(row, 600), "  ", RED, BOLD)
    if what.line:
        source = escape(what.source.strip("\r\n").expandtabs(4)).strip()
        place = f"{escape(file)}:{what.line}"
        lines += [f"  {screen.paint(place, CYAN)}"]
        if source:
            lines.append(f"  {screen.paint('│', DIM)} {clip(source, screen.width - 4)}")
    if what.hint:
        lines += screen.paragraph(screen.say(what.hint), "  ", YELLOW)
    return lines


def printed(text: str, screen: Screen) -> list[str]:
    """Show what it printed, the first lines of it."""
    if not text.strip():
        return []
    rows = _folded(escape_lines(text.rstrip("\n")).split("\n"))
    lines = [screen.heading(screen.say(words.PRINTED))]
    shown = rows[:PRINTED_LINES]
    lines += ["  " + screen.paint(clip(row, screen.width - 2), DIM) for row in shown]
    if len(rows) > PRINTED_LINES:
        more = words.fill(words.LINES_MORE, n=len(rows) - PRINTED_LINES)
        lines.append("  " + screen.paint(screen.say(more), DIM))
    return lines


def _folded(rows: list[str]) -> list[str]:
    """Write equal rows in succession once, with their number."""
    counted = [(row, len(list(same))) for row, same in groupby(rows)]
    return [row if n == 1 else f"{row}  (× {n})" for row, n in counted]


def notes(texts: tuple[Text, ...], screen: Screen) -> list[str]:
    """List what is worth knowing and costs no points."""
    lines = [screen.heading(screen.say(words.NOTES))] if texts else []
    for note in texts:
        first, *rest = wrap(escape(screen.say(note)), screen.width - 4)
        lines += [f"  · {screen.marked(first)}", *("    " + screen.marked(line) for line in rest)]
    return lines


def speed(cost: Speed, screen: Screen) -> list[str]:
    """Compare cost with the reference; nothing is said where nothing was measured."""
    rows = []
    if cost.ratio is not None:
        text = words.fill(words.RATIO, ratio=_figure(cost.ratio), n=cost.n)
        low, high = cost.ratio_low, cost.ratio_high
        if low is not None and high is not None:
            text = _plus(text, words.fill(words.INTERVAL, low=_figure(low), high=_figure(high)))
        rows.append((words.TIME, text))
    if cost.slope is not None:
        text = words.fill(words.SLOPE, slope=f"{cost.slope:.1f}")
        if cost.reference_slope is not None:
            slope = f"{cost.reference_slope:.1f}"
            text = _plus(text, words.fill(words.REFERENCE_SLOPE, slope=slope))
        rows.append((words.GROWTH, text))
    if cost.peak_mb is not None:
        rows.append(
            (
                words.MEMORY,
                words.LITTLE
                if cost.peak_mb < 1
                else words.fill(words.PEAK, peak=_figure(cost.peak_mb)),
            )
        )
    if not rows:
        return []
    said = [(screen.say(name), screen.say(text)) for name, text in rows]
    return [screen.heading(screen.say(words.SPEED)), *screen.columns(said, DIM)]


def _plus(a: Text, b: Text) -> Text:
    return Text(a.en + b.en, a.zh + b.zh)


def _figure(value: float) -> str:
    """Round to two digits, the way one says it."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def sandbox(layers: dict[str, str], screen: Screen) -> list[str]:
    """Tell which layers are off; nothing where all are on."""
    off = {name: state for name, state in layers.items() if state.startswith("off")}
    if not off:
        return []
    if all(state == "off: asked for" for state in off.values()):
        return screen.paragraph(screen.say(words.UNCONFINED), "", DIM)
    said = [
        f"{name} ({escape(state.removeprefix('off').lstrip(': '))})" for name, state in off.items()
    ]
    text = words.fill(words.WEAKER, layers=", ".join(said).replace(" ()", ""))
    return screen.paragraph(screen.say(text), "", DIM)

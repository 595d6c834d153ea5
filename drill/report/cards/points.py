"""Key points as a checklist, and what of a typed answer they were found in."""

from drill.model.card import Card
from drill.model.graded import Graded
from drill.model.typed import Hit, State
from drill.report.cards import words as say
from drill.report.cards.parts import INDENT, dotted, hanging
from drill.report.escape import escape
from drill.report.markdown.inline import TIE, literal, mark
from drill.report.markdown.lines import safe, trusted_lines
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen

UNDERLINED = "4"
SIGNS = {State.HIT: ("✓", GREEN), State.MISS: ("✗", RED), State.DOUBTFUL: ("?", YELLOW)}
_OPEN = {State.HIT: "‹", State.MISS: "‹✗ ", State.DOUBTFUL: "‹? "}


def point_lines(card: Card, screen: Screen, graded: Graded | None) -> list[str]:
    """List the key points; numbered and marked once a typed answer was compared with them."""
    if not card.points:
        return []
    hits = {hit.point: hit for hit in graded.hits} if graded else {}
    lines = [screen.heading(screen.say(say.KEY_POINTS))]
    for i, point in enumerate(card.points):
        hit = hits.get(i)
        text = screen.say(point.text)
        must = f"{mark(DIM)} ·{TIE}{screen.say(say.MUST)}{mark('')}" if point.must else ""
        lead = f"{INDENT}• "
        if hit is not None:
            sign, style = SIGNS[hit.state]
            lead = f"{INDENT}{screen.paint(sign, style)} {i + 1}  "
        lines += hanging(lead, safe(text) + must, screen, trusted=True)
        if hit is not None and hit.why is not None:
            lines += screen.paragraph(safe(screen.say(hit.why)), INDENT + "     ", YELLOW)
    return lines


def answer_lines(graded: Graded, screen: Screen) -> list[str]:
    """Show the answer as it was typed, the words marked in which a point was found."""
    if not graded.typed.strip():
        return []
    states = _states(graded.typed, graded.hits)
    parts = []
    before: State | None = None
    for character, state in zip(graded.typed, states, strict=True):
        if state is not before:
            parts.append(f"{mark('')}›" if before is not None else "")
            if state is not None:
                _, style = SIGNS[state]
                parts.append(f"{_OPEN[state]}{mark(f'{UNDERLINED};{style}')}")
        before = state
        parts.append("\n" if character == "\n" else literal(escape(character)))
    parts.append(f"{mark('')}›" if before is not None else "")
    text = "".join(parts).replace("\n", "<br>")
    return [screen.heading(screen.say(say.YOUR_ANSWER)), *trusted_lines(text, screen, INDENT)]


def verdict_of_points(card: Card, graded: Graded, screen: Screen) -> list[str]:
    """Count the points found, and say where one is missing that must be there."""
    hit = sum(one.state is State.HIT for one in graded.hits)
    doubtful = sum(one.state is State.DOUBTFUL for one in graded.hits)
    missing = any(
        one.state is not State.HIT and one.point < len(card.points) and card.points[one.point].must
        for one in graded.hits
    )
    said = [screen.say(say.POINTS_HIT).format(right=hit, n=len(graded.hits))]
    if missing:
        said.append(screen.say(say.MUST_MISSED))
    if doubtful:
        said.append(screen.say(say.DOUBTFUL).format(n=doubtful))
    sign, style = ("✓", GREEN) if graded.right else ("✗", RED)
    first, *rest = dotted(said, screen, "  ", BOLD, style)
    return [screen.paint(sign, BOLD, style) + first[1:], *rest]


def _states(typed: str, hits: tuple[Hit, ...]) -> list[State | None]:
    """Say for each character which point it speaks for or against; what is wrong goes first."""
    states: list[State | None] = [None] * len(typed)
    for state in (State.HIT, State.DOUBTFUL, State.MISS):
        for hit in hits:
            if hit.state is state and hit.span is not None:
                start, end = hit.span
                for i in range(max(start, 0), min(end, len(typed))):
                    states[i] = state
    return states

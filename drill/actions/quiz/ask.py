"""Put one item of the queue as a question: numbers drawn, choices shuffled; and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from drill.model.card import Card, Kind
from drill.model.draw import draw
from drill.model.indexed import Entry
from drill.model.memory import Memory
from drill.model.review import CODE
from drill.model.text import Text

WRITE = Text("Write it: `drill code {name}`", "动手写：`drill code {name}`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it is put now. `card` is None for a coding problem.

    `values` fill a number card in; `order` says which choice or step stands in which place.
    """

    entry: Entry
    card: Card | None
    memory: Memory | None
    again: bool = False  # it failed before in this session
    values: dict[str, float] | None = None
    order: tuple[int, ...] | None = None


def ask(entry: Entry, card: Card | None, memory: Memory | None, seed: str, *, again: bool) -> Asked:
    """Put a question; the same `seed` puts it the same way."""
    values = order = None
    if card is not None and card.kind is Kind.NUMBER:
        values = {
            one.name: one.values[_pick(seed, one.name, len(one.values))] for one in card.given
        }
    elif card is not None and card.kind is Kind.ORDER:
        order = shuffled(len(card.steps), seed, moved=True)
    elif card is not None and card.choices:
        order = shuffled(len(card.choices), seed)
    return Asked(entry=entry, card=card, memory=memory, again=again, values=values, order=order)


def follow_up(entry: Entry) -> Text:
    """Say what an interviewer asks next; of a coding problem, the command that grades it."""
    if not entry.id.startswith(CODE):
        return entry.title
    name = entry.id.removeprefix(CODE)
    return Text(WRITE.en.format(name=name), WRITE.zh.format(name=name))


def shuffled(n: int, seed: str, *, moved: bool = False) -> tuple[int, ...]:
    """Shuffle n places; `moved` never gives them in their first order."""
    order = tuple(sorted(range(n), key=lambda i: draw(f"{seed} {i}")))
    return (*order[1:], order[0]) if moved and _sorted(order) else order


def _sorted(order: Sequence[int]) -> bool:
    return list(order) == sorted(order)


def _pick(seed: str, name: str, n: int) -> int:
    return draw(f"{seed} {name}") % n

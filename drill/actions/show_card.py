"""Find what `drill show` and `drill solution` show of cards."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drill.actions.bank import open_cards
from drill.actions.quiz.ask import Asked, ask, follow_up
from drill.bank.places import Bank
from drill.errors import UsageError
from drill.model.card import Card
from drill.model.indexed import Entry
from drill.model.review import CODE
from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """A card as it is asked with one set of numbers, and what comes after it."""

    card: Card
    asked: Asked
    follow_ups: tuple[Text, ...]


def find_card(bank: Bank, folder: Path, name: str) -> CardShown:
    """Find a card by its id; UsageError names the near ones, of problems and cards."""
    with open_cards(bank, folder) as index:
        entry = index.entry(name)
        if entry is None or name.startswith(CODE):
            known = [*bank.entries, *(one.id for one in index.entries() if one.minutes is None)]
            near = difflib.get_close_matches(name.lower(), known, 3, 0.5)
            hint = f"did you mean {', '.join(near)}?" if near else "see `drill list --cards`"
            raise UsageError(f"no problem and no card is named {name!r}", hint=hint)
        card = index.card(name)
        after = [index.entry(one) for one in card.follow_ups]
        return CardShown(
            card=card,
            asked=ask(entry, card, None, name, again=False),
            follow_ups=tuple(follow_up(one) for one in after if one is not None),
        )


def cards_named(bank: Bank, folder: Path, ids: Iterable[str]) -> list[Entry]:
    """Find the cards that a problem names; one that a bank does not have is left out."""
    with open_cards(bank, folder) as index:
        found = [index.entry(one) for one in ids]
    return [one for one in found if one is not None]

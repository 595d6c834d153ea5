"""Options are told apart by what they say: the length of one does not give it away.

Their places need no test: the program shuffles them each time.
"""

import pytest
from cards.shipped import FILES, cards

from drill.bank.cards import read_cards
from drill.model.text import Lang
from drill.report.wrap import cells

MOST, MOST_IN_A_FILE = 0.45, 0.70  # chance is 0.27: one right option of four, sometimes of five
FEW = 4  # cards: below it a share says nothing
LISTS = {path.stem: [one.card for one in read_cards(path)[0]] for path in FILES}
CHOICES = [card for card in cards().values() if card.choices]


def picked(card, lang, pick):
    """Give the chance to be right for somebody who picks the option of `pick`, the longest, say."""
    sizes = [cells(one.text.to(lang)) for one in card.choices]
    taken = [
        one.right for one, size in zip(card.choices, sizes, strict=True) if size == pick(sizes)
    ]
    return sum(taken) / len(taken)


def second(sizes):
    return sorted(sizes)[-2]


def share(chosen, lang, pick):
    return sum(picked(card, lang, pick) for card in chosen) / len(chosen)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("pick", [max, second, min], ids=["longest", "second", "shortest"])
def test_the_length_of_an_option_does_not_say_that_it_is_right(lang, pick):
    assert len(CHOICES) >= 130
    assert share(CHOICES, lang, pick) <= MOST


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", LISTS)
def test_in_no_file_is_the_longest_option_mostly_right(name, lang):
    chosen = [card for card in LISTS[name] if card.choices]

    assert len(chosen) < FEW or share(chosen, lang, max) <= MOST_IN_A_FILE


def test_not_every_option_is_right():
    assert [card.id for card in CHOICES if all(one.right for one in card.choices)] == []

"""Read the answer to a card: digits by single keys, words by a line that can be edited."""

from drill.actions.quiz.ask import Asked
from drill.cli import keys
from drill.cli.card_page import CardPage, Quit, line
from drill.cli.typing_line import Cancelled, read_text
from drill.model.card import Card, Kind
from drill.model.cloze import gaps
from drill.report.quiz import words

NUMBER = frozenset("0123456789.-+/%^*,")
POWER = frozenset("eE")  # in 1.5e-3; alone they are keys
CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def read_answer(page: CardPage, asked: Asked, typed: str = "") -> str | None:
    """Show the question until it is answered; None where the person judges the answer.

    `typed` stands there to go on from: an answer that could not be read.
    """
    card = asked.card
    assert card is not None
    if card.kind is Kind.CLOZE or (page.session.options.typed and card.points):
        return _words(page, asked, card)
    if card.kind is Kind.NUMBER:
        return _number(page, asked, typed)
    if card.kind is Kind.ORDER:
        return _order(page, asked, len(card.steps), typed)
    if card.choices:
        return _choice(page, asked, card)
    while True:
        key = page.common(page.question(asked, words.REVEAL), asked)
        if key in (keys.SPACE, keys.ENTER):
            return None


def read_line(page: CardPage, asked: Asked, label: str, start: str = "") -> str:
    """Read one line below the question.

    Raises
    ------
    Cancelled
        On Escape.
    Quit
        On Ctrl-C, and where the terminal is gone.
    """
    page.pages.show(page.head, page.front(asked), line(words.TYPING))
    page.pages.keyboard.cursor(shown=True)
    try:
        return read_text(label, start)
    except (KeyboardInterrupt, EOFError):
        raise Quit from None
    finally:
        page.pages.keyboard.cursor(shown=False)


def _words(page: CardPage, asked: Asked, card: Card) -> str | None:
    """Read words; Escape goes to the keys, Enter there comes back."""
    count = len(gaps(card.text.to(page.pages.lang))) if card.text else 1
    while True:
        try:
            labels = [f"{CIRCLED[i % 9]} ▸ " for i in range(count)] if count > 1 else ["▸ "]
            return "\n".join(read_line(page, asked, label) for label in labels)
        except Cancelled:
            key = ""
            while key not in (keys.ENTER, keys.SPACE):
                key = page.common(page.question(asked, words.TYPE_OR_REVEAL), asked)
            if key == keys.SPACE:
                return "" if card.text else None


def _number(page: CardPage, asked: Asked, typed: str) -> str:
    while True:
        key = page.question(asked, words.TYPE_DIGITS, typed)
        if key in (keys.ENTER, keys.SPACE):
            return typed
        if key == keys.BACKSPACE:
            typed = typed[:-1]
        elif key in NUMBER or (key in POWER and typed):
            typed += key
        else:
            page.common(key, asked)


def _order(page: CardPage, asked: Asked, steps: int, typed: str) -> str:
    while True:
        key = page.question(asked, words.TYPE_ORDER, " ".join(typed))
        if key == keys.ENTER or (key == keys.SPACE and len(typed) in (0, steps)):
            return typed
        if key == keys.BACKSPACE:
            typed = typed[:-1]
        elif key in _digits(steps):
            typed += key if key not in typed else ""
        else:
            page.common(key, asked)


def _choice(page: CardPage, asked: Asked, card: Card) -> str:
    """Take one digit where one option is right, else digits until Enter."""
    one = sum(choice.right for choice in card.choices) == 1
    typed = ""
    while True:
        foot = words.CHOOSE if one else words.CHOOSE_ALL
        key = page.question(asked, foot, None if one else " ".join(typed))
        if key in (keys.ENTER, keys.SPACE):
            return typed
        if key in _digits(len(card.choices)):
            if one:
                return key
            typed = typed.replace(key, "") if key in typed else "".join(sorted(typed + key))
        elif key == keys.BACKSPACE:
            typed = typed[:-1]
        else:
            page.common(key, asked)


def _digits(n: int) -> frozenset[str]:
    return frozenset("123456789"[:n])

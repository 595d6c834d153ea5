"""Grade what was answered to a card, where the program can."""

from collections.abc import Mapping, Sequence

from drill.actions.quiz.ask import Asked
from drill.grading.typed.amount import check_number
from drill.grading.typed.points import check_points
from drill.grading.typed.short import check_choice, check_gap, check_order
from drill.grading.typed.worked import worked
from drill.model.card import Card, Kind
from drill.model.cloze import gaps
from drill.model.expression import evaluate
from drill.model.graded import Graded, Part
from drill.model.review import Rating
from drill.model.text import Lang
from drill.model.typed import Mark


def grade(asked: Asked, text: str, lang: Lang, wordings: Mapping[int, Sequence[str]]) -> Graded:
    """Grade `text`, as typed: gaps one a line, options and steps by the numbers shown.

    `wordings` are the person's own for each key point.
    """
    card = asked.card
    assert card is not None
    if card.kind is Kind.CLOZE:
        return _cloze(card, text, lang)
    if card.kind is Kind.NUMBER:
        return _number(asked, card, text)
    if card.kind is Kind.ORDER:
        return _order(asked, card, text, lang)
    if card.choices:
        return _choice(asked, card, text, lang)
    found = check_points(text, card.points, wordings)
    right = found.suggested > Rating.AGAIN
    return Graded(
        typed=text, right=right, score=found.score, suggested=found.suggested, hits=found.hits
    )


def _cloze(card: Card, text: str, lang: Lang) -> Graded:
    assert card.text is not None
    here, other = (gaps(card.text.to(one)) for one in _both(lang))
    typed = [*text.split("\n"), *[""] * len(here)][: len(here)]
    parts = []
    for words, wanted, also in zip(typed, here, other, strict=True):
        found = check_gap(words, (*wanted, *also))  # the other language's words are right too
        right = found.mark in (Mark.RIGHT, Mark.NEAR)
        note = found.why if found.mark is Mark.NEAR else None
        parts.append(Part(typed=words, right=right, wanted=wanted[0], note=note))
    count = sum(part.right for part in parts)
    return Graded(
        typed=text,
        right=count == len(parts),
        score=count / len(parts),
        suggested=_rating(count == len(parts)),
        parts=tuple(parts),
    )


def _number(asked: Asked, card: Card, text: str) -> Graded:
    assert asked.values is not None
    expected = evaluate(card.formula, asked.values)
    found = check_number(text, expected, card.tolerance, card.unit)
    right = found.mark in (Mark.RIGHT, Mark.NEAR)
    return Graded(
        typed=text,
        right=right,
        score=float(right),
        suggested=_rating(right),
        expected=expected,
        worked=worked(card.formula, asked.values),
        message=found.why,
        unreadable=bool(text.strip()) and found.mark is Mark.UNREADABLE,
    )


def _order(asked: Asked, card: Card, text: str, lang: Lang) -> Graded:
    assert asked.order is not None
    places = [asked.order.index(step) + 1 for step in range(len(card.steps))]
    found = check_order(text, places)
    right = found.mark is Mark.RIGHT
    parts = tuple(
        Part(
            typed=card.steps[asked.order[shown - 1]].to(lang),
            right=shown == place,
            wanted=card.steps[i].to(lang),
        )
        for i, (shown, place) in enumerate(zip(found.read, places, strict=False))
    )
    return Graded(
        typed=text,
        right=right,
        score=sum(part.right for part in parts) / len(places),
        suggested=_rating(right),
        parts=parts,
        message=found.why,
        unreadable=bool(text.strip()) and found.mark is Mark.UNREADABLE,
    )


def _choice(asked: Asked, card: Card, text: str, lang: Lang) -> Graded:
    assert asked.order is not None
    shown = [card.choices[i] for i in asked.order]
    found = check_choice(
        text, {i + 1 for i, choice in enumerate(shown) if choice.right}, len(shown)
    )
    right = found.mark is Mark.RIGHT
    return Graded(
        typed=text,
        right=right,
        score=float(right),
        suggested=_rating(right),
        parts=tuple(
            Part(typed=shown[i - 1].text.to(lang), right=shown[i - 1].right) for i in found.read
        ),
        chosen=frozenset(asked.order[i - 1] for i in found.read),
        message=found.why,
        unreadable=bool(text.strip()) and found.mark is Mark.UNREADABLE,
    )


def _rating(right: bool) -> Rating:
    return Rating.GOOD if right else Rating.AGAIN


def _both(lang: Lang) -> tuple[Lang, Lang]:
    return (Lang.EN, Lang.ZH) if lang is Lang.EN else (Lang.ZH, Lang.EN)

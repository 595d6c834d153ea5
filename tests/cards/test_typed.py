"""Answers as people type them: the good ones of a card pass, the plausible wrong ones fail.

`typed/<file of the cards>.yaml` gives them by card, in both languages. To pass is to be suggested
Good, or Hard; what fails is Again. They were written from the questions and the key points alone;
where one was judged wrongly its card got a wording that people use, never the answer itself.
"""

import pytest
import yaml
from cards.shipped import FILES, HERE, cards

from drill.grading.typed.points import check_points
from drill.model.card import Card
from drill.model.review import Rating

ENOUGH = 80  # cards
SIDES = ("good", "wrong")
TYPED = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((HERE / "typed").glob("*.yaml"))
}
CASES = [
    pytest.param(name, side, answer, id=f"{name}-{side}-{i}")
    for answers in TYPED.values()
    for name, sides in answers.items()
    for side in sides
    for i, answer in enumerate(sides[side])
]


@pytest.mark.parametrize(("name", "side", "answer"), CASES)
def test_a_good_answer_passes_and_a_wrong_one_fails(name: str, side: str, answer: str):
    typed = check_points(answer, cards()[name].points)

    said = {cards()[name].points[hit.point].text.en: hit.state.name for hit in typed.hits}
    assert (typed.suggested > Rating.AGAIN) is (side == "good"), said


def test_enough_cards_have_typed_answers_and_each_has_two_good_and_two_wrong_ones():
    every = {name: sides for answers in TYPED.values() for name, sides in answers.items()}

    assert len(every) == sum(map(len, TYPED.values())) >= ENOUGH
    assert [name for name, sides in every.items() if set(sides) != set(SIDES)] == []
    assert [
        (name, side)
        for name, sides in every.items()
        for side in SIDES
        if len(set(sides[side])) < 2 or {_chinese(one) for one in sides[side]} != {True, False}
    ] == []


def test_typed_answers_stand_in_the_file_named_after_the_file_of_their_card():
    assert TYPED.keys() <= {path.stem for path in FILES}
    assert [
        name
        for stem, answers in TYPED.items()
        for name in answers
        if not _has_points(cards().get(name)) or _file(name) != stem
    ] == []


def test_no_question_is_an_answer_to_itself():
    assert [card.id for card in cards().values() if card.points and _says_all(card)] == []


def _says_all(card: Card) -> bool:
    """Tell whether the question says every `must` point; one after the other, to be quick."""
    text = f"{card.ask.en}\n{card.ask.zh}"
    wanted = [point for point in card.points if point.must]
    return all(check_points(text, [point]).suggested > Rating.AGAIN for point in wanted)


def _chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


def _has_points(card: Card | None) -> bool:
    return card is not None and bool(card.points)


def _file(name: str) -> str:
    return next(
        path.stem for path in FILES if f"\n- id: {name}\n" in "\n" + path.read_text("utf-8")
    )

"""Cards and coding problems name each other, and cards lead on as an interviewer digs."""

import pytest
from cards.shipped import cards
from conftest import ROOT

from drill.bank.schema import load_question
from drill.model.card import Kind
from drill.model.review import CODE

PROBLEMS = sorted((ROOT / "questions" / "code").glob("*.yaml"))


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_a_problem_has_cards_that_name_it(path):
    named = load_question(path).cards

    assert len(named) >= 3
    assert [one for one in named if CODE + path.stem not in cards()[one].follow_ups] == []
    assert len({cards()[one].kind for one in named}) >= 2  # not only asked, also tried
    assert any(cards()[one].kind in (Kind.RECALL, Kind.ORDER) for one in named)


def test_a_card_names_no_problem_that_does_not_list_it():
    lists = {CODE + path.stem: load_question(path).cards for path in PROBLEMS}

    assert [
        (card.id, item)
        for card in cards().values()
        for item in card.follow_ups
        if item.startswith(CODE) and card.id not in lists[item]
    ] == []


def test_every_card_leads_on_and_is_led_to():
    follows = {
        card.id: [item for item in card.follow_ups if item in cards()] for card in cards().values()
    }
    named = {item for items in follows.values() for item in items}

    assert [name for name, items in follows.items() if not items] == []
    assert [name for name in follows if name not in named] == []


def test_of_two_questions_one_comes_first():
    """A detail may lead back to the question it belongs to; two such questions do not circle."""
    recall = {card.id: card for card in cards().values() if card.kind is Kind.RECALL}

    assert [
        (card.id, item)
        for card in recall.values()
        for item in card.follow_ups
        if item in recall and card.id in recall[item].follow_ups
    ] == []

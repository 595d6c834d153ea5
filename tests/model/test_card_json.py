"""A card comes back from JSON exactly as it was, and looks the same each time."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.model.card import Card, Choice, Given, Kind, Point
from drill.model.card_json import canonical, card_dict, card_json, digest, read_card
from drill.model.indexed import CODE_KIND, Listed, problem_entry, read_problem, taken
from drill.model.question import FollowUp, Level, Question
from drill.model.text import Text

words = st.text(min_size=1, max_size=12)
texts = st.builds(Text, en=words, zh=words)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def some(values, least=0):
    return st.lists(values, min_size=least, max_size=3).map(tuple)


cards = st.builds(
    Card,
    id=words,
    kind=st.sampled_from(Kind),
    ask=texts,
    topics=some(words),
    level=st.sampled_from(Level),
    sources=some(words),
    answer=st.none() | texts,
    points=some(
        st.builds(Point, text=texts, any=some(words), veto=some(words), must=st.booleans())
    ),
    choices=some(st.builds(Choice, text=texts, right=st.booleans())),
    text=st.none() | texts,
    given=some(st.builds(Given, name=words, values=some(numbers))),
    formula=st.just("") | words,
    unit=st.none() | texts,
    tolerance=st.floats(0, 1, exclude_max=True),
    steps=some(texts),
    code=st.just("") | words,
    hint=st.none() | texts,
    follow_ups=some(words),
    errata=st.none() | texts,
    draft=st.booleans(),
    unanswered=st.booleans(),
    like=some(words),
    notes=some(words),
)


def exact(card):
    """A card with every number beside its type: 1 is not 1.0 on a screen."""
    types = [[type(value) for value in one.values] for one in card.given]
    return card, types, str(card.tolerance)


@given(card=cards)
def test_a_card_comes_back_exactly(card):
    assert exact(read_card(card_json(card))) == exact(card)


@given(card=cards)
def test_equal_cards_look_equal_and_hold_on_one_line(card):
    written = card_json(card)

    assert card_json(read_card(written)) == written
    assert "\n" not in written


def test_every_field_of_a_card_is_written():
    card = Card(
        id="a",
        kind=Kind.NUMBER,
        ask=Text("a", "一"),
        topics=("t",),
        level=Level.CORE,
        sources=("s",),
        answer=Text("b", "二"),
        points=(Point(text=Text("c", "三"), any=("w",), veto=("v",), must=True),),
        choices=(Choice(text=Text("d", "四"), right=True),),
        text=Text("e", "五"),
        given=(Given(name="n", values=(1, 2.5)),),
        formula="n",
        unit=Text("px", "像素"),
        tolerance=0.5,
        steps=(Text("f", "六"),),
        code="x",
        hint=Text("g", "七"),
        follow_ups=("z",),
        errata=Text("h", "八"),
        draft=True,
        unanswered=True,
        like=("y",),
        notes=("lost",),
    )
    assert set(card_dict(card)) == {field.name for field in fields(Card)}
    others = {str: "other", float: 0.25, tuple: (), Text: Text("other", "另")}
    others |= {Kind: Kind.BUG, Level: Level.HARD, bool: False}
    for field in fields(Card):
        other = others[type(getattr(card, field.name))]
        changed = replace(card, **{field.name: other})
        assert digest(card_json(changed)) != digest(card_json(card)), field.name


def test_what_is_empty_is_left_out():
    card = Card(
        id="a", kind=Kind.RECALL, ask=Text("?", "？"), topics=("t",), level=Level.CORE, sources=()
    )
    assert card_json(card) == (
        '{"ask":{"en":"?","zh":"？"},"id":"a","kind":"recall","level":"core","topics":["t"]}'
    )
    assert digest(card_json(card)) == "e42cf67150a89b58"


QUESTION = Question(
    id="nms",
    title=Text("Non-maximum suppression", "非极大值抑制"),
    prompt=Text("Write it.", "写出来。"),
    hints=(Text("Sort.", "排序。"),),
    follow_ups=(FollowUp(ask=Text("Why?", "为什么？"), want=Text("So.", "因此。")),),
    aliases=("suppress",),
    topics=("detection", "boxes"),
    level=Level.HARD,
    minutes=20,
    cards=("nms-ties",),
    sources=("a paper",),
)


def test_a_problem_comes_back_as_lists_need_it():
    entry, body = problem_entry(QUESTION)

    assert (entry.id, entry.kind, entry.line, entry.column) == ("code:nms", CODE_KIND, 1, 1)
    assert (entry.topics, entry.level, entry.minutes) == (("detection", "boxes"), Level.HARD, 20)
    assert entry.title == QUESTION.title
    assert read_problem(body) == Listed(
        id="nms",
        title=QUESTION.title,
        topics=("detection", "boxes"),
        level=Level.HARD,
        minutes=20,
        aliases=("suppress",),
    )
    assert body == canonical(json.loads(body))


@pytest.mark.parametrize(
    "field", [field.name for field in fields(Question) if field.name != "level"]
)
def test_the_digest_of_a_problem_sees_every_field(field):
    value = getattr(QUESTION, field)
    other = {str: "other", int: 5, tuple: (), Text: Text("other", "另")}[type(value)]

    changed, _ = problem_entry(replace(QUESTION, **{field: other}))

    assert changed.digest != problem_entry(QUESTION)[0].digest


def test_an_id_that_is_taken_says_by_whom():
    assert taken("a-card", "a.yaml:3") == (
        "the id 'a-card' belongs to a.yaml:3 already",
        "an id is for ever: change the newer one",
    )
    assert taken("code:nms", "nms.yaml:1") == (
        "the problem 'nms' is in nms.yaml:1 already",
        "rename this file",
    )

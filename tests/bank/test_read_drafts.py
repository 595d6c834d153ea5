"""A draft is a card of which less is wanted: one language, no wordings, perhaps no answer yet."""

import textwrap

import pytest

from drill.bank.card_parts import NAMED
from drill.bank.cards import read_cards
from drill.model.card import Choice, Kind, Point
from drill.model.question import Level
from drill.model.text import Text


def read(tmp_path, text):
    path = tmp_path / "drafts.yaml"
    path.write_text(textwrap.dedent(text), "utf-8")
    return read_cards(path, "drafts.yaml")


def only_card(tmp_path, text):
    (placed,), found = read(tmp_path, text)
    assert found.found == []
    return placed.card


def findings(tmp_path, text):
    cards, found = read(tmp_path, text)
    assert cards == ()
    return [
        (one.where.removeprefix("drafts.yaml:"), one.message, one.hint)
        for one in sorted(found.found)
    ]


def test_a_draft_in_one_language_is_asked_in_that_language_whatever_is_wanted(tmp_path):
    card = only_card(
        tmp_path,
        """\
        - id: notes-1
          draft: true
          ask: {zh: BN 有什么用？}
          topics: [normalisation]
          level: hard
          sources: ["notes.txt:3"]
          like: [batch-norm-why]
          notes: ["image lost: line 9"]
          answer:
            zh: |
              加快收敛。
          points:
            - zh: 加快收敛
              any: [收敛更快]
            - zh: 起正则化作用
            - 缓解梯度消失
            - {en: smoother loss, zh: 损失更平滑}
            - zh: "+"
        """,
    )

    assert (card.kind, card.level, card.draft, card.unanswered) == (
        Kind.RECALL, Level.HARD, True, False,
    )  # fmt: skip
    assert card.ask == Text("BN 有什么用？", "BN 有什么用？")
    assert card.answer == Text("加快收敛。", "加快收敛。")
    assert card.points == (
        Point(text=Text("加快收敛", "加快收敛"), any=("收敛更快",)),
        Point(text=Text("起正则化作用", "起正则化作用"), any=("起正则化作用",)),
        Point(text=Text("缓解梯度消失", "缓解梯度消失"), any=("缓解梯度消失",)),
        Point(text=Text("smoother loss", "损失更平滑"), any=("smoother loss", "损失更平滑")),
        Point(text=Text("+", "+"), any=()),
    )
    assert (card.like, card.notes) == (("batch-norm-why",), ("image lost: line 9",))


def test_a_draft_needs_no_more_than_a_question_that_nothing_answers(tmp_path):
    card = only_card(tmp_path, "- {id: a, draft: true, ask: Why?, unanswered: true}")

    assert card.ask == Text("Why?", "Why?")
    assert (card.unanswered, card.answer, card.points) == (True, None, ())
    assert (card.topics, card.level, card.sources) == ((), Level.CORE, ())


def test_empty_lists_of_a_draft_are_as_good_as_none(tmp_path):
    text = "- {id: a, draft: true, ask: Why?, answer: So., topics: [], points: [], like: []}"
    card = only_card(tmp_path, text)

    assert (card.topics, card.points, card.like) == ((), (), ())


def test_a_draft_may_be_of_any_kind(tmp_path):
    card = only_card(
        tmp_path,
        "- {id: a, draft: true, kind: choice, ask: Which?, choices: [{zh: 左, right: true}, right]}",
    )
    assert card.choices == (
        Choice(text=Text("左", "左"), right=True),
        Choice(text=Text("right", "right")),
    )
    card = only_card(
        tmp_path, "- {id: a, draft: true, kind: cloze, ask: Fill, text: 'a {{gap|hole}}'}"
    )
    assert card.text == Text("a {{gap|hole}}", "a {{gap|hole}}")
    card = only_card(
        tmp_path,
        "- {id: a, draft: true, kind: number, ask: '{n} squared?', given: {n: [2, 3]}, formula: n * n}",
    )
    assert card.formula == "n * n"


def test_a_card_that_says_it_is_no_draft_is_none(tmp_path):
    assert findings(tmp_path, "- {id: a, draft: false, ask: {en: Why?, zh: 为什么？}}") == [
        ("1:3", f"the key {key!r} is missing", f"add `{key}:`")
        for key in ("answer", "level", "points", "sources", "topics")
    ]


WRONG = {
    "no words": (
        "- {id: a, draft: true, ask: {}, answer: b}",
        [
            (
                "1:29",
                "found neither `en` nor `zh` where one of them was wanted",
                "write the text in one language at least",
            )
        ],
    ),
    "a list for words": (
        "- {id: a, draft: true, ask: [b], answer: c}",
        [
            (
                "1:29",
                "found a list where {en: ..., zh: ...} was wanted",
                "write it in both languages",
            )
        ],
    ),
    "empty words, said once": (
        "- {id: a, draft: true, ask: '', answer: b}",
        [("1:29", "found an empty string where a string was wanted", "")],
    ),
    "another language": (
        "- {id: a, draft: true, ask: {en: b, de: c}, answer: b}",
        [("1:37", "unknown key 'de'", "known keys: en, zh")],
    ),
    "no answer": (
        "- {id: a, draft: true, ask: b}",
        [("1:3", "the key 'answer' is missing", "add `answer:`, or `unanswered: true`")],
    ),
    "an answer after all": (
        "- {id: a, draft: true, ask: b, unanswered: true, answer: c}",
        [("1:32", "the card has an answer", "take `unanswered` out once there is an answer")],
    ),
    "no truth": (
        "- {id: a, draft: maybe, ask: b, answer: c}",
        [("1:18", "'maybe' is not one of true, false", "write one of: true, false")],
    ),
    "no id of a card": (
        "- {id: a, draft: true, ask: b, answer: c, like: [D E]}",
        [("1:50", f"found the id 'D E' where {NAMED}", "write 'd-e'")],
    ),
    "no id": (
        "- {draft: true, ask: b, answer: c}",
        [("1:3", "the key 'id' is missing", "add `id:`")],
    ),
    "a wording that accepts two points": (
        "- {id: a, draft: true, ask: b, answer: c, points: [one, {en: two, any: [one]}]}",
        [
            (
                "1:73",
                "the wording 'one' accepts the point in line 1 too",
                "make it longer, so that it belongs to one point",
            )
        ],
    ),
    "a gap that is none": (
        "- {id: a, draft: true, kind: cloze, ask: b, text: no gap}",
        [("1:51", "found 0 gaps where 1 to 9 were wanted", "a gap is {{word|other wording}}")],
    ),
    "a slip in a key": (
        "- {id: a, draft: true, ask: b, anser: c, unanswered: true}",
        [("1:32", "unknown key 'anser'", "did you mean 'answer'?")],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_draft_is_said_at_its_place(tmp_path, name):
    text, expected = WRONG[name]

    assert findings(tmp_path, text) == expected


def test_a_finished_card_has_nothing_of_drafts(tmp_path):
    text = """\
        - id: a
          ask: {en: Why?, zh: 为什么？}
          topics: [training]
          level: core
          sources: [x]
          answer: {en: So., zh: 因此。}
          points: [{en: so, zh: 因此, any: [so], must: true}]
          unanswered: true
          like: [b]
          notes: [c]
        """

    hint = "add `draft: true`, or take it out"
    assert findings(tmp_path, text) == [
        ("8:3", "the key 'unanswered' belongs to drafts", hint),
        ("9:3", "the key 'like' belongs to drafts", hint),
        ("10:3", "the key 'notes' belongs to drafts", hint),
    ]
    assert not only_card(tmp_path, text.partition("          unanswered")[0]).draft

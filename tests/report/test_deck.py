"""Cards as the two sides of an Anki note."""

import re

import pytest

from drill.actions.quiz.ask import ask
from drill.model.card import Card, Choice, Given, Kind, Point
from drill.model.indexed import Entry
from drill.model.question import Level
from drill.model.text import Lang, Text
from drill.report.deck import card_html


def card(kind, **rest):
    values = {
        "id": "one",
        "kind": kind,
        "ask": Text("What is `a < b`?", "`a < b` 是什么？"),
        "topics": ("detection",),
        "level": Level.CORE,
        "sources": ("Ren & He",),
    }
    return Card(**values | rest)


def sides(one, *langs):
    entry = Entry(
        id=one.id, kind=str(one.kind), line=1, column=1, topics=one.topics, level=one.level,
        digest="", title=one.ask, minutes=None,
    )  # fmt: skip
    asked = ask(entry, one, None, one.id, again=False)
    return card_html(one, langs or (Lang.EN,), asked.values, asked.order)


RECALL = card(
    Kind.RECALL,
    answer=Text("The *order* of $a$.", "$a$ 的顺序。"),
    points=(
        Point(text=Text("the order", "顺序"), any=("order",), must=True),
        Point(text=Text("of $a$", "$a$ 的"), any=("a",)),
    ),
    errata=Text("The notes say > .", "笔记写的是 > 。"),
)


def test_a_recall_card():
    front, back = sides(RECALL)

    assert front == "<p>What is <code>a &lt; b</code>?</p>"
    assert back == (
        "<p>The <em>order</em> of \\(a\\).</p>\n"
        "<p><b>Key points</b></p>\n"
        '<ul>\n<li>the order <span class="aside">(must)</span></li>\n<li>of \\(a\\)</li>\n</ul>\n'
        "<p><b>Where the notes are wrong</b></p>\n<p>The notes say &gt; .</p>\n"
        '<p class="aside">Ren &amp; He</p>'
    )


def test_both_languages_stand_under_each_other():
    front, back = sides(RECALL, Lang.EN, Lang.ZH)

    english, chinese = front.split('<hr class="lang">')
    assert "What is" in english
    assert "是什么" in chinese
    assert back.index("Key points") < back.index('<hr class="lang">') < back.index("要点")
    assert back.count("Ren &amp; He") == 1


def test_a_choice_names_the_right_one_by_its_letter():
    choices = tuple(Choice(text=Text(f"option {k}", f"选项{k}"), right=k == 2) for k in range(4))
    front, back = sides(card(Kind.CHOICE, choices=choices))

    shown = re.findall(r"<li>(option \d)</li>", front)
    assert sorted(shown) == [f"option {k}" for k in range(4)]
    letter = "ABCD"[shown.index("option 2")]
    assert f"<p>({letter}) option 2</p>" in back
    assert "option 1" not in back


def test_a_cloze_hides_its_gaps_and_shows_the_first_wording():
    text = Text("Use the {{running mean|moving average}}, not {{$x_{1}$}}.", "用{{滑动平均}}")
    front, back = sides(card(Kind.CLOZE, text=text))

    assert '<p>Use the <b class="gap">[…]</b>, not <b class="gap">[…]</b>.</p>' in front
    assert (
        '<p>Use the <b class="gap">running mean</b>, not <b class="gap">\\(x_{1}\\)</b>.</p>'
        in back
    )


def test_a_number_card_has_numbers_and_the_worked_formula():
    one = card(
        Kind.NUMBER,
        ask=Text("Width for n = {n}, k = {k}, $\\frac{n}{2}$?", "n = {n}，k = {k} 时的宽度？"),
        given=(Given(name="n", values=(224.0, 112.0)), Given(name="k", values=(3.0, 5.0))),
        formula="floor((n - k) / 2) + 1",
        unit=Text("px", "像素"),
    )
    front, back = sides(one)

    n, k = map(int, re.search(r"n = (\d+), k = (\d+), ", front).groups())
    width = (n - k) // 2 + 1
    assert f"<p><b>{width} px</b></p>" in back
    assert f"<code>floor(({n} - {k}) / 2) + 1 = {width}</code>" in back
    assert sides(one) == (front, back)  # always the same numbers


def test_the_steps_of_an_order_card_are_mixed_and_put_in_order():
    steps = tuple(Text(f"step {k}", f"第{k}步") for k in range(4))
    front, back = sides(card(Kind.ORDER, steps=steps))

    mixed = re.findall(r"<li>(step \d)</li>", front)
    assert sorted(mixed) == [f"step {k}" for k in range(4)] != mixed
    ordered = re.findall(r"<li>\(([A-D])\) (step \d)</li>", back)
    assert [step for _, step in ordered] == [f"step {k}" for k in range(4)]
    assert all(mixed["ABCD".index(letter)] == step for letter, step in ordered)


def test_a_bug_card_shows_its_code():
    one = card(Kind.BUG, code="if a < b:\n    pass\n", points=RECALL.points, answer=RECALL.answer)
    front, _ = sides(one)

    assert "<pre><code>if a &lt; b:\n    pass</code></pre>" in front


@pytest.mark.parametrize("lang", Lang)
def test_every_card_of_the_bank_can_be_written(lang, tmp_path):
    import warnings

    import genanki

    from drill.actions.bank import open_cards
    from drill.bank.places import open_bank

    with open_cards(open_bank(None), tmp_path) as index:
        cards = [index.card(entry.id) for entry in index.entries() if entry.kind != "code"]
    assert len(cards) > 40
    for one in cards:
        for side in sides(one, lang):
            assert side.count("<p>") + side.count("<p ") == side.count("</p>")
            assert not re.search("[\U000f0000-\U000fffff]", side)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                assert genanki.Note._find_invalid_html_tags_in_field(side) == []

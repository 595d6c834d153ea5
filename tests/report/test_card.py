"""What a card looks like in a quiz, before and after its answer.

The goldens are whole screens. After a change that is meant, write them anew with
``DRILL_UPDATE_GOLDEN=1 pytest tests/report`` and read the diff.
"""

import os
import re
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from report.card_samples import (
    ANSWERS,
    BUG,
    CARDS,
    CHOICE,
    CLOZE,
    FOLLOW_UPS,
    NUMBER,
    ORDER,
    ORDERS,
    RECALL,
    SEVERAL,
    SUMMARY,
    VALUES,
    cloze_graded,
    graded,
    order_graded,
    typed_recall,
)

from drill.model.card import Kind
from drill.model.review import Rating
from drill.model.summary import Summary
from drill.model.text import HAN, Lang, Text
from drill.model.typed import Hit, State
from drill.report.cards.back import back_lines, page_lines
from drill.report.cards.front import front_lines, hint_lines
from drill.report.quiz.bars import interval, key_help_lines, rating_bar, status_line
from drill.report.quiz.summary import summary_lines
from drill.report.screen import Screen, shown_cells
from drill.report.wrap import cells

GOLDEN = ROOT / "tests" / "golden" / "card"
ANSI = re.compile(r"\x1b\[[\d;]*m")
SCREENS = tuple(Screen(lang, width, False) for lang in Lang for width in (80, 50))
WIDE = Screen(Lang.EN, 80, False)
every_card = pytest.mark.parametrize("name", CARDS)
every_screen = pytest.mark.parametrize(
    "screen",
    [Screen(lang, width, False) for lang in Lang for width in (100, 80, 66, 50, 40)],
    ids=lambda screen: f"{screen.lang}{screen.width}",
)
DAYS = {Rating.AGAIN: 0, Rating.HARD: 3, Rating.GOOD: 8, Rating.EASY: 21}


def put(name):
    """Give how a card is put: its values and its order."""
    return {"values": VALUES if name == "number" else None, "order": ORDERS.get(name)}


def screens(name, screen):
    """Give all screens of one card."""
    card, answer = CARDS[name], ANSWERS[name]
    parts = {
        "front": front_lines(card, screen, **put(name)),
        "hint": hint_lines(card, screen),
        "not graded": page_lines(card, screen, **put(name)),
    }
    if answer is not None:
        parts["graded"] = page_lines(
            card, screen, **put(name), graded=answer(screen.lang), follow_ups=FOLLOW_UPS
        )
    return parts


def around(screen):
    """Give what stands around a card, and at the end."""
    return {
        "status": status_line(screen, 12, 8, 5, 2, 6.2),
        "last": status_line(screen, 30, 0, 0, 0, 21),
        "ratings": rating_bar(screen, DAYS),
        "keys": key_help_lines(screen),
        "summary": summary_lines(SUMMARY, screen),
        "stopped": summary_lines(STOPPED, screen),
        "one": summary_lines(ONE, screen),
    }


STOPPED = replace(
    SUMMARY, interrupted=True, learned=1, streak=1, days_left=None, ready=None, again=()
)
ONE = Summary(answered=1, right=1, learned=0, minutes=0.2, next_day="2026-11-23", new_left=3)


def golden(parts, screen):
    head = f"==== {screen.lang}, {screen.width} columns"
    return "".join(
        f"{head}, {name} ====\n" + "\n".join(lines) + "\n\n" for name, lines in parts.items()
    )


def compare(name, text):
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DRILL_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@every_card
def test_the_screens_of_a_card_are_the_golden_ones(name):
    compare(name, "".join(golden(screens(name, screen), screen) for screen in SCREENS))


def test_the_screens_around_a_card_are_the_golden_ones():
    compare("around", "".join(golden(around(screen), screen) for screen in SCREENS))


def test_the_colours_are_the_golden_ones():
    screen = Screen(Lang.EN, 80, True)
    parts = {
        f"{name} {part}": lines
        for name in CARDS
        for part, lines in screens(name, screen).items()
        if part in ("front", "graded")
    }

    compare("colours", golden(parts | around(screen), screen).replace("\x1b", "ESC"))


def test_every_golden_has_its_card():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*CARDS, "around", "colours"}


@every_card
@every_screen
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(name, screen):
    lines = [line for part in screens(name, screen).values() for line in part]
    lines += [line for part in around(screen).values() for line in part]

    assert [line for line in lines if cells(line) > screen.width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@every_card
@every_screen
def test_colour_adds_nothing_but_colour(name, screen):
    coloured = replace(screen, colour=True)
    plain, painted = (
        screens(name, screen) | around(screen),
        screens(name, coloured) | around(coloured),
    )

    for part, lines in painted.items():
        assert [ANSI.sub("", line).rstrip() for line in lines] == plain[part]
        assert all(shown_cells(line) <= screen.width for line in lines)


@every_card
def test_chinese_screens_are_chinese_and_english_ones_english(name):
    english = "\n".join(sum(screens(name, WIDE).values(), []))
    chinese = "\n".join(sum(screens(name, replace(WIDE, lang=Lang.ZH)).values(), []))

    assert not HAN.search(english)
    assert not re.search(r"Answer|Key points|Why|Wrong|Right|Sources|Hint|yours", chinese)


def test_the_bar_around_a_card_is_chinese_too():
    text = "\n".join(sum(around(replace(WIDE, lang=Lang.ZH)).values(), []))

    assert not re.search(r"\b(done|due|min|Again|Keys|rate|right|Tomorrow)\b", text)


def test_options_and_steps_come_in_the_order_they_are_shown():
    front = front_lines(CHOICE, WIDE, order=(2, 0, 1))
    steps = front_lines(ORDER, WIDE, order=(1, 0, 2, 3, 4, 5))

    assert front[4] == "  1  Fewer weights, paid for with a smaller receptive field"
    assert front[5].startswith("  2  The same 5×5")
    assert steps[3:5] == ["  1  compute QKᵀ", "  2  project the tokens to Q, K, V"]


def test_an_order_that_does_not_fit_the_card_is_not_used():
    assert front_lines(CHOICE, WIDE, order=(5, 6)) == front_lines(CHOICE, WIDE)


def test_values_are_filled_in_and_other_braces_stay():
    card = replace(NUMBER, ask=Text("n = {n}, {k}×{k} on $x_{n}$ {other}", "{n}"))
    whole = front_lines(card, WIDE, values={"n": 224.0, "k": 0.5})[0]

    assert whole == "n = 224, 0.5×0.5 on x₂₂₄ other"


def test_a_gap_does_not_tell_how_wide_its_words_are():
    (line,) = {one for one in front_lines(CLOZE, WIDE) if "③" in one}

    assert "③____ than" in line


def test_a_gap_may_stand_in_code_and_in_a_formula():
    text = Text("`x.{{mean}}(0)` is $\\frac{ {{\\mu}} }{n}$\n\n```\nx.{{var}}()\n```", "{{a}}")
    card = replace(CLOZE, text=text)

    assert front_lines(card, WIDE)[3:6] == ["  `x.①____(0)` is ②____/n", "", "    x.③____()"]
    assert back_lines(card, WIDE)[0:3] == ["  `x.‹mean›(0)` is ‹μ›/n", "", "    x.‹var›()"]


def test_a_wrong_word_in_a_gap_is_shown_before_the_right_one_and_is_no_markdown():
    answer = cloze_graded("en")
    parts = (replace(answer.parts[0], typed="*a* $b$\x1b", right=False), *answer.parts[1:])

    lines = back_lines(CLOZE, WIDE, graded=replace(answer, parts=parts))

    assert lines[2].startswith("  Sort the boxes by ‹✗ *a* $b$\\x1b → score›, keep")


def test_a_choice_marks_the_right_ones_and_the_wrong_ones_that_were_chosen():
    lines = back_lines(
        SEVERAL, WIDE, order=(3, 2, 1, 0), graded=graded(False, chosen=frozenset((0, 3)))
    )

    assert lines[:6] == [
        "✗ Wrong",
        "",
        "  ✗ 1  Half precision ← yours",
        "  ✓ 2  Windows of a fixed size, as in Swin ← missed",
        "    3  More heads of a smaller dimension",
        "  ✓ 4  FlashAttention ← yours",
    ]


def test_steps_out_of_place_say_where_they_were_put():
    lines = back_lines(ORDER, WIDE, graded=order_graded("en"))

    assert lines[0] == "✗ 4 of 6 steps in place"
    assert "  ✗ 5  softmax over the keys ← you put it at 4" in lines
    assert "  ✓ 6  multiply by V" in lines


def test_a_number_card_shows_the_formula_with_its_numbers():
    lines = back_lines(NUMBER, WIDE, values=VALUES)
    worked = back_lines(NUMBER, WIDE, graded=ANSWERS["number"]("en"))

    assert lines[0] == "  floor((n + 2⋅p - k) / s) + 1 = 112 px"
    assert worked[0] == "✗ Wrong: found 111 where 112 was wanted"
    assert worked[2:4] == [
        "  floor((n + 2⋅p - k) / s) + 1",
        "  floor((224 + 2⋅3 - 7) / 2) + 1 = 112 px",
    ]


def test_key_points_are_a_checklist_with_the_words_they_were_found_in():
    lines = back_lines(RECALL, WIDE, graded=typed_recall("en"))

    assert lines[0] == "✗ 1 of 4 key points · an essential one is missing · 1 for you to judge"
    assert "  It takes the ‹running mean› and variance, not those of the batch, so the" in lines
    assert "  ✓ 1  running mean and variance are used · essential" in lines
    assert "  ? 3  it can be folded into the convolution before it" in lines
    assert "  ✗ 4  `model.eval()` switches it" in lines


def test_an_essential_point_is_missed_only_where_it_is():
    hits = tuple(
        Hit(point=i, state=State.HIT if point.must else State.MISS)
        for i, point in enumerate(RECALL.points)
    )
    answer = replace(typed_recall("en"), right=True, hits=hits)

    assert back_lines(RECALL, WIDE, graded=answer)[0] == "✓ 2 of 4 key points"


def test_points_are_not_numbered_before_anything_is_graded():
    assert "  • running mean and variance are used · essential" in back_lines(RECALL, WIDE)


def test_spans_that_overlap_or_lie_outside_are_marked_once():
    hits = (
        Hit(point=0, state=State.HIT, span=(0, 9)),
        Hit(point=1, state=State.MISS, span=(5, 12)),
        Hit(point=2, state=State.HIT, span=(11, 900)),
        Hit(point=7, state=State.HIT, span=(-3, 0)),
    )
    answer = replace(typed_recall("en"), typed="clip at 0, *not* 1\nafter", hits=hits)

    lines = back_lines(BUG, WIDE, graded=answer)

    at = lines.index("Your answer")
    assert lines[at + 1 : at + 3] == ["  ‹clip ›‹✗ at 0, *›‹not* 1", "  after›"]


def test_an_answer_that_was_not_given_is_not_called_wrong():
    empty = graded(False, typed="  ", parts=())

    assert back_lines(CHOICE, WIDE, graded=empty)[0] == "– Not answered"
    assert "  ✓ 1  The same 5×5" in "\n".join(back_lines(CHOICE, WIDE, graded=empty))
    assert "Your answer" not in back_lines(
        RECALL, WIDE, graded=replace(typed_recall("en"), typed="", hits=())
    )


def test_page_and_back_say_the_same_answer():
    for name, card in CARDS.items():
        back = back_lines(card, WIDE, **put(name))
        assert page_lines(card, WIDE, **put(name))[-len(back) :] == back


def test_errata_follow_ups_and_sources_come_last():
    lines = back_lines(RECALL, WIDE, follow_ups=FOLLOW_UPS)
    said = [line for line in lines if line.startswith(("┃", "What an", "  Sources"))]

    assert said[0] == "┃ In the notes"
    assert said[-2:] == [
        "What an interviewer asks next",
        "  Sources: note 003 Q16 · Ioffe & Szegedy 2015, arXiv:1502.03167, section 3.1",
    ]
    assert "┃" not in "\n".join(back_lines(CHOICE, WIDE))


@every_card
def test_every_card_has_a_hint(name):
    card = replace(CARDS[name], hint=None)
    first, *rest = hint_lines(card, WIDE)

    assert first.startswith("Hint")
    assert rest


def test_a_hint_is_the_cards_own_or_the_first_point_that_must_be_there():
    optional = replace(RECALL.points[0], must=False)
    card = replace(RECALL, hint=None, points=(optional, *RECALL.points[1:]))

    assert hint_lines(RECALL, WIDE)[1] == "  Think of a single image, `N = 1`."
    assert hint_lines(card, WIDE) == [
        "Hint · one key point",
        "  they are constants: no dependence on the rest of the batch",
    ]


@pytest.mark.parametrize(
    ("days", "en", "zh"),
    [
        (-1, "today", "今天"),
        (0, "today", "今天"),
        (1, "1 d", "1天"),
        (59, "59 d", "59天"),
        (60, "2 mo", "2个月"),
        (91, "3 mo", "3个月"),
        (335, "11 mo", "11个月"),
        (352, "1 y", "1年"),
        (365, "1 y", "1年"),
        (438, "1.2 y", "1.2年"),
        (36525, "100 y", "100年"),
    ],
)
def test_an_interval_is_said_in_the_largest_unit_that_fits(days, en, zh):
    assert interval(days, WIDE) == en
    assert interval(days, replace(WIDE, lang=Lang.ZH)) == zh


def test_enter_is_what_was_suggested():
    assert rating_bar(WIDE, DAYS) == ["1 Again today · 2 Hard 3 d · 3 Good 8 d ⏎ · 4 Easy 21 d"]
    assert rating_bar(WIDE, DAYS, Rating.AGAIN) == [
        "1 Again today ⏎ · 2 Hard 3 d · 3 Good 8 d · 4 Easy 21 d"
    ]
    assert len(rating_bar(Screen(Lang.EN, 40, False), DAYS)) == 2


def test_the_keys_say_what_again_means():
    text = " ".join(" ".join(key_help_lines(WIDE)).split())

    assert "in part, or only on seeing the answer, is Again too." in text
    for key in ("Space", "1-9", "u", "h", "e", "f", "b", "s", "?", "q", "PgUp"):
        assert f"  {key}" in "\n".join(key_help_lines(WIDE)) or key in ("Space", "PgUp")


def test_the_bar_on_top_grows_and_always_fits():
    full = [status_line(WIDE, done, 20 - done, 0, 0, 3)[0].count("━") for done in range(21)]

    assert full == sorted(full)
    assert full[0] == 0
    assert status_line(WIDE, 20, 0, 0, 0, 3)[0].endswith("20 done · the last one · 3 min")
    for width in range(40, 101):
        (line,) = status_line(Screen(Lang.ZH, width, False), 1200, 900, 100, 88, 600)
        assert cells(line) <= width


def test_a_question_with_numbers_is_named_without_them():
    titles = (NUMBER.ask, Text("Conv2d({c}, kernel_size={k}) on $\\frac{n}{2}$", "{k}×{k}"))

    text = "\n".join(summary_lines(replace(SUMMARY, again=titles), WIDE))

    assert "✗ A map of width n goes through a convolution with kernel k, stride s" in text
    assert "✗ Conv2d(c, kernel_size=k) on n/2" in text


def test_a_summary_of_nothing_and_of_much():
    nothing = Summary(answered=0, right=0, learned=0, minutes=0, interrupted=True)
    much = replace(SUMMARY, again=(RECALL.ask,) * 12, topics=SUMMARY.topics * 5)

    assert summary_lines(nothing, WIDE)[0] == "! Stopped early, and all of it is saved"
    text = "\n".join(summary_lines(much, WIDE))
    assert "and 4 more" in text
    assert text.count("normalisation") == 5
    assert len(text.split("\n")) < 40


TEXTS = st.text(
    alphabet=st.sampled_from(list("ab{}|*$`_\\<>[]()\n #-①中，。‹›×\x1b\u202e")), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(
    TEXTS, TEXTS, TEXTS, st.sampled_from(sorted(CARDS)), st.integers(40, 80), st.sampled_from(Lang)
)
def test_whatever_a_card_says_can_be_shown(a, b, typed, name, width, lang):
    text = Text(a, b)
    card = replace(
        CARDS[name],
        ask=text,
        answer=text,
        hint=text,
        errata=text,
        sources=(a, b),
        topics=(a,),
        points=tuple(replace(one, text=text) for one in CARDS[name].points),
        choices=tuple(replace(one, text=text) for one in CARDS[name].choices),
        steps=tuple(text for _ in CARDS[name].steps),
        code=a if CARDS[name].kind is Kind.BUG else "",
    )
    screen = Screen(lang, width, False)
    hits = tuple(
        Hit(point=i, state=State.HIT, span=(i, i + 3), why=text) for i in range(len(card.points))
    )
    answer = graded(False, typed=typed, hits=hits, message=text)

    lines = front_lines(card, screen, **put(name)) + hint_lines(card, screen)
    lines += page_lines(card, screen, **put(name), graded=answer, follow_ups=(text,))

    assert [line for line in lines if cells(line) > width] == []
    assert all(one.isprintable() for line in lines for one in line)


def test_a_draft_says_that_it_is_one():
    from dataclasses import replace

    from drill.report.cards.parts import question_lines

    lines = question_lines(replace(RECALL, draft=True), Screen(Lang.ZH, 80, False))
    assert "  核心 · normalisation, training · 问答 · 草稿" in lines
    assert not any("草稿" in line for line in question_lines(RECALL, Screen(Lang.ZH, 80, False)))

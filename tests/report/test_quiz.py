"""Today in a glance, lists of cards, and one answer stored."""

import json
from datetime import date

import pytest

from drill.model.finding import Finding
from drill.model.listing import CardRow
from drill.model.outlook import Answered, Outlook, Waiting
from drill.model.question import Level
from drill.model.text import Lang, Text
from drill.report.list_cards import cards_text, topics_text
from drill.report.quiz.as_json import answered_json, outlook_json, queue_json
from drill.report.quiz.screens import answered_text, nothing_text, opening_notice, today_text
from drill.report.wrap import cells
from drill.schedule.day import day_of

NMS = Waiting(
    id="code:nms", kind="code", title=Text("Non-maximum suppression", "非极大值抑制"),
    topics=("detection",), overdue=3,
)  # fmt: skip


def outlook(**changes):
    values = {
        "due": 12, "due_code": (NMS,), "new": 8, "unseen": 40, "seen": 20, "done_today": 5, "minutes": 30,
        "due_tomorrow": 4, "next_day": day_of(date(2026, 11, 22)), "next_due": 4,
    }  # fmt: skip
    return Outlook(**values | changes)


IDLE = {"due": 0, "due_code": (), "new": 0, "minutes": 0}


def card(name, status, due_in, recall, **more):
    return CardRow(
        id=name, kind="recall", title=Text(f"What is {name}?", f"什么是 {name}？"), topics=("detection",),
        level=Level.CORE, status=status, due_in=due_in, recall=recall, **more,
    )  # fmt: skip


CARDS = (
    card("anchor", "due", -2, 0.8),
    card("fpn", "learned", 9, 0.95, flagged=True),
    card("roi-align", "new", None, None),
    card("old", "suspended", 1, 0.5),
)


def test_today_says_what_is_due_and_what_to_type():
    assert today_text(outlook(), Lang.EN, 80, False).split("\n") == [
        "Today",
        "  12 cards due · 1 coding problem due · 8 new cards · about 30 min",
        "  ━━━━────────────────────  5 answered today",
        "",
        "  drill quiz               go through them: Space, then 1 to 4",
        "  drill stats              what you know and what is slipping",
        "  drill plan --date +21d   a plan until the interview",
        "",
        "Coding problems to write again",
        "  nms                 Non-maximum suppression                           3 d late",
    ]


def test_a_day_that_is_done_says_what_comes_next():
    text = today_text(outlook(**IDLE), Lang.ZH, 80, False)

    assert "今天的任务都完成了。" in text
    assert "下一批：周日 2026-11-22，4 项。" in text
    assert "drill quiz --new 10" in text


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Today is the interview: good luck."),
        (1, "The interview is tomorrow."),
        (9, "9 days to the interview"),
    ],
)
def test_a_plan_is_spoken_of(days, words):
    text = today_text(outlook(**IDLE, days_left=days), Lang.EN, 80, False)

    assert words in text
    assert "drill plan --date" not in text
    assert ("Today's share of the plan is done." in text) == (days > 0)


def test_an_empty_bank_says_so():
    assert nothing_text(outlook(**IDLE, seen=0, unseen=0), Lang.EN, 80, False) == (
        "The bank has no cards."
    )


def test_cards_are_listed_with_the_day_they_come_back():
    assert cards_text(CARDS, Lang.EN, 80, False).split("\n") == [
        "  !  anchor     What is anchor?                                        2 d late",
        "  ✓  fpn        What is fpn?                                           in 9 d ⚑",
        "  ○  roi-align  What is roi-align?                                     new",
        "  –  old        What is old?                                           suspended",
        "",
        "  4 cards · ○ 1 new · ! 1 due · ✓ 1 learned · – 1 suspended",
    ]


def test_topics_sum_cards_up():
    assert topics_text(CARDS, Lang.EN, 80, False).split("\n")[:2] == [
        "  topic      cards   new   due  recall now",
        "  detection      4     1     1        56 %",
    ]


def test_topics_have_their_names_where_they_are_known():
    names = {"detection": Text("detection", "目标检测")}

    assert topics_text(CARDS, Lang.ZH, 80, False, names).split("\n")[:2] == [
        "  主题      卡片  未学  到期  当前记忆",
        "  目标检测     4     1     1      56 %",
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [40, 50, 80, 100])
def test_no_line_is_wider_than_the_screen(lang, width):
    texts = (
        today_text(outlook(days_left=3), lang, width, False),
        cards_text(CARDS, lang, width, False),
        topics_text(CARDS, lang, width, False),
    )

    assert max(cells(line) for text in texts for line in text.split("\n")) <= width


def test_an_answer_from_a_script_says_when_the_card_comes_back():
    done = Answered(id="anchor", rating=3, day=100, due_day=108)

    assert answered_text(done, Lang.EN, 80, False) == (
        "anchor: Good. It comes back on 1970-04-19, in 8 days."
    )
    assert json.loads(answered_json(done)) == {"id": "anchor", "rating": 3, "due": "1970-04-19"}


def test_a_clock_set_back_and_findings_are_noticed_when_a_quiz_begins():
    finding = Finding("a.yaml", 3, 5, "unknown key 'titel'")

    assert opening_notice((), 0, Lang.EN) == ""
    assert "30 days behind" in opening_notice((finding,), 30, Lang.EN)
    assert "a.yaml:3:5" in opening_notice((finding,), 0, Lang.ZH)


def test_json_has_the_queue_and_the_day():
    assert json.loads(queue_json([NMS], Lang.ZH)) == [
        {
            "id": "code:nms",
            "kind": "code",
            "title": "非极大值抑制",
            "topics": ["detection"],
            "overdue": 3,
        }
    ]
    day = json.loads(outlook_json(outlook(days_left=3), Lang.EN))
    assert day["next"] == {"date": "2026-11-22", "due": 4}
    assert (day["due"], day["new"], day["days_left"], len(day["due_code"])) == (12, 8, 3, 1)

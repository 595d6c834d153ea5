"""The plan on the screen and for programs."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.model.plan import ActivePlan, Item, Plan, PlanDay, Readiness, Task
from drill.model.review import CODE
from drill.model.text import Lang
from drill.report.plan.as_json import plan_json
from drill.report.plan.screen import cleared_text, no_plan_text, plan_text
from drill.report.wrap import cells
from drill.schedule.day import day_of
from drill.schedule.plan import make_plan

ANSI = re.compile(r"\x1b\[[\d;]*m")
TODAY = day_of(date(2026, 12, 25))


def tasks(new=0, again=0, code=0):
    return tuple(
        Task(item=f"{kind}{i}", seconds=seconds, new=fresh)
        for kind, count, seconds, fresh in (
            ("n", new, 40.0, True),
            ("a", again, 40.0, False),
            (CODE, code, 600.0, True),
        )
        for i in range(count)
    )


def ready(items, today, idle, expected):
    return Readiness(items=items, today=today, idle=idle, expected=expected)


def sample(**changed):
    days = [tasks(new=30), tasks(new=15, code=1), tasks(again=12, code=1), tasks(), tasks(code=2)]
    days += [tasks(again=20)] * 4 + [tasks(again=9, code=1)] * 8
    values = {
        "asked": ActivePlan(date=date(2027, 1, 11), minutes=20),
        "today": TODAY,
        "interview": TODAY + len(days),
        "spent": 0.0,
        "days": tuple(PlanDay(day=TODAY + i, tasks=day) for i, day in enumerate(days)),
        "whole": ready(72, 0.314, 0.27, 0.885),
        "cards": ready(60, 0.37, 0.32, 0.9),
        "code": ready(12, 0.0, 0.0, 0.81),
        "topics": (
            ("detection", ready(24, 0.25, 0.2, 0.8)),
            ("normalisation", ready(9, 0.995, 0.99, 0.999)),
        ),
        "unseen": 40,
        "never": 2,
        "too_long": (2100.0, 1500.0),
        "others": ((10, 0.79), (40, 0.95)),
    }
    return Plan(**values | changed)


WIDE = """\
Interview on Mon 11 Jan 2027 · in 17 days · 20 min a day

  today             ━━━━━━━━━━━━────────────────────────────   31 %
  on the day        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────   88 %
  without any work  ━━━━━━━━━━──────────────────────────────   27 %
  mean recall over 72 items, 40 of them not asked yet

Topics · the weakest on the day first
  all cards        60  ━━━━━━━━━━━━╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍───   37 % →  90 %
  coding problems  12  ╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍──────    0 % →  81 %

  detection        24  ━━━━━━━━╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍──────   25 % →  80 %
  normalisation     9  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━   99 % →  99 %
  ━ today   ╍ gained by the plan

Day by day · made anew after every answer
                   min   new   again   coding
  Fri 25 Dec        20    30
  Sat 26 Dec        20    15                1
  Sun 27 Dec        18            12        1
  Mon 28 Dec       a day off
  Tue 29 Dec        20                      2
  Wed 30 Dec        13            20
  Thu 31 Dec        13            20
  1 Jan – 7 Jan    107            85        5
  8 Jan – 10 Jan    48            27        3

Other minutes a day
  10 min → 79 % · 40 min → 95 %

2 items will not have been asked by then; more minutes a day would change that.
2 items take longer than the minutes of a day and are left out: the longest
takes 35 min.
Expected, if you forget as FSRS-6 supposes; an item never asked counts as not
known. After the day the ordinary schedule goes on.

Next
  drill quiz                do what is planned for today
  drill plan --minutes 40   other minutes a day
  drill plan --clear        end the plan
"""
CHINESE = """\
面试：2027 年 1 月 11 日 周一
  还有 17 天 · 每天 20 分钟

  今天          ━━━━━━━━──────────────────   31%
  面试当天      ━━━━━━━━━━━━━━━━━━━━━━━───   88%
  如果不再复习  ━━━━━━━───────────────────   27%
  72 项的平均回忆概率，其中 40 项还没学

主题 · 面试当天最弱的在前
  全部卡片       60  ━━━━━━╍╍╍╍╍╍╍╍──   37% →  90%
  编程题         12  ╍╍╍╍╍╍╍╍╍╍╍╍╍───    0% →  81%

  detection      24  ━━━━╍╍╍╍╍╍╍╍╍───   25% →  80%
  normalisation   9  ━━━━━━━━━━━━━━━━   99% →  99%
  ━ 今天   ╍ 按计划提高

每天的安排 · 每次作答后重新计算
                   分钟   新学   复习   编程
  周五 12月25日      20     30
  周六 12月26日      20     15             1
  周日 12月27日      18            12      1
  周一 12月28日    休息
  周二 12月29日      20                    2
  周三 12月30日      13            20
  周四 12月31日      13            20
  1月1日–1月7日     107            85      5
  1月8日–1月10日     48            27      3

换成其他时长
  10 分钟 → 79% · 40 分钟 → 95%

到那天仍有 2 项没学过；每天多花些时间可以改善。
有 2 项所需时间超过每天的时长，没有排进计划（最长
的要 35 分钟）。
以上是估计：假设遗忘规律符合 FSRS-6，没学过的按不
会计算。面试之后恢复平时的复习节奏。

接下来
  drill quiz                完成今天的安排
  drill plan --minutes 40   调整每天的时长
  drill plan --clear        取消计划
"""


def test_the_plan_at_eighty_columns():
    assert plan_text(sample(), Lang.EN, 80, False) + "\n" == WIDE


def test_the_plan_in_chinese_at_fifty_columns():
    assert plan_text(sample(), Lang.ZH, 50, False) + "\n" == CHINESE


def lines(plan, lang=Lang.EN, width=80):
    return plan_text(plan, lang, width, False).split("\n")


def test_a_day_that_is_done_says_so():
    days = (PlanDay(day=TODAY, tasks=()), PlanDay(day=TODAY + 1, tasks=tasks(again=3)))
    plan = sample(days=days, interview=TODAY + 2, spent=19.7)

    assert "Day by day · 20 min done · made anew after every answer" in lines(plan)
    assert "  Fri 25 Dec   ✓ done for today" in lines(plan)
    assert "每天的安排 · 已用 20 分钟 · 每次作答后重新计算" in lines(plan, Lang.ZH)


def test_the_eve_is_tomorrow():
    days = (PlanDay(day=TODAY, tasks=tasks(new=3)),)
    plan = sample(
        days=days, interview=TODAY + 1, asked=ActivePlan(date=date(2026, 12, 26), minutes=5)
    )

    assert lines(plan)[0] == "Interview on Sat 26 Dec 2026 · tomorrow · 5 min a day"
    assert lines(plan, Lang.ZH)[0] == "面试：2026 年 12 月 26 日 周六 · 就在明天 · 每天 5 分钟"


def test_on_the_day_there_is_nothing_to_do():
    plan = sample(days=(), interview=TODAY, unseen=0)

    assert lines(plan) == [
        "The interview is today · Fri 25 Dec 2026",
        "",
        "  today  ━━━━━━━━━━━━────────────────────────────   31 %",
        "  mean recall over 72 items",
        "",
        "Nothing is planned for today: what is known now is known. Good luck!",
        "",
        "  drill quiz --cram   warm up; the schedule stays as it is",
    ]


def test_the_topics_of_a_plan_are_named():
    asked = ActivePlan(date=date(2027, 1, 11), minutes=20, topics=("detection", "loss"))

    assert lines(sample(asked=asked))[:2] == [
        "Interview on Mon 11 Jan 2027 · in 17 days · 20 min a day · detection, loss",
        "",
    ]


def test_one_of_a_kind_is_said_in_the_singular():
    said = plan_text(sample(never=1, too_long=(2100.0,)), Lang.EN, 80, False)

    assert "1 item will not have been asked by then." in said
    assert "1 item takes 35 min, longer than the minutes of a day, and is left out." in said


def test_a_plan_without_anything_left_out_says_nothing_of_it():
    said = plan_text(sample(never=0, too_long=(), others=()), Lang.EN, 80, False)

    assert "left out" not in said
    assert "asked by then" not in said
    assert "Other minutes" not in said
    assert "--minutes" not in said


def test_what_fades_in_spite_of_the_plan_is_drawn_as_what_will_be_left():
    plan = sample(topics=(("a", ready(1, 1.0, 0.5, 0.5)),), cards=None, code=None)

    assert "  a  1  ━━━━━━━━━━━━━━━━────────────────  100 % →  50 %" in lines(plan)


def test_many_topics_are_cut():
    many = tuple((f"topic-{i:02}", ready(1, 0.1, 0.1, 0.5)) for i in range(20))
    shown = lines(sample(topics=many))

    assert any("topic-14" in line for line in shown)
    assert not any("topic-15" in line for line in shown)
    assert "  5 more topics: `drill plan --json`" in shown


def test_an_empty_bank_has_nothing_to_plan():
    plan = make_plan([], ActivePlan(date=date(2027, 1, 11), minutes=20), TODAY)

    assert lines(plan)[:4] == [
        "Interview on Mon 11 Jan 2027 · in 17 days · 20 min a day",
        "",
        "  There is nothing to plan: the bank has no items here.",
        "",
    ]


def test_without_a_plan_it_says_how_to_make_one():
    assert no_plan_text(date(2027, 1, 15), Lang.EN, 80, False).split("\n") == [
        "No plan is active.",
        "",
        "  drill plan --date 2027-01-15 --minutes 30   plan until the interview",
    ]
    assert no_plan_text(date(2027, 1, 15), Lang.ZH, 50, False).split("\n") == [
        "目前没有计划。",
        "",
        "  drill plan --date 2027-01-15 --minutes 30",
        "    按面试日期制定计划",
    ]


def test_the_end_of_a_plan_is_said():
    assert cleared_text(True, Lang.EN, 80, False) == (
        "The plan is over; `drill quiz` follows the ordinary schedule again."
    )
    assert cleared_text(False, Lang.ZH, 80, False) == "本来就没有计划。"


def items(n_cards, n_code, long):
    cards = [
        Item(id=f"c{i}", memory=None, seconds=30.0, topics=(f"{'很长的主题' * long}-{i % 3}",))
        for i in range(n_cards)
    ]
    code = [Item(id=f"{CODE}p{i}", memory=None, seconds=900.0, weight=10.0) for i in range(n_code)]
    return cards + code


@settings(max_examples=60)
@given(
    st.integers(0, 60),
    st.integers(0, 3),
    st.integers(0, 9),
    st.integers(0, 40),
    st.integers(1, 60),
    st.sampled_from(Lang),
    st.integers(40, 100),
)
def test_no_line_is_wider_than_the_screen(cards, code, long, left, minutes, lang, width):
    asked = ActivePlan(
        date=date.fromordinal(date(2026, 12, 25).toordinal() + left), minutes=minutes
    )
    plan = make_plan(items(cards, code, long), asked, TODAY)
    plan = replace(plan, others=((1, 0.001), (600, 0.999)))

    for line in plan_text(plan, lang, width, False).split("\n"):
        assert cells(line) <= width, line
        assert line == line.rstrip()


@pytest.mark.parametrize("lang", Lang)
def test_colour_adds_nothing_but_colour(lang):
    coloured = plan_text(sample(), lang, 80, True)

    assert ANSI.search(coloured)
    assert ANSI.sub("", coloured) == plan_text(sample(), lang, 80, False)


def test_what_a_file_calls_a_topic_cannot_paint_the_screen():
    plan = sample(topics=(("\x1b[2Jbad", ready(1, 0.1, 0.1, 0.5)),))

    assert "\x1b" not in plan_text(plan, Lang.EN, 80, False)


def test_the_json_has_every_number():
    found = json.loads(plan_json(sample()))
    day = found["days"][1]

    assert (
        list(found)
        == (
            "format active date days_left minutes topics minutes_done readiness cards code by_topic"
            " days never_asked too_long other_minutes"
        ).split()
    )
    assert (found["format"], found["active"], found["date"]) == (1, True, "2027-01-11")
    assert (found["days_left"], found["minutes"], found["minutes_done"]) == (17, 20, 0.0)
    assert found["readiness"] == {
        "items": 72, "today": 0.314, "without_work": 0.27, "expected": 0.885
    }  # fmt: skip
    assert found["by_topic"][0] == {"topic": "detection"} | {
        "items": 24, "today": 0.25, "without_work": 0.2, "expected": 0.8
    }  # fmt: skip
    assert (day["date"], day["minutes"], len(day["items"])) == ("2026-12-26", 20.0, 16)
    assert day["items"][-1] == {"id": "code:0", "new": True, "seconds": 600.0}
    assert found["never_asked"] == {"today": 40, "on_the_day": 2}
    assert found["too_long"] == 2
    assert found["other_minutes"][1] == {"minutes": 40, "expected": 0.95}


def test_the_json_of_no_plan_says_so():
    assert json.loads(plan_json(None)) == {"format": 1, "active": False}
    assert json.loads(plan_json(sample(cards=None)))["cards"] is None

"""The words of `drill plan`, in both languages."""

from datetime import date

from drill.model.text import Lang, Text
from drill.report.stats.say import month
from drill.report.stats.words import WEEKDAYS

INTERVIEW = Text("Interview on {date}", "面试：{date}")
TODAY_IS = Text("The interview is today", "今天面试")
IN_DAYS = Text("in {n} days", "还有 {n} 天")
TOMORROW = Text("tomorrow", "就在明天")
A_DAY = Text("{n} min a day", "每天 {n} 分钟")

NOW = Text("today", "今天")
EXPECTED = Text("on the day", "面试当天")
IDLE = Text("without any work", "如果不再复习")
MEAN_OF = Text(
    "mean recall over {n} items, {unseen} of them not asked yet",
    "{n} 项的平均回忆概率，其中 {unseen} 项还没学",
)
MEAN_OF_NEW = Text("mean recall over {n} items, none asked yet", "{n} 项的平均回忆概率，都还没学")
MEAN_OF_ALL = Text("mean recall over {n} items", "{n} 项的平均回忆概率")
FROM_TO = Text("{a} → {b}", "{a} → {b}")

PARTS = Text("Topics", "主题")
PARTS_ASIDE = Text("the weakest on the day first", "面试当天最弱的在前")
LEGEND = (("━", Text("today", "今天")), ("╍", Text("gained by the plan", "按计划提高")))
CARDS = Text("all cards", "全部卡片")
CODE = Text("coding problems", "编程题")
MORE_TOPICS = Text("{n} more topics: `drill plan --json`", "另有 {n} 个主题：`drill plan --json`")

DAYS = Text("Day by day", "每天的安排")
DAYS_ASIDE = Text("made anew after every answer", "每次作答后重新计算")
MINUTES = Text("min", "分钟")
NEW = Text("new", "新学")
AGAIN = Text("again", "复习")
PROBLEMS = Text("coding", "编程")
FREE = Text("a day off", "休息")
DONE = Text("done for today", "今天已完成")
SO_FAR = Text("{n} min done", "已用 {n} 分钟")
WEEK = Text("{first} – {last}", "{first}–{last}")

OTHERS = Text("Other minutes a day", "换成其他时长")
WOULD = Text("{n} min → {rate}", "{n} 分钟 → {rate}")

NEVER = Text(
    "{n} items will not have been asked by then; more minutes a day would change that.",
    "到那天仍有 {n} 项没学过；每天多花些时间可以改善。",
)
ONE_NEVER = Text("1 item will not have been asked by then.", "到那天仍有 1 项没学过。")
TOO_LONG = Text(
    "{n} items take longer than the minutes of a day and are left out: the longest takes {minutes}"
    " min.",
    "有 {n} 项所需时间超过每天的时长，没有排进计划（最长的要 {minutes} 分钟）。",
)
ONE_TOO_LONG = Text(
    "1 item takes {minutes} min, longer than the minutes of a day, and is left out.",
    "有 1 项需要 {minutes} 分钟，超过每天的时长，没有排进计划。",
)
MODEL = Text(
    "Expected, if you forget as FSRS-6 supposes; an item never asked counts as not known. After"
    " the day the ordinary schedule goes on.",
    "以上是估计：假设遗忘规律符合 FSRS-6，没学过的按不会计算。面试之后恢复平时的复习节奏。",
)
LUCK = Text(
    "Nothing is planned for today: what is known now is known. Good luck!",
    "今天没有安排，该会的都会了。祝面试顺利！",
)
EMPTY = Text(
    "There is nothing to plan: the bank has no items here.", "没有可安排的内容：题库是空的。"
)
NONE = Text("No plan is active.", "目前没有计划。")
CLEARED = Text(
    "The plan is over; `drill quiz` follows the ordinary schedule again.",
    "计划已取消，`drill quiz` 恢复平时的复习节奏。",
)
CLEARED_NONE = Text("No plan was active.", "本来就没有计划。")

NEXT = Text("Next", "接下来")
TO_MAKE = Text("plan until the interview", "按面试日期制定计划")
TO_FOLLOW = Text("do what is planned for today", "完成今天的安排")
TO_CHANGE = Text("other minutes a day", "调整每天的时长")
TO_END = Text("end the plan", "取消计划")
TO_CRAM = Text("warm up; the schedule stays as it is", "面试前热身，不影响进度")


def short_date(day: date, lang: Lang) -> str:
    """Say a day of the coming year."""
    return f"{day.day} {month(day, lang)}" if lang is Lang.EN else f"{month(day, lang)}{day.day}日"


def weekday(day: date, lang: Lang) -> str:
    """Name the day of the week, short."""
    return WEEKDAYS[day.weekday()].to(lang)

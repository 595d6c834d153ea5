"""The words of `drill stats`, in both languages."""

from drill.model.text import Text

READY = Text("Ready", "掌握度")
READY_FOR = Text("of the bank, if you were asked today", "如果今天面试，题库里大约能答对这么多")
LEGEND = (
    ("━", Text("known", "记得")),
    ("╍", Text("slipping", "正在遗忘")),
    ("─", Text("not seen yet", "还没学")),
)
TODAY = Text("Today", "今天")
DONE = Text(
    "{answers} answers in {time}, {learned} new",
    "答了 {answers} 次，用时 {time}，新学 {learned} 个",
)
ONE_DONE = Text("1 answer in {time}, {learned} new", "答了 1 次，用时 {time}，新学 {learned} 个")
NOT_DONE = Text("nothing yet", "还没开始")
STILL_DUE = Text("{due} still due", "还有 {due} 个到期")
NONE_DUE = Text("nothing is due", "没有到期的")
STREAK = Text("Streak", "连续")
DAYS = Text("{n} days", "{n} 天")
ONE_DAY = Text("1 day", "1 天")
LONGEST = Text("longest {days}", "最长 {days}")
EVER = Text("In all", "累计")
TOTALS = Text("{answers} answers on {days}, {time}", "{days}共 {answers} 次，{time}")
TOTALS_BELOW = Text("answers on {days}, {time}", "次作答，{days}，共 {time}")
SEEN = Text("{seen} of {total} seen", "学过 {seen}/{total}")

HEAT = Text("The last 26 weeks", "最近 26 周")
HEAT_ASIDE = Text("answers a day", "每天答题次数")
WEEKDAYS = (
    Text("Mon", "周一"),
    Text("Tue", "周二"),
    Text("Wed", "周三"),
    Text("Thu", "周四"),
    Text("Fri", "周五"),
    Text("Sat", "周六"),
    Text("Sun", "周日"),
)

RETENTION = Text("Remembered", "保持率")
RETENTION_ASIDE = Text(
    "right when asked a day or more after the time before", "隔一天或更久再问时答对的比例"
)
RANGE = Text("95 % interval in brackets", "括号内为 95% 置信区间")
ALL = Text("all", "全部")
YOUNG = Text("young", "短间隔")
MATURE = Text("mature", "长间隔")
YOUNG_MATURE = Text("young: intervals below 21 days", "短间隔：不足 21 天")
LAST_7 = Text("7 days", "7 天")
LAST_30 = Text("30 days", "30 天")
SINCE_EVER = Text("ever", "至今")
BY_WEEK = Text("by week", "按周")
BY_MONTH = Text("by month", "按月")
NO_RETENTION = Text(
    "Nothing came back yet: this begins with the first answer to a card a day after the last.",
    "还没有复习过：卡片隔天再答之后，这里才有数据。",
)
OF = Text("{rate} of {n}", "{rate}，{n} 次")

FORECAST = Text("The next 30 days", "未来 30 天")
COMES = Text("{due} due", "{due} 个到期")
COMES_AND_FAILS = Text(
    "{due} due, about {fails} of them forgotten by then", "{due} 个到期，其中约 {fails} 个会忘"
)
NOTHING_COMES = Text("nothing is due", "没有到期的")

TOPICS = Text("Topics", "主题")
TOPICS_ASIDE = Text("the weakest first", "最薄弱的在前")
SEEN_OF = Text("{seen}/{total} seen", "已学 {seen}/{total}")
KNOWN = Text("known", "记得")
SEEN_HEAD = Text("seen", "已学")
MORE_TOPICS = Text(
    "{n} more that you know better: `drill stats --json`",
    "其余 {n} 个掌握得更好：`drill stats --json`",
)
NOT_BEGUN = Text("not begun: {topics}", "还没开始：{topics}")

LEECHES = Text("Forgotten again and again", "反复忘记")
LEECHES_ASIDE = Text("{n} in all", "共 {n} 个")
LAPSES = Text("{n} times", "{n} 次")
RECALL = Text("recall {rate}", "回忆概率 {rate}")
MISSES = Text("misses: {point} ({missed} of {asked})", "常漏：{point}（{asked} 次漏 {missed} 次）")

CODING = Text("Coding problems", "编程题")
CODING_ASIDE = Text("{accepted} accepted of {tried} tried", "做过 {tried} 道，通过 {accepted} 道")
LAST = Text("last", "最近一次")
BEST = Text("best", "最高分")
TRIES = Text("tries", "提交")
TO_PASS = Text("first pass", "首次通过")
AT_ONCE = Text("at once", "一次通过")
NOT_PASSED = Text("not yet", "尚未")
PASSED = Text("try {n}, {time}", "第 {n} 次，{time}")
MADE = Text("made: {mistakes}", "犯过：{mistakes}")
MISTAKES = Text("mistakes made", "犯过的错误")
PROBLEM = Text("problem", "题目")

CALIBRATION = Text("Predictions", "预测准不准")
CALIBRATION_ASIDE = Text("recall expected, and what came", "预测的回忆概率与实际对比")
TOO_FEW = Text(
    "Not enough data: {n} of {needed} answers that count.",
    "数据不足：有效作答 {n} 次，需要 {needed} 次。",
)
EXPECTED = Text("expected", "预测")
CAME = Text("came true", "实际")
ANSWERS = Text("answers", "次数")
LOSS = Text(
    "Log loss {loss}; saying {rate} every time would give {constant}.",
    "对数损失 {loss}；每次都猜 {rate} 则为 {constant}。",
)

EMPTY = Text(
    "Nothing is in the log yet. The bank has {cards} cards and {problems} coding problems"
    " in {topics} topics.",
    "还没有答题记录。题库有 {cards} 张卡片、{problems} 道编程题，涵盖 {topics} 个主题。",
)
EMPTY_BANK = Text(
    "Nothing is in the log yet, and the bank is empty.", "还没有答题记录，题库也是空的。"
)
THEN = Text("What will stand here", "以后这里会显示")
PROMISES = (
    Text(
        "After the first answers: what you know of each topic, and what comes when.",
        "答过几题之后：各主题的掌握程度，以及哪天有多少到期。",
    ),
    Text(
        "After a day: how much you remember, and your streak.",
        "一天之后：保持率和连续天数。",
    ),
    Text(
        "After some weeks: what you forget again and again, and whether the predictions are right.",
        "几周之后：哪些反复忘记，以及预测准不准。",
    ),
)
BEGIN = Text("Begin", "开始")
NEXT = Text("Next", "接下来")
READY_NOW = Text("you are {ready} ready", "目前掌握度 {ready}")
TO_QUIZ = Text("the first cards", "从第一批卡片开始")
TO_QUIZ_DUE = Text("what is due: {n}", "复习到期的 {n} 个")
TO_QUIZ_NEW = Text("some new cards", "学一些新卡片")
TO_QUIZ_WEAK = Text("your weakest topic", "最薄弱的主题")
TO_LIST = Text("pick a coding problem", "挑一道编程题")
TO_HTML = Text("the same as a page, with charts", "生成带图表的网页")
TO_PLAN = Text("a plan until the interview", "制定到面试那天的计划")
WRITTEN = Text("Written: {path}", "已写入：{path}")

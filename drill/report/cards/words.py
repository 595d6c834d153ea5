"""The words on a card, in both languages."""

from drill.model.card import Kind
from drill.model.review import Rating
from drill.model.text import Text

SEVERAL = Text("{n} are right", "共 {n} 项正确")

DRAFT = Text("draft", "草稿")
ANSWER = Text("Answer", "答案")
WHY = Text("Why", "解析")
KEY_POINTS = Text("Key points", "要点")
MUST = Text("essential", "必答")
YOUR_ANSWER = Text("Your answer", "你的回答")
HINT = Text("Hint", "提示")
A_KEY_POINT = Text("one key point", "其中一个要点")
FIRST_STEP = Text("It begins with: {step}", "第一步是：{step}")
FIRST_LETTER = Text("{gap} begins with “{letter}”.", "{gap} 以“{letter}”开头。")
NOT_THIS = Text("Not this one: {option}", "这一项不对：{option}")
SOURCES = Text("Sources: {sources}", "出处：{sources}")
IN_THE_NOTES = Text("In the notes", "笔记里的说法")

RIGHT = Text("Right", "答对了")
WRONG = Text("Wrong", "答错了")
WRONG_SINCE = Text("Wrong: {why}", "答错了：{why}")
NOT_ANSWERED = Text("Not answered", "没有作答")
GAPS_RIGHT = Text("{right} of {n} gaps right", "{n} 个空答对 {right} 个")
STEPS_RIGHT = Text("{right} of {n} steps in place", "{n} 步中有 {right} 步位置正确")
POINTS_HIT = Text("{right} of {n} key points", "答到 {right} / {n} 个要点")
MUST_MISSED = Text("an essential one is missing", "缺少必答要点")
DOUBTFUL = Text("{n} for you to judge", "{n} 个需要你自己判断")
YOURS = Text("← yours", "← 你选的")
MISSED = Text("← missed", "← 漏选")
YOU_PUT_IT = Text("← you put it at {n}", "← 你排在第 {n} 位")

RATINGS = {
    Rating.AGAIN: Text("Again", "忘了"),
    Rating.HARD: Text("Hard", "模糊"),
    Rating.GOOD: Text("Good", "记得"),
    Rating.EASY: Text("Easy", "轻松"),
}
IN_DAYS = Text("{n} d", "{n}天")
IN_MONTHS = Text("{n} mo", "{n}个月")
IN_YEARS = Text("{n} y", "{n}年")
TODAY = Text("today", "今天")

DONE = Text("{n} done", "已答 {n}")
LEFT_DUE = Text("{n} due", "待复习 {n}")
LEFT_NEW = Text("{n} new", "新卡 {n}")
LEFT_AGAIN = Text("{n} again", "重来 {n}")
LAST = Text("the last one", "最后一张")
MINUTES = Text("{n} min", "{n} 分钟")

KEYS = Text("Keys", "按键")
HOW_TO_RATE = Text("How to rate", "怎样打分")
RATE_KEYS = (
    ("1", Text(
        "Again: not remembered. What came back only in part, or only on seeing the answer, is Again "
        "too.",
        "忘了：没想起来。只想起一部分，或看到答案才觉得眼熟，也算忘了。",
    )),
    ("2", Text(
        "Hard: right, but it took long or you were not sure.", "模糊：答对了，但很费劲或不太确定。"
    )),
    ("3", Text("Good: right.", "记得：答对了。")),
    ("4", Text("Easy: right at once, without having to think.", "轻松：不假思索就答对了。")),
    ("Enter", Text(
        "what is marked ⏎: Good, or what the program found.", "选 ⏎ 标出的那一项：默认“记得”，或程序判定的结果。"
    )),
)  # fmt: skip
OTHER_KEYS = (
    (Text("Space, Enter", "空格、回车"), Text("show the answer", "看答案")),
    (Text("1-9", "1-9"), Text("choose an option, or give the order of steps", "选择选项，或依次给出步骤")),
    (Text("h", "h"), Text(
        "a hint, or a little of the answer; Enter is then Hard at most",
        "看提示或一小部分答案；之后回车最高为“模糊”",
    )),
    (Text("u", "u"), Text("undo the last answer", "撤销上一次作答")),
    (Text("+", "+"), Text(
        "after a typed answer: accept your wording of a key point from now on",
        "输入作答后：以后认可你对某个要点的说法",
    )),
    (Text("e", "e"), Text("open the card in your editor", "用编辑器打开这张卡片")),
    (Text("f", "f"), Text("flag the card as one to mend", "标记：这张卡片需要修改")),
    (Text("b", "b"), Text("bury: not again before tomorrow", "今天不再出现")),
    (Text("s", "s"), Text("suspend: never ask it again", "永久停用这张卡片")),
    (Text("↑ ↓ PgUp PgDn", "↑ ↓ PgUp PgDn"), Text("scroll; so does Space", "滚动，空格也可以")),
    (Text("?", "?"), Text("this page", "本页")),
    (Text("q", "q"), Text("quit; every answer is already saved", "退出，已答的内容都已保存")),
)  # fmt: skip

FINISHED = Text("Done", "完成")
STOPPED = Text("Stopped early, and all of it is saved", "提前结束，已答内容都已保存")
ANSWERS = Text("{n} answers in {minutes} min", "{minutes} 分钟答了 {n} 题")
ONE_ANSWER = Text("1 answer in {minutes} min", "{minutes} 分钟答了 1 题")
RIGHT_OF = Text("{right} of {n} right", "答对 {right} / {n}")
LEARNED = Text("{n} new cards learned", "新学会 {n} 张")
ONE_LEARNED = Text("1 new card learned", "新学会 1 张")
STREAK = Text("{n} days in a row", "连续 {n} 天")
FAILED = Text("To look at once more", "需要再看一遍")
MORE = Text("and {n} more", "另外还有 {n} 张")
BY_TOPIC = Text("By topic", "按主题")
OF = Text("{right} of {n}", "{right} / {n}")
COMING = Text("What comes", "接下来")
TOMORROW = Text("tomorrow {n} due", "明天到期 {n} 张")
NOTHING_TOMORROW = Text("nothing due tomorrow", "明天没有到期的卡片")
NEXT_DUE = Text("next due {day}", "下一批在 {day}")
NEW_LEFT = Text("{n} cards not seen yet", "还有 {n} 张没学过")
DAYS_LEFT = Text("{n} days to the interview", "距面试还有 {n} 天")
READY = Text("expected recall now {share} %", "目前预计能答对 {share}%")
GO_ON = Text("go on where you stopped", "接着往下答")
TO_STATS = Text("what you know and what is slipping", "掌握情况与薄弱点")

KINDS = {
    Kind.RECALL: Text("recall", "问答"),
    Kind.CHOICE: Text("choice", "选择"),
    Kind.CLOZE: Text("fill the gaps", "填空"),
    Kind.NUMBER: Text("number", "计算"),
    Kind.ORDER: Text("order", "排序"),
    Kind.BUG: Text("find the bug", "找 bug"),
}

"""The words at the foot of the quiz, in both languages."""

from drill.model.text import Text

REVEAL = Text(
    "`Space` show the answer · `h` hint · `?` keys · `q` quit",
    "`空格` 看答案 · `h` 提示 · `?` 按键 · `q` 退出",
)
CHOOSE = Text(
    "`1-9` choose · `Space` show the answer · `h` hint · `?` keys · `q` quit",
    "`1-9` 选择 · `空格` 看答案 · `h` 提示 · `?` 按键 · `q` 退出",
)
CHOOSE_ALL = Text(
    "`1-9` choose all that are right · `Enter` done · `h` hint · `?` keys · `q` quit",
    "`1-9` 选出所有正确项 · `回车` 提交 · `h` 提示 · `?` 按键 · `q` 退出",
)
TYPE_DIGITS = Text(
    "type the answer · `Enter` done · `h` hint · `?` keys · `q` quit",
    "输入答案 · `回车` 提交 · `h` 提示 · `?` 按键 · `q` 退出",
)
TYPE_ORDER = Text(
    "type the numbers in order · `Enter` done · `h` hint · `?` keys · `q` quit",
    "按顺序输入编号 · `回车` 提交 · `h` 提示 · `?` 按键 · `q` 退出",
)
UNREADABLE = Text("That cannot be read: type it again.", "无法识别，请重新输入。")
CODE_AGAIN = Text(
    "Time to write it again, from an empty file. It is graded when you close the editor.",
    "该重写这道题了：从空文件开始，关闭编辑器后自动评分。",
)
CODE_FILE = Text("file {path}, in this folder", "文件：当前目录下的 {path}")
TYPING = Text(
    "`Enter` done · empty: show the answer · `Esc` other keys",
    "`回车` 提交 · 留空则直接看答案 · `Esc` 其他按键",
)
TYPE_OR_REVEAL = Text(
    "`Enter` type the answer · `Space` show it · `h` hint · `?` keys · `q` quit",
    "`回车` 输入答案 · `空格` 看答案 · `h` 提示 · `?` 按键 · `q` 退出",
)
PLUS = Text(
    "`+` accept your own wording of a point from now on",
    "`+` 以后认可你对某个要点的说法",
)
PROBLEM = Text(
    "`Enter` write it now · `Space` later · `b` tomorrow · `?` keys · `q` quit",
    "`回车` 现在写 · `空格` 稍后 · `b` 明天再说 · `?` 按键 · `q` 退出",
)
ANY_KEY = Text("any key goes back", "按任意键返回")
PRESS_ENTER = Text("Enter goes on with the quiz ", "按回车继续 ")

UNDONE = Text("Undone: the last card is back.", "已撤销，回到上一张卡片。")
NOTHING_TO_UNDO = Text("There is nothing to undo.", "没有可以撤销的操作。")
BURIED = Text("Put away until tomorrow (`u` brings it back).", "今天不再出现（`u` 撤销）。")
SUSPENDED = Text("Never asked again (`u` brings it back).", "不再出现（`u` 撤销）。")
FLAGGED = Text("Flagged.", "已标记。")
UNFLAGGED = Text("No longer flagged.", "已取消标记。")
EDITED = Text("The card was read again.", "已重新读取这张卡片。")

WHICH_POINT = Text("which point is it a wording of? ", "这是哪个要点的说法？输入编号：")
NO_SUCH_POINT = Text("No missed point has that number.", "没有这个编号的未命中要点。")
YOUR_WORDING = Text("keep the words to accept: ", "保留要认可的说法：")
ADDED = Text("Accepted from now on.", "以后会认可这种说法。")
NOTHING_MISSED = Text("No point was missed.", "没有漏掉的要点。")

CLOCK_BACK = Text(
    "The clock is {days} days behind your last review: check the date of this machine.",
    "系统时间比上一次复习早了 {days} 天，请检查本机日期。",
)
BANK_FINDINGS = Text(
    "{n} findings in the bank, the first at {where}; the rest of it is used. `drill check` shows all.",
    "题库有 {n} 处问题，第一处在 {where}；其余内容照常使用。`drill check` 查看全部。",
)
NOTHING_DUE = Text("Nothing is due now.", "现在没有到期的内容。")
NEXT_DUE = Text("Next: {n} on {date}.", "下一批：{date}，{n} 项。")
MORE_NEW = Text("new cards, more than today's share", "超出今天份额，再学一些新卡")
CRAM = Text("go through cards without touching the schedule", "突击复习，不影响进度")
PRACTISE = Text("write one of the coding problems", "挑一道编程题来写")
NO_CARDS = Text("The bank has no cards.", "题库里没有卡片。")

TODAY = Text("Today", "今天")
N_DUE = Text("{n} card{s} due", "到期卡片 {n} 张")
N_CODE = Text("{n} coding problem{s} due", "到期编程题 {n} 道")
N_NEW = Text("{n} new card{s}", "新卡 {n} 张")
ABOUT = Text("about {minutes} min", "约 {minutes} 分钟")
DONE_TODAY = Text("All done for today.", "今天的任务都完成了。")
ANSWERED_TODAY = Text("{n} answered today", "今天已答 {n} 题")
DAYS_LEFT = Text("{n} days to the interview", "距面试还有 {n} 天")
ONE_DAY_LEFT = Text("The interview is tomorrow.", "明天就是面试。")
PLAN_DONE = Text("Today's share of the plan is done.", "今天的计划已完成。")
GOOD_LUCK = Text("Today is the interview: good luck.", "今天面试，祝顺利。")
CODE_DUE = Text("Coding problems to write again", "该重写的编程题")
OVERDUE = Text("{n} d late", "晚了 {n} 天")
TO_QUIZ = Text("go through them: Space, then 1 to 4", "开始复习：空格看答案，1-4 打分")
TO_STATS = Text("what you know and what is slipping", "掌握情况与薄弱点")
TO_PLAN = Text("a plan until the interview", "按面试日期制定计划")
STORED = Text(
    "{card}: {rating}. It comes back on {date}, in {days} days.",
    "{card}：{rating}。{days} 天后（{date}）再次出现。",
)
WEEKDAYS = (
    Text("Mon", "周一"),
    Text("Tue", "周二"),
    Text("Wed", "周三"),
    Text("Thu", "周四"),
    Text("Fri", "周五"),
    Text("Sat", "周六"),
    Text("Sun", "周日"),
)

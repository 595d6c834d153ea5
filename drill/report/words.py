"""The words of the screens, in both languages."""

from drill.model.outcome import Verdict
from drill.model.text import Text

VERDICTS = {
    Verdict.ACCEPTED: Text("accepted", "通过"),
    Verdict.WRONG_ANSWER: Text("wrong answer", "答案错误"),
    Verdict.RUNTIME_ERROR: Text("runtime error", "运行出错"),
    Verdict.TIME_LIMIT: Text("time limit", "超时"),
    Verdict.CRASHED: Text("crashed", "崩溃"),
    Verdict.DOES_NOT_LOAD: Text("does not load", "无法加载"),
    Verdict.TAMPERING: Text("tampering", "篡改评分通道"),
    Verdict.COULD_NOT_GRADE: Text("could not grade", "无法评分"),
}
OUR_FAULT = Text(
    "This is our fault, not your answer's: there is no score.",
    "这是 drill 自己的问题，与你的代码无关：不计分。",
)

IN = Text("{function}() in {file}", "{file} 的 {function}()")
CASES = Text("Cases", "用例")
PASSED_OF = Text("{passed} of {total} passed", "通过 {passed} / {total}")
MORE_PASSED = Text("{n} other cases passed", "其余 {n} 个用例通过")
MORE_FAILED = Text("{n} more cases failed", "还有 {n} 个用例未通过")
ONE_PASSED = Text("1 other case passed", "另外 1 个用例通过")
ALL_PASSED = Text(
    "All {cases} cases passed, {draws} inputs{time}", "{cases} 个用例、{draws} 组输入全部通过{time}"
)
IN_TIME = Text(" in {seconds} s", "，用时 {seconds} 秒")

SMALLEST = Text("Smallest failing input", "最小的出错输入")
FAILING = Text("Failing input", "出错的输入")
EXPECTED = Text("expected", "正确结果")
YOURS = Text("yours", "你的结果")
PART = Text("value {part}", "返回值 {part}")
REPLAY = Text("run only this input again", "只重跑这组输入")
RAISED = Text("raises {type}", "抛出 {type}")
AT_LINE = Text(" in line {line}", "（第 {line} 行）")
NO_ANSWER = Text("no answer within {seconds} s", "{seconds} 秒内没有返回")
TAMPERED = Text("wrote to the grader's own channel", "向评分通道写入了数据")
NOT_CALLED = Text("not called: it takes no `{missing}`", "没有调用：函数没有 `{missing}` 参数")

KEPT = Text("kept", "保留")
SUPPRESSED = Text("suppressed", "已抑制")
WRONGLY_KEPT = Text("wrongly kept: {which}", "多留的框：{which}")
WRONGLY_DROPPED = Text("wrongly dropped: {which}", "误删的框：{which}")
NOT_DRAWN = Text("{n} other boxes not drawn", "另有 {n} 个框未画出")
SHARED = Text("overlap", "交集")
OVERLAP = Text("overlap {overlap}, areas {a} and {b}", "交集 {overlap}，面积 {a} 和 {b}")
NO_OVERLAP = Text("no overlap, areas {a} and {b}", "不相交，面积 {a} 和 {b}")
PAIR = Text(
    "{a} × {b}: expected {expected}, yours {actual}",
    "{a} × {b}：正确值 {expected}，你的值 {actual}",
)

MISTAKE = Text("Mistake", "典型错误")
MOST_LIKE = Text("Most like this mistake", "最像这种典型错误")
CONVENTION = Text("Another convention, not a bug", "另一种约定，不算 bug")
MOST_LIKE_CONVENTION = Text("Most like another convention", "最像另一种约定")
AGREES = Text(
    "On every input your answer is what this mistake gives.",
    "在每一组输入上，你的结果都与这种错误写法一致。",
)
AGREES_CONVENTION = Text(
    "On every input you follow that convention; this question asks for the one in its contract.",
    "在每一组输入上，你的结果都符合那种约定；本题要求的是题面写明的约定。",
)
EXPLAINS = Text(
    "It explains {share} % of the failing inputs, so there may be something else too.",
    "它能解释 {share}% 的出错输入，所以可能还有别的问题。",
)

ERROR = Text("What stopped it", "出错原因")
ELSEWHERE = Text("On another input", "在另一组输入上")
PRINTED = Text("Your code printed", "你的代码打印了")
LINES_MORE = Text("… {n} more lines", "… 还有 {n} 行")
NOTES = Text("Worth knowing", "另外")

SPEED = Text("Speed, not in the score", "速度（不计分）")
TIME = Text("time", "用时")
GROWTH = Text("growth", "增长")
MEMORY = Text("memory", "内存")
RATIO = Text("{ratio} × the reference at n = {n}", "参考实现的 {ratio} 倍（n = {n}）")
INTERVAL = Text(" ({low} to {high})", "，区间 {low} – {high}")
SLOPE = Text("like n^{slope}", "约 n^{slope}")
REFERENCE_SLOPE = Text("; the reference like n^{slope}", "；参考实现约 n^{slope}")
PEAK = Text("{peak} MB at its peak", "峰值 {peak} MB")
LITTLE = Text("under 1 MB at its peak", "峰值不到 1 MB")

WEAKER = Text("The sandbox is weaker here, without {layers}.", "本机的沙箱不完整，缺少：{layers}。")
UNCONFINED = Text("Graded without a sandbox, as you asked.", "按你的要求，这次没有使用沙箱。")
NEXT = Text("Next", "下一步")
BACK_TODAY = Text("it comes back today", "今天还会再出现")
BACK_TOMORROW = Text("it comes back tomorrow", "明天再练")
BACK_IN = Text("it comes back in {n} days", "{n} 天后再练")
TO_HINT = Text("one more hint", "再看一条提示")
TO_ALL = Text("every failing case", "查看所有出错用例")
TO_SOLUTION = Text("the reference, explained", "参考实现与讲解")
TO_COMPARE = Text("compare with the reference", "与参考实现对照")
TO_START = Text("a file with the signature, to fill in", "生成带函数签名的文件")
TO_GRADE = Text("grade your answer", "给你的代码评分")
TO_WATCH = Text("grade whenever you save", "每次保存后自动评分")
WRITTEN = Text("Wrote {path}.", "已生成 {path}。")
GIVE_UP = Text(
    "{problem} is not solved yet. Give up and see the solution?",
    "{problem} 还没有通过。放弃并查看答案吗？",
)
TO_SHOW = Text("the question and its contract", "重看题面与约定")
TO_DOCTOR = Text("what the sandbox can do here", "检查沙箱在本机的状态")
FOLLOW_UP = Text("The interviewer's next question", "面试官接着会问")

LEVELS = {  # by the value of `drill.model.question.Level`
    "warm-up": Text("warm-up", "热身"),
    "core": Text("core", "核心"),
    "hard": Text("hard", "进阶"),
}
MINUTES = Text("{n} min", "{n} 分钟")
CONTRACT = Text("Contract", "约定")
EXAMPLES = Text("Examples", "示例")
HINT = Text("Hint {k} of {n}", "提示 {k} / {n}")
LAST_HINT = Text("That was the last one.", "这是最后一条提示。")
NO_HINTS = Text("There are no hints for this question.", "这道题没有提示。")
REFERENCE = Text("Reference", "参考实现")
ALSO_RIGHT = Text("Also right", "这样写也对")
OFTEN_WRONG = Text("What people get wrong", "常见错误")
OTHER_RULES = Text("Right elsewhere", "换一种约定才对")
FOLLOW_UPS = Text("What an interviewer asks next", "面试官会追问")
CARDS = Text("Cards on it", "相关卡片")
IN_QUIZ = Text("`drill quiz` asks them", "`drill quiz` 会问到")
SOURCES = Text("Sources", "出处")

STATUS = {
    "accepted": Text("accepted", "已通过"),
    "tried": Text("tried", "做过"),
    "new": Text("new", "未做"),
}
NOTHING_LISTED = Text("Nothing matches.", "没有符合条件的题目。")
OVERVIEW = Text("{accepted} of {n} problems accepted", "已通过 {accepted} / {n} 题")
GO_ON = Text("Go on with", "继续")
BEGIN = Text("Begin", "开始新题")
ALL_DONE = Text("All accepted: well done.", "全部通过，干得漂亮。")
NO_PROBLEMS = Text("The bank has no problems.", "题库是空的。")
BEST = Text("best so far {best}", "目前最好 {best} 分")
TO_LIST = Text("all problems", "全部题目")
TO_HELP = Text("every command", "全部命令")
PROBLEMS = Text("{n} problems, {accepted} accepted", "共 {n} 题，已通过 {accepted} 题")
ONE_PROBLEM = Text("1 problem, {accepted} accepted", "共 1 题，已通过 {accepted} 题")
AREAS = {
    "sandbox": Text("Sandbox: your code", "沙箱：你的代码"),
    "layer": Text("Layers of the sandbox", "沙箱的防护层"),
    "bank": Text("Bank", "题库"),
    "log": Text("Log", "记录"),
    "machine": Text("Machine", "本机"),
}
CAN = {True: Text("cannot {what}", "无法{what}"), False: Text("can {what}", "能够{what}")}
CHECKS_OK = Text("All {n} checks are fine.", "{n} 项检查全部正常。")
CHECKS_BAD = Text("{bad} of {n} checks failed.", "{n} 项检查中有 {bad} 项失败。")
CHECKS_UNTRIED = Text("{n} could not be tried here.", "有 {n} 项在本机无法检查。")
CHECKED = Text("{what} checked: {count}", "检查了 {what}：{count}")
CHECKED_BOTH = Text("{problems} and {cards}", "{problems}和 {cards}")
CHECKED_PROBLEMS = Text("{n} problems", "{n} 道题")
CHECKED_PROBLEM = Text("1 problem", "1 道题")
CHECKED_CARDS = Text("{n} cards", "{n} 张卡片")
CHECKED_CARD = Text("1 card", "1 张卡片")
NO_FINDINGS = Text("no findings", "没有发现问题")
ONE_FINDING = Text("1 finding", "发现 1 个问题")
FINDINGS = Text("{n} findings", "发现 {n} 个问题")


def fill(text: Text, **values: object) -> Text:
    """Put `values` into both languages."""
    return Text(text.en.format(**values), text.zh.format(**values))

"""The words of `drill import`, in both languages."""

from drill.model.imported import State
from drill.model.notes import Doubt, Lost, Reason
from drill.model.text import Text

FILE = Text("file", "文件")
QUESTIONS = Text("questions", "题目")
OPEN = Text("no answer", "无答案")
INNER = Text("parts", "子问题")
CODE = Text("code", "含代码")
LOST = Text("damaged", "有缺损")
ALIKE = Text("alike", "相似")
LEFT_OUT_LINES = Text("left out", "略去行")
OTHER_FILES = Text("{n} other files", "其余 {n} 个文件")
ALL = Text("{n} files", "共 {n} 个文件")

LEFT_OUT = Text("Left out", "略去的内容")
LINES = Text("{n} lines", "{n} 行")
ONE_LINE = Text("1 line", "1 行")
REASONS = {
    Reason.BLANK: Text("blank lines", "空行"),
    Reason.CHROME: Text("menus of the page", "网页菜单文字"),
    Reason.ADVERT: Text("advertisement", "广告"),
    Reason.TITLE: Text("page title", "页面标题"),
    Reason.CONTENTS: Text("table of contents", "目录"),
    Reason.SECTION: Text("section headings", "章节标题"),
    Reason.OUTSIDE: Text("text outside a question", "题目以外的文字"),
    Reason.SEPARATOR: Text("separators", "分隔线"),
    Reason.HEAD: Text("heads of tables", "表头"),
    Reason.IMAGE: Text("image placeholders", "图片占位"),
    Reason.MARKER: Text("answer markers", "答案标记"),
    Reason.TEASER: Text("teaser", "导读"),
    Reason.FRONT: Text("front matter", "文件头信息"),
    Reason.COMMENT: Text("comments", "注释"),
    Reason.EMPTY: Text("numbers without a question", "没有题目的编号"),
}
SKIPPED = Text("Skipped", "跳过的文件")

TO_SEE = Text("To look at", "需要人工查看")
DOUBTS = {
    Doubt.NOTHING: Text("no questions found", "没有找到题目"),
    Doubt.WHOLE: Text(
        "no list of questions: the whole file became one card",
        "没有识别出题目列表，整个文件作为一张卡片",
    ),
    Doubt.LAYOUT: Text("the layout “{detail}” fits nearly as well", "格式“{detail}”也说得通"),
    Doubt.NUMBER: Text(
        "the number {detail} comes twice or out of order", "编号 {detail} 重复或乱序"
    ),
    Doubt.ENCODING: Text(
        "some characters are not {detail} and were replaced",
        "有些字符不是 {detail} 编码，已替换",
    ),
    Doubt.OUTSIDE: Text(
        "{detail} lines before or between the questions are in no card",
        "题目之前或之间有 {detail} 行没有收进卡片",
    ),
    Doubt.FENCE: Text("this code fence is never closed", "这个代码块没有结束标记"),
    Doubt.EMPTY: Text("number {detail} has no question", "编号 {detail} 没有题目"),
}
MORE_DOUBTS = Text("{n} more of this kind", "同类情况另有 {n} 处")
NO_ANSWER = Text("no answer in the notes: {title}", "笔记中没有答案：{title}")
LOSSES = {
    Lost.DAMAGED: Text("a formula or signs are gone", "公式或符号缺失"),
    Lost.TABLE: Text("a table lost its form", "表格结构丢失"),
    Lost.IMAGE: Text("an image is gone", "图片丢失"),
}
ALSO_NONE = Text("", "")
ALSO_LINE = Text("; also in line {lines}", "，另见第 {lines} 行")
ALSO = Text("; also in lines {lines}", "，另见第 {lines} 行")
ALSO_MORE = Text("; also in lines {lines} and {n} more", "，另见第 {lines} 行等 {all} 处")
AND = Text(", ", "、")
MORE_OPEN = Text("{n} more without an answer", "另有 {n} 题没有答案")
MORE_FILES = Text("{n} more files; `--json` lists all", "另有 {n} 个文件，`--json` 可列出全部")
MORE = Text("and {n} more; `--json` lists all", "另有 {n} 条，`--json` 可列出全部")

ASKED_ALREADY = Text("Asked already, or nearly", "已有或相近的题目")
OF = Text("{n} of {all} questions", "{all} 道题中有 {n} 道")

DRAFTS = Text("Drafts", "草稿")
DRY_RUN = Text("nothing is written", "未写入任何内容")
NOTHING_NEW = Text("nothing to write", "没有需要写入的内容")
STATES = {
    State.NEW: Text("{n} new", "新增 {n}"),
    State.UPDATED: Text("{n} brought up to date", "更新 {n}"),
    State.SAME: Text("{n} unchanged", "未变 {n}"),
    State.EDITED: Text("{n} edited by you", "你改过 {n}"),
    State.CHANGED: Text("{n} edited by you and changed in the notes", "你与笔记都改过 {n}"),
    State.DELETED: Text("{n} deleted by you", "你已删除 {n}"),
    State.MOVED: Text("{n} moved by you", "你已移走 {n}"),
    State.GONE: Text("{n} no longer in the notes", "笔记中已没有 {n}"),
}
NO_QUESTIONS = Text("no questions", "没有题目")

BOTH_CHANGED = Text("Changed here and in the notes", "卡片与笔记都有改动")
STAYS = Text(
    "Your cards stay as they are. Below, - is your card and + what the notes would make of it now.",
    "你的卡片保持不变。下面 - 是你的卡片，+ 是按现在的笔记会生成的内容。",
)
SETTLE = Text(
    "Once you are done with a card, delete its line at the end of the file: it is yours then.",
    "处理完后，删掉文件末尾它对应的那一行：这张卡片就归你了，不再提示。",
)
MORE_LINES = Text("{n} more lines", "还有 {n} 行")
TO_QUIZ = Text("ask them, drafts too", "开始答题，草稿也会问到")
TO_CHECK = Text("what finished cards lack", "检查完成的卡片还缺什么")

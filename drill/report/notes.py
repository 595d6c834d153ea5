"""What was found in notes, on the screen: a line for each file, then what wants a look."""

from collections.abc import Sequence

from drill.model.notes import Doubt, Notes, Reason
from drill.model.text import Lang, Text
from drill.report import words
from drill.report.escape import escape
from drill.report.screen import BOLD, CYAN, DIM, YELLOW, Screen
from drill.report.wrap import cells, clip, pad

FILE = Text("file", "文件")
LAYOUT = Text("layout", "格式")
QUESTIONS = Text("questions", "题目")
ANSWERED = Text("answered", "有答案")
DROPPED = Text("dropped lines", "略去行")
ALL = Text("{n} files", "共 {n} 个文件")
MOST = 20  # remarks of one file that are shown
MORE = Text("and {n} more", "另有 {n} 处")
DOUBTS = {
    Doubt.NOTHING: Text("no questions found", "没有找到题目"),
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


def notes_text(notes: Sequence[Notes], lang: Lang, width: int, colour: bool) -> str:
    """Write a table of the files, their sum where there are several, and the remarks."""
    screen = Screen(lang, width, colour)
    rows = [(escape(one.name), one.layout, *_counts([one])) for one in notes]
    if len(notes) > 1:
        total = screen.say(words.fill(ALL, n=len(notes)))
        rows.append((total, "", *_counts(notes)))
    lines = _table(rows, screen)
    for one in notes:
        lines += _remarks(one, screen)
    return "\n".join(lines)


def _counts(notes: Sequence[Notes]) -> tuple[str, str, str]:
    questions = [question for one in notes for question in one.questions]
    dropped = sum(
        span.end_line - span.line + 1
        for one in notes
        for span in one.dropped
        if span.reason is not Reason.BLANK
    )
    return str(len(questions)), str(sum(one.answered for one in questions)), str(dropped)


def _table(rows: Sequence[tuple[str, ...]], screen: Screen) -> list[str]:
    heads = [screen.say(one) for one in (FILE, LAYOUT, QUESTIONS, ANSWERED, DROPPED)]
    wide = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)]
    room = screen.width - sum(wide[1:]) - 2 * len(wide)
    if room < min(wide[0], 16):
        return _listed(rows, heads, screen)
    wide[0] = min(wide[0], room)
    lines = [screen.paint(_row(heads, wide), DIM)]
    for name, *rest in rows:
        line = _row([_tail(name, wide[0]), *rest], wide)
        lines.append(line.rstrip())
    return lines


def _row(values: Sequence[str], wide: Sequence[int]) -> str:
    left = [pad(value, size) for value, size in zip(values[:2], wide[:2], strict=True)]
    right = [
        " " * (size - cells(value)) + value
        for value, size in zip(values[2:], wide[2:], strict=True)
    ]
    return "  " + "  ".join([*left, *right])


def _tail(name: str, room: int) -> str:
    """Cut a path that is too long at its beginning: its end tells more."""
    if cells(name) <= room:
        return name
    while name and cells(name) > room - 1:
        name = name[1:]
    return "…" + name


def _listed(rows: Sequence[tuple[str, ...]], heads: Sequence[str], screen: Screen) -> list[str]:
    lines = []
    for name, *rest in rows:
        facts = [f"{head} {value}" for head, value in zip(heads[1:], rest, strict=True) if value]
        lines.append(f"  {screen.paint(clip(name, screen.width - 2), BOLD)}")
        lines += screen.paragraph(" · ".join(facts), "    ")
    return lines


def _remarks(notes: Notes, screen: Screen) -> list[str]:
    lines = []
    for remark in notes.remarks[:MOST]:
        where = f"{escape(notes.name)}:{remark.line}"
        said = screen.say(words.fill(DOUBTS[remark.doubt], detail=escape(remark.detail)))
        if cells(where) + cells(said) + 4 <= screen.width:
            lines.append(f"  {screen.paint(where, CYAN)}  {said}")
        else:
            lines += [f"  {screen.paint(where, CYAN)}", *screen.paragraph(said, "    ")]
    more = len(notes.remarks) - MOST
    if more > 0:
        lines.append(f"  {screen.paint(screen.say(words.fill(MORE, n=more)), YELLOW)}")
    return ["", *lines] if lines else []

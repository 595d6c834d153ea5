"""What is said after a backup, a merge, an export and a repair."""

from dataclasses import asdict
from pathlib import Path

from drill.model.text import Lang, Text
from drill.model.upkeep import Merged, Repair, Repaired, Rows, Saved
from drill.report.as_json import FORMAT, dumps
from drill.report.escape import escape
from drill.report.screen import DIM, GREEN, YELLOW, Screen
from drill.report.words import fill

ANSWERS = Text("{n} answers", "{n} 次作答")
ONE_ANSWER = Text("1 answer", "1 次作答")
ATTEMPTS = Text("{n} attempts at problems", "{n} 次代码提交")
ONE_ATTEMPT = Text("1 attempt at a problem", "1 次代码提交")
EVENTS = Text("{n} marks and undos", "{n} 条标记与撤销")
ONE_EVENT = Text("1 mark or undo", "1 条标记或撤销")
NOTHING = Text("nothing", "没有内容")

BACKED_UP = Text("The log is copied: {rows}, {size}", "已备份：{rows}，{size}")
EXPORTED = Text("The log is written: {rows}, {size}", "已导出：{rows}，{size}")
DECK = Text(
    "An Anki deck is written: {cards} with {answers}, {size}",
    "Anki 牌组已导出：{cards}，{answers}，{size}",
)
CARDS = Text("{n} cards", "{n} 张卡片")
ONE_CARD = Text("1 card", "1 张卡片")
DECK_NEXT = Text(
    "In Anki: File, Import. Importing a later deck brings the texts up to date and adds no card twice.",
    "在 Anki 中选择“文件 → 导入”。以后再次导入会更新卡片内容，不会重复添加。",
)

MERGED = Text("Merged: {rows} came", "已合并：新增 {rows}")
NOTHING_NEW = Text("Nothing new: all of it was here already", "没有新内容：全部都已在记录中")
NO_ROWS = Text("The file holds a log with nothing in it", "文件里的记录是空的")
CHANGED = Text("{n} cards and problems were computed anew.", "重新计算了 {n} 道题的进度。")
ONE_CHANGED = Text("1 card or problem was computed anew.", "重新计算了 1 道题的进度。")

NO_LOG = Text(
    "There is no log and no backup: nothing to mend.", "没有作答记录，也没有备份：无需修复。"
)
SOUND = Text("The log is sound: nothing to mend.", "作答记录完好，无需修复。")
RECOMPUTED = Text(
    "The answers are sound; what was computed from them wrongly ({n}) is computed anew.",
    "作答记录完好；由它算出的数据有 {n} 处不对，已重新计算。",
)
RECOVERED = Text("The log is made anew: {rows}", "已重建作答记录：{rows}")
FROM_BACKUP = Text("from the backup {name}: {rows}", "来自备份 {name}：{rows}")
NO_BACKUP = Text("there was no sound backup", "没有可用的备份")
FROM_FILE = Text("read off the damaged file: {rows}", "从损坏的文件中读出：{rows}")
ASIDE = Text("the damaged file is kept as {path}", "损坏的文件保留为 {path}")
LOST = Text("At least {n} could not be read any more.", "至少有 {n} 条记录已无法读出。")
WHOLE = Text("As far as can be told, nothing is missing.", "目前看来没有缺失。")


def backup_text(saved: Saved, lang: Lang, width: int, colour: bool) -> str:
    """Say where the copy is."""
    return _saved(BACKED_UP, saved, Screen(lang, width, colour))


def exported_text(saved: Saved, lang: Lang, width: int, colour: bool) -> str:
    """Say where the lines of JSON are."""
    return _saved(EXPORTED, saved, Screen(lang, width, colour))


def deck_text(saved: Saved, lang: Lang, width: int, colour: bool) -> str:
    """Say where the deck is, and what to do with it."""
    screen = Screen(lang, width, colour)
    answers, cards = saved.rows.reviews, saved.cards
    said = fill(
        DECK,
        cards=screen.say(fill(ONE_CARD if cards == 1 else CARDS, n=f"{cards:,}")),
        answers=screen.say(fill(ONE_ANSWER if answers == 1 else ANSWERS, n=f"{answers:,}")),
        size=_size(saved.size),
    )
    lines = [*_good(screen.say(said), screen), *_place(saved.file, screen), ""]
    return "\n".join([*lines, *screen.paragraph(screen.say(DECK_NEXT), "  ")])


def merged_text(merged: Merged, lang: Lang, width: int, colour: bool) -> str:
    """Say what came."""
    screen = Screen(lang, width, colour)
    if not merged.came.all:
        said = screen.say(NOTHING_NEW if merged.there.all else NO_ROWS)
        return "\n".join([*_good(said, screen), *_place(merged.file, screen)])
    lines = _good(screen.say(fill(MERGED, rows=_rows(merged.came, screen))), screen)
    lines += _place(merged.file, screen)
    if merged.items:
        changed = ONE_CHANGED if merged.items == 1 else fill(CHANGED, n=f"{merged.items:,}")
        lines += screen.paragraph(screen.say(changed), "  ")
    return "\n".join(lines)


def repaired_text(repaired: Repaired, lang: Lang, width: int, colour: bool) -> str:
    """Say what was found and what was done."""
    screen = Screen(lang, width, colour)
    if repaired.outcome is not Repair.RECOVERED:
        words = {Repair.NOTHING: NO_LOG, Repair.SOUND: SOUND, Repair.RECOMPUTED: RECOMPUTED}
        said = screen.say(fill(words[repaired.outcome], n=repaired.wrong))
        return "\n".join(_good(said, screen))
    kept, found = repaired.from_backup, repaired.from_file
    both = Rows(
        attempts=kept.attempts + found.attempts,
        reviews=kept.reviews + found.reviews,
        events=kept.events + found.events,
    )
    backup = NO_BACKUP
    if repaired.backup:
        backup = fill(FROM_BACKUP, name=Path(repaired.backup).name, rows=_rows(kept, screen))
    parts = [backup]
    if repaired.set_aside:
        parts.append(fill(FROM_FILE, rows=_rows(found, screen)))
        parts.append(fill(ASIDE, path=escape(repaired.set_aside)))
    end = fill(LOST, n=f"{repaired.lost:,}") if repaired.lost else WHOLE
    return "\n".join(
        [
            *_good(screen.say(fill(RECOVERED, rows=_rows(both, screen))), screen),
            *(line for part in parts for line in screen.paragraph(screen.say(part), "  ", DIM)),
            "",
            *screen.paragraph(screen.say(end), "", YELLOW if repaired.lost else ""),
        ]
    )


def upkeep_json(value: Saved | Merged | Repaired) -> str:
    """Write any of them for programs."""
    return dumps({"format": FORMAT} | asdict(value))


def _saved(words: Text, saved: Saved, screen: Screen) -> str:
    said = screen.say(fill(words, rows=_rows(saved.rows, screen), size=_size(saved.size)))
    return "\n".join([*_good(said, screen), *_place(saved.file, screen)])


def _good(said: str, screen: Screen) -> list[str]:
    first, *rest = screen.paragraph(said, "  ")
    return [f"{screen.paint('✓', GREEN)} {first[2:]}", *rest]


def _place(file: str, screen: Screen) -> list[str]:
    """Write a path whole, so that it can be copied."""
    return [f"  {screen.paint(escape(file), DIM)}"]


def _rows(rows: Rows, screen: Screen) -> str:
    """Count what there is of each kind."""
    kinds = [
        (rows.reviews, ONE_ANSWER, ANSWERS),
        (rows.attempts, ONE_ATTEMPT, ATTEMPTS),
        (rows.events, ONE_EVENT, EVENTS),
    ]
    said = [screen.say(fill(one if n == 1 else many, n=f"{n:,}")) for n, one, many in kinds if n]
    return ("、" if screen.lang is Lang.ZH else ", ").join(said) or screen.say(NOTHING)


def _size(count: int) -> str:
    """Say how large a file is."""
    return f"{count / 1e6:.1f} MB" if count >= 999_500 else f"{max(count / 1e3, 0.1):.1f} kB"

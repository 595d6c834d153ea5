"""Markdown on the screen: what answers are made of, in blocks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from drill.report.escape import escape_lines
from drill.report.markdown.highlight import code_lines
from drill.report.markdown.inline import lines_of, with_style
from drill.report.markdown.tables import is_table, table_lines
from drill.report.screen import BOLD, DIM, Screen
from drill.report.wrap import cells

NARROWEST = 12  # cells: with less left, what is nested is not indented further
MARGIN = "  "  # of code and formulas

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^`]*")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_ITEM = re.compile(r"( *)([-*+•]|\d{1,3}[.)]) +(\S.*)")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_DISPLAY = re.compile(r"\s*\$\$")

Block = tuple[list[str], int]  # its lines, and the row after it


def markdown_lines(text: str, screen: Screen, indent: str, *styles: str) -> list[str]:
    """Lay out `text` under a margin; `styles` go over the whole of it."""
    return trusted_lines(safe(text), screen, indent, *styles)


def safe(text: str) -> str:
    """Make text safe to show; the spaces of other scripts become plain ones."""
    return escape_lines(text.replace("\u00a0", " ").replace("\u3000", " "))


def trusted_lines(text: str, screen: Screen, indent: str, *styles: str) -> list[str]:
    """Lay out text that is safe to show already, and may hold the marks of `inline`."""
    inside = replace(screen, width=max(screen.width - cells(indent), 2))
    style = ";".join(filter(None, styles))
    lines = [f"{indent}{line}".rstrip() for line in _blocks(text.split("\n"), inside, style)]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _blocks(rows: Sequence[str], screen: Screen, style: str) -> Iterator[str]:
    """Lay out one block after the other; an empty line stands where one was."""
    at, empty = 0, False
    while at < len(rows):
        if not rows[at].strip():
            empty = True
            at += 1
            continue
        if empty:
            yield ""
        lines, at = _block(rows, at, screen, style)
        yield from lines
        empty = False


def _block(rows: Sequence[str], at: int, screen: Screen, style: str) -> Block:
    row = rows[at]
    if _FENCE.fullmatch(row):
        return _code(rows, at, screen)
    if _DISPLAY.match(row):
        return _display(rows, at, screen)
    if _HEADING.fullmatch(row) or _RULE.fullmatch(row):
        return _heading(row, screen, style), at + 1
    if is_table(rows[at : at + 2]):
        end = _while(rows, at + 2, lambda one: "|" in one)
        return table_lines(rows[at:end], screen), end
    if _QUOTE.fullmatch(row):
        return _quote(rows, at, screen, style)
    if _ITEM.fullmatch(row):
        return _list(rows, at, screen, style)
    if row.startswith("    ") and (at == 0 or not rows[at - 1].strip()):
        end = _while(rows, at, lambda one: one.startswith("    "))
        return _framed([one[4:] for one in rows[at:end]], "", screen), end
    end = at + 1
    while end < len(rows) and not _begins(rows, end):
        end += 1
    return lines_of("\n".join(one.lstrip() for one in rows[at:end]).rstrip(), screen, style), end


def _heading(row: str, screen: Screen, style: str) -> list[str]:
    """Lay out a heading, or the line that parts sections."""
    found = _HEADING.fullmatch(row)
    if found:
        return lines_of(found[1], screen, with_style(style, BOLD))
    return [screen.paint("─" * min(screen.width, 24), DIM)]


def _begins(rows: Sequence[str], at: int) -> bool:
    """Tell whether something other than the paragraph above begins here."""
    row = rows[at]
    if not row.strip() or _DISPLAY.match(row):
        return True
    forms = (_FENCE, _HEADING, _RULE, _QUOTE, _ITEM)
    return any(form.fullmatch(row) for form in forms) or is_table(rows[at : at + 2])


def _while(rows: Sequence[str], at: int, holds: Callable[[str], bool]) -> int:
    while at < len(rows) and holds(rows[at]):
        at += 1
    return at


def _code(rows: Sequence[str], at: int, screen: Screen) -> Block:
    """Lay out what stands between fences; where the second is missing, all that follows."""
    found = _FENCE.fullmatch(rows[at])
    assert found is not None
    margin = len(rows[at]) - len(rows[at].lstrip(" "))
    end = at + 1
    while end < len(rows) and not rows[end].strip().startswith(found[1]):
        end += 1
    inner = [row[min(margin, len(row) - len(row.lstrip(" "))) :] for row in rows[at + 1 : end]]
    return _framed(inner, found[2], screen), end + 1


def _framed(rows: Sequence[str], language: str, screen: Screen) -> list[str]:
    inside = replace(screen, width=max(screen.width - len(MARGIN), 2))
    return [MARGIN + line for line in code_lines("\n".join(rows), language, inside)]


def _display(rows: Sequence[str], at: int, screen: Screen) -> Block:
    """Lay out a formula on lines of its own, and what stands behind it as a paragraph."""
    rest = "\n".join(rows[at:]).lstrip()[2:]
    formula, dollars, after = rest.partition("$$")
    if not dollars:  # nothing ends it: a paragraph after all
        end = at + 1
        while end < len(rows) and not _begins(rows, end):
            end += 1
        return lines_of("\\$\\$" + "\n".join(rows[at:end]).lstrip()[2:], screen), end
    end = at + formula.count("\n") + 1
    from drill.report.formula.block import formula_lines

    lines = formula_lines(formula, _narrowed(screen, len(MARGIN)))
    lines = [MARGIN + line for line in lines]
    tail = after.split("\n")[0]
    if tail.strip() in ("", ".", ",", "。", "，", "；", ";"):
        return lines, end
    return [*lines, *lines_of(tail.strip(), screen)], end


def _quote(rows: Sequence[str], at: int, screen: Screen, style: str) -> Block:
    end = at
    inner = []
    while end < len(rows) and (found := _QUOTE.fullmatch(rows[end])):
        inner.append(found[1])
        end += 1
    bar = screen.paint("│", DIM)
    inside = _narrowed(screen, 2)
    if inside is screen:  # nested too deeply
        return lines_of("\n".join(one.lstrip("> ") for one in inner), screen, style), end
    return [f"{bar} {line}".rstrip() for line in _blocks(inner, inside, style)], end


def _list(rows: Sequence[str], at: int, screen: Screen, style: str) -> Block:
    """Lay out a list: its items hang after their marks."""
    items, end = _items(rows, at)
    wide = max(cells(_bullet(mark)) for mark, _, _ in items) + 1
    inside = _narrowed(screen, wide)
    lines: list[str] = []
    for mark, inner, loose in items:
        if loose and lines:
            lines.append("")
        bullet = _bullet(mark).ljust(wide)
        if inside is screen:
            lines += lines_of(f"{mark} " + " ".join(map(str.strip, inner)), screen, style)
            continue
        for line in _blocks(inner, inside, style):
            lines.append((bullet + line).rstrip())
            bullet = " " * wide
    return lines, end


def _bullet(mark: str) -> str:
    return mark if mark[0].isdigit() else "•"


def _items(rows: Sequence[str], at: int) -> tuple[list[tuple[str, list[str], bool]], int]:
    """Collect the items of a list: the mark of each, its rows, whether a line stands before it."""
    items: list[tuple[str, list[str], bool]] = []
    first = _ITEM.fullmatch(rows[at])
    assert first is not None
    base = len(first[1])
    while at < len(rows):
        found = _ITEM.fullmatch(rows[at])
        margin = len(rows[at]) - len(rows[at].lstrip(" "))
        after_empty = not rows[at - 1].strip() if items else False
        if found and margin < base + 2 and found[2][0].isdigit() == first[2][0].isdigit():
            items.append((found[2], [found[3]], after_empty))
        elif not rows[at].strip():
            if not _goes_on(rows, at, base, first):
                break
            items[-1][1].append("")
        elif margin >= base + 2 or (not after_empty and not _begins(rows, at)):
            inset = len(items[-1][0]) + 1 + base
            items[-1][1].append(rows[at][min(margin, inset) :])
        else:
            break
        at += 1
    for _, inner, _ in items:
        while inner and not inner[-1]:
            inner.pop()
    return items, at


def _goes_on(rows: Sequence[str], at: int, base: int, first: re.Match[str]) -> bool:
    """Tell whether a list goes on after the empty row `at`."""
    after = next((row for row in rows[at:] if row.strip()), "")
    margin = len(after) - len(after.lstrip(" "))
    found = _ITEM.fullmatch(after)
    same = found is not None and found[2][0].isdigit() == first[2][0].isdigit()
    return margin >= base + 2 or (same and margin >= base)


def _narrowed(screen: Screen, by: int) -> Screen:
    """Give the screen inside an indent, or the same where that would be too narrow."""
    inside = replace(screen, width=screen.width - by)
    return inside if inside.width >= NARROWEST else screen

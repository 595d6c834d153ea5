"""A formula on lines of its own, broken where it is too wide."""

import re

from drill.report.formula.layout import displayed
from drill.report.markdown.inline import flow, painted
from drill.report.screen import CYAN, Screen
from drill.report.wrap import cells

_RELATION = re.compile(r" (?=[=≈≤≥<>≡∝→←⇒⇔] )")


def formula_lines(latex: str, screen: Screen) -> list[str]:
    """Lay out a formula at the margin, on as many lines as it is written."""
    rows = [row.strip() for row in latex.split("\n") if row.strip()]
    whole = all(row.count("{") == row.count("}") and "\\begin" not in row for row in rows)
    parts = rows if whole and "\\left" not in latex else [" ".join(rows)]
    lines = [line for part in parts for line in displayed(part)]
    return [painted([run], screen) for line in lines for run in _broken(line, screen.width)]


def _broken(line: str, room: int) -> list[tuple[str, str]]:
    """Break a line at its relations, and at any space where that is not enough."""
    if cells(line) <= room:
        return [(line, CYAN)]
    parts: list[str] = []
    for one in _RELATION.split(line):
        if parts and cells(parts[-1]) + cells(one) + 1 <= room:
            parts[-1] += f" {one}"
        else:
            parts.append(f"  {one}" if parts else one)
    return [(one, CYAN) for part in parts for one in _fitted(part, room)]


def _fitted(part: str, room: int) -> list[str]:
    if cells(part) <= room:
        return [part]
    margin = part[: len(part) - len(part.lstrip())] if room > 12 else ""
    broken = flow([(part, "")], room - len(margin))
    return [margin + "".join(words for words, _ in runs) for runs in broken]

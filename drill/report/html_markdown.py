"""Markdown as simple HTML, its formulas as MathJax reads them."""

import re
from html import escape

from drill.report.wrap import is_han

_KEPT = 0xF0000  # begins the characters that stand for formulas while Markdown is read
_FORMULA = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)[^\n]*$|\Z)"
    r"|(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)"
    r"|\\."
    r"|\$\$(?P<display>(?:\\.|[^$\\])+)\$\$"
    r"|(?<![A-Za-z0-9$])\$(?P<inline>(?=[^\s$])(?:\\.|[^$\\])*(?<=\S))\$(?![0-9$])",
    re.DOTALL | re.MULTILINE,
)
_FULL = re.compile("[\u3001-\u303f\uff00-\uffef]")


def markdown_html(text: str, *, inline: bool = False) -> str:
    r"""Write blocks, or only what stands in a paragraph (`inline`), as HTML; tags in it are text.

    ``$x$`` becomes ``\(x\)``, ``$$x$$`` becomes ``\[x\]``.
    """
    from markdown_it import MarkdownIt

    formulas: list[str] = []

    def keep(found: re.Match[str]) -> str:
        display, formula = found["display"], found["inline"]
        if display is None and formula is None:
            return found[0]  # code, or a character that means itself
        around = r"\[{}\]" if formula is None else r"\({}\)"
        formulas.append(around.format(escape((display or formula).strip(), quote=False)))
        return chr(_KEPT + len(formulas) - 1)

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.core.ruler.push("chinese", _join_chinese)
    kept = _FORMULA.sub(keep, text.strip())
    html = reader.renderInline(kept) if inline else reader.render(kept)
    return re.sub("[\U000f0000-\U000ffffd]", lambda found: _back(found[0], formulas), html).strip()


def _back(character: str, formulas: list[str]) -> str:
    number = ord(character) - _KEPT
    return formulas[number] if number < len(formulas) else character


def _join_chinese(state: object) -> None:
    """Take out the ends of rows in Chinese paragraphs: a browser shows them as spaces."""
    for block in state.tokens:  # type: ignore[attr-defined]
        tokens = block.children or []
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if token.type == "softbreak" and _joins(before.content[-1:], after.content[:1]):
                token.type, token.content = "text", ""


def _joins(a: str, b: str) -> bool:
    if not a or not b:
        return False
    return bool(_FULL.match(a) or _FULL.match(b)) or (is_han(a) and is_han(b))

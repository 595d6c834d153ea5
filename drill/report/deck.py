"""A card as the front and the back of an Anki note, in one language or in both."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from drill.grading.typed.worked import shown, worked
from drill.model.card import Card, Kind
from drill.model.cloze import pieces
from drill.model.expression import evaluate
from drill.model.text import Lang, Text
from drill.report.html_markdown import markdown_html

POINTS = Text("Key points", "要点")
RIGHT = Text("Right", "正确答案")
ORDER = Text("The right order", "正确顺序")
ERRATA = Text("Where the notes are wrong", "笔记勘误")
MUST = Text("must", "必答")
CSS = """\
.card { font: 18px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  text-align: left; max-width: 44em; margin: 0 auto; padding: 0 .5em; }
pre, code { font-family: ui-monospace, Consolas, monospace; font-size: .9em; }
pre { background: #f2f4f6; padding: .6em .8em; border-radius: 6px; overflow-x: auto; }
.nightMode pre { background: #2b2f33; }
table { border-collapse: collapse; } th, td { border: 1px solid #99a; padding: .2em .6em; }
.gap { color: #06c; } .nightMode .gap { color: #6cf; }
.aside { opacity: .7; font-size: .85em; } ol.letters { list-style: upper-alpha; }
hr.lang { border: 0; border-top: 1px dashed #99a; margin: 1.2em 0; }
"""
_GAP = 0xF8000  # begins the characters that stand for gaps


def card_html(
    card: Card,
    langs: Sequence[Lang],
    values: Mapping[str, float] | None = None,
    order: Sequence[int] | None = None,
) -> tuple[str, str]:
    """Write front and back; `values` and `order` put the question as `drill quiz` does."""
    between = '\n<hr class="lang">\n'
    sides = [_Side(lang, values or {}, order or ()) for lang in langs]
    front = between.join("\n".join(side.front(card)) for side in sides)
    back = between.join("\n".join(side.back(card)) for side in sides)
    sources = escape(" · ".join(card.sources), quote=False)
    return front, f'{back}\n<p class="aside">{sources}</p>' if sources else back


class _Side:
    """Writes one language."""

    def __init__(self, lang: Lang, values: Mapping[str, float], order: Sequence[int]) -> None:
        self.lang, self.values, self.order = lang, values, order

    def front(self, card: Card) -> Iterator[str]:
        yield markdown_html(self._filled(card.ask))
        if card.code:
            yield f"<pre><code>{escape(card.code.rstrip(), quote=False)}</code></pre>"
        if card.text is not None:
            yield self._cloze(card.text, hidden=True)
        if card.choices:
            yield _list([self._say(card.choices[k].text) for k in self.order], ' class="letters"')
        if card.steps:
            yield _list([self._say(card.steps[k]) for k in self.order], ' class="letters"')

    def back(self, card: Card) -> Iterator[str]:
        if card.text is not None:
            yield self._cloze(card.text, hidden=False)
        if card.kind is Kind.NUMBER:
            yield self._number(card)
        if card.choices:
            yield from self._right(card)
        if card.steps:
            yield self._title(ORDER)
            letters = [chr(ord("A") + self.order.index(k)) for k in range(len(card.steps))]
            steps = zip(letters, card.steps, strict=True)
            yield _list([f"({letter}) {self._say(step)}" for letter, step in steps])
        if card.answer is not None:
            yield markdown_html(self._filled(card.answer))
        if card.points:
            yield self._title(POINTS)
            yield _list(
                [self._point(point.text, must=point.must) for point in card.points], tag="ul"
            )
        if card.errata is not None:
            yield self._title(ERRATA)
            yield markdown_html(card.errata.to(self.lang))

    def _say(self, text: Text) -> str:
        return markdown_html(self._filled(text), inline=True)

    def _title(self, text: Text) -> str:
        return f"<p><b>{text.to(self.lang)}</b></p>"

    def _point(self, text: Text, *, must: bool) -> str:
        said = self._say(text)
        return f'{said} <span class="aside">({MUST.to(self.lang)})</span>' if must else said

    def _filled(self, text: Text) -> str:
        """Put the numbers of a number card in the place of their names."""

        def value(found: re.Match[str]) -> str:
            return shown(self.values[found[1]]) if found[1] in self.values else found[0]

        return (
            re.sub(r"\{(\w+)\}", value, text.to(self.lang)) if self.values else text.to(self.lang)
        )

    def _number(self, card: Card) -> str:
        result = shown(evaluate(card.formula, self.values))
        unit = f" {card.unit.to(self.lang)}" if card.unit is not None else ""
        steps = escape(worked(card.formula, self.values), quote=False)
        return f"<p><b>{result}{escape(unit)}</b></p>\n<p><code>{steps}</code></p>"

    def _right(self, card: Card) -> Iterator[str]:
        yield self._title(RIGHT)
        rows = [
            f"({chr(ord('A') + place)}) {self._say(card.choices[k].text)}"
            for place, k in enumerate(self.order)
            if card.choices[k].right
        ]
        yield "\n".join(f"<p>{row}</p>" for row in rows)

    def _cloze(self, text: Text, *, hidden: bool) -> str:
        """Write a text with gaps, open or filled in."""
        parts = pieces(text.to(self.lang))
        gaps = [part for part in parts if not isinstance(part, str)]
        marks = iter(range(len(gaps)))
        html = markdown_html(
            "".join(part if isinstance(part, str) else chr(_GAP + next(marks)) for part in parts)
        )
        for number, gap in enumerate(gaps):
            shown_gap = "[…]" if hidden else markdown_html(gap[0], inline=True)
            html = html.replace(chr(_GAP + number), f'<b class="gap">{shown_gap}</b>')
        return html


def _list(items: Sequence[str], attributes: str = "", tag: str = "ol") -> str:
    rows = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}{attributes}>\n{rows}\n</{tag}>"

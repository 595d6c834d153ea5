"""The lines of one answer as Markdown: code fenced, formulas written out, pictures left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drill.bank.notes.code import FOUND, language
from drill.bank.notes.damage import flags
from drill.bank.notes.formulas import repair
from drill.bank.notes.lines import UNDERLINE, Line
from drill.bank.notes.links import links_of
from drill.bank.notes.marks import BLANKS, GLYPHS, Kind
from drill.bank.notes.noise import is_advert
from drill.bank.notes.pictures import has_lost, has_web, is_placeholder
from drill.model.notes import AnswerLine, Code, Dropped, Flag, Formula, Lost, Reason

LABEL = 2  # lines: fenced text no longer than that may be a label in a frame
_PIECE = re.compile(r"</?(?:table|tbody|thead|tr|t[dh]|[uo]l|li)\b", re.IGNORECASE)
_VERBATIM = {Kind.CODE, Kind.FENCE, Kind.MATH, Kind.TABLE, Kind.FRONT, Kind.COMMENT}


@dataclass(slots=True)
class Answer:
    """What one answer is made of, while it is collected."""

    lines: list[AnswerLine] = field(default_factory=list)
    kept: list[Line] = field(default_factory=list)  # as they stood, formulas written out
    code: list[Code] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def collect(lines: Sequence[Line], *, margin: int) -> Answer:
    """Write an answer; `margin` is how far bullets stand in, in a copied page; 0 in Markdown."""
    answer = Answer()
    prose = [line.indent for line in lines if line.kind not in _VERBATIM | {Kind.BLANK}]
    margin = max(margin, min(prose, default=0))
    lost: list[int] = []
    shown = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind in {Kind.CODE, Kind.FENCE}:
            at = _code(lines, at, answer, margin)
            continue
        at += 1
        if line.kind is Kind.BLANK:
            _blank(line, answer)
        elif line.kind is Kind.COMMENT:
            answer.dropped.append(Dropped(line.number, line.number, Reason.COMMENT))
        elif is_placeholder(line):
            lost.append(line.number)
            answer.dropped.append(Dropped(line.number, line.number, Reason.IMAGE))
        elif is_advert(line, words=3):
            answer.dropped.append(Dropped(line.number, line.number, Reason.ADVERT))
        elif line.kind is Kind.NUMBER and not line.body:
            answer.dropped.append(Dropped(line.number, line.number, Reason.EMPTY))
        elif line.mark == UNDERLINE or is_wrapper(line):
            answer.dropped.append(Dropped(line.number, line.number, Reason.SEPARATOR))
        else:
            line = _prose(line, answer, margin)
            shown = shown or has_web(line.text)
            if has_lost(line.text):
                lost.append(line.number)
    _trim(answer)
    answer.flags += flags(answer.kept, lost, shown)
    answer.flags += [Flag(one.line, Lost.DAMAGED) for one in answer.formulas if one.damaged]
    answer.flags = sorted(set(answer.flags), key=lambda flag: (flag.line, flag.lost))
    return answer


def is_wrapper(line: Line) -> bool:
    """Tell whether a tag only parts or folds, and is not a piece of a table or a list."""
    return line.kind is Kind.TAG and not _PIECE.match(line.text.strip(BLANKS))


def _blank(line: Line, answer: Answer) -> None:
    """Keep one blank line between others."""
    if answer.lines and answer.lines[-1].text:
        answer.lines.append(AnswerLine(line.number, ""))
    else:
        answer.dropped.append(Dropped(line.number, line.number, Reason.BLANK))


def _trim(answer: Answer) -> None:
    while answer.lines and not answer.lines[-1].text:
        number = answer.lines.pop().line
        answer.dropped.append(Dropped(number, number, Reason.BLANK))


def _code(lines: Sequence[Line], at: int, answer: Answer, margin: int) -> int:
    """Keep a block of code as it stands; set fences where it has none."""
    if lines[at].mark == FOUND:
        return _without_fences(lines, at, answer)
    end = at + 1
    while end < len(lines) and lines[end].kind is Kind.CODE and lines[end].mark != FOUND:
        end += 1
    if end < len(lines) and lines[end].kind is Kind.FENCE and end > at:
        end += 1
    block = lines[at:end]
    answer.lines += [AnswerLine(line.number, _outdented(line.text, margin)) for line in block]
    inner = [line for line in block if line.kind is Kind.CODE]
    text = "\n".join(line.text for line in inner)
    info = lines[at].text.strip().lstrip("-*+> `~").split(" ")[0].strip("{}.")
    if _is_label(text, info):
        answer.kept += inner
    else:
        answer.kept += block
        lang = info.casefold() or language(text)
        answer.code.append(Code(block[0].number, block[-1].number, lang, fenced=True))
    return end


def _outdented(text: str, margin: int) -> str:
    """Take off the margin of the list that a block stands in."""
    blanks = len(text) - len(text.lstrip(" "))
    return text[min(blanks, margin) :].rstrip()


def _is_label(text: str, info: str) -> bool:
    """Tell a word in a frame from code."""
    full = [line for line in text.split("\n") if line.strip()]
    return not info and len(full) <= LABEL and not any(sign in text for sign in "=()[]{};:<>$|/")


def _without_fences(lines: Sequence[Line], at: int, answer: Answer) -> int:
    end = at
    while end < len(lines) and lines[end].kind is Kind.CODE and lines[end].mark == FOUND:
        end += 1
    block = lines[at:end]
    text = "\n".join(line.text for line in block)
    lang = language(text)
    fence = "```" if "```" not in text else "`````"
    if answer.lines and answer.lines[-1].text:
        answer.lines.append(AnswerLine(0, ""))
    answer.lines.append(AnswerLine(0, fence + lang))
    answer.lines += [AnswerLine(line.number, line.text.rstrip()) for line in block]
    answer.lines.append(AnswerLine(0, fence))
    answer.kept += block
    answer.code.append(Code(block[0].number, block[-1].number, lang, fenced=False))
    return end


def _prose(line: Line, answer: Answer, margin: int) -> Line:
    """Keep a line of prose: formulas written out, the bullet one that Markdown knows."""
    if line.kind in _VERBATIM:
        answer.lines.append(AnswerLine(line.number, line.text.rstrip(BLANKS)))
        answer.kept.append(line)
        return line
    body, found = repair(line.body)
    answer.formulas += [Formula(line.number, one.latex, one.raw, one.damaged) for one in found]
    if found:
        answer.flags += [Flag(line.number, Lost.DAMAGED) for one in found if "://" not in one.raw]
        line = line._replace(body=body, text=body)
    answer.links += [url for url in links_of(line.text) if url not in answer.links]
    answer.lines.append(AnswerLine(line.number, _written(line, margin)))
    answer.kept.append(line)
    return line


def _written(line: Line, margin: int) -> str:
    indent = max(line.indent - margin, 0)
    indent = 0 if indent == 1 else indent
    if line.kind is Kind.BULLET:
        mark = "-" if line.mark in GLYPHS + "·–—" else line.mark
        return f"{' ' * indent}{mark} {line.body}"
    text = line.body if line.kind is Kind.TEXT else line.text.strip(BLANKS)
    return " " * indent + text

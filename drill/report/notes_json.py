"""Notes for programs: a list with one object for each file, keys fixed."""

from collections.abc import Sequence
from typing import Any

from drill.model.notes import Notes, Question
from drill.report.as_json import FORMAT, dumps


def notes_json(notes: Sequence[Notes]) -> str:
    """Write what was found in each file; lines count from 1, both ends of a range belong to it."""
    return dumps([_file(one) for one in notes])


def _file(notes: Notes) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "file": notes.name,
        "layout": notes.layout,
        "encoding": notes.encoding,
        "lines": notes.lines,
        "questions": [_question(one) for one in notes.questions],
        "dropped": [
            {"line": one.line, "end_line": one.end_line, "reason": str(one.reason)}
            for one in notes.dropped
        ],
        "remarks": [
            {"line": one.line, "doubt": str(one.doubt), "detail": one.detail}
            for one in notes.remarks
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "number": question.number or None,
        "title": question.title,
        "marks": question.marks,
        "section": question.section,
        "line": question.line,
        "end_line": question.end_line,
        "answered": question.answered,
        "answer": question.markdown,
        "code": [
            {"line": one.line, "end_line": one.end_line, "lang": one.lang, "fenced": one.fenced}
            for one in question.code
        ],
        "links": question.links,
        "formulas": [
            {"line": one.line, "latex": one.latex, "raw": one.raw, "damaged": one.damaged}
            for one in question.formulas
        ],
        "subquestions": [{"title": one.title, "line": one.line} for one in question.subquestions],
        "points": [
            {"line": one.line, "text": one.text, "words": one.words} for one in question.points
        ],
        "topics": question.topics,
        "flags": [{"line": one.line, "lost": str(one.lost)} for one in question.flags],
    }

"""An import for programs: a list with one object for each file, keys fixed."""

from collections.abc import Sequence
from typing import Any

from drill.model.imported import Imported, Outcome, Skipped
from drill.model.notes import Notes, Question
from drill.report.as_json import FORMAT, dumps


def imported_json(done: Sequence[Imported], skipped: Sequence[Skipped]) -> str:
    """Write what the notes hold, and what became of each question; skipped files have none."""
    return dumps([*(_file(one.notes) | _drafts(one) for one in done), *map(_skipped, skipped)])


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


def _drafts(one: Imported) -> dict[str, Any]:
    return {
        "to": str(one.path),
        "written": one.written,
        "cards": [_card(outcome) for outcome in one.outcomes],
    }


def _card(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "state": str(outcome.state),
        "line": outcome.line or None,
        "title": outcome.title,
        "like": [{"id": one.id, "score": round(one.score, 3)} for one in outcome.like],
        "diff": outcome.diff,
    }


def _skipped(one: Skipped) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "file": one.name,
        "skipped": one.why,
        "questions": [],
        "dropped": [],
        "remarks": [],
    }

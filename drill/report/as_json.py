"""Reports as JSON, format 1: one object on one line, keys fixed."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from drill.model.finding import Finding
from drill.model.listing import CardRow, Check, Row
from drill.model.outcome import Raised, Returned, Verdict
from drill.model.report import Failure, Report
from drill.model.text import Lang, Text
from drill.report.escape import UNSEEN

FORMAT = 1


def grade_json(report: Report, lang: Lang) -> str:
    """Write one report; ``score`` is null where we could not grade."""
    graded = report.verdict is not Verdict.COULD_NOT_GRADE
    return dumps(
        {
            "format": FORMAT,
            "problem": report.problem,
            "file": report.file,
            "verdict": str(report.verdict),
            "score": report.score if graded else None,
            "cases": [
                {
                    "name": case.name,
                    "title": case.title.to(lang),
                    "draws": case.draws,
                    "passed": case.passed,
                    "shown": case.shown,
                    "outcome": str(case.outcome),
                }
                for case in report.cases
            ],
            "counterexample": _counterexample(report, lang),
            "diagnosis": _diagnosis(report, lang),
            "error": _error(report, lang),
            "notes": [note.to(lang) for note in _notes(report)],
            "speed": _speed(report),
            "sandbox": report.sandbox,
            "seed": report.seed,
            "elapsed_s": report.elapsed_s,
            "printed": report.printed,
        }
    )


def _notes(report: Report) -> tuple[Text, ...]:
    """Give the notes, and the advice that belongs to the error: its own keys are fixed."""
    hint = report.error.hint if report.error else None
    return (*report.notes, hint) if hint else report.notes


def list_json(rows: Sequence[Row], cards: Sequence[CardRow], lang: Lang) -> str:
    """Write what `drill list` shows: problems, then cards; days until each is due."""
    problems: list[dict[str, Any]] = [
        {
            "id": row.id,
            "kind": "code",
            "title": row.title.to(lang),
            "topics": row.topics,
            "level": str(row.level),
            "minutes": row.minutes,
            "aliases": row.aliases,
            "status": row.status,
            "attempts": row.attempts,
            "best": row.best,
            "due_in": row.due_in,
        }
        for row in rows
    ]
    return dumps(
        problems
        + [
            {
                "id": card.id,
                "kind": card.kind,
                "title": card.title.to(lang),
                "topics": card.topics,
                "level": str(card.level),
                "status": card.status,
                "due_in": card.due_in,
                "recall": card.recall,
                "flagged": card.flagged,
            }
            for card in cards
        ]
    )


def doctor_json(checks: Iterable[Check], lang: Lang) -> str:
    """Write what `drill doctor` tried; ``ok`` is null where it could not be tried."""
    return dumps(
        [
            {"area": one.area, "name": one.name.to(lang), "ok": one.ok, "detail": one.detail}
            for one in checks
        ]
    )


def findings_json(findings: Iterable[Finding]) -> str:
    """Write the findings of `drill check`."""
    return dumps(
        [
            {
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "message": one.message,
                "hint": one.hint,
            }
            for one in sorted(findings)
        ]
    )


def dumps(value: Any) -> str:
    """Write strict JSON that any terminal and any encoding of a pipe can carry."""
    text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    if text.isprintable() and UNSEEN.isdisjoint(text):
        return text
    return "".join(c if c.isprintable() and c not in UNSEEN else json.dumps(c)[1:-1] for c in text)


def plain(value: Any) -> Any:
    """Reduce arrays, tuples and numbers JSON lacks to what it has."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else _word(value)
    if isinstance(value, complex):
        return [plain(value.real), plain(value.imag)]
    if isinstance(value, dict):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return plain(value.decode("utf-8", "backslashreplace"))
    return plain(value.tolist()) if hasattr(value, "tolist") else plain(repr(value))


def _word(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _counterexample(report: Report, lang: Lang) -> dict[str, Any] | None:
    failure = report.counterexample
    if failure is None:
        return None
    from drill.report.grade.snippet import snippet

    call = snippet(report.function or report.problem, failure.names, failure.inputs)
    return {
        "case": failure.case,
        "seed": failure.seed,
        "inputs": failure.inputs,
        "expected": failure.expected,
        "actual": failure.outcome.value if isinstance(failure.outcome, Returned) else None,
        "message": _message(failure, lang),
        "snippet": f"import numpy as np\n\n{call}",
    }


def _message(failure: Failure, lang: Lang) -> str:
    if failure.difference is not None:
        return failure.difference.message.to(lang)
    from drill.report.grade.evidence import instead

    text = instead(failure.outcome).to(lang)
    if isinstance(failure.outcome, Raised) and failure.outcome.message:
        return f"{text}: {failure.outcome.message}"
    return text


def _diagnosis(report: Report, lang: Lang) -> dict[str, Any] | None:
    if report.diagnosis is None:
        return None
    return {
        "kind": report.diagnosis.kind,
        "name": report.diagnosis.name,
        "text": report.diagnosis.text.to(lang),
        "agreement": report.diagnosis.agreement,
    }


def _error(report: Report, lang: Lang) -> dict[str, Any] | None:
    if report.error is None:
        return None
    return {
        "type": report.error.type,
        "message": report.error.message.to(lang),
        "line": report.error.line,
    }


def _speed(report: Report) -> dict[str, Any] | None:
    if report.speed is None:
        return None
    return {
        "n": report.speed.n,
        "ratio": report.speed.ratio,
        "slope": report.speed.slope,
        "reference_slope": report.speed.reference_slope,
        "peak_mb": report.speed.peak_mb,
    }

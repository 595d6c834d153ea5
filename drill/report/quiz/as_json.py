"""The queue and single answers as JSON, for scripts and editors."""

import json
from collections.abc import Sequence
from typing import Any

from drill.model.outlook import Answered, Outlook, Waiting
from drill.model.text import Lang
from drill.schedule.day import date_of


def queue_json(items: Sequence[Waiting], lang: Lang) -> str:
    """Write the queue in the order in which a quiz would ask it."""
    return _dump([_waiting(one, lang) for one in items])


def outlook_json(outlook: Outlook, lang: Lang) -> str:
    """Write what today holds."""
    next_day = date_of(outlook.next_day).isoformat() if outlook.next_day is not None else None
    return _dump(
        {
            "due": outlook.due,
            "due_code": [_waiting(one, lang) for one in outlook.due_code],
            "new": outlook.new,
            "unseen": outlook.unseen,
            "seen": outlook.seen,
            "done_today": outlook.done_today,
            "minutes": outlook.minutes,
            "due_tomorrow": outlook.due_tomorrow,
            "next": {"date": next_day, "due": outlook.next_due},
            "days_left": outlook.days_left,
        }
    )


def answered_json(done: Answered) -> str:
    """Write one stored answer."""
    return _dump({"id": done.id, "rating": done.rating, "due": date_of(done.due_day).isoformat()})


def _waiting(one: Waiting, lang: Lang) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title.to(lang),
        "topics": list(one.topics),
        "overdue": one.overdue,
    }


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)

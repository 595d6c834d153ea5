"""The plan for programs: format 1, one object on one line, keys fixed."""

from typing import Any

from drill.model.plan import Plan, Readiness
from drill.report.as_json import FORMAT, dumps
from drill.schedule.day import date_of


def plan_json(plan: Plan | None) -> str:
    """Write the active plan; without one only that there is none."""
    if plan is None:
        return dumps({"format": FORMAT, "active": False})
    return dumps(
        {
            "format": FORMAT,
            "active": True,
            "date": str(plan.asked.date),
            "days_left": plan.interview - plan.today,
            "minutes": plan.asked.minutes,
            "topics": plan.asked.topics,
            "minutes_done": round(plan.spent, 1),
            "readiness": _readiness(plan.whole),
            "cards": plan.cards and _readiness(plan.cards),
            "code": plan.code and _readiness(plan.code),
            "by_topic": [{"topic": name} | _readiness(ready) for name, ready in plan.topics],
            "days": [
                {
                    "date": str(date_of(day.day)),
                    "minutes": round(day.minutes, 1),
                    "items": [
                        {"id": task.item, "new": task.new, "seconds": round(task.seconds, 1)}
                        for task in day.tasks
                    ],
                }
                for day in plan.days
            ],
            "never_asked": {"today": plan.unseen, "on_the_day": plan.never},
            "too_long": len(plan.too_long),
            "other_minutes": [
                {"minutes": minutes, "expected": round(expected, 4)}
                for minutes, expected in plan.others
            ],
        }
    )


def _readiness(ready: Readiness) -> dict[str, Any]:
    return {
        "items": ready.items,
        "today": round(ready.today, 4),
        "without_work": round(ready.idle, 4),
        "expected": round(ready.expected, 4),
    }

"""List the problems with how far someone has come."""

from collections.abc import Iterable, Mapping

from drill.bank.places import Bank
from drill.errors import UsageError
from drill.model.attempt import Progress
from drill.model.listing import Row
from drill.model.question import Level, Question

STATUSES = ("new", "tried", "accepted")


def rows(
    bank: Bank,
    progress: Mapping[str, Progress],
    *,
    topic: str | None = None,
    level: Level | None = None,
    status: str | None = None,
) -> tuple[Row, ...]:
    """List every problem of `bank` that fits the filters, in order of level, then name."""
    questions = [entry.load_question() for entry in bank.entries.values()]
    if topic is not None:
        _known_topic(topic, questions)
    found = [_row(question, progress[question.id]) for question in questions]
    fitting = [
        row
        for row in found
        if (topic is None or topic in row.topics)
        and (level is None or row.level is level)
        and (status is None or row.status == status)
    ]
    return tuple(sorted(fitting, key=lambda row: (list(Level).index(row.level), row.id)))


def _row(question: Question, progress: Progress) -> Row:
    return Row(
        id=question.id,
        title=question.title,
        topics=question.topics,
        level=question.level,
        minutes=question.minutes,
        aliases=question.aliases,
        status="accepted" if progress.accepted else "tried" if progress.attempts else "new",
        attempts=progress.attempts,
        best=progress.best,
    )


def _known_topic(topic: str, questions: Iterable[Question]) -> None:
    topics = sorted({one for question in questions for one in question.topics})
    if topic not in topics:
        raise UsageError(f"no problem has the topic {topic!r}", hint=f"topics: {', '.join(topics)}")

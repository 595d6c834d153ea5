"""One quiz session: what is asked next, and every answer in the log before the next question."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from drill.actions.quiz.ask import Asked, ask, follow_up
from drill.actions.quiz.todo import Options, check_topics, collect
from drill.actions.record import make_review, milliseconds, new_uuid
from drill.model.memory import Memory
from drill.model.review import CODE, Event, Happened, Judge, Origin, Rating
from drill.model.text import Text
from drill.schedule.day import study_day
from drill.schedule.memory import outcomes
from drill.schedule.queue import Queue
from drill.store.index import Index
from drill.store.log import Log

if TYPE_CHECKING:
    from drill.model.graded import Graded

LONGEST_MS = 10 * 60 * 1000  # longer than that, somebody went for a coffee


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One thing done in a session, and what undoing it brings back."""

    uuid: str
    asked: Asked
    rating: Rating | None = None  # None: put away without an answer
    ms: int = 0


@dataclass(slots=True)
class Session:
    """A session under way. `current` is None at its end."""

    log: Log
    index: Index
    options: Options
    clock: Callable[[], datetime]
    current: Asked | None = None
    done: list[Answered] = field(default_factory=list)
    hints: int = 0
    planned: bool = False  # the order is the plan's
    behind: int = 0  # days from now to the last answer: a clock set back
    _queue: Queue = field(default_factory=lambda: Queue(()))
    _uuid: str = field(default_factory=new_uuid)
    _begun: datetime | None = None
    _shown: datetime | None = None
    _revealed: datetime | None = None

    def begin(self) -> None:
        """Collect what is to be asked, and ask the first."""
        check_topics(self.index, self.options.topics)
        self._begun = self.clock()
        todo = collect(self.log, self.index, self.options, self.clock())
        self.planned, self.behind = todo.planned, todo.behind
        self._queue = Queue(todo.due, todo.new)
        self.advance()

    def advance(self) -> Asked | None:
        """Ask the next item; None at the end."""
        item = self._queue.take(fresh=not self.time_is_up)
        again = item is not None and any(one.asked.entry.id == item for one in self.done)
        self._put(item, again=again)
        return self.current

    def reveal(self) -> None:
        """Note when the answer was shown."""
        self._revealed = self._revealed or self.clock()

    def next_days(self) -> dict[Rating, int]:
        """Say in how many days each rating would bring the item back."""
        assert self.current is not None
        today = study_day(self.clock())
        after = outcomes(self.current.memory, today, self.current.entry.id)
        return {rating: memory.due_day - today for rating, memory in after.items()}

    def rate(self, rating: Rating, graded: "Graded | None" = None) -> Memory | None:
        """Store the answer, then ask the next item. Give the memory after it."""
        asked = self._asked()
        now = self.clock()
        review = make_review(
            asked.memory,
            asked.entry.id,
            rating,
            now,
            origin=Origin.CRAM if self.options.cram else Origin.CARD,
            judge=_judge(rating, graded),
            digest=asked.entry.digest,
            session=self._uuid,
            score=graded.score if graded else None,
            hints=self.hints,
            reveal_ms=self._since_shown(self._revealed),
            total_ms=self._since_shown(now),
            typed=graded.typed if graded else None,
            grade=_grade_json(graded),
        )
        memory = self.log.add_review(review)
        self.done.append(
            Answered(uuid=review.uuid, asked=asked, rating=rating, ms=review.total_ms or 0)
        )
        if rating is Rating.AGAIN:
            self._queue.failed(asked.entry.id)
        elif asked.card is not None:
            self._queue.prefer(asked.card.follow_ups)  # as an interviewer digs on
        self.advance()
        return memory

    def skip(self) -> None:
        """Go on without an answer; nothing is stored."""
        self.advance()

    def undo(self) -> bool:
        """Take the last answer back, or the last card put away; False where there is none."""
        if not self.done:
            return False
        last = self.done.pop()
        item = last.asked.entry.id
        self._event(item, Happened.VOID, target=last.uuid)
        if self.current is not None:
            self._queue.back(self.current.entry.id)
        self._queue.back(item)
        self.advance()
        return True

    def bury(self) -> None:
        """Put the card away until the next study day."""
        self._put_away(Happened.BURY, str(study_day(self.clock()) + 1))

    def suspend(self) -> None:
        """Put the card away for good."""
        self._put_away(Happened.SUSPEND)

    def flag(self) -> bool:
        """Mark the card as one to mend, or take the mark away. Say whether it is marked now."""
        item = self._asked().entry.id
        flagged = self.log.flagged(item)
        self._event(item, Happened.UNFLAG if flagged else Happened.FLAG)
        return not flagged

    def add_wording(self, point: int, words: str) -> None:
        """Accept the person's own wording of a key point from now on."""
        payload = json.dumps({"point": point, "words": words}, ensure_ascii=False)
        self._event(self._asked().entry.id, Happened.WORDING, payload=payload)

    def wordings(self) -> dict[int, tuple[str, ...]]:
        """Give the wordings a person added to the points of the current card."""
        found: dict[int, tuple[str, ...]] = {}
        for event in self.log.events(Happened.WORDING, self._asked().entry.id):
            kept = json.loads(event.payload)
            found[kept["point"]] = (*found.get(kept["point"], ()), kept["words"])
        return found

    def follow_ups(self) -> tuple[Text, ...]:
        """Give the questions that an interviewer asks next, and what is to be written."""
        card = self._asked().card
        entries = [self.index.entry(item) for item in card.follow_ups] if card else []
        return tuple(follow_up(entry) for entry in entries if entry is not None)

    def reload(self) -> None:
        """Ask the current item again as its file now says; it was edited."""
        self.index = self.index.reread()
        asked = self._asked()
        self._put(asked.entry.id, again=asked.again)

    @property
    def left(self) -> tuple[int, int, int]:
        """Count what is left after the current item: due, new, coming back."""
        return self._queue.left

    @property
    def minutes(self) -> float:
        """Say how long the session has taken."""
        assert self._begun is not None
        return (self.clock() - self._begun).total_seconds() / 60

    @property
    def time_is_up(self) -> bool:
        """Whether the minutes asked for are over."""
        return self.options.minutes is not None and self.minutes >= self.options.minutes

    def _put(self, item: str | None, *, again: bool) -> None:
        self.current, self.hints, self._shown, self._revealed = None, 0, self.clock(), None
        if item is None:
            return
        entry = self.index.entry(item)
        if entry is None:  # its file changed under us
            self.advance()
            return
        card = None if item.startswith(CODE) else self.index.card(item)
        seed = f"{self._uuid} {item} {len(self.done)}"
        self.current = ask(entry, card, self.log.memory(item), seed, again=again)

    def _put_away(self, kind: Happened, payload: str = "") -> None:
        asked = self._asked()
        uuid = self._event(asked.entry.id, kind, payload=payload)
        self.done.append(Answered(uuid=uuid, asked=asked))
        self._queue.drop(asked.entry.id)
        self.advance()

    def _event(
        self, item: str, kind: Happened, *, target: str | None = None, payload: str = ""
    ) -> str:
        event = Event(
            uuid=new_uuid(),
            item=item,
            ts_ms=milliseconds(self.clock()),
            kind=kind,
            target=target,
            payload=payload,
        )
        self.log.add_event(event)
        return event.uuid

    def _asked(self) -> Asked:
        assert self.current is not None
        return self.current

    def _since_shown(self, then: datetime | None) -> int | None:
        if then is None or self._shown is None:
            return None
        ms = round((then - self._shown).total_seconds() * 1000)
        return min(max(ms, 0), LONGEST_MS)


def _judge(rating: Rating, graded: "Graded | None") -> Judge:
    if graded is None:
        return Judge.SELF
    return Judge.AUTO if rating == graded.suggested else Judge.OVERRIDE


def _grade_json(graded: "Graded | None") -> str | None:
    """Keep which key points were missed: what fails again and again is shown in the statistics."""
    if graded is None or not graded.hits:
        return None
    points = [{"point": hit.point, "state": hit.state.value} for hit in graded.hits]
    return json.dumps({"points": points})

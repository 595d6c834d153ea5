"""Write an Anki deck: every card of the bank, with what is remembered of it and every answer."""

import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time
from hashlib import blake2b
from pathlib import Path
from typing import Any

from drill.actions.merge import exists, unwritable
from drill.actions.quiz.ask import Asked, ask
from drill.actions.record import milliseconds
from drill.errors import UsageError
from drill.model.memory import Memory
from drill.model.review import CODE, Origin, Review
from drill.model.upkeep import Rows, Saved
from drill.schedule import memory as schedule
from drill.schedule.day import ROLLOVER, date_of, study_day
from drill.store.anki import Answer, Collection, Known, new_collection
from drill.store.index import Index
from drill.store.log import Log

DECK = "drill"
_DECK_ID, _MODEL_ID = 1_726_114_001, 1_726_114_002  # ours for ever: Anki knows decks by them
_UNMARKED = (False, 0, False)
_LEARNED, _REVIEWED, _RELEARNED, _CRAMMED = range(4)

Render = Callable[[Asked], tuple[str, str]]


def export_anki(
    log: Log,
    index: Index,
    target: Path,
    now: datetime,
    render: Render,
    css: str,
    progress: Callable[[int, int], None],
) -> Saved:
    """Write a deck to `target`, which must be new. `render` gives front and back as HTML.

    Raises
    ------
    UsageError
        When `target` exists or cannot be written, or genanki is not there.
    """
    if target.exists():
        raise exists(target)
    package, items = _package(index, render, css, progress)
    marks = log.marks()
    first_day = min([study_day(now), *(one.first_day for one in log.memories().values())])
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        file = Path(folder) / "collection.anki2"
        with new_collection(file, milliseconds(now)) as collection:
            package.write_to_db(collection.cursor, now.timestamp(), collection.numbers)
            begun = datetime.combine(date_of(first_day), time(), now.tzinfo) + ROLLOVER
            collection.begin(round(begun.timestamp()))
            count = sum(
                _remember(collection, log, item, first_day, marks.get(item, _UNMARKED))
                for item in items
            )
        _zip(file, target)
    return Saved(
        file=str(target), rows=Rows(reviews=count), cards=len(items), size=target.stat().st_size
    )


def guid(item: str) -> str:
    """Name a note by its card, for ever: importing again brings no second one."""
    return blake2b(f"drill {item}".encode(), digest_size=10).hexdigest()


def _package(
    index: Index, render: Render, css: str, progress: Callable[[int, int], None]
) -> tuple[Any, list[str]]:
    """Make the notes."""
    try:
        import genanki  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(
            "an Anki deck needs the package genanki", hint="`pip install 'drill-cv[anki]'`"
        ) from None
    template = {
        "name": "Card",
        "qfmt": "{{Front}}",
        "afmt": '{{FrontSide}}\n<hr id="answer">\n{{Back}}',
    }
    fields = [{"name": name} for name in ("Front", "Back", "Card")]
    model = genanki.Model(_MODEL_ID, DECK, fields=fields, templates=[template], css=css)
    deck = genanki.Deck(_DECK_ID, DECK)
    entries = [entry for entry in index.entries() if not entry.id.startswith(CODE)]
    for done, entry in enumerate(entries):
        progress(done, len(entries))
        asked = ask(entry, index.card(entry.id), None, entry.id, again=False)
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[*render(asked), entry.id],
                tags=[*entry.topics, str(entry.level)],
                guid=guid(entry.id),
                due=done,
            )
        )
    return genanki.Package(deck), [entry.id for entry in entries]


def _remember(
    collection: Collection, log: Log, item: str, first_day: int, marks: tuple[bool, int, bool]
) -> int:
    """Give one note its history; count its answers."""
    memory = log.memory(item)
    answers = _answers(log.reviews(item))
    suspended, _, flagged = marks
    known = None
    if memory is not None:
        known = Known(
            stability=memory.stability,
            difficulty=memory.difficulty,
            target=schedule.TARGET,
            decay=schedule.power(),
            last_s=max(one.ts_ms for one in answers if one.kind != _CRAMMED) // 1000,
            due=memory.due_day - first_day,
            interval=_interval(memory),
            reps=memory.reps,
            lapses=memory.lapses,
        )
    collection.remember(guid(item), known, answers, suspended=suspended, flagged=flagged)
    return len(answers)


def _answers(reviews: list[Review]) -> list[Answer]:
    answers: list[Answer] = []
    memory: Memory | None = None
    for review in reviews:
        before, memory = memory, schedule.replay(memory, [review])
        answers.append(
            Answer(
                ts_ms=review.ts_ms,
                rating=int(review.rating),
                kind=_kind(before, review),
                interval=_interval(memory) if memory else 0,
                before=_interval(before) if before else 0,
                difficulty=memory.difficulty if memory else 1.0,
                ms=review.total_ms or 0,
            )
        )
    return answers


def _kind(before: Memory | None, review: Review) -> int:
    if review.origin is Origin.CRAM:
        return _CRAMMED
    if before is None or review.day <= before.first_day:
        return _LEARNED
    return _REVIEWED if review.day > before.last_day else _RELEARNED


def _interval(memory: Memory) -> int:
    return max(memory.due_day - memory.last_day, 1)


def _zip(file: Path, target: Path) -> None:
    try:
        with (
            target.open("xb") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as all_,
        ):
            all_.write(file, file.name)
            all_.writestr("media", "{}")
    except FileExistsError:
        raise exists(target) from None
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise unwritable(target, error) from None

"""`drill import`: notes become drafts in a file of cards; what a person changed there stays."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from drill.actions.bank import open_cards
from drill.actions.imports.alike import LOOK, Asked, alike
from drill.actions.imports.files import Target, Targets, check_to, find_notes, labels, write_target
from drill.actions.imports.read import read_notes
from drill.bank.draft_merge import Names, Planned, merge, plan
from drill.bank.drafts import language
from drill.bank.places import Bank
from drill.errors import BankError
from drill.model.imported import Imported, Like, Outcome, Skipped
from drill.model.notes import Notes, Question
from drill.model.text import Lang
from drill.store.index import Index


@dataclass(slots=True)
class _Job:
    """One file of notes on its way."""

    notes: Notes
    label: str
    lang: Lang
    target: Target
    name: str  # under which the target knows the notes
    planned: list[Planned]


def import_notes(
    paths: Sequence[Path],
    bank: Bank,
    folder: Path,
    *,
    to: Path | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[list[Imported], list[Skipped]]:
    """Read notes and bring their drafts up to date, in the drill home `folder` or in the file `to`.

    All is read and compared before anything is written. Files that were named must be notes;
    those found in a folder are skipped where they are none.
    """
    found = find_notes(paths)
    check_to(to, found)
    notes, skipped = _read([(one.path, one.listed) for one in found], progress)
    with _place_of_index(folder, dry_run=dry_run) as place, open_cards(bank, place) as index:
        jobs = _plan(notes, Targets(folder / "bank" / "questions" / "cards", to), index)
        near = _near(jobs, index)
        outcomes = [_merge(job, near, index) for job in jobs]
    changed = {id(job.target) for job in jobs if job.target.changed()}
    done = [
        Imported(
            notes=job.notes,
            label=job.label,
            path=job.target.path,
            written=id(job.target) in changed and not dry_run,
            outcomes=tuple(of_job),
        )
        for job, of_job in zip(jobs, outcomes, strict=True)
    ]
    for target in {id(job.target): job.target for job in jobs}.values():
        if id(target) in changed and not dry_run:
            write_target(target)
    return done, skipped


@contextmanager
def _place_of_index(folder: Path, *, dry_run: bool) -> Iterator[Path]:
    """Give a folder for the index of the bank: a dry run does not make the drill home folder."""
    if dry_run and not folder.is_dir():
        with tempfile.TemporaryDirectory() as other:
            yield Path(other)
    else:
        yield folder


def _read(
    found: Sequence[tuple[Path, bool]], progress: Callable[[int, int], None]
) -> tuple[list[Notes], list[Skipped]]:
    """Read each file."""
    notes: list[Notes] = []
    skipped: list[Skipped] = []
    for done, (path, listed) in enumerate(found):
        progress(done, len(found))
        try:
            notes += read_notes([path])
        except BankError as error:
            if not listed:
                raise
            skipped.append(Skipped(str(path), error.message))
    progress(len(found), len(found))
    return notes, skipped


def _plan(notes: Sequence[Notes], targets: Targets, index: Index) -> list[_Job]:
    """Choose the file of drafts for each file of notes, and the card for each question."""
    jobs: list[_Job] = []
    names = Names(index.ids)
    for one, label in zip(notes, labels([Path(one.name) for one in notes]), strict=True):
        lang = language(one)
        target, name = targets.choose(one, label, lang)
        names.taken.update(entry.id for entry in target.drafts.entries)
        names.taken.update(known.id for known in target.drafts.known)
        jobs.append(_Job(one, label, lang, target, name, []))
    for job in jobs:
        stem = Path(job.label).stem
        job.planned = plan(job.target.drafts, job.name, stem, job.notes.questions, names)
    return jobs


def _near(jobs: Sequence[_Job], index: Index) -> dict[str, tuple[Like, ...]]:
    """Find for each question the cards of the bank, and the questions before it, that are like it."""
    here = [
        (one, job.notes.name)
        for job in jobs
        for one in job.planned
        if one.entry or one.known is None
    ]
    own = {one.id for one, _ in here}
    new = [_asked(one.id, one.question, name) for one, name in here]
    known = list(_asked_in(index, own))
    return dict(zip((one.id for one in new), alike(new, known), strict=True))


def _asked(item: str, question: Question, name: str) -> Asked:
    said = [*(point.text for point in question.points), question.markdown[:LOOK]]
    return Asked(item, question.title, "\n".join(said), name)


def _asked_in(index: Index, but: set[str]) -> Iterator[Asked]:
    """List the cards of the bank but those, once in each language."""
    for entry in index.entries():
        if entry.minutes is not None or entry.id in but:
            continue
        card = index.card(entry.id)
        for lang in Lang if entry.title.en != entry.title.zh else (Lang.EN,):
            said = [point.text.to(lang) for point in card.points]
            said += [card.answer.to(lang)] if card.answer else []
            yield Asked(entry.id, entry.title.to(lang), "\n".join(said))


def _merge(job: _Job, near: dict[str, tuple[Like, ...]], index: Index) -> list[Outcome]:
    """Bring the drafts of one file of notes up to date."""
    like = {item: tuple(one.id for one in found) for item, found in near.items()}

    def elsewhere(item: str) -> bool:
        found = index.entry(item) is not None
        return found and index.place(item)[0].resolve() != job.target.path.resolve()

    found = merge(job.target.drafts, job.name, job.planned, job.lang, like, elsewhere)
    return [replace(one, like=near.get(one.id, ())) for one in found]

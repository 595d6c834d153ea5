"""Drafts put into a file: what is new comes in, what a person edited or deleted stays so."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drill.bank.card_parts import fold
from drill.bank.draft_file import DraftFile, Entry, Known
from drill.bank.draft_match import SHOWN, matched
from drill.bank.drafts import draft_text, fingerprint, proposed_id, text_print
from drill.bank.write_yaml import whole
from drill.model.imported import Outcome, State
from drill.model.notes import Question
from drill.model.text import Lang

CONTEXT = 1  # lines around a difference


@dataclass(frozen=True, slots=True)
class Planned:
    """A question, the id of its card, what was imported of it, and its card in the file."""

    question: Question
    id: str
    known: Known | None = None
    entry: Entry | None = None


class Names:
    """Ids that are taken, and new ones beside them."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with what the bank has."""
        self.taken = set(taken)
        self._next: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """Give an id that nothing has: as wanted, or with a number behind it."""
        found = wanted
        while found in self.taken:
            self._next[wanted] = self._next.get(wanted, 1) + 1
            found = f"{wanted}-{self._next[wanted]}"
        self.taken.add(found)
        return found


def plan(
    file: DraftFile, name: str, stem: str, questions: Sequence[Question], names: Names
) -> list[Planned]:
    """Find the card of each question of the notes `name`, or an id for a new one."""
    entries = {entry.id: entry for entry in file.entries}
    known_ids = {one.id for one in file.known}
    own = {fold(one.ask): one for one in file.entries if one.id and one.id not in known_ids}
    found = matched([one for one in file.known if one.notes == name], questions)
    planned = []
    for question, known in zip(questions, found, strict=True):
        entry = entries.get(known.id) if known else own.pop(fold(question.title), None)
        item = known.id if known else entry.id if entry else ""
        item = item or names.new(proposed_id(stem, question))
        planned.append(Planned(question, item, known, entry))
    return planned


def merge(
    file: DraftFile,
    name: str,
    planned: Sequence[Planned],
    lang: Lang,
    like: Mapping[str, tuple[str, ...]],
    elsewhere: Callable[[str], bool],
) -> list[Outcome]:
    """Bring a file up to date and say what became of each question.

    `like` names for each id the cards that ask the same; `elsewhere` tells whether a card that is
    not in this file is in another one of the bank.
    """
    merging = _Merging(file, name, lang, like, elsewhere)
    outcomes = [merging.take(one) for one in planned]
    merging.place(planned)
    file.known = merging.known(planned)
    outcomes += _gone(file, name, planned)
    return outcomes


class _Merging:
    """One file of notes on its way into a file of drafts."""

    def __init__(
        self,
        file: DraftFile,
        name: str,
        lang: Lang,
        like: Mapping[str, tuple[str, ...]],
        elsewhere: Callable[[str], bool],
    ) -> None:
        self.file, self.name, self.lang = file, name, lang
        self.like, self.elsewhere = like, elsewhere
        self.now: dict[str, Known] = {}
        self.new: dict[str, Entry] = {}

    def take(self, one: Planned) -> Outcome:
        """Deal with one question."""
        if one.entry is not None:
            return self._there(one, one.entry)
        if one.known is not None:
            state = State.MOVED if self.elsewhere(one.id) else State.DELETED
            return self._outcome(one, state)
        like = self.like.get(one.id, ())
        self.new[one.id] = Entry(one.id, self._text(one, like))
        self._know(one, self.new[one.id].text)
        return self._outcome(one, State.NEW)

    def place(self, planned: Sequence[Planned]) -> None:
        """Put new cards behind those of the questions before them."""
        places = {id(entry): at for at, entry in enumerate(self.file.entries)}
        there = [places[id(one.entry)] for one in planned if one.entry is not None]
        last = (there or [len(places)])[0] - 1
        behind: dict[int, list[Entry]] = defaultdict(list)
        for one in planned:
            if one.entry is not None:
                last = places[id(one.entry)]
            elif one.id in self.new:
                behind[last].append(self.new[one.id])
        if behind:
            self.file.insert(behind)

    def known(self, planned: Sequence[Planned]) -> list[Known]:
        """List what is imported now: that of other notes stays as it was."""
        old = [self.now.pop(one.id, one) for one in self.file.known]
        return old + [self.now[one.id] for one in planned if one.id in self.now]

    def _there(self, one: Planned, entry: Entry) -> Outcome:
        """Deal with a question that has a card."""
        known = one.known
        same = known is None or known.source == fingerprint(one.question)
        guessed = replace(one, question=replace(one.question, topics=entry.topics))
        again = self._text(guessed, entry.like)
        found = text_print(entry.text)
        if found not in (text_print(again), known.text if known else ""):
            return self._edited(one, entry, again, same=same)
        # what was guessed stays until the notes change: tables and the bank grow
        fresh = again if same else self._text(one, self.like.get(one.id, entry.like))
        if text_print(fresh) != found:
            entry.text = fresh
        self._know(one, entry.text)
        return self._outcome(one, State.SAME if same else State.UPDATED)

    def _edited(self, one: Planned, entry: Entry, fresh: str, *, same: bool) -> Outcome:
        """Leave a card as a person made it, and say what the notes have now."""
        if one.known is None:
            self._know(one, "")
        if same:
            return self._outcome(one, State.EDITED)
        lines = difflib.unified_diff(
            entry.text.split("\n"), fresh.split("\n"), n=CONTEXT, lineterm=""
        )
        return replace(self._outcome(one, State.CHANGED), diff=tuple(lines)[2:])

    def _text(self, one: Planned, like: tuple[str, ...]) -> str:
        return draft_text(one.question, item=one.id, source=self.name, lang=self.lang, like=like)

    def _know(self, one: Planned, text: str) -> None:
        self.now[one.id] = Known(
            id=one.id,
            source=fingerprint(one.question),
            text=text_print(text) if text else "",
            title=whole(one.question.title[:SHOWN]).strip(),
            notes=self.name,
        )

    def _outcome(self, one: Planned, state: State) -> Outcome:
        return Outcome(id=one.id, state=state, title=one.question.title, line=one.question.line)


def _gone(file: DraftFile, name: str, planned: Sequence[Planned]) -> list[Outcome]:
    """List cards whose question the notes no longer have."""
    still = {one.id for one in planned}
    here = {entry.id for entry in file.entries}
    return [
        Outcome(id=one.id, state=State.GONE, title=one.title, line=0)
        for one in file.known
        if one.notes == name and one.id in here and one.id not in still
    ]

"""Lint what the files of a bank say about each other: ids, other cards, topics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from drill.actions.check import links as check_links
from drill.actions.check.cards import card_findings
from drill.actions.check.twins import twins
from drill.bank.card_parts import NAMED, TOPIC
from drill.bank.cards import Placed, read_cards
from drill.bank.mentions import Mention, mentions
from drill.bank.places import Bank
from drill.bank.topics import PLACE, Topics, read_topics, sound
from drill.model.finding import Finding
from drill.model.indexed import taken
from drill.model.question import Question
from drill.model.review import CODE


@dataclass(slots=True)
class Names:
    """The names that were seen so far, and the files that mention others."""

    places: dict[str, str] = field(default_factory=dict)  # of each card and problem
    aliases: dict[str, str] = field(default_factory=dict)  # and the problem that has it
    known: set[str] = field(default_factory=set)  # all items, also those with findings
    spelled: dict[str, str] = field(default_factory=dict)  # a topic, by what it sounds like
    files: list[tuple[Path, str]] = field(default_factory=list)
    fixed: dict[Path, Topics] = field(default_factory=dict)  # by the folder of a bank
    asked: list[tuple[Placed, str]] = field(default_factory=list)  # cards that are no drafts
    cards: int = 0

    def add_topics(self, root: Path, shown: str) -> list[Finding]:
        """Take the topics of a bank; where it lists them, its files may use no other."""
        path = root / PLACE
        if not path.is_file():
            return []
        self.fixed[root], findings = read_topics(path, shown)
        self._spell(self.fixed[root].names)
        return findings.found

    def add_cards(self, path: Path, shown: str) -> list[Finding]:
        """Take a file of cards, and say what is wrong in it."""
        placed, findings = read_cards(path, shown)
        ids = [one.card.id for one in placed]
        if findings.found:
            ids = [one.text for one in mentions(path) if one.key == "id"]
        self.known.update(ids)
        self.cards += len(ids)
        self.files.append((path, shown))
        strict = self._fixed(path) is not None
        return findings.found + [one for card in placed for one in self._card(card, shown, strict)]

    def know(self, bank: Bank) -> None:
        """Take the names of a bank that is not checked itself."""
        self.know_problems(bank)
        for path in bank.card_files():
            self.known.update(one.text for one in mentions(path) if one.key == "id")

    def know_problems(self, bank: Bank) -> None:
        """Take the names of the coding problems of a bank."""
        self.known.update(CODE + path.stem for path in bank.question_files())

    def add_problem(self, question: Question, path: Path, shown: str) -> list[Finding]:
        """Take a coding problem, and say whose names it has and what its topics lack."""
        self.files.append((path, shown))
        found = []
        first = self.places.setdefault(CODE + question.id, shown)
        if first != shown:
            return [Finding(shown, 1, 1, *taken(CODE + question.id, first))]
        for name in (question.id, *question.aliases):
            owner = self.aliases.setdefault(name, question.id)
            if owner != question.id:
                found.append(Finding(shown, 1, 1, f"the name {name!r} belongs to {owner} already"))
        if not question.topics:
            hint = "for example `topics: [detection]`"
            message = "found no topic where at least one was wanted"
            found.append(Finding(shown, 1, 1, message, hint))
        for one in mentions(path) if not all(map(_is_topic, question.topics)) else ():
            if one.key == "topics" and not _is_topic(one.text):
                message = f"found the topic {one.text!r} where {NAMED}"
                found.append(Finding(shown, one.line, one.column, message))
        self._spell(question.topics)
        return found

    def unknown(self) -> Iterator[Finding]:
        """Say which names belong to nothing, once every file was taken."""
        strict: list[check_links.Link] = []
        mine: set[str] = set()
        for path, shown in self.files:
            fixed, named = self._fixed(path), mentions(path)
            for one in named:
                message, hint = self._wrong(one, fixed)
                if message:
                    yield Finding(shown, one.line, one.column, message, hint)
            links = check_links.links(path, shown, named)
            yield from check_links.unknown(links, self.known)
            yield from check_links.twice(links)
            if fixed:  # what is not ours to mend need not name us back
                strict += links
                mine |= check_links.items(path, named)
        yield from check_links.one_sided(strict, mine & self.known)

    def twice(self) -> Iterator[Finding]:
        """Say which questions ask nearly the same, once every file was taken."""
        for a, b in twins([placed.card for placed, _ in self.asked]):
            (first, where), (second, shown) = self.asked[a], self.asked[b]
            if first.card.id == second.card.id:
                continue  # said of the id
            message = (
                f"{second.card.id} asks nearly what {first.card.id} asks in {where}:{first.line}"
            )
            yield Finding(shown, second.line, second.column, message, "keep one, with both sources")

    def _fixed(self, path: Path) -> Topics | None:
        """Give the topics that the bank of a file lists."""
        return next((self.fixed[root] for root in self.fixed if path.is_relative_to(root)), None)

    def _card(self, placed: Placed, shown: str, strict: bool) -> Iterator[Finding]:
        where = f"{shown}:{placed.line}"
        first = self.places.setdefault(placed.card.id, where)
        if first != where:
            yield Finding(shown, placed.line, placed.column, *taken(placed.card.id, first))
        self._spell(placed.card.topics)
        if not placed.card.draft:
            self.asked.append((placed, shown))
            for message, hint in card_findings(placed.card, strict=strict):
                yield Finding(shown, placed.line, placed.column, message, hint)

    def _spell(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self.spelled.setdefault(sound(topic), topic)

    def _wrong(self, one: Mention, fixed: Topics | None) -> tuple[str, str]:
        if one.key != "topics":
            return "", ""
        if fixed and one.text not in fixed.names:
            usual = fixed.find(one.text) or ", ".join(fixed.names)
            return f"the topic {one.text!r} is not in {PLACE.as_posix()}", f"write {usual}"
        usual = self.spelled.get(sound(one.text), one.text)
        if usual != one.text:
            return f"the topic {one.text!r} is {usual!r} elsewhere", f"write {usual!r}"
        return "", ""


def _is_topic(topic: str) -> bool:
    return TOPIC.fullmatch(topic) is not None and topic == topic.lower()

"""Open the cards of a bank: what the index holds, brought up to date with the files."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import drill.bank
import drill.model
from drill import __version__
from drill.bank.places import Bank
from drill.model.card import Card
from drill.model.draw import draw
from drill.model.indexed import Entry, Parsed, problem_entry
from drill.model.text import Text
from drill.store.index import Index, open_index

CARDS, CODE = "cards", "code"  # the folders of a bank


@contextmanager
def open_cards(
    bank: Bank, folder: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[Index]:
    """Open the index of `bank`, kept in a drill home folder.

    Where many files changed, `progress` is told how many of them were read, of how many.
    """
    roots = tuple(root.absolute() for root in bank.roots)
    bank = Bank(roots)
    files = [(name, kind) for kind in (CARDS, CODE) for name in bank.file_names(kind)]
    index = open_index(
        folder / index_name(roots), files, _parse, made_by=_made_by(), progress=progress
    )
    with closing(index):
        yield index


def index_name(roots: tuple[Path, ...]) -> str:
    """Name the index of the bank made of these folders."""
    text = "\n".join(map(str, roots))
    return f"cards-{draw(text):016x}.db"


def _parse(path: Path, role: str) -> Parsed:
    if role == CODE:
        from drill.bank.schema import read_question

        question, findings = read_question(path)
        entries = (problem_entry(question),) if question else ()
        return Parsed(entries=entries, findings=tuple(findings.found))
    from drill.bank.cards import read_cards  # a start where nothing changed needs none of it

    cards, findings = read_cards(path)
    return Parsed(
        entries=tuple(
            (
                Entry(
                    id=one.card.id,
                    kind=one.card.kind.value,
                    line=one.line,
                    column=one.column,
                    topics=one.card.topics,
                    level=one.card.level,
                    digest=one.digest,
                    title=_title(one.card),
                    minutes=None,
                ),
                one.body,
            )
            for one in cards
        ),
        findings=tuple(findings.found),
    )


def _title(card: Card) -> Text:
    """Give the question as lists show it: a number card has letters where it draws values."""
    if not card.given:
        return card.ask
    bare = re.compile(r"\{(\w+)\}")
    return Text(bare.sub(r"\1", card.ask.en), bare.sub(r"\1", card.ask.zh))


def _made_by() -> str:
    """Name this version of the reader; in a checkout it changes between releases too."""
    folders = [Path(package.__path__[0]) for package in (drill.bank, drill.model)]
    times = [path.stat().st_mtime_ns for folder in folders for path in folder.glob("*.py")]
    return f"{__version__} {max(times, default=0)}"

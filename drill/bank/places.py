"""Where banks are, and which problem a name means."""

import difflib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drill.bank.schema import load_question, read_question
from drill.errors import BankError, UsageError
from drill.model.question import Question

PACKAGE = Path(__file__).resolve().parent.parent


def home() -> Path:
    """Find the drill home folder: `DRILL_HOME`, or the user's data folder."""
    if set_home := os.environ.get("DRILL_HOME"):
        return Path(set_home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("drill", appauthor=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """The two files of one problem."""

    id: str
    question: Path
    solution: Path

    def load_question(self) -> Question:
        """Read what the interviewer says."""
        return load_question(self.question)


class Bank:
    """One or more bank folders, each with `questions/` and `solutions/`; the first one wins."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        """Look into `roots` in this order."""
        self.roots = roots

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every problem, by id."""
        found: dict[str, Entry] = {}
        for root in self.roots:
            for path in sorted((root / "questions" / "code").glob("*.yaml")):
                solution = root / "solutions" / f"{path.stem}.py"
                found.setdefault(path.stem, Entry(path.stem, path, solution))
        return dict(sorted(found.items()))

    def card_files(self) -> tuple[Path, ...]:
        """List the files of cards, root by root."""
        return tuple(map(Path, self.file_names("cards")))

    def question_files(self) -> tuple[Path, ...]:
        """List the question files of coding problems, root by root."""
        return tuple(map(Path, self.file_names("code")))

    def file_names(self, kind: str) -> list[str]:
        """List the files of a kind as strings: five times as quick as paths, on every start."""
        folders = [os.path.join(root, "questions", kind) for root in self.roots]  # noqa: PTH118
        return [f"{folder}{os.sep}{name}" for folder in folders for name in _yaml_names(folder)]

    def find(self, name: str) -> Entry:
        """Find a problem by its id, by its id written with dashes, or by an alias."""
        wanted = name.lower().replace("-", "_")
        if wanted in self.entries:
            return self.entries[wanted]
        aliases = self._aliases()
        if wanted in aliases:
            return self.entries[aliases[wanted]]
        near = difflib.get_close_matches(wanted, [*self.entries, *aliases], 3, 0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "see `drill list`"
        raise UsageError(f"no problem is named {name!r}", hint=hint)

    def _aliases(self) -> dict[str, str]:
        aliases: dict[str, str] = {}
        for entry in self.entries.values():
            question, _ = read_question(entry.question)  # a broken neighbour must not stop this one
            for alias in question.aliases if question else ():
                aliases.setdefault(alias.lower().replace("-", "_"), entry.id)
        return aliases


def _yaml_names(folder: str) -> list[str]:
    """List the YAML files of a folder by name; an editor's own files begin with a dot."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(".yaml") and name[0] != ".")


def open_bank(chosen: Path | None = None) -> Bank:
    """Open `chosen`, or `DRILL_BANK`, a checkout's own folders or the packaged copy; and the user's own."""
    if chosen is None and (from_environment := os.environ.get("DRILL_BANK")):
        chosen = Path(from_environment).expanduser()
    if chosen is not None and not (chosen / "questions").is_dir():
        raise BankError(
            f"{str(chosen)!r} is not a bank: it has no folder `questions`",
            hint="give a folder that holds questions/ and solutions/",
        )
    own = home() / "bank"
    roots = (chosen or shipped(), own) if (own / "questions").is_dir() else (chosen or shipped(),)
    return Bank(roots)


def shipped() -> Path:
    """Find the bank that came with drill: beside the package in a checkout, inside it in a wheel."""
    checkout = PACKAGE.parent
    if (checkout / "questions").is_dir() and (checkout / "solutions").is_dir():
        return checkout
    return PACKAGE / "_bank"

"""Which files an import reads, and the files of drafts it writes."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drill.bank.card_parts import fold
from drill.bank.draft_file import DraftFile, new_file, read_file
from drill.bank.draft_match import name_of
from drill.errors import BankError, UsageError
from drill.model.notes import Notes
from drill.model.text import Lang

# What is looked at in a folder.
TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".org"})
LONGEST = 80  # characters of the name of a file of drafts
BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `listed` where it was found in a folder."""

    path: Path
    listed: bool


@dataclass(slots=True)
class Target:
    """A file of drafts and what it held when it was read."""

    path: Path
    drafts: DraftFile
    was: bytes | None  # None where there is no such file yet
    state: tuple[object, ...] = ()

    def changed(self) -> bool:
        """Whether there is anything to write; how the file is laid out does not count."""
        return self.drafts.state() != self.state


def find_notes(paths: Sequence[Path]) -> list[Found]:
    """List files, each once; of folders those that look like text, by name."""
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_texts(path))
            if not inside:
                raise BankError(
                    "the folder holds no notes",
                    where=str(path),
                    hint="notes are files that end in .txt or .md",
                )
            for one in inside:
                found.setdefault(one.resolve(), Found(one, listed=True))
        else:
            found.setdefault(_resolved(path), Found(path, listed=False))
    return list(found.values())


def labels(paths: Sequence[Path]) -> list[str]:
    """Name each file by as much of the end of its path as tells it from the others."""
    parts = [path.absolute().parts for path in paths]
    names = [of_path[-1] for of_path in parts]
    size = 1
    while size < max(map(len, parts), default=0):
        counts = Counter(names)
        if max(counts.values()) == 1:
            break
        size += 1
        names = [
            "/".join(of_path[-size:]) if counts[name] > 1 else name
            for name, of_path in zip(names, parts, strict=True)
        ]
    return names


class Targets:
    """The files of drafts of one import: one for all notes, or one beside the other in a folder."""

    def __init__(self, folder: Path, to: Path | None) -> None:
        """Write into `folder`, or to the file `to`."""
        self.folder, self.to = folder, to
        self.open: dict[Path, Target] = {}
        self._owners: dict[Path, str] = {}

    def choose(self, notes: Notes, label: str, lang: Lang) -> tuple[Target, str]:
        """Find the file for some notes, and the name under which it knows them."""
        if self.to is not None:
            target = self._target(self.to, lang)
            return target, name_of(target.drafts.known, label, notes.questions) or label
        stem = Path(label).stem.lstrip(".")[:LONGEST] or "notes"
        number, free = 1, None
        while True:
            path = self.folder / (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml")
            number += 1
            if path in self._owners:
                continue
            if not path.exists():
                break
            target = self._target(path, lang)
            name = name_of(target.drafts.known, label, notes.questions)
            if name is not None:
                return self._own(path, label, lang), name
            if free is None and not target.drafts.known and _has_any(target.drafts, notes):
                free = path
        return self._own(free or path, label, lang), label

    def _own(self, path: Path, label: str, lang: Lang) -> Target:
        self._owners[path] = label
        return self._target(path, lang)

    def _target(self, path: Path, lang: Lang) -> Target:
        if path not in self.open:
            self.open[path] = read_target(path, lang)
        return self.open[path]


def read_target(path: Path, lang: Lang) -> Target:
    """Read a file of drafts, or begin one; BankError where it is something else."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Target(path, new_file(lang), None)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BankError(f"the file cannot be read: {reason}", where=str(path)) from None
    drafts = read_file(_text(data, str(path)), str(path))
    drafts.lang = drafts.lang if drafts.known else lang
    return Target(path, drafts, data, drafts.state())


def write_target(target: Target) -> None:
    """Put a file of drafts in the place of the old one, in one step."""
    path = target.path.resolve()
    text = target.drafts.written()
    if target.was is not None and b"\r\n" in target.was:
        text = text.replace("\n", "\r\n")
    data = text.encode()
    if target.was is not None and target.was.startswith(b"\xef\xbb\xbf"):
        data = b"\xef\xbb\xbf" + data
    beside = path.with_name(f".{path.name[:LONGEST]}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        with suppress(OSError):
            beside.chmod(path.stat().st_mode)
        now = path.read_bytes() if path.exists() else None
        if now != target.was:
            raise BankError(
                "the file changed while the notes were read",
                where=str(target.path),
                hint="import again",
            )
        beside.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the drafts cannot be written: {reason}"
        raise UsageError(message, where=str(target.path)) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def check_to(to: Path | None, found: Sequence[Found]) -> None:
    """Refuse a file of drafts that no bank would read, or that is one of the notes."""
    if to is None:
        return
    if to.suffix != ".yaml" or to.name.startswith("."):
        raise UsageError(
            f"the file {to.name!r} does not end in .yaml",
            where=str(to),
            hint="a bank reads questions/cards/*.yaml: give such a name",
        )
    if to.is_dir():
        raise UsageError("found a folder where a file was wanted", where=str(to))
    if any(_resolved(to) == _resolved(one.path) for one in found):
        raise UsageError("the drafts would overwrite the notes", where=str(to))


def _has_any(drafts: DraftFile, notes: Notes) -> bool:
    """Whether a file asks one of the questions, though it does not say that it was imported."""
    asks = {fold(one.ask) for one in drafts.entries}
    return any(fold(one.title) in asks for one in notes.questions)


def _texts(folder: Path) -> Iterator[Path]:
    """Walk a folder by name; what begins with a dot is passed over."""
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for name in sorted(names):
            path = Path(inside, name)
            if name[0] != "." and path.suffix.lower() in TEXTS and path.is_file():
                yield path


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL in the name
        return path


def _text(data: bytes, where: str) -> str:
    r"""Read a file of drafts as the bank does; other line ends than ``\n`` would cut it wrongly."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise BankError(
            f"not UTF-8: byte {error.start} is {byte:#04x}", where=where, hint="save it as UTF-8"
        ) from None
    for sign, name in BREAKS.items():
        if sign in text:
            line = text[: text.index(sign)].count("\n") + 1
            message = f"found {name}, which ends a line in YAML and in no editor"
            raise BankError(message, where=f"{where}:{line}", hint="take it out")
    return text.replace("\r\n", "\n").replace("\r", "\n")

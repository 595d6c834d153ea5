"""The only code that doubts what a bank file says: nodes to values, all findings at once."""

import difflib
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from drill.bank.read_yaml import Findings, Items, Mapping, Node, Scalar, read_yaml
from drill.errors import BankError
from drill.model.question import FollowUp, Level, Question
from drill.model.text import Text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

REQUIRED = ("title", "prompt", "hints", "topics", "level", "minutes", "sources")
OPTIONAL = ("follow_ups", "aliases", "cards")


def load_question(path: Path, shown: str | None = None) -> Question:
    """Read one question file, or raise BankError with everything that is wrong in it.

    `shown` is the path to print, where it differs from `path`.
    """
    question, findings = read_question(path, shown)
    if question is None or findings.found:
        raise bank_error(findings)
    return question


def bank_error(findings: Findings) -> BankError:
    """Put all findings of a file into one error."""
    found = sorted(findings.found)
    more = "".join(f"\n{one.where}: {one.message}" for one in found[1:])
    total = f"\n{len(found)} findings" if len(found) > 1 else ""
    return BankError(
        found[0].message + more + total, where=found[0].where, hint=found[0].hint or None
    )


def read_question(path: Path, shown: str | None = None) -> tuple[Question | None, Findings]:
    """Read one question file and collect what is wrong in it."""
    findings = Findings(shown or str(path))
    start = Scalar("", 1, 1)
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        findings.add(
            start,
            f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}",
            "save it as UTF-8",
        )
        return None, findings
    except OSError as error:
        findings.add(start, f"cannot be read: {error.strerror}")
        return None, findings
    root = read_yaml(text, findings)
    if root is None:
        return None, findings
    if not isinstance(root, Mapping):
        findings.add(root, f"found {_kind(root)} where a mapping was wanted", "start with `title:`")
        return None, findings
    question = _Reader(findings).question(path.stem, root)
    return (None if findings.found else question), findings


class _Reader:
    """Reads typed values off nodes; a wrong one is a finding and reads as empty."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def question(self, stem: str, root: Mapping) -> Question:
        self._keys(root, REQUIRED, OPTIONAL)
        return Question(
            id=stem,
            title=self._get(root, "title", self._text, Text("", "")),
            prompt=self._get(root, "prompt", self._text, Text("", "")),
            hints=self._get(root, "hints", self._each(self._text), ()),
            follow_ups=self._get(root, "follow_ups", self._each(self._follow_up), ()),
            aliases=self._get(root, "aliases", self._each(self._string), ()),
            topics=self._get(root, "topics", self._each(self._string), ()),
            level=self._get(root, "level", self._one_of(Level), Level.CORE),
            minutes=self._get(root, "minutes", self._count, 1),
            cards=self._get(root, "cards", self._each(self._string), ()),
            sources=self._get(root, "sources", self._each(self._string), ()),
        )

    def _keys(self, node: Mapping, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        known = (*required, *optional)
        for key, place in node.keys.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
                self.findings.add(place, f"unknown key {key!r}", hint)
        for key in required:
            if key not in node.nodes:
                self.findings.add(node, f"the key {key!r} is missing", f"add `{key}:`")

    def _get(self, node: Mapping, key: str, read: Callable[[Node], T | None], default: T) -> T:
        value = read(node.nodes[key]) if key in node.nodes else None
        return default if value is None else value

    def _string(self, node: Node) -> str | None:
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        found = "an empty string" if isinstance(node, Scalar) else _kind(node)
        self.findings.add(node, f"found {found} where a string was wanted")
        return None

    def _text(self, node: Node) -> Text | None:
        if not isinstance(node, Mapping):
            self.findings.add(
                node,
                f"found {_kind(node)} where {{en: ..., zh: ...}} was wanted",
                "write it in both languages",
            )
            return None
        before = len(self.findings.found)
        self._keys(node, ("en", "zh"))
        en, zh = (
            self._string(node.nodes[key]) if key in node.nodes else None for key in ("en", "zh")
        )
        return Text(en or "", zh or "") if len(self.findings.found) == before else None

    def _follow_up(self, node: Node) -> FollowUp | None:
        if not isinstance(node, Mapping):
            self.findings.add(node, f"found {_kind(node)} where {{ask: ..., want: ...}} was wanted")
            return None
        self._keys(node, ("ask", "want"))
        ask = self._get(node, "ask", self._text, Text("", ""))
        return FollowUp(ask=ask, want=self._get(node, "want", self._text, Text("", "")))

    def _each(self, read: Callable[[Node], T | None]) -> Callable[[Node], tuple[T, ...] | None]:
        def read_items(node: Node) -> tuple[T, ...] | None:
            if not isinstance(node, Items):
                self.findings.add(
                    node,
                    f"found {_kind(node)} where a list was wanted",
                    "start each line with `- `",
                )
                return None
            values = [read(one) for one in node.nodes]
            return tuple(value for value in values if value is not None)

        return read_items

    def _one_of(self, words: type[E]) -> Callable[[Node], E | None]:
        def read_word(node: Node) -> E | None:
            if isinstance(node, Scalar) and node.text in list(words):
                return words(node.text)
            found = repr(node.text) if isinstance(node, Scalar) else _kind(node)
            known = ", ".join(words)
            self.findings.add(node, f"{found} is not one of {known}", f"write one of: {known}")
            return None

        return read_word

    def _count(self, node: Node) -> int | None:
        if (
            isinstance(node, Scalar)
            and node.text.isascii()
            and node.text.isdigit()
            and 0 < int(node.text) < 1000
        ):
            return int(node.text)
        found = repr(node.text) if isinstance(node, Scalar) else _kind(node)
        self.findings.add(node, f"found {found} where a whole number from 1 to 999 was wanted")
        return None


def _kind(node: Node) -> str:
    match node:
        case Scalar():
            return f"the string {node.text!r}"
        case Items():
            return "a list"
        case Mapping():
            return "a mapping"

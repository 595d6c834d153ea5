"""The only code that doubts what a bank file says: nodes to typed values, all findings at once."""

import difflib
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from drill.bank.read_yaml import Findings, Items, Mapping, Node, Scalar, read_yaml
from drill.model.text import Text

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)

LANGUAGES = ("en", "zh")
SURROGATE = re.compile("[\ud800-\udfff]")  # only PyYAML without its C part lets them through


def read_root(path: Path, findings: Findings) -> Node | None:
    """Read a YAML file; None where it cannot be read at all (a finding says why)."""
    start = Scalar("", 1, 1)
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        findings.add(
            start,
            f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}",
            "save it as UTF-8",
        )
        return None
    except OSError as error:
        findings.add(start, f"cannot be read: {error.strerror}")
        return None
    return read_yaml(text, findings)


def kind_of(node: Node) -> str:
    """Say what a node is, the way a finding does."""
    match node:
        case Scalar():
            return f"the string {node.text!r}"
        case Items():
            return "a list"
        case Mapping():
            return "a mapping"


class Reader:
    """Reads typed values off nodes; a wrong one is a finding and reads as None."""

    def __init__(self, findings: Findings) -> None:
        """Note what is wrong in `findings`."""
        self.findings = findings

    def keys(self, node: Mapping, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Hold the keys of a mapping against those it must and may have."""
        known = (*required, *optional)
        for key, place in node.keys.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
                self.findings.add(place, f"unknown key {key!r}", hint)
        for key in required:
            if key not in node.nodes:
                self.findings.add(node, f"the key {key!r} is missing", f"add `{key}:`")

    def get(self, node: Mapping, key: str, read: Callable[[Node], T | None], default: D) -> T | D:
        """Read the value at a key; `default` where it is not there or wrong."""
        value = read(node.nodes[key]) if key in node.nodes else None
        return default if value is None else value

    def string(self, node: Node) -> str | None:
        """Read words, without the space around them; they must not be empty."""
        if isinstance(node, Scalar) and (text := node.text.strip()):
            if text.isascii() or not SURROGATE.search(text):
                return text
            found = "half of a character"
        else:
            found = "an empty string" if isinstance(node, Scalar) else kind_of(node)
        self.findings.add(node, f"found {found} where a string was wanted")
        return None

    def text(
        self, node: Node, required: Iterable[str] = (), optional: Iterable[str] = ()
    ) -> Text | None:
        """Read words in both languages; the mapping may have further keys."""
        if not isinstance(node, Mapping):
            self.findings.add(
                node,
                f"found {kind_of(node)} where {{en: ..., zh: ...}} was wanted",
                "write it in both languages",
            )
            return None
        before = len(self.findings.found)
        self.keys(node, (*LANGUAGES, *required), optional)
        en, zh = (self.string(node.nodes[key]) if key in node.nodes else None for key in LANGUAGES)
        return Text(en or "", zh or "") if len(self.findings.found) == before else None

    def each(self, read: Callable[[Node], T | None]) -> Callable[[Node], tuple[T, ...] | None]:
        """Make a reader of lists; what is wrong in one is left out."""

        def read_items(node: Node) -> tuple[T, ...] | None:
            if not isinstance(node, Items):
                self.findings.add(
                    node,
                    f"found {kind_of(node)} where a list was wanted",
                    "start each line with `- `",
                )
                return None
            values = [read(one) for one in node.nodes]
            return tuple(value for value in values if value is not None)

        return read_items

    def one_of(self, words: type[E]) -> Callable[[Node], E | None]:
        """Make a reader of one of a few words."""

        def read_word(node: Node) -> E | None:
            if isinstance(node, Scalar) and node.text in list(words):
                return words(node.text)
            found = repr(node.text) if isinstance(node, Scalar) else kind_of(node)
            known = ", ".join(words)
            self.findings.add(node, f"{found} is not one of {known}", f"write one of: {known}")
            return None

        return read_word

    def count(self, node: Node) -> int | None:
        """Read a whole number from 1 to 999."""
        if (
            isinstance(node, Scalar)
            and node.text.isascii()
            and node.text.isdigit()
            and len(node.text) < 10  # int() refuses thousands of digits
            and 0 < int(node.text) < 1000
        ):
            return int(node.text)
        found = repr(node.text) if isinstance(node, Scalar) else kind_of(node)
        self.findings.add(node, f"found {found} where a whole number from 1 to 999 was wanted")
        return None

"""YAML with line numbers and without guesses.

Every scalar stays the string that was written (`yaml.load` would turn ``no`` into False and
``1e-6`` into a string), and a key given twice is a finding instead of silently the last one.
"""

from dataclasses import dataclass, field
from typing import Any

from drill.model.finding import Finding

DEPTH = 20  # levels; ours need 4


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, where it starts; line and column count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; `keys` are the places of its keys."""

    nodes: dict[str, "Node"]
    keys: dict[str, Scalar]
    line: int
    column: int


Node = Scalar | Items | Mapping


@dataclass(slots=True)
class Findings:
    """Collects what is wrong with one file."""

    path: str
    found: list[Finding] = field(default_factory=list)

    def add(self, at: Node, message: str, hint: str = "") -> None:
        """Note one thing wrong at a node."""
        self.found.append(Finding(self.path, at.line, at.column, message, hint))


def read_yaml(text: str, findings: Findings) -> Node | None:
    """Parse one YAML document; None where it cannot be parsed at all (a finding says why)."""
    import yaml

    try:
        # events, since PyYAML's own tree of nodes crashes Python on thousands of brackets
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
        builder = _Builder(findings, yaml)
        while builder.take(loader.get_event()):
            pass
    except _TooDeepError as error:
        findings.add(error.at, f"nested more than {DEPTH} levels deep")
        return None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: an escape beyond Unicode
        findings.add(
            _place(error), f"not YAML: {_problem(error)}", "check indentation, colons and quotes"
        )
        return None
    if builder.empty:
        findings.add(Scalar("", 1, 1), "the file is empty")
    return builder.root


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0]


def _place(error: Exception) -> Scalar:
    mark = getattr(error, "problem_mark", None)
    return Scalar("", mark.line + 1, mark.column + 1) if mark else Scalar("", 1, 1)


class _TooDeepError(Exception):
    def __init__(self, at: Scalar) -> None:
        self.at = at


class _NotOneError(ValueError):
    """What PyYAML's composer would refuse: a second document, an alias of nothing."""

    def __init__(self, problem: str, mark: Any) -> None:
        self.problem, self.problem_mark = problem, mark


class _Builder:
    """Turns PyYAML's events into our nodes; an alias is refused, so nothing expands."""

    def __init__(self, findings: Findings, yaml: Any) -> None:
        self.findings = findings
        self.root: Node | None = None
        self.empty = True
        self._anchors: dict[str, Scalar] = {}
        self._open: list[tuple[list[Node | None], Scalar]] = [([], Scalar("", 1, 1))]
        self._scalar, self._alias = yaml.ScalarEvent, yaml.AliasEvent
        self._starts = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
        self._sequence_end, self._mapping_end = yaml.SequenceEndEvent, yaml.MappingEndEvent
        self._document, self._end = yaml.DocumentStartEvent, yaml.StreamEndEvent

    def take(self, event: Any) -> bool:
        """Take the next event; False after the last one."""
        kind = type(event)
        if kind is self._scalar:
            mark = event.start_mark
            scalar = Scalar(event.value, mark.line + 1, mark.column + 1)
            self._open[-1][0].append(scalar)
            if event.anchor:
                self._anchors[event.anchor] = scalar
        elif kind in self._starts:
            self._begin(event)
        elif kind is self._sequence_end:
            values, here = self._open.pop()
            built = tuple(one for one in values if one is not None)
            self._open[-1][0].append(Items(built, here.line, here.column))
        elif kind is self._mapping_end:
            values, here = self._open.pop()
            self._open[-1][0].append(self._mapping(values, here))
        elif kind is self._alias:
            self._refuse(event)
        elif kind is self._document:
            self._one_document(event)
        elif kind is self._end:
            self.root = self._open[0][0][0] if self._open[0][0] else None
            return False
        return True

    def _begin(self, event: Any) -> None:
        mark = event.start_mark
        here = Scalar("", mark.line + 1, mark.column + 1)
        if len(self._open) > DEPTH + 1:
            raise _TooDeepError(here)
        self._open.append(([], here))
        if event.anchor:
            self._anchors[event.anchor] = here

    def _one_document(self, event: Any) -> None:
        if not self.empty:
            raise _NotOneError("but found another document", event.start_mark)
        self.empty = False

    def _refuse(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise _NotOneError("found undefined alias", event.start_mark)
        mark = event.start_mark
        for place in (self._anchors[event.anchor], Scalar("", mark.line + 1, mark.column + 1)):
            self.findings.add(
                place, "YAML anchors and aliases are not read here", "write the value out"
            )
        self._open[-1][0].append(None)

    def _mapping(self, values: list[Node | None], here: Scalar) -> Mapping:
        nodes: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.add(key or here, "a key must be a word")
            elif key.text in keys:
                first = keys[key.text].line
                self.findings.add(
                    key,
                    f"the key {key.text!r} is here twice; the first is in line {first}",
                    "keep one of them",
                )
            elif value is not None:
                nodes[key.text], keys[key.text] = value, key
        return Mapping(nodes, keys, here.line, here.column)

"""YAML with line numbers and without guesses.

Every scalar stays the string that was written (`yaml.load` would turn ``no`` into False and
``1e-6`` into a string), and a key given twice is a finding instead of silently the last one.
"""

from dataclasses import dataclass, field

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

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        findings.add(
            _place(error), f"not YAML: {_problem(error)}", "check indentation, colons and quotes"
        )
        return None
    except RecursionError:
        findings.add(Scalar("", 1, 1), f"nested more than {DEPTH} levels deep")
        return None
    if root is None:
        findings.add(Scalar("", 1, 1), "the file is empty")
        return None
    return _Builder(findings).build(root, 0)


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0]


def _place(error: Exception) -> Scalar:
    mark = getattr(error, "problem_mark", None)
    return Scalar("", mark.line + 1, mark.column + 1) if mark else Scalar("", 1, 1)


class _Builder:
    """Turns PyYAML's nodes into ours, once each: an alias is refused, so nothing expands."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.seen: set[int] = set()

    def build(self, node: object, depth: int) -> Node | None:
        import yaml

        assert isinstance(node, yaml.Node)
        here = Scalar("", node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self.seen:
            self.findings.add(
                here, "YAML anchors and aliases are not read here", "write the value out"
            )
            return None
        self.seen.add(id(node))
        if depth > DEPTH:
            self.findings.add(here, f"nested more than {DEPTH} levels deep")
            return None
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, here.line, here.column)
        if isinstance(node, yaml.SequenceNode):
            built = [self.build(one, depth + 1) for one in node.value]
            return Items(tuple(one for one in built if one is not None), here.line, here.column)
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node.value, here, depth)

    def _mapping(self, pairs: list[tuple[object, object]], here: Scalar, depth: int) -> Mapping:
        nodes: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        for raw_key, raw_value in pairs:
            key, value = self.build(raw_key, depth + 1), self.build(raw_value, depth + 1)
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

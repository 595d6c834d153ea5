"""The table of topics and the words that show them, kept beside the parser of notes."""

from functools import cache
from pathlib import Path

from drill.bank.notes.topics import Topics
from drill.bank.read_yaml import Findings, Items, Mapping, Scalar, read_yaml
from drill.errors import BankError

FILE = Path(__file__).parent / "notes" / "topics.yaml"


@cache
def topic_words() -> Topics:
    """Read the table; it is ours, so a mistake in it is said like one of a bank."""
    findings = Findings(str(FILE))
    root = read_yaml(FILE.read_text("utf-8"), findings)
    if not isinstance(root, Mapping) or findings.found:
        raise BankError("the table of topics cannot be read", where=str(FILE))
    return Topics({topic: _words(node) for topic, node in root.nodes.items()})


def _words(node: object) -> tuple[str, ...]:
    nodes = node.nodes if isinstance(node, Items) else ()
    return tuple(one.text for one in nodes if isinstance(one, Scalar))

"""The topics of a bank: `questions/topics.yaml` names them in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drill.bank.card_parts import NAMED, TOPIC
from drill.bank.places import Bank
from drill.bank.read_yaml import Findings, Node, Scalar
from drill.bank.read_yaml import Mapping as MappingNode
from drill.bank.reader import Reader, kind_of, read_root
from drill.model.text import Text

PLACE = Path("questions", "topics.yaml")


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics by id, and the id that each other word for one stands for."""

    names: Mapping[str, Text] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)  # keys as `sound` gives them

    def find(self, word: str) -> str | None:
        """Give the id of the topic that `word` names in any way."""
        return word if word in self.names else self.words.get(sound(word))


def sound(word: str) -> str:
    """Reduce a topic to what its spellings share: no dash, plural, -ize for -ise or -or for -our."""
    letters = "".join(filter(str.isalnum, word.lower()))
    letters = letters.replace("z", "s").replace("our", "or")
    return letters.removesuffix("s").removesuffix("e")


def bank_topics(bank: Bank) -> Topics:
    """Give the topics of all folders of a bank; of a file with findings, what can be read."""
    names: dict[str, Text] = {}
    words: dict[str, str] = {}
    for root in reversed(bank.roots):  # the first one wins
        if (path := root / PLACE).is_file():
            topics, _ = read_topics(path)
            names.update(topics.names)
            words.update(topics.words)
    return Topics(names, words)


def read_topics(path: Path, shown: str | None = None) -> tuple[Topics, Findings]:
    """Read one list of topics and collect what is wrong in it."""
    findings = Findings(shown or str(path))
    root = read_root(path, findings)
    reader = Reader(findings)
    if isinstance(root, MappingNode):
        return _topics(reader, root), findings
    if root is not None:
        message = f"found {kind_of(root)} where a mapping was wanted"
        findings.add(root, message, "for example `detection: {en: detection, zh: 目标检测}`")
    return Topics(), findings


def _topics(reader: Reader, root: MappingNode) -> Topics:
    names: dict[str, Text] = {}
    words: dict[str, str] = {}
    for topic, node in root.nodes.items():
        if not TOPIC.fullmatch(topic) or topic != topic.lower():
            message = f"found the topic {topic!r} where {NAMED}"
            reader.findings.add(root.keys[topic], message)
        name = reader.text(node, optional=("also",))
        if name is None:
            continue
        names[topic] = name
        assert isinstance(node, MappingNode)
        also = reader.get(node, "also", reader.each(lambda one: _scalar(reader, one)), ())
        spelled = [root.keys[topic], *(_at(node.nodes[key]) for key in ("en", "zh")), *also]
        for word in spelled:
            owner = words.setdefault(sound(word.text), topic)
            if owner != topic:
                reader.findings.add(word, f"{word.text!r} is a word for {owner!r} already")
    return Topics(names, words)


def _scalar(reader: Reader, node: Node) -> Scalar | None:
    return _at(node) if reader.string(node) else None


def _at(node: Node) -> Scalar:
    assert isinstance(node, Scalar)
    return node

"""A draft as a card: what it leaves out is filled in, so that one reader serves both.

A draft has its words in one language or as plain strings, its points need no wordings, and it may
have no topics. Nodes that were filled in keep the place of what they were made from.
"""

from collections.abc import Iterable

from drill.bank.read_yaml import Findings, Items, Mapping, Node, Scalar
from drill.bank.reader import LANGUAGES

TEXTS = ("ask", "answer", "hint", "errata", "text", "unit")
LISTS = ("points", "choices", "steps")  # of texts


def is_draft(card: Mapping) -> bool:
    """Whether a card says that it is a draft."""
    node = card.nodes.get("draft")
    return node is not None and not (isinstance(node, Scalar) and node.text == "false")


def completed(card: Mapping, findings: Findings) -> Mapping:
    """Fill a draft in; a text in neither language is a finding."""
    nodes = dict(card.nodes)
    for key in TEXTS:
        if key in nodes:
            nodes[key] = _text(nodes[key], findings)
    for key in LISTS:
        listed = nodes.get(key)
        if isinstance(listed, Items):
            texts = [_text(one, findings) for one in listed.nodes]
            nodes[key] = _items(listed, map(_point, texts) if key == "points" else texts)
    for key in ("topics", "points"):
        listed = nodes.get(key)
        if isinstance(listed, Items) and not listed.nodes:
            del nodes[key]  # as good as not there
    return Mapping(nodes, card.keys, card.line, card.column)


def _text(node: Node, findings: Findings) -> Node:
    """Say a text in both languages, the same words in each where there is one."""
    if isinstance(node, Scalar):
        return _mapping(node, dict.fromkeys(LANGUAGES, node))
    if not isinstance(node, Mapping):
        return node
    said = [node.nodes[key] for key in LANGUAGES if key in node.nodes]
    if not said:
        hint = "write the text in one language at least"
        findings.add(node, "found neither `en` nor `zh` where one of them was wanted", hint)
        said = [Scalar("-", node.line, node.column)]
    return _mapping(node, {key: node.nodes.get(key, said[0]) for key in LANGUAGES} | node.nodes)


def _point(node: Node) -> Node:
    """Let the words of a point show it, where it names no wordings."""
    if not isinstance(node, Mapping) or "any" in node.nodes:
        return node
    said = (node.nodes[key] for key in LANGUAGES)
    own = {one.text.strip(): one for one in said if isinstance(one, Scalar)}
    wordings = [one for text, one in own.items() if any(map(str.isalnum, text))]
    return _mapping(node, node.nodes | {"any": _items(node, wordings)}) if wordings else node


def _mapping(node: Node, nodes: dict[str, Node]) -> Mapping:
    keys = node.keys if isinstance(node, Mapping) else {}
    return Mapping(nodes, keys, node.line, node.column)


def _items(node: Node, nodes: Iterable[Node]) -> Items:
    return Items(tuple(nodes), node.line, node.column)

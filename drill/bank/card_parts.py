"""The parts of cards that are graded: points, choices, steps and the gaps of a text."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from drill.bank.read_yaml import Items, Mapping, Node, Scalar
from drill.bank.reader import LANGUAGES, Reader, kind_of
from drill.model.card import Choice, Point
from drill.model.cloze import gaps
from drill.model.review import CODE
from drill.model.text import Text

ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
TOPIC = re.compile(r"[^\W_]+(-[^\W_]+)*")  # of any script: a bank may be in Chinese alone
NAMED = "small letters, digits and single dashes were wanted"
MOST_GAPS = 9
MANY_CHOICES = (2, 9)
MANY_STEPS = (3, 9)


class Answer(StrEnum):
    """Yes or no, as YAML writes it."""

    TRUE = "true"
    FALSE = "false"


class PartsReader(Reader):
    """Reads what only cards have."""

    draft = False  # whether the card is one, of which less is wanted

    def card_id(self, node: Node) -> str | None:
        """Read an id."""
        return self._name(node, "id", ID)

    def item(self, node: Node) -> str | None:
        """Read the id of a card, or `code:` and the id of a coding problem."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        return text if text.startswith(CODE) else self.card_id(node)

    def topics(self, node: Node) -> tuple[str, ...] | None:
        """Read at least one topic."""
        found = self.each(lambda one: self._name(one, "topic", TOPIC))(node)
        if isinstance(node, Items):
            if not node.nodes:
                self._lacks(node, "topic", "for example `topics: [detection]`")
            self._twice(node.nodes, "topic", lambda text: text)
        return found

    def yes(self, node: Node) -> bool | None:
        """Read true or false."""
        found = self.one_of(Answer)(node)
        return None if found is None else found is Answer.TRUE

    def code(self, node: Node) -> str | None:
        """Read code: its first line keeps the space it begins with."""
        found = self.string(node)
        return node.text.strip("\n").rstrip() if found and isinstance(node, Scalar) else None

    def choices(self, node: Node) -> tuple[Choice, ...] | None:
        """Read 2 to 9 choices, of which at least one is right."""
        found = self.each(self._choice)(node)
        if found is None or not isinstance(node, Items) or not self._many(node, "choice"):
            return found
        self._same(node, "choice")
        if len(found) == len(node.nodes) and not any(one.right for one in found):
            self.findings.add(node, "no choice has `right: true`", "mark every right one")
        return found

    def steps(self, node: Node) -> tuple[Text, ...] | None:
        """Read 3 to 9 steps."""
        found = self.each(self.text)(node)
        if isinstance(node, Items) and self._many(node, "step"):
            self._same(node, "step")
        return found

    def points(self, node: Node) -> tuple[Point, ...] | None:
        """Read at least one point, of which at least one is a must."""
        found = self.each(self._point)(node)
        if found is None or not isinstance(node, Items):
            return found
        if not node.nodes:
            self._lacks(node, "point", "write what an interviewer listens for")
        elif len(found) == len(node.nodes) and not (self.draft or any(one.must for one in found)):
            hint = "mark what an answer cannot do without"
            self.findings.add(node, "no point has `must: true`", hint)
        self._shared(node)
        return found

    def cloze(self, node: Node) -> Text | None:
        """Read a text with as many gaps in one language as in the other."""
        found = self.text(node)
        if found is None or not isinstance(node, Mapping):
            return found
        counts = [self._gaps(node.nodes[key], found_in) for key, found_in in _both(found)]
        if None not in counts and counts[0] != counts[1]:
            self.findings.add(
                node,
                f"found {_counted(counts[0], 'gap')} in `en` and {counts[1]} in `zh`",
                "both languages need the same number",
            )
        return found

    def _gaps(self, node: Node, text: str) -> int | None:
        try:
            count = len(gaps(text))
        except ValueError as error:
            hint = "a gap is {{word|other wording}}; in a formula write `} }`"
            self.findings.add(node, str(error), hint)
            return None
        if not 1 <= count <= MOST_GAPS:
            message = f"found {_counted(count, 'gap')} where 1 to {MOST_GAPS} were wanted"
            self.findings.add(node, message, "a gap is {{word|other wording}}")
            return None
        return count

    def _choice(self, node: Node) -> Choice | None:
        text = self.text(node, optional=("right",))
        right = self.get(node, "right", self.yes, False) if isinstance(node, Mapping) else False
        return Choice(text=text, right=right) if text else None

    def _point(self, node: Node) -> Point | None:
        may = ("not", "must")
        text = self.text(node, (), ("any", *may)) if self.draft else self.text(node, ("any",), may)
        if not isinstance(node, Mapping):
            return None
        point = Point(
            text=text or Text("", ""),
            any=self.get(node, "any", self.each(self._wording), ()),
            veto=self.get(node, "not", self.each(self._wording), ()),
            must=self.get(node, "must", self.yes, False),
        )
        listed = node.nodes.get("any")
        if isinstance(listed, Items) and not listed.nodes:
            self._lacks(listed, "wording", "add words by which to recognise the point")
        self._twice(_items(node, "any"), "wording", fold)
        accepted = {fold(one) for one in point.any}
        for one in _scalars(_items(node, "not")):
            if fold(one.text) in accepted:
                message = f"the wording {one.text.strip()!r} is in `any` and in `not`"
                self.findings.add(one, message, "keep one of them")
        return point if text else None

    def _wording(self, node: Node) -> str | None:
        text = self.string(node)
        if text is not None and not any(map(str.isalnum, text)):
            message = f"the wording {text!r} has neither a letter nor a digit"
            self.findings.add(node, message, "write it in words")
            return None
        return text

    def _shared(self, node: Items) -> None:
        """Find a wording that accepts two points."""
        owners: dict[str, Node] = {}
        for point in node.nodes:
            for one in _scalars(_items(point, "any")):
                owner = owners.setdefault(fold(one.text), point)
                if owner is not point and one.text.strip():
                    self.findings.add(
                        one,
                        f"the wording {one.text.strip()!r} accepts the point in line {owner.line} too",
                        "make it longer, so that it belongs to one point",
                    )

    def _name(self, node: Node, what: str, form: re.Pattern[str]) -> str | None:
        text = self.string(node)
        if text is None or (form.fullmatch(text) and text == text.lower()):
            return text
        near = re.sub(r"[\W_]+", "-", text.lower()).strip("-")
        hint = f"write {near!r}" if form.fullmatch(near) else "for example 'batch-norm'"
        self.findings.add(node, f"found the {what} {text!r} where {NAMED}", hint)
        return None

    def _many(self, node: Items, what: str) -> bool:
        """Whether there are neither too few choices or steps nor too many."""
        least, most = MANY_CHOICES if what == "choice" else MANY_STEPS
        fits = least <= len(node.nodes) <= most
        if not fits:
            found = _counted(len(node.nodes), what)
            self.findings.add(node, f"found {found} where {least} to {most} were wanted")
        return fits

    def _same(self, node: Items, what: str) -> None:
        for key in LANGUAGES:
            texts = [
                one.nodes[key]
                for one in node.nodes
                if isinstance(one, Mapping) and key in one.nodes
            ]
            self._twice(texts, what, lambda text: text)

    def _twice(self, nodes: Sequence[Node], what: str, key: Callable[[str], str]) -> None:
        seen: set[str] = set()
        for one in _scalars(nodes):
            text = one.text.strip()
            if text and key(text) in seen:
                self.findings.add(one, f"the {what} {text!r} is here twice", "keep one of them")
            seen.add(key(text))

    def _lacks(self, node: Node, what: str, hint: str) -> None:
        self.findings.add(node, f"found no {what} where at least one was wanted", hint)


def fold(text: str) -> str:
    """Reduce a wording to what tells it from others: not case, width or space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def mapping_of(reader: Reader, node: Node, wanted: str, hint: str) -> Mapping | None:
    """Take a mapping; anything else is a finding."""
    if isinstance(node, Mapping):
        return node
    reader.findings.add(node, f"found {kind_of(node)} where {wanted} was wanted", hint)
    return None


def _both(text: Text) -> Iterator[tuple[str, str]]:
    return zip(LANGUAGES, (text.en, text.zh), strict=True)


def _items(node: Node, key: str) -> tuple[Node, ...]:
    found = node.nodes.get(key) if isinstance(node, Mapping) else None
    return found.nodes if isinstance(found, Items) else ()


def _scalars(nodes: Sequence[Node]) -> list[Scalar]:
    return [one for one in nodes if isinstance(one, Scalar)]


def _counted(n: int | None, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"

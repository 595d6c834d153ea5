"""The text of a file of drafts, cut into what is a person's and what an import may change.

Below the cards stands what was imported, a comment line for each question: by it an import tells
a person's edits and deletions from its own work. Without such a line a card is a person's own.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from drill.bank.read_yaml import Findings, Items, Mapping, Node, Scalar, read_yaml
from drill.bank.write_yaml import one_line, quoted
from drill.errors import BankError
from drill.model.text import Lang, Text

MARK = "#: "
HEAD = Text(
    "# Drafts that `drill import` made of notes. Edit them as you like: what you edit is never\n"
    "# overwritten. Take `draft: true` out of a finished card; `drill check` then says what it lacks.",
    "# `drill import` 根据笔记生成的草稿，可随意修改，改过的卡片不会被覆盖。\n"
    "# 卡片完成后去掉 `draft: true`，再用 `drill check` 看还缺什么。",
)
FOOT = Text(
    "# What was imported: `drill import` tells your edits from its own by these lines. A card that\n"
    "# you delete stays away; delete its line here as well, and the next import brings it back.",
    "# 导入记录：`drill import` 靠下面各行辨认你的修改。删掉的卡片不会再出现；\n"
    "# 若把它在这里的一行也删掉，下次导入会恢复这张卡片。",
)


@dataclass(slots=True)
class Entry:
    """A card as it stands in the file; `after` are the lines between it and the next one."""

    id: str
    text: str
    ask: str = ""
    like: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    after: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """A question that was imported: prints of what the notes said and of the draft as written."""

    id: str
    source: str
    text: str
    title: str
    notes: str  # the name of their file


@dataclass(slots=True)
class DraftFile:
    """A file of drafts; `before` are the lines above the first card."""

    before: list[str]
    entries: list[Entry] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    lang: Lang = Lang.EN  # of the comments that an import writes

    def insert(self, behind: Table[int, Sequence[Entry]]) -> None:
        """Put cards in behind others, an empty line around each; behind -1 is above the first."""
        if behind.get(-1) and self.before and self.before[-1]:
            self.before.append("")
        entries = []
        for at, entry in enumerate([None, *self.entries], -1):
            entries += [entry] if entry else []
            for one in behind.get(at, ()):
                above = entries[-1].after if entries else []
                one.after = above if above[:1] == [""] else ["", *above]
                above[:] = [""]
                entries.append(one)
        self.entries = entries

    def state(self) -> tuple[object, ...]:
        """Give what an import may change."""
        return (*((one.id, one.text) for one in self.entries), *self.known)

    def written(self) -> str:
        """Write the whole file."""
        lines = list(self.before)
        for entry in self.entries:
            lines += [entry.text, *entry.after]
        text = "\n".join(lines).rstrip("\n")
        if self.known:
            text += "\n\n" + "\n".join([FOOT.to(self.lang), *_listed(self.known)])
        return text.strip("\n") + "\n"


def new_file(lang: Lang) -> DraftFile:
    """Make a file that has no cards yet."""
    return DraftFile([*HEAD.to(lang).split("\n"), ""], lang=lang)


def read_file(text: str, path: str) -> DraftFile:
    """Cut up a file of drafts; BankError where it is not a list of cards, one under the other."""
    findings = Findings(path)
    root = read_yaml(text, findings)
    lines = text.removesuffix("\n").split("\n")
    if all(not line.strip() or line[0] == "#" for line in lines):
        root = Items((), 1, 1)
    elif root is None:
        first = findings.found[0]
        raise BankError(first.message, where=first.where, hint=first.hint or None)
    elif not isinstance(root, Items):
        raise _no_list(root, path)
    starts = list(_starts(root.nodes, lines, path))
    file = DraftFile(lines[: starts[0]] if starts else lines)
    for node, start, end in zip(root.nodes, starts, [*starts[1:], len(lines)], strict=True):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
            last -= 1
        file.entries.append(_entry(node, "\n".join(lines[start:last]), lines[last:end]))
    _take_known(file)
    return file


def _no_list(node: Node, path: str) -> BankError:
    return BankError(
        "found a file that is not a list of cards, one under the other",
        where=f"{path}:{node.line}:{node.column}",
        hint="start each card with `- id:` at the margin, or give another file with `--to`",
    )


def _starts(nodes: Sequence[Node], lines: Sequence[str], path: str) -> Iterator[int]:
    """Find the line of the dash of each card."""
    before = -1
    for node in nodes:
        at = node.line - 1
        while at > before + 1 and lines[at][:1] != "-":
            at -= 1
        if at <= before or lines[at][:1] != "-":
            raise _no_list(node, path)
        yield at
        before = at


def _entry(node: Node, text: str, after: list[str]) -> Entry:
    nodes = node.nodes if isinstance(node, Mapping) else {}
    ask = nodes.get("ask")
    asked = list(ask.nodes.values()) if isinstance(ask, Mapping) else [ask]
    return Entry(
        id=_text(nodes.get("id")),
        text=text,
        ask=next(filter(None, map(_text, asked)), ""),
        like=_texts(nodes.get("like")),
        topics=_texts(nodes.get("topics")),
        after=after,
    )


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(map(_text, node.nodes)) if isinstance(node, Items) else ()


def _take_known(file: DraftFile) -> None:
    """Take what was imported out of the comments between the cards."""
    marked: list[str] = []
    for lines in (file.before, *(entry.after for entry in file.entries)):
        marked += [line.removeprefix(MARK) for line in lines if line.startswith(MARK)]
        lines[:] = [line for line in lines if not line.startswith(MARK)]
        for lang in Lang:
            foot = FOOT.to(lang).split("\n")
            for at in range(len(lines) - len(foot), -1, -1):
                if lines[at : at + len(foot)] == foot:
                    del lines[at : at + len(foot)]
                    file.lang = lang
    file.known = list(_known(marked))


def _listed(known: Sequence[Known]) -> Iterator[str]:
    """Write what was imported, file by file."""
    files: dict[str, list[Known]] = {}
    for one in known:
        files.setdefault(one.notes, []).append(one)
    for name, of_file in files.items():
        yield MARK + quoted(name)
        for one in of_file:
            words = [one_line(word, flow=True) for word in (one.id, one.source, one.text)]
            yield f"{MARK}[{', '.join([*words, quoted(one.title)])}]"


def _known(lines: Sequence[str]) -> Iterator[Known]:
    """Read what `_listed` wrote; a line that a person spoiled is as good as not there."""
    whole = "\n".join(f"- {line}" for line in lines)
    root = read_yaml(whole, Findings("")) if lines else None
    if isinstance(root, Items) and len(root.nodes) == len(lines):
        nodes = root.nodes
    else:
        alone = (read_yaml(f"- {line}", Findings("")) for line in lines)
        nodes = tuple(one.nodes[0] for one in alone if isinstance(one, Items) and one.nodes)
    notes = ""
    for node in nodes:
        if isinstance(node, Scalar):
            notes = node.text
        elif isinstance(node, Items) and len(node.nodes) == 4:
            item, source, text, title = map(_text, node.nodes)
            yield Known(item, source, text, title, notes)

"""A question file: its keys, and everything that is wrong with it."""

from pathlib import Path

from drill.bank.read_yaml import Findings, Mapping, Node
from drill.bank.reader import Reader, kind_of, read_root
from drill.errors import BankError
from drill.model.question import FollowUp, Level, Question
from drill.model.text import Text

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
    root = read_root(path, findings)
    if root is None:
        return None, findings
    if not isinstance(root, Mapping):
        message = f"found {kind_of(root)} where a mapping was wanted"
        findings.add(root, message, "start with `title:`")
        return None, findings
    question = _question(Reader(findings), path.stem, root)
    return (None if findings.found else question), findings


def _question(reader: Reader, stem: str, root: Mapping) -> Question:
    def follow_up(node: Node) -> FollowUp | None:
        if not isinstance(node, Mapping):
            message = f"found {kind_of(node)} where {{ask: ..., want: ...}} was wanted"
            reader.findings.add(node, message)
            return None
        reader.keys(node, ("ask", "want"))
        ask = reader.get(node, "ask", reader.text, Text("", ""))
        return FollowUp(ask=ask, want=reader.get(node, "want", reader.text, Text("", "")))

    reader.keys(root, REQUIRED, OPTIONAL)
    texts, strings = reader.each(reader.text), reader.each(reader.string)
    return Question(
        id=stem,
        title=reader.get(root, "title", reader.text, Text("", "")),
        prompt=reader.get(root, "prompt", reader.text, Text("", "")),
        hints=reader.get(root, "hints", texts, ()),
        follow_ups=reader.get(root, "follow_ups", reader.each(follow_up), ()),
        aliases=reader.get(root, "aliases", strings, ()),
        topics=reader.get(root, "topics", strings, ()),
        level=reader.get(root, "level", reader.one_of(Level), Level.CORE),
        minutes=reader.get(root, "minutes", reader.count, 1),
        cards=reader.get(root, "cards", strings, ()),
        sources=reader.get(root, "sources", strings, ()),
    )

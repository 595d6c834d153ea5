"""A question of notes as a draft: a card that a person finishes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from drill.bank.card_parts import fold
from drill.bank.write_yaml import Flow, Value, write_yaml
from drill.model.card_json import canonical
from drill.model.notes import DraftPoint, Notes, Question
from drill.model.question import Level
from drill.model.text import HAN, Lang

STEM = 32  # characters of an id that come from the name of the file, and from the title
WORDS = 4  # of a title that go into an id
DIGITS = 12  # of a fingerprint
# Signs that collections of questions put beside a title.
LEVELS = (
    (re.compile("🚀|\\[H(?:ard)?\\]|困难"), Level.HARD),
    (re.compile("⭐|\\[M(?:edium)?\\]|中等"), Level.CORE),
    (re.compile("👶|\\[E(?:asy)?\\]|简单"), Level.WARM_UP),
)
# English words that tell nothing in an id.
SMALL = """
    a an and are as between by can could describe difference do does explain for from give have how
    i if in is it mean of on or s should some t tell the their them there these they this to use
    used using we what when where which who why will with would you your
"""
_SLUG = re.compile("[a-z0-9]+")
_SPACE = re.compile(r"\s")


def language(notes: Notes) -> Lang:
    """Tell in which language notes are written: a tenth of Chinese is enough."""
    text = "".join(f"{one.title}{one.markdown[:2000]}" for one in notes.questions[:200])
    letters = sum(map(str.isalpha, text))
    return Lang.ZH if len(HAN.findall(text)) * 10 > letters else Lang.EN


def draft_text(
    question: Question, *, item: str, source: str, lang: Lang, like: Sequence[str] = ()
) -> str:
    """Write a draft as an item of a YAML list; `source` names the file of notes."""
    answered = is_answered(question)
    card: dict[str, Value] = {
        "id": item,
        "draft": True,
        "unanswered": not answered,
        "ask": {lang.value: question.title.strip() or "?"},
        "topics": Flow(question.topics),
        "level": level(question.marks).value,
        "sources": Flow((f"{source}:{question.line}",)),
        "like": Flow(tuple(like)),
        "notes": list(_notes(question)),
    }
    card = {key: value for key, value in card.items() if value not in (False, [], Flow(()))}
    if answered:
        card["answer"] = {lang.value: question.markdown.rstrip() + "\n"}
    points: list[Value] = [
        {lang.value: text} | ({"any": Flow(words)} if words else {})
        for text, words in _points(question.points)
    ]
    if points:
        card["points"] = points
    return write_yaml([card]).rstrip("\n")


def is_answered(question: Question) -> bool:
    """Whether there is an answer that a card can hold."""
    return question.answered and bool(question.markdown.strip())


def level(marks: str) -> Level:
    """Read the level off the signs beside a title."""
    return next((known for sign, known in LEVELS if sign.search(marks)), Level.CORE)


def fingerprint(question: Question) -> str:
    """Give what changes when the notes say something else, and not when a line is moved."""
    flags = [[one.line - question.line, one.lost.value] for one in question.flags]
    said = [question.number, question.title, question.marks, question.answered, question.markdown]
    return _hash(canonical({"said": said, "flags": flags}))


def text_print(text: str) -> str:
    """Give what changes when a person edits a draft; spaces at the ends of lines do not count."""
    return _hash("\n".join(map(str.rstrip, text.strip().split("\n"))))


def proposed_id(stem: str, question: Question) -> str:
    """Name a draft after its file and its number, else the Latin words of its title, else its line."""
    file = "-".join(_SLUG.findall(stem.lower()))[:STEM].strip("-") or "notes"
    words = _SLUG.findall(question.number.lower())
    if not words:
        small = SMALL.split()
        words = [one for one in _SLUG.findall(question.title.lower()) if one not in small]
        words = words[:WORDS] or ["line", str(question.line)]
    kept = words[:1]
    while len(kept) < len(words) and len("-".join(words[: len(kept) + 1])) <= STEM:
        kept = words[: len(kept) + 1]
    return f"{file}-{'-'.join(kept)[:STEM]}"


def _notes(question: Question) -> Iterator[str]:
    """Say what a person should look at, and keep what the notes have in the place of an answer."""
    lines = defaultdict(list)
    for flag in question.flags:
        lines[flag.lost.value].append(str(flag.line))
    for lost, at in lines.items():
        yield f"{lost}: line{'s' if len(at) > 1 else ''} {', '.join(at)}"
    if question.marks and not any(sign.search(question.marks) for sign, _ in LEVELS):
        yield f"marked {question.marks}"
    rest = question.markdown.strip()
    if rest and not is_answered(question):
        yield rest + "\n" if "\n" in rest else rest


def _points(points: Sequence[DraftPoint]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each point and the words that show it: of two points with one word the first has it."""
    owned: set[str] = set()
    for point in points:
        text = " ".join(point.text.split())
        words = {fold(one): one.strip() for one in point.words if any(map(str.isalnum, one))}
        words = {key: one for key, one in words.items() if key not in owned}
        if not words and fold(text) in owned | {""}:
            continue
        owned.update(words or {fold(text)})
        yield text, tuple(words.values())


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

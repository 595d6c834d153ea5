"""Notes as they were read: questions with their answers, and every line that is in none."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a line is in no card."""

    BLANK = "blank line"
    CHROME = "page chrome"
    ADVERT = "advertisement"
    TITLE = "page title"
    CONTENTS = "table of contents"
    SECTION = "section heading"
    OUTSIDE = "text outside a question"
    SEPARATOR = "separator"
    HEAD = "head of a table"
    IMAGE = "image placeholder"
    MARKER = "answer marker"
    TEASER = "teaser"
    FRONT = "front matter"
    COMMENT = "comment that a page does not show"
    EMPTY = "number without a question"


class Lost(StrEnum):
    """What a copy of a page loses."""

    DAMAGED = "damaged"  # a formula, or signs in the text
    TABLE = "table: flattened"
    IMAGE = "image lost"


class Doubt(StrEnum):
    """What a person should look at."""

    NOTHING = "no questions found"
    WHOLE = "the whole file is one question"
    LAYOUT = "another layout fits nearly as well"
    NUMBER = "a number comes twice or out of order"
    ENCODING = "characters could not be decoded"
    OUTSIDE = "text before or between the questions is in no card"
    FENCE = "a code fence is never closed"
    EMPTY = "a number without a question"


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt about one place; lines count from 1."""

    line: int
    doubt: Doubt
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Lines that are in no card; both ends belong to it."""

    line: int
    end_line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code in an answer; `fenced` where the notes had fences themselves."""

    line: int
    end_line: int
    lang: str
    fenced: bool


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula won back from a broken picture (`raw`); `damaged` where signs are gone."""

    line: int
    latex: str
    raw: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """A question asked inside an answer."""

    line: int
    title: str


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """A key point to begin with, and the words that show it."""

    line: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that was lost on the way into the notes."""

    line: int
    lost: Lost


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of Markdown; `line` is where it stands in the notes, 0 for a fence that we set."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the notes.

    `number` is as printed ("" where there is none); `marks` are signs beside the title, such as
    stars for importance; `section` is the heading above it that holds several questions.
    """

    number: str
    title: str
    marks: str
    line: int
    end_line: int
    answered: bool
    answer: tuple[AnswerLine, ...]
    code: tuple[Code, ...] = ()
    links: tuple[str, ...] = ()
    formulas: tuple[Formula, ...] = ()
    subquestions: tuple[SubQuestion, ...] = ()
    points: tuple[DraftPoint, ...] = ()
    topics: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    section: str = ""

    @property
    def markdown(self) -> str:
        """The answer as one text."""
        return "\n".join(line.text for line in self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """One file of notes. Every line is in the range of one question, or in `dropped`."""

    name: str
    layout: str
    encoding: str
    lines: int
    questions: tuple[Question, ...]
    dropped: tuple[Dropped, ...]
    remarks: tuple[Remark, ...] = ()

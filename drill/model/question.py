"""A coding question: what the interviewer says."""

from dataclasses import dataclass
from enum import StrEnum

from drill.model.text import Text


class Level(StrEnum):
    """How deep into the interview a question comes."""

    WARM_UP = "warm-up"
    CORE = "core"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What a good interviewer asks next, and what they listen for."""

    ask: Text
    want: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One coding question; `id` is the file name and pairs it with its solution."""

    id: str
    title: Text
    prompt: Text
    hints: tuple[Text, ...]
    follow_ups: tuple[FollowUp, ...]
    aliases: tuple[str, ...]
    topics: tuple[str, ...]
    level: Level
    minutes: int
    cards: tuple[str, ...]
    sources: tuple[str, ...]

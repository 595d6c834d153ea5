"""Lint a bank for questions that are asked twice in other words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log, sqrt

from drill.actions.check.cards import plain
from drill.model.card import Card
from drill.model.text import Lang

SAME_ASK = 0.8  # of both languages: one question, whatever the answers
ALIKE = 0.3  # the geometric mean of questions and answers
RAREST = 6  # words of a question that another must share one of to be compared
COMMON = 50  # questions with a word; beyond it the word is no sign of anything
_GIVEN = re.compile(r"\{\w+\}")
_LATIN = re.compile(r"[^\W_\u3400-\u9fff]+")
_CHINESE = re.compile("[\u3400-\u9fff]+")


def twins(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Find pairs of cards that ask nearly the same, the earlier one first.

    What counts is the share of words in common, of Chinese pairs of characters; a word that few
    have weighs most. Questions of one form differ in their answers ("put the steps in order"),
    and cards of which one follows the other are meant to lie near each other. In our bank the
    nearest others have 0.24; two of its questions answered once more, in other words, 0.35 and 0.49.
    """
    asks = [_Corpus([card.ask.to(lang) for card in cards]) for lang in Lang]
    answers = [_Corpus([_answer(card, lang) for card in cards]) for lang in Lang]
    for a, b in sorted({pair for corpus in asks for pair in corpus.near()}):
        ask, answer = (
            sum(corpus.alike(a, b) for corpus in both) / len(both) for both in (asks, answers)
        )
        if ask >= SAME_ASK or (sqrt(ask * answer) >= ALIKE and not _linked(cards[a], cards[b])):
            yield a, b


def _answer(card: Card, lang: Lang) -> str:
    return plain(card.answer.to(lang)) if card.answer else ""


def _linked(a: Card, b: Card) -> bool:
    return a.id in b.follow_ups or b.id in a.follow_ups


class _Corpus:
    """Texts in one language, as sets of words with weights."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words = [_words(text) for text in texts]
        count = Counter(word for words in self.words for word in words)
        self.weight = {word: log((len(texts) + 1) / n) ** 2 for word, n in count.items()}
        self.total = [sum(map(self.weight.__getitem__, words)) for words in self.words]

    def near(self) -> Iterator[tuple[int, int]]:
        """Give the pairs that share one of their rarest words."""
        having = defaultdict(list)
        for i, words in enumerate(self.words):
            for word in sorted(words, key=lambda word: (-self.weight[word], word))[:RAREST]:
                having[word].append(i)
        for those in having.values():
            if len(those) <= COMMON:
                yield from combinations(those, 2)

    def alike(self, a: int, b: int) -> float:
        """Measure two texts, from 0 to 1."""
        both = sum(map(self.weight.__getitem__, self.words[a] & self.words[b]))
        return both / sqrt(self.total[a] * self.total[b]) if both else 0.0


def _words(text: str) -> set[str]:
    """Cut a text into Latin words without their plural, and pairs of Chinese characters."""
    text = _GIVEN.sub(" ", text.lower())
    pairs = (run[i : i + 2] for run in _CHINESE.findall(text) for i in range(max(len(run) - 1, 1)))
    return {word.removesuffix("s") for word in _LATIN.findall(text)}.union(pairs)

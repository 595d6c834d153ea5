"""Topics of a question, guessed from the words in it."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

LOOK = 1200  # characters of an answer that are searched
MOST = 3
ENOUGH = 3  # a word in the title, or three in the answer


class Topics:
    """A table of topics with their words; Latin words are found as whole words."""

    def __init__(self, words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._topics: dict[str, list[str]] = {}
        for topic, of_topic in (words or {}).items():
            for word in of_topic:
                self._topics.setdefault(word.casefold(), []).append(topic)

    @cached_property
    def _form(self) -> re.Pattern[str]:
        words = sorted(self._topics, key=lambda word: (-len(word), word))
        latin = "|".join(re.escape(word) for word in words if word.isascii())
        other = "|".join(re.escape(word) for word in words if not word.isascii())
        return re.compile(rf"(?<![a-z0-9])(?:{latin})(?:s|es)?(?![a-z0-9])|{other}")

    def guess(self, title: str, answer: str, section: str = "") -> tuple[str, ...]:
        """Give at most three topics, the likeliest first."""
        if not self._topics:
            return ()
        counts: Counter[str] = Counter()
        for text, worth in ((title, 3), (section, 2), (answer[:LOOK], 1)):
            for word in set(self._form.findall(text.casefold())):
                for topic in self._of(word):
                    counts[topic] += worth
        best = max(counts.values(), default=0)
        likely = [topic for topic, count in counts.most_common() if count >= max(ENOUGH, 0.4 * best)]
        return tuple(likely[:MOST])

    def _of(self, word: str) -> list[str]:
        for stem in (word, word.removesuffix("s"), word.removesuffix("es")):
            if stem in self._topics:
                return self._topics[stem]
        return []

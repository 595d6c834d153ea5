"""Topics of a question, guessed from the words in it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

LOOK = 800  # characters of an answer that are searched
MOST = 3
ENOUGH = 3  # a word in the title, or three in the answer
_LATIN = re.compile(r"[a-z0-9]+")


class Topics:
    """A table of topics with their words; Latin words are found as whole words, in any number."""

    def __init__(self, words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._topics: dict[str, list[str]] = {}
        for topic, of_topic in (words or {}).items():
            for word in map(str.casefold, of_topic):
                known = " ".join(_LATIN.findall(word)) if word.isascii() else word
                self._topics.setdefault(known, []).append(topic)
        latin = [word for word in self._topics if word.isascii()]
        other = sorted((word for word in self._topics if not word.isascii()), key=len, reverse=True)
        self._other = re.compile("|".join(map(re.escape, other)) or r"(?!)")
        self._known = {word + end: word for end in ("es", "s", "") for word in latin}
        self._first = {word.split(" ")[0] for word in self._known}
        self._longest = max((word.count(" ") + 1 for word in latin), default=0)

    def guess(self, title: str, answer: str, section: str = "") -> tuple[str, ...]:
        """Give at most three topics, the likeliest first."""
        counts: Counter[str] = Counter()
        for text, worth in ((title, 3), (section, 2), (answer[:LOOK], 1)):
            if text and self._topics:
                for word in set(self._found(text.casefold())):
                    for topic in self._topics[word]:
                        counts[topic] += worth
        best = max(counts.values(), default=0)
        likely = [name for name, count in counts.most_common() if count >= max(ENOUGH, 0.4 * best)]
        return tuple(likely[:MOST])

    def _found(self, text: str) -> Iterator[str]:
        yield from self._other.findall(text)
        words = _LATIN.findall(text)
        for at, word in enumerate(words):
            if word not in self._first:
                continue
            for end in range(at + 1, at + 1 + self._longest):
                known = self._known.get(" ".join(words[at:end]))
                if known:
                    yield known

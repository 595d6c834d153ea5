"""Where parts of a string stand, alone and near each other."""

from collections import Counter
from collections.abc import Iterator


def windows(parts: list[str], text: str) -> Iterator[tuple[int, int]]:
    """Give the smallest stretches of `text` that hold all parts, each once."""
    need = Counter(parts)
    events = sorted((a, a + len(part), part) for part in need for a in occurrences(part, text))
    have: Counter[str] = Counter()
    left = 0
    for _, end, part in events:
        have[part] += 1
        while have[events[left][2]] > need[events[left][2]]:
            have[events[left][2]] -= 1
            left += 1
        if all(have[one] >= need[one] for one in need):
            yield events[left][0], end


def occurrences(part: str, text: str) -> Iterator[int]:
    """Give every place where `part` begins, overlapping ones too; none of a word not there."""
    if not part or "\0" in part:
        return
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)

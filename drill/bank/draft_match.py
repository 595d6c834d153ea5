"""Which question of some notes is which of those imported before."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drill.bank.card_parts import fold
from drill.bank.draft_file import Known
from drill.bank.drafts import fingerprint
from drill.bank.write_yaml import whole
from drill.model.notes import Question

SHOWN = 80  # characters of a title that are kept
ALIKE = 75  # of 100: titles that are nearer than this may be one that was changed
MOST_PAIRS = 1_000_000  # of titles that are compared

_TERM = re.compile("[a-z0-9]+")


def name_of(known: Sequence[Known], name: str, questions: Sequence[Question]) -> str | None:
    """Find the name under which notes were imported before: perhaps from another folder.

    None where none of `known` comes from them: another file of one name has other questions.
    """
    prints = {fingerprint(one) for one in questions}
    titles = {key(one.title) for one in questions}
    met: dict[str, int] = defaultdict(int)
    for one in known:
        met[one.notes] += one.source in prints or key(one.title) in titles
    if met.get(name):
        return name
    base = _base(name)
    near = [one for one in met if _base(one) == base and met[one] * 2 > len(questions)]
    return max(near, key=met.__getitem__, default=None)


def matched(known: Sequence[Known], questions: Sequence[Question]) -> list[Known | None]:
    """Find for each question what was imported of it: the same words, title, or nearly the title."""
    found: list[Known | None] = [None] * len(questions)
    left = dict(enumerate(known))
    prints = [fingerprint(one) for one in questions]
    _pair(found, left, prints, [one.source for one in known], known)
    titles = [key(one.title) for one in questions]
    _pair(found, left, titles, [key(one.title) for one in known], known)
    for i, at in _nearly(found, left, [one.title for one in questions]):
        found[i] = left.pop(at)
    return found


def key(title: str) -> str:
    """Reduce a title to what two spellings of it share, as far as it is kept."""
    title = whole(title[:SHOWN]).strip()
    return "".join(filter(str.isalnum, fold(title))) or title


def _pair(
    found: list[Known | None],
    left: dict[int, Known],
    wanted: Sequence[str],
    offered: Sequence[str],
    known: Sequence[Known],
) -> None:
    """Pair what is equal, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for at in reversed(left):
        places[offered[at]].append(at)
    for i, one in enumerate(wanted):
        if found[i] is None and places[one]:
            at = places[one].pop()
            found[i] = known[at]
            del left[at]


def _nearly(
    found: Sequence[Known | None], left: dict[int, Known], titles: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Pair the rest, the nearest titles first.

    GIoU in the place of DIoU is another question, however near the titles are: where each has a
    Latin word or a number that the other has not, they are two.
    """
    alone = [i for i, one in enumerate(found) if one is None]
    if not alone or not left or len(alone) * len(left) > MOST_PAIRS:
        return
    from rapidfuzz import fuzz

    new = {i: (key(titles[i]), _terms(titles[i])) for i in alone}
    old = {at: (key(one.title), _terms(one.title)) for at, one in left.items()}
    pairs = [
        (-score, i, at)
        for i, (title, terms) in new.items()
        for at, (other, others) in old.items()
        if not (terms - others and others - terms)
        and (score := fuzz.ratio(title, other, score_cutoff=ALIKE))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, at in sorted(pairs):
        if i not in taken[0] and at not in taken[1]:
            taken[0].add(i)
            taken[1].add(at)
            yield i, at


def _terms(title: str) -> set[str]:
    return set(_TERM.findall(fold(whole(title[:SHOWN]))))


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]

"""Which questions ask nearly the same: titles first, what answers them as a second look.

A word that few questions have says more than one that many have. Terms of the field are one word
in either language, and words of asking (what is, 介绍一下) are none. Titles are compared as sets of
words weighed so, and with rapidfuzz for what is spelled a little differently; then key points and
the beginning of the answer may bring two questions nearer, and never farther.
"""

import heapq
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drill.grading.typed.glossary import CHINESE, ENGLISH
from drill.model.imported import Like

ENOUGH = 0.44  # of 1: what is nearer is said
ENOUGH_TOGETHER = 0.7  # in one file somebody put them apart on purpose
MOST = 3  # of a question
MOST_BODIES, MOST_CLOSE = 5_000, 20_000  # questions: what takes longer is not looked at
LOOK = 600  # characters of a body
SPELLING = 0.2  # what rapidfuzz weighs in a title
CANDIDATES = 20  # that are looked at closely
MIN = 100  # questions
LEADS = 16  # words of a question, of which candidates share one
COMMON = 200  # questions: a word that more have finds no candidates

_HAN = re.compile("[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9+]*|\d+")
_TERM = re.compile("|".join(sorted(map(re.escape, CHINESE), key=len, reverse=True)))


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ASKING = _each(
    """
    什么 怎么 怎样 如何 为什么 为啥 哪些 有哪些 哪个 介绍一下 介绍 说一下 说一说 讲一下 请 简述 谈谈 一下 的 了 是 吗
    呢 和 与 及 在 有 对 从 中 其 以及 之间 区别 差距 问题 方法 原理 作用 常见 常用 解释 实现 计算 改进 流程 结构 过程
    可以 使用 理解 你 我 用 过 到底 不是 是不是 做 会 比 就 都 还 更 能 去 为 种 个 这样 其他 除 外 不 用过
    """
)
_ASKING_ZH = re.compile("|".join(sorted(_ASKING, key=lambda word: (-len(word), word))))
_ASKING_EN = _each(
    """
    a an and any are as be between by can could difference do does explain describe for from has
    have how if in is it mean not of on or should than that the there this to us use used vs we what
    when which why with would you your name tell list define compare main advantages disadvantages
    """
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its title, and its key points with the beginning of its answer."""

    id: str
    title: str
    body: str
    file: str = ""  # of notes; in the bank none


Vector = dict[str, float]


@dataclass(slots=True)
class _Page:
    """A question as words."""

    asked: Asked
    title: list[str]
    words: list[str]
    chinese: bool
    key: str = ""  # the title, its letters alone
    of_title: Vector = field(default_factory=dict)
    of_all: Vector = field(default_factory=dict)


def alike(new: Sequence[Asked], known: Sequence[Asked]) -> list[tuple[Like, ...]]:
    """Find for each new question the nearest of `known` and of the new ones before it.

    A question may be known under one id several times, once in each language. Of very many
    questions only the titles are compared, and of more only equal ones are found.
    """
    close, bodies = len(new) <= MOST_CLOSE, len(new) <= MOST_BODIES
    pages = [_page(one, LOOK if bodies else 0) for one in (*known, *new)]
    weights = _weights(pages)
    places: dict[str, list[int]] = defaultdict(list)
    titles: dict[str, int] = {}
    found = []
    for at, page in enumerate(pages):
        page.of_title = _vector(page.title, weights)
        page.of_all = _vector([*page.title, *page.title, *page.words], weights)
        if at >= len(known):
            near = [titles[page.key]] if page.key in titles else []
            near += _candidates(page, pages, places) if close else []
            found.append(_nearest(page, pages, near))
        titles.setdefault(page.key, at)
        for word in page.of_all:
            places[word].append(at)
    return found


def words(text: str) -> list[str]:
    """Cut a text into the words that tell questions apart; Chinese, where no term is known, in pairs."""
    text = unicodedata.normalize("NFKC", text).casefold()
    terms: list[str] = []

    def take(term: re.Match[str]) -> str:
        terms.extend(CHINESE[term[0]].strip("!").split("_"))
        return " "

    rest = _ASKING_ZH.sub(" ", _TERM.sub(take, text))
    for word in _LATIN.findall(text):
        if word not in _ASKING_EN and (len(word) > 1 or word.isdigit()):
            terms += [_singular(one) for one in ENGLISH.get(word, word).strip("!").split("_")]
    for run in _HAN.findall(rest):
        terms += [run[i : i + 2] for i in range(max(len(run) - 1, 1))]
    return terms


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _page(asked: Asked, look: int) -> _Page:
    folded = unicodedata.normalize("NFKC", asked.title).casefold()
    key = "".join(filter(str.isalnum, folded)) or folded
    body = asked.body[:look]
    chinese = _HAN.search(asked.title + body) is not None
    return _Page(asked, words(asked.title[:LOOK]), words(body), chinese, key)


def _weights(pages: Sequence[_Page]) -> dict[str, float]:
    """Weigh each word by how few questions have it, in the language in which most have it."""
    weights: dict[str, float] = {}
    for chinese in (True, False):
        of_lang = [page for page in pages if page.chinese is chinese]
        counts: Counter[str] = Counter()
        for page in of_lang:
            counts.update({*page.title, *page.words})
        for word, n in counts.items():
            weight = (
                math.log((1 + len(pages)) / (1 + n * len(pages) / max(len(of_lang), MIN))) + 0.1
            )
            weights[word] = min(weight, weights.get(word, weight))
    return weights


def _vector(found: Iterable[str], weights: dict[str, float]) -> Vector:
    counted = Counter(found)
    vector = {word: (1 + math.log(n)) * weights[word] for word, n in counted.items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[word] for word, value in a.items() if word in b)


def _nearest(page: _Page, pages: Sequence[_Page], candidates: Iterable[int]) -> tuple[Like, ...]:
    best: dict[str, Like] = {}
    for at in candidates:
        other = pages[at]
        score = _likeness(page, other)
        together = page.asked.file and page.asked.file == other.asked.file
        enough = ENOUGH_TOGETHER if together else ENOUGH
        if score >= enough and other.asked.id != page.asked.id:
            known = best.get(other.asked.id)
            if known is None or known.score < score:
                best[other.asked.id] = Like(other.asked.id, other.asked.title, score)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.id))[:MOST])


def _candidates(page: _Page, pages: Sequence[_Page], places: dict[str, list[int]]) -> list[int]:
    """Give the questions that share most with one, by what few have."""
    shared: dict[int, float] = defaultdict(float)
    for word, value in sorted(page.of_all.items(), key=_heaviest)[:LEADS]:
        listed = places.get(word, ())
        if len(listed) <= COMMON:
            for at in listed:
                shared[at] += value * pages[at].of_all[word]
    return heapq.nsmallest(CANDIDATES, shared, key=lambda at: (-shared[at], at))


def _heaviest(word: tuple[str, float]) -> tuple[float, str]:
    return -word[1], word[0]


def _likeness(a: _Page, b: _Page) -> float:
    """Compare two questions, 0 to 1."""
    from rapidfuzz import fuzz

    if a.key == b.key:
        return 1.0
    spelled = fuzz.token_set_ratio(" ".join(a.title), " ".join(b.title)) / 100
    title = (1 - SPELLING) * _cosine(a.of_title, b.of_title) + SPELLING * spelled
    return min(1 - (1 - title) * (1 - _cosine(a.of_all, b.of_all)), 1.0)

"""One layout for the whole file, chosen first, by evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from drill.bank.notes.evidence import Evidence, Ground, Hit, weigh
from drill.bank.notes.layouts import BARE_NUMBER, ITEM_NUMBER, LAYOUTS, Layout
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind
from drill.bank.notes.titles import Title, clean, key

LEAST = 0.12  # a layout that scores less is a coincidence
LONGEST_BODY = 8000  # characters of a title with its answer on one line
CLOSE = 0.9  # of the best: a layout this near is worth a remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A layout, its titles, and what speaks for it; `rival` came close."""

    layout: Layout
    hits: list[Hit]
    evidence: Evidence
    score: float
    contents: frozenset[int]  # positions of titles that only announce later ones
    rival: str = ""


def choose(lines: Sequence[Line]) -> Choice | None:
    """Choose the layout that explains the file best; None where none fits."""
    ground = Ground(lines)
    fitting = [found for layout in LAYOUTS if (found := _try(layout, ground))]
    fitting = [one for one in fitting if not any(_holds(one, fine, ground) for fine in fitting)]
    fitting = [one for one in fitting if one.score >= LEAST]
    if not fitting:
        return None
    fitting.sort(key=lambda one: one.score, reverse=True)
    best = fitting[0]
    places = {hit.at for hit in best.hits}
    rivals = [
        one.layout.name
        for one in fitting[1:]
        if one.score >= CLOSE * best.score and {hit.at for hit in one.hits} != places
    ]
    return Choice(
        layout=best.layout,
        hits=best.hits,
        evidence=best.evidence,
        score=best.score,
        contents=best.contents,
        rival=rivals[0] if rivals else "",
    )


def _try(layout: Layout, ground: Ground) -> Choice | None:
    """Find the titles of a layout and measure them; None where it does not fit at all."""
    hits = layout.pick(ground.lines, list(titles_of(layout, ground)))
    if not hits:
        return None
    hits, contents = _without_contents(ground, hits)
    if len(hits) < layout.least:
        return None
    evidence = weigh(ground, hits)
    if evidence.asks < layout.asks or evidence.answered < layout.answered:
        return None
    score = layout.weight * quality(evidence, numbered=any(hit.number for hit in hits))
    return Choice(layout=layout, hits=hits, evidence=evidence, score=score, contents=contents)


def titles_of(layout: Layout, ground: Ground) -> Iterator[Hit]:
    """Find the lines that have the form of a layout."""
    lines = ground.lines
    for at in merge(*(ground.of_kind[kind] for kind in layout.kinds)):
        line = lines[at]
        if line.indent and not layout.indented:
            continue
        if len(line.body) > LONGEST_BODY or (layout.mark and not layout.mark.fullmatch(line.mark)):
            continue
        hit = _title(at, line, layout)
        if hit and hit.title:
            yield hit
        elif line.kind is Kind.HEADING and BARE_NUMBER.fullmatch(line.body):
            yield Hit(at, _printed(line.body), _title_below(lines, at) or line.body)


def _title_below(lines: Sequence[Line], at: int) -> str:
    """Find the title of a heading that is only a number: the first text under it, if any."""
    for line in lines[at + 1 : at + 4]:
        if line.kind in {Kind.TEXT, Kind.BOLD} and len(line.body) <= 200:
            return clean(line.body, markdown=True).text
        if line.kind is not Kind.BLANK:
            break
    return ""


def _title(at: int, line: Line, layout: Layout) -> Hit | None:
    """Split a line into number, title and what stands beside them; None without the form."""
    outer = Title(line.body)
    if line.kind is Kind.BOLD:  # the number may be bold too
        outer = clean(line.body, markdown=layout.markdown)
    found = layout.form.match(outer.text)
    if not found:
        return None
    groups = {name: value for name, value in found.groupdict().items() if value}
    number = next((value for name, value in groups.items() if name.startswith("number")), "")
    body = next(value for name, value in groups.items() if name.startswith("title"))
    if line.kind in {Kind.NUMBER, Kind.ASK}:
        number = _printed(line.mark)
    title = clean(body, markdown=layout.markdown)
    if line.kind is Kind.BULLET:
        inner = ITEM_NUMBER.match(title.text)
        if inner:
            number, title = inner["number"], title._replace(text=inner["title"])
    return Hit(at, number, title.text, outer.marks + title.marks, title.rest or outer.rest)


def _printed(mark: str) -> str:
    found = re.search(r"(?:[QqＱ]\s*)?\d+(?:\.\d+)*", mark)
    return found[0] if found else ""


def quality(evidence: Evidence, *, numbered: bool) -> float:
    """Say how much a layout's titles look like the questions of a file: 0 to 1."""
    looks = max(evidence.asks, evidence.answered)
    if numbered and evidence.order >= 0.7 and evidence.restarts <= 0.2:
        looks = max(looks, 0.6 + 0.4 * evidence.asks)
    elif not numbered:
        looks = max(looks, 0.4 + 0.6 * evidence.asks) if evidence.empty < 0.5 else looks
    lie = (0.5 + 0.5 * evidence.reach) * (1 - 0.5 * max(evidence.biggest - 0.5, 0))
    return looks * lie * (1 - 0.7 * evidence.sentences) * evidence.n / (evidence.n + 0.5)


def _without_contents(ground: Ground, hits: list[Hit]) -> tuple[list[Hit], frozenset[int]]:
    """Leave out titles that stand there again further down, with an answer: a table of contents."""
    ends = [hit.at for hit in hits[1:]] + [len(ground.lines)]
    full = [
        bool(hit.rest or ground.prose(hit.at + 1, end)) for hit, end in zip(hits, ends, strict=True)
    ]
    answered = {key(hit.title): hit.at for hit, there in zip(hits, full, strict=True) if there}
    kept: list[Hit] = []
    contents = set()
    before = -1  # the last line of a run: a heading or a word may follow it
    for hit, there in zip(hits, full, strict=True):
        again = answered.get(key(hit.title), -1) > hit.at
        if again and (not there or (not kept and before >= 0)):
            contents.add(hit.at)
            before = hit.at
        else:
            kept.append(hit)
    return kept, frozenset(contents)


def _holds(coarse: Choice, fine: Choice, ground: Ground) -> bool:
    """Tell whether the titles of `coarse` are only sections of the questions of `fine`."""
    if coarse is fine or len(fine.hits) < 2 * len(coarse.hits) or fine.evidence.asks < 0.5:
        return False
    if coarse.evidence.asks >= 0.5 or coarse.evidence.answered >= 0.5:
        return False
    sections = bare = 0
    starts = [hit.at for hit in fine.hits]
    ends = [hit.at for hit in coarse.hits[1:]] + [len(ground.lines)]
    i = 0
    for hit, end in zip(coarse.hits, ends, strict=True):
        while i < len(starts) and starts[i] <= hit.at:
            i += 1
        if i < len(starts) and starts[i] < end:
            sections += 1
            bare += ground.prose(hit.at + 1, starts[i]) == 0
    return sections >= 0.5 * len(coarse.hits) and bare >= 0.7 * sections

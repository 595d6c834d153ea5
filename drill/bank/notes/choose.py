"""One layout for the whole file, chosen first, by evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drill.bank.notes.evidence import Evidence, Ground, Hit, weigh
from drill.bank.notes.layouts import LAYOUTS, Layout
from drill.bank.notes.lines import LONGEST_TITLE, Line
from drill.bank.notes.titles import clean, key

LEAST = 0.12  # a layout that scores less is a coincidence
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
    rivals = [one.layout.name for one in fitting[1:] if one.score >= CLOSE * best.score]
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
    hits = layout.pick(ground.lines, list(titles_of(layout, ground.lines)))
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


def titles_of(layout: Layout, lines: Sequence[Line]) -> list[Hit]:
    """Find the lines that have the form of a layout."""
    hits = []
    for at, line in enumerate(lines):
        if line.kind not in layout.kinds or (line.indent and not layout.indented):
            continue
        if layout.mark and not layout.mark.fullmatch(line.mark):
            continue
        found = layout.form.match(line.body[: 20 * LONGEST_TITLE])
        if not found or len(line.body) > 20 * LONGEST_TITLE:
            continue
        groups = found.groupdict()
        number = next((groups[name] for name in ("number", "n2", "n3", "n4") if groups.get(name)), "")
        body = next(groups[name] for name in ("title", "t2", "t3", "t4") if groups.get(name))
        if line.mark and not number and line.kind.name in {"NUMBER", "ASK"}:
            number = _printed(line.mark)
        title = clean(body, markdown=layout.markdown)
        if title.text:
            hits.append(Hit(at, number, title.text, title.marks, title.rest))
    return hits


def _printed(mark: str) -> str:
    found = re.search(r"\d+(?:\.\d+)*", mark)
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
    full = [bool(hit.rest or ground.prose(hit.at + 1, end)) for hit, end in zip(hits, ends, strict=True)]
    answered = {key(hit.title): hit.at for hit, there in zip(hits, full, strict=True) if there}
    kept, contents = [], set()
    for hit, there in zip(hits, full, strict=True):
        if not there and answered.get(key(hit.title), -1) > hit.at:
            contents.add(hit.at)
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

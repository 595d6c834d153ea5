"""Every known fault of the notes is set right on a card, or listed with the reason why none needs it.

`errata.yaml` lists them by id and line, without the text of the notes.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import yaml
from cards.shipped import cards, read
from conftest import ROOT

from drill.model.card import Card
from drill.model.text import Text

LISTED = read("errata.yaml")
ERRATA: list[dict[str, Any]] = LISTED["errata"]
QUESTIONS = read("notes.yaml")["questions"]
HOW = {"card": 236, "answered": 7, "none": 14}
PER_NOTE = {"000": 58, "001": 64, "002": 33, "003": 60, "004": 42}
WRONG = {"fact", "code", "convention", "outdated"}  # the rest is unreadable, or missing
TRUTH = ROOT.parent / "shared" / "notes" / "errata.yaml"  # where the notes themselves are at hand


def test_the_list_holds_every_erratum_once():
    ids = [one["id"] for one in ERRATA]

    assert len(ids) == 257
    assert ids == [f"{note}-{i:03}" for note, n in PER_NOTE.items() for i in range(1, n + 1)]
    if TRUTH.exists():
        true = yaml.safe_load(TRUTH.read_text("utf-8"))["errata"]
        keys = ("id", "line", "kind", "severity")
        assert [[one[key] for key in keys] for one in ERRATA] == [
            [one[key] for key in keys] for one in true
        ]


def test_every_erratum_is_dealt_with_in_one_way():
    assert [one["id"] for one in ERRATA if sum(bool(one.get(how)) for how in HOW) != 1] == []
    assert Counter(how for one in ERRATA for how in HOW if how in one) == HOW


def test_what_is_wrong_is_set_right_on_a_card():
    assert [
        one["id"]
        for one in ERRATA
        if "card" not in one
        and (
            one["severity"] == "high"
            or one["kind"] == "fact"
            or (one["kind"] in WRONG and one["severity"] != "low")
        )
    ] == []


def test_a_card_that_corrects_an_erratum_names_its_question():
    assert [
        (one["id"], name)
        for one, name in _pairs("card")
        if not _names(cards()[name].errata, one["id"][:3], one["line"])
    ] == []


def test_the_answer_says_what_the_note_leaves_out():
    assert [
        (one["id"], name)
        for one, name in _pairs("answered")
        if not _says(cards()[name], *one["says"])
    ] == []


def test_a_reason_is_a_sentence():
    assert [one["id"] for one in ERRATA if len(one.get("none", "as I say here").split()) < 4] == []


def test_every_correction_on_a_card_is_in_the_list():
    named = {name for _, name in _pairs("card")}
    more = [one["card"] for one in LISTED["more"]]

    assert named.isdisjoint(more)
    assert {card.id for card in cards().values() if card.errata} == named.union(more)
    assert len(more) == len(set(more))


def test_both_languages_of_a_correction_name_the_same_notes():
    assert [
        card.id
        for card in cards().values()
        if card.errata
        and not (
            set(re.findall(r"\b[Nn]ote (\d{3}) ", card.errata.en))
            == set(re.findall(r"笔记 (\d{3}) 第 \d", card.errata.zh))
            != set()
        )
    ] == []


def _pairs(how: str) -> list[tuple[dict[str, Any], str]]:
    """List the errata that are dealt with in this way, once with each card."""
    found = []
    for one in ERRATA:
        names = one.get(how, [])
        found += [(one, name) for name in ([names] if isinstance(names, str) else names)]
    return found


def _names(errata: Text | None, note: str, line: int) -> bool:
    """Tell whether a correction names the question that has the line, or a line of it."""
    if errata is None:
        return False
    name, first, end = _question(note, line)
    if re.search(rf"\b[Nn]ote {note} {name}\b", errata.en):
        return f"第 {name[1:]} 题" in errata.zh
    lines = re.findall(rf"\b[Nn]ote {note} (?:Q\d+ )?\(lines? (\d+)", errata.en)
    return any(first <= int(n) < end and re.search(rf"第 {n}\b", errata.zh) for n in lines)


def _question(note: str, line: int) -> tuple[str, int, int]:
    """Give the number of the question that a line belongs to, and its first line and the next one's."""
    own = [one for one in QUESTIONS if one["source"].startswith(f"note {note} ")]
    for one, after in pairwise([*own, {"line": 10**6}]):
        if line < after["line"]:
            return one["source"].split()[2], min(one["line"], line), after["line"]
    raise AssertionError(note, line)


def _says(card: Card, en: str, zh: str) -> bool:
    """Tell whether the back of a card has these words, in each language."""
    texts = [text for text in (card.answer, *card.steps) if text]
    return en in " ".join(" ".join(text.en for text in texts).split()) and any(
        zh in text.zh for text in texts
    )

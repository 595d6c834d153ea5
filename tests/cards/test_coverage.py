"""Every question of the notes, and every question inside an answer, has a card.

`notes.yaml` lists them by name and line, without their text.
"""

from collections import Counter

import yaml
from cards.shipped import cards, read
from conftest import ROOT

NOTES = read("notes.yaml")
TRUTH = ROOT.parent / "shared" / "notes" / "truth.yaml"  # where the notes themselves are at hand


def test_every_question_of_the_notes_is_named_by_a_card():
    named = Counter(source for card in cards().values() for source in card.sources)

    assert [one["source"] for one in NOTES["questions"] if one["source"] not in named] == []


def test_every_question_inside_an_answer_is_named_by_a_card():
    named = Counter(source for card in cards().values() for source in card.sources)

    assert [
        one["source"] for one in NOTES["subquestions"] if named[one["source"]] < one.get("asks", 1)
    ] == []


def test_the_list_holds_every_question_once():
    names = [one["source"] for one in NOTES["questions"]]

    assert len(names) == len(set(names)) == 123
    assert sum(one.get("asks", 1) for one in NOTES["subquestions"]) == 40
    assert {one["of"] for one in NOTES["subquestions"]} <= set(names)
    if TRUTH.exists():
        assert (names, NOTES["subquestions"]) == _of(yaml.safe_load(TRUTH.read_text("utf-8")))


def test_a_card_names_no_question_that_the_notes_do_not_have():
    known = {one["source"] for one in (*NOTES["questions"], *NOTES["subquestions"])}

    assert [
        (card.id, source)
        for card in cards().values()
        for source in card.sources
        if source.startswith("note ") and source not in known
    ] == []


def _of(truth):
    """Name the questions of truth.yaml, and what their answers ask."""
    printed = Counter((one["file"], one["number"]) for one in truth["questions"])
    names, inside = [], []
    for one in truth["questions"]:
        note, number = one["file"][:3], one["number"]
        once = number and printed[one["file"], number] == 1
        names.append(f"note {note} Q{number}" if once else f"note {note} L{one['line']}")
        asks = Counter(sub["line"] for sub in one["subquestions"] if sub["kind"] == "question")
        for line, times in asks.items():
            more = {"asks": times} if times > 1 else {}
            inside.append({"source": f"note {note} L{line}", "of": names[-1], **more})
    return names, inside

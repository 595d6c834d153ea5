"""Which questions ask nearly the same."""

import itertools
import time

import pytest
import yaml
from cards.shipped import cards
from cards.shipped import read as beside_cards
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.actions.imports.alike import LOOK, Asked, alike
from drill.actions.imports.read import read_notes
from drill.model.text import Lang

FOLDER = ROOT.parent / "shared" / "notes"
real = pytest.mark.skipif(not FOLDER.exists(), reason="the real notes are not here")


def like(new, known):
    return [[(one.id, round(one.score, 2)) for one in found] for found in alike(new, known)]


def test_the_same_words_are_the_same_question_whatever_stands_between_them():
    known = [Asked("a", "什么是 NMS？", "")]

    assert like([Asked("b", "什么是NMS", "")], known) == [[("a", 1.0)]]


def test_a_term_is_one_word_in_both_languages():
    known = [Asked("a", "What is label smoothing, and when does it harm?", ""), *OTHERS]

    (found,) = alike([Asked("b", "介绍一下标签平滑", "")], known)
    assert [one.id for one in found] == ["a"]


def test_words_of_asking_do_not_make_questions_alike():
    known = [Asked("a", "请介绍一下 dropout 的原理和作用是什么？", ""), *OTHERS]

    assert like([Asked("b", "请介绍一下 deformable conv 的原理和作用是什么？", "")], known) == [[]]


def test_the_question_before_in_the_same_import_counts_too():
    new = [Asked("a", "如何计算感受野", "", "1.txt"), Asked("b", "感受野的计算方法", "", "2.txt")]

    assert [[one.id for one in found] for found in alike(new, OTHERS)] == [[], ["a"]]


def test_what_answers_them_brings_two_questions_nearer_and_never_farther():
    body = "RoI pooling rounds twice and shifts small boxes; RoI Align samples bilinearly"
    known = [Asked("a", "RoI Align", body), *OTHERS]
    bare, more, other = (
        alike([Asked("b", "Why did Mask R-CNN replace RoI pooling by RoI Align?", said)], known)[0][
            0
        ]
        for said in ("", body, "it is sunny today")
    )

    assert more.score > bare.score
    assert other.score == pytest.approx(bare.score, abs=0.1)


OTHERS = [
    Asked(f"other-{i}", title, "")
    for i, title in enumerate(
        ["What does batch normalisation do?", "为什么要用残差连接？", "How is mAP computed?"]
    )
]


@real
def test_repeated_questions_of_the_five_notes_are_found():
    new = [one for _, one in asked()]
    found = {
        tuple(sorted((one.id, other.id)))
        for one, others in zip(new, alike(new, []), strict=True)
        for other in others
    }
    clusters = yaml.safe_load((FOLDER / "duplicates.yaml").read_text("utf-8"))["clusters"]
    same, near = pairs(clusters, {"same"}, new), pairs(clusters, {"same", "overlap"}, new)
    same = {(a, b) for a, b in same if a[:3] != b[:3]}  # of one file they were put apart on purpose

    assert len(same & found) >= 14 * len(same) // 20
    assert len(near & found) >= 0.85 * len(found)


def pairs(clusters, kinds, new):
    """Pairs of questions that share a cluster."""
    known = {one.id for one in new}
    found = set()
    for cluster in clusters:
        ids = sorted({f"{one['file'][:3]}:{one['line']}" for one in cluster["members"]} & known)
        if cluster["kind"] in kinds:
            found |= set(itertools.combinations(ids, 2))
    return found


@real
def test_the_nearest_card_of_the_bank_is_mostly_one_that_answers_the_question():
    named = beside_cards("notes.yaml")["questions"]
    answering = {one["source"]: set() for one in named}
    for card in cards().values():
        for source in card.sources:
            answering.setdefault(source, set()).add(card.id)
    known = [
        Asked(
            card.id,
            card.ask.to(lang),
            "\n".join(
                [*(point.text.to(lang) for point in card.points)]
                + ([card.answer.to(lang)] if card.answer else [])
            ),
        )
        for card in cards().values()
        for lang in Lang
    ]
    new = [one for _, one in asked()]
    near = [[one.id for one in found if one.id in cards()] for found in alike(new, known)]
    answered = [
        ids[0] in answering[name["source"]] for ids, name in zip(near, named, strict=True) if ids
    ]

    assert len(answered) >= 70
    assert sum(answered) >= 0.82 * len(answered)


def asked():
    """Every question of the five notes, with its file."""
    for one in read_notes(sorted(FOLDER.glob("0*.txt"))):
        for question in one.questions:
            said = [*(point.text for point in question.points), question.markdown[:LOOK]]
            item = f"{one.name.rsplit('/', 1)[-1][:3]}:{question.line}"
            yield one.name, Asked(item, question.title, "\n".join(said), one.name)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=12))
def test_any_texts_have_a_likeness_from_0_to_1_and_none_is_like_itself(texts):
    new = [Asked(str(i), title, body) for i, (title, body) in enumerate(texts)]

    for one, found in zip(new, alike(new, OTHERS), strict=True):
        assert all(0 <= other.score <= 1 and other.id != one.id for other in found)


def test_it_takes_no_longer_than_in_proportion_to_how_many_there_are():
    def seconds(n):
        new = [
            Asked(str(i), f"question {i} on nms and anchors, part {i % 97}", "") for i in range(n)
        ]
        start = time.process_time()
        alike(new, [])
        return time.process_time() - start

    seconds(200)
    assert min(seconds(4000) for _ in range(2)) < 3 * 4 * min(seconds(1000) for _ in range(3))

"""A list of topics: their names, the other words for them, and what is wrong with the list."""

import pytest
from conftest import ROOT

from drill.actions.topics import meant, names
from drill.bank.places import Bank
from drill.bank.topics import bank_topics, read_topics
from drill.model.text import Lang, Text

LIST = """\
detection: {en: object detection, zh: 目标检测, also: [detector]}
loss: {en: loss functions, zh: 损失函数}
"""


def bank(folder, text):
    path = folder / "questions" / "topics.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("detection", "detection"),
        ("目标检测", "detection"),
        ("Object-Detection", "detection"),
        ("Detectors", "detection"),
        ("loss function", "loss"),
        ("sorting", None),
    ],
)
def test_a_topic_is_found_by_any_of_its_names(tmp_path, word, topic):
    topics, findings = read_topics(bank(tmp_path, LIST))

    assert findings.found == []
    assert topics.names == {
        "detection": Text("object detection", "目标检测"),
        "loss": Text("loss functions", "损失函数"),
    }
    assert topics.find(word) == topic


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- detection", ("1:1", "found a list where a mapping was wanted")),
        ("detection: detection", ("1:12", "found the string 'detection' where {en: ..., zh: ...} was wanted")),
        ("detection: {en: detection}", ("1:12", "the key 'zh' is missing")),
        ("Loss Functions: {en: loss, zh: 损失}", ("1:1", "found the topic 'Loss Functions' where small letters, digits and single dashes were wanted")),
        (LIST + "iou: {en: IoU, zh: 交并比, also: [detectors]}", ("3:32", "'detectors' is a word for 'detection' already")),
        ("loss: {en: loss, zh: 损失, also: [{a: b}]}", ("1:33", "found a mapping where a string was wanted")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_said_at_its_place(tmp_path, text, found):
    _, findings = read_topics(bank(tmp_path, text), "t")

    assert [(one.where, one.message) for one in findings.found] == [(f"t:{found[0]}", found[1])]


def test_the_first_folder_of_a_bank_names_its_topics_and_the_second_may_add(tmp_path):
    bank(tmp_path / "a", LIST)
    bank(tmp_path / "b", "loss: {en: costs, zh: 代价}\nsorting: {en: sorting, zh: 排序}\n")
    topics = bank_topics(Bank((tmp_path / "a", tmp_path / "b", tmp_path / "none")))

    assert topics.find("损失函数") == "loss"
    assert {topic: name.zh for topic, name in topics.names.items()} == {
        "detection": "目标检测",
        "loss": "损失函数",
        "sorting": "排序",
    }


class Counted:
    """An index of which only the topics are asked."""

    def topics(self):
        return {"detection": 3, "own": 1}


def test_topics_that_cards_have_are_meant_as_they_are_and_others_by_their_names(tmp_path):
    bank(tmp_path, LIST)
    here = Bank((tmp_path,))

    assert meant(here, Counted(), ["own", "detection"]) == ("own", "detection")
    assert meant(here, Counted(), ["own", "目标检测", "损失函数", "nothing"]) == (
        "own",
        "detection",
        "loss",
        "nothing",
    )
    assert names(here, Lang.EN) == {}
    assert names(here, Lang.ZH)["loss"].zh == "损失函数"


def test_the_shipped_list_is_short_and_sound():
    topics, findings = read_topics(ROOT / "questions" / "topics.yaml")

    assert findings.found == []
    assert 20 <= len(topics.names) <= 25

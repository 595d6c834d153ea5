"""The index of a real bank: cards and coding problems of all its folders."""

import os
import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from drill.actions.bank import index_name, open_cards
from drill.bank.places import Bank
from drill.model.card import Kind
from drill.model.text import Text

CARD = """\
- id: {id}
  ask: {{en: What is {id}?, zh: 什么是 {id}？}}
  topics: [arrays]
  level: core
  sources: []
  answer: {{en: So., zh: 如此。}}
  points: [{{en: so, zh: 如此, any: [so], must: true}}]
"""


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "bank"
    shutil.copytree(
        ROOT / "tests" / "world", folder, ignore=shutil.ignore_patterns("__pycache__", "cards")
    )
    write(folder, "b", "first", "second")
    return Bank((folder,))


def write(root, name, *ids):
    path = root / "questions" / "cards" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(CARD.format(id=one) for one in ids), "utf-8")
    os.utime(path, (1, 1))
    return path


def test_cards_and_problems_are_indexed(bank, tmp_path):
    with open_cards(bank, tmp_path / "home") as index:
        assert index.ids == ("code:order", "first", "second")
        assert index.card("second").kind is Kind.RECALL
        assert index.place("second") == (
            bank.roots[0] / "questions" / "cards" / "b.yaml", 8,
        )  # fmt: skip
        assert index.topics() == {"arrays": 3}
        problem = index.problem("code:order")
        assert (problem.title, problem.minutes) == (Text("Best first", "从大到小"), 3)
        assert problem.aliases == ("best-first",)
        assert index.path == tmp_path / "home" / index_name(bank.roots)


def test_a_persons_own_bank_is_added(bank, tmp_path):
    own = tmp_path / "own"
    write(own, "a", "second", "third")
    with open_cards(Bank((*bank.roots, own)), tmp_path / "home") as index:
        assert index.ids == ("code:order", "first", "second", "third")
        assert index.place("second")[0].is_relative_to(bank.roots[0])
        assert [one.message for one in index.findings()] == [
            f"the id 'second' belongs to {bank.roots[0]}/questions/cards/b.yaml:8 already"
        ]


def test_files_of_an_editor_are_passed_over_and_folders_may_be_missing(bank, tmp_path):
    cards = bank.roots[0] / "questions" / "cards"
    for name in (".b.yaml", "b.yaml~", "b.yaml.swp", "notes.txt"):
        (cards / name).write_text("- what?", "utf-8")

    assert [path.name for path in bank.card_files()] == ["b.yaml"]
    assert [path.name for path in bank.question_files()] == ["order.yaml"]
    assert Bank((tmp_path / "nowhere",)).card_files() == ()


def test_a_broken_file_leaves_the_rest(bank, tmp_path):
    write(bank.roots[0], "a", "zero").write_text("- id: [", "utf-8")
    with open_cards(bank, tmp_path / "home") as index:
        assert index.ids == ("code:order", "first", "second")
        (found,) = index.findings()
        assert found.where == f"{bank.roots[0]}/questions/cards/a.yaml:2:1"


def test_banks_of_other_folders_have_other_indexes(bank, tmp_path, monkeypatch):
    monkeypatch.chdir(bank.roots[0].parent)
    with open_cards(Bank((Path("bank"),)), tmp_path / "home") as index:
        assert index.path.name == index_name(bank.roots)
        assert index.place("first")[0].is_absolute()
    with open_cards(Bank((tmp_path / "none",)), tmp_path / "home") as index:
        assert index.ids == ()
    assert len(list((tmp_path / "home").iterdir())) == 2


def test_an_index_that_is_up_to_date_needs_no_yaml(bank, tmp_path):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from drill.actions.bank import open_cards;"
        "from drill.bank.places import Bank\n"
        f"with open_cards(Bank((Path({str(bank.roots[0])!r}),)), Path({str(tmp_path)!r})) as index:\n"
        "    index.card('first')\n"
        "print(*sorted({'yaml', 'numpy', 'rich', 'fsrs', 'drill.bank.cards'} & set(sys.modules)))"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    assert done.stdout.split() == []

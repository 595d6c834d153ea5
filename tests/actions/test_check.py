"""`drill check` finds what is wrong with a bank, each thing at its place."""

import shutil

import pytest
from conftest import ROOT

from drill.actions.check.run import check
from drill.errors import BankError


@pytest.fixture
def bank(tmp_path):
    shutil.copytree(
        ROOT / "tests" / "world", tmp_path / "bank", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path / "bank"


def found(bank):
    return [(one.where, one.message) for one in check([bank], bank).findings]


NUMBERS = [
    ("solutions/order.py:1:1", "1 accepted programs where 2 were wanted"),
    ("solutions/order.py:1:1", "2 mistakes where 6 were wanted"),
]


def test_the_small_bank_lacks_only_numbers(bank):
    assert found(bank) == NUMBERS


def test_a_function_defined_twice_is_a_case_lost(bank):
    path = bank / "solutions" / "order.py"
    path.write_text(path.read_text("utf-8").replace("def many(rng):", "def two(rng):"), "utf-8")
    lines = path.read_text("utf-8").split("\n")
    first, second = (k + 1 for k, line in enumerate(lines) if line.startswith("def two("))

    assert (
        f"solutions/order.py:{second}:1",
        f"two() is defined twice; the first is in line {first}",
    ) in found(bank)


def test_files_come_in_pairs(bank):
    (bank / "questions" / "code" / "alone.yaml").write_text("title: x\n", "utf-8")
    (bank / "solutions" / "lonely.py").write_text("x = 1\n", "utf-8")

    places = found(bank)

    assert (
        "solutions/alone.py:1:1",
        "the solution file of the question 'alone' is missing",
    ) in places
    assert (
        "questions/code/lonely.yaml:1:1",
        "the question file of the solution 'lonely' is missing",
    ) in places
    assert (
        "solutions/lonely.py:1:1",
        "found 0 functions tagged @reference where 1 was wanted",
    ) in places


def test_two_problems_cannot_share_a_name(bank):
    question = (bank / "questions" / "code" / "order.yaml").read_text("utf-8")
    (bank / "questions" / "code" / "zorder.yaml").write_text(question, "utf-8")

    assert (
        "questions/code/zorder.yaml:1:1",
        "the name 'best-first' belongs to order already",
    ) in found(bank)


def test_a_folder_that_is_no_bank_says_so(tmp_path):
    with pytest.raises(BankError, match="this is not a bank: it has no folder `questions`"):
        check([tmp_path], tmp_path)


def test_progress_names_each_problem(bank):
    seen = []
    check([bank], bank, seen.append)

    assert seen == ["order"]


# ---- cards ----------------------------------------------------------------------------------------

CARD = """\
- id: {id}
  ask: {{en: "What is {id}?", zh: "{id} 是什么？"}}
  topics: [{topic}]
  level: core
  sources: []
  answer: {{en: The mean of {id}., zh: "{id} 的均值。"}}
  points: [{{en: the mean, zh: 均值, any: [the mean, 均值], must: true}}]
"""


def write(bank, name, *cards):
    path = bank / "questions" / "cards" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("".join(cards), "utf-8")


def card(name, topic="arrays", more=""):
    return CARD.format(id=name, topic=topic) + more


def of_cards(*banks, beside=()):
    """The findings beyond the numbers that the small bank lacks."""
    done = check(banks, banks[0], beside=beside)
    places = [(one.where, one.message, one.hint) for one in done.findings]
    return [one for one in places if one[:2] not in NUMBERS]


def test_cards_are_counted_and_their_findings_named(bank):
    write(bank, "a.yaml", card("one"), card("two").replace("core", "easy"))
    write(bank, "b.yaml", card("three"))
    done = check([bank], bank)

    assert (done.problems, done.cards) == (1, 3)
    assert of_cards(bank) == [
        (
            "questions/cards/a.yaml:11:10",
            "'easy' is not one of warm-up, core, hard",
            "write one of: warm-up, core, hard",
        )
    ]


def test_an_id_in_two_files_is_found(bank, tmp_path):
    write(bank, "a.yaml", card("zero"), card("one"))
    write(bank, "b.yaml", card("one"))
    own = tmp_path / "own"
    write(own, "c.yaml", card("one"))

    assert of_cards(bank, own) == [
        (
            f"{own}/questions/cards/c.yaml:1:7",
            "the id 'one' belongs to questions/cards/a.yaml:8 already",
            "an id is for ever: change the newer one",
        ),
        (
            "questions/cards/b.yaml:1:7",
            "the id 'one' belongs to questions/cards/a.yaml:8 already",
            "an id is for ever: change the newer one",
        ),
    ]


def test_a_problem_in_two_banks_is_found(bank, tmp_path):
    own = tmp_path / "own"
    shutil.copytree(bank, own)

    assert (
        f"{own}/questions/code/order.yaml:1:1",
        "the problem 'order' is in questions/code/order.yaml already",
        "rename this file",
    ) in of_cards(bank, own)


def test_a_name_that_no_card_has_is_found_with_near_ones(bank):
    write(
        bank, "a.yaml", card("sorted-order", more="  follow_ups: [stable-sort, nothing-like-it]\n")
    )
    write(bank, "b.yaml", card("stable-sorts"))
    path = bank / "questions" / "code" / "order.yaml"
    path.write_text(path.read_text("utf-8") + "cards: [sorted-order, sorted-ordr]\n", "utf-8")

    assert of_cards(bank) == [
        (
            "questions/cards/a.yaml:8:16",
            "no card has the id 'stable-sort'",
            "did you mean stable-sorts?",
        ),
        ("questions/cards/a.yaml:8:29", "no card has the id 'nothing-like-it'", ""),
        (
            "questions/code/order.yaml:13:23",
            "no card has the id 'sorted-ordr'",
            "did you mean sorted-order?",
        ),
    ]


def test_a_card_may_name_a_problem_that_is_there(bank, tmp_path):
    own = tmp_path / "own"
    write(bank, "a.yaml", card("one", more="  follow_ups: [code:order, code:ordr, code:Order]\n"))
    write(own, "b.yaml", card("two", more="  follow_ups: [code:order]\n"))

    assert of_cards(bank) == [
        ("questions/cards/a.yaml:8:28", "no problem is named 'ordr'", "did you mean code:order?"),
        ("questions/cards/a.yaml:8:39", "no problem is named 'Order'", "did you mean code:order?"),
    ]
    assert of_cards(own, beside=[bank]) == []
    assert [one[1] for one in of_cards(own)] == ["no problem is named 'order'"]


def test_a_link_is_given_once(bank):
    write(bank, "a.yaml", card("one", more="  follow_ups: [two, two]\n"), card("two"))

    assert of_cards(bank) == [
        ("questions/cards/a.yaml:8:21", "'two' is named here twice", "keep one of them")
    ]


def linked(bank, cards, follow_ups):
    """Link the problem to cards and a card to what follows; findings on length are not meant."""
    path = bank / "questions" / "code" / "order.yaml"
    path.write_text(path.read_text("utf-8").split("cards:")[0] + f"cards: [{cards}]\n", "utf-8")
    (bank / "questions" / "topics.yaml").write_text("arrays: {en: arrays, zh: 数组}\n", "utf-8")
    write(bank, "a.yaml", card("one", more=f"  follow_ups: [{follow_ups}]\n"), card("two"))
    return [one for one in of_cards(bank) if "where 20 to" not in one[1]]


def test_a_problem_and_its_cards_name_each_other_where_the_bank_lists_its_topics(bank):
    assert linked(bank, "one", "two, code:order") == []
    assert linked(bank, "two, one", "two, code:order") == [
        (
            "questions/code/order.yaml:13:9",
            "the card 'two' does not name this problem",
            "add code:order to its `follow_ups`",
        )
    ]
    assert linked(bank, "", "two, code:order") == [
        (
            "questions/cards/a.yaml:8:21",
            "the problem 'order' does not list this card",
            "add one to its `cards`",
        )
    ]
    (bank / "questions" / "topics.yaml").unlink()
    assert of_cards(bank) == []


def test_cards_of_a_bank_beside_need_not_name_a_problem_back(bank, tmp_path):
    shipped = tmp_path / "shipped"
    write(shipped, "a.yaml", card("shipped"))

    linked(bank, "shipped", "two")

    assert [one[1] for one in of_cards(bank, beside=[shipped]) if "where 20" not in one[1]] == []


def test_a_card_with_a_finding_may_be_named_all_the_same(bank):
    write(bank, "a.yaml", card("one", more="  follow_ups: [two]\n"))
    write(bank, "b.yaml", card("two").replace("core", "easy"))

    assert [message for _, message, _ in of_cards(bank)] == [
        "'easy' is not one of warm-up, core, hard"
    ]


def test_cards_of_a_bank_beside_may_be_named(bank, tmp_path):
    own = tmp_path / "own"
    write(own, "a.yaml", card("mine", more="  follow_ups: [shipped]\n"))
    write(bank, "a.yaml", card("shipped"))

    assert [one[1] for one in of_cards(own)] == ["no card has the id 'shipped'"]
    assert of_cards(own, beside=[bank]) == []
    assert check([own], own, beside=[bank]).cards == 1


def test_a_topic_has_one_spelling(bank):
    write(bank, "a.yaml", card("one", "array"), card("two", "colour-map"))
    write(bank, "b.yaml", card("three", "color-maps"), card("four", "normalisation"))
    write(bank, "c.yaml", card("five", "normalization"), card("six", "convolution"))

    assert of_cards(bank) == [
        (
            "questions/cards/a.yaml:3:12",
            "the topic 'array' is 'arrays' elsewhere",
            "write 'arrays'",
        ),
        (
            "questions/cards/b.yaml:3:12",
            "the topic 'color-maps' is 'colour-map' elsewhere",
            "write 'colour-map'",
        ),
        (
            "questions/cards/c.yaml:3:12",
            "the topic 'normalization' is 'normalisation' elsewhere",
            "write 'normalisation'",
        ),
    ]


def test_a_bank_that_lists_its_topics_uses_no_other(bank, tmp_path):
    (bank / "questions" / "topics.yaml").write_text(
        "arrays: {en: arrays, zh: 数组, also: [lists]}\nmaps: {en: maps, zh: 映射, en: x}\n",
        "utf-8",
    )
    write(bank, "a.yaml", card("one"), card("two", "lists"), card("three", "sorting"))
    own = tmp_path / "own"
    write(own, "b.yaml", card("four", "sorting"), card("five", "array"))

    assert [one for one in of_cards(bank, own) if "the answer" not in one[1]] == [
        (f"{own}/questions/cards/b.yaml:10:12", "the topic 'array' is 'arrays' elsewhere", "write 'arrays'"),
        ("questions/cards/a.yaml:10:12", "the topic 'lists' is not in questions/topics.yaml", "write arrays"),
        ("questions/cards/a.yaml:17:12", "the topic 'sorting' is not in questions/topics.yaml", "write arrays, maps"),
        ("questions/topics.yaml:2:26", "the key 'en' is here twice; the first is in line 2", "keep one of them"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("topics", "found"),
    [
        ("[]", ("1:1", "found no topic where at least one was wanted", "for example `topics: [detection]`")),
        (
            "[arrays, Array Sorting]",
            (
                "9:18",
                "found the topic 'Array Sorting' where small letters, digits and single dashes were wanted",
                "",
            ),
        ),
    ],
)  # fmt: skip
def test_topics_of_a_problem_are_held_to_the_form_of_those_of_cards(bank, topics, found):
    path = bank / "questions" / "code" / "order.yaml"
    path.write_text(path.read_text("utf-8").replace("[arrays]", topics), "utf-8")
    where, *words = found

    assert of_cards(bank) == [(f"questions/code/order.yaml:{where}", *words)]


def test_progress_names_each_file_of_cards(bank):
    write(bank, "b.yaml", card("one"))
    seen = []
    check([bank], bank, seen.append)

    assert seen == ["order", "b"]

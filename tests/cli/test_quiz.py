"""The real quiz on a real pseudo-terminal, with a bank of one card of each kind."""

import json
import os
import signal
import sqlite3
import subprocess
import sys

import pexpect
import pytest

CARDS = """
- id: recall-card
  ask: {en: "What does NMS remove?", zh: "NMS 去掉什么？"}
  topics: [detection]
  level: warm-up
  sources: [ours]
  answer: {en: "Duplicate boxes.", zh: "重复的框。"}
  points:
    - {en: duplicates, zh: 重复框, any: ["duplicate boxes", "重复的框"], must: true}
- id: choice-card
  kind: choice
  ask: {en: "Which one is a loss?", zh: "哪个是损失函数？"}
  topics: [loss]
  level: warm-up
  sources: [ours]
  choices:
    - {en: "GIoU loss", zh: "GIoU 损失", right: true}
    - {en: "RoI Align", zh: "RoI Align"}
- id: cloze-card
  kind: cloze
  ask: {en: "Fill the gap.", zh: "填空。"}
  topics: [loss]
  level: warm-up
  sources: [ours]
  text: {en: "One minus {{cosine|cos}} similarity.", zh: "一减{{余弦|cosine}}相似度。"}
- id: number-card
  kind: number
  ask: {en: "What is {n} + {k}?", zh: "{n} + {k} 是多少？"}
  topics: [arithmetic]
  level: warm-up
  sources: [ours]
  given: {n: [2], k: [40]}
  formula: n + k
- id: order-card
  kind: order
  ask: {en: "Put the steps in order.", zh: "排序。"}
  topics: [detection]
  level: warm-up
  sources: [ours]
  steps: [{en: backbone, zh: 主干}, {en: neck, zh: 颈部}, {en: head, zh: 检测头}]
- id: bug-card
  kind: bug
  ask: {en: "What is wrong?", zh: "哪里错了？"}
  topics: [loss]
  level: warm-up
  sources: [ours]
  code: |
    def mean(x):
        return sum(x)
  choices:
    - {en: "It does not divide.", zh: "没有除以个数。", right: true}
    - {en: "It divides twice.", zh: "除了两次。"}
"""
CLEAR = "\x1b[H"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "bank" / "questions" / "cards").mkdir(parents=True)
    (tmp_path / "bank" / "questions" / "cards" / "all.yaml").write_text(CARDS, "utf-8")
    return tmp_path


def environment(home, **more):
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "DRILL_HOME": str(home / "home"),
        "DRILL_BANK": str(home / "bank"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "NO_COLOR": "1",  # words are looked for, and colours would stand between them
        "EDITOR": "true",
    } | more


@pytest.fixture
def quiz(home):
    children = []

    def start(*arguments, size=(24, 80), **more):
        child = pexpect.spawn(
            sys.executable, ["-m", "drill", "quiz", *arguments], encoding="utf-8", timeout=20,
            dimensions=size, env=environment(home, **more), cwd=home,
        )  # fmt: skip
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


@pytest.fixture
def drill(home):
    def run(*arguments, **more):
        return subprocess.run(
            [sys.executable, "-m", "drill", *arguments], capture_output=True, encoding="utf-8",
            timeout=60, cwd=home, stdin=subprocess.DEVNULL, env=environment(home, **more),
        )  # fmt: skip

    return run


def reviews(home):
    with sqlite3.connect(home / "home" / "drill.db") as db:
        return dict(db.execute("select item, rating from live_review order by ts_ms").fetchall())


def end(child):
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def only(home, card):
    """Leave one card in the bank."""
    path = home / "bank" / "questions" / "cards" / "all.yaml"
    blocks = ["- id:" + block for block in CARDS.split("- id:")[1:]]
    path.write_text("".join(one for one in blocks if one.startswith(f"- id: {card}\n")), "utf-8")


def test_space_shows_the_answer_and_a_digit_rates_it(home, quiz):
    only(home, "recall-card")
    child = quiz()
    child.expect_exact("What does NMS remove?")
    child.send(" ")
    child.expect_exact("Duplicate boxes.")
    child.send("3")

    assert end(child) == 0
    assert reviews(home) == {"recall-card": 3}


def test_enter_is_good_and_full_width_digits_count(home, quiz):
    only(home, "recall-card")
    child = quiz("--lang", "zh")
    child.expect_exact("NMS 去掉什么？")
    child.send("\u3000")
    child.expect_exact("重复的框。")
    child.send("２")

    assert end(child) == 0
    assert reviews(home) == {"recall-card": 2}


def test_a_failed_card_comes_back_until_it_is_known(home, quiz):
    only(home, "recall-card")
    child = quiz()
    for key in ("1", "1", "\r"):
        child.expect_exact("What does NMS remove?")
        child.send("\r")
        child.expect_exact("Duplicate boxes.")
        child.send(key)

    assert end(child) == 0
    with sqlite3.connect(home / "home" / "drill.db") as db:
        assert db.execute("select rating from review order by seq").fetchall() == [(1,), (1,), (3,)]


def right_choice(child, words):
    """Find the number that stands before the right option."""
    child.expect(r"(\d)\S*\s+" + words)
    return child.match.group(1)


def test_a_choice_is_graded_by_the_program(home, quiz):
    only(home, "choice-card")
    child = quiz()
    child.send(right_choice(child, "GIoU loss"))
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0
    assert reviews(home) == {"choice-card": 3}


def test_a_wrong_choice_suggests_again_and_may_be_overridden(home, quiz):
    only(home, "choice-card")
    child = quiz()
    child.send(right_choice(child, "RoI Align"))
    child.expect_exact("✗")
    child.send("2")

    assert end(child) == 0
    with sqlite3.connect(home / "home" / "drill.db") as db:
        assert db.execute("select rating, judge, score from review").fetchall() == [
            (2, "override", 0.0)
        ]


def test_a_number_is_typed_and_worked_out(home, quiz):
    only(home, "number-card")
    child = quiz()
    child.expect_exact("What is 2 + 40?")
    child.send("４2\r")
    child.expect_exact("2 + 40 = 42")
    child.send("\r")

    assert end(child) == 0
    assert reviews(home) == {"number-card": 3}


def test_a_gap_is_filled_in_words(home, quiz):
    only(home, "cloze-card")
    child = quiz("--lang", "zh")
    child.expect_exact("相似度")
    child.expect_exact("▸")
    child.send("余弦\r")
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0
    assert reviews(home) == {"cloze-card": 3}


def test_steps_are_put_in_order(home, quiz):
    only(home, "order-card")
    child = quiz()
    places = {}
    child.expect_exact("Put the steps in order.")
    for _ in range(3):
        child.expect(r"(\d)\S*\s+(backbone|neck|head)")
        places[child.match.group(2)] = child.match.group(1)
    child.send(places["backbone"] + places["neck"] + places["head"] + "\r")
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0
    assert reviews(home) == {"order-card": 3}


def test_a_bug_is_found(home, quiz):
    only(home, "bug-card")
    child = quiz()
    child.expect_exact("return sum(x)")
    child.send(right_choice(child, "It does not divide."))
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0
    assert reviews(home) == {"bug-card": 3}


def test_a_typed_answer_is_checked_against_its_points(home, quiz):
    only(home, "recall-card")
    child = quiz("--type")
    child.expect_exact("▸")
    child.send("it removes duplicate boxes\r")
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0
    with sqlite3.connect(home / "home" / "drill.db") as db:
        rating, judge, typed, grade = db.execute(
            "select rating, judge, typed, grade from review"
        ).fetchone()
    assert (rating, judge, typed) == (3, "auto", "it removes duplicate boxes")
    assert json.loads(grade) == {"points": [{"point": 0, "state": "hit"}]}


def test_the_persons_own_wording_is_accepted_from_then_on(home, quiz):
    only(home, "recall-card")
    child = quiz("--type")
    child.expect_exact("▸")
    child.send("the surplus rectangles\r")
    child.expect_exact("✗")
    child.send("+")
    child.expect_exact("keep the words")
    child.send("\r")
    child.expect_exact("Accepted from now on.")
    child.send("1")
    child.expect_exact("What does NMS remove?")
    child.expect_exact("▸")
    child.send("The surplus rectangles.\r")
    child.expect_exact("✓")
    child.send("\r")

    assert end(child) == 0


def test_undo_brings_the_card_back_and_voids_the_answer(home, quiz):
    child = quiz("detection")
    child.expect(r"What does NMS remove|Put the steps")
    first = child.match.group(0)
    child.send(" ")
    child.expect_exact("Good")
    child.send("3")
    child.expect(r"What does NMS remove|Put the steps")
    assert child.match.group(0) != first
    child.send("u")
    child.expect_exact(first)
    child.send("q")

    assert end(child) == 0
    assert reviews(home) == {}


def test_bury_suspend_and_flag_are_events(home, quiz):
    child = quiz("detection")
    child.expect_exact("\x1b[J")
    child.send("f")
    child.expect_exact("Flagged.")
    child.send("b")
    child.expect_exact("Put away until tomorrow")
    child.send("s")

    assert end(child) == 0
    with sqlite3.connect(home / "home" / "drill.db") as db:
        assert db.execute("select kind from event order by seq").fetchall() == [
            ("flag",), ("bury",), ("suspend",),
        ]  # fmt: skip


def test_cramming_leaves_no_trace_in_the_schedule(home, quiz, drill):
    only(home, "recall-card")
    child = quiz("--cram")
    child.expect_exact("What does NMS remove?")
    child.send(" ")
    child.expect_exact("Duplicate boxes.")
    child.send("3")

    assert end(child) == 0
    with sqlite3.connect(home / "home" / "drill.db") as db:
        assert db.execute("select origin from review").fetchall() == [("cram",)]
        assert db.execute("select count(*) from memory").fetchone() == (0,)


@pytest.mark.parametrize("size", [(24, 80), (10, 40), (6, 40), (50, 200)])
def test_any_size_of_terminal_will_do(home, quiz, size):
    child = quiz("detection", size=size)
    child.expect_exact("\x1b[J")
    child.setwinsize(size[0] + 3, size[1] - 1)
    child.expect_exact("\x1b[J")
    child.send("?")
    child.expect_exact("\x1b[J")
    child.send("q")
    child.send("q")

    assert end(child) == 0


@pytest.mark.parametrize("how", ["ctrl-c", "hangup", "kill"])
def test_an_end_of_any_kind_loses_nothing(home, quiz, how):
    child = quiz("detection")
    child.expect_exact("\x1b[J")
    child.send(" ")
    child.expect_exact("Good")
    child.send("2")
    child.expect_exact("\x1b[H")
    if how == "ctrl-c":
        child.send("\x03")
        child.expect(pexpect.EOF)
    elif how == "hangup":
        child.close(force=True)
    else:
        child.kill(signal.SIGKILL)
        child.expect(pexpect.EOF)

    assert list(reviews(home).values()) == [2]


def test_a_topic_that_does_not_exist_names_the_near_ones(drill):
    done = drill("quiz", "detecton", "--json")

    assert done.returncode == 2
    assert done.stderr == (
        "drill: no card has the topic 'detecton'\n  hint did you mean detection?\n"
    )


def test_without_a_terminal_the_quiz_says_what_to_type(drill):
    done = drill("quiz")

    assert done.returncode == 2
    assert "`drill quiz --json`" in done.stderr


def test_the_queue_and_an_answer_without_a_terminal(home, drill):
    queue = json.loads(drill("quiz", "--json").stdout)
    assert {one["id"] for one in queue} >= {"recall-card", "bug-card"}

    done = drill("answer", "recall-card", "good", "--json")
    assert json.loads(done.stdout)["rating"] == 3
    assert "recall-card" not in {one["id"] for one in json.loads(drill("quiz", "--json").stdout)}
    assert "hint did you mean recall-card" in drill("answer", "recal-card", "3").stderr
    assert drill("answer", "recall-card", "5").returncode == 2


def test_a_broken_file_does_not_stop_the_others(home, drill):
    (home / "bank" / "questions" / "cards" / "broken.yaml").write_text("- id: [\n")

    done = drill("quiz", "--json")

    assert (done.returncode, len(json.loads(done.stdout))) == (0, 6)


def test_an_answer_that_cannot_be_stored_keeps_its_card(home, quiz, drill):
    only(home, "recall-card")
    drill("next")
    child = quiz()
    child.expect_exact("What does NMS remove?")
    holder = sqlite3.connect(home / "home" / "drill.db", isolation_level=None)
    holder.execute("begin immediate")
    child.send(" ")
    child.expect_exact("Duplicate boxes.")
    child.send("3")
    child.expect_exact("the log is locked by another program")
    holder.execute("rollback")
    holder.close()
    child.send("3")

    assert end(child) == 0
    assert reviews(home) == {"recall-card": 3}

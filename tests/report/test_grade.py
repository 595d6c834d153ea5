"""What a person sees after `drill code`.

The goldens are whole screens. After a change that is meant, write them anew with
``DRILL_UPDATE_GOLDEN=1 pytest tests/report`` and read the diff.
"""

import os
import re
from dataclasses import replace

import pytest
from conftest import ROOT
from report.samples import SAMPLES, cases, could_not_grade, nms_equal, nms_greedy, time_limit

from drill.model.outcome import Verdict
from drill.model.report import Error, Speed
from drill.model.text import Lang, Text
from drill.report.grade.screen import closing_text, grade_text, verdict_text
from drill.report.wrap import cells

GOLDEN = ROOT / "tests" / "golden" / "report"
SCREENS = ((Lang.EN, 80), (Lang.ZH, 60), (Lang.EN, 50))
ANSI = re.compile(r"\x1b\[[\d;]*m")
FOLLOW_UP = Text("Run it per class without a loop.", "不用循环，怎样按类别分别做？")
every_sample = pytest.mark.parametrize("name", SAMPLES)


def screens(name: str) -> str:
    follow_up = FOLLOW_UP if name == "accepted" else None
    return "\n".join(
        f"==== {lang}, {width} columns ====\n"
        + grade_text(SAMPLES[name](), lang, width, False, follow_up=follow_up)
        + "\n"
        for lang, width in SCREENS
    )


@every_sample
def test_the_screen_is_the_golden_one(name):
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DRILL_UPDATE_GOLDEN"):
        path.write_text(screens(name), "utf-8")

    assert screens(name) == path.read_text("utf-8")


def test_every_golden_has_its_report():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SAMPLES)


@every_sample
@pytest.mark.parametrize("width", [100, 80, 72, 60, 50, 40])
@pytest.mark.parametrize("lang", Lang)
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(name, width, lang):
    lines = grade_text(SAMPLES[name](), lang, width, False, True, FOLLOW_UP).split("\n")

    assert [line for line in lines if cells(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@every_sample
def test_colour_adds_nothing_but_colour(name):
    plain = grade_text(SAMPLES[name](), Lang.EN, 80, False)
    coloured = grade_text(SAMPLES[name](), Lang.EN, 80, True)

    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")


@every_sample
def test_chinese_screens_are_chinese(name):
    labels = ("Cases", "Next", "expected", "yours", "Mistake", "Smallest", "of the failing")

    text = grade_text(SAMPLES[name](), Lang.ZH, 80, False, True)

    assert [label for label in labels if label in text] == []


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("lang", Lang)
def test_every_verdict_has_words(verdict, lang):
    text = grade_text(replace(nms_equal(), verdict=verdict), lang, 80, False)

    assert text.split("\n")[0][2:].strip()
    assert text.startswith("✓" if verdict is Verdict.ACCEPTED else ("✗", "!"))


def test_what_could_not_be_graded_has_no_score():
    assert "/ 100" not in grade_text(could_not_grade(), Lang.EN, 80, False)


def test_all_shows_each_failing_case_once_and_every_case():
    report = nms_equal()

    text = grade_text(report, Lang.EN, 80, False, all_failures=True)

    assert text.count("--replay") == 2
    assert text.count("Smallest failing input") == 1
    assert all(case.title.en.rstrip(".") in text for case in report.cases)
    assert "--all" not in text


def test_a_convention_is_not_called_a_mistake():
    text = grade_text(SAMPLES["iou_plus_one"](), Lang.EN, 80, False)

    assert "Another convention, not a bug" in text
    assert "Mistake" not in text


def test_a_weaker_sandbox_is_told_and_a_whole_one_is_not():
    layers = {"limits": "on", "landlock": "off: this kernel has none"}
    off = dict.fromkeys(layers, "off: asked for")

    texts = [
        grade_text(replace(nms_equal(), sandbox=one), Lang.EN, 80, False)
        for one in ({"limits": "on", "landlock": "on (ABI 6)"}, layers, off)
    ]

    assert "andbox" not in texts[0]
    assert "The sandbox is weaker here, without landlock (this kernel has none)." in texts[1]
    assert "Graded without a sandbox, as you asked." in texts[2]


def test_printed_text_cannot_reach_the_terminal():
    evil = "\x1b]0;title\x07\x9b2J\u202eabc\udcff\r\n" * 50
    report = replace(
        nms_greedy(),
        printed=evil,
        file="a\x1b[2J.py",
        error=Error(type="E\x1b", message=Text(evil, evil), line=3, source=evil),
    )

    text = grade_text(report, Lang.EN, 80, False)

    assert all(character == "\n" or character.isprintable() for character in text)
    text.encode("utf-8")
    assert len(text.split("\n")) < 80


def test_an_error_on_another_input_says_so():
    error = Error(type="ValueError", message=Text("bad", "坏"), line=2, source="x = 1")

    text = grade_text(replace(nms_equal(), error=error), Lang.EN, 80, False)

    assert "On another input\n  ValueError: bad\n  my_nms.py:2\n  │ x = 1" in text


def test_a_time_out_is_told_once():
    message = Text("no answer within 2 s", "2 秒内没有给出答案")
    report = replace(time_limit(), error=Error(type="TimeLimit", message=message))

    assert grade_text(report, Lang.EN, 80, False).count("no answer within") == 1


def test_the_verdict_does_not_wait_for_the_speed():
    report = SAMPLES["accepted"]()
    before, after = (
        verdict_text(report, Lang.EN, 80, False),
        closing_text(report, Lang.EN, 80, False),
    )

    assert f"{before}\n\n{after}" == grade_text(report, Lang.EN, 80, False)
    assert "Speed" not in before
    assert after.startswith("Speed")


def test_nothing_is_said_of_a_speed_that_was_not_measured():
    nothing = Speed(
        n=400,
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        slope=None,
        reference_slope=None,
        peak_mb=None,
    )

    assert "Speed" not in grade_text(
        replace(SAMPLES["accepted"](), speed=nothing), Lang.EN, 80, False
    )


def test_of_many_failing_cases_the_first_are_listed():
    rows = tuple((f"case{i}", f"Case number {i}.", f"第 {i} 个用例。") for i in range(24))
    many = cases(rows, {name: 0 for name, _, _ in rows}, Verdict.WRONG_ANSWER)
    report = replace(nms_equal(), cases=many)

    text = grade_text(report, Lang.EN, 80, False)
    everything = grade_text(report, Lang.EN, 80, False, all_failures=True)

    assert text.count("  ✗  0/1") == 8
    assert "  ✗       16 more cases failed" in text
    assert everything.count("  ✗  0/1") == 24

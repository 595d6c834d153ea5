"""Reports for programs."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.samples import SAMPLES, accepted, nms_equal, nms_greedy, runtime_error, time_limit

from drill.model.finding import Finding
from drill.model.listing import Check, Row
from drill.model.question import Level
from drill.model.report import Error
from drill.model.text import Lang, Text
from drill.report.as_json import doctor_json, dumps, findings_json, grade_json, list_json

KEYS = (
    "format problem file verdict score cases counterexample diagnosis error notes speed sandbox "
    "seed elapsed_s printed"
).split()


def strict(text: str) -> object:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lang", Lang)
def test_the_keys_are_those_of_format_1(name, lang):
    found = strict(grade_json(SAMPLES[name](), lang))

    assert list(found) == KEYS
    assert found["format"] == 1
    for case in found["cases"]:
        assert list(case) == ["name", "title", "draws", "passed", "shown", "outcome"]
    for key, inside in (
        ("counterexample", "case seed inputs expected actual message snippet"),
        ("diagnosis", "kind name text agreement"),
        ("error", "type message line"),
        ("speed", "n ratio slope reference_slope peak_mb"),
    ):
        assert found[key] is None or list(found[key]) == inside.split()


def test_a_report_is_one_line():
    assert "\n" not in grade_json(nms_greedy(), Lang.EN)


def test_the_counterexample_can_be_run():
    found = strict(grade_json(nms_equal(), Lang.EN))["counterexample"]
    got = []
    exec(found["snippet"], {"nms": lambda *given: got.append(given)}) if False else exec(
        found["snippet"], globals() | {"nms": lambda *given: got.append(given)}
    )

    assert [np.asarray(x).tolist() for x in got[0]] == found["inputs"]
    assert (found["expected"], found["actual"]) == ([0, 1], [0])


def test_words_are_in_the_language_asked_for():
    en, zh = (strict(grade_json(nms_equal(), lang)) for lang in Lang)

    assert en["diagnosis"]["text"].startswith("You drop")
    assert zh["diagnosis"]["text"].startswith("IoU 恰好等于阈值")
    assert zh["cases"][0]["title"].startswith("两个框")
    assert "缺少" in zh["counterexample"]["message"]


def test_an_outcome_without_a_value_has_a_message():
    raised = strict(grade_json(runtime_error(), Lang.EN))["counterexample"]
    late = strict(grade_json(time_limit(), Lang.EN))["counterexample"]

    assert (raised["actual"], raised["message"]) == (
        None,
        "raises IndexError in line 7: too many indices for array",
    )
    assert (late["actual"], late["message"]) == (None, "no answer within 2 s")


def test_what_could_not_be_graded_has_no_score():
    assert strict(grade_json(SAMPLES["could_not_grade"](), Lang.EN))["score"] is None
    assert strict(grade_json(SAMPLES["does_not_load"](), Lang.EN))["score"] == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (float("nan"), '"NaN"'),
        (np.array([np.inf, -np.inf, 1.5]), '["Infinity", "-Infinity", 1.5]'),
        (np.float32(0.5), "0.5"),
        (np.int64(3), "3"),
        (np.bool_(True), "true"),
        (np.zeros((0, 4)), "[]"),
        (np.array(1 + 2j), "[1.0, 2.0]"),
        ((1, (2, None)), "[1, [2, null]]"),
        (b"ab\xff", '"ab\\\\xff"'),
        ({1: "x"}, '{"1": "x"}'),
        ("中文", '"中文"'),
        ("\x1b\x9b\u202e\u2028", '"\\u001b\\u009b\\u202e\\u2028"'),
        ("\udcff", '"\\\\udcff"'),
    ],
    ids=repr,
)
def test_values_json_lacks(value, text):
    assert dumps(value) == text


@given(st.text(alphabet=st.characters(codec=None), max_size=50))
def test_any_printed_text_is_safe_and_comes_back(text):
    out = grade_json(replace(accepted(), printed=text), Lang.EN)

    assert out.isprintable()
    assert strict(out)["printed"] == text.encode("utf-8", "backslashreplace").decode()


def test_big_arrays_are_whole():
    found = strict(grade_json(SAMPLES["conv2d_big"](), Lang.EN))["counterexample"]

    assert np.array(found["expected"]).shape == (2, 4, 9, 17)
    assert np.array(found["inputs"][0]).shape == (2, 3, 11, 13)


def test_an_error_without_a_line_says_0():
    report = replace(
        accepted(), error=Error(type="Crashed", message=Text("by signal 11", "信号 11"))
    )

    assert strict(grade_json(report, Lang.ZH))["error"] == {
        "type": "Crashed",
        "message": "信号 11",
        "line": 0,
    }


def test_lists_are_lists():
    row = Row(
        id="nms",
        title=Text("NMS", "非极大值抑制"),
        topics=("detection",),
        level=Level.CORE,
        minutes=20,
        aliases=(),
        status="tried",
        attempts=2,
        best=62,
    )
    check = Check(area="sandbox", name=Text("write", "写"), ok=None, detail="x")
    finding = Finding("a.yaml", 3, 1, "m", "h")

    assert strict(list_json([row], [], Lang.ZH)) == [
        {
            "id": "nms",
            "kind": "code",
            "title": "非极大值抑制",
            "topics": ["detection"],
            "level": "core",
            "minutes": 20,
            "aliases": [],
            "status": "tried",
            "attempts": 2,
            "best": 62,
            "due_in": None,
        }
    ]
    assert strict(doctor_json([check], Lang.EN)) == [
        {"area": "sandbox", "name": "write", "ok": None, "detail": "x"}
    ]
    assert strict(findings_json([finding])) == [
        {"path": "a.yaml", "line": 3, "column": 1, "message": "m", "hint": "h"}
    ]

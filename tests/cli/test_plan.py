"""`drill plan` in a real process, with a bank of a few cards."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

CARD = """- id: {id}
  ask: {{en: "Question {id}?", zh: "问题 {id}？"}}
  topics: [{topic}]
  level: core
  sources: [ours]
  answer: {{en: "Answer.", zh: "答案。"}}
  points: [{{en: a, zh: a, any: [answer], must: true}}]
"""


@pytest.fixture
def drill(tmp_path):
    cards = tmp_path / "bank" / "questions" / "cards"
    cards.mkdir(parents=True)
    rows = [CARD.format(id=f"card-{i}", topic=("detection", "loss")[i % 2]) for i in range(6)]
    (cards / "a.yaml").write_text("".join(rows), "utf-8")

    def run(*arguments, lang="C.UTF-8"):
        return subprocess.run(
            [sys.executable, "-m", "drill", *arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL,
            env={
                "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": lang,
                "DRILL_HOME": str(tmp_path / "home"), "DRILL_BANK": str(tmp_path / "bank"),
            },
        )  # fmt: skip

    return run


def test_a_plan_is_made_followed_changed_and_ended(drill):
    assert "No plan is active." in drill("plan").stdout
    made = drill("plan", "--date", "+14d")
    again = json.loads(drill("plan", "--json").stdout)
    changed = json.loads(drill("plan", "--minutes", "5", "--json").stdout)
    ended = drill("plan", "--clear")

    assert (made.returncode, made.stderr) == (0, "")
    assert "in 14 days · 30 min a day" in made.stdout
    assert (again["days_left"], again["minutes"], again["topics"]) == (14, 30, [])
    assert again["readiness"]["items"] == 6
    assert (changed["days_left"], changed["minutes"]) == (14, 5)
    assert ended.returncode == 0
    assert json.loads(drill("plan", "--json").stdout) == {"format": 1, "active": False}


def test_a_plan_for_one_topic(drill):
    found = json.loads(drill("plan", "loss", "--date", "2w", "--json").stdout)

    assert found["topics"] == ["loss"]
    assert [one["topic"] for one in found["by_topic"]] == ["loss"]
    assert {item["id"] for day in found["days"] for item in day["items"]} == {
        "card-1", "card-3", "card-5"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--date", "soon"), "drill: found 'soon' where a date was wanted\n  hint write"),
        (("--date", "2001-01-01"), "drill: 2001-01-01 is past; a plan ends on a day after today"),
        (("--date", "+2w", "--minutes", "0"), "drill: found 0 minutes a day where 1 to 600"),
        (("--minutes", "20"), "drill: no plan is active whose minutes could change"),
        (("--clear", "--minutes", "20"), "drill: found --clear beside a plan to make\n  hint give one"),
        (("detectoin", "--date", "+2w"), "drill: no card has the topic 'detectoin'\n  hint did you mean detection?"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused_and_nothing_is_stored(drill, arguments, message):
    done = drill("plan", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(message)
    assert json.loads(drill("plan", "--json").stdout)["active"] is False


def test_it_speaks_chinese(drill):
    day = date.today() + timedelta(days=10)
    made = drill("plan", "--date", f"{day.year}年{day.month}月{day.day}日", lang="zh_CN.UTF-8")
    refused = drill("plan", "--date", "昨天", lang="zh_CN.UTF-8")

    assert made.stdout.startswith("面试：")
    assert refused.stderr.startswith("drill: '昨天' 不是日期\n  提示 可写")

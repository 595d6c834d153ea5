"""`drill stats` in a real process, with a bank of a few cards."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from drill.actions.record import make_review, open_log
from drill.model.review import Rating

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

    def run(*arguments, lang="C.UTF-8", **environment):
        return subprocess.run(
            [sys.executable, "-m", "drill", *arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=tmp_path, stdin=subprocess.DEVNULL,
            env={
                "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": lang,
                "DRILL_HOME": str(tmp_path / "home"), "DRILL_BANK": str(tmp_path / "bank"), **environment,
            },
        )  # fmt: skip

    return run


@pytest.fixture
def answered(tmp_path):
    """Answer a few cards yesterday and today."""
    now = datetime.now().astimezone()
    with open_log(tmp_path / "home") as log:
        for ago, card in ((1, "card-0"), (1, "card-1"), (0, "card-0"), (0, "card-2")):
            memory = log.memory(card)
            when = now - timedelta(days=ago)
            log.add_review(make_review(memory, card, Rating.GOOD, when, total_ms=60_000))


def test_an_empty_log_says_what_there_is_and_what_to_type(drill, tmp_path):
    done = drill("stats")

    assert (done.returncode, done.stderr) == (0, "")
    assert "The bank has 6 cards and 0 coding problems in 2 topics." in " ".join(
        done.stdout.split()
    )
    assert "  drill quiz   the first cards" in done.stdout.split("\n")


def test_the_screen_and_the_json_say_the_same(drill, answered):
    text = drill("stats").stdout
    found = json.loads(drill("stats", "--json").stdout)

    assert found["totals"]["answers"] == 4
    assert found["ever"]["all"] | {"rate": 1.0, "right": 1, "n": 1} == found["ever"]["all"]
    assert found["streak"] == {"now": 2, "longest": 2}
    assert [one["name"] for one in found["topics"]] == ["loss", "detection"]
    assert "4 answers on 2 days, 4 min · 3 of 6 seen" in text
    assert f"you are {100 * found['readiness']['share']:.0f} % ready" in text


def test_the_plan_starts_from_the_same_readiness(drill, answered):
    drill("plan", "--date", "+20d")
    plan = json.loads(drill("plan", "--json").stdout)

    found = json.loads(drill("stats", "--json").stdout)["readiness"]["share"]
    assert found == pytest.approx(plan["readiness"]["today"], abs=1e-3)


def test_it_speaks_chinese(drill, answered):
    by_option = drill("stats", "--lang", "zh").stdout

    assert "学过 3/6" in by_option
    assert drill("stats", lang="zh_CN.UTF-8").stdout == by_option


def test_a_page_is_written_once_and_again_only_when_asked(drill, answered, tmp_path):
    first = drill("stats", "--html", "stats.html")
    page = (tmp_path / "stats.html").read_text("utf-8")
    second = drill("stats", "--html", "stats.html", "--lang", "zh")
    kept = (tmp_path / "stats.html").read_text("utf-8")
    forced = drill("stats", "--html", "stats.html", "--lang", "zh", "--force")

    assert (first.returncode, first.stdout) == (0, "Written: stats.html\n")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert second.returncode == 3
    assert second.stderr == (
        "drill: 文件已存在，未经同意不会覆盖\n  位置 stats.html\n  提示 加上 `--force` 可以覆盖\n"
    )
    assert kept == page
    assert (forced.returncode, forced.stdout) == (0, "已写入：stats.html\n")
    assert '<html lang="zh-CN">' in (tmp_path / "stats.html").read_text("utf-8")


def test_a_page_that_cannot_be_written_says_so(drill, tmp_path):
    done = drill("stats", "--html", "no/such/folder.html")

    assert done.returncode == 3
    assert done.stderr == (
        "drill: the page cannot be written: no such file or directory\n  at   no/such/folder.html\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--json", "--html", "x.html"), "`--json` and `--html` are two answers: ask for one"),
        (("--force",), "`--force` goes with `--html FILE`"),
    ],
)
def test_options_that_do_not_go_together_say_so(drill, arguments, message, tmp_path):
    done = drill("stats", *arguments)

    assert (done.returncode, done.stderr) == (2, f"drill: {message}\n")
    assert not (tmp_path / "x.html").exists()


def test_an_old_encoding_shows_ascii(drill, answered):
    done = drill("stats", PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert "\\u" not in done.stdout
    assert "- 0   : 1   # 2   % 3   @ 4+" in done.stdout


def test_topics_are_shown_and_asked_for_by_their_names(drill, tmp_path, answered):
    (tmp_path / "bank" / "questions" / "topics.yaml").write_text(
        "detection: {en: detection, zh: 目标检测}\nloss: {en: loss functions, zh: 损失函数}\n",
        "utf-8",
    )

    assert "目标检测" in drill("stats", "--lang", "zh").stdout
    assert "\n  损失函数 " in drill("list", "--topic", "loss functions", "--lang", "zh").stdout
    assert "\n  loss " in drill("list", "--topic", "损失函数").stdout
    plan = drill("plan", "损失函数", "--date", "+9d", "--lang", "zh").stdout
    assert "损失函数" in plan.split("\n")[0]
    queue = json.loads(drill("quiz", "目标检测", "--json").stdout)
    assert {one["topics"][0] for one in queue} == {"detection"}

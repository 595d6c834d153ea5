"""Lists on the screen."""

import re

import pytest

from drill.model.finding import Finding
from drill.model.listing import Check, Row
from drill.model.question import Level
from drill.model.text import Lang, Text
from drill.report.listing import doctor_text, findings_text, list_text, overview_text
from drill.report.wrap import cells

ANSI = re.compile(r"\x1b\[[\d;]*m")


def row(name, en, zh, status="new", best=None, level=Level.CORE, minutes=20):
    return Row(
        id=name,
        title=Text(en, zh),
        topics=(),
        level=level,
        minutes=minutes,
        aliases=(),
        status=status,
        attempts=0,
        best=best,
    )


ROWS = (
    row("box_iou", "Intersection over union", "交并比", "accepted", 100, Level.WARM_UP, 10),
    row("nms", "Non-maximum suppression", "非极大值抑制", "tried", 62),
    row(
        "scaled_dot_product_attention",
        "Scaled dot-product attention",
        "缩放点积注意力",
        level=Level.HARD,
    ),
)
CHECKS = (
    Check(area="sandbox", name=Text("write your files", "改写你的文件"), ok=True),
    Check(
        area="sandbox", name=Text("use memory", "占用内存"), ok=False, detail="limit is 2 GiB \x1b"
    ),
    Check(area="log", name=Text("opens", "能打开"), ok=None, detail="no log yet"),
)
FINDINGS = (
    Finding("b.yaml", 2, 1, "unknown key 'titel'", "write `title`"),
    Finding(
        "a.yaml", 10, 3, "level 'medium' is not one of warm-up, core, hard", "write `level: core`"
    ),
)


def test_the_list_is_aligned():
    assert list_text(ROWS, Lang.EN, 100, False).split("\n") == [
        "  ✓  box_iou                       Intersection over union       warm-up  10 min  100",
        "  ✗  nms                           Non-maximum suppression       core     20 min   62",
        "  ·  scaled_dot_product_attention  Scaled dot-product attention  hard     20 min",
        "",
        "  3 problems, 1 accepted",
        "  ✓ accepted   ✗ tried   · new",
    ]


def test_a_narrow_list_has_two_lines_for_each():
    assert (
        list_text(ROWS[1:2], Lang.ZH, 50, False).split("\n")[0]
        == "  ✗  nms  非极大值抑制  核心  20 分钟  62"
    )
    assert list_text(ROWS, Lang.ZH, 50, False).split("\n")[2:4] == [
        "  ✗  nms",
        "     非极大值抑制 · 核心 · 20 分钟 · 62",
    ]


def test_an_empty_list_says_so():
    assert list_text([], Lang.ZH, 80, False) == "没有符合条件的题目。"


def test_the_overview_says_what_to_do_next():
    text = overview_text(ROWS, Lang.EN, 80, False)

    assert text.split("\n")[0] == "drill   ━━━━━━━━────────────────   1 of 3 problems accepted"
    assert "Go on with\n  drill code nms nms.py   Non-maximum suppression · best so far 62" in text
    assert "drill start scaled_dot_product_attention" in text
    assert "box_iou" not in text


def test_an_overview_of_nothing_and_of_everything():
    assert overview_text([], Lang.EN, 80, False) == "The bank has no problems."
    assert "All accepted: well done." in overview_text(ROWS[:1], Lang.EN, 80, False)


def test_the_doctor_groups_and_counts():
    assert doctor_text(CHECKS, Lang.EN, 80, False).split("\n") == [
        "Sandbox: your code",
        "  ✓  cannot write your files",
        "  ✗  can use memory  limit is 2 GiB \\x1b",
        "",
        "Log",
        "  –  opens  no log yet",
        "",
        "1 of 2 checks failed. 1 could not be tried here.",
    ]
    assert doctor_text(CHECKS[:1], Lang.ZH, 80, False).split("\n")[-1] == "1 项检查全部正常。"


def test_findings_are_sorted_and_editors_can_jump_to_them():
    assert findings_text(FINDINGS, 12, 48, Lang.EN, 80, False).split("\n") == [
        "a.yaml:10:3  level 'medium' is not one of warm-up, core, hard",
        "  hint write `level: core`",
        "b.yaml:2:1  unknown key 'titel'",
        "  hint write `title`",
        "",
        "12 problems and 48 cards checked: 2 findings",
    ]


@pytest.mark.parametrize(
    ("findings", "problems", "cards", "lang", "end"),
    [
        ((), 12, 48, Lang.EN, "12 problems and 48 cards checked: no findings"),
        ((), 12, 48, Lang.ZH, "检查了 12 道题和 48 张卡片：没有发现问题"),
        (FINDINGS[:1], 1, 1, Lang.EN, "1 problem and 1 card checked: 1 finding"),
        (FINDINGS[:1], 1, 1, Lang.ZH, "检查了 1 道题和 1 张卡片：发现 1 个问题"),
        ((), 12, 0, Lang.EN, "12 problems checked: no findings"),
        ((), 1, 0, Lang.ZH, "检查了 1 道题：没有发现问题"),
        ((), 0, 48, Lang.EN, "48 cards checked: no findings"),
        ((), 0, 1, Lang.ZH, "检查了 1 张卡片：没有发现问题"),
        ((), 0, 0, Lang.EN, "0 problems checked: no findings"),
    ],
)
def test_what_was_checked_is_counted(findings, problems, cards, lang, end):
    assert findings_text(findings, problems, cards, lang, 80, False).split("\n")[-1] == end


@pytest.mark.parametrize("width", [100, 80, 60, 50, 40])
@pytest.mark.parametrize("lang", Lang)
def test_every_screen_fits_and_colour_adds_nothing(width, lang):
    for text, arguments in (
        (list_text, (ROWS,)),
        (overview_text, (ROWS,)),
        (doctor_text, (CHECKS,)),
        (findings_text, (FINDINGS, 12, 48)),
    ):
        plain = text(*arguments, lang, width, False)
        coloured = ANSI.sub("", text(*arguments, lang, width, True))

        assert not [line for line in plain.split("\n") if cells(line) > width]
        assert [line.rstrip() for line in coloured.split("\n")] == [
            x.rstrip() for x in plain.split("\n")
        ]

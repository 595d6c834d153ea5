"""What `drill stats` shows: screens, JSON, the page.

The goldens are whole screens. After a change that is meant, write them anew with
``DRILL_UPDATE_GOLDEN=1 pytest tests/report/test_stats.py`` and read the diff.
"""

import json
import os
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser

import pytest
from conftest import ROOT
from report.stats_samples import SAMPLES, half_a_year, nothing

from drill.model.stats import Heat, HeatDay, Stats
from drill.model.text import HAN, Lang, Text
from drill.report.screen import Screen, writable
from drill.report.stats import say as saying
from drill.report.stats import words
from drill.report.stats.as_json import stats_json
from drill.report.stats.charts import columns, dates, heat_map, rates, stacked
from drill.report.stats.page import stats_page
from drill.report.stats.screen import stats_text
from drill.report.wrap import cells

GOLDEN = ROOT / "tests" / "golden" / "stats"
SCREENS = ((Lang.EN, 80), (Lang.ZH, 80), (Lang.EN, 50), (Lang.ZH, 50))
ANSI = re.compile(r"\x1b\[[\d;]*m")
every_sample = pytest.mark.parametrize("name", SAMPLES)
ASCII = Screen(Lang.EN, 80, False)


def golden(name: str, text: str) -> str:
    path = GOLDEN / name
    if os.environ.get("DRILL_UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")


def screens(name: str) -> str:
    return "\n".join(
        f"==== {lang}, {width} columns ====\n{stats_text(SAMPLES[name](), lang, width, False)}\n"
        for lang, width in SCREENS
    )


@every_sample
def test_the_screen_is_the_golden_one(name):
    assert screens(name) == golden(f"{name}.txt", screens(name))


@every_sample
def test_the_json_is_the_golden_one(name):
    text = json.dumps(json.loads(stats_json(SAMPLES[name](), Lang.EN)), indent=1) + "\n"

    assert text == golden(f"{name}.json", text)


def test_every_golden_has_its_sample():
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{name}.{kind}" for name in SAMPLES for kind in ("txt", "json")
    }


@every_sample
@pytest.mark.parametrize("width", [100, 80, 72, 66, 60, 50, 40])
@pytest.mark.parametrize("lang", Lang)
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(name, width, lang):
    lines = stats_text(SAMPLES[name](), lang, width, False).split("\n")

    assert [line for line in lines if cells(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@every_sample
@pytest.mark.parametrize("lang", Lang)
def test_colour_adds_nothing_but_colour(name, lang):
    plain = stats_text(SAMPLES[name](), lang, 80, False)
    coloured = stats_text(SAMPLES[name](), lang, 80, True)

    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")


def test_every_word_is_said_in_both_languages():
    said = [one for one in vars(words).values() if isinstance(one, Text)] + list(words.WEEKDAYS)

    assert len(said) > 50
    assert [one for one in said if HAN.search(one.en) or not HAN.search(one.zh)] == []
    gaps = re.compile(r"{\w+}")
    assert [one for one in said if set(gaps.findall(one.en)) != set(gaps.findall(one.zh))] == []


def test_a_page_of_ascii_tells_the_shades_apart():
    text = writable(stats_text(half_a_year(), Lang.EN, 80, False), "ascii")

    assert "\\u" not in text
    assert "  - 0   : 1-6   # 7-12   % 13-18   @ 19+" in text


def test_what_a_bank_says_cannot_reach_the_terminal_or_the_page():
    evil = "\x1b]0;x\x07<script>alert(1)</script>"
    bad = half_a_year()
    leech = replace(bad.leeches[0], id=evil, title=Text(evil, evil))
    coding = replace(bad.coding[0], id=evil, title=Text(evil, evil), mistakes=((evil, 2),))
    topic = replace(bad.topics[0], name=evil)
    bad = replace(bad, leeches=(leech,), coding=(coding,), topics=(topic,), weakest=(evil,))

    text, page = stats_text(bad, Lang.EN, 80, False), stats_page(bad, Lang.EN)

    assert all(character == "\n" or character.isprintable() for character in text)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_of_many_leeches_the_worst_are_shown_each_on_one_line():
    found = half_a_year()
    many = [
        replace(found.leeches[0], id=f"card-{n}", title=Text(f"What is\nnumber {n}?", "什么？"))
        for n in range(10)
    ]

    text = stats_text(replace(found, leeches=tuple(many), leech_count=22), Lang.EN, 80, False)

    assert "Forgotten again and again · 22 in all\n  ✗ What is number 0?\n" in text
    assert [n for n in range(10) if f"What is number {n}?" in text] == [0, 1, 2, 3, 4]


def test_of_many_topics_the_weakest_are_shown():
    found = half_a_year()
    many = [replace(found.topics[0], name=f"topic-{n}") for n in range(20)]

    text = stats_text(replace(found, topics=tuple(many)), Lang.EN, 80, False)

    assert "topic-15 " in text
    assert "topic-16 " not in text
    assert "  4 more that you know better: `drill stats --json`" in text


def test_what_is_to_do_is_offered():
    assert "drill quiz losses " in stats_text(half_a_year(), Lang.EN, 80, False)
    spaced = replace(half_a_year(), weakest=("data augmentation",))
    assert "drill quiz 'data augmentation'" in stats_text(spaced, Lang.EN, 80, False)


def test_an_empty_log_and_an_empty_bank_say_so():
    text = stats_text(replace(nothing(), cards=0, problems=0), Lang.EN, 80, False)

    assert text.split("\n")[2:] == ["  Nothing is in the log yet, and the bank is empty."]


def test_attempts_alone_are_something_to_show():
    found = replace(nothing(), coding=half_a_year().coding)

    assert "plus_one ×2, drops_equal" in stats_text(found, Lang.EN, 80, False)
    assert "plus_one ×2, drops_equal" in stats_page(found, Lang.EN)


@pytest.mark.parametrize(
    ("rate", "said"), [(0.0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.998, "99 %"), (1.0, "100 %")]
)
def test_all_and_nothing_are_said_only_of_all_and_nothing(rate, said):
    assert saying.percent(rate, Lang.EN) == said
    assert saying.percent(rate, Lang.ZH) == said.replace(" ", "")


@pytest.mark.parametrize(
    ("minutes", "en", "zh"),
    [
        (0.0, "0 s", "0 秒"),
        (0.4, "24 s", "24 秒"),
        (0.6, "1 min", "1 分钟"),
        (59.4, "59 min", "59 分钟"),
        (60, "1 h", "1 小时"),
        (125, "2 h 5 min", "2 小时 5 分钟"),
        (601, "10 h", "10 小时"),
        (2880, "2 days", "2 天"),
    ],
)
def test_spans_are_said_shortly(minutes, en, zh):
    assert (saying.span(minutes, Lang.EN), saying.span(minutes, Lang.ZH)) == (en, zh)


@pytest.mark.parametrize(
    ("known", "seen", "total", "bar"),
    [
        (0, 0, 10, "──────────"),
        (10, 10, 10, "━━━━━━━━━━"),
        (9.2, 10, 10, "━━━━━━━━━╍"),
        (9.9, 10, 10, "━━━━━━━━━━"),
        (4, 6, 10, "━━━━╍╍────"),
        (0.6, 1, 400, "━─────────"),
        (396, 399, 400, "━━━━━━━━╍─"),
        (0, 0, 0, "──────────"),
        (0.2, 5, 5, "╍╍╍╍╍╍╍╍╍╍"),
    ],
)
def test_a_bar_shows_what_is_there(known, seen, total, bar):
    assert stacked(ASCII, known, seen, total, 10) == bar


def test_columns_reach_the_top_and_what_is_not_zero_is_seen():
    assert columns(ASCII, [100, 50, 1, 0], 2, 2) == ["  100│█", "    0│█ █ ▁"]


def test_dates_stand_under_every_seventh_column():
    days = [date(2026, 3, day) for day in range(1, 31)]

    assert dates(days, 1, Lang.EN) == "1 Mar  8 Mar  15 Mar 22 Mar 29 Mar"
    assert dates(days, 1, Lang.ZH) == "3/1    3/8    3/15   3/22   3/29"


def test_rates_are_drawn_from_a_half_up():
    lines = rates(ASCII, "by week", [0.2, 0.5, None, 0.75, 1.0], ["a", "b", "c", "d", "e"])

    assert lines == [
        "  by week  ▁▁▁▁  ▁▁▁▁        ▅▅▅▅  ████",
        "           20    50    –     75    100",
        "           a     b     c     d     e",
    ]


def test_where_it_is_narrow_the_last_rates_are_shown():
    lines = rates(Screen(Lang.ZH, 40, False), "按周", [n / 20 for n in range(8, 20)], [""] * 12)

    assert lines[1].split() == ["60", "65", "70", "75", "80", "85", "90", "95"]
    assert max(map(cells, lines)) <= 40


def test_the_heat_map_puts_each_day_in_its_place():
    found = half_a_year().heat
    for width in (80, 50):
        rows = heat_map(Screen(Lang.EN, width, False), found)[1:8]
        wide = 2 if width == 80 else 1
        shown = [row[7:][::wide].ljust(26) for row in rows]

        for i, one in enumerate(found.days):
            assert shown[i % 7][i // 7] == "·░▒▓█"[one.level], one
        assert [row[2:5] for row in rows] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_a_quiet_half_year_counts_single_answers():
    days = tuple(HeatDay(day=date(2026, 3, 9), answers=1, minutes=1, level=1) for _ in range(7))

    lines = heat_map(ASCII, Heat(days=days, bounds=(1, 2, 3, 4)))

    assert lines[-1] == "  · 0   ░ 1   ▒ 2   ▓ 3   █ 4+"


def numbers(value):
    """Find every number in a statistic."""
    if is_dataclass(value):
        return [one for field in fields(value) for one in numbers(getattr(value, field.name))]
    if isinstance(value, (tuple, list)):
        return [one for part in value for one in numbers(part)]
    if isinstance(value, dict):
        return [one for part in value.values() for one in numbers(part)]
    return [value] if isinstance(value, (int, float)) else []


@every_sample
def test_the_json_has_every_number(name):
    stats = SAMPLES[name]()
    found = json.loads(stats_json(stats, Lang.ZH))

    assert found.pop("format") == 1
    assert list(found) == [field.name for field in fields(Stats)]
    assert numbers(found) == pytest.approx(numbers(stats))


def test_the_json_speaks_the_language_and_dates_are_iso():
    found = json.loads(stats_json(half_a_year(), Lang.ZH))

    assert found["today"] == "2026-03-12"
    assert found["leeches"][0]["title"] == "BN 在推理时做什么？"
    assert found["coding"][1]["mistakes"] == {"plus_one": 2, "drops_equal": 1}
    assert found["coding"][1]["due"] == "2026-03-14"


class Page(HTMLParser):
    """Reads a page: its tags balanced, its words, whatever it points to."""

    VOID = {"meta", "rect", "line", "circle"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.seen, self.words, self.links = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "action")]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@every_sample
@pytest.mark.parametrize("lang", Lang)
def test_the_page_stands_alone(name, lang):
    text = stats_page(SAMPLES[name](), lang)
    page = Page(text)

    assert page.open == []
    assert page.links == []
    assert not re.search(r"https?:|url\(|@import|<script|<link|<iframe", text)
    assert 'lang="zh-CN"' in text if lang is Lang.ZH else 'lang="en"' in text
    assert "prefers-color-scheme: dark" in text
    assert "default-src 'none'" in text
    assert text.isascii() or 'charset="utf-8"' in text


def test_the_page_draws_each_day_and_names_what_it_draws():
    stats = half_a_year()
    text = stats_page(stats, Lang.EN)
    page = Page(text)

    assert page.seen.count("svg") == 5  # forecast, heat map, weeks, months, predictions
    assert text.count('role="img" aria-label="') == 5
    squares = re.findall(r'<rect class="h(\d)"[^>]*><title>([^<]*)</title>', text)
    assert [int(level) for level, _ in squares] == [one.level for one in stats.heat.days]
    assert squares[-1][1] == "Thu 12 Mar 2026: 19 (6 min)"
    for one in stats.topics:
        assert f"<td>{one.name}</td>" in text
    assert "94 % of 135 (89–97)" in text


def test_the_page_in_chinese_has_no_english_sentence():
    page = Page(stats_page(half_a_year(), Lang.ZH))
    said = [word for word in page.words if re.search(r"[a-z]+ [a-z]+ [a-z]+", word)]

    assert [word for word in said if "--page" not in word] == []


def test_the_first_day_has_a_page_too():
    assert "200" in stats_page(SAMPLES["first_day"](), Lang.EN)
    assert "drill quiz" in stats_page(nothing(), Lang.EN)

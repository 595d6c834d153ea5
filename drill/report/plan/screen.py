"""The plan until an interview on the screen: how ready, what to do when."""

from collections.abc import Mapping, Sequence
from datetime import date

from drill.model.plan import Plan, PlanDay, Readiness
from drill.model.review import CODE
from drill.model.text import Lang, Text
from drill.report.plan import words
from drill.report.screen import BOLD, CYAN, DIM, GREEN, NO_NAMES, YELLOW, Screen
from drill.report.stats.say import full_date, percent
from drill.report.wrap import cells, clip, pad
from drill.schedule.day import date_of

BAR, TOPIC_BAR, LEAST_BAR = 40, 32, 5  # cells
DAYS_SHOWN = 7  # one by one; then a line for a week
TOPICS_SHOWN = 15


def plan_text(
    plan: Plan, lang: Lang, width: int, colour: bool, names: Mapping[str, Text] = NO_NAMES
) -> str:
    """Write the whole plan: readiness, topics, days, and what to type next."""
    screen = Screen(lang, width, colour, names)
    if plan.today >= plan.interview:
        return "\n".join([*_head(plan, screen), "", *_ready(plan, screen), "", *_luck(screen)])
    if not plan.whole.items:
        body = [screen.paragraph(screen.say(words.EMPTY), "  ")]
    else:
        body = [
            _ready(plan, screen),
            _topics(plan, screen),
            _days(plan, screen),
            _others(plan, screen),
            _notes(plan, screen),
        ]
    sections = [_head(plan, screen), *body, _next(plan, screen)]
    return "\n\n".join("\n".join(section) for section in sections if section)


def no_plan_text(example: date, lang: Lang, width: int, colour: bool) -> str:
    """Say that no plan is active, and how to make one."""
    screen = Screen(lang, width, colour)
    return "\n".join(
        [
            *screen.paragraph(screen.say(words.NONE), ""),
            "",
            *screen.offers(
                [(f"drill plan --date {example} --minutes 30", screen.say(words.TO_MAKE))]
            ),
        ]
    )


def cleared_text(active: bool, lang: Lang, width: int, colour: bool) -> str:
    """Say that the plan is over."""
    screen = Screen(lang, width, colour)
    text = words.CLEARED if active else words.CLEARED_NONE
    return "\n".join(screen.paragraph(screen.say(text), ""))


def _head(plan: Plan, screen: Screen) -> list[str]:
    left = plan.interview - plan.today
    day = full_date(date_of(plan.interview), screen.lang)
    if not left:
        return _heading(screen.say(words.TODAY_IS), day, screen)
    title = screen.say(words.INTERVIEW).format(date=day)
    said = screen.say(words.TOMORROW if left == 1 else words.IN_DAYS).format(n=left)
    minutes = screen.say(words.A_DAY).format(n=plan.asked.minutes)
    topics = ", ".join(map(screen.topic, plan.asked.topics))
    return _heading(title, " · ".join([said, minutes, *([topics] if topics else [])]), screen)


def _heading(title: str, aside: str, screen: Screen) -> list[str]:
    """Open a section; where it is narrow, the word about it stands below."""
    if cells(title) + cells(aside) + 3 <= screen.width:
        return [screen.heading(title, aside)]
    return [screen.paint(title, BOLD), *screen.paragraph(aside, "  ", DIM)]


def _ready(plan: Plan, screen: Screen) -> list[str]:
    """Draw readiness today, on the day, and on the day without any work."""
    whole = plan.whole
    rows = [(words.NOW, whole.today, CYAN)]
    if plan.today < plan.interview:
        rows += [(words.EXPECTED, whole.expected, GREEN), (words.IDLE, whole.idle, YELLOW)]
    left = max(cells(screen.say(name)) for name, _, _ in rows)
    room = min(screen.width - left - 12, BAR)
    lines = []
    for name, rate, style in rows:
        bar = screen.bar(round(1000 * rate), 1000, room, style)
        number = screen.paint(_percent(rate, screen), BOLD)
        lines.append(f"  {pad(screen.say(name), left)}  {bar}  {number}")
    text = words.MEAN_OF if plan.unseen else words.MEAN_OF_ALL
    if plan.unseen == whole.items:
        text = words.MEAN_OF_NEW
    said = screen.say(text).format(n=whole.items, unseen=plan.unseen)
    return [*lines, *screen.paragraph(said, "  ", DIM)]


def _topics(plan: Plan, screen: Screen) -> list[str]:
    rows: list[tuple[str, Readiness]] = []
    if plan.cards and plan.code:
        rows += [
            (screen.say(words.CARDS), plan.cards),
            (screen.say(words.CODE), plan.code),
        ]
    parts = len(rows)
    rows += [(screen.topic(name), ready) for name, ready in plan.topics[:TOPICS_SHOWN]]
    if not rows:
        return []
    count = max(len(str(ready.items)) for _, ready in rows)
    free = screen.width - count - 2 * cells(_percent(1, screen)) - 11
    left = min(max(cells(name) for name, _ in rows), free - LEAST_BAR)
    room = min(free - left, TOPIC_BAR)
    lines = []
    for i, (name, ready) in enumerate(rows):
        both = f"{_percent(ready.today, screen)} → {_percent(ready.expected, screen)}"
        items = screen.paint(str(ready.items).rjust(count), DIM)
        bar = _grown(ready, room, screen)
        lines.append(f"  {pad(clip(name, left), left)}  {items}  {bar}  {both}")
        if i + 1 == parts < len(rows):
            lines.append("")
    legend = "   ".join(f"{mark} {screen.say(text)}" for mark, text in words.LEGEND)
    more = len(plan.topics) - TOPICS_SHOWN
    return [
        *_heading(screen.say(words.PARTS), screen.say(words.PARTS_ASIDE), screen),
        *lines,
        *(
            screen.paragraph(screen.say(words.MORE_TOPICS).format(n=more), "  ", DIM)
            if more > 0
            else []
        ),
        f"  {screen.paint(legend, DIM)}",
    ]


def _grown(ready: Readiness, size: int, screen: Screen) -> str:
    """Draw one bar with two marks: what is known today, and what the plan adds."""
    whole = round(size * ready.expected)
    known = min(round(size * ready.today), whole)
    return (
        screen.paint("━" * known, CYAN)
        + screen.paint("╍" * (whole - known), GREEN)
        + screen.paint("─" * (size - whole), DIM)
    )


def _days(plan: Plan, screen: Screen) -> list[str]:
    """List the days: a week one by one, then week by week."""
    groups = [[day] for day in plan.days[:DAYS_SHOWN]]
    rest = plan.days[DAYS_SHOWN:]
    groups += [list(rest[i : i + 7]) for i in range(0, len(rest), 7)]
    table = [_row(group, screen) for group in groups]
    head = [screen.say(one) for one in (words.MINUTES, words.NEW, words.AGAIN, words.PROBLEMS)]
    wide = [
        max(cells(column[0]), *(cells(cell) for cell in column[1:]))
        for column in zip(head, *(row for _, row in table), strict=True)
    ]
    left = max(cells(name) for name, _ in table)
    gap = max(min((screen.width - 2 - left - sum(wide)) // len(wide), 3), 1)
    lines = [screen.paint("  " + pad("", left) + _cells(head, wide, gap), DIM)]
    for (name, row), group in zip(table, groups, strict=True):
        if any(row):
            lines.append(f"  {pad(name, left)}{_cells(row, wide, gap)}")
        else:
            done = group[0].day == plan.today and plan.spent > 0
            text = screen.say(words.DONE if done else words.FREE)
            mark = screen.paint("✓ ", GREEN) if done else ""
            lines.append(f"  {pad(name, left)}   {mark}{screen.paint(text, DIM)}")
    aside = screen.say(words.DAYS_ASIDE)
    if plan.spent >= 0.5:
        aside = screen.say(words.SO_FAR).format(n=round(plan.spent)) + f" · {aside}"
    return [*_heading(screen.say(words.DAYS), aside, screen), *lines]


def _row(group: Sequence[PlanDay], screen: Screen) -> tuple[str, list[str]]:
    """Name a day or a week, and count its minutes, new cards, cards again and problems."""
    tasks = [task for day in group for task in day.tasks]
    code = sum(task.item.startswith(CODE) for task in tasks)
    new = sum(task.new and not task.item.startswith(CODE) for task in tasks)
    minutes = max(round(sum(day.minutes for day in group)), 1) if tasks else 0
    counts = [minutes, new, len(tasks) - code - new, code]
    first, last = date_of(group[0].day), date_of(group[-1].day)
    name = f"{words.weekday(first, screen.lang)} {words.short_date(first, screen.lang)}"
    if len(group) > 1:
        ends = [words.short_date(day, screen.lang) for day in (first, last)]
        name = screen.say(words.WEEK).format(first=ends[0], last=ends[1])
    return name, [str(count) if count else "" for count in counts]


def _cells(row: Sequence[str], wide: Sequence[int], gap: int) -> str:
    return "".join(
        " " * (gap + size - cells(cell)) + cell for cell, size in zip(row, wide, strict=True)
    ).rstrip()


def _percent(rate: float, screen: Screen) -> str:
    """Say a share; all of them are as wide as the widest."""
    return percent(rate, screen.lang).rjust(cells(percent(1, screen.lang)))


def _others(plan: Plan, screen: Screen) -> list[str]:
    if not plan.others:
        return []
    said = " · ".join(
        screen.say(words.WOULD).format(n=minutes, rate=percent(rate, screen.lang))
        for minutes, rate in plan.others
    )
    return [screen.heading(screen.say(words.OTHERS)), *screen.paragraph(said, "  ")]


def _notes(plan: Plan, screen: Screen) -> list[str]:
    """Say what the plan leaves out, and what its figures suppose."""
    notes = []
    if plan.never:
        text = words.ONE_NEVER if plan.never == 1 else words.NEVER
        notes.append(screen.say(text).format(n=plan.never))
    if plan.too_long:
        text = words.ONE_TOO_LONG if len(plan.too_long) == 1 else words.TOO_LONG
        minutes = round(max(plan.too_long) / 60)
        notes.append(screen.say(text).format(n=len(plan.too_long), minutes=minutes))
    warned = [line for note in notes for line in screen.paragraph(note, "", YELLOW)]
    return [*warned, *screen.paragraph(screen.say(words.MODEL), "", DIM)]


def _luck(screen: Screen) -> list[str]:
    return [
        *screen.paragraph(screen.say(words.LUCK), "", GREEN),
        "",
        *screen.offers([("drill quiz --cram", screen.say(words.TO_CRAM))]),
    ]


def _next(plan: Plan, screen: Screen) -> list[str]:
    rows = [("drill quiz", screen.say(words.TO_FOLLOW))]
    if plan.others:
        rows.append((f"drill plan --minutes {plan.others[-1][0]}", screen.say(words.TO_CHANGE)))
    rows.append(("drill plan --clear", screen.say(words.TO_END)))
    return [screen.heading(screen.say(words.NEXT)), *screen.offers(rows)]

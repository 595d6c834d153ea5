"""What the quiz says outside its screen: today in a glance, nothing to do, one answer stored."""

from collections.abc import Sequence
from datetime import date

from drill.model.finding import Finding
from drill.model.indexed import Entry
from drill.model.outlook import Answered, Outlook, Waiting
from drill.model.review import CODE
from drill.model.text import Lang, Text
from drill.report.cards.parts import dotted
from drill.report.escape import escape
from drill.report.quiz import words
from drill.report.screen import BOLD, CYAN, DIM, GREEN, YELLOW, Screen
from drill.report.words import LEVELS, TO_SHOW
from drill.report.wrap import cells, clip, pad
from drill.schedule.day import date_of

BAR = 24
RATINGS = (Text("Again", "忘了"), Text("Hard", "模糊"), Text("Good", "记得"), Text("Easy", "轻松"))


def today_lines(outlook: Outlook, screen: Screen) -> list[str]:
    """Say what today holds: counts, a bar of what is done, and the command to type."""
    todo = outlook.due + len(outlook.due_code) + outlook.new
    parts = [
        _count(words.N_DUE, outlook.due, screen),
        _count(words.N_CODE, len(outlook.due_code), screen),
        _count(words.N_NEW, outlook.new, screen),
    ]
    said = [part for part in parts if part]
    head = screen.paint(screen.say(words.TODAY), BOLD)
    lines = [head]
    if todo:
        about = screen.say(words.ABOUT).format(minutes=outlook.minutes)
        lines += dotted([*said, about], screen, "  ")
    else:
        lines += screen.paragraph(screen.say(_nothing(outlook)), "  ", GREEN)
        lines += _coming(outlook, screen)
    if outlook.done_today:
        answered = screen.say(words.ANSWERED_TODAY).format(n=outlook.done_today)
        room = min(screen.width - cells(answered) - 6, BAR)
        bar = screen.bar(outlook.done_today, outlook.done_today + todo, room, GREEN)
        lines.append(f"  {bar}  {answered}")
    if outlook.days_left:
        left = words.ONE_DAY_LEFT if outlook.days_left == 1 else words.DAYS_LEFT
        lines += screen.paragraph(screen.say(left).format(n=outlook.days_left), "  ", YELLOW)
    lines += ["", *screen.offers(_offers(outlook, todo, screen))]
    if outlook.due_code:
        lines += ["", screen.heading(screen.say(words.CODE_DUE))]
        lines += [_waiting(one, screen) for one in outlook.due_code[:5]]
    return lines


def today_text(outlook: Outlook, lang: Lang, width: int, colour: bool) -> str:
    """Write what today holds."""
    return "\n".join(today_lines(outlook, Screen(lang, width, colour)))


def nothing_text(outlook: Outlook, lang: Lang, width: int, colour: bool) -> str:
    """Say that nothing is due, what comes when, and what one may do all the same."""
    screen = Screen(lang, width, colour)
    if not outlook.seen and not outlook.unseen:
        return screen.say(words.NO_CARDS)
    return "\n".join(today_lines(outlook, screen))


def problem_lines(entry: Entry, screen: Screen) -> list[str]:
    """Ask for a coding problem that is due."""
    name = entry.id.removeprefix(CODE)
    minutes = screen.say(words.ABOUT).format(minutes=entry.minutes)
    facts = " · ".join(
        [*map(screen.topic, entry.topics), screen.say(LEVELS[entry.level.value]), minutes]
    )
    return [
        *screen.paragraph(screen.say(entry.title), "", BOLD),
        *screen.paragraph(facts, "", DIM),
        "",
        *screen.paragraph(screen.say(words.CODE_AGAIN), ""),
        *screen.paragraph(screen.say(words.CODE_FILE).format(path=f"`{name}.py`"), ""),
        "",
        *screen.offers([(f"drill show {name}", screen.say(TO_SHOW))]),
    ]


def answered_text(done: Answered, lang: Lang, width: int, colour: bool) -> str:
    """Say that an answer is stored, and when the card comes back."""
    screen = Screen(lang, width, colour)
    rating = screen.say(RATINGS[done.rating - 1])
    day = date_of(done.due_day).isoformat()
    text = screen.say(words.STORED).format(
        card=done.id, rating=rating, date=day, days=done.due_day - done.day
    )
    return "\n".join(screen.paragraph(text, ""))


def opening_notice(findings: Sequence[Finding], behind: int, lang: Lang) -> str:
    """Warn of what is odd when a quiz begins; empty where nothing is."""
    if behind > 0:
        return words.CLOCK_BACK.to(lang).format(days=behind)
    if findings:
        return words.BANK_FINDINGS.to(lang).format(n=len(findings), where=escape(findings[0].where))
    return ""


def _nothing(outlook: Outlook) -> Text:
    if outlook.days_left == 0:
        return words.GOOD_LUCK
    if outlook.days_left is not None:
        return words.PLAN_DONE
    return words.DONE_TODAY if outlook.done_today else words.NOTHING_DUE


def _count(text: Text, n: int, screen: Screen) -> str:
    return screen.say(text).format(n=n, s="" if n == 1 else "s") if n else ""


def _coming(outlook: Outlook, screen: Screen) -> list[str]:
    if outlook.next_day is None:
        return []
    day: date = date_of(outlook.next_day)
    weekday = words.WEEKDAYS[day.weekday()]
    when = f"{screen.say(weekday)} {day.isoformat()}"
    text = screen.say(words.NEXT_DUE).format(n=outlook.next_due, date=when)
    return screen.paragraph(text, "  ")


def _offers(outlook: Outlook, todo: int, screen: Screen) -> list[tuple[str, str]]:
    rows = []
    if todo:
        rows.append(("drill quiz", screen.say(words.TO_QUIZ)))
    elif outlook.unseen:
        rows.append(("drill quiz --new 10", screen.say(words.MORE_NEW)))
    if outlook.seen and not todo:
        rows.append(("drill quiz --cram", screen.say(words.CRAM)))
    if outlook.seen:
        rows.append(("drill stats", screen.say(words.TO_STATS)))
    if outlook.days_left is None:
        rows.append(("drill plan --date +21d", screen.say(words.TO_PLAN)))
    return rows


def _waiting(one: Waiting, screen: Screen) -> str:
    name = one.id.removeprefix(CODE)
    late = screen.say(words.OVERDUE).format(n=one.overdue) if one.overdue else ""
    left = min(max(cells(name), 18), screen.width // 2)
    room = max(screen.width - left - 6 - cells(late), 4)
    title = pad(clip(screen.say(one.title), room), room)
    head = screen.paint(pad(clip(name, left), left), CYAN)
    return f"  {head}  {title}  {screen.paint(late, DIM)}".rstrip()

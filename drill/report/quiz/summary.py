"""The end of a session: what was learned, what failed, what comes."""

from drill.model.summary import Summary, TopicScore
from drill.report.cards import words as say
from drill.report.cards.parts import dotted, hanging, joined, unfilled
from drill.report.screen import BOLD, GREEN, RED, YELLOW, Screen
from drill.report.wrap import cells, clip, pad

BAR = 24
FAILED_SHOWN = 8
TOPICS_SHOWN = 6
TOPIC_BAR = 10


def summary_lines(summary: Summary, screen: Screen) -> list[str]:
    """Say what came of a session, in a few lines."""
    return joined(
        _head(summary, screen),
        _failed(summary, screen),
        _topics(summary, screen),
        _coming(summary, screen),
    )


def _head(summary: Summary, screen: Screen) -> list[str]:
    answers = say.ONE_ANSWER if summary.answered == 1 else say.ANSWERS
    counted = screen.say(answers).format(
        n=summary.answered, minutes=round(summary.minutes) or "< 1"
    )
    sign, title = ("!", say.STOPPED) if summary.interrupted else ("✓", say.FINISHED)
    style = YELLOW if summary.interrupted else GREEN
    lines = [screen.paint(f"{sign} {screen.say(title)}", style, BOLD)]
    lines += screen.paragraph(counted, "  ")
    right = screen.say(say.RIGHT_OF).format(right=summary.right, n=summary.answered)
    room = min(screen.width - cells(right) - 5, BAR)
    if summary.answered and room > 5:
        right = f"{screen.bar(summary.right, summary.answered, room, GREEN)}  {right}"
    lines.append(f"  {right}")
    facts = []
    if summary.learned:
        learned = say.ONE_LEARNED if summary.learned == 1 else say.LEARNED
        facts.append(screen.say(learned).format(n=summary.learned))
    if summary.streak > 1:
        facts.append(screen.say(say.STREAK).format(n=summary.streak))
    return lines + dotted(facts, screen, "  ")


def _failed(summary: Summary, screen: Screen) -> list[str]:
    """Name what was not known: one more look at it now is worth a day."""
    if not summary.again:
        return []
    lines = [screen.heading(screen.say(say.FAILED))]
    for title in summary.again[:FAILED_SHOWN]:
        lines += hanging(f"  {screen.paint('✗', RED)} ", unfilled(screen.say(title)), screen)
    more = len(summary.again) - FAILED_SHOWN
    return lines + ([f"    {screen.say(say.MORE).format(n=more)}"] if more > 0 else [])


def _topics(summary: Summary, screen: Screen) -> list[str]:
    """Compare the topics, the weakest first; nothing where there is nothing to compare."""
    if len(summary.topics) < 2:
        return []
    topics = sorted(summary.topics, key=lambda one: (one.right / max(one.answered, 1), one.topic))
    topics = topics[:TOPICS_SHOWN]
    left = min(max(cells(screen.topic(one.topic)) for one in topics), screen.width - 26)
    lines = [screen.heading(screen.say(say.BY_TOPIC))]
    return lines + [_topic(one, left, screen) for one in topics]


def _topic(one: TopicScore, left: int, screen: Screen) -> str:
    bar = screen.bar(one.right, one.answered, TOPIC_BAR, GREEN)
    right = screen.say(say.OF).format(right=one.right, n=one.answered)
    return f"  {pad(clip(screen.topic(one.topic), left), left)}  {bar}  {right}"


def _coming(summary: Summary, screen: Screen) -> list[str]:
    due = say.TOMORROW if summary.due_tomorrow else say.NOTHING_TOMORROW
    facts = [screen.say(due).format(n=summary.due_tomorrow)]
    if summary.next_day and not summary.due_tomorrow:
        facts.append(screen.say(say.NEXT_DUE).format(day=summary.next_day))
    if summary.new_left:
        facts.append(screen.say(say.NEW_LEFT).format(n=summary.new_left))
    lines = [screen.heading(screen.say(say.COMING)), *dotted(facts, screen, "  ")]
    plan = []
    if summary.days_left is not None:
        plan.append(screen.say(say.DAYS_LEFT).format(n=summary.days_left))
    if summary.ready is not None:
        plan.append(screen.say(say.READY).format(share=round(100 * summary.ready)))
    lines += dotted(plan, screen, "  ")
    offers = [("drill quiz", screen.say(say.GO_ON))] if summary.interrupted else []
    return [*lines, *screen.offers([*offers, ("drill stats", screen.say(say.TO_STATS))])]

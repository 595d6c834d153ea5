"""Cards on the screen: one by one, or summed up by topic."""

from collections import Counter
from collections.abc import Mapping, Sequence

from drill.model.listing import CardRow
from drill.model.text import Lang, Text
from drill.report.cards.parts import dotted
from drill.report.screen import BOLD, DIM, GREEN, NO_NAMES, YELLOW, Screen
from drill.report.wrap import cells, clip, pad

MARKS = {
    "new": ("○", DIM),
    "due": ("!", YELLOW),
    "learned": ("✓", GREEN),
    "suspended": ("–", DIM),
}
STATUS = {
    "new": Text("new", "未学"),
    "due": Text("due", "到期"),
    "learned": Text("learned", "已学"),
    "suspended": Text("suspended", "已搁置"),
}
CARDS = Text("{n} cards", "共 {n} 张卡片")
TOPIC = Text("topic", "主题")
COUNT = Text("cards", "卡片")
EXPECTED = Text("recall now", "当前记忆")
IN_DAYS = Text("in {n} d", "{n} 天后")
LATE = Text("{n} d late", "晚 {n} 天")
NOW = Text("now", "今天")
TO_CARDS = Text("the cards one by one", "逐张列出卡片")
FLAG = "⚑"


def cards_text(cards: Sequence[CardRow], lang: Lang, width: int, colour: bool) -> str:
    """Write a line for each card: id, question, when it comes back."""
    screen = Screen(lang, width, colour)
    ids = min(max(cells(card.id) for card in cards), max(width // 3, 16))
    when = [_when(card, screen) for card in cards]
    right = max(map(cells, when))
    room = width - ids - right - 9
    lines = []
    for card, text in zip(cards, when, strict=True):
        mark = screen.paint(*MARKS[card.status])
        name = screen.paint(pad(clip(card.id, ids), ids), BOLD)
        title = screen.say(card.title).replace("\n", " ")
        if room >= 16:
            middle = pad(clip(title, room), room)
            lines.append(f"  {mark}  {name}  {middle}  {screen.paint(text, DIM)}".rstrip())
        else:
            lines.append(f"  {mark}  {screen.paint(card.id, BOLD)}")
            lines += screen.paragraph(f"{title} · {text}" if text else title, "     ")
    return "\n".join([*lines, "", *_sum(cards, screen)])


def topics_text(
    cards: Sequence[CardRow],
    lang: Lang,
    width: int,
    colour: bool,
    names: Mapping[str, Text] = NO_NAMES,
) -> str:
    """Write a line for each topic: how many cards, seen, due, and the recall expected now."""
    screen = Screen(lang, width, colour, names)
    topics = sorted({topic for card in cards for topic in card.topics})
    said = {topic: screen.topic(topic) for topic in topics}
    heads = [screen.say(one) for one in (COUNT, STATUS["new"], STATUS["due"], EXPECTED)]
    sizes = [max(cells(one), 4) for one in heads]
    room = width - 2 - sum(sizes) - 2 * len(sizes)
    left = min(max(cells(one) for one in (*said.values(), screen.say(TOPIC))), room)
    head = "  ".join(
        " " * (size - cells(one)) + one for one, size in zip(heads, sizes, strict=True)
    )
    lines = [f"  {screen.paint(f'{pad(screen.say(TOPIC), left)}  {head}', DIM)}"]
    for topic in topics:
        of_topic = [card for card in cards if topic in card.topics]
        seen = [card.recall for card in of_topic if card.recall is not None]
        recall = f"{round(100 * sum(seen) / len(of_topic))} %"
        due = sum(card.status == "due" for card in of_topic)
        values = (len(of_topic), len(of_topic) - len(seen), due, recall)
        texts = [str(value).rjust(size) for value, size in zip(values, sizes, strict=True)]
        texts[2] = screen.paint(texts[2], YELLOW) if due else texts[2]
        lines.append(f"  {pad(clip(said[topic], left), left)}  {'  '.join(texts)}")
    offer = screen.offers([("drill list --cards", screen.say(TO_CARDS))])
    return "\n".join([*lines, "", *_sum(cards, screen), *offer])


def _when(card: CardRow, screen: Screen) -> str:
    flag = f" {FLAG}" if card.flagged else ""
    if card.status == "suspended" or card.due_in is None:
        return screen.say(STATUS[card.status]) + flag
    if card.due_in == 0:
        return screen.say(NOW) + flag
    text = IN_DAYS if card.due_in > 0 else LATE
    return screen.say(text).format(n=abs(card.due_in)) + flag


def _sum(cards: Sequence[CardRow], screen: Screen) -> list[str]:
    counts = Counter(card.status for card in cards)
    parts = [screen.say(CARDS).format(n=len(cards))]
    parts += [
        f"{MARKS[status][0]} {counts[status]} {screen.say(words)}"
        for status, words in STATUS.items()
        if counts[status]
    ]
    return dotted(parts, screen, "  ")

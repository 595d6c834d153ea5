"""Lint what a card says: its points are in its answer, its Markdown is Markdown, and it fits a screen."""

import re
from collections.abc import Iterator

from drill.grading.typed.points import check_points
from drill.model.card import Card
from drill.model.latex import broken, words
from drill.model.text import HAN, Lang, Text
from drill.model.typed import State

LEAST, MOST_WORDS, MOST_HAN = 20, 220, 450  # of an answer: words of English, Chinese characters
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_ITEM = re.compile(r"\A(?:[-*+]|\d+[.)])\s+")
_ASIDE = re.compile(r"^ *```[\s\S]*?^ *```|^ *\|.*$", re.MULTILINE)  # code and tables
_STARS = re.compile(r"(?<!\\)(?:(?<=\S)\*\*|\*\*(?=\S))")  # `a ** b` is a power
_LETTER = re.compile("[A-Za-z]")
_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


def card_findings(card: Card, *, strict: bool) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a card, each with a hint.

    `strict` wants answers of a usual length, and each language in its place.
    """
    for name, text in _texts(card):
        for lang in Lang:
            yield from _markdown(f"{name} ({lang})", text.to(lang))
        if strict:
            yield from _languages(name, text)
    if card.answer and strict:
        for lang in Lang:
            yield from _length(card.answer.to(lang), lang)
    if card.answer and card.points:
        for lang in Lang:
            yield from _points(card, card.answer.to(lang), lang)


def plain(markdown: str) -> str:
    """Give the words of an answer as somebody would type them."""
    lines = []
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", _ASIDE.sub("\n\n", markdown)):
        joined = _BETWEEN_HAN.sub("", _ITEM.sub("", block.strip()))
        lines.append(" ".join(joined.split()))
    return re.sub(r"\*+|`|\$+", "", "\n".join(lines))


def _texts(card: Card) -> Iterator[tuple[str, Text]]:
    for name in ("ask", "hint", "errata", "answer", "text"):
        if (text := getattr(card, name)) is not None:
            yield name, text
    parts = (
        ("point", [one.text for one in card.points]),
        ("choice", [one.text for one in card.choices]),
        ("step", card.steps),
    )
    for name, texts in parts:
        for i, text in enumerate(texts, start=1):
            yield f"{name} {i}", text


def _markdown(where: str, text: str) -> Iterator[tuple[str, str]]:
    if found := _HTML.search(words(text)):
        yield f"{where} has HTML: {found[0]}", "write Markdown, or put it between backticks"
    for fault in broken(text):
        yield f"{where} has a broken formula: {fault}", "close what is opened; a dollar is \\$"
    rest = words(text, "x")
    if ticks := re.search(r"(?<!\\)`+", rest):
        yield f"{where} has a {ticks[0]} without its partner", "close it, or write \\`"
    if len(_STARS.findall(rest)) % 2:
        yield f"{where} has a ** without its partner", "close it, or put a power between backticks"


def _languages(name: str, text: Text) -> Iterator[tuple[str, str]]:
    """Find words in the other language's place: a hint or an option may be a bare name, as LSTM."""
    if name in ("ask", "answer", "errata") and not HAN.search(text.zh):
        yield f"{name} (zh) has no Chinese", "write it in Chinese"
    said = words(text.en)
    if len(HAN.findall(said)) > len(_LETTER.findall(said)):
        yield f"{name} (en) is in Chinese", "write it in English"


def _length(answer: str, lang: Lang) -> Iterator[tuple[str, str]]:
    said = plain(answer)
    count, most, of = len(said.split()), MOST_WORDS, "words"
    if lang is Lang.ZH:
        count, most, of = len(HAN.findall(said)), MOST_HAN, "Chinese characters"
    if not LEAST <= count <= most:
        message = f"the answer ({lang}) has {count} {of} where {LEAST} to {most} were wanted"
        yield message, "what is longer is two cards, one of them a follow-up"


def _points(card: Card, answer: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Type the card's own answer: each point has to be in it."""
    for hit in check_points(plain(answer), card.points).hits:
        if hit.state is not State.HIT:
            point = card.points[hit.point].text.to(lang)
            why = hit.why.en if hit.why else "add the words of the answer to `any`"
            yield f"the answer ({lang}) does not say point {hit.point + 1}: {point!r}", why

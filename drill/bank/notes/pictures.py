"""Pictures: which lines only stand where one was, and which pictures can still be seen."""

import re

from drill.bank.notes.lines import Line
from drill.bank.notes.marks import BLANKS, Kind

_WORD = re.compile(
    r"alt(?:[ _]text)?|img|image|picture|pic|photo|图片|图|插图|配图|"
    r"在这里插入图片描述|这里写图片描述|图片描述|请添加图片描述|"
    r"\[(?:图片|image|img)\]|image-\d{6,}|img图\s?\d.{0,60}|img_\d+|"
    r"[\w-]+\.(?:png|jpe?g|gif|svg|webp)",
    re.IGNORECASE,
)
_ALT = r"!\[(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300}\]"
_LOCAL = re.compile(
    _ALT + r"\((?!<?https?://|<?data:)[^()]{0,400}(?:\([^()]{0,100}\))?[^()]{0,100}\)"
)
_WEB = re.compile(_ALT + r"\(<?https?://[^()\s]{1,2000}(?:\s[^()]{0,200})?\)")
_TAG = re.compile(r"<img\b[^<>]{0,600}>", re.IGNORECASE)
_BROKEN = re.compile(r"\[外链图片转存[^\[\]]{0,300}\]?(?:\([^()]{0,400}\)){0,2}\]?")
_LOCAL_TAG = re.compile(r"<img\b(?![^<>]{0,600}src=[\"']?(?:https?:|data:))", re.IGNORECASE)


def is_placeholder(line: Line) -> bool:
    """Tell whether a line holds nothing but the word or the path of a picture that is gone."""
    if line.kind in {Kind.CODE, Kind.FENCE, Kind.MATH, Kind.BLANK}:
        return False
    text = line.text.strip(BLANKS)
    if len(text) > 2000:
        return False
    if line.kind is Kind.TEXT and _WORD.fullmatch(text):
        return True
    return bool(text) and has_lost(text) and not _without(text, _LOCAL, _TAG, _BROKEN).strip(BLANKS)


def is_shown(line: Line) -> bool:
    """Tell whether a line holds nothing but pictures that can still be fetched."""
    text = line.text.strip(BLANKS)
    return (
        len(text) <= 4000 and has_web(text) and not _without(text, _WEB, _TAG).strip(BLANKS + "-*•")
    )


def has_lost(text: str) -> bool:
    """Tell whether a picture in the text cannot be shown: a path on another machine."""
    if "![" not in text and "<img" not in text.lower() and "外链图片" not in text:
        return False
    return bool(_LOCAL.search(text) or _LOCAL_TAG.search(text) or _BROKEN.search(text))


def has_web(text: str) -> bool:
    """Tell whether there is a picture with an address on the web."""
    return ("![" in text and bool(_WEB.search(text))) or (
        "<img" in text.lower() and bool(_TAG.search(text)) and not _LOCAL_TAG.search(text)
    )


def without_pictures(text: str) -> str:
    """Leave out pictures, so that their addresses are no links."""
    if "](" not in text and "<img" not in text.lower():
        return text
    return _without(text, _LOCAL, _WEB, _TAG, _BROKEN)


def _without(text: str, *forms: re.Pattern[str]) -> str:
    for form in forms:
        text = form.sub("", text)
    return text

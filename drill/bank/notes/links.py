"""Links in an answer: addresses of pages, not of pictures."""

import re

from drill.bank.notes.pictures import without_pictures

_URL = re.compile(r"https?://[!#-;=?-Z\[\]_a-z~]{3,2000}")  # printable ASCII, no quotes or <>\^`{|}
_PLAIN = re.compile(r"[\s\W_]*", re.UNICODE)
_LABEL = re.compile(
    r"(?:参考(?:链接|资料|文献)?|链接|来源|原文|转载|source|link|see|ref(?:erence)?s?)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,400})\]\(([^()\s]{0,2000})\)")


def links_of(text: str) -> list[str]:
    """Find the addresses in a line; a full stop or a bracket behind one is not part of it."""
    if "://" not in text:
        return []
    found = []
    for match in _URL.finditer(without_pictures(text)):
        url = match[0]
        cut = url.find("](")  # [https://a](https://a)
        url = _trimmed(url[:cut] if cut > 0 else url)
        if url not in found:
            found.append(url)
    return found


def _trimmed(url: str) -> str:
    while url and url[-1] in ".,;:!?'*_)]":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def only_links(text: str) -> bool:
    """Tell whether nothing but links, and words that announce them, is on a line."""
    if "://" not in text and "](" not in text:
        return False
    rest = _LABEL.sub("", _URL.sub("", _NAMED.sub("", text)))
    return _PLAIN.fullmatch(rest) is not None

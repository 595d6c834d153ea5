"""Titles: what is left of a line when its mark, its stars and its links are taken off."""

import re
from typing import NamedTuple

from drill.bank.notes.marks import BLANKS, QUESTION_MARKS, SIGNS

_LEADING = re.compile(
    rf"(?:{SIGNS}|\[[ xXEMHemh]\]|\[(?:easy|medium|hard|简单|中等|困难)\]|[★☆]|\\(?=\d)|\s)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"(?:{SIGNS}|[★☆]|\s)+$")
_URL = r"\((?:[^()\s]|\([^()\s]{0,100}\)){0,500}\)"
_SOURCE = re.compile(
    rf"\s*\[\[[^\[\]]{{1,80}}\]?(?:{_URL})?\](?:{_URL})?$"  # [[src]](…), [[src](…)]
    rf"|\s*[(（]?\[(?:src|source|link|ref|video|answer|答案|解答|详解|参考|链接|\d{{1,3}})\]{_URL}[)）]?$"
    r"|\s*\{#[\w-]{1,80}\}$",
    re.IGNORECASE,
)
_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]{{0,80}}\]){{1,400}})\]{_URL}$")
_ASKS_ZH = re.compile(
    "什么|为何|为啥|如何|怎么|怎样|哪些|哪个|哪种|哪几|多少|几种|区别|是否|能否|可否|吗$|呢$|异同|介绍|"
    "解释|说一下|说说|讲讲|讲一下|谈谈|谈下|简述|概述|描述|阐述|列举|举例|比较|对比|推导|手写|手撕|优缺点|"
    "作用|原理|原因|定义|含义|算法题|编程题|开放问题|反问|自我介绍|项目|请"
)
_ASKS_EN = re.compile(
    r"(?:what|why|how|when|where|which|who|whom|whose|is|are|was|were|do|does|did|can|could|should|would|will|"
    r"have|has|explain|describe|define|discuss|compare|list|name|give|write|implement|derive|tell|suppose|"
    r"given|assume|in what|in which|mention|state|prove|show|difference|differences|differentiate|"
    r"distinguish|you have|you are|walk|talk|design|calculate|compute|outline|summari[sz]e)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\s\W_]+")


class Title(NamedTuple):
    """A title, the signs beside it, and the answer where it stands on the same line."""

    text: str
    marks: str = ""
    rest: str = ""


def clean(body: str, *, markdown: bool) -> Title:
    """Take off signs, bold and source links; in Markdown a run of blanks is one."""
    marks = ""
    found = _LEADING.match(body)
    if found and found.end() < len(body):
        marks, body = found[0], body[found.end() :]
    body, rest = _unbold(body.strip(BLANKS))
    if markdown and body.endswith((")", "）", "]", "}")):
        body = _SOURCE.sub("", body) or body
    found = _TRAILING.search(body[-40:])
    if found and found[0].strip():
        kept = body[: len(body) - len(found[0])]
        if kept:
            marks, body = marks + found[0], kept
    link = _LINK.fullmatch(body) if body.startswith("[") else None
    if link and not body.startswith("[["):
        body = link[1]
    if markdown:
        body = " ".join(body.split())
    return Title(body.strip(BLANKS), "".join(_only_signs(marks)), rest)


def _only_signs(marks: str) -> list[str]:
    return re.findall(rf"(?:{SIGNS}|[★☆])+|\[[^\[\]\s]+\]", marks)


def _unbold(body: str) -> tuple[str, str]:
    """Take off stars that hold the whole, or a question with its answer behind it."""
    stars = body[:2]
    if stars not in {"**", "__"}:
        return body, ""
    end = body.find(stars, 2)
    if end < 0:
        return body, ""
    inner, rest = body[2:end].strip(BLANKS), body[end + 2 :].strip(BLANKS)
    bare = _TRAILING.sub("", rest)
    if not bare or bare in set("?？:：.。"):
        return inner + rest, ""
    if _SOURCE.fullmatch(bare):
        return inner, ""
    if inner.endswith(QUESTION_MARKS):
        return inner, rest
    return body, ""


def asks(title: str) -> bool:
    """Tell whether a title sounds like something an interviewer says."""
    head = title[:200]
    return (
        head.rstrip(")）”\"' ").endswith(QUESTION_MARKS)
        or bool(_ASKS_EN.match(head))
        or bool(_ASKS_ZH.search(head))
    )


def key(title: str) -> str:
    """Give what titles are compared by: letters and digits only."""
    return _WORDS.sub("", title).casefold()

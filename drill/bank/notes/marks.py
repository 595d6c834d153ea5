"""The marks people put before a question, an answer, an item: what a line looks like."""

import re
from enum import IntEnum, auto


class Kind(IntEnum):
    """What a line is by its looks; an integer, since it is looked up a million times."""

    BLANK = auto()
    TEXT = auto()
    HEADING = auto()  # mark: its number signs
    SECTION = auto()  # `一、…`, `第三章 …`
    BOLD = auto()  # **…**, perhaps with signs around it, or an answer behind it
    BULLET = auto()
    NUMBER = auto()  # `1.`, `(2)`, `3、`, `4.1`, `⑤`
    ASK = auto()  # `Q1:`, `问:`
    ANSWER = auto()  # `参考回答:`
    TABLE = auto()
    SUMMARY = auto()  # of a <details> block
    TAG = auto()  # <br/>, <details> and their like, alone
    RULE = auto()
    FRONT = auto()  # front matter
    COMMENT = auto()  # <!-- … -->
    FENCE = auto()
    CODE = auto()  # fenced or not
    MATH = auto()  # between lines of $$


Look = tuple[Kind, str, str]  # kind, mark, what stands behind the mark

BLANKS = " \t\r\f\v\xa0\u2002\u2003\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u3000\ufeff"
GLYPHS = "•●○◦▪▫■□◆◇▶►➤➢✔☑‣∙\uf06c\uf0b7\uf0d8"
SIGNS = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u20e3⁉‼]"

_SIGN = re.compile(SIGNS)
_STARS = "⭐★☆🌟✨🔥❗‼✅📌🚩\ufe0f \t"
_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){1,4}(?:[.、．]\s*|[ \t\xa0\u3000]+)(?=\S)"  # 3.1.2
    r"|\d{1,6}[ \t]*[.．,，:：](?!\d(?![Dd维]))"
    r"|\d{1,6}[ \t]*[、)）]"
    r"|[(（\[【]\d{1,3}[)）\]】][ \t]*[、.．]?"
    r"|[\u2460-\u2473\u2776-\u277f]"
)
_ASK = re.compile(
    r"面试官[ \t]*[:：]"
    r"|(?:Q|问|问题|面试题|题目|Question)[ \t]*(?:[:：]|\d{1,6}[ \t]*(?:[:：.．、)）]|[ \t]))"
    r"|第[ \t]*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[ \t]*[题问][ \t]*[:：.、]?",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"[\[【]?(?:参考回答|参考答案|标准答案|参考解析|我的回答|答案|回答|解答|解析|Answer|Ans|Solution)"
    r"[ \t]*\d{0,4}[ \t]*[\]】]?[ \t]*(?:[:：][ \t]*|$)"
    r"|[\[【]?(?:答|A|我|候选人)[ \t]*\d{0,4}[\]】]?[ \t]*[:：][ \t]*",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|第[ \t]*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[ \t]*[章节部篇][分]?"
    r"|(?:Part|Chapter|Section)[ \t]+(?:\d{1,3}|[IVX]{1,5})\b[:.]?",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"(?:<details[^>]{0,200}>[ \t]*)?<summary>(.*)", re.IGNORECASE)
_SHOW = re.compile(  # what is folded away under such a word is the answer
    r"(?:(?:click|tap)\b.{0,30}|(?:show|see|view|reveal|toggle)?\s*(?:the\s+)?(?:answer|solution|hint)s?\W*|"
    r"(?:点击|点我)?(?:查看|展开|显示)?(?:参考)?(?:答案|解答|解析|详情)?\W*)",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    r"</?(?:b|i|em|strong|font|span|a|code|summary|details|u|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE
)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]{0,200}>(.*)</h\1>$", re.IGNORECASE)
_TAG = re.compile(
    r"(?:</?(?:br|hr|details|summary|div|p|center|table|tbody|thead|tr|td|th|a|span|ul|ol|li|font)\b"
    r"[^<>]{0,300}/?>[ \t]*){1,8}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"([-*_=])(?:[ \t]?\1){2,}$")
_ONLY_SIGNS = re.compile(
    rf"(?:{SIGNS}|[\s:：.。!~]|\[\[?[^\[\]]{{0,60}}\]\]?\([^()]{{0,300}}\)\]?)*$"
)
QUESTION_MARKS = ("?", "？")


def look(body: str) -> Look:
    """Tell what a line without its margin is, by its first character."""
    first = body[0]
    handler = _BY_FIRST.get(first)
    if handler:
        return handler(body)
    if first.isdecimal():
        return _number(body)
    return _behind_signs(body) if _SIGN.match(first) else (Kind.TEXT, "", body)


def _behind_signs(body: str) -> Look:
    """Look behind a star: `⭐1、…`; it stays with the text."""
    signs = body[: len(body) - len(body.lstrip(_STARS))]
    rest = body[len(signs) :].lstrip(BLANKS)
    if rest and (rest[0].isdecimal() or rest[0] in "QqＱ问面题第"):
        kind, mark, text = look(rest)
        if kind in {Kind.NUMBER, Kind.ASK} and text:
            return kind, mark, signs + text
    return Kind.TEXT, "", body


def _template(body: str) -> Look:
    whole = body.startswith("{%") and body.endswith("%}")
    return (Kind.TAG, "", body) if whole else (Kind.TEXT, "", body)


def _matched(kind: Kind, form: re.Pattern[str], body: str) -> Look:
    found = form.match(body)
    if not found:
        return Kind.TEXT, "", body
    return kind, found[0].strip(), body[found.end() :].strip(BLANKS)


def _heading(body: str) -> Look:
    level = len(body) - len(body.lstrip("#"))
    text = body[level:]
    spaced = text[:1] in {" ", "\t", "\xa0", "\u3000"}
    if level > 6 or not text or not (spaced or (level > 1 and text[0] not in "!#")):
        return Kind.TEXT, "", body
    text = text.strip(BLANKS)
    closed = text.rstrip("#")  # `## title ##`
    if closed != text and (not closed or closed[-1] in " \t"):
        text = closed.strip(BLANKS)
    return (Kind.HEADING, "#" * level, text) if text else (Kind.TEXT, "", body)


def _star(body: str) -> Look:
    if body.startswith("**"):
        return _bold(body)
    return _dash(body)


def _underscore(body: str) -> Look:
    return _bold(body) if body.startswith("__") and not body.endswith("___") else _dash(body)


def _bold(body: str) -> Look:
    """Look through the stars: what is bold may be a marked question or answer itself."""
    stars = body[:2]
    if _RULE.match(body):
        return Kind.RULE, "", body
    end = body.find(stars, 2)
    inner, rest = body[2:end].strip(BLANKS), body[end + 2 :].strip(BLANKS)
    if end < 0 or not inner:
        return Kind.TEXT, "", body
    for kind, form in ((Kind.ANSWER, _ANSWER), (Kind.ASK, _ASK)):
        plain = f"{inner} {rest}".strip() if inner[-1] in ":：" else inner + rest
        found = form.match(plain)
        if found and found.end() <= len(inner) + 1:
            return kind, found[0].strip(), plain[found.end() :].strip(BLANKS)
    whole = len(rest) < 400 and _ONLY_SIGNS.match(rest)
    if whole or inner.endswith(QUESTION_MARKS):
        return Kind.BOLD, stars, body
    return Kind.TEXT, "", body


def _dash(body: str) -> Look:
    if _RULE.match(body):
        return Kind.RULE, "", body
    if len(body) > 1 and body[1] in BLANKS:
        return Kind.BULLET, body[0], body[1:].strip(BLANKS)
    return Kind.TEXT, "", body


def _glyph(body: str) -> Look:
    rest = body[1:].strip(BLANKS)
    return (Kind.BULLET, body[0], rest) if rest else (Kind.TEXT, "", body)


def _bracket(body: str) -> Look:
    found = _matched(Kind.ANSWER, _ANSWER, body)
    return found if found[0] is Kind.ANSWER else _number(body)


def _ask(body: str) -> Look:
    return _matched(Kind.ASK, _ASK, body)


def _answer(body: str) -> Look:
    return _matched(Kind.ANSWER, _ANSWER, body)


def _section(body: str) -> Look:
    found = _ask(body)
    return found if found[0] is Kind.ASK else _matched(Kind.SECTION, _SECTION, body)


def _angle(body: str) -> Look:
    head = body[:2000]
    found = _SUMMARY.match(head)
    if found:
        text = plain(found[1])
        if not text:
            return Kind.TAG, "<summary>", ""
        return (
            (Kind.TAG, "<answer>", "")
            if _SHOW.fullmatch(text)
            else (Kind.SUMMARY, "<summary>", text)
        )
    heading = _HTML_HEADING.match(head)
    if heading and plain(heading[2]):
        return Kind.HEADING, "#" * int(heading[1]), plain(heading[2])
    return (Kind.TAG, "", body) if len(body) < 2000 and _TAG.match(body) else (Kind.TEXT, "", body)


def plain(html: str) -> str:
    """Leave out the tags that only format."""
    return _FORMAT.sub("", html).strip(BLANKS)


def _table(body: str) -> Look:
    return (Kind.TABLE, "|", body) if body.count("|") > 1 else (Kind.TEXT, "", body)


def _equals(body: str) -> Look:
    return (Kind.RULE if _RULE.match(body) else Kind.TEXT), "", body


def _number(body: str) -> Look:
    return _matched(Kind.NUMBER, _NUMBER, body)


_BY_FIRST = {
    "#": _heading,
    "*": _star,
    "_": _underscore,
    "<": _angle,
    "|": _table,
    "{": _template,
    "=": _equals,
    **dict.fromkeys("-+–—·", _dash),
    **dict.fromkeys(GLYPHS, _glyph),
    **dict.fromkeys("([（【", _bracket),
    **dict.fromkeys("QqＱ问面题", _ask),
    **dict.fromkeys("Aa答参标解我候回Ss", _answer),
    **dict.fromkeys("一二三四五六七八九十第PpCc", _section),
    **dict.fromkeys(map(chr, (*range(0x2460, 0x2474), *range(0x2776, 0x2780))), _number),
}

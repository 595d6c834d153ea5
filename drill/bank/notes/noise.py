"""What a page has beside the notes: buttons, comment boxes, advertisement."""

import re
from collections.abc import Sequence

from drill.bank.notes.lines import Line
from drill.bank.notes.marks import BLANKS, Kind
from drill.bank.notes.pictures import is_placeholder
from drill.model.notes import Reason

LONGEST = 300  # characters: nothing longer is chrome


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_BOXES = (  # where a comment box or a list of other pages begins
    "评论(?:区)?",
    "添加红包",
    "更多推荐|相关推荐|相关文章",
    r"所有评论\s*[(（]\d+[)）]|评论\s*[(（]\d+[)）]",
    "发表评论|写评论|查看全部评论",
    r"comments?(?: \(\d+\))?|leave a (?:comment|reply)|related posts?",
    r"buy me a coffee\W*",
)
_BOX = _any_of(*_BOXES)
_CHROME = _any_of(
    *_BOXES,
    "skip to (?:main )?content|latest commit|history|file metadata and controls",
    "raw|blame|preview|edit|go to file|copy (?:path|raw file)|download raw file",
    r"\d[\d,]* lines \([\d,]+ s?loc\).*",
    "sign (?:in|up)|log ?in|register|subscribe|share|like|reply|search|menu|home|index",
    r"next|previous|prev|back to top|top|loading\W*|\d{1,3}%",
    "登录|注册|首页|返回顶部|搜索|关注|已关注|订阅(?:专栏)?|点赞|赞|踩|收藏|分享|举报",
    "打赏(?:作者)?|赞赏|微信|支付宝|扫码支付|钱包余额.*|余额充值|使用余额支付|实付",
    "请填写红包.*|红包(?:个数|金额).*|当前余额.*|需支付.*|发出的红包|领取后你会自动成为.*|抵扣说明.*",
    "成就一亿技术人.*|点击重新获取|展开(?:全文|阅读全文)?|阅读全文|收起|上一篇.*|下一篇.*",
    r"文章标签.*|分类专栏.*|版权声明.*|本文链接.*|原文链接.*|阅读(?:量|数)?\s*[\d.,万kw]+",
    r"(?:发布|编辑)于.*\d{4}.*|[\d,]+ 人赞同了.*",
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?.*(?:发布|阅读|浏览).*",
)
_ADVERT = _any_of(
    "关注(?:我|公众号|一下|下方|作者)|公众号|WX|VX|微信号|加(?:我)?微信|扫码|二维码",
    '点个?赞|转发|收藏|加群|交流群|QQ群|打赏|喜欢的话|知识星球|干货|不易|领取资料|回复[“"「【]',
    "follow (?:me|us)|subscribe|buy me a coffee|star (?:this|the) repo|newsletter",
)
_CONTENTS = _any_of(
    r"\[toc\]|@\[toc\].*|\[\[toc\]\]|\{:?toc\}|<!-- ?/?toc.*-->",
    "目录|文章目录|(?:table of )?contents",
)


def is_chrome(line: Line) -> bool:
    """Tell whether a whole line is one of the words around an article."""
    text = _text(line)
    return text is not None and _CHROME.fullmatch(text) is not None


def is_contents(line: Line) -> bool:
    """Tell whether a line stands for a table of contents, or is an item of one."""
    if "](#" in line.body and is_link_item(line):
        return True
    text = _text(line)
    return text is not None and _CONTENTS.fullmatch(text.strip("#* :：")) is not None


def is_link_item(line: Line) -> bool:
    """Tell whether a line is an item that is nothing but a link."""
    item = line.kind in {Kind.BULLET, Kind.NUMBER}
    return item and line.body.startswith("[") and line.body.endswith(")") and "](" in line.body


def is_advert(line: Line, words: int = 2) -> bool:
    """Tell whether a line asks to follow, pay or subscribe, in at least so many words."""
    text = _text(line)
    return text is not None and len({one.casefold() for one in _ADVERT.findall(text)}) >= words


def _text(line: Line) -> str | None:
    """Give the whole line, where it may be noise at all."""
    if line.kind in {Kind.CODE, Kind.FENCE, Kind.MATH, Kind.BLANK} or len(line.text) > LONGEST:
        return None
    return line.text.strip(BLANKS)


def tail(lines: Sequence[Line], start: int) -> int:
    """Find where the page goes on behind the last answer, which begins at `start`."""
    end = len(lines)
    boxes = [at for at in range(start, end) if (text := _text(lines[at])) and _BOX.fullmatch(text)]
    for at in boxes[:20]:
        behind = lines[at:]
        full = [line for line in behind if line.kind is not Kind.BLANK]
        chrome = sum(map(is_chrome, full))
        if chrome >= 2 and chrome * 3 >= len(full):
            end = at
            break
    while end > start:
        line = lines[end - 1]
        if line.kind is Kind.BLANK or is_chrome(line) or is_advert(line):
            end -= 1
        else:
            break
    return end


def reason(line: Line) -> Reason:
    """Say why a line outside of every question is dropped."""
    kinds = {
        Kind.BLANK: Reason.BLANK,
        Kind.FRONT: Reason.FRONT,
        Kind.COMMENT: Reason.COMMENT,
        Kind.RULE: Reason.SEPARATOR,
        Kind.TAG: Reason.SEPARATOR,
    }
    if line.kind in kinds:
        return kinds[line.kind]
    if is_contents(line):
        return Reason.CONTENTS
    if is_chrome(line):
        return Reason.CHROME
    if is_advert(line):
        return Reason.ADVERT
    if is_placeholder(line):
        return Reason.IMAGE
    if line.kind in {Kind.HEADING, Kind.SECTION}:
        return Reason.SECTION
    return Reason.OUTSIDE

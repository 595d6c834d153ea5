"""`drill stats --json`, format 1: one object, its keys the names in `drill.model.stats`.

Every number of the screen and more: shares from 0 to 1, spans in minutes, dates as YYYY-MM-DD,
null where there is nothing to say. Mistakes are an object of names with how often.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from drill.model.stats import Stats
from drill.model.text import Lang, Text
from drill.report.as_json import FORMAT, dumps


def stats_json(stats: Stats, lang: Lang) -> str:
    """Write everything."""
    return dumps({"format": FORMAT, **_plain(stats, lang)})


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Text):
        return value.to(lang)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        plain = {one.name: _plain(getattr(value, one.name), lang) for one in fields(value)}
        return plain | {"mistakes": dict(plain["mistakes"])} if "mistakes" in plain else plain
    if isinstance(value, tuple):
        return [_plain(one, lang) for one in value]
    return value

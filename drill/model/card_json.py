"""A card as JSON and back, exactly: the form it is kept and compared in.

Keys are sorted and what is empty is left out, so equal cards have equal JSON, and a field that
comes later does not change what older cards look like.
"""

import json
from typing import Any

from drill.model.card import Card, Choice, Given, Kind, Point
from drill.model.question import Level
from drill.model.text import Text

Json = dict[str, Any]


def card_json(card: Card) -> str:
    """Write a card on one line."""
    return canonical(card_dict(card))


def read_card(text: str) -> Card:
    """Read what `card_json` wrote."""
    return card_from(json.loads(text))


def canonical(value: Json) -> str:
    """Write JSON the one way in which equal values look equal."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Give the hash of a canonical text: sixteen hex digits."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def card_dict(card: Card) -> Json:
    """Take a card apart; what is empty is left out."""
    whole = {
        "id": card.id,
        "kind": card.kind.value,
        "ask": text_dict(card.ask),
        "topics": list(card.topics),
        "level": card.level.value,
        "sources": list(card.sources),
        "answer": text_dict(card.answer),
        "points": [_point_dict(one) for one in card.points],
        "choices": [text_dict(one.text) | _flag("right", on=one.right) for one in card.choices],
        "text": text_dict(card.text),
        "given": [{"name": one.name, "values": list(one.values)} for one in card.given],
        "formula": card.formula,
        "unit": text_dict(card.unit),
        "tolerance": card.tolerance,
        "steps": [text_dict(one) for one in card.steps],
        "code": card.code,
        "hint": text_dict(card.hint),
        "follow_ups": list(card.follow_ups),
        "errata": text_dict(card.errata),
        "draft": card.draft,
        "unanswered": card.unanswered,
        "like": list(card.like),
        "notes": list(card.notes),
    }
    return {key: value for key, value in whole.items() if value}


def card_from(found: Json) -> Card:
    """Put a card together."""
    return Card(
        id=found["id"],
        kind=Kind(found["kind"]),
        ask=text_from(found["ask"]),
        topics=tuple(found.get("topics", ())),
        level=Level(found["level"]),
        sources=tuple(found.get("sources", ())),
        answer=_text(found, "answer"),
        points=tuple(map(_point, found.get("points", ()))),
        choices=tuple(
            Choice(text=text_from(one), right=one.get("right", False))
            for one in found.get("choices", ())
        ),
        text=_text(found, "text"),
        given=tuple(
            Given(name=one["name"], values=tuple(one["values"])) for one in found.get("given", ())
        ),
        formula=found.get("formula", ""),
        unit=_text(found, "unit"),
        tolerance=found.get("tolerance", 0.0),
        steps=tuple(map(text_from, found.get("steps", ()))),
        code=found.get("code", ""),
        hint=_text(found, "hint"),
        follow_ups=tuple(found.get("follow_ups", ())),
        errata=_text(found, "errata"),
        draft=found.get("draft", False),
        unanswered=found.get("unanswered", False),
        like=tuple(found.get("like", ())),
        notes=tuple(found.get("notes", ())),
    )


def text_dict(text: Text | None) -> Json:
    """Take words in both languages apart; none are empty."""
    return {"en": text.en, "zh": text.zh} if text else {}


def text_from(found: Json) -> Text:
    """Put words in both languages together."""
    return Text(found["en"], found["zh"])


def _text(found: Json, key: str) -> Text | None:
    return text_from(found[key]) if key in found else None


def _point_dict(point: Point) -> Json:
    veto = {"not": list(point.veto)} if point.veto else {}
    return text_dict(point.text) | {"any": list(point.any)} | veto | _flag("must", on=point.must)


def _point(found: Json) -> Point:
    return Point(
        text=text_from(found),
        any=tuple(found["any"]),
        veto=tuple(found.get("not", ())),
        must=found.get("must", False),
    )


def _flag(name: str, *, on: bool) -> Json:
    return {name: True} if on else {}

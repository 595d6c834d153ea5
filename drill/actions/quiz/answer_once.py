"""Store one answer from outside a quiz."""

import difflib
import unicodedata
from datetime import datetime

from drill.actions.record import make_review
from drill.errors import UsageError
from drill.model.outlook import Answered
from drill.model.review import CODE, Rating
from drill.store.index import Index
from drill.store.log import Log


def read_rating(text: str) -> Rating:
    """Read `1` to `4`, or again, hard, good, easy."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    for rating in Rating:
        if word in (str(int(rating)), rating.name.lower()):
            return rating
    raise UsageError(
        f"found {text!r} where a rating was wanted",
        hint="1 Again, 2 Hard, 3 Good, 4 Easy",
    )


def answer_once(log: Log, index: Index, card: str, rating: Rating, now: datetime) -> Answered:
    """Store an answer to `card` given `now`."""
    entry = index.entry(card)
    if entry is None:
        near = difflib.get_close_matches(card, index.ids, 3, 0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "see `drill list --cards`"
        raise UsageError(f"no card is named {card!r}", hint=hint)
    if card.startswith(CODE):
        name = card.removeprefix(CODE)
        raise UsageError(
            f"{card!r} is a coding problem, which drill grades itself",
            hint=f"`drill code {name} FILE`",
        )
    review = make_review(log.memory(card), card, rating, now, digest=entry.digest)
    log.add_review(review)
    assert review.due_day is not None
    return Answered(id=card, rating=rating, day=review.day, due_day=review.due_day)

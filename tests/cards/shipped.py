"""The cards that are shipped, and small files beside these tests."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from conftest import ROOT

from drill.bank.cards import read_cards
from drill.model.card import Card

HERE = Path(__file__).parent
FILES = sorted((ROOT / "questions" / "cards").glob("*.yaml"))


@cache
def cards() -> dict[str, Card]:
    """Read every card of the bank, by id; one with a finding is left to `drill check`."""
    return {one.card.id: one.card for path in FILES for one in read_cards(path)[0]}


def read(name: str) -> Any:
    """Read a file beside these tests."""
    return yaml.safe_load((HERE / name).read_text("utf-8"))

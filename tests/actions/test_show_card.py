"""`drill show CARD`, and the cards beside a problem."""

import pytest

from drill.actions.show_card import cards_named, find_card
from drill.bank.places import open_bank
from drill.errors import UsageError
from drill.model.text import Lang


@pytest.fixture
def bank(monkeypatch):
    monkeypatch.delenv("DRILL_BANK", raising=False)
    return open_bank()


def test_a_card_comes_with_numbers_filled_in_and_what_follows(bank, tmp_path):
    found = find_card(bank, tmp_path, "conv-parameters")

    assert set(found.asked.values) == {one.name for one in found.card.given}
    assert len(found.follow_ups) == len(found.card.follow_ups)
    assert "`drill code conv2d`" in found.follow_ups[-1].to(Lang.EN)
    assert find_card(bank, tmp_path, "conv-parameters").asked == found.asked


def test_an_unknown_name_is_told_the_near_ones(bank, tmp_path):
    with pytest.raises(UsageError, match="no problem and no card is named 'focal-los'") as error:
        find_card(bank, tmp_path, "focal-los")
    assert "did you mean focal-loss" in (error.value.hint or "")


def test_the_cards_that_a_problem_names_are_found_and_unknown_ones_left_out(bank, tmp_path):
    found = cards_named(bank, tmp_path, ["nms-by-hand", "no-such-card", "nms-steps"])

    assert [one.id for one in found] == ["nms-by-hand", "nms-steps"]

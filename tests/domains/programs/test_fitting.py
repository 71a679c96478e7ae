"""A gallery's amounts made a shop's own: valid in any shop, and soon rewarding.

Each shop has one budget here and each of them at full sizes.
"""

import os

import pytest

from regulars.domains.programs.beginning import begin
from regulars.domains.programs.first_reward import orders_to_first
from regulars.domains.programs.fitting import fitted
from regulars.domains.programs.guide import KINDS
from regulars.domains.programs.reader import read
from regulars.domains.programs.reckoning import History

GALLERY = [one.gallery for one in KINDS.values() if one.gallery]
BUDGETS = ["small", "medium", "large"]
EVERY = os.environ.get("REGULARS_SIZES") == "full"
SHOPS = [(250, 2), (1_750, 2), (8_499, 2), (123_400, 2), (4_000, 0), (1, 2)]


def history(median: int) -> History:
    return History(orders=900, nobody_s=0, customers=90, revenue=900 * median, days=365.0,
                   median_order=median, spend_70=median * 9, spend_90=median * 30)  # fmt: skip


@pytest.mark.parametrize("gallery", GALLERY)
@pytest.mark.parametrize("budget", BUDGETS)
def test_it_is_valid_and_rewards_within_four_orders(gallery: str, budget: str) -> None:
    shops = SHOPS if EVERY else SHOPS[(BUDGETS.index(budget) + len(gallery)) % 3 :: 3]
    for median, digits in shops:
        currency = "EUR" if digits else "JPY"
        text = begin(gallery, name="x", title="X", currency=currency, time_zone="Europe/Oslo")
        text = fitted(text, gallery, history(median), budget=budget, digits=digits,
                      currency=currency)  # fmt: skip
        document = read(text)
        assert not isinstance(document, list), (median, document)
        first = orders_to_first(document, median)
        if gallery != "move-members" and median > 1:
            assert first is not None, median
            assert first <= 4, median

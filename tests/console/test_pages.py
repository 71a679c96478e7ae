"""Every page answers, full and empty."""

import pytest
from django.test import Client

PAGES = ("", "members/", "program/", "program/versions/1/", "rewards/", "vouchers/", "notices/",
         "ledger/", "figures/", "months/", "members/export.csv")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_full_shop(owner: Client, page: str) -> None:
    answer = owner.get(f"/console/p/shop/{page}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"

"""Goals, and what the first page says of sales over time."""

import html
import re

import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop

from regulars.domains.goals import operations, queries
from regulars.domains.goals.contracts import GOALS_MAX
from regulars.flows import trend
from regulars.kit import ids

GOALS = "/console/p/shop/goals/"
HOME = "/console/p/shop/"
NEW = {"measure": "repeat_rate", "target": "42,5", "first": "2026-03-01", "last": "2026-05-31"}


def said(client: Client, address: str) -> str:
    """A page's words, without marks."""
    page = client.get(address).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fresh() -> dict[str, str]:
    return NEW | {"key": ids.encode("goal", ids.new())}


def test_a_goal_is_set_once_and_counted(owner: Client, shop: SmallShop) -> None:
    form = fresh()
    for _time in range(2):
        assert owner.post(GOALS, form).status_code == 302
    found = queries.all_of(shop.conn, shop.program_id)
    assert [one.target for one in found if one.measure == "repeat_rate"] == [4250]
    assert "It is being counted" in said(owner, GOALS)
    trend.count(shop.conn, shop.shop)
    page = said(owner, GOALS)
    assert "It is being counted" not in page
    assert "Customers who buy again" in page
    assert "of 42.5%" in page
    assert "Baseline: as many days before" in page


def test_a_goal_is_let_go_of(owner: Client, shop: SmallShop) -> None:
    (one,) = queries.all_of(shop.conn, shop.program_id)
    answer = owner.post(f"{GOALS}{ids.encode('goal', one.goal_id)}/drop/", follow=True)
    assert "The goal is gone." in answer.content.decode()
    assert queries.all_of(shop.conn, shop.program_id) == []


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("target", "0", "Write a share above 0"),
        ("target", "101", "Write a share above 0"),
        ("target", "a lot", "Write a share above 0"),
        ("first", "soon", "Choose a day."),
        ("first", "0001-01-01", "Choose a day."),
        ("last", "2026-02-28", "Choose a day that is not before the first"),
        ("last", "2036-02-28", "Choose a day that is not before the first"),
    ],
)
def test_what_cannot_be_a_goal_is_told(
    owner: Client, shop: SmallShop, field: str, value: str, error: str
) -> None:
    answer = owner.post(GOALS, fresh() | {field: value})
    assert answer.status_code == 422
    assert error in html.unescape(answer.content.decode())
    assert len(queries.all_of(shop.conn, shop.program_id)) == 1


def test_there_is_an_end_to_goals(owner: Client) -> None:
    for _number in range(GOALS_MAX - 1):
        assert owner.post(GOALS, fresh()).status_code == 302
    answer = owner.post(GOALS, fresh())
    assert answer.status_code == 422
    assert "12 goals already" in answer.content.decode()


def test_who_only_looks_sets_none(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("money", "finance"))
    assert "Set a goal" not in said(client, GOALS)
    assert client.post(GOALS, fresh()).status_code == 403
    assert len(queries.all_of(shop.conn, shop.program_id)) == 1


def test_another_shop_s_goal_is_out_of_reach(shop: SmallShop) -> None:
    other = SmallShop(shop.conn, empty=True, name="other")
    (mine,) = queries.all_of(shop.conn, shop.program_id)
    assert not operations.drop(shop.conn, other.program_id, mine.goal_id)


def test_the_first_page_says_how_sales_go(owner: Client) -> None:
    page = said(owner, HOME)
    for words in ("Today so far", "The last four weeks", "against the four weeks before",
                  "Most revenue in", "Most customers in", "Most points in", "Behind"):  # fmt: skip
        assert words in page, words
    file = owner.get(f"{HOME}months.csv").getvalue().decode("utf-8-sig")
    head, first, *_rest = file.splitlines()
    assert head.startswith("month,orders,revenue_minor,currency,buyers,")
    assert first.startswith("2025-09,")


def test_before_anything_was_counted_it_says_so(client: Client, empty_shop: SmallShop) -> None:
    client.force_login(empty_shop.staff("new"))
    empty_shop.publish(PROGRAM, empty_shop.now)
    assert "Sales are being counted" in said(client, HOME)

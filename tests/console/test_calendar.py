"""The calendar of a shop: campaigns, offers, events, versions, goals."""

import html
import re
from datetime import date

import pytest
from babel import Locale
from django.test import Client

from regulars.kit.pages import months
from regulars.kit.pages.months import Item

PAGE = "/console/p/shop/calendar/"


def days(client: Client, month: str) -> dict[int, str]:
    """What stands on the days of a month, without marks."""
    page = client.get(f"{PAGE}?month={month}").content.decode()
    cells = re.findall(r"<td(?! class=\"outside\")[^>]*>(.*?)</td>", page, re.DOTALL)
    words = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in cells]
    return dict(enumerate(words, 1))


def test_a_campaign_is_on_its_days(owner: Client) -> None:
    found = days(owner, "2026-03")
    assert [day for day, text in found.items() if "Spring weeks" in text] == list(range(1, 22))
    assert "21 Mar 2026" in found[1]


def test_a_campaign_of_weekdays_is_on_those_only(owner: Client) -> None:
    found = days(owner, "2025-10")
    on = [day for day, text in found.items() if "A coffee in the rain" in text]
    assert on == [day for day in range(1, 32) if date(2025, 10, day).weekday() in (0, 1)]


def test_a_goal_s_last_day_and_a_version_s_first(owner: Client) -> None:
    assert "Goal ends: Revenue" in days(owner, "2026-04")[30]
    assert "Version 1 comes into force" in days(owner, "2025-09")[1]


def test_who_sees_no_figures_sees_no_goals(client: Client, shop: object) -> None:
    client.force_login(shop.staff("till", "cashier"))  # type: ignore[attr-defined]
    assert "Goal" not in days(client, "2026-04")[30]


@pytest.mark.parametrize("month", ["", "2026-13", "0001-01", "x", "2026-03-01"])
def test_an_odd_month_is_this_one(owner: Client, month: str) -> None:
    assert "<h1>Mar 2026</h1>" in owner.get(f"{PAGE}?month={month}").text


@pytest.mark.parametrize(
    ("locale", "first", "last"),
    [("fi", date(2026, 1, 26), date(2026, 3, 1)), ("en_US", date(2026, 2, 1), date(2026, 2, 28))],
)
def test_weeks_begin_as_in_the_reader_s_country(locale: str, first: date, last: date) -> None:
    items = [Item(day=date(2026, 2, 14), kind="event", text="Tasting")]
    weeks = months.weeks(date(2026, 2, 1), date(2026, 2, 14), items, Locale.parse(locale))
    assert (weeks[0][0].day, weeks[-1][-1].day) == (first, last)
    assert [one.day for week in weeks for one in week if one.items] == [date(2026, 2, 14)]
    assert [one.day for week in weeks for one in week if one.today] == [date(2026, 2, 14)]

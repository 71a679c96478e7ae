"""Consents at the club: unticked at the door, given and taken back with one press, with history."""

from django.test import Client
from tests.builders.shop import SmallShop
from tests.portal.test_door import CLUB, NEW, door, member, typed  # noqa: F401
from tests.support.mail import Mailbox

from regulars.domains.consents import queries

PRIVACY = f"{CLUB}me/privacy/"


def joined(browser: Client, mailbox: Mailbox, **said: object) -> None:
    """Join at the door."""
    browser.post(f"{CLUB}join/", {"email": NEW, "name": "New Face", **said})
    assert typed(browser, mailbox.code()) == 302


def agreed(shop: SmallShop) -> dict[tuple[str, str], bool]:
    """What the new member agrees to now."""
    found = member(shop, NEW)
    assert found is not None
    now = queries.current(shop.conn, shop.program_id, found.member_id)
    return {about: one.given for about, one in now.items()}


def test_nothing_is_ticked_and_nothing_follows_from_joining(
    door: Client, shop: SmallShop, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    page = door.get(f"{CLUB}join/").text
    assert page.count('name="agree"') == 3
    assert "checked" not in page
    joined(door, mailbox)
    assert agreed(shop) == {}


def test_what_was_ticked_is_agreed_to_and_taken_back(
    door: Client, shop: SmallShop, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    joined(door, mailbox, agree=["news", "nonsense"])
    assert agreed(shop) == {("news", "email"): True}
    assert "Stop" in door.get(PRIVACY).text
    said = {"purpose": "news", "channel": "email", "given": "no"}
    assert door.post(f"{PRIVACY}consent/", said).status_code == 302
    assert agreed(shop) == {("news", "email"): False}
    page = door.get(PRIVACY).text
    assert page.count("withdrawn") == 1
    assert door.post(f"{PRIVACY}consent/", said | {"purpose": "nonsense"}).status_code == 404


def test_only_members_see_it(door: Client) -> None:  # noqa: F811
    assert door.get(PRIVACY)["Location"] == f"{CLUB}sign-in/"

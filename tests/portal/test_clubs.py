"""Clubs at the club's site: joined, asked for, by code, left; what is inside is for members."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.builders.shop import SmallShop, email_of
from tests.portal.test_door import CLUB, door, typed  # noqa: F401
from tests.support.mail import Mailbox

from regulars.core.effects import Refused
from regulars.domains.clubs.contracts import Club, Post
from regulars.flows import join_club, run_club
from regulars.flows.club_news import club_id
from regulars.flows.membership import Asking
from regulars.kit import ids

CLUBS = f"{CLUB}clubs/"


@pytest.fixture
def inside(door: Client, mailbox: Mailbox) -> Client:  # noqa: F811
    """The browser of a member, the third."""
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    assert typed(door, mailbox.code()) == 302
    return door


def founded(shop: SmallShop, key: str = "runners", **said: Any) -> Club:
    """A club with a post for those who are in."""
    now = shop.shop.now
    club = Club(**{
        "program_id": shop.program_id, "club_id": ids.new(), "key": key, "fingerprint": b"",
        "title": f"The <{key}>", "text": "Tuesdays.", "joining": "open", "audience": b"{}",
        "capacity": None, "code_digest": None, "status": "open", "members": 0,
        "created_at": now, "changed_at": now, **said,
    })  # fmt: skip
    assert not isinstance(run_club.found(shop.conn, club), Refused)
    post = Post(
        program_id=shop.program_id, post_id=ids.new(), club_id=club.club_id, request=key,
        fingerprint=b"", title="Only for us", text="Bring shoes.", author="", pinned=True,
        published_at=now - timedelta(hours=1), until=None, changed_at=now,
    )  # fmt: skip
    assert not isinstance(run_club.publish(shop.conn, post), Refused)
    return club


def test_a_member_joins_reads_and_leaves(inside: Client, shop: SmallShop) -> None:
    assert "No clubs yet" in inside.get(CLUBS).text
    assert "Clubs" not in inside.get(f"{CLUB}more/").text
    address = f"{CLUBS}{club_id(founded(shop))}/"
    assert "The &lt;runners&gt;" in inside.get(CLUBS).text
    assert "Only for us" not in inside.get(address).text
    page = inside.post(f"{address}join/", follow=True).text
    assert ("Welcome to the club" in page, "Only for us" in page) == (True, True)
    assert "My clubs" in inside.get(CLUBS).text
    inside.post(f"{address}leave/")
    assert "Only for us" not in inside.get(address).text
    assert inside.get(f"{CLUBS}clb_nonsense/").status_code == 404


def test_where_staff_decide_one_asks_and_may_stop_asking(inside: Client, shop: SmallShop) -> None:
    address = f"{CLUBS}{club_id(founded(shop, joining='request'))}/"
    assert "The shop decides" in inside.get(address).text
    assert "You asked" in inside.post(f"{address}join/", follow=True).text
    assert "Only for us" not in inside.get(address).text
    inside.post(f"{address}leave/")
    assert "Ask to join" in inside.get(address).text


def test_a_code_opens_the_door_and_guessing_is_slow(inside: Client, shop: SmallShop) -> None:
    known = {"joining": "code", "code_digest": run_club.digest("keys", "Lamp 7")}
    address = f"{CLUBS}{club_id(founded(shop, 'keys', **known))}/"
    for _time in range(10):
        assert inside.post(f"{address}join/", {"code": "lamp"}).status_code == 422
    page = inside.post(f"{address}join/", {"code": "LAMP7"}).text
    assert "quarter of an hour" in page or "minutes" in page


def test_the_right_code_lets_in(inside: Client, shop: SmallShop) -> None:
    known = {"joining": "code", "code_digest": run_club.digest("keys", "Lamp 7")}
    address = f"{CLUBS}{club_id(founded(shop, 'keys', **known))}/"
    assert "Only for us" in inside.post(f"{address}join/", {"code": "LAMP7"}, follow=True).text


def test_only_who_is_invited_hears_of_a_club_by_invitation(inside: Client, shop: SmallShop) -> None:
    club = founded(shop, joining="invitation")
    address = f"{CLUBS}{club_id(club)}/"
    assert "runners" not in inside.get(CLUBS).text
    assert inside.get(address).status_code == 404
    who = Asking(account_id=shop.account(email_of(3)))
    assert join_club.invite(shop.conn, shop.shop, club.club_id, who).refused is None
    assert "you are invited" in inside.get(CLUBS).text
    assert "Only for us" in inside.post(f"{address}join/", follow=True).text


def test_a_full_club_says_so(inside: Client, shop: SmallShop) -> None:
    club = founded(shop, capacity=1)
    who = Asking(account_id=shop.account(email_of(1)))
    assert join_club.join(shop.conn, shop.shop, club.club_id, who).refused is None
    address = f"{CLUBS}{club_id(club)}/"
    assert 'class="button primary">Join' not in inside.get(address).text
    assert inside.post(f"{address}join/").status_code == 422

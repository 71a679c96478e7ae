"""Events at the club: a place with a code, the line, giving up, a calendar, and a friendly no."""

from datetime import timedelta
from typing import Any

from django.test import Client
from tests.builders.shop import SmallShop, email_of
from tests.portal.test_door import CLUB, door, member, typed  # noqa: F401
from tests.support.mail import Mailbox

from regulars.core.effects import Refused
from regulars.domains.gatherings.contracts import Gathering
from regulars.flows import arrange
from regulars.flows.event_news import event_id
from regulars.flows.sign_up import sign_up
from regulars.kit import ids

EVENTS = f"{CLUB}events/"


def arranged(shop: SmallShop, **said: Any) -> Gathering:
    """An evening with one place."""
    begins = shop.shop.now + timedelta(days=10)
    gathering = Gathering(**{
        "program_id": shop.program_id, "gathering_id": ids.new(), "key": "tasting",
        "fingerprint": b"", "kind": "tasting", "title": "An evening of tea", "text": "Bring a cup.",
        "location": "harbour", "begins_at": begins, "ends_at": begins + timedelta(hours=2),
        "places": 1, "waiting_list": True, "audience": b"{}", "opens_at": None, "closes_at": None,
        "barred_days": 0, "status": "planned", "revision": 0, "changed_at": shop.shop.now, **said,
    })  # fmt: skip
    made = arrange.arrange(shop.conn, gathering)
    assert not isinstance(made, Refused)
    return made[1]


def test_a_place_is_taken_shown_and_given_up(
    door: Client, shop: SmallShop, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    name = event_id(arranged(shop))
    assert door.get(EVENTS)["Location"] == f"{CLUB}sign-in/"
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    typed(door, mailbox.code())
    assert "1 place left" in door.get(EVENTS).text
    kept = door.post(f"{EVENTS}{name}/join/", follow=True).text
    assert "Your place is kept" in kept
    assert "Give my place up" in kept
    assert b"An evening of tea" in door.get(f"{EVENTS}calendar.ics").content
    door.post(f"{EVENTS}{name}/give-up/")
    assert "1 place left" in door.get(EVENTS).text
    assert door.post(f"{EVENTS}nonsense/join/").status_code == 404


def test_who_comes_late_stands_in_line_or_reads_why_not(
    door: Client, shop: SmallShop, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    first, other = arranged(shop), arranged(shop, key="full", title="Full", waiting_list=False)
    for one in (first, other):
        place = sign_up(shop.conn, shop.shop, one.gathering_id, shop.account(email_of(4)))
        assert place.status == "created"
    door.post(f"{CLUB}sign-in/", {"email": email_of(3)})
    typed(door, mailbox.code())
    assert "All places are taken" in door.get(EVENTS).text
    line = door.post(f"{EVENTS}{event_id(first)}/join/", follow=True).text
    assert "You are in line" in line
    no = door.post(f"{EVENTS}{event_id(other)}/join/", follow=True).text
    assert no.count("Your place is kept") == 0
    assert 'class="notice error"' in no

"""Clubs with members, with some who asked and with posts; events with places."""

from datetime import datetime, timedelta
from typing import Any

from tests.api.accepting.shop import Making, Names, Shop
from tests.support.api import START

TODAY = START + timedelta(hours=6)
BEGINS, ENDS = TODAY + timedelta(days=19), TODAY + timedelta(days=19, hours=2)


def club(shop: Shop, _said: Names, *, joining: str = "open") -> Names:
    """A club."""
    said = {"key": shop.number("c"), "title": "Club", "joining": joining}
    made = shop.need("/v1/clubs", said)
    return {"id": made["id"], "club": made["key"], "ref": shop.member()}


def joined(shop: Shop, said: Names, *, joining: str = "open") -> Names:
    """A member of a club; of one that is joined by asking, somebody who asked."""
    names = club(shop, said, joining=joining)
    shop.need(f"/v1/clubs/{names['id']}/members", {"member": names["ref"]})
    return names


def asked(shop: Shop, said: Names) -> Names:
    """Somebody who asked to be in a club."""
    return joined(shop, said, joining="request")


def post(shop: Shop, said: Names) -> Names:
    """A post of a club."""
    names = club(shop, said)
    made = shop.need(f"/v1/clubs/{names['id']}/posts", {"title": "Tuesday", "text": "At seven."})
    return names | {"post": made["id"]}


def event(shop: Shop, _said: Names, *, begins: datetime = BEGINS,
          lasts: timedelta = ENDS - BEGINS) -> Names:  # fmt: skip
    """An event to come."""
    said = {"kind": "workshop", "title": "Lamps", "places": 20, "begins_at": begins.isoformat(),
            "ends_at": (begins + lasts).isoformat()}  # fmt: skip
    return {"id": shop.need("/v1/events", said)["id"], "ref": shop.member()}


def place(shop: Shop, said: Names, **when: Any) -> Names:
    """A place at an event, and its code."""
    names = event(shop, said, **when)
    path = f"/v1/events/{names['id']}/registrations"
    return names | {"code": shop.need(path, {"member": names["ref"]})["code"]}


def place_today(shop: Shop, said: Names) -> Names:
    """A place at an event of this evening."""
    return place(shop, said, begins=TODAY)


def missed(shop: Shop, said: Names) -> Names:
    """Somebody who had a place, and did not come."""
    minute = timedelta(minutes=1)
    names = place(shop, said, begins=shop.now + minute, lasts=minute)
    shop.moves_to(shop.now + 3 * minute)
    return names


MAKES: dict[str, Making] = {
    "/v1/clubs/{id}": club,
    "leave_club": joined,
    "remove_club_member": joined,
    "approve_club_member": asked,
    "decline_club_member": asked,
    "change_post": post,
    "/v1/events/{id}": event,
    "give_up_place": place,
    "check_in": place_today,
    "lift_no_shows": missed,
}

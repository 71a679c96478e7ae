"""Clubs at the console: founded, changed; who asks is answered; posts come and end."""

import re
from typing import Any

from django.test import Client
from tests.builders.shop import SmallShop, email_of

from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club
from regulars.flows import join_club
from regulars.flows.membership import Asking

PAGE = "/console/p/shop/clubs/"


def body(**said: Any) -> dict[str, Any]:
    """A form as it is sent."""
    blank = {"key": "runners", "title": "Run & rest", "text": "Tuesdays.", "joining": "request",
             "code": "", "capacity": "2", "open": "yes"}  # fmt: skip
    return blank | said


def founded(owner: Client, **said: Any) -> str:
    """Found a club; its address."""
    answer = owner.post(f"{PAGE}new/", body(**said))
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def club(shop: SmallShop, key: str = "runners") -> Club:
    found = queries.by_key(shop.conn, shop.program_id, key)
    assert found is not None
    return found


def asks(shop: SmallShop, *numbers: int) -> None:
    """Let people ask as the shop's site would."""
    for number in numbers:
        who = Asking(account_id=shop.account(email_of(number)))
        assert join_club.join(shop.conn, shop.shop, club(shop).club_id, who).refused is None


def stand(shop: SmallShop, *statuses: str) -> int:
    """How many stand in the club in these ways."""
    return len(queries.members(shop.conn, shop.program_id, club(shop).club_id, statuses))


def test_a_club_is_founded_once_and_changed(owner: Client, shop: SmallShop) -> None:
    assert "No clubs yet" in owner.get(PAGE).text
    address = founded(owner)
    assert founded(owner) == address
    assert "Run &amp; rest" in owner.get(PAGE).text
    assert "0 of 2" in owner.get(PAGE).text
    assert owner.post(f"{PAGE}new/", body(title="Other")).status_code == 422
    form = owner.get(f"{address}edit/").text
    assert 'value="request" checked' in form
    assert owner.post(f"{address}edit/", body(joining="code")).status_code == 422
    changed = body(joining="code", code="Lamp 7", title="Runners", tiers=["friend"])
    assert owner.post(f"{address}edit/", changed).status_code == 302
    digest = club(shop).code_digest
    assert digest is not None
    owner.post(f"{address}edit/", body(joining="code", capacity=""))
    now = club(shop)
    assert (now.code_digest, now.capacity, now.audience, now.status) == (
        digest,
        None,
        b"{}",
        "open",
    )


def test_what_is_wrong_stands_beside_its_field(owner: Client) -> None:
    wrong = owner.post(f"{PAGE}new/", body(key="The Runners", title="", capacity="many"))
    assert (wrong.status_code, re.findall(r'id="e-([a-z]+)"', wrong.text)) == (
        422, ["title", "key", "capacity"],
    )  # fmt: skip
    odd = owner.post(f"{PAGE}new/", body(joining="luck"))
    assert "Choose one of these." in odd.text


def test_who_asks_is_answered(owner: Client, shop: SmallShop) -> None:
    address = founded(owner)
    asks(shop, 2, 3, 4, 5)
    two, three, four = (shop.public_id(email_of(number)) for number in (2, 3, 4))
    assert "Asking to join" in owner.get(address).text
    owner.post(f"{address}members/{two}/", {"what": "approve"})
    owner.post(f"{address}members/{three}/", {"what": "decline"})
    assert (stand(shop, "member"), stand(shop, "declined"), stand(shop, "asked")) == (1, 1, 2)
    owner.post(f"{address}add/", {"who": email_of(6), "what": "take-in"})
    full = owner.post(f"{address}members/{four}/", {"what": "approve"}, follow=True)
    assert "All 2 places of the club are taken" in full.text
    page = owner.post(f"{address}members/{two}/", {"what": "remove", "reason": "Rude"}, follow=True)
    assert "taken out</span>" in page.text
    assert (club(shop).members, stand(shop, "removed")) == (1, 1)
    owner.post(f"{address}add/", {"who": email_of(2), "what": "invite"})
    assert stand(shop, "invited") == 1
    nobody = owner.post(f"{address}add/", {"who": "zzz", "what": "take-in"})
    assert (nobody.status_code, "No member fits" in nobody.text) == (422, True)
    for what in ("dance", ""):
        assert owner.post(f"{address}members/{two}/", {"what": what}).status_code == 404
        assert owner.post(f"{address}add/", {"what": what}).status_code == 404


def test_posts_come_are_pinned_and_end(owner: Client, shop: SmallShop) -> None:
    address = founded(owner)
    said = {"key": "a" * 32, "title": "Tuesday", "text": "At the <bridge>.\n\nBring a lamp."}
    for _ in range(2):
        assert owner.post(f"{address}posts/", said).status_code == 302
    page = owner.get(address).text
    assert page.count("<p>At the &lt;bridge&gt;.</p>") == 1
    post = re.search(r"posts/(pst_\w+)/", page)
    assert post is not None
    one = f"{address}posts/{post[1]}/"
    assert "pinned</span>" in owner.post(one, {"what": "pin"}, follow=True).text
    ended = owner.post(one, {"what": "end"}, follow=True).text
    assert "The end must be after the time of publishing." in ended
    shop.later(minutes=1)
    assert "over</span>" in owner.post(one, {"what": "end"}, follow=True).text
    for wrong in ({"title": ""}, {"from": "soon"}, {"until": "2020-01-01T10:00"}):
        assert owner.post(f"{address}posts/", said | {"key": "b" * 32} | wrong).status_code == 422
    assert owner.post(one, {"what": "sing"}).status_code == 404


def test_an_event_of_the_club(owner: Client, shop: SmallShop) -> None:
    address = founded(owner)
    form = owner.get("/console/p/shop/events/new/?club=runners").text
    assert '<option value="runners" selected>' in form
    event = {
        "key": "d" * 32, "title": "Night run", "kind": "run", "begins": "2030-06-05T18:00",
        "ends": "2030-06-05T20:00", "places": "9", "barred": "0", "club": "runners",
    }  # fmt: skip
    made = owner.post("/console/p/shop/events/new/", event)
    assert made.status_code == 302
    assert "Night run" in owner.get(address).text
    wrong = owner.post(f"{made.headers['Location']}add/", {"who": email_of(2)})
    assert "The event is for the club “runners”" in wrong.text
    assert club(shop).members == 0


def test_another_shop_s_club_is_not_here(
    client: Client, owner: Client, shop: SmallShop, empty_shop: SmallShop
) -> None:
    address = founded(owner)
    client.force_login(empty_shop.staff("new"))
    for last in ("", "edit/"):
        assert client.get(f"{address}{last}").status_code == 404
    for last in ("add/", f"members/{shop.star}/", "posts/", "posts/pst_none/"):
        assert client.post(f"{address}{last}", {}).status_code == 404

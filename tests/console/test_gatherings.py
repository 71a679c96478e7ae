"""Events at the console: arranged, changed, copied, called off; who comes, waits and did not."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of

from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering, Place
from regulars.flows import clock
from regulars.flows.sign_up import sign_up

PAGE = "/console/p/shop/events/"
KEY = "d" * 32
COMING = """\
  - {id: came, title: Coming, on: event.attended, when: {data: {kind: tasting}}, give: {point: 20}}
rewards:
"""


def body(shop: SmallShop, days: int = 10, **said: Any) -> dict[str, Any]:
    """A form as it is sent: an event in so many days at six in the evening."""
    day = (shop.shop.now + timedelta(days=days)).date().isoformat()
    blank = {
        "key": KEY, "title": "Tea <from> afar", "kind": "tasting", "text": "Three teas.\n\nCups.",
        "location": "In the shop", "begins": f"{day}T18:00", "ends": f"{day}T20:00", "opens": "",
        "closes": "", "places": "1", "barred": "30", "waiting_list": "yes",
    }  # fmt: skip
    return blank | said


def arranged(owner: Client, shop: SmallShop, **said: Any) -> str:
    """Arrange an event; its address."""
    answer = owner.post(f"{PAGE}new/", body(shop, **said))
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def gathering(shop: SmallShop) -> Gathering:
    (found,) = queries.shown(
        shop.conn, shop.program_id, "coming", now=shop.shop.now, beyond=None, limit=9
    )
    return found


def signed(shop: SmallShop, *numbers: int) -> list[Place]:
    """Sign people up as the shop's site would."""
    one = gathering(shop).gathering_id
    found = [sign_up(shop.conn, shop.shop, one, shop.account(email_of(i))) for i in numbers]
    return [answer.place for answer in found if answer.place is not None]


def test_an_event_is_arranged_once_and_shown(owner: Client, shop: SmallShop) -> None:
    assert "No event is planned" in owner.get(PAGE).text
    address = arranged(owner, shop)
    assert arranged(owner, shop) == address
    page = owner.get(address).text
    assert "Tea &lt;from&gt; afar" in page
    assert "The program gives nothing for coming." in page
    shop.publish(PROGRAM.replace("rewards:\n", COMING, 1), shop.shop.now)
    assert "20 points for coming to an event" in owner.get(address).text
    assert "Tea &lt;from&gt; afar" in owner.get(PAGE).text
    other = owner.post(f"{PAGE}new/", body(shop, places="9"))
    assert other.status_code == 422
    one = gathering(shop)
    assert (one.begins_at.hour, one.places, one.barred_days) in ((15, 1, 30), (16, 1, 30))


def test_what_is_wrong_stands_beside_its_field(owner: Client, shop: SmallShop) -> None:
    wrong = owner.post(
        f"{PAGE}new/",
        body(shop, title="", kind="A Tasting", begins="2026-03-29T03:30", ends="soon",
             places="many", barred="-1", key="old"),
    )  # fmt: skip
    assert wrong.status_code == 422
    found = re.findall(r'id="e-([a-z]+)"', wrong.text)
    assert found == ["title", "kind", "begins", "ends", "places", "barred"]
    assert "too old" in wrong.text
    backwards = owner.post(f"{PAGE}new/", body(shop, ends="2026-01-01T10:00"))
    assert "It ends after it begins." in backwards.text
    late = owner.post(f"{PAGE}new/", body(shop, opens="2030-01-01T10:00"))
    assert "Registration opens before it closes" in late.text


def test_an_event_is_changed_and_copied(owner: Client, shop: SmallShop) -> None:
    address = arranged(owner, shop, tiers=["regular", "friend"], title="Tea")
    assert owner.get(f"{address}edit/").text.count(" checked") == 3
    answer = owner.post(f"{address}edit/", body(shop, title="More tea", places="3"), follow=True)
    assert "“More tea” is changed." in answer.text
    assert gathering(shop).audience == b"{}"
    form = owner.get(f"{PAGE}new/?copy={address.split('/')[-2]}").text
    assert 'value="More tea"' in form
    week = (shop.shop.now + timedelta(days=17)).date().isoformat()
    assert f'value="{week}T18:00"' in form
    assert owner.get(f"{PAGE}new/?copy=evn_none").status_code == 404


def test_people_come_wait_and_are_let_in(owner: Client, shop: SmallShop) -> None:
    address = arranged(owner, shop)
    (first, second) = signed(shop, 2, 3)
    assert (first.status, second.status) == ("going", "waiting")
    added = owner.post(f"{address}add/", {"who": email_of(4)}, follow=True)
    assert "Signed up." in added.text
    for who, said in (
        ("person", "More than one member"),
        ("zzz", "No member fits"),
        ("", "No m"),
    ):
        answer = owner.post(f"{address}add/", {"who": who})
        assert (answer.status_code, said in answer.text) == (422, True)
    fourth = shop.public_id(email_of(4))
    owner.post(f"{address}places/{fourth}/", {"what": "let-in"})
    line = queries.line(shop.conn, shop.program_id, gathering(shop).gathering_id)
    assert [one.status for one in line] == ["going", "waiting", "going"]
    assert gathering(shop).places == 2
    owner.post(f"{address}places/{fourth}/", {"what": "take-out"})
    line = queries.line(shop.conn, shop.program_id, gathering(shop).gathering_id)
    assert [one.status for one in line] == ["going", "going"]
    refused = owner.post(f"{address}places/{fourth}/", {"what": "let-in"}, follow=True)
    assert "is not on the list" in refused.text
    assert owner.post(f"{address}places/{fourth}/", {"what": "dance"}).status_code == 404


def test_check_in_by_code_and_by_hand_and_who_stays_away(owner: Client, shop: SmallShop) -> None:
    address = arranged(owner, shop, places="3")
    places = signed(shop, 2, 3, 4)
    early = owner.post(f"{address}check-in/", {"code": places[0].code})
    assert (early.status_code, "Check-ins begin on the day" in early.text) == (422, True)
    clock.advance(shop.conn, shop.shop, gathering(shop).begins_at)
    assert (
        "Checked in."
        in owner.post(f"{address}check-in/", {"code": places[0].code.lower()}, follow=True).text
    )
    third = shop.public_id(email_of(3))
    page = owner.post(f"{address}places/{third}/", {"what": "check-in"}, follow=True).text
    assert page.count('<span class="tag good">came</span>') == 2
    clock.advance(shop.conn, shop.shop, gathering(shop).ends_at)
    page = owner.get(address).text
    assert "Did not come" in page
    assert "barred until" in page
    assert address in owner.get(f"{PAGE}?show=past").text
    fourth = f"{address}places/{shop.public_id(email_of(4))}/lift/"
    assert "A reason is needed" in owner.post(fourth, {"reason": " "}, follow=True).text
    page = owner.post(fourth, {"reason": "Was ill"}, follow=True).text
    assert "They may sign up again." in page
    assert "forgiven" in page
    assert "No empty place counts" in owner.post(fourth, {"reason": "Again"}, follow=True).text


def test_an_event_is_called_off_with_a_reason(owner: Client, shop: SmallShop) -> None:
    address = arranged(owner, shop)
    signed(shop, 2)
    assert "Say why" in owner.post(f"{address}cancel/", {"reason": ""}).text
    page = owner.post(f"{address}cancel/", {"reason": "The kettle broke"}, follow=True).text
    assert "The kettle broke" in page
    assert address in owner.get(f"{PAGE}?show=cancelled").text
    assert "No event is planned" in owner.get(PAGE).text
    assert b"STATUS:CANCELLED" in owner.get(f"{address}calendar.ics").content
    assert "The event was called off;" in owner.post(f"{address}add/", {"who": email_of(3)}).text


def test_another_shop_s_event_is_not_here(
    client: Client, owner: Client, shop: SmallShop, empty_shop: SmallShop
) -> None:
    address = arranged(owner, shop)
    client.force_login(empty_shop.staff("new"))
    for last in ("", "edit/", "calendar.ics"):
        assert client.get(f"{address}{last}").status_code == 404
    for last in ("cancel/", "check-in/", "add/", f"places/{shop.star}/"):
        assert client.post(f"{address}{last}", {}).status_code == 404

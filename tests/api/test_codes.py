"""Codes that members type in: a campaign's, and how many wrong ones anybody may try."""

from collections import Counter
from datetime import timedelta

import pytest
from tests.api import events
from tests.api.test_at_once import MANY, at_once
from tests.support.api import START, Answer, Api, open_api


def typed(api: Api, code: str, who: str = "ana", once: str = "", **headers: str) -> Answer:
    body = {"type": "code.redeemed", "member": f"external_id:{who}", "external_id": once or code,
            "occurred_at": START.isoformat(), "data": {"code": code}}  # fmt: skip
    return api.call("POST", "/v1/activities", body, headers=headers)


@pytest.fixture
def shop(api: Api) -> Api:
    """A shop with two members."""
    for name in ("ana", "ben"):
        api.post("/v1/members", {"external_id": name})
    return api


def add(api: Api, *codes: str, **terms: object) -> Answer:
    return api.post("/v1/codes", {"pool": "stars", "codes": list(codes), **terms})


def test_a_campaign_s_code_works_once_for_each_member(shop: Api) -> None:
    assert add(shop, "Summer 26", uses=10).json == {"added": 1}
    assert typed(shop, "SUMMER26").status == 201
    assert typed(shop, "summer-26", who="ben").status == 201
    assert [shop.available(f"external_id:{one}") for one in ("ana", "ben")] == [25, 25]
    again = typed(shop, "SUMMER26", once="again")
    assert (again.status, again.code) == (409, "code_used_by_member")
    assert typed(shop, "SUMMER26").json["status"] == "repeated"


def test_each_member_may_have_more_than_one_use(shop: Api) -> None:
    add(shop, "TWICE", per_member=2)
    found = [typed(shop, "TWICE", once=str(number)).code for number in range(3)]
    assert found == ["", "", "code_used_by_member"]
    add(shop, "TWICE", per_member=3)
    assert typed(shop, "TWICE", once="3").status == 201


def test_its_times_are_kept(shop: Api) -> None:
    first, last = START + timedelta(days=1), START + timedelta(days=2)
    add(shop, "WEEKEND", **{"from": first.isoformat(), "to": last.isoformat()})
    early = typed(shop, "WEEKEND")
    assert (early.status, early.code) == (409, "code_not_yet")
    assert early.json["params"]["from"] in early.json["detail"]
    shop.advance(first)
    assert typed(shop, "WEEKEND").status == 201
    shop.advance(last)
    late = typed(shop, "WEEKEND", who="ben")
    assert (late.status, late.code) == (409, "code_over")


def test_what_works_once_does_not_become_a_campaign_s(shop: Api) -> None:
    add(shop, "ONE")
    assert add(shop, "ONE", uses=5).json == {"added": 0}
    assert typed(shop, "ONE").status == 201
    assert typed(shop, "ONE", who="ben").code == "code_used"


def test_a_campaign_s_code_of_another_shop_is_unknown(shop: Api) -> None:
    add(open_api(), "THERE", uses=5)
    assert typed(shop, "THERE").code == "code_unknown"


def test_exactly_as_many_uses_as_there_are(api: Api) -> None:
    add(api, "SUN", uses=7)
    for number in range(MANY):
        api.post("/v1/members", {"external_id": f"m{number}"})
    found = at_once(lambda number: typed(api, "SUN", who=f"m{number}"))
    assert Counter(one.code for one in found) == {"": 7, "code_used": MANY - 7}
    assert sum(api.available(f"external_id:m{number}") for number in range(MANY)) == 7 * 25


def test_fifty_wrong_codes_at_once_are_ten_answers(shop: Api) -> None:
    add(shop, "RIGHT")
    found = at_once(lambda number: typed(shop, f"wrong-{number}", once=f"n{number}"))
    assert Counter(one.code for one in found) == {
        "code_unknown": 10, "too_many_attempts": MANY - 10,
    }  # fmt: skip
    over = typed(shop, "RIGHT")
    assert (over.status, over.code) == (429, "too_many_attempts")
    assert over.headers["Retry-After"] == "900"
    assert "15 minutes" in over.json["detail"]
    assert typed(shop, "wrong", who="ben").code == "code_unknown"
    shop.advance(START + timedelta(minutes=14))
    assert typed(shop, "RIGHT").headers["Retry-After"] == "60"
    shop.advance(START + timedelta(minutes=15))
    assert typed(shop, "RIGHT").status == 201


def test_the_right_code_forgets_a_member_s_misses(shop: Api) -> None:
    add(shop, "RIGHT", "GOOD")
    for number in range(9):
        assert typed(shop, f"wrong-{number}").code == "code_unknown"
    assert typed(shop, "RIGHT").status == 201
    for number in range(10):
        assert typed(shop, f"bad-{number}").code == "code_unknown"
    assert typed(shop, "GOOD").code == "too_many_attempts"


def test_an_address_that_is_passed_is_counted(shop: Api) -> None:
    """Of IPv6 only the network counts; another address may go on with the same key."""
    for number in range(30):
        missed = shop.call(
            "GET", f"/v1/vouchers/WRNG-{number:04}",
            headers={"X-Client-Address": f"2001:db8:1:2::{number + 1}"},
        )  # fmt: skip
        assert missed.code == "voucher_unknown"
    here, there = "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"
    for path in ("redeem", "reserve"):
        body = {"occurred_at": START.isoformat()}
        found = shop.call("POST", f"/v1/vouchers/A/{path}", body, once="1",
                          headers={"X-Client-Address": here})  # fmt: skip
        assert (found.status, found.code) == (429, "too_many_attempts")
    found = shop.call("GET", "/v1/vouchers/A", headers={"X-Client-Address": there})
    assert found.code == "voucher_unknown"


def test_check_in_codes_are_counted_as_others_are() -> None:
    api = events.shop(1)
    event = events.arranged(api)
    code = events.signs_up(api, event, 0).json["code"]
    path, here = f"/v1/events/{event}/check-ins", {"X-Client-Address": "192.0.2.7"}
    api.advance(events.BEGINS)
    for number in range(30):
        missed = api.call("POST", path, {"code": f"WRNG-{number:04}"}, headers=here)
        assert missed.code == "check_in_code_unknown"
    assert api.call("POST", path, {"code": code}, headers=here).code == "too_many_attempts"
    elsewhere = {"X-Client-Address": "192.0.2.8"}
    assert api.call("POST", path, {"code": code}, headers=elsewhere).status == 201

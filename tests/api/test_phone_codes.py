"""A code that changes, through the API: for one till, for a moment, and guessing is slow."""

from datetime import timedelta

from tests.support.api import Api, open_api

from regulars.domains.phones.contracts import Phone
from regulars.flows import phone_codes
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact

CODES = "/v1/phone-codes"


def phone(api: Api) -> tuple[str, Phone]:
    """A member, and a phone of theirs."""
    made = api.post("/v1/members", {"external_id": "ana", "name": "Ana"}).json["id"]
    member_id = ids.decode("mem", made)
    assert member_id is not None
    now = clock.now()
    return made, transact(lambda conn: phone_codes.begin(conn, api.program_id, member_id, now))


def test_a_till_finds_whose_phone_it_is(api: Api) -> None:
    made, mine = phone(api)
    code = phone_codes.shown(mine, clock.now())
    found = api.post(CODES, {"code": f"{code[:2]} {code[2:]}", "till": "left"})
    assert (found.status, found.json["id"]) == (200, made)
    assert api.post(CODES, {"code": code, "till": "left"}).status == 200
    other = api.post(CODES, {"code": code, "till": "right"})
    assert (other.status, other.code) == (404, "phone_code_unknown")
    old = phone_codes.shown(mine, clock.now() - timedelta(minutes=2))
    assert api.post(CODES, {"code": old, "till": "left"}).code == "phone_code_unknown"
    assert api.post(CODES, {"code": "29000 00001"}).code == "phone_code_unknown"


def test_another_shop_finds_nobody(api: Api) -> None:
    _made, mine = phone(api)
    code = phone_codes.shown(mine, clock.now())
    assert open_api().post(CODES, {"code": code}).code == "phone_code_unknown"


def test_who_is_erased_shows_nothing(api: Api) -> None:
    made, mine = phone(api)
    assert api.call("DELETE", f"/v1/members/{made}").status == 204
    code = phone_codes.shown(mine, clock.now())
    assert api.post(CODES, {"code": code}).code == "phone_code_unknown"

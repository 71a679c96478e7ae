"""Consents through the API: said once, kept, united by the stricter, proved after erasure."""

from typing import Any

from tests.support.api import START, Answer, Api, open_api

from regulars.domains.consents import queries
from regulars.kit import ids
from regulars.kit.pg.django import transact

ANN, BEN = "external_id:ann", "external_id:ben"
SEGMENT = {"where": {"consent": ["news"]}}


def shop() -> Api:
    api = open_api()
    for name in ("ann", "ben"):
        assert api.post("/v1/members", {"external_id": name}).status == 201
    return api


def says(api: Api, member: str, given: bool, **said: Any) -> Answer:
    body = {"purpose": "news", "channel": "email", "given": given, **said}
    return api.post(f"/v1/members/{member}/consents", body)


def current(api: Api, member: str) -> dict[tuple[str, str], bool]:
    found = api.get(f"/v1/members/{member}/consents").json["current"]
    return {(one["purpose"], one["channel"]): one["given"] for one in found}


def history(api: Api, member: str) -> list[tuple[bool, str]]:
    found = api.get(f"/v1/members/{member}/consents").json["history"]
    return [(one["given"], one["place"]) for one in found]


def heard(api: Api) -> list[str]:
    """The envelopes about consents that wait for listeners."""
    wanted = "SELECT envelopes FROM outbox_waiting WHERE program_id = %s ORDER BY outbox_id"
    rows = transact(lambda conn: conn.execute(wanted, [api.program_id]).fetchall())
    types = [one["type"] for (envelopes,) in rows for one in envelopes]
    return [one for one in types if one.startswith("consent.")]


def test_said_twice_is_noted_once_and_taken_back() -> None:
    api = shop()
    first = says(api, ANN, True, wording="v1", place="till")
    again = says(api, ANN, True, wording="v1")
    assert (first.status, again.status, again.json["id"]) == (201, 200, first.json["id"])
    assert says(api, ANN, True, wording="v2").status == 201
    assert says(api, ANN, False).status == 201
    assert current(api, ANN) == {("news", "email"): False}
    assert history(api, ANN) == [(True, "till"), (True, "api"), (False, "api")]
    assert heard(api) == ["consent.given", "consent.given", "consent.withdrawn"]
    assert current(api, BEN) == {}


def test_what_was_said_before_changes_nothing_of_what_was_said_since() -> None:
    api = shop()
    says(api, ANN, False)
    old = {"at": "2024-05-01T12:00:00Z", "place": "import"}
    assert [says(api, ANN, True, **old).status for _ in range(2)] == [201, 200]
    assert current(api, ANN) == {("news", "email"): False}
    assert history(api, ANN) == [(True, "import"), (False, "api")]
    assert heard(api) == ["consent.withdrawn"]
    assert says(api, ANN, True, at="2026-03-02T12:00:00Z").code == "time_in_the_future"
    assert says(api, ANN, True, at="1960-03-02T12:00:00Z").code == "time_out_of_range"
    assert says(api, "external_id:nobody", True).code == "member_unknown"


def test_who_left_can_only_take_back() -> None:
    api = shop()
    says(api, ANN, True)
    assert api.post(f"/v1/members/{ANN}/close").status == 201
    assert says(api, ANN, True, channel="sms").code == "account_closed"
    assert says(api, ANN, False).status == 201


def test_two_who_are_one_person_agree_to_what_neither_refused() -> None:
    api = shop()
    says(api, ANN, False)
    says(api, BEN, True)
    says(api, BEN, True, channel="sms")
    says(api, ANN, True, purpose="offers")
    assert api.post(f"/v1/members/{ANN}/merge", {"other": BEN}).status == 201
    now = {("news", "email"): False, ("news", "sms"): True, ("offers", "email"): True}
    assert current(api, ANN) == now
    assert current(api, BEN) == now
    assert (False, "uniting") in history(api, ANN)


def test_of_the_erased_the_proof_stays_and_nothing_is_agreed_to() -> None:
    api = shop()
    member = api.get(f"/v1/members/{ANN}").json["id"]
    says(api, ANN, True, wording="v1")
    assert api.call("DELETE", f"/v1/members/{ANN}").status == 204
    member_id = ids.decode("mem", member)
    assert member_id is not None
    kept = transact(lambda conn: queries.history(conn, api.program_id, member_id))
    assert [(one.given, one.place) for one in kept] == [(True, "api"), (False, "erasure")]


def test_a_segment_asks_for_consent() -> None:
    api = shop()

    def count() -> int:
        return int(api.post("/v1/segments/preview", SEGMENT).json["members"])

    assert count() == 0
    api.call("PATCH", f"/v1/members/{BEN}", {"attributes": {"consent_news": True}})
    says(api, ANN, True)
    assert count() == 2
    says(api, BEN, False)
    assert count() == 1
    pair = {"where": {"consent": ["news/sms"]}}
    assert api.post("/v1/segments/preview", pair).json["members"] == 0


def test_times_are_the_shops_own() -> None:
    api = shop()
    assert says(api, ANN, True).json["at"] == START.isoformat().replace("+00:00", "Z")

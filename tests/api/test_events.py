"""Events through the API: places, the line, who comes and who does not, and each no."""

from tests.api.events import (
    BEGINS,
    ENDS,
    arranged,
    checks_in,
    leaves,
    line,
    mine,
    on,
    shop,
    signs_up,
)
from tests.support.api import Api

from regulars.domains.messages import queries as notices
from regulars.flows.verify import verify
from regulars.kit.pg.django import transact


def told(api: Api) -> list[str]:
    """The triggers of all notices about events, the oldest first."""
    found = transact(lambda conn: notices.newest(conn, api.program_id, before=None, limit=200))
    return [one.trigger for one in reversed(found) if one.trigger.startswith("event.")]


def test_the_last_place_the_line_and_who_leaves_it() -> None:
    api = shop(4)
    event = arranged(api)
    first = signs_up(api, event, 0)
    assert (first.status, first.json["status"], first.json["number"]) == (201, "going", 1)
    again = signs_up(api, event, 0)
    assert (again.status, again.json) == (200, first.json)
    assert [signs_up(api, event, one).json["status"] for one in (1, 2, 3)] == [
        "going", "waiting", "waiting",
    ]  # fmt: skip
    assert mine(api, event, 3) == {
        "place": signs_up(api, event, 3).json, "may_sign_up": False, "code": "", "params": {},
        "text": "",
    }  # fmt: skip
    assert [leaves(api, event, 0).status, leaves(api, event, 0).status] == [204, 204]
    assert line(api, event) == [("m1", "going"), ("m2", "going"), ("m3", "waiting")]
    assert signs_up(api, event, 0).json["number"] == 5
    raised = api.call("PATCH", f"/v1/events/{event}", {"places": 3})
    assert (raised.json["places_left"], raised.json["waiting"]) == (0, 1)
    assert line(api, event)[2:] == [("m3", "going"), ("m0", "waiting")]
    assert told(api) == [
        "event.signed_up", "event.signed_up", "event.waiting", "event.waiting", "event.promoted",
        "event.waiting", "event.promoted",
    ]  # fmt: skip


def test_who_comes_gets_points_once_and_who_does_not_is_barred() -> None:
    api = shop(3)
    event = arranged(api, no_show_days=30)
    codes = [signs_up(api, event, one).json["code"] for one in range(3)]
    assert checks_in(api, event, codes[0]).code == "check_in_not_yet"
    api.advance(BEGINS)
    came = checks_in(api, event, codes[0].lower().replace("-", " "))
    assert (came.status, came.json["place"]["status"]) == (201, "attended")
    again = checks_in(api, event, codes[0])
    assert (again.status, again.json["effects"]) == (200, came.json["effects"])
    assert api.available("external_id:m0") == 50
    assert checks_in(api, event, "WRONG").code == "check_in_code_unknown"
    assert checks_in(api, event, codes[2]).code == "check_in_waiting"
    api.advance(ENDS)
    assert line(api, event) == [("m0", "attended"), ("m1", "missed"), ("m2", "waiting")]
    assert checks_in(api, event, codes[1]).code == "event_over"
    assert leaves(api, event, 1).code == "event_over"
    later = arranged(api, title="Later", begins_at=on(20).isoformat(), ends_at=on(21).isoformat())
    barred = signs_up(api, later, 1)
    assert barred.code == "barred_after_no_show"
    assert "until" in barred.json["params"]
    assert signs_up(api, later, 0).status == 201
    api.advance(on(22))
    assert told(api).count("event.missed") == 2
    history = api.get("/v1/members/external_id:m1/events").json["data"]
    assert [one["mine"]["place"]["status"] for one in history] == ["missed"]
    assert transact(lambda conn: list(verify(conn, api.program_id))) == []


def test_every_no_has_its_code() -> None:
    api = shop(3)
    small = arranged(api, places=1, waiting_list=False)
    signs_up(api, small, 0)
    assert signs_up(api, small, 1).code == "event_full"
    assert mine(api, small, 1)["code"] == "event_full"
    gold = arranged(api, title="Gold", audience={"tier": ["gold"]})
    refused = signs_up(api, gold, 1)
    assert (refused.code, refused.json["params"]) == ("tier_needed", {"tier": "gold"})
    young = arranged(api, title="Young", audience={"age": {"from": 18, "to": 30}})
    assert signs_up(api, young, 1).code == "event_not_for_member"
    soon = arranged(api, title="Soon", registration_from=on(5).isoformat())
    assert signs_up(api, soon, 1).code == "registration_not_open"
    assert leaves(api, soon, 1).code == "registration_unknown"
    assert signs_up(api, "evn_unknown", 1).code == "event_unknown"
    assert signs_up(api, soon, 9).code == "member_unknown"
    api.advance(BEGINS)
    assert signs_up(api, soon, 1).code == "registration_not_open"
    api.advance(ENDS)
    assert signs_up(api, soon, 1).code == "event_over"
    assert api.post(f"/v1/events/{soon}/cancel").code == "event_over"


def test_an_event_is_arranged_once_and_says_what_it_cannot_be() -> None:
    api = shop(0)
    body = {"kind": "dinner", "title": "Dinner", "places": 8, "begins_at": BEGINS.isoformat(),
            "ends_at": ENDS.isoformat()}  # fmt: skip
    made = api.post("/v1/events", body, once="dinner")
    again = api.post("/v1/events", body, once="dinner")
    assert (made.status, again.status, made.json) == (201, 200, again.json)
    other = api.post("/v1/events", body | {"places": 9}, once="dinner")
    assert other.code == "exists_with_different_content"
    assert api.post("/v1/events", body).code == "idempotency_key_needed"
    for said, code in (
        ({"ends_at": body["begins_at"]}, "event_times_wrong"),
        ({"registration_from": body["begins_at"]}, "event_times_wrong"),
        ({"audience": {"tier": ["tin"]}}, "tier_unknown"),
        ({"audience": {"segment": ["nobody"]}}, "segment_unknown"),
        ({"places": 0}, "body_invalid"),
    ):
        assert api.post("/v1/events", body | said, once="wrong").code == code
        path = f"/v1/events/{made.json['id']}"
        assert api.call("PATCH", path, said).code == code
    arranged(api, title="Second", begins_at=on(11).isoformat(), ends_at=on(12).isoformat())
    page = api.get("/v1/events", "limit=1").json
    assert [one["title"] for one in page["data"]] == ["Dinner"]
    rest = api.get("/v1/events", f"cursor={page['next_cursor']}").json
    assert ([one["title"] for one in rest["data"]], rest["next_cursor"]) == (["Second"], None)
    assert api.get("/v1/events", "cursor=x").code == "cursor_invalid"


def test_everybody_hears_of_a_change_and_of_the_end() -> None:
    api = shop(3)
    event = arranged(api, places=1)
    code = signs_up(api, event, 0).json["code"]
    signs_up(api, event, 1)
    api.call("PATCH", f"/v1/events/{event}", {"location": "old town", "places": 1})
    api.call("PATCH", f"/v1/events/{event}", {"text": "Bring glue."})
    calls = [api.post(f"/v1/events/{event}/cancel") for _ in range(2)]
    assert [one.json["status"] for one in calls] == ["cancelled", "cancelled"]
    assert told(api)[2:] == ["event.changed"] * 2 + ["event.cancelled"] * 2
    assert signs_up(api, event, 2).code == "event_cancelled"
    api.advance(BEGINS)
    assert checks_in(api, event, code).code == "event_cancelled"


def test_calendar_files() -> None:
    api = shop(2)
    event = arranged(api, places=1)
    signs_up(api, event, 0)
    signs_up(api, event, 1)
    public = api.get(f"/v1/events/{event}/calendar.ics")
    assert public.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"SUMMARY:Lamps\\; of paper\\, at home\r\n" in public.raw
    waits = api.get("/v1/members/external_id:m1/calendar.ics").raw
    assert b"STATUS:TENTATIVE\r\n" in waits
    leaves(api, event, 0)
    assert b"STATUS:CONFIRMED\r\n" in api.get("/v1/members/external_id:m1/calendar.ics").raw
    assert b"VEVENT" not in api.get("/v1/members/external_id:m0/calendar.ics").raw


def test_who_is_erased_leaves_the_line() -> None:
    api = shop(2)
    event = arranged(api, places=1)
    signs_up(api, event, 0)
    signs_up(api, event, 1)
    assert api.call("DELETE", "/v1/members/external_id:m0").status == 204
    assert line(api, event) == [("m1", "going")]


def test_who_leaves_the_program_leaves_the_line() -> None:
    api = shop(2)
    event = arranged(api, places=1)
    signs_up(api, event, 0)
    signs_up(api, event, 1)
    assert api.post("/v1/members/external_id:m0/close").status == 201
    assert line(api, event) == [("m1", "going")]
    assert signs_up(api, event, 0).code == "account_closed"


def test_two_who_are_one_person_keep_one_place() -> None:
    api = shop(4)
    event, other = arranged(api, places=2), arranged(api, title="Other")
    code = signs_up(api, event, 1).json["code"]
    signs_up(api, other, 0)
    signs_up(api, other, 1)
    signs_up(api, other, 2)
    merged = api.post("/v1/members/external_id:m0/merge", {"other": "external_id:m1"})
    assert merged.status in (200, 201), merged
    assert line(api, event) == [("m0", "going")]
    assert line(api, other) == [("m0", "going"), ("m2", "going")]
    api.advance(BEGINS)
    assert checks_in(api, event, code).json["place"]["status"] == "attended"
    assert api.available("external_id:m0") == 50
    assert transact(lambda conn: list(verify(conn, api.program_id))) == []

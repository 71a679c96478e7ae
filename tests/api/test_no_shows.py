"""Members who leave places empty time and again, keys of sign-ups, and who lifts what follows."""

from datetime import timedelta

from tests.api.events import BEGINS, ENDS, EVENTS, arranged, leaves, signs_up
from tests.support.api import Api, open_api

RULE = """\
events: {no_shows: {times: 2, within: 60 days, barred_for: 30 days}}
"""


def shop() -> Api:
    api = open_api(EVENTS + RULE)
    for number in range(2):
        assert api.post("/v1/members", {"external_id": f"m{number}"}).status == 201
    return api


def misses(api: Api, title: str, days: int, number: int = 0) -> None:
    """Let a member leave a place empty at an event so many days after the first."""
    later = timedelta(days=days)
    event = arranged(
        api, title=title, begins_at=(BEGINS + later).isoformat(),
        ends_at=(ENDS + later).isoformat(),
    )  # fmt: skip
    assert signs_up(api, event, number).status == 201
    api.advance(ENDS + later)


def test_so_many_empty_places_within_a_span_bar_for_a_while() -> None:
    api = shop()
    misses(api, "One", 0)
    misses(api, "Two", 20)
    event = arranged(
        api, title="Three", begins_at=(BEGINS + timedelta(days=90)).isoformat(),
        ends_at=(ENDS + timedelta(days=90)).isoformat(),
    )  # fmt: skip
    barred = signs_up(api, event, 0)
    assert barred.code == "barred_after_no_show"
    assert barred.json["params"]["until"].startswith(str((ENDS + timedelta(days=51)).date()))
    assert signs_up(api, event, 1).status == 201
    api.advance(ENDS + timedelta(days=52))
    assert signs_up(api, event, 0).status == 201


def test_empty_places_far_apart_bar_nobody() -> None:
    api = shop()
    misses(api, "One", 0)
    misses(api, "Two", 61)
    misses(api, "Three", 122)
    event = arranged(api, title="Four", begins_at=(BEGINS + timedelta(days=130)).isoformat(),
                     ends_at=(ENDS + timedelta(days=130)).isoformat())  # fmt: skip
    assert signs_up(api, event, 0).status == 201


def test_staff_lift_it_with_a_reason() -> None:
    api = shop()
    path = "/v1/members/external_id:m0/events/lift"
    assert api.post(path, {"reason": "Was ill"}).code == "not_barred"
    misses(api, "One", 0)
    misses(api, "Two", 5)
    assert api.post(path, {"reason": ""}).code == "body_invalid"
    assert api.post(path, {"reason": "Was ill"}).json == {"lifted": 2}
    assert api.post("/v1/members/external_id:m9/events/lift", {"reason": "x"}).status == 404
    misses(api, "Three", 10)
    event = arranged(api, title="Four", begins_at=(BEGINS + timedelta(days=20)).isoformat(),
                     ends_at=(ENDS + timedelta(days=20)).isoformat())  # fmt: skip
    assert signs_up(api, event, 0).status == 201


def test_a_key_signs_up_once_even_after_giving_up() -> None:
    api = shop()
    event, other = arranged(api), arranged(api, title="Other")
    body = {"member": "external_id:m0"}
    path = "/v1/events/{}/registrations"
    first = api.post(path.format(event), body, once="mine")
    assert first.status == 201
    assert leaves(api, event, 0).status == 204
    again = api.post(path.format(event), body, once="mine")
    assert (again.status, again.json) == (200, first.json)
    assert leaves(api, event, 0).status == 204
    assert api.post(path.format(other), body, once="mine").code == "exists_with_different_content"
    assert api.post(path.format(event), body, once="again").json["number"] == 2

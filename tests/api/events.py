"""A shop with events: what tests about places begin with."""

from datetime import datetime, timedelta
from typing import Any

from tests.support.api import PROGRAM, START, Answer, Api, open_api

EVENTS = PROGRAM.replace(
    "rewards:\n",
    """\
  - {id: coming, on: event.attended, when: {data: {kind: workshop}}, give: {point: 50}}
tiers:
  levels: [{id: base, title: Base, from: 0}, {id: gold, title: Gold, from: 1000.00}]
rewards:
""",
)
BEGINS = START + timedelta(days=10)
ENDS = BEGINS + timedelta(hours=2)


def shop(people: int = 3) -> Api:
    """Open a shop with members m0, m1, ..."""
    api = open_api(EVENTS)
    for number in range(people):
        assert api.post("/v1/members", {"external_id": f"m{number}"}).status == 201
    return api


def arranged(api: Api, **said: Any) -> str:
    """Arrange an event; gives its id."""
    body = {
        "kind": "workshop", "title": "Lamps; of paper, at home", "places": 2,
        "begins_at": BEGINS.isoformat(), "ends_at": ENDS.isoformat(), "location": "harbour",
    }  # fmt: skip
    made = api.post("/v1/events", body | said, once=f"event-{said.get('title', 'lamps')}")
    assert made.status == 201, made
    return str(made.json["id"])


def signs_up(api: Api, event: str, number: int) -> Answer:
    """Sign member m<number> up."""
    path = f"/v1/events/{event}/registrations"
    return api.post(path, {"member": f"external_id:m{number}"})


def leaves(api: Api, event: str, number: int) -> Answer:
    """Give a place up."""
    return api.call("DELETE", f"/v1/events/{event}/registrations/external_id:m{number}")


def checks_in(api: Api, event: str, code: str) -> Answer:
    """Check a code in."""
    return api.post(f"/v1/events/{event}/check-ins", {"code": code})


def line(api: Api, event: str) -> list[tuple[str, str]]:
    """Who is in the line, and how."""
    found = api.get(f"/v1/events/{event}/registrations", "limit=200").json["data"]
    return [(one["member"]["external_id"], one["place"]["status"]) for one in found]


def mine(api: Api, event: str, number: int) -> Any:
    """An event for one member."""
    return api.get(f"/v1/events/{event}", f"member=external_id:m{number}").json["mine"]


def on(days: int) -> datetime:
    """So many days after the shop's beginning."""
    return START + timedelta(days=days)

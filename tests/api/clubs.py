"""A shop with clubs: what tests about them begin with."""

from typing import Any

from tests.support.api import PROGRAM, Answer, Api, open_api

CLUBS = PROGRAM.replace(
    "rewards:\n",
    """\
  - {id: welcome, on: club.joined, when: {data: {club: runners}}, give: {point: 40},
     limit: {times: 1, per: lifetime}}
  - {id: laps, title: Laps together, on: lap.run, when: {club: [runners]}, give: {point: 3}}
benefits:
  lockers: {title: Lockers, when: {club: [runners]}}
tiers:
  levels: [{id: base, title: Base, from: 0}, {id: gold, title: Gold, from: 1000.00}]
rewards:
  socks: {title: Socks, kind: product, product: socks, price: {point: 10}, when: {club: [runners]}}
""",
)


def shop(people: int = 3) -> Api:
    """Open a shop with members m0, m1, ..."""
    api = open_api(CLUBS)
    for number in range(people):
        assert api.post("/v1/members", {"external_id": f"m{number}"}).status == 201
    return api


def founded(api: Api, **said: Any) -> str:
    """Found a club; gives its id."""
    made = api.post("/v1/clubs", {"key": "runners", "title": "Running club"} | said)
    assert made.status == 201, made
    return str(made.json["id"])


def joins(api: Api, club: str, number: int, code: str = "", once: str = "") -> Answer:
    """Let member m<number> join."""
    body = {"member": f"external_id:m{number}", "code": code}
    return api.post(f"/v1/clubs/{club}/members", body, once=once)


def leaves(api: Api, club: str, number: int) -> Answer:
    """Let a member leave."""
    return api.call("DELETE", f"/v1/clubs/{club}/members/external_id:m{number}")


def decides(api: Api, club: str, number: int, word: str, **said: Any) -> Answer:
    """Let staff decide about a member: approve, decline, invite, remove."""
    return api.post(f"/v1/clubs/{club}/members/external_id:m{number}/{word}", said)


def who(api: Api, club: str, status: str = "member") -> list[str]:
    """Who stands in a club in this way."""
    found = api.get(f"/v1/clubs/{club}/members", f"status={status}&limit=200").json["data"]
    return sorted(one["member"]["external_id"] for one in found)


def mine(api: Api, number: int) -> list[Any]:
    """The clubs of a member as they see them."""
    return list(api.get(f"/v1/members/external_id:m{number}/clubs").json["data"])

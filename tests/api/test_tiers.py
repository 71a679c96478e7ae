"""Levels and benefits through the API: decisions, history, uses, what was bought."""

from collections import Counter
from datetime import timedelta

from tests.api.test_at_once import MANY, at_once
from tests.support.api import PROGRAM, START, Api, open_api

ANA = "/v1/members/external_id:ana"
TEXT = (
    PROGRAM
    + """\
tiers:
  levels:
    - {id: basic, from: 0}
    - {id: gold, from: 100.00, by: approval, perks: [tea]}
    - {id: circle, by: invitation}
tier_sets:
  visits:
    qualify: {activities: {shop.visited: 1}}
    levels: [{id: newcomer, from: 0}, {id: neighbour, from: 2}]
benefits:
  delivery: {title: Free delivery, uses: {times: 2, per: year}, value: 9.90}
  member-price: {title: Member price, price_off: {percent: 10}}
"""
)
AT = START.isoformat()
ORDER = {"source": "shop", "external_id": "A1", "occurred_at": AT, "currency": "EUR",
         "lines": [{"line_id": "1", "sku": "cup", "net_minor": 15_000}],
         "member": "external_id:ana"}  # fmt: skip


def opened() -> Api:
    """A shop with a member."""
    api = open_api(TEXT)
    assert api.post("/v1/members", {"external_id": "ana"}).status == 201
    return api


def decide(api: Api, decision: str, level: str = "gold", **said: str) -> tuple[int, str]:
    """Decide about a level; status and code."""
    body = {"decision": decision, "level": level, "actor": "mari"} | said
    answer = api.post(f"{ANA}/tiers/decisions", body, once=f"{decision}-{level}")
    return answer.status, answer.code


def levels(api: Api) -> list[str]:
    """The levels of the member."""
    return [one["level"] for one in api.get(f"{ANA}/tiers").json["tiers"]]


def test_a_candidate_is_approved_with_a_reason_and_gets_an_adviser() -> None:
    api = opened()
    api.post("/v1/orders", ORDER)
    found = api.get(f"{ANA}/progress").json["tier"]
    assert (found["level"], found["candidate"]) == ("basic", "gold")
    said = {"reason": "A good customer", "adviser": "Mari Mets"}
    assert decide(api, "approve", **said) == (201, "")
    assert decide(api, "approve", **said) == (200, "")
    assert decide(api, "decline") == (409, "tier_no_candidate")
    tiers = api.get(f"{ANA}/tiers").json
    assert tiers["adviser"] == "Mari Mets"
    assert [(one["after"], one["why"], one["actor"]) for one in tiers["data"]] == [
        ("gold", "tier.approved", "mari")
    ]
    assert [(one["status"], one["reason"]) for one in tiers["decisions"]] == [
        ("approved", "A good customer"), ("candidate", None),
    ]  # fmt: skip
    assert tiers["tiers"][0]["lost_perks"] == ["tea"]


def test_an_invitation_is_accepted_and_taken_back() -> None:
    api = opened()
    assert decide(api, "invite", "circle") == (201, "")
    assert decide(api, "accept", "circle") == (201, "")
    assert levels(api) == ["circle", "newcomer"]
    assert decide(api, "release", "circle") == (201, "")
    assert levels(api) == ["basic", "newcomer"]


def test_a_level_held_by_hand_ends_by_the_clock() -> None:
    api = opened()
    assert decide(api, "hold")[1] == "tier_until_needed"
    until = (START + timedelta(days=10)).isoformat()
    body = {"decision": "hold", "level": "gold", "actor": "mari", "until": until}
    assert api.post(f"{ANA}/tiers/decisions", body, once="held").status == 201
    assert levels(api)[0] == "gold"
    api.advance(START + timedelta(days=11))
    assert levels(api)[0] == "basic"
    found = api.get(f"{ANA}/tiers", "limit=1").json
    assert found["data"][0]["why"] == "tier.reviewed"
    more = api.get(f"{ANA}/tiers", f"limit=1&cursor={found['next_cursor']}").json
    assert (more["data"][0]["why"], more["next_cursor"]) == ("tier.held", None)


def test_another_set_counts_visits() -> None:
    api = opened()
    for number in range(2):
        body = {"type": "shop.visited", "member": "external_id:ana", "occurred_at": AT,
                "external_id": f"visit-{number}"}  # fmt: skip
        api.post("/v1/activities", body)
    assert levels(api) == ["basic", "neighbour"]


def test_an_adviser_is_named_and_taken_away() -> None:
    api = opened()
    for name in ("Mari Mets", ""):
        answer = api.call("PUT", f"{ANA}/adviser", {"name": name, "actor": "mari"})
        assert answer.status == 200, answer
        assert api.get(f"{ANA}/tiers").json["adviser"] == name


def test_a_use_is_counted_once_and_taken_back_once() -> None:
    api = opened()
    uses = f"{ANA}/entitlements/delivery"
    first = api.post(f"{uses}/use", {"occurred_at": AT, "order": "shop:A1"}, once="one")
    again = api.post(f"{uses}/use", {"occurred_at": AT, "order": "shop:A1"}, once="one")
    assert (first.status, again.status) == (201, 200)
    assert first.json["use"] == again.json["use"]
    assert first.json["entitlement"]["left"] == 1
    assert api.get(f"{ANA}/balances").json["saved_minor"] == 990
    number = first.json["use"]
    assert api.post(f"{uses}/undo", {"use": number}).status == 201
    assert api.post(f"{uses}/undo", {"use": number}).status == 200
    assert api.post(f"{uses}/undo", {"use": number + 99}).code == "benefit_use_unknown"
    assert api.get("/v1/benefits/delivery", "member=external_id:ana").json["left"] == 2
    assert api.get(f"{ANA}/balances").json["saved_minor"] == 0


def test_many_tills_at_once_use_no_more_than_there_is(api: Api) -> None:
    assert api.publish(TEXT).status == 200
    api.post("/v1/members", {"external_id": "ana"})
    path = f"{ANA}/entitlements/delivery/use"
    found = at_once(lambda number: api.post(path, {"occurred_at": AT}, once=f"n{number}"))
    assert Counter(one.code for one in found) == {"": 2, "benefit_not_allowed": MANY - 2}
    assert api.get(f"{ANA}/balances").json["saved_minor"] == 1980


def test_a_quote_says_what_the_member_pays() -> None:
    api = opened()
    assert api.post("/v1/quotes", ORDER).json["prices"] == [
        {"line_id": "1", "benefit": "member-price", "off_minor": 1500, "pays_minor": 13_500}
    ]
    assert api.post("/v1/quotes", ORDER | {"member": None}).json["prices"] == []


def test_what_was_bought_is_found_without_a_receipt() -> None:
    api = opened()
    for number, sku in enumerate(("cup", "tea", "cup")):
        line = {"line_id": "1", "sku": sku, "net_minor": 500}
        api.post("/v1/orders", ORDER | {"external_id": f"B{number}", "lines": [line]})
    api.post("/v1/orders/shop:B0/refunds", {"external_id": "r", "occurred_at": AT})
    found = api.get(f"{ANA}/orders", "sku=cup&limit=1").json
    rest = api.get(f"{ANA}/orders", f"sku=cup&limit=1&cursor={found['next_cursor']}").json
    both = [*found["data"], *rest["data"]]
    assert sorted(one["external_id"] for one in both) == ["B0", "B2"]
    assert rest["next_cursor"] is None
    assert sorted(one["lines"][0]["refunded_minor"] for one in both) == [0, 500]
    later = (START + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert api.get(f"{ANA}/orders", f"since={later}").json["data"] == []
    assert api.get(f"{ANA}/orders", "cursor=nonsense").code == "cursor_invalid"


def test_levels_are_counted_and_candidates_are_read_page_by_page() -> None:
    api = opened()
    for number, name in enumerate(("ana", "ben", "cem")):
        order = ORDER | {"external_id": f"O{number}", "member": f"external_id:{name}"}
        api.post("/v1/members", {"external_id": name})
        api.post("/v1/orders", order)
    decide(api, "approve")
    sets = api.get("/v1/tiers").json["data"]
    assert [one["id"] for one in sets] == ["tier", "visits"]
    assert [(one["id"], one["members"]) for one in sets[0]["levels"]] == [
        ("basic", 2), ("gold", 1), ("circle", 0),
    ]  # fmt: skip
    assert sets[0]["levels"][1]["perks"] == ["tea"]
    found, cursor = [], ""
    while cursor is not None:
        page = api.get("/v1/tiers/waiting", f"limit=1&cursor={cursor}").json
        found += [(one["member"]["external_id"], one["level"]) for one in page["data"]]
        cursor = page["next_cursor"]
    assert found == [("ben", "gold"), ("cem", "gold")]
    assert api.get("/v1/tiers/waiting", "status=invited").json["data"] == []
    assert api.get("/v1/tiers/waiting", "cursor=x").code == "cursor_invalid"
    assert decide(api, "invite", "circle") == (201, "")
    [invited] = api.get("/v1/tiers/waiting", "status=invited").json["data"]
    assert (invited["member"]["external_id"], invited["level"]) == ("ana", "circle")

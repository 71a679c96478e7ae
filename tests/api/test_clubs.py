"""Clubs through the API: each way of joining, leaving, what a club has for its members."""

from datetime import timedelta

from psycopg import Connection
from tests.api.clubs import CLUBS, decides, founded, joins, leaves, mine, shop, who
from tests.support.api import START, Api, open_api

from regulars.core.state import AccountState
from regulars.domains.clubs import queries
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.messages import queries as notices
from regulars.flows.verify import verify
from regulars.kit.pg.django import transact


def told(api: Api) -> list[str]:
    """The triggers of all notices about clubs, the oldest first."""
    found = transact(lambda conn: notices.newest(conn, api.program_id, before=None, limit=200))
    return [one.trigger for one in reversed(found) if one.trigger.startswith("club.")]


def in_state(api: Api, number: int) -> tuple[str, ...]:
    """The clubs that a member's account remembers."""
    ref = Ref("external_id", f"m{number}")

    def work(conn: Connection) -> tuple[str, ...]:
        account = members.find(conn, api.program_id, [ref])[ref].account_id
        states = ledger.states(conn, [account])
        return states.get(account, AccountState()).clubs

    return transact(work)


def proved(api: Api) -> bool:
    """Whether everything that is stored is what the rules say."""
    return transact(lambda conn: list(verify(conn, api.program_id))) == []


def balance(api: Api, number: int) -> int:
    return api.available(f"external_id:m{number}")


def runs(api: Api, number: int, name: str) -> None:
    body = {"type": "lap.run", "member": f"external_id:m{number}", "external_id": name,
            "occurred_at": START.isoformat()}  # fmt: skip
    assert api.post("/v1/activities", body).status == 201


def test_an_open_club_is_joined_and_left() -> None:
    api = shop(2)
    club = founded(api)
    first = joins(api, club, 0, once="hello")
    assert (first.status, first.json["status"]) == (201, "member")
    assert joins(api, club, 0).status == 200
    assert (balance(api, 0), in_state(api, 0), who(api, club)) == (40, ("runners",), ["m0"])
    for number in (0, 1):
        runs(api, number, f"lap-{number}")
    assert (balance(api, 0), balance(api, 1)) == (43, 0)
    assert [leaves(api, club, 0).status for _ in range(2)] == [204, 204]
    assert (in_state(api, 0), who(api, club), who(api, club, "left")) == ((), [], ["m0"])
    again = joins(api, club, 0, once="hello")
    assert (again.status, again.json) == (200, first.json)
    assert who(api, club) == []
    assert joins(api, club, 0, once="anew").status == 201
    assert balance(api, 0) == 43
    assert told(api) == ["club.joined", "club.joined"]
    assert leaves(api, club, 1).code == "club_not_joined"
    assert proved(api)


def test_a_reward_and_a_benefit_are_for_members_of_the_club() -> None:
    api = shop(2)
    club = founded(api)
    joins(api, club, 0)
    body = {"currency": "point", "amount": 20, "reason": "x", "actor": "x"}
    assert api.post("/v1/members/external_id:m1/adjustments", body, once="a").status == 201
    ask = {"reward": "socks"}
    assert api.post("/v1/redemptions", ask | {"member": "external_id:m0"}, once="a").status == 201
    no = api.post("/v1/redemptions", ask | {"member": "external_id:m1"}, once="b")
    assert no.code == "reward_not_for_member"
    inside, outside = mine(api, 0)[0], mine(api, 1)[0]
    assert {(one["kind"], one["id"]) for one in inside["offers"]} == {
        ("reward", "socks"), ("benefit", "lockers"), ("rule", "laps"),
    }  # fmt: skip
    assert (outside["offers"], outside["mine"]["may_join"]) == ([], True)


def test_staff_answer_who_asks() -> None:
    api = shop(4)
    club = founded(api, joining="request", capacity=1)
    assert [joins(api, club, one).json["status"] for one in (0, 1, 2, 0)] == ["asked"] * 4
    assert api.get(f"/v1/clubs/{club}").json["asking"] == 3
    assert decides(api, club, 3, "approve").code == "club_not_asked"
    assert decides(api, club, 0, "approve").json["status"] == "member"
    assert decides(api, club, 1, "approve").code == "club_full"
    assert decides(api, club, 1, "decline", reason="No shoes").json["status"] == "declined"
    assert (who(api, club), who(api, club, "asked"), balance(api, 0)) == (["m0"], ["m2"], 40)
    assert told(api) == ["club.joined", "club.declined"]
    assert leaves(api, club, 2).status == 204
    assert who(api, club, "asked") == []


def test_invitations_and_being_taken_out() -> None:
    api = shop(3)
    club = founded(api, joining="invitation")
    assert joins(api, club, 0).code == "club_by_invitation"
    assert mine(api, 0) == []
    assert decides(api, club, 0, "invite").json["status"] == "invited"
    assert mine(api, 0)[0]["mine"]["may_join"] is True
    assert joins(api, club, 0).json["status"] == "member"
    assert decides(api, club, 0, "remove", reason="Cut corners").json["status"] == "removed"
    assert joins(api, club, 0).code == "club_removed"
    assert decides(api, club, 0, "invite").json["status"] == "invited"
    assert joins(api, club, 0).status == 201
    assert told(api) == [
        "club.invited", "club.joined", "club.removed", "club.invited", "club.joined",
    ]  # fmt: skip
    assert (balance(api, 0), proved(api)) == (40, True)


def test_a_code_opens_the_door_and_wrong_ones_run_out() -> None:
    api = shop(2)
    assert api.post("/v1/clubs", {"key": "x", "title": "X", "joining": "code"}).code == (
        "club_code_needed"
    )
    club = founded(api, joining="code", code="Lamp post 7")
    assert joins(api, club, 0, "lamp-POST7").status == 201
    wrong = [joins(api, club, 1, "lamp").code for _ in range(11)]
    assert wrong == ["code_unknown"] * 10 + ["too_many_attempts"]
    assert joins(api, club, 1, "Lamp post 7").code == "too_many_attempts"


def test_every_other_no_has_its_code() -> None:
    api = shop(3)
    club = founded(api, capacity=1)
    gold = founded(api, key="gold", audience={"tier": ["gold"]})
    young = founded(api, key="young", audience={"age": {"from": 18, "to": 30}})
    joins(api, club, 0)
    assert joins(api, club, 1).code == "club_full"
    assert joins(api, gold, 1).code == "tier_needed"
    assert joins(api, young, 1).code == "club_not_for_member"
    assert joins(api, "clb_unknown", 1).code == "club_unknown"
    assert joins(api, club, 9).code == "member_unknown"
    raised = api.call("PATCH", f"/v1/clubs/{club}", {"capacity": None, "text": "Tuesdays"})
    assert (raised.json["capacity"], raised.json["members"]) == (None, 1)
    assert api.call("PATCH", f"/v1/clubs/{club}", {"status": "closed"}).status == 200
    assert joins(api, club, 1).code == "club_closed"
    assert who(api, club) == ["m0"]
    same = {"key": "gold", "title": "Running club", "audience": {"tier": ["gold"]}}
    assert api.post("/v1/clubs", same).status == 200
    assert api.post("/v1/clubs", same | {"title": "Y"}).code == "exists_with_different_content"
    page = api.get("/v1/clubs", "limit=2").json
    rest = api.get("/v1/clubs", f"cursor={page['next_cursor']}").json
    keys = [one["key"] for one in page["data"] + rest["data"]]
    assert (keys, rest["next_cursor"]) == (["gold", "runners", "young"], None)


def test_posts_are_for_members_while_they_last() -> None:
    api = shop(2)
    club = founded(api)
    joins(api, club, 0)
    path = f"/v1/clubs/{club}/posts"
    assert api.post(path, {"title": "A", "text": "x"}).code == "idempotency_key_needed"
    first = api.post(path, {"title": "A", "text": "One.\n\nTwo."}, once="a")
    assert first.json == api.post(path, {"title": "A", "text": "One.\n\nTwo."}, once="a").json
    assert api.post(path, {"title": "B", "text": ""}, once="a").code == (
        "exists_with_different_content"
    )
    soon = (START + timedelta(days=2)).isoformat()
    late = (START + timedelta(days=4)).isoformat()
    api.post(path, {"title": "Soon", "text": "", "published_at": soon, "until": late}, once="b")
    api.post(path, {"title": "Pinned", "text": "", "pinned": True}, once="c")
    backwards = {"title": "Z", "text": "", "published_at": late, "until": soon}
    assert api.post(path, backwards, once="d").code == "post_times_wrong"

    def seen(number: int) -> list[str]:
        return [one["title"] for one in mine(api, number)[0]["posts"]]

    assert (seen(0), seen(1)) == (["Pinned", "A"], [])
    api.advance(START + timedelta(days=3))
    assert seen(0) == ["Pinned", "Soon", "A"]
    changed = api.call("PATCH", f"{path}/{first.json['id']}", {"until": late, "text": "Three."})
    assert changed.json["text"] == "Three."
    assert api.call("PATCH", f"{path}/pst_none", {"text": ""}).code == "post_unknown"
    api.advance(START + timedelta(days=5))
    assert seen(0) == ["Pinned"]
    assert len(api.get(path).json["data"]) == 3


def test_a_club_s_event_is_its_members_alone() -> None:
    api = shop(2)
    club = founded(api)
    joins(api, club, 0)
    begins = START + timedelta(days=10)
    body = {"kind": "run", "title": "Night run", "places": 5, "club": "runners",
            "begins_at": begins.isoformat(),
            "ends_at": (begins + timedelta(hours=1)).isoformat()}  # fmt: skip
    assert api.post("/v1/events", body | {"club": "none"}, once="x").code == "club_unknown"
    event = api.post("/v1/events", body, once="run").json["id"]
    path = f"/v1/events/{event}"
    signed = [
        api.post(f"{path}/registrations", {"member": f"external_id:m{one}"}) for one in (0, 1)
    ]
    assert (signed[0].status, signed[1].code) == (201, "club_members_only")
    listed = [
        len(api.get("/v1/events", f"member=external_id:m{one}").json["data"]) for one in (0, 1)
    ]
    assert listed == [1, 0]
    assert api.get(path, "member=external_id:m1").code == "event_unknown"
    assert [one["title"] for one in mine(api, 0)[0]["events"]] == ["Night run"]
    assert leaves(api, club, 0).status == 204
    assert api.get(f"{path}/registrations").json["data"] == []
    assert proved(api)


def test_who_leaves_the_program_or_is_erased_leaves_the_club() -> None:
    api = shop(3)
    club = founded(api)
    for number in range(3):
        joins(api, club, number)
    assert api.post("/v1/members/external_id:m0/close").status == 201
    assert api.call("DELETE", "/v1/members/external_id:m1").status == 204
    assert (who(api, club), in_state(api, 0)) == (["m2"], ())
    assert api.get(f"/v1/clubs/{club}").json["members"] == 1
    assert joins(api, club, 0).code == "account_closed"
    assert proved(api)


def test_two_who_are_one_person_are_in_a_club_once() -> None:
    api = shop(3)
    both, one, asked = (
        founded(api), founded(api, key="readers"),
        founded(api, key="singers", joining="request"),
    )  # fmt: skip
    for club, number in ((both, 0), (both, 1), (both, 2), (one, 1), (asked, 1)):
        assert joins(api, club, number).status == 201
    merged = api.post("/v1/members/external_id:m0/merge", {"other": "external_id:m1"})
    assert merged.status in (200, 201), merged
    assert in_state(api, 0) == ("readers", "runners")
    assert (who(api, both), who(api, one), who(api, asked, "asked")) == (
        ["m0", "m2"], ["m0"], ["m0"],
    )  # fmt: skip
    counts = [api.get(f"/v1/clubs/{club}").json["members"] for club in (both, one, asked)]
    assert counts == [2, 1, 0]
    assert proved(api)


def test_the_way_there_is_kept_and_its_reasons_can_be_erased() -> None:
    api = shop(1)
    club = founded(api)
    joins(api, club, 0)
    decides(api, club, 0, "remove", reason="Was rude")
    ref = Ref("external_id", "m0")

    def steps() -> list[tuple[str, str]]:
        return [(one.status, one.reason) for one in transact(
            lambda conn: queries.steps(conn, account)
        )]  # fmt: skip

    account = transact(lambda conn: members.find(conn, api.program_id, [ref])[ref].account_id)
    assert steps() == [("member", ""), ("removed", "Was rude")]
    assert api.call("DELETE", "/v1/members/external_id:m0").status == 204
    assert steps() == [("member", ""), ("removed", "")]


def test_whoever_comes_into_a_household_brings_their_clubs() -> None:
    shared = "households: {people: 4, children: 1}\nrewards:\n"
    api = open_api(CLUBS.replace("rewards:\n", shared, 1))
    for number in range(2):
        api.post("/v1/members", {"external_id": f"m{number}"})
    club, other = founded(api), founded(api, key="readers")
    for where, number in ((club, 0), (club, 1), (other, 1)):
        assert joins(api, where, number).status == 201
    home = {"kind": "household", "head": "external_id:m0", "name": "Home"}
    path = f"/v1/accounts/{api.post('/v1/accounts', home, once='home').json['id']}"
    invited = api.post(f"{path}/invitations", {"role": "adult"})
    came = {"code": invited.json["code"], "member": "external_id:m1"}
    assert api.post("/v1/invitations/accept", came).status in (200, 201)
    assert in_state(api, 0) == ("readers", "runners")
    assert [api.get(f"/v1/clubs/{one}").json["members"] for one in (club, other)] == [1, 1]
    assert proved(api)

"""Members filtered, and one act on many: previewed, done once for each, told, undone."""

import re
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains import bulk, tags
from regulars.domains.bulk.contracts import Run
from regulars.domains.members import queries as members
from regulars.entrypoints.jobs import work
from regulars.flows import change_member

LIST, BULK = "/console/p/shop/members/", "/console/p/shop/members/bulk/"
KEY = "a" * 32


def ids_in(text: str) -> set[str]:
    return set(re.findall(r'name="member" value="(mem_\w+)"', text))


def begun(owner: Client, shop: SmallShop, **said: object) -> Run:
    """Will begin an act and let the worker do it."""
    answer = owner.post(BULK, {"key": KEY, "sure": "yes", **said})
    assert answer.status_code == 302, answer.text
    run = bulk.queries.newest(shop.conn, shop.program_id, limit=1)[0]
    assert run.finished_at is None
    assert work.run_bulk(shop.conn, run.run_id) == run.total
    found = bulk.queries.run(shop.conn, run.run_id)
    assert found is not None
    assert found.finished_at is not None
    return found


def tagged(shop: SmallShop, tag: str) -> int:
    return tags.queries.words(shop.conn, shop.program_id).get(tag, 0)


def member_id(shop: SmallShop, email: str) -> UUID:
    found = members.member_of(shop.conn, shop.program_id, shop.account(email))
    assert found is not None
    return found.member_id


@pytest.mark.parametrize(
    ("asked", "whom"),
    [
        ({"q": "aino"}, {1}),
        ({"least": "100000"}, set()),
        ({"most": "0", "q": "person"}, None),
        ({"tag": "vip"}, {2, 3}),
        ({"tag": "vip", "q": "mikko"}, {2}),
        ({"since": "2999-01-01"}, set()),
        ({"until": "2001-01-01"}, set()),
        ({"consent": "nothing"}, set()),
        ({"level": "no-such"}, set()),
        ({"segment": "no-such"}, set()),
    ],
)
def test_filters(owner: Client, shop: SmallShop, asked: dict[str, str], whom: set[int]) -> None:
    for number in (2, 3):
        tags.operations.put(
            shop.conn, shop.program_id, member_id(shop, f"person{number}@example.com"), "vip",
            actor="staff:1", at=shop.shop.now,
        )  # fmt: skip
    found = ids_in(owner.get(f"{LIST}?{urlencode(asked)}").text)
    names = {1: "aino.virtanen@example.com"}
    if whom is None:
        assert shop.star not in found
        return
    assert found == {shop.public_id(names.get(one, f"person{one}@example.com")) for one in whom}


def test_levels_of_those_who_never_left_the_lowest(owner: Client) -> None:
    everybody = ids_in(owner.get(LIST).text)
    by_level = [ids_in(owner.get(f"{LIST}?level={one}").text)
                for one in ("guest", "regular", "friend")]  # fmt: skip
    assert set().union(*by_level) == everybody
    assert sum(map(len, by_level)) == len(everybody)


def test_columns_and_a_kept_view(owner: Client) -> None:
    page = owner.get(f"{LIST}?col=tags&q=aino").text
    assert "aino.virtanen@example.com" not in page
    query = {"name": "My VIPs", "query": "tag=vip&col=tags&evil=1"}
    assert owner.post(f"{LIST}view/", query).headers["Location"] == f"{LIST}?tag=vip&col=tags"
    assert "My VIPs" in owner.get(LIST).text
    owner.post(f"{LIST}view/", query | {"what": "forget"})
    assert "My VIPs" not in owner.get(LIST).text


def test_all_that_match_are_tagged_once_and_untagged_again(owner: Client, shop: SmallShop) -> None:
    page = owner.get(f"{BULK}?q=person").text
    assert "11 members are chosen" in page
    sure = owner.post(
        BULK, {"key": KEY, "action": "tag", "new_tag": " Spring  Fair", "q": "person"}
    )
    assert "each once" in sure.text
    assert tagged(shop, "spring fair") == 0
    person2 = member_id(shop, "person2@example.com")
    tags.operations.put(
        shop.conn, shop.program_id, person2, "spring fair", actor="x", at=shop.shop.now
    )
    run = begun(owner, shop, action="tag", new_tag="spring fair", q="person")
    assert bulk.queries.counts(shop.conn, run.run_id) == {"done": 10, "same": 1}
    owner.post(
        BULK, {"key": KEY, "sure": "yes", "action": "tag", "new_tag": "spring fair", "q": "p"}
    )
    assert len(bulk.queries.newest(shop.conn, shop.program_id, limit=9)) == 1
    assert tagged(shop, "spring fair") == 11
    address = f"{BULK}runs/"
    [name] = set(re.findall(r"runs/(run_\w+)/", owner.get(address).text))
    for _twice in range(2):
        owner.post(f"{address}{name}/undo/")
    runs = bulk.queries.newest(shop.conn, shop.program_id, limit=9)
    assert [one.undoes for one in runs] == [run.run_id, None]
    work.run_bulk(shop.conn, runs[0].run_id)
    # Who had the tag before keeps it.
    assert tagged(shop, "spring fair") == 1
    assert "This was undone" in owner.get(f"{address}{name}/").text


def test_points_for_those_who_are_ticked_and_who_fails_stops_nobody(
    owner: Client, shop: SmallShop
) -> None:
    gone, stays = member_id(shop, "person3@example.com"), shop.account("person4@example.com")
    ticked = [shop.public_id("person4@example.com"), shop.public_id("person3@example.com")]
    before = shop.balances("email:person4@example.com").available
    said = {"action": "adjust", "currency": "point", "amount": "50", "reason": "A late summer",
            "member": [*ticked, ticked[0]]}  # fmt: skip
    owner.post(BULK, {"key": KEY, "sure": "yes", **said})
    change_member.erase(shop.conn, shop.shop, gone)
    [run] = bulk.queries.newest(shop.conn, shop.program_id, limit=9)
    assert work.run_bulk(shop.conn, run.run_id) == 2
    assert bulk.queries.counts(shop.conn, run.run_id) == {"done": 1, "failed": 1}
    assert shop.balances("email:person4@example.com").available == before + 50
    [name] = set(re.findall(r"runs/(run_\w+)/", owner.get(f"{BULK}runs/").text))
    page = owner.get(f"{BULK}runs/{name}/").text
    assert "For whom it failed" in page
    lines = b"".join(owner.get(f"{BULK}runs/{name}/results.csv")).decode()  # type: ignore[arg-type]
    assert f"{ticked[0]},done," in lines
    assert f"{ticked[1]},failed," in lines
    owner.post(f"{BULK}runs/{name}/undo/")
    work.run_bulk(shop.conn, bulk.queries.newest(shop.conn, shop.program_id, limit=1)[0].run_id)
    assert shop.balances("email:person4@example.com").available == before
    assert stays == shop.account("person4@example.com")


def test_holding_at_a_level(owner: Client, shop: SmallShop) -> None:
    run = begun(owner, shop, action="tier", to_level="friend", reason="Founders", q="person5",
                held_until="2027-01-01")  # fmt: skip
    assert bulk.queries.counts(shop.conn, run.run_id) == {"done": 1}
    assert ids_in(owner.get(f"{LIST}?level=friend&q=person5").text)


@pytest.mark.parametrize(
    "said",
    [{"action": "tag", "new_tag": " "}, {"action": "adjust", "currency": "point", "amount": "x"},
     {"action": "adjust", "currency": "point", "amount": "5"}, {"action": "fly"}, {},
     {"action": "tier", "to_level": "king", "reason": "y"},
     {"action": "tier", "to_level": "friend", "reason": "y", "held_until": "2020-01-01"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    owner: Client, shop: SmallShop, said: dict[str, str]
) -> None:
    assert owner.post(BULK, {"key": KEY, "sure": "yes", **said}).status_code == 422
    assert bulk.queries.newest(shop.conn, shop.program_id, limit=1) == []


def test_a_cashier_tags_and_no_more(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("carl", role="cashier"))
    said = {"key": KEY, "currency": "point", "amount": "5", "reason": "x", "q": "aino"}
    assert client.post(BULK, said | {"action": "adjust"}).status_code == 422
    assert client.post(BULK, said | {"action": "tag", "new_tag": "new"}).status_code == 200


def test_another_shop_s_run_is_not_here(
    owner: Client, shop: SmallShop, empty_shop: SmallShop, client: Client
) -> None:
    begun(owner, shop, action="tag", new_tag="x", q="aino")
    [name] = set(re.findall(r"runs/(run_\w+)/", owner.get(f"{BULK}runs/").text))
    client.force_login(empty_shop.staff("nils"))
    assert client.get(f"{BULK}runs/{name}/").status_code == 404
    assert client.post(f"{BULK}runs/{name}/undo/").status_code == 404


def test_tags_go_with_who_is_erased(owner: Client, shop: SmallShop) -> None:
    owner.post(f"{LIST}{shop.star}/tags/", {"tag": "Friend of  the HOUSE"})
    assert "friend of the house" in owner.get(f"{LIST}{shop.star}/").text
    owner.post(f"{LIST}{shop.star}/tags/", {"tag": "gardener"})
    owner.post(f"{LIST}{shop.star}/tags/", {"tag": "gardener", "what": "off"})
    assert tags.queries.words(shop.conn, shop.program_id) == {"friend of the house": 1}
    change_member.erase(shop.conn, shop.shop, member_id(shop, "aino.virtanen@example.com"))
    assert tags.queries.words(shop.conn, shop.program_id) == {}

"""The audit log: what staff and keys do is written down with the act, and stays as it was."""

import csv
import io
from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from tests.builders.shop import PASSWORD, SmallShop

from regulars.domains.audit import operations, queries
from regulars.domains.audit.contracts import Act, Wanted
from regulars.kit import clock, ids

LOG = "/console/p/shop/audit/"


def acts(shop: SmallShop, **wanted: object) -> list[Act]:
    found = Wanted(**wanted)  # type: ignore[arg-type]
    return queries.page(shop.conn, shop.merchant_id, shop.program_id, found, limit=100)


def adjust(owner: Client, shop: SmallShop, amount: str = "5", sure: str = "yes") -> int:
    said = {"key": "0" * 32, "currency": "point", "direction": "give", "amount": amount,
            "reason": "Aino helped on Saturday", "sure": sure}  # fmt: skip
    if not sure:
        del said["sure"]
    return owner.post(f"/console/p/shop/members/{shop.star}/adjust/", said).status_code


def test_an_act_is_written_down_once_with_who_what_and_where(
    owner: Client, shop: SmallShop
) -> None:
    assert [adjust(owner, shop), adjust(owner, shop)] == [302, 302]
    [one] = acts(shop, kind="adjust")
    assert one.actor == f"staff:{owner.session['_auth_user_id']}"
    assert ids.encode("mem", one.member_id) == shop.star  # type: ignore[arg-type]
    assert (one.details, one.address) == ('{"currency":"point","amount":5}', "127.0.0.0/24")
    page = owner.get(LOG).text
    assert "Points adjusted" in page
    assert "Aino Virtanen" in page
    assert "helped" not in str(one)


def test_what_is_only_looked_at_or_refused_is_not(owner: Client, shop: SmallShop) -> None:
    assert adjust(owner, shop, sure="") == 200
    assert adjust(owner, shop, amount="many") == 422
    assert acts(shop) == []


def test_a_role_is_kept_before_and_after(owner: Client, shop: SmallShop) -> None:
    sam = shop.staff("sam", role="cashier")
    owner.post(f"/console/p/shop/staff/{sam.pk}/", {"role": "support", "where": ""})
    [one] = acts(shop, kind="change_staff")
    assert (one.target, one.details) == (str(sam.pk), '{"before":"cashier","after":"support"}')


def test_signing_in_is_written_down(client: Client, shop: SmallShop) -> None:
    kirsi = shop.staff("kirsi")
    client.post("/console/sign-in/", {"name": "kirsi", "password": PASSWORD})
    assert [one.actor for one in acts(shop, kind="signed_in")] == [f"staff:{kirsi.pk}"]


def test_filters_and_file(owner: Client, shop: SmallShop) -> None:
    adjust(owner, shop)
    me = owner.session["_auth_user_id"]
    for query, count in ((f"who=staff:{me}", 1), ("who=till", 0), ("kind=adjust", 1),
                         ("kind=merge", 0), (f"member={shop.star}", 1), ("since=2999-01-01", 0),
                         ("until=2001-01-01", 0), ("since=yesterday", 1)):  # fmt: skip
        text = b"".join(owner.get(f"{LOG}audit.csv?{query}")).decode()  # type: ignore[arg-type]
        assert len(list(csv.DictReader(io.StringIO(text)))) == count, query
        assert ("Nothing was done like this" in owner.get(f"{LOG}?{query}").text) == (not count)


def test_it_is_one_s_own_and_not_everybody_s(
    owner: Client, shop: SmallShop, empty_shop: SmallShop, client: Client
) -> None:
    adjust(owner, shop)
    client.force_login(empty_shop.staff("nils"))
    assert "Points adjusted" not in client.get(LOG).text
    client.force_login(shop.staff("sam", role="support"))
    assert client.get(LOG).status_code == 403


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_act SET kind = ''", "DELETE FROM audit_act", "TRUNCATE audit_act"]
)
def test_the_application_changes_nothing(conn: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute(statement)


def test_only_what_is_old_is_let_go_of(conn: psycopg.Connection) -> None:
    now, merchant_id = clock.now(), ids.new()
    for days in (0, 29, 31, 800):
        act = Act(
            act_id=ids.new(), merchant_id=merchant_id, program_id=None, kind=str(days),
            at=now - timedelta(days=days), actor="staff:1", member_id=None, target="", address="",
        )  # fmt: skip
        operations.record(conn, act)
    assert operations.forget(conn, now - timedelta(days=730)) == 1
    assert operations.forget(conn, now) == 1
    left = queries.page(conn, merchant_id, ids.new(), Wanted(), limit=9)
    assert sorted(one.kind for one in left) == ["0", "29"]

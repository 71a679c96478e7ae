"""What a member takes along has everything that is kept of them: no table may be forgotten."""

import json

from psycopg import Connection
from tests.builders.shop import SmallShop, email_of

from regulars.domains import sharing
from regulars.domains.members import queries as members
from regulars.flows import take_along
from regulars.flows.invite import come
from regulars.flows.share_account import open_household
from regulars.flows.take_along import ACCOUNT, COVERS, LEFT_OUT, OWN

KEEPS = """
    SELECT DISTINCT table_name::text FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('account_id', 'member_id')
"""


def test_every_table_with_somebody_in_it_is_told_or_left_out_for_a_reason(
    conn: Connection,
) -> None:
    kept = {row[0] for row in conn.execute(KEEPS).fetchall()}
    told = [table for tables in COVERS.values() for table in tables]
    assert COVERS.keys() == OWN.keys() | ACCOUNT.keys()
    assert sorted(kept) == sorted([*told, *LEFT_OUT])
    assert all(LEFT_OUT.values())


def test_it_has_orders_points_and_names_but_no_proofs(shop: SmallShop) -> None:
    account_id = shop.account(email_of(1))
    me = members.member_of(shop.conn, shop.program_id, account_id)
    assert me is not None
    text = take_along.document(shop.conn, shop.shop, me)
    found = json.loads(text)
    assert found["member"][0]["email"] == email_of(1)
    assert found["account"][0]["joined"]
    orders = [one for one in found["orders_and_events"] if "external_id" in one]
    assert {"A-1001", "A-2001"} <= {one["external_id"] for one in orders}
    assert any(one["note"] for one in found["ledger"])
    assert found["vouchers"]
    assert b"fingerprint" not in text
    for number in range(2, 9):
        assert email_of(number) not in text.decode()


def test_of_a_shared_account_only_its_head_takes_what_it_did(shop: SmallShop) -> None:
    people = [members.member_of(shop.conn, shop.program_id, shop.account(email_of(number)))
              for number in (3, 4)]  # fmt: skip
    head, adult = people
    assert head is not None
    assert adult is not None
    opened = open_household(shop.conn, shop.shop, head, "The Eks")
    assert opened.account_id is not None
    shared = sharing.queries.some(shop.conn, shop.program_id, [opened.account_id])
    assert come(shop.conn, shop.shop, shared[opened.account_id], adult, "adult").refused is None
    found = {}
    for one in members.sharing(shop.conn, shop.program_id, [opened.account_id]):
        found[one.role] = take_along.everything(shop.conn, shop.shop, one)
    assert found["head"].keys() == OWN.keys() | ACCOUNT.keys()
    assert found["adult"].keys() == OWN.keys()

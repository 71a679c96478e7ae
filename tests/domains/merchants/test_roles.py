"""What each role may do: the table, row by row, and how a post at one program comes before it."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from regulars.domains.merchants.contracts import Post, Worker
from regulars.domains.merchants.roles import GRANTS, PERMISSIONS, ROLES, granted, writes
from regulars.entrypoints.console import words

HERE, THERE = UUID(int=1), UUID(int=2)


def worker(role: str, *posts: Post, blocked: bool = False) -> Worker:
    at = datetime(2026, 1, 1, tzinfo=UTC) if blocked else None
    return Worker(
        user_id=7, merchant_id=UUID(int=9), merchant="Shop", second_factor="nobody", role=role,
        blocked_at=at, posts=posts,
    )  # fmt: skip


def post(program_id: UUID, role: str, locations: str = "") -> Post:
    return Post(user_id=7, program_id=program_id, role=role, locations=locations)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("look", "owner manager marketer finance support cashier"),
        ("see_members", "owner manager marketer finance support cashier"),
        ("see_contacts", "owner manager support"),
        ("see_figures", "owner manager marketer finance support"),
        ("see_ledger", "owner manager finance"),
        ("see_tills", "owner manager finance support"),
        ("see_audit", "owner manager finance"),
        ("serve", "owner manager support cashier"),
        ("sign_members_in", "owner manager support"),
        ("adjust", "owner manager support"),
        ("handle_money", "owner manager support"),
        ("unite", "owner manager support"),
        ("export", "owner manager"),
        ("bring_in", "owner manager"),
        ("shape", "owner manager marketer"),
        ("publish", "owner manager"),
        ("prove", "owner manager finance support"),
        ("tills", "owner manager"),
        ("staff", "owner"),
    ],
)
def test_who_may(permission: str, roles: str) -> None:
    assert [role for role in ROLES if permission in granted(role)] == roles.split()


def test_the_table_is_whole() -> None:
    assert set(GRANTS) == set(ROLES) == set(words.ROLES)
    assert set(PERMISSIONS) == set(words.PERMISSIONS)


def test_an_unknown_role_may_nothing() -> None:
    assert granted("viewer") == granted("") == frozenset()


def test_who_writes() -> None:
    assert [role for role in ROLES if not writes(role)] == ["finance"]


def test_a_post_comes_before_the_role() -> None:
    one = worker("manager", post(HERE, "cashier", "north south"))
    assert (one.role_at(HERE), one.role_at(THERE)) == ("cashier", "manager")
    assert (one.locations_at(HERE), one.locations_at(THERE)) == (("north", "south"), ())
    assert one.roles == ("manager", "cashier")


def test_without_a_role_only_where_there_is_a_post() -> None:
    one = worker("", post(HERE, "support"))
    assert (one.role_at(HERE), one.role_at(THERE)) == ("support", "")


def test_who_is_blocked_has_no_role() -> None:
    assert worker("owner", post(HERE, "support"), blocked=True).role_at(HERE) == ""

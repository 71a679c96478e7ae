"""Accounts that several people share: opening a household or a company, reading, renaming."""

import hashlib
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from regulars.domains import sharing
from regulars.entrypoints.api.account_bodies import (
    AccountOut,
    AccountPatch,
    find,
    outs,
)
from regulars.flows import share_account
from regulars.flows.share_account import Firm
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING, read_id, write_cursor
from regulars.wire.refs import member as find_member


class AccountIn(AccountPatch, frozen=True, kw_only=True, omit_defaults=True):
    """Who shares what: a household of `head`, who is a member, or a company that they manage."""

    kind: Literal["household", "company"]
    head: Annotated[str, Meta(max_length=220)]


class AccountsQuery(Page, frozen=True):
    """`kind`: only households, or only companies."""

    kind: Literal["", "household", "company"] = ""


class AccountsOut(Closed, frozen=True):
    """A page, the newest account first. `next_cursor` is absent on the last one."""

    data: tuple[AccountOut, ...]
    next_cursor: str | None


def create(asked: Asked) -> Answered | Problem:
    """POST /v1/accounts."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: AccountIn = asked.body
    head = find_member(asked.conn, asked.shop.program_id, body.head)
    if isinstance(head, Problem):
        return head
    actor = str(asked.key.key_id)
    if body.kind == "household":
        answer = share_account.open_household(
            asked.conn, asked.shop, head, body.name, actor=actor
        )  # fmt: skip
    else:
        firm = Firm(name=body.name, number=body.number, attributes=body.attributes)
        answer = share_account.open_company(
            asked.conn, asked.shop, head, firm, key=asked.idempotency_key, actor=actor,
            fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        )  # fmt: skip
    if answer.refused is not None:
        return of(answer.refused)
    assert answer.account_id is not None, "what was opened has an account"
    found = sharing.queries.some(asked.conn, asked.shop.program_id, [answer.account_id])
    out = outs(asked, list(found.values()))[0]
    status = 201 if answer.status == "created" else 200
    return Answered(status=status, body=out, location=f"/v1/accounts/{out.id}")


def listed(asked: Asked) -> Answered | Problem:
    """GET /v1/accounts."""
    before, limit = read_id(asked.query.cursor), asked.query.limit
    if isinstance(before, Problem):
        return before
    found = sharing.queries.listed(
        asked.conn, asked.shop.program_id, kind=asked.query.kind, before=before, limit=limit + 1
    )
    page = found[:limit]
    more = write_cursor([str(page[-1].account_id)]) if len(found) > limit else None
    return Answered(status=200, body=AccountsOut(data=outs(asked, page), next_cursor=more))


def get(asked: Asked) -> Answered | Problem:
    """GET /v1/accounts/{id}."""
    found = find(asked)
    return found if isinstance(found, Problem) else of_account(asked, found.account_id)


def patch(asked: Asked) -> Answered | Problem:
    """PATCH /v1/accounts/{id}."""
    found = find(asked)
    if isinstance(found, Problem):
        return found
    if found.ended_at is not None:
        return problem("account_not_shared")
    body: AccountPatch = asked.body
    firm = Firm(name=body.name, number=body.number, attributes=body.attributes)
    share_account.rename(asked.conn, asked.shop, found, firm)
    return of_account(asked, found.account_id)


def of_member(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/account."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    if not member.role:
        return problem("account_not_shared")
    return of_account(asked, member.account_id)


def of_account(asked: Asked, account_id: UUID) -> Answered:
    """Will answer with a shared account as it stands now."""
    found = sharing.queries.some(asked.conn, asked.shop.program_id, [account_id])
    return Answered(status=200, body=outs(asked, list(found.values()))[0])


CALLS: tuple[Call, ...] = (
    Call(
        name="share_account", method="POST", path="/v1/accounts", scope="members",
        summary="Open a household, or a company with several buyers", handle=create,
        body=AccountIn, answers={200: AccountOut, 201: AccountOut}, kinds=STAFF,
        problems=(
            *FINDING, "idempotency_key_needed", "exists_with_different_content",
            "account_closed", "account_moved", "member_shares_account", "household_again_later",
            "sharing_not_offered", "account_already_shared", "amount_out_of_range",
        ),
    ),
    Call(
        name="list_accounts", method="GET", path="/v1/accounts", scope="members",
        summary="Read the households and companies", handle=listed, query=AccountsQuery,
        answers={200: AccountsOut}, problems=("cursor_invalid",), kinds=STAFF,
    ),
    Call(
        name="get_account", method="GET", path="/v1/accounts/{id}", scope="members",
        summary="Read a household or a company", handle=get, answers={200: AccountOut},
        problems=("account_unknown",), kinds=STAFF,
    ),
    Call(
        name="change_account", method="PATCH", path="/v1/accounts/{id}", scope="members",
        summary="Change what a household or a company is called", handle=patch,
        body=AccountPatch, answers={200: AccountOut}, kinds=STAFF,
        problems=("account_unknown", "account_not_shared"),
    ),
    Call(
        name="get_member_account", method="GET", path="/v1/members/{ref}/account",
        scope="members", summary="Read the household or company that a member is in",
        handle=of_member, answers={200: AccountOut}, problems=(*FINDING, "account_not_shared"),
        kinds=STAFF,
    ),
)  # fmt: skip

"""Changing a member: their own data, points by hand, a guest's order, leaving, two made one."""

import hashlib
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from regulars.core.facts import Adjust, Scalar
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows import adjust as adjusting
from regulars.flows import change_member, closing
from regulars.flows import claim as claiming
from regulars.flows import unite as uniting
from regulars.flows.answers import Answer
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.joining import STAFF, MemberOut, out
from regulars.wire.orders import Given, Minor, Name, When
from regulars.wire.problems import Problem, of, problem
from regulars.wire.redemptions import Nothing
from regulars.wire.refs import FINDING, member_ref, order_key
from regulars.wire.refs import member as find_member
from regulars.wire.times import out_of_range


class MemberPatch(Closed, frozen=True, omit_defaults=True):
    """What is to change (RFC 7396): null takes away, what is left out stays."""

    name: Name | UnsetType = UNSET
    email: Given | UnsetType | None = UNSET
    phone: Given | UnsetType | None = UNSET
    external_id: Given | UnsetType | None = UNSET
    card: Given | UnsetType | None = UNSET
    birth_date: date | UnsetType | None = UNSET
    language: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    attributes: Annotated[dict[Name, Scalar | None], Meta(max_length=50)] | UnsetType = UNSET
    segments: Annotated[tuple[Given, ...], Meta(max_length=50)] | UnsetType = UNSET


class MergeIn(Closed, frozen=True):
    """The member who is the same person, in any of the ways that members are named."""

    other: Annotated[str, Meta(min_length=1, max_length=220)]


class AdjustmentIn(Closed, frozen=True, omit_defaults=True):
    """Points by hand: what, why and by whom. `below_zero` may leave a deficit."""

    currency: Given
    amount: Minor
    reason: Given
    actor: Given
    expires_at: When | None = None
    below_zero: bool = False


class ClaimIn(Closed, frozen=True):
    """The order whose guest this member was: 'source:external_id' or 'ord_...'."""

    order: Annotated[str, Meta(max_length=420)]


class ChangeOut(Closed, frozen=True):
    """What it led to. `status` is 'created' or 'repeated'."""

    status: str
    account: str
    effects: tuple[Effect, ...]


def patch(asked: Asked) -> Answered | Problem:
    """PATCH /v1/members/{ref}."""
    found = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(found, Problem):
        return found
    member = members.locked(asked.conn, asked.shop.program_id, found.member_id)
    assert member is not None, "a member that was found is there"
    merged = _merged(member, asked.body)
    if isinstance(merged, Problem):
        return merged
    refused = change_member.change(asked.conn, asked.shop, merged)
    if refused:
        return problem(refused)
    # Of several cards another one may be the newest now.
    now = members.members(asked.conn, asked.shop.program_id, [merged.member_id])[0]
    return Answered(status=200, body=out(now))


def _merged(member: Member, said: MemberPatch) -> Member | Problem:
    given = {
        name: value for name, value in msgspec.structs.asdict(said).items() if value is not UNSET
    }
    for kind in ("email", "phone"):
        if given.get(kind) is not None:
            ref = member_ref(f"{kind}:{given[kind]}")
            if isinstance(ref, Problem):
                return ref
            given[kind] = ref.value
    if "attributes" in given:
        given["attributes"] = msgspec.json.encode(_patched(member, given["attributes"]))
    if "segments" in given:
        given["segments"] = msgspec.json.encode(given["segments"])
    changed = msgspec.structs.replace(member, **given)
    return changed if changed.refs() else problem("member_has_no_name")


def _patched(member: Member, said: dict[str, Any]) -> dict[str, Scalar]:
    merged = member.profile().attributes | said
    return {name: value for name, value in merged.items() if value is not None}


def adjust(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/adjustments."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: AdjustmentIn = asked.body
    unheard = out_of_range(body.expires_at)
    if unheard is not None:
        return unheard
    fact = Adjust(
        occurred_at=asked.shop.now, currency=body.currency, amount=body.amount,
        actor=str(asked.key.key_id),
        expires_at=body.expires_at, below_zero=body.below_zero,
    )  # fmt: skip
    answer = adjusting.adjust(
        asked.conn, asked.shop, member.account_id, fact,
        # A name is personal: it stands with the reason, where it can be erased.
        reason=f"{body.reason} ({body.actor})",
        key=f"adjust:{asked.idempotency_key}",
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
    )  # fmt: skip
    return changed(asked, answer)


def claim(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/claims."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    key = order_key(asked.conn, asked.shop.program_id, asked.body.order)
    if isinstance(key, Problem):
        return key
    return changed(asked, claiming.claim(asked.conn, asked.shop, member, key))


def changed(asked: Asked, answer: Answer) -> Answered | Problem:
    """Will answer what was booked for a member."""
    if answer.refused is not None:
        return of(answer.refused)
    assert answer.account_id, "what was booked has an account"
    body = ChangeOut(
        status=answer.status, account=ids.encode("acc", answer.account_id),
        effects=told(asked.conn, answer),
    )  # fmt: skip
    return Answered(status=201 if answer.status == "created" else 200, body=body)


def close(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/close."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    answer = closing.close(asked.conn, asked.shop, member, actor=str(asked.key.key_id))
    return changed(asked, answer)


def unite(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/merge."""
    pair = [
        find_member(asked.conn, asked.shop.program_id, ref)
        for ref in (asked.path["ref"], asked.body.other)
    ]
    for one in pair:
        if isinstance(one, Problem):
            return one
    keep, other = (one for one in pair if isinstance(one, Member))
    answer = uniting.unite(asked.conn, asked.shop, keep, other, actor=str(asked.key.key_id))
    return changed(asked, answer)


CALLS: tuple[Call, ...] = (
    Call(
        name="change_member", method="PATCH", path="/v1/members/{ref}", scope="members",
        summary="Change what is known of a member", handle=patch, body=MemberPatch,
        answers={200: MemberOut}, kinds=STAFF,
        problems=(*FINDING, "name_taken", "member_has_no_name"),
    ),
    Call(
        name="adjust_points", method="POST", path="/v1/members/{ref}/adjustments",
        scope="adjustments", summary="Give or take points by hand", handle=adjust,
        body=AdjustmentIn, answers={200: ChangeOut, 201: ChangeOut},
        problems=(
            *FINDING, "idempotency_key_needed", "currency_unknown", "amount_is_nothing",
            "balance_too_low", "expires_out_of_range", "time_out_of_range",
            "time_in_the_future", "amount_out_of_range", "exists_with_different_content",
            "account_moved",
        ),
    ),
    Call(
        name="claim_order", method="POST", path="/v1/members/{ref}/claims", scope="members",
        summary="Give a member what they earned as a guest", handle=claim, body=ClaimIn,
        answers={200: ChangeOut, 201: ChangeOut}, kinds=STAFF,
        problems=(
            *FINDING, "order_unknown", "order_of_another_member", "account_moved",
            "account_already_moved",
        ),
    ),
    Call(
        name="close_member", method="POST", path="/v1/members/{ref}/close", scope="members",
        summary="Close a member's account; joining again under a name of theirs opens it",
        handle=close, body=Nothing, answers={200: ChangeOut, 201: ChangeOut}, kinds=STAFF,
        problems=(*FINDING, "members_only", "account_moved"),
    ),
    Call(
        name="merge_members", method="POST", path="/v1/members/{ref}/merge", scope="members",
        summary="Make two members one: all that the other has becomes this one's", handle=unite,
        body=MergeIn, answers={200: ChangeOut, 201: ChangeOut},
        problems=(*FINDING, "member_merges_itself", "account_closed", "account_moved"),
    ),
)  # fmt: skip

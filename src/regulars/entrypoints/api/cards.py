"""Cards that members carry: issued, looked up, blocked, and replaced by new ones."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.card_numbers import grouped, typed
from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import Card
from regulars.flows import change_member_card, issue_card
from regulars.flows.card_news import card_id
from regulars.flows.issue_card import Wanted, fingerprint
from regulars.flows.member_cards import Dealt
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem, of, problem
from regulars.wire.redemptions import Nothing
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member

Kind = Literal["plastic", "virtual"]
Reason = Literal["lost", "stolen", "damaged", "other"]
Number = Annotated[str, Meta(pattern="^[0-9A-Za-z-]{4,40}$")]


class CardIn(Closed, frozen=True, omit_defaults=True):
    """A card for a member. Without a `number` the program makes one."""

    kind: Kind = "plastic"
    number: Number | None = None


class CardBlockIn(Closed, frozen=True, omit_defaults=True):
    """Why a card is blocked."""

    reason: Reason


class CardReplaceIn(Closed, frozen=True, omit_defaults=True):
    """The new card: of the old one's kind unless said, with a made number unless one is printed."""

    reason: Reason | None = None
    kind: Kind | None = None
    number: Number | None = None


class CardOut(Closed, frozen=True):
    """A card. `shown` is its number as people read it; `replaced_by` the number that took over."""

    id: str
    member: str
    number: str
    shown: str
    kind: str
    status: str
    reason: str
    issued_at: datetime
    changed_at: datetime
    replaced_by: str | None


class CardsOut(Closed, frozen=True):
    """All cards of a member, the newest first."""

    data: tuple[CardOut, ...]


def issue(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/cards."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: CardIn = asked.body
    said = ("issue", ids.encode("mem", member.member_id), body.kind, body.number)
    wanted = _wanted(asked, *said, kind=body.kind, number=body.number or "")
    return _dealt(
        asked, issue_card.issue(asked.conn, asked.shop, member.member_id, wanted), new=True
    )


def member_cards(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/cards."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    found = cards.of_member(asked.conn, asked.shop.program_id, member.member_id)
    return Answered(status=200, body=CardsOut(data=tuple(_outs(asked, found))))


def get(asked: Asked) -> Answered | Problem:
    """GET /v1/cards/{number}."""
    card = cards.by_number(asked.conn, asked.shop.program_id, typed(asked.path["number"]))
    return Answered(status=200, body=_outs(asked, [card])[0]) if card else problem("card_unknown")


def block(asked: Asked) -> Answered | Problem:
    """POST /v1/cards/{number}/block."""
    number, body = typed(asked.path["number"]), asked.body
    wanted = _wanted(asked, "block", number, body.reason)
    return _dealt(
        asked, change_member_card.block(asked.conn, asked.shop, number, body.reason, wanted)
    )


def unblock(asked: Asked) -> Answered | Problem:
    """POST /v1/cards/{number}/unblock."""
    number = typed(asked.path["number"])
    wanted = _wanted(asked, "unblock", number)
    return _dealt(asked, change_member_card.unblock(asked.conn, asked.shop, number, wanted))


def replace(asked: Asked) -> Answered | Problem:
    """POST /v1/cards/{number}/replace."""
    number = typed(asked.path["number"])
    body: CardReplaceIn = asked.body
    old = cards.by_number(asked.conn, asked.shop.program_id, number)
    if old is None:
        return problem("card_unknown")
    wanted = _wanted(
        asked, "replace", number, body.reason, body.kind, body.number,
        kind=body.kind or old.kind, number=body.number or "",
    )  # fmt: skip
    reason = body.reason or ""
    dealt = change_member_card.replace(asked.conn, asked.shop, number, reason, wanted)
    return _dealt(asked, dealt, new=True)


def _wanted(asked: Asked, what: str, *said: str | None, kind: str = "", number: str = "") -> Wanted:
    key = f"{what}:{asked.idempotency_key}" if asked.idempotency_key else ""
    return Wanted(
        kind=kind, number=number, key=key, by=f"key:{asked.key.key_id}",
        fingerprint=fingerprint(*said),
    )  # fmt: skip


def _dealt(asked: Asked, dealt: Dealt, *, new: bool = False) -> Answered | Problem:
    if dealt.refused is not None:
        return of(dealt.refused)
    assert dealt.card is not None, "what was not refused has a card"
    return Answered(
        status=201 if new and dealt.status == "created" else 200,
        body=_outs(asked, [dealt.card])[0], location=f"/v1/cards/{dealt.card.number}",
    )  # fmt: skip


def _outs(asked: Asked, found: list[Card]) -> list[CardOut]:
    ids_after = [one.replaced_by for one in found if one.replaced_by]
    after = cards.by_ids(asked.conn, asked.shop.program_id, ids_after) if ids_after else {}
    return [
        CardOut(
            id=card_id(one), member=ids.encode("mem", one.member_id), number=one.number,
            shown=grouped(one.number), kind=one.kind, status=one.status, reason=one.reason,
            issued_at=one.issued_at, changed_at=one.changed_at,
            replaced_by=after[one.replaced_by].number if one.replaced_by in after else None,
        )
        for one in found
    ]  # fmt: skip


_ONCE = ("exists_with_different_content",)

CALLS: tuple[Call, ...] = (
    Call(
        name="issue_card", method="POST", path="/v1/members/{ref}/cards", scope="members",
        summary="Give a member a card: with a new number, or one that is printed already",
        handle=issue, body=CardIn, answers={200: CardOut, 201: CardOut}, kinds=STAFF,
        problems=(
            *FINDING, *_ONCE, "idempotency_key_needed", "account_closed", "account_moved",
            "name_taken", "card_numbers_used_up",
        ),
    ),
    Call(
        name="list_member_cards", method="GET", path="/v1/members/{ref}/cards", scope="members",
        summary="Read all cards of a member", handle=member_cards, answers={200: CardsOut},
        problems=FINDING, kinds=STAFF,
    ),
    Call(
        name="get_card", method="GET", path="/v1/cards/{number}", scope="members",
        summary="Look a card up, also one that is blocked or was replaced", handle=get,
        answers={200: CardOut}, problems=("card_unknown",), kinds=STAFF,
    ),
    Call(
        name="block_card", method="POST", path="/v1/cards/{number}/block", scope="members",
        summary="Block a card that was lost or stolen; what its member has stays", handle=block,
        body=CardBlockIn, answers={200: CardOut}, kinds=STAFF,
        problems=("card_unknown", "card_replaced", *_ONCE),
    ),
    Call(
        name="unblock_card", method="POST", path="/v1/cards/{number}/unblock", scope="members",
        summary="Let a blocked card be good again", handle=unblock, body=Nothing,
        answers={200: CardOut}, problems=("card_unknown", "card_replaced", *_ONCE), kinds=STAFF,
    ),
    Call(
        name="replace_card", method="POST", path="/v1/cards/{number}/replace", scope="members",
        summary="Give a new card that takes over from an old one", handle=replace,
        body=CardReplaceIn, answers={200: CardOut, 201: CardOut}, kinds=STAFF,
        problems=(
            "card_unknown", "account_closed", "account_moved", "name_taken", "card_blocked",
            "card_replaced", "card_numbers_used_up", *_ONCE,
        ),
    ),
)  # fmt: skip

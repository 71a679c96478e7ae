"""Benefits on the wire: what somebody may have now, uses of it, and uses taken back."""

import hashlib
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core import benefits
from regulars.core.calendar import moment
from regulars.core.facts import Scalar, UseBenefit
from regulars.core.state import AccountState
from regulars.flows import use_benefit
from regulars.flows.answers import Answer
from regulars.flows.shops import Shop
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.orders import LINES_MAX, Amount, LineIn, Name, When
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import member as find_member
from regulars.wire.sentences import sentence
from regulars.wire.vouchers import lines_of, order_ref


class Entitlement(Closed, frozen=True):
    """Whether somebody has a benefit; if not, the code with what is missing, and a sentence.

    `left` is how often still in this period, null without a limit; `opens` when it will be theirs.
    """

    benefit: str
    title: str
    allowed: bool
    left: int | None
    opens: datetime | None
    code: str
    params: dict[str, Scalar]
    text: str


class EntitlementsOut(Closed, frozen=True):
    """Every benefit of the program."""

    data: tuple[Entitlement, ...]


class BenefitQuery(Closed, frozen=True):
    """For whom, and where; without a member, for somebody who is none."""

    member: Annotated[str, Meta(max_length=220)] = ""
    location: Name = ""
    channel: Name = ""


class UseIn(Closed, frozen=True, omit_defaults=True):
    """Where and when a benefit was had. What it saved is the program's `value`, unless it is said
    here, or worked out of the `lines` that a member's price is for.
    """

    occurred_at: When
    order: Annotated[str, Meta(max_length=420)] = ""
    location: Name = ""
    channel: Name = ""
    lines: Annotated[tuple[LineIn, ...], Meta(max_length=LINES_MAX)] = ()
    saved_minor: Amount | None = None
    actor: Name = ""


class UndoIn(Closed, frozen=True, omit_defaults=True):
    """Which use did not happen, by its number."""

    use: Annotated[int, Meta(ge=1, le=2**62)]
    actor: Name = ""


class UseOut(Closed, frozen=True):
    """What a use led to, under which number, and how often the benefit may be had still."""

    status: str
    account: str
    use: int
    entitlement: Entitlement
    effects: tuple[Effect, ...]


def handle_list(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/entitlements."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    state = standing(asked.conn, asked.shop, member.account_id)
    found = benefits.entitlements(asked.shop.program, state, asked.shop.instant)
    data = tuple(entitlement(asked.shop, one) for one in found)
    return Answered(status=200, body=EntitlementsOut(data=data))


def handle_get(asked: Asked) -> Answered | Problem:
    """GET /v1/benefits/{id}."""
    query: BenefitQuery = asked.query
    if asked.path["id"] not in asked.shop.program.document.benefits:
        return problem("benefit_unknown")
    state = AccountState()
    if query.member:
        member = find_member(asked.conn, asked.shop.program_id, query.member)
        if isinstance(member, Problem):
            return member
        state = standing(asked.conn, asked.shop, member.account_id)
    found = benefits.entitlement(
        asked.shop.program, state, asked.path["id"], asked.shop.instant,
        location=query.location, channel=query.channel,
    )  # fmt: skip
    return Answered(status=200, body=entitlement(asked.shop, found))


def entitlement(shop: Shop, found: benefits.Allowed | benefits.NotYet) -> Entitlement:
    """Will say whether somebody may have a benefit, and why not."""
    word = shop.program.document.benefits.get(found.benefit)
    code, params, left = "", benefits.NOTHING, None
    if isinstance(found, benefits.Allowed):
        left = found.left
    else:
        code, params = found.code, found.params
        left = 0 if code == "uses_spent" else None
    opens = params.get("opens")
    return Entitlement(
        benefit=found.benefit, title=word.title if word else found.benefit, allowed=not code,
        left=left, opens=moment(opens) if isinstance(opens, int) else None, code=code,
        params=dict(params), text=sentence(f"benefit.{code}", params) if code else "",
    )  # fmt: skip


def handle_use(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/entitlements/{benefit}/use."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: UseIn = asked.body
    fact = UseBenefit(
        occurred_at=body.occurred_at, benefit=asked.path["benefit"], location=body.location,
        channel=body.channel, order_id=order_ref(body.order), lines=lines_of(body.lines),
        saved_minor=body.saved_minor, actor=body.actor,
    )  # fmt: skip
    answer = use_benefit.use(
        asked.conn, asked.shop, member.account_id, fact,
        key=f"benefit:{asked.idempotency_key}", fingerprint=_fingerprint(asked),
    )  # fmt: skip
    return _answered(asked, answer)


def handle_undo(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/entitlements/{benefit}/undo."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: UndoIn = asked.body
    answer = use_benefit.undo(
        asked.conn, asked.shop, member.account_id, asked.path["benefit"], body.use,
        actor=body.actor, key=f"benefit-undone:{body.use}", fingerprint=_fingerprint(asked),
    )  # fmt: skip
    return _answered(asked, answer)


def _fingerprint(asked: Asked) -> bytes:
    said = msgspec.json.encode((asked.path["benefit"], asked.body), order="sorted")
    return hashlib.sha256(said).digest()


def _answered(asked: Asked, answer: Answer) -> Answered | Problem:
    if answer.refused is not None:
        return of(answer.refused)
    assert answer.account_id, "what was booked has an account"
    state = standing(asked.conn, asked.shop, answer.account_id)
    now = benefits.entitlement(asked.shop.program, state, asked.path["benefit"], asked.shop.instant)
    out = UseOut(
        status=answer.status, account=ids.encode("acc", answer.account_id), use=answer.event_no,
        entitlement=entitlement(asked.shop, now), effects=told(asked.conn, answer),
    )  # fmt: skip
    return Answered(status=201 if answer.status == "created" else 200, body=out)

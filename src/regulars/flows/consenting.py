"""A member agrees to hear of something, or takes that back; what they said can be proved later."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains import consents, outbox
from regulars.domains.consents.contracts import Consent
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows import envelopes
from regulars.flows.shops import Shop
from regulars.kit import ids


class Said(Struct, frozen=True, kw_only=True):
    """What a member says. `at` is None for now; one who tells of the past may name the time."""

    purpose: str
    channel: str
    given: bool
    place: str
    wording: str = ""
    actor: str = ""
    at: datetime | None = None


class Noted(Struct, frozen=True, kw_only=True):
    """How it ended: `created`, `repeated` (nothing new was said), or refused."""

    status: str
    consent: Consent | None = None
    refused: Refused | None = None


def say(conn: Connection, shop: Shop, member: Member, said: Said) -> Noted:
    """Will note what a member agrees to, or no longer does; the same again answers `repeated`.

    Refusals: member_unknown (erased), account_closed (who left can only withdraw),
    time_in_the_future.
    """
    stands = members.locked(conn, shop.program_id, member.member_id)
    if stands is None or stands.erased_at is not None or stands.merged_into is not None:
        return _no("member_unknown")
    if stands.closed_at is not None and said.given:
        return _no("account_closed")
    if said.at is not None and said.at > shop.now:
        return _no("time_in_the_future")
    history = consents.queries.history(conn, shop.program_id, stands.member_id)
    one = _consent(shop, stands, said)
    about = [before for before in history if before.about == one.about]
    again = _again(about, one, dated=said.at is not None)
    if again is not None:
        return Noted(status="repeated", consent=again)
    consents.operations.note(conn, shop.program_id, [one])
    # What is told of the past may have been overtaken.
    if not about or one.moment > about[-1].moment:
        _tell(conn, shop, stands, one)
    return Noted(status="created", consent=one)


def unite(conn: Connection, shop: Shop, keep: Member, leaving: Member) -> None:
    """Will join what two members said who are one person: where either said no, it is no."""
    program_id = shop.program_id
    mine = consents.queries.current(conn, program_id, keep.member_id)
    theirs = consents.queries.current(conn, program_id, leaving.member_id)
    if not theirs:
        return
    consents.operations.hand_over(conn, program_id, leaving.member_id, keep.member_id)
    now = consents.queries.current(conn, program_id, keep.member_id)
    for about in sorted(mine.keys() & theirs.keys()):
        if now[about].given and not (mine[about].given and theirs[about].given):
            _withdraw(conn, shop, keep, now[about], "uniting")


def part(conn: Connection, shop: Shop, member: Member, withdrawn: Sequence[UUID]) -> None:
    """Will give again what nobody but uniting two members had taken back."""
    now = consents.queries.current(conn, shop.program_id, member.member_id)
    for about in sorted(now):
        one = now[about]
        if one.consent_id in withdrawn:
            again = msgspec.structs.replace(
                one, consent_id=ids.new(), given=True, at=max(shop.now, one.at)
            )
            consents.operations.note(conn, shop.program_id, [again])
            _tell(conn, shop, member, again)


def forget(conn: Connection, shop: Shop, member: Member) -> None:
    """Will withdraw everything of somebody who is erased. The rows stay as proof of what was done:
    they name nobody, only an id that leads to no person any more."""
    now = consents.queries.current(conn, shop.program_id, member.member_id)
    for about in sorted(now):
        if now[about].given:
            _withdraw(conn, shop, member, now[about], "erasure")


def _withdraw(conn: Connection, shop: Shop, member: Member, was: Consent, place: str) -> None:
    one = msgspec.structs.replace(
        was, consent_id=ids.new(), given=False, at=max(shop.now, was.at), place=place, actor=""
    )
    consents.operations.note(conn, shop.program_id, [one])
    _tell(conn, shop, member, one)


def _again(about: list[Consent], one: Consent, *, dated: bool) -> Consent | None:
    """The same said before: at that very time, or, without one, last of all."""
    alike = [old for old in about if (old.given, old.wording) == (one.given, one.wording)]
    if dated:
        return next((old for old in alike if old.at == one.at), None)
    return about[-1] if about and about[-1] in alike else None


def _consent(shop: Shop, member: Member, said: Said) -> Consent:
    return Consent(
        program_id=shop.program_id, member_id=member.member_id, consent_id=ids.new(),
        purpose=said.purpose, channel=said.channel, given=said.given, at=said.at or shop.now,
        place=said.place, wording=said.wording, actor=said.actor,
    )  # fmt: skip


def _tell(conn: Connection, shop: Shop, member: Member, one: Consent) -> None:
    name = "consent.given" if one.given else "consent.withdrawn"
    data = {
        "member": ids.encode("mem", member.member_id), "purpose": one.purpose,
        "channel": one.channel, "place": one.place, "wording": one.wording,
    }  # fmt: skip
    outbox.operations.put(conn, [envelopes.single(shop, member.account_id, name, data)])


def _no(code: str) -> Noted:
    return Noted(status="refused", refused=Refused(code=code))

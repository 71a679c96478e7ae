"""Who is meant by what was scanned or typed.

A card's number or a voucher's code is something that one has: all may be done. A phone number or an
e-mail is something that many know: it earns, shows little and redeems nothing.
"""

from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core.card_numbers import typed
from regulars.core.effects import Refused
from regulars.domains.guesses import operations as guesses
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.till.device import Device, signed, unsigned
from regulars.flows import guessing, phone_codes
from regulars.kit import clock, ids
from regulars.kit.contact import normal_email, normal_phone
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

LOOKED_AT = timedelta(minutes=30)
MISSES_MOST = 40
TEXT_MAX = 200


class Found(Struct, frozen=True, kw_only=True):
    """Somebody, and whether they showed something that only they have."""

    member: Member
    shown: bool
    voucher: Voucher | None = None

    @property
    def ref(self) -> str:
        """The member as the API names them."""
        return ids.encode("mem", self.member.member_id)

    @property
    def account(self) -> str:
        """The account as the API names it."""
        return ids.encode("acc", self.member.account_id)


def find(device: Device, text: str, kept_at: datetime | None = None) -> Found | str:
    """Will find whom a text means, or say why not. `kept_at`: when it was scanned off-line."""
    text = text.replace("\0", "").strip()[:TEXT_MAX]
    if not text:
        return _("Scan a card, or type its number, a phone number or an e-mail.")
    if slowed(device):
        return _("Too many attempts. Please wait a quarter of an hour and try again.")
    if phone_codes.read(text):
        found: Found | str | None = _by_phone(device, text, kept_at)
    else:
        found = _by_contact(device, text) if _is_contact(text) else _by_code(device, text)
    if found is None:
        guesses.miss(device.conn, device.shop.program_id, [_who(device)], device.shop.now)
        return _("Nobody and nothing has this number or code.")
    return found


def slowed(device: Device) -> bool:
    """Whether this device has looked for so many who are not there that it has to wait."""
    who, now = _who(device), device.shop.now
    missed = guesses.counts(device.conn, device.shop.program_id, [who], now)
    return missed.get(who, (0, now))[0] >= MISSES_MOST


def token(device: Device, found: Found) -> str:
    """Will name who was found so that a page can name them again, and no other page can."""
    return signed({"member": found.ref, "shown": "yes" if found.shown else ""}, device)


def again(device: Device, text: str) -> Found | None:
    """Will find whom a token names; None for one that is too old or another device's."""
    said = unsigned(text, device, int(LOOKED_AT.total_seconds()))
    member = _member(device, said["member"]) if said else None
    return Found(member=member, shown=bool(said.get("shown"))) if said and member else None


def member_by(device: Device, ref: str) -> Member | None:
    """Will find a member by the id that a signed token names."""
    return _member(device, ref)


def _who(device: Device) -> str:
    return f"till:{device.till.till_id}"


def _is_contact(text: str) -> bool:
    return "@" in text or text.startswith(("+", "00"))


def _by_contact(device: Device, text: str) -> Found | None:
    email = normal_email(text) if "@" in text else None
    phone = None if "@" in text else normal_phone("+" + text.removeprefix("00").lstrip("+"))
    if email is None and phone is None:
        return None
    ref = Ref("email", email) if email else Ref("phone", phone or "")
    known = members.find(device.conn, device.shop.program_id, [ref]).get(ref)
    if known is None or known.member_id is None:
        return None
    member = _member(device, ids.encode("mem", known.member_id))
    return Found(member=member, shown=False) if member else None


def _by_phone(device: Device, text: str, kept_at: datetime | None) -> Found | str:
    """By the clock on the wall, even where the program has one of its own: so does the phone."""
    program_id, by = device.shop.program_id, _who(device)
    at = min(kept_at, clock.now()) if kept_at is not None else clock.now()
    member_id = transact(
        lambda conn: phone_codes.who(conn, program_id, text, at, by, late=kept_at is not None)
    )
    member = _member(device, ids.encode("mem", member_id)) if member_id else None
    if member is None:
        guesses.miss(device.conn, program_id, [by], device.shop.now)
        return _("This code is not good any more. Ask for the one that the phone shows now.")
    return Found(member=member, shown=True)


def _by_code(device: Device, text: str) -> Found | str | None:
    ref = Ref("card", typed(text))
    known = members.find(device.conn, device.shop.program_id, [ref]).get(ref)
    if known is not None and known.barred:
        return for_staff(known.barred, {}, get_language() or "en")
    if known is not None and known.member_id is not None:
        member = _member(device, ids.encode("mem", known.member_id))
        return Found(member=member, shown=True) if member else None
    asker = guessing.Asker(key_id=device.key.key_id)
    voucher = guessing.voucher(device.conn, device.shop, asker, text)
    if isinstance(voucher, Refused):
        return None
    owner = members.member_of(device.conn, device.shop.program_id, voucher.account_id)
    return Found(member=owner, shown=True, voucher=voucher) if owner else None


def _member(device: Device, ref: str) -> Member | None:
    member_id = ids.decode("mem", ref)
    known = members.current(device.conn, device.shop.program_id, [member_id] if member_id else [])
    found = known.get(member_id) if member_id else None
    return found if found is not None and found.erased_at is None else None

"""A use of a voucher is set aside for an order that is not paid yet: committed, it is a use.

A voucher whose use is held does not end meanwhile, and the use that is held cannot go twice.
"""

from msgspec import structs

from regulars.core import holding, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Timeline
from regulars.core.effects import Refused
from regulars.core.facts import ReserveVoucher, UseVoucher
from regulars.core.state import Hold


def reserve(
    account: Account, timeline: Timeline, fact: ReserveVoucher, at: int, now: int
) -> Refused | None:
    """Will set one use of a voucher aside. Refusals: those of `vouchers.worth`."""
    asked = UseVoucher(
        occurred_at=fact.occurred_at, voucher=fact.voucher, lines=fact.lines,
        shipping_minor=fact.shipping_minor, location=fact.location, channel=fact.channel,
        order_id=fact.order_id, beside=fact.beside,
    )  # fmt: skip
    off = vouchers.worth(account, timeline, asked, at)
    if isinstance(off, Refused):
        return off
    voucher = account.vouchers[fact.voucher]
    account.vouchers[voucher.number] = structs.replace(voucher, held=voucher.held + 1)
    draft = Hold(
        number=0, reward=voucher.reward, version=voucher.version, currency="", amount=0,
        voucher=voucher.number, expires=holding.until(timeline.at(now), fact.hold_seconds, now),
        order_id=fact.order_id, worth_minor=off,
    )  # fmt: skip
    holding.set_aside(account, draft, {}, at, {"reward": voucher.reward})
    return None


def commit(account: Account, hold: Hold, at: int) -> Refused | None:
    """Will use what was held. Refusal: voucher_not_open, where it was taken back meanwhile."""
    voucher = account.vouchers.get(hold.voucher or 0)
    if voucher is None:
        return Refused(code="voucher_not_open")
    voucher = structs.replace(voucher, held=voucher.held - 1)
    vouchers.note_use(account, voucher, hold.worth_minor, hold.order_id, at)
    return None


def free(account: Account, hold: Hold) -> None:
    """Will let the held use be free again; a voucher whose time ran out meanwhile ends then."""
    voucher = account.vouchers.get(hold.voucher or 0)
    if voucher is not None:
        account.vouchers[voucher.number] = structs.replace(voucher, held=voucher.held - 1)

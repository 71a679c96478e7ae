"""Vouchers: issued with the terms of their version, used, revoked, reinstated, expired.

`saving` says what a voucher takes off an order; what may be paid for is a product rule of its own.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import structs

from regulars.core import calendar, combining, offers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import (
    SAVED,
    Move,
    Params,
    Refused,
    VoucherChanged,
    VoucherIssued,
    Why,
)
from regulars.core.facts import Line, UsedVoucher, UseVoucher
from regulars.core.program import Reward
from regulars.core.rounding import divide
from regulars.core.rules.prepared import line_test
from regulars.core.rules.row import Event
from regulars.core.state import Voucher

WITHOUT_LINES = (
    "free-shipping",
    "sample",
    "experience",
    "service",
    "early-access",
    "custom",
    "gift-card",
)


def issue(account: Account, program: Compiled, reward: str, *, rule: str, at: int, why: Why) -> int:
    """Will issue a voucher for a reward of the program and tell the member; gives its number."""
    word = program.document.rewards[reward]
    account.vouchers_issued += 1
    number = account.vouchers_issued
    expires = calendar.after(at, word.valid_for, program.zone) if word.valid_for else None
    uses = None if word.uses == "unlimited" else int(word.uses)
    account.vouchers[number] = Voucher(
        number=number, reward=reward, version=program.version, expires=expires, uses_left=uses
    )
    account.effects.append(
        VoucherIssued(
            number=number, reward=reward, version=program.version, rule=rule, why=why,
            valid_from=at, expires=expires, uses_left=uses, codes=word.codes or "",
            code_prefix=word.code_prefix or "",
        )
    )  # fmt: skip
    account.notify("voucher.issued", at, reward=reward, voucher=number, rule=rule)
    return number


def close(account: Account, number: int, status: str, at: int, why: Why) -> None:
    """Will end an open voucher: 'revoked' or 'expired'."""
    del account.vouchers[number]
    account.effects.append(VoucherChanged(number=number, status=status, at=at, why=why))


def fitting(program: Compiled, word: Reward, lines: tuple[Line, ...]) -> list[Line]:
    """Will give the lines that a voucher takes something off."""
    wanted = word.products if word.kind != "gift" else None
    test = line_test(program.document.pays_for, wanted)
    found = [line for line in lines if line.net_minor > 0 and test(line)]
    if word.kind in ("product", "gift"):
        same = [line for line in found if word.product in (line.sku, line.product)]
        return sorted(same, key=_one_item)[:1]
    return found


def saving(
    program: Compiled, word: Reward, lines: tuple[Line, ...], shipping_minor: int
) -> tuple[int, Refused | None]:
    """Will give what a voucher takes off these lines, in minor units, or why nothing."""
    test = line_test(program.document.pays_for, word.products)
    fitting = [line for line in lines if line.net_minor > 0 and test(line)]
    spend = sum(line.net_minor for line in fitting)
    if not fitting and word.kind not in WITHOUT_LINES:
        return 0, Refused(code="voucher_fits_no_line")
    if word.minimum_spend is not None and spend < program.minor(word.minimum_spend):
        least = program.minor(word.minimum_spend)
        return 0, Refused(code="minimum_spend_not_met", params={"least": least, "spend": spend})
    if word.kind == "free-shipping":
        return max(shipping_minor, 0), None
    if word.kind == "gift":
        return _gift(program, word, lines), None
    if word.kind in WITHOUT_LINES:
        return 0, None
    if word.kind == "product":
        same = [line for line in fitting if word.product in (line.sku, line.product)]
        if not same:
            return 0, Refused(code="voucher_fits_no_line", params={"product": word.product or ""})
        return min(_one_item(line) for line in same), None
    if word.kind == "amount-off":
        return min(program.minor(word.value or Decimal(0)), spend), None
    share = Fraction(word.value or Decimal(0)) / 100
    off = divide(spend * share.numerator, share.denominator, "half-even")
    most = program.minor(word.maximum) if word.maximum is not None else off
    return min(off, most), None


def _gift(program: Compiled, word: Reward, lines: tuple[Line, ...]) -> int:
    """A gift that stands on the order is free; one that does not is handed over beside it."""
    test = line_test(program.document.pays_for)
    same = [line for line in lines if word.product in (line.sku, line.product) and test(line)]
    return min((_one_item(line) for line in same if line.net_minor > 0), default=0)


def _one_item(line: Line) -> int:
    items = Fraction(line.quantity)
    if items <= 1:
        return line.net_minor
    return divide(line.net_minor * items.denominator, items.numerator, "floor")


def use(account: Account, timeline: Timeline, fact: UseVoucher, at: int) -> Refused | None:
    """Will use a voucher once. Refusals: those of `worth`."""
    off = worth(account, timeline, fact, at)
    if isinstance(off, Refused):
        return off
    note_use(account, account.vouchers[fact.voucher], off, fact.order_id, at)
    return None


def worth(account: Account, timeline: Timeline, fact: UseVoucher, at: int) -> int | Refused:
    """Will give what one use of a voucher takes off. Refusals: voucher_not_open,
    redeeming_not_here, voucher_for_gift_card, voucher_no_gift_card, and those of `saving`."""
    voucher = account.vouchers.get(fact.voucher)
    if voucher is None or (voucher.uses_left is not None and voucher.uses_left <= voucher.held):
        return Refused(code="voucher_not_open")
    program = timeline.version(voucher.version)
    word = program.document.rewards[voucher.reward]
    if (word.kind == "gift-card") is not fact.gift_card:
        code = "voucher_no_gift_card" if fact.gift_card else "voucher_for_gift_card"
        return Refused(code=code)
    event = Event(
        program, account, at, lines=fact.lines, channel=fact.channel, location=fact.location
    )
    barred = offers.barred(timeline.at(at).document.redeeming.when, event)
    barred = barred or offers.barred(word.when, event)
    if barred:
        return barred
    held = [
        (one.reward, one.version)
        for one in account.holds.values()
        if one.voucher is not None and fact.order_id and one.order_id == fact.order_id
    ]
    other = combining.clash(timeline, (voucher.reward, voucher.version), [*fact.beside, *held])
    if other is not None:
        params: Params = {"reward": voucher.reward, "other": other}
        return Refused(code="voucher_does_not_combine", params=params)
    if not (fact.lines or fact.shipping_minor):
        return 0
    off, refused = saving(program, word, fact.lines, fact.shipping_minor)
    return refused or off


def note_use(account: Account, voucher: Voucher, off: int, order_id: str, at: int) -> None:
    """Will note one use of a voucher and what it saved."""
    left = None if voucher.uses_left is None else voucher.uses_left - 1
    if left == 0:
        del account.vouchers[voucher.number]
    else:
        account.vouchers[voucher.number] = structs.replace(
            voucher, uses_left=left, used=voucher.used + 1
        )
    why = Why(code="voucher.used", params={"reward": voucher.reward, "voucher": voucher.number})
    account.effects.append(
        VoucherChanged(
            number=voucher.number, status="used", at=at, why=why, uses_left=left,
            saved_minor=off, order_id=order_id,
        )
    )  # fmt: skip
    account.post(
        "save", at=at, why=why, version=voucher.version,
        moves=(Move(SAVED, "issued", "redeemed", off),),
    )  # fmt: skip


def reinstate(account: Account, timeline: Timeline, used: UsedVoucher, at: int) -> None:
    """Will take back what a use saved on an order that came back, and let its voucher stand again
    unless its terms or its end forbid that.
    """
    program = timeline.version(used.version)
    why = Why(code="voucher.reinstated", params={"reward": used.reward, "voucher": used.number})
    account.post(
        "unsave", at=at, why=why, version=program.version,
        moves=(Move(SAVED, "redeemed", "reversed", used.saved_minor),),
    )  # fmt: skip
    word = program.document.rewards[used.reward]
    if used.revoked or word.on_refund == "keep-used":
        account.effects.append(
            VoucherChanged(number=used.number, status="unsaved", at=at, why=why, use=used.event_no)
        )
        return
    still = account.vouchers.get(used.number)
    limited = word.uses != "unlimited"
    before = still.used if still else int(word.uses) if limited else 1
    left = ((still.uses_left or 0) if still else 0) + 1 if limited else None
    account.vouchers[used.number] = Voucher(
        number=used.number, reward=used.reward, version=program.version,
        expires=used.expires, uses_left=left, used=max(0, before - 1),
        held=still.held if still else 0,
    )  # fmt: skip
    account.effects.append(
        VoucherChanged(
            number=used.number, status="reinstated", at=at, why=why, uses_left=left,
            use=used.event_no,
        )
    )  # fmt: skip

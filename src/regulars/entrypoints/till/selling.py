"""A sale at the counter: what was set aside is spent, then the order is booked, all or nothing.

The same function tells beforehand what there will be to pay; its transaction is undone then.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct, structs
from psycopg import Connection

from regulars.core import paying
from regulars.core.program import Reward
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.entrypoints.till import items
from regulars.entrypoints.till.calls import ask
from regulars.entrypoints.till.device import Device
from regulars.flows import earn as earning
from regulars.flows.answers import Answer, again
from regulars.wire import orders, problems
from regulars.wire.effects import told
from regulars.wire.problems import Problem
from regulars.wire.redemptions import CommitIn, RedemptionOut
from regulars.wire.vouchers import VoucherUse

CHANNEL = "store"
LINED = frozenset({"amount-off", "percent-off"})


class Sale(Struct, frozen=True, kw_only=True):
    """What is paid for: `amount_minor` before anything is taken off, `lines` where it was entered
    item by item. `holds` were set aside."""

    member: str
    account: str
    receipt: str
    amount_minor: int
    at: datetime
    lines: tuple[orders.LineIn, ...] = ()
    holds: tuple[str, ...] = ()
    actor: str = ""


class Sold(Struct, frozen=True, kw_only=True):
    """What came of it: what is taken off, paid from stored value, left to pay, and earned.
    `over_minor`: so much more stored value is set aside than there is to pay."""

    receipt: str
    saved_minor: int = 0
    stored_minor: int = 0
    to_pay_minor: int = 0
    earned: tuple[tuple[int, str], ...] = ()
    given: tuple[str, ...] = ()
    over_minor: int = 0
    repeated: bool = False
    lines: tuple[orders.LineIn, ...] = ()


def sell(conn: Connection, device: Device, sale: Sale) -> Sold | Problem:
    """Will book a sale, once for its receipt."""
    key = OrderKey(device.shop.program_id, device.source, sale.receipt)
    kept = events.orders(conn, [key]).get(key)
    if kept is not None:
        paid = sum(line.net_minor for line in kept.fact().lines)
        sold = Sold(receipt=sale.receipt, to_pay_minor=paid, repeated=True)
        return _earned(conn, device, sold, again(conn, [kept])[0])
    sold = Sold(receipt=sale.receipt, lines=sale.lines)
    for hold in sale.holds:
        spent = _spend(conn, device, sale, hold, sold)
        if isinstance(spent, Problem):
            return spent
        sold = spent
    net = max(0, sale.amount_minor - sold.saved_minor)
    body = orders.OrderIn(
        source=device.source, external_id=sale.receipt, occurred_at=sale.at,
        currency=device.shop.program.document.currency, total_minor=None if sale.lines else net,
        lines=sold.lines, member=sale.member,
        location=device.till.location, channel=CHANNEL,
    )  # fmt: skip
    fact = orders.fact_of(body)
    if isinstance(fact, Problem):
        return fact
    named = structs.replace(fact, actor=sale.actor or device.actor)
    answer = earning.earn(conn, device.shop, [named])[0]
    if answer.refused is not None:
        return problems.of(answer.refused)
    left = net - sold.stored_minor
    sold = structs.replace(sold, to_pay_minor=max(0, left), over_minor=max(0, -left))
    return _earned(conn, device, sold, answer)


def order_ref(device: Device, receipt: str) -> str:
    """How a call names the order of a receipt of this device."""
    return f"{device.source}:{receipt}"


def set_aside(
    conn: Connection, device: Device, hold: str, *, receipt: str
) -> RedemptionOut | Problem:
    """Will find what was set aside for a receipt of this device; another one's is not here."""
    found = ask(conn, device, "get_redemption", id=hold)
    if isinstance(found, Problem):
        return found
    assert isinstance(found, RedemptionOut), "a redemption that is read is told"
    ours = found.order == f"{device.source}/{receipt}"
    return found if ours else problems.problem("redemption_unknown")


def _spend(conn: Connection, device: Device, sale: Sale, hold: str, sold: Sold) -> Sold | Problem:
    order = order_ref(device, sale.receipt)
    kept = set_aside(conn, device, hold, receipt=sale.receipt)
    if isinstance(kept, Problem):
        return kept
    if kept.account != sale.account:
        return problems.problem("redemption_unknown")
    done = ask(
        conn, device, "commit_redemption", CommitIn(order=order, receipt=sale.receipt), id=hold
    )
    if isinstance(done, Problem):
        return done
    assert isinstance(done, RedemptionOut), "a redemption that is committed is told"
    if done.currency in device.shop.program.document.stored_value:
        return structs.replace(sold, stored_minor=sold.stored_minor + done.amount)
    word = device.shop.program.document.redeeming.pay.get(done.currency)
    if word is not None and not done.reward:
        paid = paying.money(device.shop.program, word, done.amount)
        lines = items.less(device, sold.lines, None, paid) if sold.lines else ()
        return structs.replace(sold, saved_minor=sold.saved_minor + paid, lines=lines)
    saved = sum(one.saved_minor for one in done.effects if one.type == "voucher.used")
    if done.reward and done.voucher is not None and done.price:
        used = _use(conn, device, sale, done)
        if isinstance(used, Problem):
            return used
        saved += used.saved_minor
    reward = device.shop.program.document.rewards.get(done.reward)
    lines = items.less(device, sold.lines, reward, saved) if sold.lines and saved else sold.lines
    given = (*sold.given, done.voucher.title) if done.voucher is not None else sold.given
    saved += sold.saved_minor
    return structs.replace(sold, saved_minor=saved, given=given, lines=lines)


def _use(conn: Connection, device: Device, sale: Sale, done: RedemptionOut) -> Any:
    assert done.voucher is not None, "a reward that was paid for gives a voucher"
    body = use_of(device, sale, device.shop.program.document.rewards.get(done.reward))
    return ask(
        conn, device, "use_voucher", body, key=f"{device.source}/{sale.receipt}",
        code=done.voucher.code,
    )  # fmt: skip


def use_of(device: Device, sale: Sale, word: Reward | None) -> VoucherUse:
    """Will say where a voucher is used; what takes money off needs to know of what, and a product
    that is on the order is free there."""
    total = orders.LineIn(net_minor=sale.amount_minor, line_id="total")
    wanted = word is not None and (word.kind in LINED or items.on(sale.lines, word))
    return VoucherUse(
        occurred_at=sale.at, lines=(sale.lines or (total,)) if wanted else (),
        order=order_ref(device, sale.receipt), location=device.till.location, channel=CHANNEL,
    )  # fmt: skip


def _earned(conn: Connection, device: Device, sold: Sold, answer: Answer) -> Sold:
    effects = told(conn, answer)
    sums: dict[str, int] = {}
    for one in effects:
        if one.type == "points.earned" or one.type.endswith(".earned"):
            sums[one.currency] = sums.get(one.currency, 0) + one.amount
    called = device.shop.program.called
    titles = device.shop.program.document.rewards
    given = [
        titles[one.reward].title or one.reward for one in effects
        if one.type == "voucher.issued" and one.reward in titles
    ]  # fmt: skip
    earned = tuple((amount, called(name)[amount != 1]) for name, amount in sums.items())
    return structs.replace(sold, earned=earned, given=(*sold.given, *given))

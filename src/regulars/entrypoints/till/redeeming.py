"""Setting something aside on the receipt that is under way, and letting it go again.

Points, vouchers and stored value are only reserved here; paying spends them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core import paying
from regulars.core.program import Reward
from regulars.core.state import balance
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.till import finding, sales, selling, typing_in
from regulars.entrypoints.till.calls import ask, say
from regulars.entrypoints.till.device import Device, at_till
from regulars.entrypoints.till.finding import Found
from regulars.entrypoints.till.views import gone, needs_card
from regulars.flows.standing import standing
from regulars.kit.pages.templatetags.pages import number
from regulars.kit.pg.django import transact
from regulars.wire.benefits import UseIn, UseOut
from regulars.wire.orders import LineIn
from regulars.wire.problems import Problem, undone
from regulars.wire.redemptions import Nothing, PaymentIn, RedemptionIn, RedemptionOut
from regulars.wire.stored_value import SpendIn
from regulars.wire.vouchers import VoucherHold, lines_of


@require_POST
@at_till
def hold(request: HttpRequest, device: Device) -> HttpResponse:
    """Sets a reward, a voucher or stored value aside for the receipt."""
    found = _allowed(request, device)
    if isinstance(found, str):
        return render(request, "till/_held.html", {"error": found})
    held = transact(lambda conn: _hold(conn, device, request, found), undo=undone)
    if held is None:
        error = _("There is nothing left to pay, or no amount yet.")
        return render(request, "till/_held.html", {"error": error})
    if isinstance(held, Problem):
        error = say(held, get_language() or "en")
        return render(request, "till/_held.html", {"error": error})
    said = {"id": held.id, "title": _title(device, held), "until": held.expires_at}
    return _changed(render(request, "till/_held.html", said))


@require_POST
@at_till
def let_go(request: HttpRequest, device: Device) -> HttpResponse:
    """Sets it free again."""
    name = typing_in.text(request.POST.get("hold_id"))
    receipt = typing_in.receipt(request.POST.get("receipt", ""))

    def work(conn: Connection) -> RedemptionOut | Problem:
        kept = selling.set_aside(conn, device, name, receipt=receipt)
        if isinstance(kept, Problem):
            return kept
        done: RedemptionOut | Problem = ask(conn, device, "cancel_redemption", Nothing(), id=name)
        return done

    done = transact(work, undo=undone)
    if isinstance(done, Problem):
        return render(request, "till/_held.html", {"error": say(done, get_language() or "en")})
    return _changed(HttpResponse(""))


@require_POST
@at_till
def use_benefit(request: HttpRequest, device: Device) -> HttpResponse:
    """Notes that somebody had a benefit."""
    found = _allowed(request, device)
    if isinstance(found, str):
        return render(request, "till/_used.html", {"error": found})
    name = typing_in.text(request.POST.get("benefit"))
    receipt = typing_in.receipt(request.POST.get("receipt", ""))
    body = UseIn(
        occurred_at=device.shop.now, location=device.till.location, channel=selling.CHANNEL,
        order=selling.order_ref(device, receipt), actor=device.actor,
    )  # fmt: skip
    key = f"{device.source}/{receipt}/{name}"
    done = transact(
        lambda conn: ask(conn, device, "use_benefit", body, key=key, ref=found.ref, benefit=name),
        undo=undone,
    )
    if isinstance(done, Problem):
        return render(request, "till/_used.html", {"error": say(done, get_language() or "en")})
    assert isinstance(done, UseOut), "a benefit that was had is told"
    return render(request, "till/_used.html", {"left": done.entitlement.left})


def _changed(response: HttpResponse) -> HttpResponse:
    # What there is to pay has changed with it: the page asks again.
    response["HX-Trigger-After-Settle"] = "held"
    return response


def _allowed(request: HttpRequest, device: Device) -> Found | str:
    found = finding.again(device, request.POST.get("who", ""))
    if found is None or not typing_in.receipt(request.POST.get("receipt", "")):
        return gone()
    return found if found.shown else needs_card()


def _hold(
    conn: Connection, device: Device, request: HttpRequest, found: Found
) -> RedemptionOut | Problem | None:
    said = {name: typing_in.text(request.POST.get(name)) for name in
            ("reward", "voucher", "wallet", "pay", "key", "receipt")}  # fmt: skip
    order, key = selling.order_ref(device, said["receipt"]), f"{device.source}/{said['key']}"
    place, channel = device.till.location, selling.CHANNEL
    done: RedemptionOut | Problem
    if said["voucher"]:
        sale = sales.sale_of(request, device, found) or sales.nothing(
            device, found, said["receipt"]
        )
        use = selling.use_of(device, sale, _word(conn, device, said["voucher"]))
        wanted = VoucherHold(
            occurred_at=use.occurred_at, lines=use.lines, order=order, location=place,
            channel=channel,
        )  # fmt: skip
        done = ask(conn, device, "reserve_voucher", wanted, key=key, code=said["voucher"])
        return done
    if said["wallet"]:
        minor = _payable(device, request, found, said["wallet"])
        if minor <= 0:
            return None
        spend = SpendIn(
            amount_minor=minor, wallet=said["wallet"], order=order, location=place,
            channel=channel, hold=True,
        )  # fmt: skip
        done = ask(conn, device, "spend_value", spend, key=key, ref=found.ref)
        return done
    if said["pay"]:
        payment = _payment(device, request, found, said["pay"])
        if payment is None:
            return None
        done = ask(conn, device, "create_redemption", payment, key=key)
        return done
    reward = RedemptionIn(
        member=found.ref, reward=said["reward"], order=order, location=place, channel=channel
    )
    done = ask(conn, device, "create_redemption", reward, key=key)
    return done


def _payment(
    device: Device, request: HttpRequest, found: Found, currency: str
) -> RedemptionIn | None:
    """As many points as may pay for what is left; None where they may not, or nothing is left."""
    word = device.shop.program.document.redeeming.pay.get(currency)
    sale = sales.sale_of(request, device, found)
    if word is None or sale is None:
        return None
    sold = transact(lambda conn: selling.sell(conn, device, sale), undo=lambda _done: True)
    if isinstance(sold, Problem):
        return None
    lines = sold.lines or (LineIn(line_id="total", net_minor=sold.to_pay_minor),)
    within = paying.bounds(device.shop.program, word, lines_of(lines))
    state = standing(device.conn, device.shop, found.member.account_id)
    held = balance(state, currency, device.shop.instant)
    most = min(within.most, held - held % within.step)
    if most < max(1, within.least):
        return None
    return RedemptionIn(
        member=found.ref, pay=PaymentIn(currency=currency, amount=most), lines=lines,
        order=selling.order_ref(device, sale.receipt), location=device.till.location,
        channel=selling.CHANNEL,
    )  # fmt: skip


def _payable(device: Device, request: HttpRequest, found: Found, wallet: str) -> int:
    """As much of what is left to pay as there is in the wallet."""
    wanted = sales.sale_of(request, device, found)
    if wanted is None:
        return 0
    sale = wanted
    sold = transact(lambda conn: selling.sell(conn, device, sale), undo=lambda _done: True)
    state = standing(device.conn, device.shop, found.member.account_id)
    there = balance(state, wallet, device.shop.instant)
    return 0 if isinstance(sold, Problem) else min(there, sold.to_pay_minor)


def _word(conn: Connection, device: Device, code: str) -> Reward | None:
    found = rewards.by_code(conn, device.shop.program_id, code)
    if found is None:
        return None
    return device.shop.timeline.version(found.version).document.rewards[found.reward]


def _title(device: Device, held: RedemptionOut) -> str:
    document = device.shop.program.document
    if held.currency in document.stored_value:
        return document.stored_value[held.currency].name[1]
    if held.currency in document.redeeming.pay and not held.reward:
        return f"{number(held.amount)} {device.shop.program.called(held.currency)[1]}"
    word = document.rewards.get(held.reward)
    return (word.title if word else "") or held.reward or _("Voucher")

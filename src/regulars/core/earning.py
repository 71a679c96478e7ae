"""What an order or an activity earns: which rules apply, how they stack, what they give.

Among the rules that give: an exclusive one stands alone, of a group of `best` ones the largest stays,
the others add up. Limits cut what is left. Every rule that gives becomes one entry with its reason.
"""

from datetime import date
from fractions import Fraction

from msgspec import Struct

from regulars.core import tiers, vouchers
from regulars.core.account import Account
from regulars.core.calendar import period_key
from regulars.core.compiled import Compiled, Rule, line_test
from regulars.core.effects import Move, Why
from regulars.core.facts import Activity, Inputs, IssuedFor, Order, Share, Standing
from regulars.core.points import lots
from regulars.core.rules.amounts import Amount, Factor, amount
from regulars.core.rules.limits import Charge, allow, charge
from regulars.core.rules.row import Event, Lines, holds


class Draft(Struct, frozen=True, kw_only=True):
    """What a rule is about to give."""

    rule: Rule
    lines: Lines
    amount: Amount


class Given(Struct, kw_only=True):
    """What was given so far for one event."""

    shares: list[Share] = []
    issued: list[IssuedFor] = []


def earn_order(
    account: Account, program: Compiled, order: Order, at: int, now: int, inputs: Inputs
) -> Standing:
    """Will count the order, give what it earns and move the tier; gives how the order stands."""
    account.orders += 1
    number = account.orders
    event = Event(
        program, account, at, lines=order.lines, number=number, draw=inputs.draw,
        payment_method=order.payment_method, channel=order.channel, location=order.location,
        tags=order.tags,
    )  # fmt: skip
    _run_of_months(account, event.day)
    given = give(account, program, event, "order.paid", order, now, inputs)
    credit, bucket = tiers.qualify(account, program, order, at, now)
    return Standing(
        number=number,
        shares=tuple(given.shares),
        issued=tuple(given.issued),
        qualifying=credit,
        qualifying_bucket=bucket,
    )


def earn_activity(
    account: Account, program: Compiled, fact: Activity, at: int, now: int, inputs: Inputs
) -> None:
    """Will give what an activity earns."""
    channel, location = fact.data.get("channel", ""), fact.data.get("location", "")
    event = Event(
        program, account, at, draw=inputs.draw, data=fact.data,
        channel=str(channel), location=str(location),
    )  # fmt: skip
    give(account, program, event, fact.type, None, now, inputs)


def _run_of_months(account: Account, day: date) -> None:
    month = period_key(day, "month")
    if month <= account.last_month:
        return
    following = ""
    if account.last_month:
        year, number = (int(part) for part in account.last_month.split("-"))
        following = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    account.months_run = account.months_run + 1 if month == following else 1
    account.last_month = month


def give(
    account: Account,
    program: Compiled,
    event: Event,
    on: str,
    order: Order | None,
    now: int,
    inputs: Inputs,
) -> Given:
    """Will find the rules that apply, let them stack, and give what each leaves."""
    fitting: list[tuple[Rule, Lines]] = []
    for rule in program.rules.get(on, ()):
        lines = tuple(line for line in event.lines if rule.matches(line))
        if (rule.node.products is None or lines) and holds(rule.conditions, event, lines):
            fitting.append((rule, lines))
    factors = _factors(account, program, fitting)
    drafts = [
        Draft(rule=rule, lines=lines, amount=amount(rule, event, lines, order, factors))
        for rule, lines in fitting
        if rule.rates or rule.issue
    ]
    given = Given(shares=[], issued=[])
    for draft in stack(drafts):
        _give_one(account, program, event, draft, order, now, inputs, given)
    return given


def _factors(
    account: Account, program: Compiled, fitting: list[tuple[Rule, Lines]]
) -> list[Factor]:
    found = [
        Factor(
            source=rule.node.id,
            value=Fraction(*rule.factor),
            matches=rule.matches,
            by_line=rule.node.products is not None,
            stack=rule.node.stack or "multiply",
        )
        for rule, _ in fitting
        if rule.factor is not None and not rule.rates
    ]
    set_ = program.document.tiers
    if set_ is not None:
        level = set_.levels[tiers.current_index(account, set_)]
        if level.multiply != 1:
            found.append(
                Factor(
                    source=f"tier:{level.id}",
                    value=Fraction(level.multiply),
                    matches=line_test(),
                    by_line=False,
                    currency=set_.multiplies or program.first_currency,
                )
            )
    return found


def stack(drafts: list[Draft]) -> list[Draft]:
    """Will choose among the rules that give, in the file's order."""
    exclusive = [one for one in drafts if one.rule.node.stack == "exclusive"]
    if exclusive:
        return [max(exclusive, key=lambda one: one.rule.node.priority)]
    best: dict[str, Draft] = {}
    for one in drafts:
        if one.rule.node.stack == "best":
            held = best.get(one.rule.node.group)
            if held is None or _size(one) > _size(held):
                best[one.rule.node.group] = one
    return [
        one for one in drafts if one.rule.node.stack != "best" or best[one.rule.node.group] is one
    ]


def _size(draft: Draft) -> int:
    return next(iter(draft.amount.amounts.values()), 0)


def _give_one(
    account: Account,
    program: Compiled,
    event: Event,
    draft: Draft,
    order: Order | None,
    now: int,
    inputs: Inputs,
    given: Given,
) -> None:
    rule = draft.rule
    if rule.counts_orders and account.nth_done.get(rule.node.id, 0) >= event.number > 0:
        account.passed(rule.node.id, "rule.already_given", {"order": event.number})
        return
    allowed = allow(account, rule, draft.amount.amounts, event.day, inputs)
    if allowed.nothing is not None:
        account.passed(rule.node.id, allowed.nothing.code, allowed.nothing.params)
        return
    if not rule.issue and not any(allowed.amounts.values()):
        return
    charge(account, rule, allowed.charges)
    if rule.counts_orders:
        account.nth_done[rule.node.id] = event.number
    _points(account, program, event, draft, allowed.amounts, order, now, given, allowed.charges)
    if rule.issue:
        _reward(account, program, event, draft, now, given, allowed.charges)


def _points(
    account: Account,
    program: Compiled,
    event: Event,
    draft: Draft,
    amounts: dict[str, int],
    order: Order | None,
    now: int,
    given: Given,
    charges: tuple[Charge, ...],
) -> None:
    node = draft.rule.node
    unnoted = charges
    for currency, count in amounts.items():
        if not count:
            continue
        available = lots.availability(
            program, currency, node.pending, event.at, order is None or order.fulfilled
        )
        opened = lots.open_lot(
            account, program, currency, count, at=event.at, now=now, available=available,
            expires=lots.expiry(program, currency, event.at, available),
        )  # fmt: skip
        waits = opened.available > now
        account.post(
            "earn", at=event.at, why=_why(draft, count, event), version=program.version,
            rule=node.id, opened=(opened,),
            moves=(Move(currency, "issued", "pending" if waits else "available", count),),
        )  # fmt: skip
        if order is not None:
            given.shares.append(
                Share(
                    rule=node.id, currency=currency, amount=count, lot=opened.lot,
                    eligible=draft.amount.eligible, rounding=node.round,
                    threshold_minor=draft.rule.threshold_minor,
                    revoke_if_lost=node.if_lost == "revoke",
                    charges=unnoted,
                )
            )  # fmt: skip
            unnoted = ()
        lots.repay(account, program, currency, now)


def _why(draft: Draft, count: int, event: Event) -> Why:
    node = draft.rule.node
    params: dict[str, str | int | bool] = {"rule": node.id, "amount": count}
    code = "earn.fixed"
    if draft.rule.per_minor or node.per_items:
        code = "earn.per_amount" if draft.rule.per_minor else "earn.per_item"
        params["base"] = sum(draft.amount.eligible.values())
        if draft.amount.factor:
            params["factor"] = draft.amount.factor
    if event.number and draft.rule.counts_orders:
        params["order_number"] = event.number
    return Why(code=code, params=params)


def _reward(
    account: Account,
    program: Compiled,
    event: Event,
    draft: Draft,
    now: int,
    given: Given,
    charges: tuple[Charge, ...],
) -> None:
    rule = draft.rule
    turn = account.nth_done.get(f"{rule.node.id}!", 0)
    account.nth_done[f"{rule.node.id}!"] = turn + 1
    reward = rule.issue[min(turn, len(rule.issue) - 1)]
    params: dict[str, str | int | bool] = {"rule": rule.node.id, "reward": reward}
    if event.number:
        params["order_number"] = event.number
    number = vouchers.issue(
        account, program, reward, rule=rule.node.id, at=now,
        why=Why(code="voucher.earned", params=params),
    )  # fmt: skip
    if event.lines or event.number:
        given.issued.append(
            IssuedFor(
                rule=rule.node.id, voucher=number, eligible=draft.amount.eligible,
                threshold_minor=rule.threshold_minor,
                revoke_if_lost=rule.node.if_lost == "revoke",
                nth=event.number if rule.counts_orders else 0,
                charges=charges if not draft.rule.rates else (),
            )
        )  # fmt: skip

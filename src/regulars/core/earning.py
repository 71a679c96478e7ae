"""What an order or an activity earns: which rules apply, how they stack, what they give.

Among the rules that give: an exclusive one stands alone, of a group of `best` ones the largest
stays, the others add up. Limits cut what is left. Every rule that gives becomes one entry with its
reason.
"""

from datetime import date

from regulars.core import campaigns, factors, tiers
from regulars.core.account import Account
from regulars.core.calendar import period_key
from regulars.core.campaigns import Base
from regulars.core.compiled import Compiled, Timeline
from regulars.core.facts import Activity, Inputs, Order, Standing
from regulars.core.giving import Draft, Giving
from regulars.core.rules.amounts import Factor, amount
from regulars.core.rules.prepared import Rule
from regulars.core.rules.row import Event, Lines, holds
from regulars.core.stamps import filling


def earn_order(
    account: Account, timeline: Timeline, order: Order, at: int, now: int, inputs: Inputs
) -> Standing:
    """Will count the order, give what it earns and move the tier; gives how the order stands."""
    program = timeline.at(at)
    if account.closed is not None:
        account.passed("", "account.closed")
        return Standing(counted=False)
    account.orders += 1
    number = account.orders
    event = Event(
        program, account, at, lines=order.lines, number=number, draw=inputs.draw,
        payment_method=order.payment_method, channel=order.channel, location=order.location,
        tags=order.tags, place=order.place,
    )  # fmt: skip
    _run_of_months(account, event.day)
    giving = Giving(account, program, event, order, now)
    give(giving, "order.paid", inputs)
    filling.fill(giving, "order.paid", inputs)
    credited = tiers.qualify_order(
        account, program, timeline.at(now), order, giving.given, at=at, now=now
    )
    standing = Standing(number=number, shares=tuple(giving.shares), issued=tuple(giving.issued))
    return tiers.with_credits(standing, credited)


def earn_activity(
    account: Account,
    program: Compiled,
    fact: Activity,
    at: int,
    now: int,
    inputs: Inputs,
    *,
    lines: Lines = (),
) -> dict[str, int]:
    """Will give what an activity earns; says how much of each currency that was."""
    if account.closed is not None:
        return {}
    channel, location = fact.data.get("channel", ""), fact.data.get("location", "")
    event = Event(
        program, account, at, lines=lines, draw=inputs.draw, data=fact.data,
        channel=str(channel), location=str(location), place=fact.place,
    )  # fmt: skip
    giving = Giving(account, program, event, None, now)
    give(giving, fact.type, inputs)
    filling.fill(giving, fact.type, inputs)
    return giving.given


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


def give(giving: Giving, on: str, inputs: Inputs) -> None:
    """Will find the rules that apply, let them stack, and give what each leaves."""
    event = giving.event
    fitting: list[tuple[Rule, Lines]] = []
    for rule in giving.program.rules.get(on, ()):
        lines = tuple(filter(rule.matches, event.lines))
        if (rule.node.products is None or lines) and holds(rule.conditions, event, lines):
            fitting.append((rule, lines))
    applying = _factors(giving.account, giving.program, fitting)
    bases = [
        Base(
            draft=Draft(rule=rule, amount=amount(rule, lines, giving.order, applying)), lines=lines
        )
        for rule, lines in fitting
        if rule.rates or rule.issue
    ]
    kept = stack([base.draft for base in bases])
    for draft in kept:
        giving.give(draft, inputs)
    if giving.program.campaigns:
        stand = [base for base in bases if any(base.draft is one for one in kept)]
        for draft in campaigns.give(giving, on, stand, applying, inputs.lot):
            giving.give(draft, inputs)


def _factors(
    account: Account, program: Compiled, fitting: list[tuple[Rule, Lines]]
) -> list[Factor]:
    found = [factors.of_rule(rule) for rule, _ in fitting]
    for ladder in program.ladders.values():
        level = ladder.word.levels[tiers.current_index(account, ladder)]
        if level.multiply != 1:
            found.append(factors.of_level(program, level.id))
    return [one for one in found if one is not None]


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

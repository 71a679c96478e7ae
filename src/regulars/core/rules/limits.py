"""Limits: how often and how much a rule may give in a period of the shop's calendar.

Counters go by the day on which something happened. Only so many recent periods are remembered; a
period older than those counts as used up, so that a late event can never give too much.
"""

from datetime import date
from typing import Protocol

from msgspec import Struct

from regulars.core.calendar import period_key
from regulars.core.effects import AnyEffect, BudgetUsed, Why
from regulars.core.facts import Inputs
from regulars.core.rules.nodes import Limit
from regulars.core.rules.prepared import Rule
from regulars.core.state import Counter

REMEMBERED = {"day": 62, "week": 27, "month": 25, "quarter": 9, "year": 6, "lifetime": 1}

POOL = "pool:"  # what a pool of codes has left is kept under this and its name
ALL = 2**62  # more than any amount: give all of it back

Charge = tuple[str, str, int, int]


class Counting(Protocol):
    """The account's counters, and where use of program-wide limits is noted."""

    counters: dict[str, dict[str, Counter]]
    effects: list[AnyEffect]


class Allowance(Struct, frozen=True, kw_only=True):
    """What the limits leave of the amounts, what to note when it is given, or why nothing."""

    amounts: dict[str, int]
    charges: tuple[Charge, ...] = ()
    nothing: Why | None = None


def limit_key(rule: str, index: int) -> str:
    """Will name a rule's limit; budgets and counters are kept under this name."""
    return f"{rule}#{index}"


def key_of(rule: Rule, index: int) -> str:
    """Will name one limit of a rule; the last one may be a budget that several rules share."""
    if rule.shared and index == len(rule.limits) - 1:
        return rule.shared
    return limit_key(rule.node.id, index)


def _key(rule: Rule, index: int, place: str) -> str:
    """A limit that counts in each location has a counter for each."""
    key = key_of(rule, index)
    return f"{key}@{place}" if rule.limits[index].at else key


def allow(
    account: Counting,
    rule: Rule,
    amounts: dict[str, int],
    day: date,
    inputs: Inputs,
    place: str = "",
) -> Allowance:
    """Will cut amounts to what every limit of the rule leaves (the first currency counts)."""
    amounts = dict(amounts)
    first = next(iter(amounts), "")
    charges: list[Charge] = []
    for index, limit in enumerate(rule.limits):
        key = _key(rule, index, place)
        left = left_of(account, limit, key, day, inputs)
        if left <= 0:
            why = Why(code="limit.reached", params={"per": limit.per, "rule": rule.node.id})
            return Allowance(amounts={}, nothing=why)
        if limit.amount is not None and first:
            amounts[first] = min(amounts[first], left)
    for index, limit in enumerate(rule.limits):
        if limit.per != "order":
            counts = limit.amount is None  # a charge is once, or an amount; never both
            used = 0 if counts else amounts.get(first, 0)
            key = _key(rule, index, place)
            charges.append((key, period_key_of(limit, day), int(counts), used))
    return Allowance(amounts=amounts, charges=tuple(charges))


def period_key_of(limit: Limit, day: date) -> str:
    """Will name the period that a limit counts in on a day; budgets have one for all time."""
    return "program" if limit.per == "program" else period_key(day, limit.per)


def left_of(account: Counting, limit: Limit, key: str, day: date, inputs: Inputs) -> int:
    """Will give what a limit leaves on a day."""
    most = limit.amount if limit.amount is not None else limit.times or 0
    if limit.per == "order":
        return most
    if limit.per == "program":
        return inputs.budget_left.get(key, most) - _used_now(account, key)
    seen = account.counters.get(key, {})
    period = period_key(day, limit.per)
    if period not in seen and len(seen) >= REMEMBERED[limit.per] and period < min(seen):
        return 0
    used = seen.get(period, Counter(0, 0))
    return most - (used.amount if limit.amount is not None else used.times)


def _used_now(account: Counting, key: str) -> int:
    """What this very event has taken of a limit before: its input was read when it began."""
    return sum(
        one.amount for one in account.effects if isinstance(one, BudgetUsed) and one.limit == key
    )


def charge(account: Counting, rule: Rule, charges: tuple[Charge, ...]) -> None:
    """Will note that limits were used."""
    counted = (one for one in rule.limits if one.per != "order")
    for one, limit in zip(charges, counted, strict=True):
        note(account, limit, one)


def note(account: Counting, limit: Limit, one: Charge) -> None:
    """Will note one charge, and forget the oldest periods."""
    key, period, times, amount = one
    if limit.per == "program":
        used = amount if limit.amount is not None else times
        account.effects.append(BudgetUsed(limit=key, amount=used))
        return
    seen = dict(account.counters.get(key, {}))
    before = seen.get(period, Counter(0, 0))
    seen[period] = Counter(before.times + times, before.amount + amount)
    while len(seen) > REMEMBERED[limit.per]:
        del seen[min(seen)]
    account.counters[key] = seen


def returnable(charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """Will give the charges of what comes back: a code that was seen is not given again."""
    return tuple(one for one in charges if not one[0].startswith(POOL))


def uncharge(account: Counting, charges: tuple[Charge, ...], *, times: bool, amount: int) -> None:
    """Will give back what a reversed effect had used of its limits."""
    for key, period, count, charged in charges:
        back = min(charged, amount)
        if period == "program":
            used = back + (count if times else 0)
            if used:
                account.effects.append(BudgetUsed(limit=key, amount=-used))
            continue
        seen = account.counters.get(key, {})
        if period in seen:
            now = seen[period]
            less = Counter(now.times - (count if times else 0), now.amount - back)
            account.counters[key] = {**seen, period: less}

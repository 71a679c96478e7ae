"""Parts of plain sentences: conditions, products, limits and schedules in words."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from regulars.core.program import Benefit, PriceOff, Program, Qualify, Tier, Tiers, VolumePrice
from regulars.core.rules.nodes import Dates, Limit, Pending, Products, Range, Schedule, When
from regulars.core.rules.prepared import conditions
from regulars.domains.programs.plan import written


def either(words: Iterable[str]) -> str:
    """Will join words: 'a', 'a or b', 'a, b or c'."""
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} or {last}" if first else last


def also(words: Iterable[str]) -> str:
    """Will join words: 'a', 'a and b', 'a, b and c'."""
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} and {last}" if first else last


def points(program: Program, name: str, amount: Decimal | int) -> str:
    """Will write an amount of points with their name: '1 point', '2.5 points'."""
    if name in program.stored_value:
        return f"{money(program, Decimal(amount))} of {program.stored_value[name].name[1]}"
    word = program.points.get(name) or program.stamp_cards[name]
    one, many = word.name
    text = f"{amount.normalize():f}" if isinstance(amount, Decimal) else str(amount)
    return f"{text} {one if amount == 1 else many}"


def money(program: Program, amount: Decimal) -> str:
    """Will write an amount of the program's money."""
    text = f"{amount:.2f}" if amount % 1 else f"{amount:.0f}"
    return f"{text} {program.currency}"


def products(word: Products) -> str:
    """Will say which products are meant."""
    parts = [
        f"{name} {either(wanted)}"
        for name in ("category", "brand", "collection", "product", "sku")
        if (wanted := getattr(word, name))
    ]
    text = " with ".join(parts) or "all products"
    if word.gift_cards:
        text += ", gift cards included"
    if word.exclude:
        text += f", but not {also(products(one) for one in word.exclude)}"
    return text


def _dates(word: Dates) -> str:
    ends = [f"from {word.first}" if word.first else "", f"to {word.last}" if word.last else ""]
    return " ".join(end for end in ends if end)


def _age(word: Range) -> str:
    if word.least is not None and word.most is not None:
        return f"aged {word.least} to {word.most}"
    return f"aged {word.least} or more" if word.least is not None else f"aged up to {word.most}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
    return f"{number}{ending}"


OWNERS = {
    "person": "members alone", "household": "households", "company": "companies"
}  # fmt: skip

PHRASES: dict[str, Callable[[Any], str]] = {
    "minimum_spend": lambda least: f"from {least} spent",
    "minimum_quantity": lambda least: f"from {least} items",
    "products": lambda word: f"with {products(word)}",
    "bundle": lambda words: f"with {also(map(products, words))} together",
    "payment_method": lambda names: f"paid by {either(names)}",
    "channel": lambda names: f"through {either(names)}",
    "location": lambda names: f"at {either(names)}",
    "order_tag": lambda names: f"marked {either(names)}",
    "weekday": lambda days: f"on {either(day.capitalize() for day in days)}",
    "time": lambda window: f"between {window.start} and {window.end}",
    "dates": _dates,
    "first_order": lambda yes: "on the first order" if yes else "on later orders",
    "order_number": lambda numbers: f"on the {either(map(_ordinal, numbers))} order",
    "every_nth_order": lambda nth: f"on every {_ordinal(nth)} order",
    "months_in_a_row": lambda run: f"with an order in each of {run} months",
    "attribute": lambda wanted: f"for members with {written(_listed(wanted))}",
    "tier": lambda names: f"for {either(names)}",
    "owner": lambda kinds: f"for {either(OWNERS[kind] for kind in kinds)}",
    "segment": lambda names: f"for the segment {either(names)}",
    "club": lambda names: f"for the club {either(names)}",
    "birthday": lambda span: "on the birthday" if span == "day" else f"in the birthday's {span}",
    "age": _age,
    "data": lambda wanted: f"with {written(_listed(wanted))}",
    "chance": lambda percent: f"by chance, in {percent} of 100 cases",
    "any": lambda groups: f"if {either(map(when, groups))}",
    "none": lambda groups: f"unless {either(map(when, groups))}",
}


def _listed(wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in wanted.items()}


def when(word: When) -> str:
    """Will say the conditions; nothing when there are none."""
    return ", ".join(PHRASES[name](argument) for name, argument in conditions(word))


def limit(program: Program, word: Limit, currency: str) -> str:
    """Will say how often or how much."""
    per = "in all, for everybody together" if word.per == "program" else f"per {word.per}"
    if word.per == "lifetime":
        per = "in all"
    if word.at is not None:
        per += f" at each {word.at}"
    if word.amount is not None:
        return f"at most {points(program, currency, word.amount)} {per}"
    return f"at most {'once' if word.times == 1 else f'{word.times} times'} {per}"


def pending(word: Pending) -> str:
    """Will say how long points wait."""
    return f"after {word.span}" if word.span else "once the order is handed over"


def schedule(word: Schedule) -> str:
    """Will say when something happens by itself."""
    if word.day_of_month:
        text = f"on the {_ordinal(word.day_of_month)} of each month"
    elif word.weekday:
        text = f"every {word.weekday.capitalize()}"
    elif word.end_of:
        text = f"at the end of each {word.end_of}"
    else:
        text = "on the birthday" if word.birthday else f"on {word.month_day} of each year"
    return f"{word.lead} before: {text}" if word.lead else text


WINDOWS = {"year": "in a calendar year", "membership-year": "in a year of membership",
           "lifetime": "in all"}  # fmt: skip


def line_of(program: Program, word: Tiers, level: Tier) -> str:
    """Will say what a level takes."""
    if level.by == "invitation":
        return "by invitation"
    if not level.least:
        return "from joining"
    window = WINDOWS.get(word.window, f"in {word.months} months")
    what = f"{money(program, level.least)} spent"
    if word.qualify is not None:
        what = f"{level.least.normalize():f} credits ({counted(program, word.qualify)})"
    ending = " and approval" if level.by == "approval" else ""
    return f"from {what} {window}{ending}"


def counted(program: Program, word: Qualify) -> str:
    """Will say what gives credits, and how many."""
    parts = [
        f"{amount.normalize():f} {text}"
        for amount, text in (
            (word.spend, f"per {program.currency} spent"),
            (word.orders, "per order"),
            (word.items, "per item"),
        )
        if amount
    ]
    parts += [
        f"{amount.normalize():f} per {program.points[name].name[0]} earned"
        for name, amount in word.points.items()
    ]
    parts += [f"{amount.normalize():f} for {kind}" for kind, amount in word.activities.items()]
    return also(parts)


def _less(program: Program, word: PriceOff | VolumePrice) -> str:
    if word.percent is not None:
        return f"{word.percent} % less"
    return f"{money(program, word.amount or Decimal(0))} an item less"


def benefit(program: Program, word: Benefit) -> list[str]:
    """Will say how often a benefit may be used and what it is worth."""
    parts = []
    if word.uses is not None:
        parts.append(limit(program, Limit(per=word.uses.per, times=word.uses.times), ""))
        parts += [f"{times} times for {level}" for level, times in word.uses.levels.items()]
    if word.value is not None:
        parts.append(f"worth {money(program, word.value)}")
    off = word.price_off
    if off is not None:
        lines = f" on {products(off.products)}" if off.products else ""
        together = ", counted together" if off.count == "together" else ""
        steps = [f"{_less(program, one)} from {one.least} items" for one in off.by_volume]
        parts.append(f"{also(steps)}{together}{lines}" if steps else _less(program, off) + lines)
    return parts

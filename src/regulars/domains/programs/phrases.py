"""Parts of plain sentences: conditions, products, limits and schedules in words."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from regulars.core.program import Benefit, PriceOff, Program, Qualify, Tier, Tiers, VolumePrice
from regulars.core.rules.nodes import Dates, Limit, Pending, Products, Range, Schedule, When
from regulars.core.rules.prepared import conditions
from regulars.domains.programs.plan import written
from regulars.kit import speech
from regulars.kit.speech import also, either, listed, ordinal, say, say_later, span


def points(program: Program, name: str, amount: Decimal | int) -> str:
    """Will write an amount of points with their name: '1 point', '2.5 points'."""
    if name in program.stored_value:
        return say("{money} of {name}", money=money(program, Decimal(amount)),
                   name=program.stored_value[name].name[1])  # fmt: skip
    word = program.points.get(name) or program.stamp_cards[name]
    one, many = word.name
    shown = amount.normalize() if isinstance(amount, Decimal) else amount
    return f"{speech.number(shown)} {one if amount == 1 else many}"


def money(program: Program, amount: Decimal) -> str:
    """Will write an amount of the program's money."""
    text = Decimal(f"{amount:.2f}" if amount % 1 else f"{amount:.0f}")
    return f"{speech.number(text)} {program.currency}"


MARKS = {
    "category": say_later("category {names}"), "brand": say_later("brand {names}"),
    "collection": say_later("collection {names}"), "product": say_later("product {names}"),
    "sku": say_later("sku {names}"),
}  # fmt: skip


def products(word: Products) -> str:
    """Will say which products are meant."""
    parts = [
        say(text, names=either(wanted))
        for name, text in MARKS.items()
        if (wanted := getattr(word, name))
    ]
    found = parts[0] if parts else say("all products")
    for one in parts[1:]:
        found = say("{what} with {more}", what=found, more=one)
    gift_cards = say("gift cards included") if word.gift_cards else ""
    but = [products(one) for one in word.exclude]
    return listed([found, gift_cards, say("but not {what}", what=also(but)) if but else ""])


def _dates(word: Dates) -> str:
    if word.first and word.last:
        return say("from {first} to {last}", first=speech.day(word.first),
                   last=speech.day(word.last))  # fmt: skip
    if word.first:
        return say("from {first}", first=speech.day(word.first))
    return say("to {last}", last=speech.day(word.last)) if word.last else ""


def _age(word: Range) -> str:
    if word.least is not None and word.most is not None:
        return say("aged {least} to {most}", least=word.least, most=word.most)
    if word.least is not None:
        return say("aged {least} or more", least=word.least)
    return say("aged up to {most}", most=word.most)


OWNERS = {
    "person": say_later("members alone"), "household": say_later("households"),
    "company": say_later("companies"),
}  # fmt: skip

BIRTHDAYS = {
    "day": say_later("on the birthday"), "week": say_later("in the birthday's week"),
    "month": say_later("in the birthday's month"),
}  # fmt: skip

PHRASES: dict[str, Callable[[Any], str]] = {
    "minimum_spend": lambda least: say("from {least} spent", least=speech.number(least)),
    "minimum_quantity": lambda least: say("from {least} items", least=speech.number(least)),
    "products": lambda word: say("with {what}", what=products(word)),
    "bundle": lambda words: say("with {what} together", what=also(map(products, words))),
    "payment_method": lambda names: say("paid by {names}", names=either(names)),
    "channel": lambda names: say("through {names}", names=either(names)),
    "location": lambda names: say("at {names}", names=either(names)),
    "order_tag": lambda names: say("marked {names}", names=either(names)),
    "weekday": lambda days: say("on {days}", days=either(map(speech.weekday, days))),
    "time": lambda window: say("between {start} and {end}", start=window.start, end=window.end),
    "dates": _dates,
    "first_order": lambda yes: say("on the first order") if yes else say("on later orders"),
    "order_number": lambda numbers: say("on the {nth} order", nth=either(map(ordinal, numbers))),
    "every_nth_order": lambda nth: say("on every {nth} order", nth=ordinal(nth)),
    "months_in_a_row": lambda run: say("with an order in each of {run} months", run=run),
    "attribute": lambda wanted: say("for members with {what}", what=written(_listed(wanted))),
    "tier": lambda names: say("for {names}", names=either(names)),
    "owner": lambda kinds: say("for {names}", names=either(say(OWNERS[kind]) for kind in kinds)),
    "segment": lambda names: say("for the segment {names}", names=either(names)),
    "club": lambda names: say("for the club {names}", names=either(names)),
    "birthday": lambda part: say(BIRTHDAYS[part]),
    "age": _age,
    "data": lambda wanted: say("with {what}", what=written(_listed(wanted))),
    "chance": lambda percent: say(
        "by chance, in {percent} of 100 cases", percent=speech.number(percent)
    ),
    "any": lambda groups: say("if {what}", what=either(map(when, groups))),
    "none": lambda groups: say("unless {what}", what=either(map(when, groups))),
}


def _listed(wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in wanted.items()}


def when(word: When) -> str:
    """Will say the conditions; nothing when there are none."""
    return listed(PHRASES[name](argument) for name, argument in conditions(word))


PERS = {
    "order": say_later("per order"), "day": say_later("per day"), "week": say_later("per week"),
    "month": say_later("per month"), "quarter": say_later("per quarter"),
    "year": say_later("per year"), "lifetime": say_later("in all"),
    "program": say_later("in all, for everybody together"),
}  # fmt: skip


def limit(program: Program, word: Limit, currency: str) -> str:
    """Will say how often or how much."""
    per = say(PERS[word.per])
    if word.at is not None:
        per = say("{per} at each {place}", per=per, place=word.at)
    if word.amount is not None:
        return say("at most {amount} {per}", amount=points(program, currency, word.amount), per=per)
    if word.times == 1:
        return say("at most once {per}", per=per)
    return say("at most {times} times {per}", times=word.times, per=per)


def pending(word: Pending) -> str:
    """Will say how long points wait."""
    if word.span:
        return say("after {span}", span=span(word.span))
    return say("once the order is handed over")


ENDS = {
    "day": say_later("at the end of each day"), "week": say_later("at the end of each week"),
    "month": say_later("at the end of each month"),
    "quarter": say_later("at the end of each quarter"),
    "year": say_later("at the end of each year"),
}  # fmt: skip


def schedule(word: Schedule) -> str:
    """Will say when something happens by itself."""
    if word.day_of_month:
        text = say("on the {nth} of each month", nth=ordinal(word.day_of_month))
    elif word.weekday:
        text = say("every {day}", day=speech.weekday(word.weekday))
    elif word.end_of:
        text = say(ENDS[word.end_of])
    elif word.birthday:
        text = say("on the birthday")
    else:
        text = say("on {day} of each year", day=word.month_day)
    return say("{span} before: {what}", span=span(word.lead), what=text) if word.lead else text


WINDOWS = {
    "year": say_later("in a calendar year"),
    "membership-year": say_later("in a year of membership"), "lifetime": say_later("in all"),
}  # fmt: skip


def line_of(program: Program, word: Tiers, level: Tier) -> str:
    """Will say what a level takes."""
    if level.by == "invitation":
        return say("by invitation")
    if not level.least:
        return say("from joining")
    window = say(WINDOWS[word.window]) if word.window in WINDOWS else say(
        "in {months} months", months=word.months
    )  # fmt: skip
    what = say("{money} spent", money=money(program, level.least))
    if word.qualify is not None:
        what = say("{number} credits ({how})", number=_plain(level.least),
                   how=counted(program, word.qualify))  # fmt: skip
    if level.by == "approval":
        return say("from {what} {window} and approval", what=what, window=window)
    return say("from {what} {window}", what=what, window=window)


def _plain(amount: Decimal) -> str:
    return speech.number(amount.normalize())


def counted(program: Program, word: Qualify) -> str:
    """Will say what gives credits, and how many."""
    parts = [
        f"{_plain(amount)} {text}"
        for amount, text in (
            (word.spend, say("per {currency} spent", currency=program.currency)),
            (word.orders, say("per order")),
            (word.items, say("per item")),
        )
        if amount
    ]
    parts += [
        say(
            "{amount} per {point} earned", amount=_plain(amount), point=program.points[name].name[0]
        )
        for name, amount in word.points.items()
    ]  # fmt: skip
    parts += [
        say("{amount} for {what}", amount=_plain(amount), what=kind)
        for kind, amount in word.activities.items()
    ]
    return also(parts)


def _less(program: Program, word: PriceOff | VolumePrice) -> str:
    if word.percent is not None:
        return say("{percent} % less", percent=speech.number(word.percent))
    return say("{money} an item less", money=money(program, word.amount or Decimal(0)))


def benefit(program: Program, word: Benefit) -> list[str]:
    """Will say how often a benefit may be used and what it is worth."""
    parts = []
    if word.uses is not None:
        parts.append(limit(program, Limit(per=word.uses.per, times=word.uses.times), ""))
        parts += [
            say("{times} times for {level}", times=times, level=level)
            for level, times in word.uses.levels.items()
        ]
    if word.value is not None:
        parts.append(say("worth {money}", money=money(program, word.value)))
    off = word.price_off
    if off is not None:
        steps = [
            say("{less} from {least} items", less=_less(program, one),
                least=speech.number(one.least))
            for one in off.by_volume
        ]  # fmt: skip
        less = also(steps) if steps else _less(program, off)
        if steps and off.count == "together":
            less = say("{less}, counted together", less=less)
        if off.products:
            less = say("{what} on {lines}", what=less, lines=products(off.products))
        parts.append(less)
    return parts


def titled(title: str, text: str) -> str:
    """Will write what something is called before what is said of it."""
    return say("{title}: {text}", title=title, text=text)


def multiple(value: Decimal | None) -> str:
    """Will write how many times something counts."""
    return speech.number(value) if value is not None else ""


def lines_of(word: Products | None) -> str:
    """Will say on which products; nothing for all."""
    return say("on {what}", what=products(word)) if word else ""


def title_of(program: Program, name: str) -> str:
    """Will give what a reward is called."""
    return program.rewards[name].title or name


def joined(*parts: str) -> str:
    """Will join parts of a sentence; empty ones are left out."""
    return listed(parts)

"""A program in plain words: sentences by section, as a merchant would print them."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from regulars.core.checks.tiers import sets_of
from regulars.core.program import Program, Reward
from regulars.core.rules.nodes import Automatic, EarnRule, When
from regulars.domains.programs import phrases, stamps, wallets
from regulars.domains.programs.phrases import also, money, points
from regulars.domains.programs.segment_phrases import where_words


class Section(Struct, frozen=True):
    """A heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def sections(program: Program) -> list[Section]:
    """Will give the sections that have something to say."""
    all_ = {
        "Earning": [_sentence(_earn(program, rule)) for rule in program.earn],
        "Points": [_sentence(text) for text in _points(program)],
        "Stamp cards": [_sentence(text) for text in stamps.cards(program)],
        "Stored value": [_sentence(text) for text in wallets.wallets(program)],
        "Rewards": [_sentence(_reward(program, *pair)) for pair in program.rewards.items()],
        "Automatic": [_sentence(_automatic(program, word)) for word in program.automatic],
        "Levels": [_sentence(text) for text in _tiers(program)],
        "Benefits": [_sentence(_benefit(program, name)) for name in program.benefits],
        "Campaigns": [
            f"{word.title or name}: {' '.join(campaign(program, name))}"
            for name, word in program.campaigns.items()
        ],
        "Segments": [
            _sentence(f"{word.title or name}: {where_words(program, word.where)}")
            for name, word in program.segments.items()
        ],
        "Events": [_sentence(text) for text in _events(program)],
        "Joining and redeeming": [_sentence(text) for text in _joining(program)],
    }
    return [Section(heading, tuple(texts)) for heading, texts in all_.items() if texts]


def campaign(program: Program, name: str) -> list[str]:
    """Will say what a campaign gives, when, and for how long there is enough."""
    word = program.campaigns[name]
    said = [_sentence(_join(_earn(program, rule), phrases.when(word.when))) for rule in word.rules]
    for reward, price in word.prices.items():
        cost = also(points(program, currency, amount) for currency, amount in price.items())
        said.append(_sentence(_join(f"{_title(program, reward)} for {cost}",
                                    phrases.when(word.when))))  # fmt: skip
    if word.budget is not None:
        most = word.budget.amount or word.budget.times
        unit = "" if word.budget.amount else " times"
        said.append(_sentence(f"as long as there is enough: {most}{unit} for all members together"))
    if word.per_member is not None:
        said.append(_sentence(f"for each member {phrases.limit(program, word.per_member, '')}"))
    return said


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _earn(program: Program, rule: EarnRule) -> str:
    what = [points(program, name, amount) for name, amount in rule.give.items()]
    names = rule.issue if isinstance(rule.issue, tuple) else (rule.issue,)
    what += [_title(program, name) for name in names[:1]]
    if len(names) > 1:
        what[-1] += f", then {', then '.join(_title(program, name) for name in names[1:])}"
    text = also(what) if what else f"points count {rule.multiply} times"
    if rule.per is not None:
        whole = "whole " if rule.units == "whole" else ""
        text += f" per {whole}{money(program, rule.per)} spent"
    elif rule.per_items is not None:
        text += " per item" if rule.per_items == 1 else f" per {rule.per_items} items"
    if rule.on != "order.paid":
        text += f" for {rule.on}"
    lines = f"on {phrases.products(rule.products)}" if rule.products else ""
    limits = rule.limit if isinstance(rule.limit, tuple) else (rule.limit,)
    first = next(iter(rule.give), "")
    said = [phrases.limit(program, one, first) for one in limits]
    waits = f"to spend {phrases.pending(rule.pending)}" if rule.pending else ""
    return _join(text, lines, phrases.when(rule.when), *said, waits)


def _title(program: Program, name: str) -> str:
    return program.rewards[name].title or name


def _points(program: Program) -> Iterator[str]:
    for word in program.points.values():
        many, expires = word.name[1], word.expires
        if expires is None:
            yield f"{many} do not lapse"
        elif expires.after:
            yield f"{many} lapse {expires.after} after they were {expires.source}"
        elif expires.each_year:
            yield f"{many} lapse each year at the end of {expires.each_year}"
        else:
            yield f"{many} lapse when a member does nothing for {expires.inactive}"
        if word.pending:
            yield f"{many} can be spent {phrases.pending(word.pending)}"


def _reward(program: Program, name: str, word: Reward) -> str:
    prices = [
        " and ".join(points(program, *pair) for pair in price.items())
        for price in word.alternatives
    ]
    price = f" for {' or '.join(prices)}" if prices else ""
    spend = word.minimum_spend
    return _join(
        f"{_title(program, name)}: {_worth(program, word)}{price}",
        f"on {phrases.products(word.products)}" if word.products else "",
        f"from {money(program, spend)} spent" if spend is not None else "",
        phrases.when(word.when),
        f"valid for {word.valid_for}" if word.valid_for else "",
        {1: "", "unlimited": "as often as one likes"}.get(word.uses, f"{word.uses} times"),
        *_bounds(program, word),
    )


def _bounds(program: Program, word: Reward) -> Iterator[str]:
    for tier, price in word.tier_prices.items():
        yield f"{also(points(program, *pair) for pair in price.items())} for {tier}"
    if word.visible != When():
        yield f"seen only {phrases.when(word.visible)}"
    if word.on_offer is not None:
        yield phrases.when(When(dates=word.on_offer))
    if word.not_on:
        yield f"not on {also(day.isoformat() for day in word.not_on)}"
    if word.stock is not None:
        yield f"{word.stock} in all"
    for limit in word.limits:
        yield phrases.limit(program, limit, "")
    if word.budget is not None:
        yield f"at most {money(program, word.budget)} in all"


def _worth(program: Program, word: Reward) -> str:
    if word.kind == "donation":
        return f"{money(program, word.value or Decimal(0))} for {word.cause}"
    if word.value is None:
        said = {"product": f"one {word.product}, free", "sample": f"a sample of {word.product}",
                "gift": f"a gift, {word.product}"}  # fmt: skip
        return said.get(word.kind, word.kind.replace("-", " "))
    if word.kind == "gift-card":
        return f"a gift card of {money(program, word.value)}"
    if word.kind == "amount-off":
        return f"{money(program, word.value)} off"
    most = f", at most {money(program, word.maximum)}" if word.maximum is not None else ""
    return f"{word.value} % off{most}"


def _automatic(program: Program, word: Automatic) -> str:
    start = phrases.schedule(word.at) if word.at else ""
    if word.reach:
        start = (
            f"as soon as {also(points(program, *pair) for pair in word.reach.items())} are there"
        )
    if word.turn and word.into:
        chunk = also(points(program, *pair) for pair in word.turn.items())
        rest = "the rest lapses" if word.remainder == "expire" else "the rest stays"
        what = f"every {chunk} turn into {_title(program, word.into)}, {rest}"
    elif word.levels:
        of = word.of or next(iter(program.points))
        steps = [f"{_title(program, one.issue)} from {points(program, of, one.least)}"
                 for one in word.levels]  # fmt: skip
        what = also(steps) + (", and points start again" if word.then == "reset" else "")
    else:
        gifts = [points(program, *pair) for pair in word.give.items()]
        what = also(gifts + ([_title(program, word.issue)] if word.issue else []))
    return _join(f"{start}: {what}", phrases.when(word.when))


def _tiers(program: Program) -> Iterator[str]:
    for _, word in sets_of(program):
        named = f"{word.title}: " if word.title else ""
        for level in word.levels:
            times = f", points count {level.multiply} times" if level.multiply != 1 else ""
            perks = f", with {also(level.perks)}" if level.perks else ""
            start = phrases.line_of(program, word, level)
            yield f"{named}{level.title or level.id}: {start}{times}{perks}"
        if word.grace is not None:
            yield f"{named}a level is held for {word.grace} longer while the credit is missing"
        if word.fall == "one-level":
            yield f"{named}who loses a level falls by one"


def _benefit(program: Program, name: str) -> str:
    word = program.benefits[name]
    return _join(word.title, phrases.when(word.when), *phrases.benefit(program, word))


def _events(program: Program) -> Iterator[str]:
    word = program.events.no_shows
    if word is not None:
        yield (
            f"who leaves {word.times} places empty within {word.within} cannot sign up for events "
            f"for {word.barred_for}"
        )


def _joining(program: Program) -> Iterator[str]:
    if program.joining.at_first_order:
        yield "customers are enrolled with their first order"
    if program.joining.age_from is not None:
        yield f"members are {program.joining.age_from} or older"
    home, firm = program.households, program.companies
    if home is not None:
        who = "the head spends" if home.spending == "head" else "all adults spend"
        yield f"up to {home.people} people pool as a household, and {who} what is there"
    if firm is not None:
        yield f"companies have one balance for up to {firm.people} buyers"
    if program.earns_on is not None:
        yield f"points are earned on {phrases.products(program.earns_on)}"
    if program.pays_for is not None:
        yield f"rewards pay for {phrases.products(program.pays_for)}"
    for currency, word in program.redeeming.pay.items():
        share = f", at most {word.most_share} % of it" if word.most_share < 100 else ""
        yield f"{points(program, currency, word.least)} or more pay for a part of an order{share}"
    here = phrases.when(program.redeeming.when)
    if here:
        yield f"rewards are redeemed {here}"

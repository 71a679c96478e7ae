"""Rewards in plain words: those for points, and those that come by themselves."""

from collections.abc import Iterator
from decimal import Decimal

from regulars.core.program import Program, Reward
from regulars.core.rules.nodes import Automatic, When
from regulars.domains.programs import phrases
from regulars.domains.programs.phrases import joined, lines_of, money, points, title_of, titled
from regulars.kit import speech
from regulars.kit.speech import also, either, listed, say, say_later, span

WORTH = {
    "product": say_later("one {product}, free"), "sample": say_later("a sample of {product}"),
    "gift": say_later("a gift, {product}"), "free-shipping": say_later("free shipping"),
    "gift-card": say_later("gift card"), "experience": say_later("experience"),
    "service": say_later("service"), "early-access": say_later("early access"),
    "custom": say_later("custom"), "donation": say_later("donation"),
    "amount-off": say_later("amount off"), "percent-off": say_later("percent off"),
}  # fmt: skip


def reward(program: Program, name: str, word: Reward) -> str:
    """Will say what a reward is, what it costs and whom it is for."""
    prices = [also(points(program, *pair) for pair in price.items()) for price in word.alternatives]
    worth = _worth(program, word)
    if prices:
        worth = say("{what} for {price}", what=worth, price=either(prices))
    spend = word.minimum_spend
    return joined(
        titled(title_of(program, name), worth),
        lines_of(word.products),
        say("from {least} spent", least=money(program, spend)) if spend is not None else "",
        phrases.when(word.when),
        say("valid for {span}", span=span(word.valid_for)) if word.valid_for else "",
        _uses(word.uses),
        *_bounds(program, word),
    )


def _uses(uses: int | str) -> str:
    if uses == "unlimited":
        return say("as often as one likes")
    return "" if uses == 1 else say("{times} times", times=uses)


def _bounds(program: Program, word: Reward) -> Iterator[str]:
    for tier, price in word.tier_prices.items():
        cost = also(points(program, *pair) for pair in price.items())
        yield say("{price} for the level {level}", price=cost, level=tier)
    if word.visible != When():
        yield say("seen only {when}", when=phrases.when(word.visible))
    if word.on_offer is not None:
        yield phrases.when(When(dates=word.on_offer))
    if word.not_on:
        yield say("not on {days}", days=also(map(speech.day, word.not_on)))
    if word.stock is not None:
        yield say("{number} in all", number=word.stock)
    for limit in word.limits:
        yield phrases.limit(program, limit, "")
    if word.budget is not None:
        yield say("at most {amount} {per}", amount=money(program, word.budget), per=say("in all"))


def _worth(program: Program, word: Reward) -> str:
    if word.kind == "donation":
        given = money(program, word.value or Decimal(0))
        return say("{what} for {kind}", what=given, kind=word.cause)
    if word.value is None:
        return say(WORTH[word.kind], product=word.product)
    if word.kind == "gift-card":
        return say("a gift card of {money}", money=money(program, word.value))
    if word.kind == "amount-off":
        return say("{money} off", money=money(program, word.value))
    off = say("{percent} % off", percent=speech.number(word.value))
    if word.maximum is None:
        return off
    return listed([off, say("at most {money}", money=money(program, word.maximum))])


def automatic(program: Program, word: Automatic) -> str:
    """Will say what comes by itself, and when."""
    start = phrases.schedule(word.at) if word.at else ""
    if word.reach:
        there = also(points(program, *pair) for pair in word.reach.items())
        start = say("as soon as {points} are there", points=there)
    if word.turn and word.into:
        chunk = also(points(program, *pair) for pair in word.turn.items())
        rest = say("the rest lapses") if word.remainder == "expire" else say("the rest stays")
        turn = say("every {points} turn into {reward}", points=chunk,
                   reward=title_of(program, word.into))  # fmt: skip
        what = listed([turn, rest])
    elif word.levels:
        of = word.of or next(iter(program.points))
        steps = [
            say("{reward} from {points}", reward=title_of(program, one.issue),
                points=points(program, of, one.least))
            for one in word.levels
        ]  # fmt: skip
        again = say("and points start again") if word.then == "reset" else ""
        what = listed([also(steps), again])
    else:
        gifts = [points(program, *pair) for pair in word.give.items()]
        what = also(gifts + ([title_of(program, word.issue)] if word.issue else []))
    return joined(titled(start, what), phrases.when(word.when))

"""A program in plain words: sentences by section, as a merchant would print them."""

from collections.abc import Iterator

from msgspec import Struct

from regulars.core.checks.tiers import sets_of
from regulars.core.program import Program, Tiers
from regulars.core.rules.nodes import EarnRule
from regulars.domains.programs import phrases, stamps, wallets
from regulars.domains.programs.occasions import occasion
from regulars.domains.programs.phrases import (
    joined,
    lines_of,
    money,
    multiple,
    points,
    title_of,
    titled,
)
from regulars.domains.programs.reward_words import automatic, reward
from regulars.domains.programs.segment_phrases import where_words
from regulars.kit import speech
from regulars.kit.speech import also, listed, say, say_later, span

LAPSE = {
    "earned": say_later("{points} lapse {span} after they were earned"),
    "available": say_later("{points} lapse {span} after they were available"),
}


HEADINGS = (
    say_later("Earning"), say_later("Points"), say_later("Stamp cards"), say_later("Stored value"),
    say_later("Rewards"), say_later("Automatic"), say_later("Levels"), say_later("Benefits"),
    say_later("Campaigns"), say_later("Segments"), say_later("Events"),
    say_later("Joining and redeeming"),
)  # fmt: skip


class Section(Struct, frozen=True):
    """A heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return say(self.heading)


def sections(program: Program) -> list[Section]:
    """Will give the sections that have something to say."""
    all_ = {
        "Earning": [_sentence(_earn(program, rule)) for rule in program.earn],
        "Points": [_sentence(text) for text in _points(program)],
        "Stamp cards": [_sentence(text) for text in stamps.cards(program)],
        "Stored value": [_sentence(text) for text in wallets.wallets(program)],
        "Rewards": [_sentence(reward(program, *pair)) for pair in program.rewards.items()],
        "Automatic": [_sentence(automatic(program, word)) for word in program.automatic],
        "Levels": [_sentence(text) for text in _tiers(program)],
        "Benefits": [_sentence(_benefit(program, name)) for name in program.benefits],
        "Campaigns": [
            titled(word.title or name, " ".join(campaign(program, name)))
            for name, word in program.campaigns.items()
        ],
        "Segments": [
            _sentence(titled(word.title or name, where_words(program, word.where)))
            for name, word in program.segments.items()
        ],
        "Events": [_sentence(text) for text in _events(program)],
        "Joining and redeeming": [_sentence(text) for text in _joining(program)],
    }
    return [Section(heading, tuple(texts)) for heading, texts in all_.items() if texts]


def campaign(program: Program, name: str) -> list[str]:
    """Will say what a campaign gives, when, and for how long there is enough."""
    word = program.campaigns[name]
    said = [_sentence(joined(_earn(program, rule), phrases.when(word.when))) for rule in word.rules]
    for name_of, price in word.prices.items():
        cost = also(points(program, currency, amount) for currency, amount in price.items())
        what = say("{what} for {price}", what=title_of(program, name_of), price=cost)
        said.append(_sentence(joined(what, phrases.when(word.when))))
    if word.budget is not None:
        text = say("as long as there is enough: {most} times for all members together",
                   most=word.budget.times) if not word.budget.amount else say(
            "as long as there is enough: {most} for all members together",
            most=word.budget.amount,
        )  # fmt: skip
        said.append(_sentence(text))
    if word.per_member is not None:
        limit = phrases.limit(program, word.per_member, "")
        said.append(_sentence(say("for each member {limit}", limit=limit)))
    return said


def _sentence(text: str) -> str:
    return say("{sentence}.", sentence=f"{text[:1].upper()}{text[1:]}")


def _earn(program: Program, rule: EarnRule) -> str:
    what = [points(program, name, amount) for name, amount in rule.give.items()]
    names = rule.issue if isinstance(rule.issue, tuple) else (rule.issue,)
    what += [title_of(program, name) for name in names[:1]]
    if len(names) > 1:
        then = [say("then {what}", what=title_of(program, name)) for name in names[1:]]
        what[-1] = listed([what[-1], *then])
    text = _per(program, rule, also(what)) if what else say(
        "points count {times} times", times=multiple(rule.multiply)
    )  # fmt: skip
    text, conditions = occasion(program, rule, text)
    lines = lines_of(rule.products)
    limits = rule.limit if isinstance(rule.limit, tuple) else (rule.limit,)
    first = next(iter(rule.give), "")
    said = [phrases.limit(program, one, first) for one in limits]
    waits = say("to spend {when}", when=phrases.pending(rule.pending)) if rule.pending else ""
    return joined(text, lines, phrases.when(conditions), *said, waits)


def _per(program: Program, rule: EarnRule, what: str) -> str:
    if rule.per is not None:
        paid = money(program, rule.per)
        if rule.units == "whole":
            return say("{what} per whole {money} spent", what=what, money=paid)
        return say("{what} per {money} spent", what=what, money=paid)
    if rule.per_items is None:
        return what
    if rule.per_items == 1:
        return say("{what} per item", what=what)
    return say("{what} per {items} items", what=what, items=rule.per_items)


def _points(program: Program) -> Iterator[str]:
    for word in program.points.values():
        many, expires = word.name[1], word.expires
        if expires is None:
            yield say("{points} do not lapse", points=many)
        elif expires.after:
            yield say(LAPSE[expires.source], points=many, span=span(expires.after))
        elif expires.each_year:
            yield say("{points} lapse each year at the end of {day}", points=many,
                      day=expires.each_year)  # fmt: skip
        else:
            yield say("{points} lapse when a member does nothing for {span}", points=many,
                      span=span(expires.inactive or ""))  # fmt: skip
        if word.pending:
            yield say("{points} can be spent {when}", points=many,
                      when=phrases.pending(word.pending))  # fmt: skip


def _tiers(program: Program) -> Iterator[str]:
    for _, word in sets_of(program):
        for level in word.levels:
            times, perks = "", ""
            if level.multiply != 1:
                times = say("points count {times} times", times=multiple(level.multiply))
            if level.perks:
                perks = say("with {what}", what=also(level.perks))
            start = phrases.line_of(program, word, level)
            yield _of(word, titled(level.title or level.id, listed([start, times, perks])))
        if word.grace is not None:
            yield _of(word, say("a level is held for {span} longer while the credit is missing",
                                span=span(word.grace)))  # fmt: skip
        if word.fall == "one-level":
            yield _of(word, say("who loses a level falls by one"))


def _of(word: Tiers, text: str) -> str:
    return titled(word.title, text) if word.title else text


def _benefit(program: Program, name: str) -> str:
    word = program.benefits[name]
    return joined(word.title, phrases.when(word.when), *phrases.benefit(program, word))


def _events(program: Program) -> Iterator[str]:
    word = program.events.no_shows
    if word is not None:
        yield say("who leaves {times} places empty within {within} cannot sign up for events for "
                  "{span}", times=word.times, within=span(word.within),
                  span=span(word.barred_for))  # fmt: skip


def _joining(program: Program) -> Iterator[str]:
    if program.joining.at_first_order:
        yield say("customers are enrolled with their first order")
    if program.joining.age_from is not None:
        yield say("members are {age} or older", age=program.joining.age_from)
    home, firm = program.households, program.companies
    if home is not None:
        if home.spending == "head":
            yield say("up to {people} people pool as a household, and the head spends what is "
                      "there", people=home.people)  # fmt: skip
        else:
            yield say("up to {people} people pool as a household, and all adults spend what is "
                      "there", people=home.people)  # fmt: skip
    if firm is not None:
        yield say("companies have one balance for up to {people} buyers", people=firm.people)
    if program.earns_on is not None:
        yield say("points are earned on {what}", what=phrases.products(program.earns_on))
    if program.pays_for is not None:
        yield say("rewards pay for {what}", what=phrases.products(program.pays_for))
    yield from _paying(program)
    here = phrases.when(program.redeeming.when)
    if here:
        yield say("rewards are redeemed {when}", when=here)


def _paying(program: Program) -> Iterator[str]:
    for currency, word in program.redeeming.pay.items():
        least = points(program, currency, word.least)
        pays = say("{points} or more pay for a part of an order", points=least)
        share = ""
        if word.most_share < 100:
            share = say("at most {percent} % of it", percent=speech.number(word.most_share))
        yield listed([pays, share])

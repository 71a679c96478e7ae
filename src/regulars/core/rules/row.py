"""What each condition word means for one event: a function of its argument, the event and the
lines.

`MEANING` is the registry: a word of `nodes.When` without a row here fails a test.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from regulars.core import calendar
from regulars.core.facts import Line, Profile, Scalar
from regulars.core.rules.nodes import Dates, Match, Products, Range, TimeWindow, When
from regulars.core.rules.prepared import Condition, conditions, line_test
from regulars.core.state import TierStanding

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Terms(Protocol):
    """What the words ask of the program."""

    @property
    def zone(self) -> str:
        """The shop's time zone."""

    def minor(self, amount: Decimal) -> int:
        """Will give money of the file in the smallest unit."""


class Holder(Protocol):
    """What the words ask of the account."""

    @property
    def profile(self) -> Profile:
        """What the member told."""

    @property
    def halves(self) -> tuple[int, ...]:
        """The orders of each account that became this one."""

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that the member was found to be in."""

    @property
    def clubs(self) -> tuple[str, ...]:
        """The clubs that the member is in."""

    @property
    def tiers(self) -> Mapping[str, TierStanding]:
        """The member's level in each set."""

    @property
    def shared(self) -> str:
        """What several people share the account as; nothing, if it is one's alone."""

    @property
    def months_run(self) -> int:
        """In how many months in a row the member bought."""


class Event:
    """One event as rules see it. `number` is which order of the member it is, 0 when it is none."""

    def __init__(  # noqa: PLR0913 - one name for each thing that a word may ask
        self,
        program: Terms,
        account: Holder,
        at: int,
        *,
        lines: tuple[Line, ...] = (),
        number: int = 0,
        draw: int = 0,
        payment_method: str = "",
        channel: str = "",
        location: str = "",
        tags: tuple[str, ...] = (),
        data: Mapping[str, Scalar] | None = None,
        place: Mapping[str, str] | None = None,
    ) -> None:
        """Will hold what the words may ask about."""
        self.program, self.account, self.at = program, account, at
        self.lines, self.number, self.draw = lines, number, draw
        self.payment_method, self.channel, self.location = payment_method, channel, location
        self.tags, self.data, self.place = tags, data or {}, place or {}

    @cached_property
    def local(self) -> datetime:
        """The shop's wall clock at the event."""
        return calendar.local(self.at, self.program.zone)

    @property
    def day(self) -> date:
        """The shop's calendar day of the event."""
        return self.local.date()


Lines = tuple[Line, ...]
Meaning = Callable[[Any, Event, Lines], bool]


def holds(words: tuple[Condition, ...], event: Event, lines: Lines) -> bool:
    """Will tell whether all conditions hold. `lines` are those that the rule counts."""
    return all(MEANING[word](argument, event, lines) for word, argument in words)


def holds_when(when: When, event: Event, lines: Lines) -> bool:
    """Will tell whether a `When` holds."""
    return holds(conditions(when), event, lines)


def _spend(least: Decimal, event: Event, lines: Lines) -> bool:
    return sum(line.net_minor for line in lines) >= event.program.minor(least)


def _quantity(least: Decimal, _event: Event, lines: Lines) -> bool:
    return sum((line.quantity for line in lines), Decimal(0)) >= least


def _products(word: Products, event: Event, _lines: Lines) -> bool:
    return any(map(line_test(word), event.lines))


def _bundle(words: tuple[Products, ...], event: Event, _lines: Lines) -> bool:
    return all(any(map(line_test(word), event.lines)) for word in words)


def _time(window: TimeWindow, event: Event, _lines: Lines) -> bool:
    clock = event.local.strftime("%H:%M")
    if window.start <= window.end:
        return window.start <= clock < window.end
    return clock >= window.start or clock < window.end


def _dates(word: Dates, event: Event, _lines: Lines) -> bool:
    if word.first and event.day < word.first:
        return False
    return not (word.last and event.day > word.last)


def _every(nth: int, event: Event, _lines: Lines) -> bool:
    """Two accounts that become one may jump over a place in the count: the whole has one more of
    them than its parts had. It falls to the next order that has no such place of its own.
    """
    halves = event.account.halves
    if len(halves) > 1 and sum(halves) // nth > sum(one // nth for one in halves):
        first = sum(halves) + 1
        if event.number == (first if first % nth else first + 1):
            return True
    return event.number > 0 and event.number % nth == 0


def matches(wanted: Match, found: Scalar | None) -> bool:
    """Will tell whether a value is the one, or one of those, that are asked for."""
    if isinstance(wanted, tuple):
        return found is not None and str(found) in wanted
    return type(found) is type(wanted) and found == wanted


def _attribute(wanted: dict[str, Match], event: Event, _lines: Lines) -> bool:
    found = event.account.profile.attributes
    return all(matches(value, found.get(name)) for name, value in wanted.items())


def _data(wanted: dict[str, Match], event: Event, _lines: Lines) -> bool:
    return all(matches(value, event.data.get(name)) for name, value in wanted.items())


def _age(word: Range, event: Event, _lines: Lines) -> bool:
    born = event.account.profile.birth_date
    if born is None:
        return False
    years = calendar.age(born, event.day)
    return (word.least is None or years >= word.least) and (word.most is None or years <= word.most)


def _birthday(within: str, event: Event, _lines: Lines) -> bool:
    born = event.account.profile.birth_date
    if born is None:
        return False
    start = calendar.period_start(event.day, within)
    days = (event.day - start).days + (calendar.next_period(start, within) - event.day).days
    return any(
        calendar.anniversary(born, day.year) == day
        for day in (start + timedelta(days=number) for number in range(days))
    )


def _segment(wanted: tuple[str, ...], event: Event, _lines: Lines) -> bool:
    told, found = event.account.profile.segments, event.account.segments
    return not (set(wanted).isdisjoint(told) and set(wanted).isdisjoint(found))


def _chance(percent: Decimal, event: Event, _lines: Lines) -> bool:
    return event.draw < int(percent * 10_000_000)


MEANING: dict[str, Meaning] = {
    "minimum_spend": _spend,
    "minimum_quantity": _quantity,
    "products": _products,
    "bundle": _bundle,
    "payment_method": lambda wanted, event, _: event.payment_method in wanted,
    "channel": lambda wanted, event, _: event.channel in wanted,
    "location": lambda wanted, event, _: event.location in wanted,
    "order_tag": lambda wanted, event, _: not set(wanted).isdisjoint(event.tags),
    "weekday": lambda wanted, event, _: WEEKDAYS[event.day.weekday()] in wanted,
    "time": _time,
    "dates": _dates,
    "first_order": lambda wanted, event, _: (event.number == 1) is wanted,
    "order_number": lambda wanted, event, _: event.number in wanted,
    "every_nth_order": _every,
    "months_in_a_row": lambda run, event, _: event.account.months_run >= run,
    "attribute": _attribute,
    "segment": _segment,
    "club": lambda wanted, event, _: not set(wanted).isdisjoint(event.account.clubs),
    "owner": lambda wanted, event, _: (event.account.shared or "person") in wanted,
    "tier": lambda wanted, event, _: any(
        one.level in wanted for one in event.account.tiers.values()
    ),
    "age": _age,
    "birthday": _birthday,
    "data": _data,
    "chance": _chance,
    "any": lambda groups, event, lines: any(holds_when(one, event, lines) for one in groups),
    "none": lambda groups, event, lines: not any(holds_when(one, event, lines) for one in groups),
}

"""What of the catalogue a member may have now, at which price, and why not.

Stock and money are limits of the whole program: what is left of them is an input. What a member
takes of a limit is a charge, which is given back when they do not keep it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from regulars.core import audiences
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Refused
from regulars.core.facts import Inputs
from regulars.core.program import Redeeming, Reward
from regulars.core.rules import limits
from regulars.core.rules.limits import Charge
from regulars.core.rules.nodes import Limit, When
from regulars.core.rules.prepared import conditions
from regulars.core.rules.row import MEANING, Event, holds_when

Price = Mapping[str, int]

FAILS = {
    "tier": "tier_needed", "attribute": "reward_not_for_member",
    "segment": "reward_not_for_member", "club": "reward_not_for_member",
    "age": "reward_not_for_member",
    "months_in_a_row": "reward_not_for_member",
}  # fmt: skip


class Slot(Struct, frozen=True):
    """One limit of a reward: its key, how much one reward takes of it, and what it is called."""

    key: str
    limit: Limit
    takes: int
    code: str


def slots(program: Compiled, name: str, word: Reward) -> Iterator[Slot]:
    """Will list the limits of a reward, those of members and those of the program."""
    for index, limit in enumerate(word.limits):
        yield Slot(f"reward:{name}#{index}", limit, 1, "limit_reached")
    if word.stock is not None:
        stock = Limit(per="program", times=word.stock)
        yield Slot(f"reward:{name}#stock", stock, 1, "out_of_stock")
    if word.budget is not None:
        most, cost = program.minor(word.budget), program.minor(word.cost or Decimal(0))
        # A budget below one unit of money is none: nothing is left from the beginning.
        money = Limit(per="program", amount=max(most, 1))
        yield Slot(f"reward:{name}#budget", money, max(cost, 1), "budget_spent")
    if word.codes:
        # A pool begins empty: all that it has was added to it.
        none = Limit(per="program", times=0)
        yield Slot(limits.POOL + word.codes, none, 1, "codes_exhausted")


def charges(
    account: Account, program: Compiled, name: str, event: Event, inputs: Inputs
) -> tuple[Charge, ...] | Refused:
    """Will say what having a reward takes of its limits. Refusals: limit_reached, out_of_stock,
    budget_spent, codes_exhausted."""
    found: list[Charge] = []
    for slot in slots(program, name, program.document.rewards[name]):
        left = limits.left_of(account, slot.limit, slot.key, event.day, inputs)
        if left < slot.takes:
            params = {"reward": name, "per": slot.limit.per}
            return Refused(code=slot.code, params=params)
        period = limits.period_key_of(slot.limit, event.day)
        once = slot.limit.amount is None
        found.append((slot.key, period, int(once), 0 if once else slot.takes))
    return tuple(found)


def charge(account: Account, taken: tuple[Charge, ...], program: Compiled, name: str) -> None:
    """Will note that limits were used."""
    word = program.document.rewards[name]
    for one, slot in zip(taken, slots(program, name, word), strict=True):
        limits.note(account, slot.limit, one)


def prices(account: Account, program: Compiled, name: str, lot: int, at: int) -> tuple[Price, ...]:
    """Will list what a member may pay: the price of a campaign that is on for them, that of their
    tier (of several, the last that the file names), or else those for everybody."""
    word = program.document.rewards[name]
    special = audiences.price(program, account, name, lot, at)
    if special is not None:
        return (special,)
    held = {standing.level for standing in account.tiers.values()}
    of_tier = [price for tier, price in word.tier_prices.items() if tier in held]
    return (of_tier[-1],) if of_tier else word.alternatives


def closed(redeeming: Redeeming, name: str, word: Reward, event: Event) -> Refused | None:
    """Will say why a reward cannot be bought here and now. Refusals: reward_unknown (hidden),
    reward_not_yet, reward_over, reward_not_today, tier_needed, reward_not_for_member,
    redeeming_not_here."""
    if not holds_when(word.visible, event, ()):
        return Refused(code="reward_unknown", params={"reward": name})
    dates = word.on_offer
    if dates is not None and dates.first is not None and event.day < dates.first:
        params = {"reward": name, "from": dates.first.isoformat()}
        return Refused(code="reward_not_yet", params=params)
    if dates is not None and dates.last is not None and event.day > dates.last:
        params = {"reward": name, "to": dates.last.isoformat()}
        return Refused(code="reward_over", params=params)
    if event.day in word.not_on:
        return Refused(code="reward_not_today", params={"reward": name})
    return barred(redeeming.when, event) or barred(word.when, event)


def barred(when: When, event: Event) -> Refused | None:
    """Will name the first condition that does not hold."""
    for word, argument in conditions(when):
        if not MEANING[word](argument, event, event.lines):
            code = FAILS.get(word, "redeeming_not_here")
            if code == "tier_needed":
                return Refused(code=code, params={"tier": ", ".join(when.tier)})
            return Refused(code=code, params={"location": event.location})
    return None

"""Following it: what a member has, how far the next reward is, and the next level.

The state must be of the moment that is asked about: let time pass before asking.
"""

from msgspec import Struct

from regulars.core import tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.program import Program
from regulars.core.state import AccountState, balance
from regulars.core.tiers import Ahead


class NextReward(Struct, frozen=True, kw_only=True):
    """A reward, what it takes and what is missing. `rule` is one that issues it by itself."""

    reward: str
    needs: int
    missing: int
    rule: str = ""


class PointsProgress(Struct, frozen=True, kw_only=True):
    """One currency: what is there and what it leads to. `level` is that of a rule with levels."""

    currency: str
    available: int
    pending: int
    reserved: int
    deficit: int
    within_reach: tuple[str, ...] = ()
    next: tuple[NextReward, ...] = ()
    level: str = ""


class Progress(Struct, frozen=True, kw_only=True):
    """Everything that a member may want to know about where they stand."""

    points: tuple[PointsProgress, ...]
    tiers: tuple[Ahead, ...] = ()


def progress(program: Compiled, state: AccountState, at: int) -> Progress:
    """Will say how far it is to the next rewards and the next tier."""
    points = tuple(_points(program, state, name, at) for name in program.document.points)
    if state.joined is None:
        return Progress(points=points)
    account = Account(state)
    sets = program.ladders.values()
    return Progress(
        points=points, tiers=tuple(tiers.ahead(account, program, one, at) for one in sets)
    )


def _points(program: Compiled, state: AccountState, name: str, at: int) -> PointsProgress:
    held = balance(state, name, at)
    prices = _prices(program.document, name)
    coming = [
        NextReward(reward=reward, needs=price, missing=price - held)
        for price, reward in prices
        if price > held
    ][:1]
    automatic, level = _automatic(program, name, held)
    return PointsProgress(
        currency=name,
        available=held,
        pending=sum(
            lot.left for lot in state.lots if lot.currency == name and lot.available is not None
        ),
        reserved=sum(hold.of(name) for hold in state.holds),
        deficit=state.deficits.get(name, 0),
        within_reach=tuple(reward for price, reward in prices if price <= held),
        next=(*coming, *automatic),
        level=level,
    )


def _prices(program: Program, name: str) -> list[tuple[int, str]]:
    """Will give what rewards cost that take this currency alone, the cheapest first."""
    return sorted(
        (price[name], reward_id)
        for reward_id, reward in program.rewards.items()
        for price in reward.alternatives
        if list(price) == [name]
    )


def _automatic(program: Compiled, name: str, held: int) -> tuple[list[NextReward], str]:
    """Will give what rules will issue by themselves, and the level reached so far."""
    found: list[NextReward] = []
    level = ""
    for word in program.document.automatic:
        if word.into is not None and name in word.turn:
            chunk = word.turn[name]
            needs = (held // chunk + 1) * chunk
            found.append(
                NextReward(reward=word.into, needs=needs, missing=needs - held, rule=word.id)
            )
        if word.levels and (word.of or program.first_currency) == name:
            above = [one for one in word.levels if one.least > held]
            reached = [one for one in word.levels if one.least <= held]
            level = reached[-1].id if reached else level
            found.extend(
                NextReward(
                    reward=one.issue, needs=one.least, missing=one.least - held, rule=word.id
                )
                for one in above[:1]
            )
    return found, level

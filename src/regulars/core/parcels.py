"""What goes back when two accounts that became one are two again: what the former one had brought,
as far as it is still there.

What happened since stays with the account that it happened to: what was spent is spent, and what
the other account came to have meanwhile is its own. Whatever is as it was right after the move is
again as it was right before it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, structs

from regulars.core.effects import AnyEffect, Posted, VoucherIssued
from regulars.core.facts import (
    CardPassage,
    MoveIn,
    Passage,
    SplitOut,
    TierPassage,
    VoucherPassage,
)
from regulars.core.state import FIRST_SET, AccountState, Card, Counter, TierStanding


class Arrival(Struct, frozen=True):
    """One time that something came from the former account, and what it led to."""

    fact: MoveIn
    effects: tuple[AnyEffect, ...]


class Merge(Struct, frozen=True):
    """The account right before the move, right after it, and all that has come from the other one:
    first what the move itself brought."""

    before: AccountState
    after: AccountState
    came: Sequence[Arrival]


class Parcel(Struct, frozen=True):
    """What leaves, and how it arrives where it had come from."""

    out: SplitOut
    back: MoveIn


def parcel(merge: Merge, now: AccountState, *, at: datetime, holder: str, former: str) -> Parcel:
    """Will list what goes back from an account as it stands now."""
    first, before, after = merge.came[0].fact, merge.before, merge.after
    mine, vouchers = _numbers(merge.came)
    leaving = tuple(
        Passage(
            lot=lot.number, currency=lot.currency, amount=lot.left, available=lot.available,
            expires=lot.expires,
        )
        for lot in now.lots if lot.number in mine and lot.left
    )  # fmt: skip
    open_ = [one for one in now.vouchers if one.number in vouchers.values() and not one.held]
    owed = _more(now.deficits, before.deficits, first.deficits)
    orders = min(first.orders, max(0, now.orders - before.orders))
    counters = _counters(merge, now)
    stands = _stands(merge, now)
    out = SplitOut(
        occurred_at=at, into=former, lots=leaving,
        vouchers=tuple(one.number for one in open_), deficits=owed, orders=orders,
        halves=before.halves if now.halves == after.halves else (), counters=counters,
        nth_done={
            rule: before.nth_done.get(rule, 0) if done == after.nth_done.get(rule) else done
            for rule, done in now.nth_done.items()
        },
        arms=before.arms if now.arms == after.arms else now.arms,
        clubs=tuple(one for one in now.clubs if one in first.clubs and one not in before.clubs),
        cards={key: _card(merge, now, key) for key in first.cards}, tiers=stands,
        levels=_levels(merge, now, stands),
    )  # fmt: skip
    back = structs.replace(
        first, occurred_at=at, came_from=holder, lots=leaving, deficits=owed, orders=orders,
        counters=counters,
        vouchers=tuple(
            VoucherPassage(
                number=one.number, reward=one.reward, version=one.version, expires=one.expires,
                uses_left=one.uses_left, used=one.used,
            )
            for one in open_
        ),
        halves=first.halves if sum(first.halves) == orders else (),
        clubs=tuple(one for one in first.clubs if one in now.clubs),
        qualifying=stands[FIRST_SET].buckets if FIRST_SET in stands else {},
        tiers={
            name: structs.replace(one, buckets={} if name == FIRST_SET else stands[name].buckets)
            for name, one in first.tiers.items() if name in stands
        },
        cards={key: _given_back(merge, now, key, vouchers) for key in first.cards},
        freed=tuple(charge for one in merge.came[1:] for charge in one.fact.freed), back=True,
    )  # fmt: skip
    return Parcel(out, back)


def _numbers(came: Sequence[Arrival]) -> tuple[dict[int, int], dict[int, int]]:
    """What the lots and vouchers are called here: lots to the amounts that came, vouchers by the
    numbers that they had."""
    found: dict[int, int] = {}
    vouchers: dict[int, int] = {}
    for one in came:
        for effect in one.effects:
            if isinstance(effect, Posted) and effect.kind == "move_in":
                found |= {lot.lot: lot.amount for lot in effect.opened}
            elif isinstance(effect, VoucherIssued) and effect.moved_from is not None:
                vouchers[effect.moved_from] = effect.number
    return found, vouchers


def brought(merge: Merge) -> dict[str, int]:
    """Will sum what came of each currency."""
    found: dict[str, int] = {}
    for one in merge.came:
        for lot in one.fact.lots:
            found[lot.currency] = found.get(lot.currency, 0) + lot.amount
    return found


def _more(
    now: Mapping[str, int], before: Mapping[str, int], moved: Mapping[str, int]
) -> dict[str, int]:
    """Of what was brought, as much as there is more now than before it came."""
    found = {
        name: min(amount, max(0, now.get(name, 0) - before.get(name, 0)))
        for name, amount in moved.items()
    }
    return {name: amount for name, amount in found.items() if amount}


def _counters(merge: Merge, now: AccountState) -> dict[str, dict[str, tuple[int, int]]]:
    nothing = Counter(0, 0)
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for key, periods in merge.came[0].fact.counters.items():
        mine, was = now.counters.get(key, {}), merge.before.counters.get(key, {})
        for period, (times, amount) in periods.items():
            has, had = mine.get(period, nothing), was.get(period, nothing)
            back = (
                min(times, max(0, has.times - had.times)),
                min(amount, max(0, has.amount - had.amount)),
            )
            if any(back):
                found.setdefault(key, {})[period] = back
    return found


def _sets(state: AccountState) -> dict[str, TierStanding]:
    return {FIRST_SET: state.tier, **state.tiers}


def _stands(merge: Merge, now: AccountState) -> dict[str, TierPassage]:
    """By set: the credit that goes, and what else is known from now on."""
    first, nowhere = merge.came[0].fact, TierStanding()
    brought = {name: one.buckets for name, one in first.tiers.items()}
    brought[FIRST_SET] = first.qualifying
    before, after = _sets(merge.before), _sets(merge.after)
    found = {}
    for name, mine in _sets(now).items():
        if name not in brought:
            continue
        was, became = before.get(name, nowhere), after.get(name, nowhere)
        found[name] = TierPassage(
            buckets=_more(mine.buckets, was.buckets, brought[name]),
            floor=was.floor if mine.floor == became.floor else mine.floor,
            approved=was.approved if mine.approved == became.approved else mine.approved,
            invited=was.invited if mine.invited == became.invited else mine.invited,
            declined=was.declined if mine.declined == became.declined else mine.declined,
        )  # fmt: skip
    return found


def _levels(
    merge: Merge, now: AccountState, stands: Mapping[str, TierPassage]
) -> dict[str, tuple[str, int | None, int | None]]:
    """The levels that are still those which the move led to."""
    before, after, mine = _sets(merge.before), _sets(merge.after), _sets(now)
    nowhere = TierStanding()
    return {
        name: (before[name].level, before[name].since, before[name].until)
        for name in stands
        if name in before
        and before[name].level
        and (mine[name].level, mine[name].since, mine[name].until)
        == (
            after.get(name, nowhere).level,
            after.get(name, nowhere).since,
            after.get(name, nowhere).until,
        )
    }


def _card(merge: Merge, now: AccountState, key: str) -> CardPassage:
    """What a card of this account no longer remembers, and until when it holds from now on."""
    none = Card()
    before, after = merge.before.cards.get(key, none), merge.after.cards.get(key, none)
    mine = now.cards.get(key, none)
    came = set(after.given) - set(before.given)
    return CardPassage(
        until=before.until if mine.until == after.until else mine.until,
        given=tuple((one.at, one.voucher) for one in mine.given if one in came),
        completed=min(
            merge.came[0].fact.cards[key].completed, max(0, mine.completed - before.completed)
        ),
    )


def _given_back(
    merge: Merge, now: AccountState, key: str, vouchers: Mapping[int, int]
) -> CardPassage:
    """The card as it came; the places of a round that has ended since give anew."""
    first, gone = merge.came[0].fact.cards[key], _card(merge, now, key)
    running = {at for at, _ in gone.given}
    return CardPassage(
        until=first.until, completed=gone.completed,
        given=tuple((at, vouchers.get(was, 0)) for at, was in first.given if at in running),
    )  # fmt: skip

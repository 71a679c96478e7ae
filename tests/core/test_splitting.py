"""Two accounts that became one are two again: as before when nothing happened, and nothing is lost
when something did."""

from collections.abc import Iterable

from hypothesis import assume, example, given
from tests.core.dice import Dice, seeds
from tests.core.histories import Act, history
from tests.core.programs import CURRENCIES, program
from tests.core.test_histories import DAY, lived, timeline_of
from tests.core.test_moving import outside, worth
from tests.core.world import World

from regulars.core import moving
from regulars.core.effects import Notify, Passed, Posted, VoucherIssued
from regulars.core.facts import MoveOut
from regulars.core.parcels import Arrival, Merge, parcel
from regulars.core.state import AccountState


def alone(dice: Dice, most: int) -> list[Act]:
    """A history of somebody who shares their account with nobody."""
    return [one for one in history(dice, most) if one.kind != "share"]


def two(seed: int) -> tuple[World, World, Dice]:
    """A guest and a member with their histories, at one moment."""
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    guest, member = lived(timeline, alone(dice, 12)), lived(timeline, alone(dice, 12))
    latest = max(guest.now, member.now)
    for place in (guest, member):
        place.wait(latest - place.now)
        place.below_zero = True
    return guest, member, dice


def merged(guest: World, member: World) -> Merge:
    """The guest becomes part of the member."""
    out = MoveOut(occurred_at=guest.moment(), into="member")
    fact = moving.contents(guest.state, "guest", out)
    guest.tell(out)
    before = member.state
    told = member.tell(fact)
    return Merge(before, member.state, [Arrival(fact, told.effects)])


def split(guest: World, member: World, merge: Merge) -> None:
    """They are two again."""
    goes = parcel(merge, member.state, at=member.moment(), holder="member", former="guest")
    assert member.tell(goes.out).refused is None
    assert guest.tell(goes.back).refused is None
    assert guest.state.moved_into == ""


def has(state: AccountState, days: Iterable[str]) -> dict[str, object]:
    """What an account has, whatever its lots and vouchers are called. `days` are those of which
    credit counts: what is too old is forgotten whenever some comes."""
    cards = {
        key: (one.until, sorted(given.at for given in one.given), one.completed)
        for key, one in state.cards.items()
    }
    return {
        "lots": sorted(
            (one.currency, one.left, one.expires or 0, one.available or 0) for one in state.lots
        ),
        "vouchers": sorted((one.reward, one.expires or 0, one.used) for one in state.vouchers),
        "cards": {key: one for key, one in cards.items() if any(one)},
        "level": state.tier.level,
        "credit": {day: one for day, one in state.tier.buckets.items() if one and day in days},
        "counters": {
            (key, period): one
            for key, seen in state.counters.items() for period, one in seen.items()
            if any((one.times, one.amount))
        },
        "orders": state.orders, "clubs": state.clubs, "debts": state.deficits,
        "holds": state.holds,
    }  # fmt: skip


def quiet(merge: Merge) -> bool:
    """Whether the merge led to nothing else: no debt was paid, no card filled, nothing given."""
    return all(
        isinstance(one, Notify | Passed)
        or (isinstance(one, Posted) and one.kind == "move_in")
        or (isinstance(one, VoucherIssued) and one.moved_from is not None)
        for one in merge.came[0].effects
    )


@given(seeds)
@example(seed=474844936795)  # credit of a guest who joined under a membership year
@example(seed=21662)
def test_a_merge_that_is_undone_at_once_never_was(seed: int) -> None:
    guest, member, _ = two(seed)
    assume(not guest.state.holds and member.state.closed is None)
    were = guest.state, member.state
    merge = merged(guest, member)
    split(guest, member, merge)
    if quiet(merge):
        days = merge.after.tier.buckets
        now = [has(one.state, days) for one in (guest, member)]
        assert now == [has(one, days) for one in were]


@given(seeds)
def test_what_happened_meanwhile_is_nobodys_loss(seed: int) -> None:
    guest, member, dice = two(seed)
    merge = merged(guest, member)
    for act in alone(dice, 8):
        act(member)
    assume(member.state.closed is None)
    guest.now = member.now
    before = {name: worth(member, name) + outside(member, name) for name in CURRENCIES}
    were = {name: outside(guest, name) for name in CURRENCIES}
    split(guest, member, merge)
    for name in CURRENCIES:
        now = sum(worth(one, name) + outside(one, name) for one in (guest, member))
        assert now - were[name] == before[name]
        assert guest.pots[name]["transferred"] + member.pots[name]["transferred"] == 0
    for place in (guest, member):
        place.wait(400 * DAY)

"""One account's belongings become another's: nothing is lost, nothing is made."""

from hypothesis import example, given
from tests.core.dice import Dice, seeds
from tests.core.histories import history
from tests.core.programs import CURRENCIES, program
from tests.core.test_histories import DAY, lived, timeline_of
from tests.core.world import World

from regulars.core import moving
from regulars.core.facts import MoveOut


def worth(place: World, currency: str) -> int:
    """What the account holds less what it owes."""
    state = place.state
    held = sum(lot.left for lot in state.lots if lot.currency == currency)
    reserved = sum(hold.of(currency) for hold in state.holds)
    return held + reserved - state.deficits.get(currency, 0)


def outside(place: World, currency: str) -> int:
    """What came from or went to the outside, moves between accounts aside."""
    pots = place.pots[currency]
    return sum(pots[one] for one in ("issued", "redeemed", "expired", "reversed", "adjusted"))


@given(seeds)
@example(221231527)
def test_what_leaves_one_account_arrives_in_the_other(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    # What several people share is given up before anything moves.
    alone = [one for one in history(dice, 12) if one.kind != "share"]
    guest, member = lived(timeline, alone), lived(timeline, history(dice, 12))
    latest = max(guest.now, member.now)
    for place in (guest, member):
        place.wait(latest - place.now)
    before = {
        name: worth(guest, name) + worth(member, name) + outside(member, name)
        for name in CURRENCIES
    }
    vouchers = len(guest.state.vouchers) + len(member.state.vouchers)
    orders = guest.state.orders + member.state.orders
    # Who left the member's household took a part along before.
    parted = {name: member.pots[name]["transferred"] for name in CURRENCIES}
    clubs = {*guest.state.clubs, *member.state.clubs}
    out = MoveOut(occurred_at=guest.moment(), into="member")
    fact = moving.contents(guest.state, "guest", out)
    guest.tell(out)
    assert guest.state.lots == guest.state.holds == guest.state.vouchers == ()
    assert [worth(guest, name) for name in CURRENCIES] == [0, 0]
    member.below_zero = True
    told = member.tell(fact)
    # Stamps that arrive owed may undo a full card, and its reward with it.
    # So may a voucher lapse that only a use set aside had kept.
    ended = ("revoked", "expired")
    undone = [one for one in told.effects if getattr(one, "status", "") in ended]
    # A rule that waits for a balance may wake and turn, give or lapse what arrived.
    assert before == {name: worth(member, name) + outside(member, name) for name in CURRENCIES}
    assert len(member.state.vouchers) >= vouchers - len(undone)
    assert member.state.orders == orders
    assert guest.state.clubs == ()
    assert member.state.clubs == (() if member.state.closed is not None else tuple(sorted(clubs)))
    for name in CURRENCIES:
        moved = guest.pots[name]["transferred"] + member.pots[name]["transferred"]
        assert moved == parted[name]
    again = guest.tell(out)
    assert again.refused is not None
    member.wait(400 * DAY)

"""Program x fact x state x inputs x now -> effects and state. Start reading here.

Pure and total: any valid program and any fact give effects or a named refusal, never an exception.
First time passes up to `now`, then the fact counts under the version in force when it occurred,
then whatever that made due happens too. A refusal changes nothing, not even the passing of time.
"""

from regulars.core import (
    adjustments,
    automatic,
    calendar,
    closing,
    clubs,
    earning,
    moved,
    moving,
    passing,
    paying,
    reaching,
    redemptions,
    refunds,
    restoring,
    segmenting,
    sharing,
    splitting,
    stored_value,
    tiers,
    using,
    voucher_holds,
    vouchers,
)
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import Outcome, Params, Posted, Refused
from regulars.core.facts import (
    Activity,
    Adjust,
    AnyFact,
    CancelHold,
    Closed,
    ClubJoined,
    ClubLeft,
    Commit,
    Fulfilled,
    GivesBack,
    Inputs,
    Joined,
    MoveIn,
    MoveOut,
    Order,
    ProfileChanged,
    Refund,
    Reserve,
    ReservePayment,
    ReserveVoucher,
    Returned,
    Rollback,
    SegmentsChanged,
    SharingFact,
    SplitOut,
    Standing,
    TierDecided,
    UndoBenefit,
    UseBenefit,
    UseVoucher,
    ValueFact,
)
from regulars.core.points import lots
from regulars.core.rules.nodes import TOPPED_UP
from regulars.core.stamps import cards
from regulars.core.state import AccountState

# Told as facts of their own: as activities they would count twice.
OWN_EVENTS = ("order.paid", "member.joined", segmenting.ENTERED, segmenting.LEFT, TOPPED_UP,
              clubs.JOINED, clubs.LEFT)  # fmt: skip

AHEAD = 86_400  # how far the clock of a till may be before ours, in seconds
# What one entry may move: far beyond any shop, and so far below what a column can hold that sums
# of thousands of them fit as well.
LARGEST = 10**15

Result = Standing | Refused | None


def evaluate(
    timeline: Timeline, fact: AnyFact, state: AccountState, inputs: Inputs, now: int
) -> tuple[Outcome, AccountState]:
    """Will say what follows from a fact that arrives at `now` (seconds since 1970), and the new
    state.

    Refusals: those of each mechanic, and time_out_of_range, time_in_the_future,
    currency_not_in_program, activity_type_reserved, account_moved, amount_out_of_range.
    """
    at = calendar.instant(fact.occurred_at)
    timeline = timeline.seen(inputs.newest)
    if not (calendar.EARLIEST <= at <= calendar.LATEST and now <= calendar.LATEST):
        return Outcome(refused=Refused(code="time_out_of_range")), state
    if at > now + AHEAD:
        return Outcome(refused=Refused(code="time_in_the_future")), state
    back = moved.comes_back(state, fact)
    if state.moved_into and not back:
        return moved.still(timeline, fact, state, now)
    account = Account(state)
    now = max(now, state.done_until)
    if back:
        # What fell due meanwhile fell due in the other account.
        account.moved_into = ""
    elif state.due is None or state.due <= now or state.program != timeline.at(now).version:
        passing.advance(account, timeline, now)
    account.done_until = now
    elapsed = len(account.effects)
    account.events += 1
    program = timeline.at(at)
    result = closing.barred(account, fact) or _dispatch(
        account, timeline, program, fact, at, now, inputs
    )
    if isinstance(result, Refused):
        return Outcome(refused=result), state
    reaching.fire(account, timeline.at(now), now)
    if _too_large(account, elapsed):
        return Outcome(refused=Refused(code="amount_out_of_range")), state
    cards.settle(account, timeline.at(now), now)
    if program.document.automatic:
        automatic.reached(account, timeline.at(now), now)
    passing.advance(account, timeline, now)
    outcome = Outcome(effects=tuple(account.effects), elapsed=elapsed, standing=result)
    return outcome, account.freeze()


def pass_time(timeline: Timeline, state: AccountState, now: int) -> tuple[Outcome, AccountState]:
    """Will do what falls due until `now` and nothing else (what the job for due accounts calls)."""
    account = Account(state)
    if state.moved_into:
        account.due = None
    elif now <= calendar.LATEST:
        passing.advance(account, timeline, now)
    effects = tuple(account.effects)
    return Outcome(effects=effects, elapsed=len(effects)), account.freeze()


def _too_large(account: Account, elapsed: int) -> bool:
    moves = (
        move for one in account.effects[elapsed:] if isinstance(one, Posted) for move in one.moves
    )
    return any(move.amount > LARGEST for move in moves)


def _dispatch(  # noqa: C901, PLR0912, PLR0917 - one row per kind of fact
    account: Account,
    timeline: Timeline,
    program: Compiled,
    fact: AnyFact,
    at: int,
    now: int,
    inputs: Inputs,
) -> Result:
    match fact:
        case Order():
            return _order(account, timeline, fact, at, now, inputs)
        case Refund():
            ordered = timeline.at(calendar.instant(fact.order.occurred_at))
            return refunds.refund(account, timeline, ordered, fact, now)
        case Fulfilled():
            return _fulfilled(account, program, fact, now)
        case Activity():
            if fact.type in OWN_EVENTS:
                return Refused(code="activity_type_reserved", params={"type": fact.type})
            account.last_active = max(account.last_active or 0, at)
            _activity(account, timeline, fact, at, now, inputs)
        case Joined():
            return _joined(account, timeline, fact, at, now, inputs)
        case ProfileChanged():
            account.profile = fact.profile
        case SegmentsChanged():
            segmenting.change(account, program, fact, at, now, inputs)
        case ClubJoined():
            return clubs.join(account, program, fact, at, now, inputs)
        case ClubLeft():
            return clubs.leave(account, program, fact, at, now, inputs)
        case Closed():
            return closing.close(account, timeline.at(now), at, now)
        case Returned():
            return closing.come_back(account, fact, at)
        case (
            Reserve() | ReserveVoucher() | ReservePayment() | Commit() | CancelHold() | Rollback()
            | UseVoucher()
        ):  # fmt: skip
            return _redeem(account, timeline, fact, at, now, inputs)
        case ValueFact():
            return stored_value.happen(account, timeline, fact, at, now, inputs)
        case SharingFact():
            return sharing.happen(account, timeline.at(now), fact, now, now)
        case Adjust():
            return adjustments.adjust(account, timeline.at(now), fact, at, now)
        case MoveOut() | MoveIn() | SplitOut() | GivesBack():
            return _move(account, timeline, fact, now)
        case TierDecided():
            return tiers.decide(account, timeline.at(now), fact, now)
        case UseBenefit():
            account.last_active = max(account.last_active or 0, at)
            return using.use(account, timeline, fact, at)
        case UndoBenefit():
            return using.undo(account, timeline.at(now), fact, now)
    return None


def _move(
    account: Account,
    timeline: Timeline,
    fact: MoveOut | MoveIn | SplitOut | GivesBack,
    now: int,
) -> Refused | None:
    match fact:
        case MoveOut():
            return moving.move_out(account, timeline.at(now), fact, now)
        case MoveIn():
            moving.move_in(account, timeline.at(now), fact, now, now)
        case SplitOut():
            return splitting.split_out(account, timeline.at(now), fact, now)
        case GivesBack():
            moved.give_back(account, timeline, fact, now)
    return None


Redeeming = (
    Reserve | ReserveVoucher | ReservePayment | Commit | CancelHold | Rollback | UseVoucher
)  # fmt: skip


def _redeem(
    account: Account, timeline: Timeline, fact: Redeeming, at: int, now: int, inputs: Inputs
) -> Refused | None:
    match fact:
        case Reserve():
            account.last_active = max(account.last_active or 0, at)
            return redemptions.reserve(account, timeline.at(now), fact, at, now, inputs)
        case ReserveVoucher():
            return voucher_holds.reserve(account, timeline, fact, at, now)
        case ReservePayment():
            account.last_active = max(account.last_active or 0, at)
            return paying.reserve(account, timeline.at(now), fact, at, now)
        case Commit():
            return redemptions.commit(account, timeline, fact, now)
        case CancelHold():
            return redemptions.cancel(account, timeline.at(at), fact.redemption, now, "cancelled")
        case Rollback():
            return restoring.roll_back(account, timeline.at(now), fact, now)
        case UseVoucher():
            return vouchers.use(account, timeline, fact, at)


def _order(
    account: Account, timeline: Timeline, order: Order, at: int, now: int, inputs: Inputs
) -> Result:
    program = timeline.at(at)
    if order.currency != program.document.currency:
        params: Params = {"currency": order.currency, "expected": program.document.currency}
        return Refused(code="currency_not_in_program", params=params)
    account.last_active = max(account.last_active or 0, at)
    return earning.earn_order(account, timeline, order, at, now, inputs)


def _activity(
    account: Account, timeline: Timeline, fact: Activity, at: int, now: int, inputs: Inputs
) -> None:
    """Give what it earns, and count it towards levels."""
    if account.closed is not None:
        return
    program = timeline.at(at)
    earned = earning.earn_activity(account, program, fact, at, now, inputs)
    tiers.qualify_activity(account, program, timeline.at(now), fact.type, earned, at=at, now=now)


def _joined(
    account: Account, timeline: Timeline, fact: Joined, at: int, now: int, inputs: Inputs
) -> Result:
    if account.joined is not None:
        return Refused(code="member_already_joined")
    account.joined, account.profile = at, fact.profile
    account.last_active = max(account.last_active or 0, at)
    tiers.enter(account, timeline.at(at), at)
    account.notify("member.joined", at, way=fact.way)
    tiers.welcome(account, timeline.at(now), now)
    activity = Activity(occurred_at=fact.occurred_at, type="member.joined", data={"way": fact.way})
    _activity(account, timeline, activity, at, now, inputs)
    return None


def _fulfilled(account: Account, program: Compiled, fact: Fulfilled, now: int) -> Result:
    waiting = {share.lot for share in fact.standing.shares}
    for number in sorted(waiting):
        lot = account.lots.get(number)
        if lot is not None and lot.available == calendar.FOREVER:
            lots.release(account, program, lot, now, "points.order_fulfilled")
    return fact.standing

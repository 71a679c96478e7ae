"""What an account that moved into another one still does: what it had spent on an order comes back
to it with the order, and goes after the rest.
"""

from fractions import Fraction

from regulars.core import moving, refunds, using
from regulars.core.account import Account
from regulars.core.compiled import Timeline
from regulars.core.effects import BenefitChanged, Outcome, RedemptionChanged, Refused
from regulars.core.facts import AnyFact, GivesBack, MoveIn, MoveOut
from regulars.core.rules.limits import POOL, Charge
from regulars.core.state import AccountState


def comes_back(state: AccountState, fact: AnyFact) -> bool:
    """Will tell whether an account that moved is one of its own again with this."""
    into = state.moved_into
    return bool(into) and isinstance(fact, MoveIn) and fact.back and fact.came_from == into


def still(
    timeline: Timeline, fact: AnyFact, state: AccountState, now: int
) -> tuple[Outcome, AccountState]:
    """Will evaluate a fact of an account that moved; no time passes there any more.

    Refusal of all but a GivesBack, and of a MoveOut of nothing: account_moved.
    """
    account = Account(state)
    account.events += 1
    now = account.done_until = max(now, state.done_until)
    match fact:
        case GivesBack():
            give_back(account, timeline, fact, now)
        case MoveOut() if account.lots or account.vouchers:
            moving.leave(account, timeline.at(now), fact, now)
        case _:
            refused = Refused(code="account_moved", params={"into": state.moved_into})
            return Outcome(refused=refused), state
    return Outcome(effects=tuple(account.effects)), account.freeze()


def give_back(account: Account, timeline: Timeline, fact: GivesBack, now: int) -> None:
    """Will free what was spent on an order, as far as the order has come back."""
    part, program = Fraction(*fact.part), timeline.at(now)
    refunds.give_back(account, timeline, program, fact, part, set(), at=now, order=fact.order)


def freed(fact: GivesBack, outcome: Outcome) -> tuple[Charge, ...]:
    """Will give what limits had counted of what came back as a whole: the counts moved, too. What
    limits of the whole program had counted was given back where it was spent.
    """
    charges = {one.redemption: one.charges for one in fact.spent}
    benefits = {one.event_no: one for one in fact.benefits}
    found: list[Charge] = []
    for effect in outcome.effects:
        if isinstance(effect, RedemptionChanged) and effect.status == "rolled_back":
            found.extend(charges[effect.number])
        elif isinstance(effect, BenefitChanged) and effect.use in benefits:
            found.extend(using.charges(benefits[effect.use]))
    return tuple(one for one in found if one[1] != "program" and not one[0].startswith(POOL))

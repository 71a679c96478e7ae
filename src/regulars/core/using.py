"""Using a benefit: counted in its period, with the money that it saved; and taking a use back."""

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.benefits import NotYet, entitlement, limit_of, use_key
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import SAVED, BenefitChanged, Move, Refused, Why
from regulars.core.facts import BenefitUse, UndoBenefit, UseBenefit
from regulars.core.member_prices import off
from regulars.core.program.benefits import Benefit
from regulars.core.rules.limits import Charge, note, period_key_of, uncharge


def use(account: Account, timeline: Timeline, fact: UseBenefit, at: int) -> Refused | None:
    """Will note a use. Refusals: benefit_unknown, benefit_not_allowed (with the reason)."""
    program = timeline.at(at)
    word = program.document.benefits.get(fact.benefit)
    if word is None:
        return Refused(code="benefit_unknown")
    found = entitlement(
        program, account.freeze(), fact.benefit, at, location=fact.location, channel=fact.channel
    )
    if isinstance(found, NotYet):
        return Refused(code="benefit_not_allowed", params={**found.params, "reason": found.code})
    period = ""
    limit = limit_of(program, account, word)
    if limit is not None:
        period = period_key_of(limit, calendar.local(at, program.zone).date())
        note(account, limit, (use_key(fact.benefit), period, 1, 0))
    saved = _saved(program, word, fact)
    why = Why(code="benefit.used", params={"benefit": fact.benefit})
    account.effects.append(
        BenefitChanged(
            benefit=fact.benefit, status="used", at=at, why=why, saved_minor=saved, period=period,
            order_id=fact.order_id, location=fact.location, actor=fact.actor,
        )
    )  # fmt: skip
    account.post(
        "save", at=at, why=why, version=program.version,
        moves=(Move(SAVED, "issued", "redeemed", saved),),
    )  # fmt: skip
    return None


def _saved(program: Compiled, word: Benefit, fact: UseBenefit) -> int:
    if fact.saved_minor is not None:
        return fact.saved_minor
    if word.price_off is not None:
        return sum(off(program, word.price_off, line, fact.lines) for line in fact.lines)
    return program.minor(word.value) if word.value is not None else 0


def undo(account: Account, program: Compiled, fact: UndoBenefit, at: int) -> Refused | None:
    """Will take a use back. Refusal: benefit_use_undone."""
    if fact.use.undone:
        return Refused(code="benefit_use_undone")
    give_back(account, program, fact.use, at, fact.actor)
    return None


def charges(one: BenefitUse) -> tuple[Charge, ...]:
    """Will give what a use counted for."""
    return ((use_key(one.benefit), one.period, 1, 0),) if one.period else ()


def give_back(
    account: Account, program: Compiled, one: BenefitUse, at: int, actor: str = ""
) -> None:
    """Will let a use be had again and take back what it saved."""
    uncharge(account, charges(one), times=True, amount=0)
    why = Why(code="benefit.undone", params={"benefit": one.benefit})
    account.effects.append(
        BenefitChanged(
            benefit=one.benefit, status="undone", at=at, why=why, use=one.event_no, actor=actor
        )
    )
    account.post(
        "unsave", at=at, why=why, version=program.version,
        moves=(Move(SAVED, "redeemed", "reversed", one.saved_minor),),
    )  # fmt: skip

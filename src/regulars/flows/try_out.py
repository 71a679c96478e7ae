"""What an order would earn under a program that nobody has published: worked out, nothing stored.

The member who buys is invented: on a level, with or without orders before, and nothing else.
"""

from decimal import Decimal

from msgspec import Struct

from regulars.core import calendar
from regulars.core.compiled import Timeline, compile_program
from regulars.core.effects import Outcome, Passed, Posted, TierChanged, VoucherIssued, Why
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Line, Order
from regulars.core.program import Program
from regulars.core.state import FIRST_SET, AccountState, TierStanding

VERSION = 1
NEVER = 10**9 - 1  # what is drawn, so that chance gives nothing


class Sample(Struct, frozen=True, kw_only=True):
    """An order to try, and who buys."""

    amount_minor: int
    quantity: int = 1
    category: str = ""
    product: str = ""
    payment_method: str = ""
    channel: str = ""
    level: str = ""
    first: bool = False


class Step(Struct, frozen=True, kw_only=True):
    """One thing that the order brings, or does not: an amount, a reward or a level, and why."""

    rule: str
    why: Why
    amount: int = 0
    currency: str = ""
    reward: str = ""
    level: str = ""
    passed: bool = False


class Tried(Struct, frozen=True, kw_only=True):
    """What the order brings in all, and step by step. `refused` is the code of a refusal."""

    points: dict[str, int]
    rewards: tuple[str, ...]
    steps: tuple[Step, ...]
    refused: str = ""


def try_out(document: Program, sample: Sample, now: int) -> Tried:
    """Will evaluate an order that is paid now."""
    program = compile_program(document, VERSION)
    standing = TierStanding(level=sample.level)
    state = AccountState(
        events=1, joined=now, done_until=now, due=calendar.FOREVER, program=VERSION,
        orders=0 if sample.first else 1, tier=standing,
        tiers={name: TierStanding() for name in program.ladders if name != FIRST_SET},
    )  # fmt: skip
    line = Line(
        line_id="1", sku=sample.product, product=sample.product, net_minor=sample.amount_minor,
        unit_price_minor=sample.amount_minor // max(sample.quantity, 1),
        quantity=Decimal(sample.quantity),
        categories=(sample.category,) if sample.category else (),
    )  # fmt: skip
    order = Order(
        occurred_at=calendar.moment(now), order_id="sample", source="sample",
        external_id="sample", currency=document.currency, lines=(line,), channel=sample.channel,
        payment_method=sample.payment_method,
    )  # fmt: skip
    outcome, _ = evaluate(Timeline([(0, program)]), order, state, Inputs(draw=NEVER), now)
    return _told(outcome)


def _told(outcome: Outcome) -> Tried:
    if outcome.refused is not None:
        return Tried(points={}, rewards=(), steps=(), refused=outcome.refused.code)
    points: dict[str, int] = {}
    rewards: list[str] = []
    steps: list[Step] = []
    for effect in outcome.effects[outcome.elapsed :]:
        match effect:
            case Posted() if effect.kind == "earn":
                for move in effect.moves:
                    points[move.currency] = points.get(move.currency, 0) + move.amount
                    steps.append(Step(rule=effect.rule, why=effect.why, amount=move.amount,
                                      currency=move.currency))  # fmt: skip
            case VoucherIssued():
                rewards.append(effect.reward)
                steps.append(Step(rule=effect.rule, why=effect.why, reward=effect.reward))
            case TierChanged():
                steps.append(Step(rule="", why=effect.why, level=effect.after))
            case Passed():
                steps.append(Step(rule=effect.rule, why=effect.why, passed=True))
            case _:
                pass
    return Tried(points=points, rewards=tuple(rewards), steps=tuple(steps))

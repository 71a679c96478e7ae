"""What counts towards levels: orders, activities and the points that they earn; and what a refund
takes back, per measure and cumulative.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from msgspec import structs

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Ladder
from regulars.core.facts import Credited, Line, Order, Standing, TierPassage
from regulars.core.state import FIRST_SET
from regulars.core.tiers.changes import place_of, restand, settle, standing_of
from regulars.core.tiers.credit import bucket_of, oldest_kept

Parts = Mapping[str, Fraction]


def qualify_order(
    account: Account, program: Compiled, current: Compiled, order: Order,
    earned: Mapping[str, int], *, at: int, now: int,
) -> dict[str, Credited]:  # fmt: skip
    """Will count an order's credit and promote at once; gives the credit by set.

    The order's own version says what qualifies, the one in force now (`current`) what it leads to.
    """
    found: dict[str, Credited] = {}
    for ladder in current.ladders.values():
        mine = program.ladders.get(ladder.id)
        if mine is None:
            continue
        bucket = bucket_of(ladder, calendar.local(at, current.zone).date())
        found[ladder.id] = Credited(_of_order(mine, order, earned), bucket)
        _add(account, current, ladder, bucket, found[ladder.id].amount, now)
        settle(account, current, ladder, now, may_fall=False, code="tier.reached")
    return found


def qualify_activity(
    account: Account, program: Compiled, current: Compiled, kind: str,
    earned: Mapping[str, int], *, at: int, now: int,
) -> None:  # fmt: skip
    """Will count what an activity is worth in itself, and the points that it earned."""
    for ladder in current.ladders.values():
        mine = program.ladders.get(ladder.id)
        if mine is None:
            continue
        credit = floor(Fraction(mine.qualify.activities.get(kind, Decimal(0))) * mine.unit)
        credit += _of_points(mine, earned)
        if credit:
            bucket = bucket_of(ladder, calendar.local(at, current.zone).date())
            _add(account, current, ladder, bucket, credit, now)
            settle(account, current, ladder, now, may_fall=False, code="tier.reached")


def _of_order(ladder: Ladder, order: Order, earned: Mapping[str, int]) -> int:
    lines = [line for line in order.lines if ladder.qualifies(line)]
    credit = _of_lines(ladder, lines, None) + _of_points(ladder, earned)
    if ladder.orders and (lines or ladder.word.products is None):
        credit += floor(ladder.orders * ladder.unit)
    return credit


def _of_lines(ladder: Ladder, lines: list[Line], parts: Parts | None) -> int:
    """What the given parts of the lines are worth, as money and as items; None: the whole lines."""

    def part(line: Line) -> Fraction | int:
        return 1 if parts is None else parts.get(line.line_id, 0)

    if parts is None and ladder.spend == 1:  # as it nearly always is: no fractions
        credit = sum([max(one.net_minor, 0) for one in lines])
    else:
        credit = floor(sum(max(one.net_minor, 0) * part(one) for one in lines) * ladder.spend)
    if ladder.qualify.items:
        items = sum(Fraction(max(one.quantity, Decimal(0))) * part(one) for one in lines)
        credit += floor(items * Fraction(ladder.qualify.items) * ladder.unit)
    return credit


def _of_points(ladder: Ladder, earned: Mapping[str, int]) -> int:
    if not ladder.qualify.points:
        return 0
    worth = sum(
        (Fraction(weight) * earned.get(name, 0) for name, weight in ladder.qualify.points.items()),
        Fraction(0),
    )
    return floor(worth * ladder.unit)


def credits_of(standing: Standing) -> dict[str, Credited]:
    """Will give what an order gave towards each set."""
    if not standing.qualifying_bucket:
        return dict(standing.credited)
    first = Credited(standing.qualifying, standing.qualifying_bucket, standing.qualifying_reversed)
    return {FIRST_SET: first, **standing.credited}


def with_credits(standing: Standing, credited: Mapping[str, Credited]) -> Standing:
    """Will note what an order gave towards each set."""
    first = credited.get(FIRST_SET, Credited(0, ""))
    return structs.replace(
        standing,
        qualifying=first.amount,
        qualifying_bucket=first.bucket,
        qualifying_reversed=first.reversed,
        credited={name: one for name, one in credited.items() if name != FIRST_SET},
    )


def take_back(
    account: Account, program: Compiled, current: Compiled, order: Order, standing: Standing,
    parts: Parts, *, whole: bool, now: int,
) -> Standing:  # fmt: skip
    """Will take back the credit of what came back of an order (`parts`, by line); a level falls
    at once only where the program in force now says so.
    """
    credited = credits_of(standing)
    for name, one in credited.items():
        mine = program.ladders.get(name)
        if mine is None:
            continue
        lost = one.amount if whole else _lost(mine, order, standing, parts)
        amount = min(lost, one.amount) - one.reversed
        if amount > 0:
            _disqualify(account, current, name, one.bucket, amount, now)
            credited[name] = structs.replace(one, reversed=one.reversed + amount)
    return with_credits(standing, credited)


def _lost(ladder: Ladder, order: Order, standing: Standing, parts: Parts) -> int:
    lines = [line for line in order.lines if ladder.qualifies(line)]
    back: dict[str, int] = {}
    for share in standing.shares:
        back[share.currency] = back.get(share.currency, 0) + share.reversed
    return _of_lines(ladder, lines, parts) + _of_points(ladder, back)


def _disqualify(
    account: Account, current: Compiled, name: str, bucket: str, amount: int, now: int
) -> None:
    ladder = current.ladders.get(name)
    if ladder is None:
        return
    if bucket in standing_of(account, ladder).buckets:
        _add(account, current, ladder, bucket, -amount, now)
    falls = ladder.word.on_refund == "at-once"
    settle(account, current, ladder, now, may_fall=falls, code="tier.refund")


def _add(
    account: Account, program: Compiled, ladder: Ladder, bucket: str, credit: int, now: int
) -> None:
    before = standing_of(account, ladder).buckets
    place = place_of(account, program, now)
    oldest = oldest_kept(ladder, place.joined, place.today)
    buckets = {**before, bucket: before.get(bucket, 0) + credit}
    kept = {day: sum_ for day, sum_ in buckets.items() if day >= oldest}
    restand(account, ladder, buckets=kept)


def absorb(
    account: Account, program: Compiled, passages: Mapping[str, TierPassage], now: int
) -> None:
    """Will add what another account brings: credit, floors, approvals; and promote where it is
    enough.
    """
    for name, one in passages.items():
        ladder = program.ladders.get(name)
        if ladder is None:
            continue
        for bucket, credit in one.buckets.items():
            _add(account, program, ladder, bucket, credit, now)
        mine = standing_of(account, ladder)
        floors = [held for held in (mine.floor, one.floor) if held is not None]
        restand(
            account,
            ladder,
            floor=max(floors, key=lambda held: ladder.index(held.level), default=None),
            approved=tuple(dict.fromkeys((*mine.approved, *one.approved))),
            invited={**one.invited, **mine.invited},
            declined={**one.declined, **mine.declined},
        )
        settle(account, program, ladder, now, may_fall=False, code="tier.reached")

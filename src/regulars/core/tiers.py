"""One tier set by spend in a window: promotion at the order that crosses the line, kept, reviewed.

The credit that qualifies is kept in buckets: by year, by day for a rolling window, or one for life.
A level is what the buckets entitle to; a member keeps a higher one until `until`.
"""

from datetime import date

from msgspec import Struct, structs

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import TierChanged, Why
from regulars.core.facts import Order, Standing
from regulars.core.program import Tiers

DAY_KEY = len("2026-01-01")


class Entitled(Struct, frozen=True):
    """The level that credit entitles to, and until when."""

    index: int
    until: int | None


def bucket_of(tiers: Tiers, day: date) -> str:
    """Will name the bucket that a day's credit goes to."""
    if tiers.window == "year":
        return f"{day.year:04d}"
    return day.isoformat() if tiers.window == "rolling" else "all"


def level_index(program: Compiled, credit: int) -> int:
    """Will give the highest level whose line the credit reaches."""
    return max((i for i, least in enumerate(program.level_from) if credit >= least), default=0)


def entitled(program: Compiled, tiers: Tiers, buckets: dict[str, int], at: int) -> Entitled:
    """Will give what the buckets entitle to at an instant."""
    today = calendar.local(at, program.zone).date()
    if tiers.window == "lifetime":
        return Entitled(level_index(program, sum(buckets.values())), None)
    if tiers.window == "rolling":
        return _rolling(program, tiers, buckets, today)
    this = level_index(program, _of_year(buckets, today.year))
    kept = 1 if tiers.keep == "end-of-next-year" else 0
    this_until = calendar.day_start(date(today.year + 1 + kept, 1, 1), program.zone)
    last = level_index(program, _of_year(buckets, today.year - 1)) if kept else 0
    if last > this:
        return Entitled(last, calendar.day_start(date(today.year + 1, 1, 1), program.zone))
    return Entitled(this, this_until if this else None)


def _of_year(buckets: dict[str, int], year: int) -> int:
    """Days of that year count too: an earlier version may have had a rolling window."""
    return sum(credit for key, credit in buckets.items() if key[:4] == f"{year:04d}")


def _inside(tiers: Tiers, buckets: dict[str, int], today: date) -> list[tuple[date, int]]:
    """Will list the credit in a rolling window with the day on which each leaves it, all after
    today: month ends are clamped, so that counting back from today would find other days.
    """
    leaving = (
        (calendar.add_months(date.fromisoformat(key), tiers.months), credit)
        for key, credit in buckets.items()
        if len(key) == DAY_KEY
    )
    return sorted(one for one in leaving if one[0] > today)


def _rolling(program: Compiled, tiers: Tiers, buckets: dict[str, int], today: date) -> Entitled:
    inside = _inside(tiers, buckets, today)
    total = sum(credit for _, credit in inside)
    index = level_index(program, total)
    if not index:
        return Entitled(0, None)
    for leaves, credit in inside:
        total -= credit
        if level_index(program, total) < index:
            return Entitled(index, calendar.day_start(leaves, program.zone))
    return Entitled(index, None)


def current_index(account: Account, tiers: Tiers) -> int:
    """Will give the index of the member's level; a level that is no more counts as the lowest."""
    ids = [level.id for level in tiers.levels]
    return ids.index(account.tier.level) if account.tier.level in ids else 0


def enter(account: Account, program: Compiled, at: int) -> None:
    """Will put a member who has no tier yet into the lowest one, in silence."""
    tiers = program.document.tiers
    if tiers and not account.tier.level:
        account.tier = structs.replace(account.tier, level=tiers.levels[0].id, since=at)


def qualify(
    account: Account, program: Compiled, current: Compiled, order: Order, at: int, now: int
) -> tuple[int, str]:
    """Will count an order's credit and promote at once; gives the credit and its bucket.

    The order's own version says what qualifies, the one in force now (`current`) what it leads to.
    """
    tiers = current.document.tiers
    if tiers is None or program.document.tiers is None:
        return 0, ""
    credit = sum(max(line.net_minor, 0) for line in order.lines if program.qualifies(line))
    bucket = bucket_of(tiers, calendar.local(at, current.zone).date())
    _add(account, current, tiers, bucket, credit, now)
    _settle(account, current, tiers, now, may_fall=False, code="tier.reached")
    return credit, bucket


def disqualify(
    account: Account, current: Compiled, standing: Standing, amount: int, now: int
) -> None:
    """Will take back credit of a refunded order; the tier falls at once only where the program in
    force now says so.
    """
    tiers = current.document.tiers
    if tiers is None or not standing.qualifying_bucket or not amount:
        return
    if standing.qualifying_bucket in account.tier.buckets:
        _add(account, current, tiers, standing.qualifying_bucket, -amount, now)
    _settle(account, current, tiers, now, may_fall=tiers.on_refund == "at-once", code="tier.refund")


def _add(
    account: Account, program: Compiled, tiers: Tiers, bucket: str, credit: int, now: int
) -> None:
    buckets = {**account.tier.buckets, bucket: account.tier.buckets.get(bucket, 0) + credit}
    today = calendar.local(now, program.zone).date()
    oldest = ""
    if tiers.window == "year":
        oldest = f"{today.year - 1:04d}"
    elif tiers.window == "rolling":
        oldest = calendar.add_months(today, -tiers.months - 1).isoformat()
    kept = {day: sum_ for day, sum_ in buckets.items() if day >= oldest}
    account.tier = structs.replace(account.tier, buckets=kept)


def _settle(
    account: Account, program: Compiled, tiers: Tiers, now: int, *, may_fall: bool, code: str
) -> None:
    right = entitled(program, tiers, account.tier.buckets, now)
    index = current_index(account, tiers)
    if right.index > index or (right.index < index and may_fall):
        change(account, tiers, right, now, code)
    elif right.index == index and right.until != account.tier.until:
        account.tier = structs.replace(account.tier, until=right.until)


def change(account: Account, tiers: Tiers, right: Entitled, at: int, code: str) -> None:
    """Will move the member to another level and tell them."""
    before, after = account.tier.level, tiers.levels[right.index].id
    up = right.index > current_index(account, tiers)
    account.tier = structs.replace(account.tier, level=after, since=at, until=right.until)
    account.effects.append(
        TierChanged(
            before=before, after=after, at=at, until=right.until,
            why=Why(code=code, params={"before": before, "after": after}),
        )
    )  # fmt: skip
    account.notify("tier.up" if up else "tier.down", at, before=before, after=after)


def review(account: Account, program: Compiled, at: int) -> None:
    """Will settle a tier whose kept time is over."""
    tiers = program.document.tiers
    if tiers is None or account.tier.until is None or account.tier.until > at:
        return
    right = entitled(program, tiers, account.tier.buckets, at)
    if right.index != current_index(account, tiers):
        change(account, tiers, right, at, "tier.reviewed")
    else:
        account.tier = structs.replace(account.tier, until=right.until)


def missing(account_tier_credit: int, program: Compiled, index: int) -> int:
    """Will give the credit still missing for a level, in minor units."""
    return max(0, program.level_from[index] - account_tier_credit)


def credit_now(program: Compiled, tiers: Tiers, buckets: dict[str, int], at: int) -> int:
    """Will sum the credit that counts towards the next level at an instant."""
    today = calendar.local(at, program.zone).date()
    if tiers.window == "rolling":
        return sum(credit for _, credit in _inside(tiers, buckets, today))
    return sum(buckets.values()) if tiers.window == "lifetime" else _of_year(buckets, today.year)


def absorb(account: Account, program: Compiled, buckets: dict[str, int], now: int) -> None:
    """Will add another account's qualifying credit, and promote where it is enough."""
    tiers = program.document.tiers
    if tiers is None or not buckets:
        return
    for bucket, credit in buckets.items():
        _add(account, program, tiers, bucket, credit, now)
    _settle(account, program, tiers, now, may_fall=False, code="tier.reached")

"""Automatic rewards: at a balance, on a calendar day, at a period's end by level, around
birthdays.
"""

from datetime import date, timedelta
from functools import lru_cache

from regulars.core import calendar, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Why
from regulars.core.points import lots
from regulars.core.rules.nodes import Automatic, Schedule
from regulars.core.rules.row import WEEKDAYS, Event, holds_when

BIRTHDAYS_APART = 300  # days; a birthday that is corrected does not come twice a year
VOUCHERS_MAX = 100  # in one go; the rest of the balance waits for the next event or day


@lru_cache(maxsize=65_536)
def next_day(at: Schedule, today: date, born: date | None) -> date | None:
    """Will give the first day after `today` on which a schedule falls, its lead taken off."""
    candidates: list[date] = []
    if at.day_of_month:
        months = [calendar.add_months(today.replace(day=1), k) for k in range(-1, 14)]
        candidates = [_in_month(month, at.day_of_month) for month in months]
    elif at.weekday:
        ahead = (WEEKDAYS.index(at.weekday) - today.weekday()) % 7
        candidates = [today + timedelta(days=ahead + 7 * k) for k in range(-1, 60)]
    elif at.end_of:
        first = calendar.period_start(today, at.end_of)
        candidates = [first]
        while candidates[-1] <= today + timedelta(days=400):
            candidates.append(calendar.next_period(candidates[-1], at.end_of))
    elif at.month_day or (at.birthday and born):
        month_day = at.month_day or f"{born:%m-%d}"
        anchor = date.fromisoformat(f"2000-{month_day}")
        candidates = [calendar.anniversary(anchor, today.year + k) for k in range(-1, 4)]
    if at.lead:
        candidates = [calendar.add_period(day, at.lead, -1) for day in candidates]
    return min((day for day in candidates if day > today), default=None)


def _in_month(first: date, day: int) -> date:
    following = calendar.add_months(first, 1)
    return min(first + timedelta(days=day - 1), following - timedelta(days=1))


def next_run(account: Account, program: Compiled, word: Automatic, after: int) -> int | None:
    """Will give the next instant at which a scheduled rule could do something for this account."""
    if word.at is None or not _could(account, program, word):
        return None
    today = calendar.local(after, program.zone).date()
    day = next_day(word.at, today, account.profile.birth_date)
    return calendar.day_start(day, program.zone) if day else None


def _could(account: Account, program: Compiled, word: Automatic) -> bool:
    if account.closed is not None:
        return False
    held: dict[str, int] = {}
    for lot in account.lots.values():
        held[lot.currency] = held.get(lot.currency, 0) + lot.left
    if word.turn:
        return all(held.get(name, 0) >= amount for name, amount in word.turn.items())
    if word.levels:
        return bool(held.get(word.of or program.first_currency))
    return account.joined is not None


def run(account: Account, program: Compiled, word: Automatic, at: int) -> None:
    """Will do what a scheduled rule says, at its instant."""
    if not holds_when(word.when, Event(program, account, at), ()):
        return
    if word.at is not None and word.at.birthday and not _first_birthday(account, program, word, at):
        return
    if word.turn:
        turn(account, program, word, at)
    if word.levels:
        _levels(account, program, word, at)
    if word.give or (word.issue and not word.levels):
        _give(account, program, word, at)


def _first_birthday(account: Account, program: Compiled, word: Automatic, at: int) -> bool:
    """Will note that a birthday has come; False when the one before was not a year ago."""
    today, key = calendar.local(at, program.zone).toordinal(), f"{word.id}@"
    if key in account.nth_done and today - account.nth_done[key] < BIRTHDAYS_APART:
        return False
    account.nth_done[key] = today
    return True


def turn(account: Account, program: Compiled, word: Automatic, at: int) -> None:
    """Will turn every full chunk of points into a voucher; the rest stays, or lapses if the rule
    says so.
    """
    currency, chunk = next(iter(word.turn.items()))
    times = min(account.available(currency) // chunk, VOUCHERS_MAX)
    if times and word.into:
        pieces = lots.take(account, currency, times * chunk)
        params: Params = {"rule": word.id, "chunk": chunk, "times": times, "reward": word.into}
        account.post(
            "turn", at=at, why=Why(code="points.turned", params=params),
            version=program.version, rule=word.id,
            moves=(Move(currency, "available", "redeemed", times * chunk),), used=pieces,
        )  # fmt: skip
        why = Why(code="voucher.turned", params={"rule": word.id, "points": chunk})
        for _ in range(times):
            vouchers.issue(account, program, word.into, rule=word.id, at=at, why=why)
    if word.remainder == "expire":
        rest = account.available(currency) % chunk  # full chunks beyond the most at once wait
        _lapse(account, program, currency, rest, at, rule=word.id, code="points.remainder_lapsed")


def _lapse(
    account: Account, program: Compiled, currency: str, left: int, at: int, *, rule: str, code: str
) -> None:
    if left:
        pieces = lots.take(account, currency, left)
        account.post(
            "expire", at=at, why=Why(code=code, params={"amount": left, "rule": rule}),
            version=program.version, rule=rule,
            moves=(Move(currency, "available", "expired", left),), used=pieces,
        )  # fmt: skip


def _levels(account: Account, program: Compiled, word: Automatic, at: int) -> None:
    currency = word.of or program.first_currency
    held = account.available(currency)
    reached = [level for level in word.levels if held >= level.least]
    if reached:
        best = max(reached, key=lambda level: level.least)
        params: Params = {"rule": word.id, "level": best.id, "points": held}
        why = Why(code="level.reached", params=params)
        vouchers.issue(account, program, best.issue, rule=word.id, at=at, why=why)
    if word.then == "reset":
        _lapse(account, program, currency, held, at, rule=word.id, code="points.period_ended")


def _give(account: Account, program: Compiled, word: Automatic, at: int) -> None:
    why = Why(code="automatic.due", params={"rule": word.id})
    for currency, amount in word.give.items():
        opened = lots.open_lot(
            account, program, currency, amount, at=at, now=at, available=at,
            expires=lots.expiry(program, currency, at, at),
        )  # fmt: skip
        account.post(
            "earn", at=at, why=why, version=program.version, rule=word.id,
            moves=(Move(currency, "issued", "available", amount),), opened=(opened,),
        )  # fmt: skip
        lots.repay(account, program, currency, at)
    if word.issue:
        vouchers.issue(account, program, word.issue, rule=word.id, at=at, why=why)


def reached(account: Account, program: Compiled, at: int) -> None:
    """Will run the rules that wait for a balance, as soon as it is there."""
    for word in program.document.automatic:
        if not word.reach or account.joined is None or account.closed is not None:
            continue
        if any(account.available(name) < least for name, least in word.reach.items()):
            continue
        if not holds_when(word.when, Event(program, account, at), ()):
            continue
        if word.turn:
            turn(account, program, word, at)
        elif word.id not in account.nth_done:
            account.nth_done[word.id] = 1
            _give(account, program, word, at)

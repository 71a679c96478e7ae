"""What all members share of a program: its limits, budgets and stock, and who may need which.

A flow locks only what it may take: an order what its rules and their rewards are limited by, a
redemption what its reward is limited by. Giving back needs no lock beforehand.
"""

from collections.abc import Iterator
from uuid import UUID

from psycopg import Connection

from regulars.core import offers
from regulars.core.compiled import Compiled
from regulars.core.facts import Inputs
from regulars.core.rules.limits import key_of
from regulars.core.rules.prepared import Rule
from regulars.domains.budgets import operations as budgets
from regulars.flows.shops import Shop, lot_of

ORDERS = ("order.paid", "member.joined")  # a first order makes its buyer a member


def most(program: Compiled) -> dict[str, int]:
    """Will give the program-wide limits of a version: key and what they allow in all."""
    found = dict(_of_rules(rule for on in _names(program) for rule in _rules(program, on)))
    for name in program.document.rewards:
        found.update(_of_reward(program, name))
    return found


def of_events(shop: Shop, *names: str) -> list[str]:
    """Will name what rules for events may take. A late event meets the version that was in force
    then, so every version counts."""
    found: set[str] = set()
    for program in shop.timeline.programs:
        rules = [rule for name in names for rule in _rules(program, name)]
        found.update(key for key, _ in _of_rules(iter(rules)))
        for reward in {one for rule in rules for one in rule.issue}:
            found.update(key for key, _ in _of_reward(program, reward))
    return sorted(found)


def of_reward(shop: Shop, name: str) -> list[str]:
    """Will name what buying a reward may take."""
    if name not in shop.program.document.rewards:
        return []
    return sorted(key for key, _ in _of_reward(shop.program, name))


def left(conn: Connection, shop: Shop) -> dict[str, int]:
    """Will give what is left of every limit now, without locking anything."""
    limits = most(shop.program)
    used = budgets.used(conn, shop.program_id) if limits else {}
    return {key: least - used.get(key, 0) for key, least in limits.items()}


def looked_at(conn: Connection, shop: Shop, draw: int, account_id: UUID | None = None) -> Inputs:
    """Will give inputs for a question: what is left now, and no luck."""
    lot = lot_of(account_id) if account_id else 0
    limits = left(conn, shop)
    return Inputs(draw=draw, newest=shop.timeline.newest, lot=lot, budget_left=limits)


def restock(conn: Connection, shop: Shop, name: str, count: int) -> bool:
    """Will set how many of a reward are left from now on; answers whether it has a stock."""
    key = f"reward:{name}#stock"
    found = dict(_of_reward(shop.program, name)) if name in shop.program.document.rewards else {}
    if key not in found:
        return False
    _set(conn, shop.program_id, key, found[key], count)
    return True


def _set(conn: Connection, program_id: UUID, key: str, allowed: int, count: int) -> None:
    used = budgets.lock(conn, program_id, [key]).get(key, 0)
    budgets.add(conn, program_id, {key: count - (allowed - used)})


def _names(program: Compiled) -> set[str]:
    return {*program.rules, *program.campaigns}


def _rules(program: Compiled, on: str) -> list[Rule]:
    """The rules that wait for something, those of campaigns among them."""
    return [*program.rules.get(on, ()), *(one.rule for one in program.campaigns.get(on, ()))]


def _of_rules(rules: Iterator[Rule]) -> Iterator[tuple[str, int]]:
    for rule in rules:
        for index, limit in enumerate(rule.limits):
            if limit.per == "program":
                yield key_of(rule, index), limit.amount or limit.times or 0


def _of_reward(program: Compiled, name: str) -> Iterator[tuple[str, int]]:
    for slot in offers.slots(program, name, program.document.rewards[name]):
        if slot.limit.per == "program":
            yield slot.key, slot.limit.amount or slot.limit.times or 0

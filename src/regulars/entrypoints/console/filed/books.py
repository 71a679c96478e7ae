"""Rewards, campaigns and the entries of the ledger as files."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.http import QueryDict

from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.filed.making import PART, parts_of, saved_as
from regulars.entrypoints.console.rewards import shelf
from regulars.flows import campaigning
from regulars.kit import ids
from regulars.kit.pages.spreadsheets import Cell

REWARDS = ("reward", "title", "kind", "price", "valid_for", "left", "taken")
CAMPAIGNS = ("campaign", "title", "state", "begins", "ends", "audience", "left", "met", "held_out",
             "given", "issued", "came_back")  # fmt: skip
ENTRIES = ("account", "number", "kind", "rule", "version", "currency", "from", "to", "amount",
           "effective_at", "booked_at", "by", "hash")  # fmt: skip
# So many entries of each account are looked up at once, then the rest of those that have more.
AT_ONCE = 20


@saved_as("rewards", REWARDS)
def rewards(visit: Visit, _asked: QueryDict) -> Iterator[Sequence[Cell]]:
    """The rewards of the program in force; alternative prices are parted by "or"."""
    stocks = shelf.of(visit)
    for name, word in visit.shop.program.document.rewards.items():
        stock = stocks.get(name, {})
        price = " or ".join(_amounts(one) for one in word.alternatives)
        yield (
            name, word.title, word.kind, price, str(word.valid_for or ""),
            stock.get("left", ""), stock.get("taken", ""),
        )  # fmt: skip


@saved_as("campaigns", CAMPAIGNS)
def campaigns(visit: Visit, _asked: QueryDict) -> Iterator[Sequence[Cell]]:
    """All campaigns with what they brought, in the order of their days."""
    for one in campaigning.standings(visit.conn, visit.shop):
        yield (
            one.campaign, one.word.title, one.state,
            one.begins.isoformat() if one.begins else "", one.ends.isoformat() if one.ends else "",
            " ".join(one.word.audience), "" if one.left is None else one.left, one.met,
            one.held_out, _amounts(one.given), one.issued, one.came_back,
        )  # fmt: skip


@saved_as("entries", ENTRIES)
def entries(visit: Visit, _asked: QueryDict) -> Iterator[Sequence[Cell]]:
    """All entries, account by account, a line for each transfer; free texts are left out, they may
    be personal."""

    def part(last: UUID | None) -> list[UUID]:
        return ledger.accounts(visit.conn, visit.program_id, last, limit=PART)

    for accounts in parts_of(part):
        first = _span(visit, accounts, 0)
        who = actor_names(visit, (one.row.actor for one in first))
        for account_id, of_one in groupby(first, key=lambda one: one.row.account_id):
            some = list(of_one)
            yield from _lines(some, who)
            while len(some) == AT_ONCE:
                some = _span(visit, [account_id], some[-1].row.seq)
                who |= actor_names(visit, {one.row.actor for one in some} - who.keys())
                yield from _lines(some, who)


def _span(visit: Visit, accounts: Sequence[UUID], after: int) -> list[Entry]:
    spans = [(one, after + 1, after + AT_ONCE) for one in accounts]
    return ledger.entries_between(visit.conn, spans)


def _lines(some: list[Entry], who: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
    for one in some:
        row = one.row
        head = (ids.encode("acc", row.account_id), row.seq, row.kind, row.rule, row.program_version)
        tail = (row.effective_at.isoformat(), row.booked_at.isoformat(), who[row.actor],
                row.hash.hex())  # fmt: skip
        for it in one.transfers:
            yield (*head, it.currency, it.debit, it.credit, it.amount, *tail)
        if not one.transfers:
            yield (*head, "", "", "", "", *tail)


def _amounts(of: Mapping[str, object]) -> str:
    return " + ".join(f"{value} {name}" for name, value in of.items())

"""Filling cards: which cards an order or an activity fills, in which place, by how many stamps."""

from decimal import Decimal

from msgspec import structs

from regulars.core.effects import Move, Params, Why
from regulars.core.facts import Inputs, Share
from regulars.core.giving import Draft, Giving
from regulars.core.points import lots
from regulars.core.program import StampCard
from regulars.core.rules.amounts import Amount, amount
from regulars.core.rules.prepared import Rule
from regulars.core.rules.row import Event, Lines, holds
from regulars.core.state import Card

JOINED = "member.joined"
THOUSANDTHS = 1000


def fill(giving: Giving, on: str, inputs: Inputs) -> None:
    """Will give each card the stamps that the event is worth; several may fill at once."""
    for rule in giving.program.stamping.get(on, ()):
        event = giving.event
        lines = tuple(line for line in event.lines if rule.matches(line))
        if (rule.node.products is None or lines) and holds(rule.conditions, event, lines):
            _fill(giving, rule, lines, inputs)
    if on == JOINED:
        for name, word in giving.program.document.stamp_cards.items():
            if word.goodwill is not None and word.goodwill.on == "joining":
                _goodwill(giving, word, name, name)


def _fill(giving: Giving, rule: Rule, lines: Lines, inputs: Inputs) -> None:
    account, name = giving.account, rule.node.id
    word = giving.program.document.stamp_cards[name]
    place = place_of(word, giving.event)
    if place is None:
        account.passed(name, "stamps.place_unknown", {"counted_by": word.counted_by})
        return
    key = f"{name}@{place}" if place else name
    stopped = word.then == "stop"
    if stopped and account.cards.get(key, Card()).completed:
        account.passed(name, "stamp_card.finished")
        return
    worth = amount(rule, lines, giving.order, [])
    count = worth.amounts[name]
    if stopped:  # nothing is on top of the last card
        owed = account.deficits.get(key, 0)
        count = min(count, max(0, word.stamps - account.available(key) + owed))
    opened = account.lots_opened
    draft = Draft(rule=rule, amount=_counted(rule, worth, key, count, lines), code="stamps")
    giving.give(draft, inputs)
    goodwill = word.goodwill
    if goodwill is not None and goodwill.on == "first-stamp" and account.lots_opened > opened:
        _goodwill(giving, word, name, key)


def place_of(word: StampCard, event: Event) -> str | None:
    """Will name the place that a card counts in: nothing where it counts everywhere, None where the
    event does not tell.
    """
    if word.counted_by == "program":
        return ""
    if word.counted_by == "location":
        return event.location or None
    return event.place.get(word.counted_by) or None


def _counted(rule: Rule, worth: Amount, key: str, count: int, lines: Lines) -> Amount:
    """An item that comes back takes its own stamp along, whatever it cost."""
    eligible = worth.eligible
    if rule.node.per_items:
        items: dict[str, Decimal] = {}
        for line in lines:
            if line.quantity > 0:
                items[line.line_id] = items.get(line.line_id, Decimal(0)) + line.quantity
        eligible = {line_id: int(number * THOUSANDTHS) for line_id, number in items.items()}
    return structs.replace(worth, amounts={key: count}, eligible=eligible)


def _goodwill(giving: Giving, word: StampCard, name: str, key: str) -> None:
    """Will fill the first places, once in a member's life, unless their order comes back."""
    account, program, at = giving.account, giving.program, giving.event.at
    once = f"{name}+goodwill"
    if account.joined is None or account.nth_done.get(once) or word.goodwill is None:
        return
    count = word.goodwill.stamps
    account.nth_done[once] = 1
    opened = lots.open_lot(
        account, program, key, count, at=at, now=giving.now, available=at,
        expires=lots.expiry(program, key, at, at),
    )  # fmt: skip
    params: Params = {"rule": name, "amount": count}
    pot = "pending" if opened.available > giving.now else "available"
    account.post(
        "earn", at=at, why=Why(code="stamps.goodwill", params=params), version=program.version,
        rule=name, opened=(opened,), moves=(Move(key, "issued", pot, count),),
    )  # fmt: skip
    if giving.order is not None:
        eligible = giving.shares[-1].eligible
        giving.shares.append(
            Share(rule=once, currency=key, amount=count, lot=opened.lot, eligible=eligible, nth=1)
        )
    lots.repay(account, program, key, giving.now)

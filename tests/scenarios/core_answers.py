"""A story's lines as facts, and what core led to as answers."""

from tests.scenarios.words import Answer, Item

from regulars.core.effects import Outcome, Posted, VoucherChanged
from regulars.core.facts import Line


def lines(items: tuple[Item, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            line_id=item.sku, sku=item.sku, product=item.sku, quantity=item.quantity,
            categories=(item.category,) if item.category else (), net_minor=item.net_minor,
        )
        for item in items
    )  # fmt: skip


def answered(outcome: Outcome) -> Answer:
    if outcome.refused is not None:
        return Answer(status="refused", code=outcome.refused.code, params=outcome.refused.params)
    earned: dict[str, int] = {}
    saved = 0
    for effect in outcome.effects:
        if isinstance(effect, Posted) and effect.kind == "earn":
            for move in effect.moves:
                earned[move.currency] = earned.get(move.currency, 0) + move.amount
        elif isinstance(effect, VoucherChanged):
            saved += effect.saved_minor
    return Answer(earned=earned, saved_minor=saved)

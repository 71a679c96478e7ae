"""What each kind of program would have cost and brought on a shop's own orders, side by side."""

from collections.abc import Sequence
from typing import Any

from regulars.domains.programs.guide import Proposed
from regulars.domains.programs.reckoning import History, Reckoned
from regulars.wire.importing.looking_back import Report, Setting

LEAST_USED = 0.6
"""Of what is given, so much at the least is counted as used; all of it at the most."""


def all_kinds(report: Report, setting: Setting, proposed: Sequence[Proposed]) -> dict[str, Any]:
    """Will give the shop's figures, and the kinds in the order in which they are proposed."""
    history = report.history
    some = next(iter(report.kinds.values()), None)
    return {
        "orders": history.orders, "nobody_s": history.nobody_s, "customers": history.customers,
        "revenue": history.revenue, "median": history.median_order, "currency": setting.currency,
        "a_year": f"{history.orders_a_year:.1f}", "first": report.first, "last": report.last,
        "margin": setting.margin, "replayed": some.orders if some else 0,
        "whose": some.customers if some else 0,
        "kinds": [
            {"kind": one.kind, "reasons": one.reasons, "doubts": one.doubts,
             **_figures(report.kinds.get(one.kind.code), history, setting)}
            for one in proposed
        ],
    }  # fmt: skip


def _figures(found: Reckoned | None, history: History, setting: Setting) -> dict[str, Any]:
    if found is None or not (found.points or found.rewards):
        return {"known": False}
    most = found.cost_share(1) or 0.0
    return {
        "known": True, "points": found.points, "rewards": found.rewards,
        "cost_least": int(found.cost * LEAST_USED), "cost_most": found.cost,
        "share_least": round(most * LEAST_USED * 10_000), "share_most": round(most * 10_000),
        "unpriced": found.unpriced, "first": found.first_of_median,
        "orders_share": round(found.rewarded_orders / max(found.orders, 1) * 10_000),
        "reached_share": round(found.reached / max(found.customers, 1) * 10_000),
        "pays": _pays(found, history, setting),
    }  # fmt: skip


def _pays(found: Reckoned, history: History, setting: Setting) -> tuple[str, str] | None:
    """Orders more for each customer in a year whose margin is the cost: at least, at most."""
    known = history.orders - history.nobody_s
    if not setting.margin or not found.revenue or not known:
        return None
    # The cost of a year's orders of one customer, by what one more order leaves.
    orders = history.orders_a_year * (found.cost / found.revenue) / (setting.margin / 100)
    return f"{orders * LEAST_USED:.1f}", f"{orders:.1f}"

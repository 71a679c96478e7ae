"""Goals in words and figures."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.domains.goals import queries as goals
from regulars.domains.goals.contracts import MONEY, SUMS, Goal, Measure
from regulars.entrypoints.console.access import Visit
from regulars.flows.goal_standing import GoalStanding, Verdict
from regulars.kit import ids
from regulars.kit.pages.templatetags.pages import change, money, number, percent

NAMES: Mapping[Measure, str] = {
    "revenue": _("Revenue"),
    "orders": _("Orders"),
    "new_members": _("New members"),
    "repeat_rate": _("Customers who buy again"),
    "average_order": _("Average order"),
    "spend_per_buyer": _("Spend per customer"),
}
DEFINITIONS: Mapping[Measure, str] = {
    "revenue": _(
        "Goods of paid orders without tax and shipping, after discounts and less what was refunded."
    ),
    "orders": _("Paid orders; those that came back as a whole are left out."),
    "new_members": _("Who joined; who was erased or made one with another is left out."),
    "repeat_rate": _(
        "Of the customers who bought in these days, those who bought more than once in them. It "
        "rises with the days, so hold it against as many days before."
    ),
    "average_order": _("Revenue by orders."),
    "spend_per_buyer": _("Revenue by customers who bought in these days."),
}
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "reached": ("good", _("Reached")),
    "on_way": ("good", _("On the way")),
    "behind": ("warn", _("Behind")),
    "missed": ("bad", _("Missed")),
    "not_begun": ("", _("Not begun")),
    "unknown": ("", _("Nothing to count yet")),
}


class Row(Struct, frozen=True, kw_only=True):
    """A goal as pages show it: texts in the reader's language; empty where nothing was counted."""

    id: str
    name: str
    definition: str
    goal: Goal
    target: str
    now: str = ""
    reached: int = 0
    tone: str = ""
    verdict: str = ""
    baseline: str = ""
    before: str = ""
    year_before: str = ""
    due: str = ""


def rows(visit: Visit, standings: Mapping[UUID, GoalStanding]) -> list[Row]:
    """Will give all goals, the one that ends first at the top."""
    return [
        _row(visit, one, standings.get(one.goal_id))
        for one in goals.all_of(visit.conn, visit.program_id)
    ]


def name(measure: Measure) -> str:
    """Will say what a measure is called."""
    return gettext(NAMES[measure])


def definition(measure: Measure) -> str:
    """Will say what a measure counts."""
    return gettext(DEFINITIONS[measure])


def shown(visit: Visit, measure: Measure, value: int) -> str:
    """Will write a goal's figure in its unit."""
    if measure in MONEY:
        return money(value, visit.currency)
    return percent(value) if measure == "repeat_rate" else number(value)


def _row(visit: Visit, goal: Goal, found: GoalStanding | None) -> Row:
    plain = Row(
        id=ids.encode("goal", goal.goal_id), name=name(goal.measure),
        definition=definition(goal.measure), goal=goal,
        target=shown(visit, goal.measure, goal.target),
    )  # fmt: skip
    if found is None:
        return plain

    def said(value: int | None) -> str:
        return gettext("nothing to count") if value is None else shown(visit, goal.measure, value)

    def changed(value: int | None) -> str:
        told = said(value)
        if not value or found.now is None:
            return told
        return f"{told} ({change(found.now, value)})"

    tone, verdict = VERDICTS[found.verdict]
    due = goal.measure in SUMS and 0 < found.passed < 10_000
    return Row(
        id=plain.id, name=plain.name, definition=plain.definition, goal=goal, target=plain.target,
        now=said(found.now) if found.passed else "",
        reached=max(0, min(100, 100 * (found.now or 0) // goal.target)),
        tone=tone, verdict=gettext(verdict), baseline=said(found.baseline),
        before=changed(found.before) if found.passed else "",
        year_before=changed(found.year_before) if found.passed else "",
        due=shown(visit, goal.measure, goal.target * found.passed // 10_000) if due else "",
    )  # fmt: skip

"""Sales and members over time in words, figures and charts; read from what a job has counted."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.domains.events.trends import Sales
from regulars.domains.goals.contracts import Measure
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.goals import rows as goals
from regulars.flows import trend
from regulars.flows.goal_standing import Counted
from regulars.flows.trend import Compared, Month, Trend
from regulars.kit.pages.charts import Chart, Series, bars
from regulars.kit.pages.spreadsheets import Cell
from regulars.kit.pages.templatetags.pages import change, money, month, number

CHART_MONTHS = 24


class Figure(Struct, frozen=True, kw_only=True):
    """A number, and how it has changed, in words."""

    name: str
    value: str
    changes: tuple[str, ...]
    definition: str


def shown(visit: Visit) -> dict[str, Any]:
    """Will give what the page says; nothing while the job has not counted."""
    found = trend.read(visit.conn, visit.program_id)
    if found is None:
        return {"trend": None, "goals": goals.rows(visit, {})}
    one, report = found
    return {
        "trend": {
            "today": _figures(visit, one.today, [_("against the same hours a week ago")]),
            "weeks": _figures(
                visit, one.weeks,
                [_("against the four weeks before"), _("against the same weeks a year ago")],
            ),
            "charts": _charts(visit, one), "counted_at": report.counted_at,
        },
        "goals": goals.rows(visit, one.goals),
    }  # fmt: skip


def table(visit: Visit) -> tuple[list[str], Iterator[list[Cell]]]:
    """Will give every month as a row of plain numbers, money in the smallest unit; and a head."""
    found = trend.read(visit.conn, visit.program_id)
    currencies = list(visit.shop.program.document.points)
    head = [
        "month", "orders", "revenue_minor", "currency", "buyers", "buyers_again", "buyers_new",
        "new_members", *(f"{one}_{what}" for one in currencies for what in ("issued", "redeemed")),
    ]  # fmt: skip
    return head, _rows(visit, found[0] if found else None, currencies)


def _rows(visit: Visit, found: Trend | None, currencies: list[str]) -> Iterator[list[Cell]]:
    for one in found.months if found else ():
        sales = one.sales
        points = [one.points.get(name, trend.Moved(0, 0)) for name in currencies]
        yield [
            one.month.isoformat()[:7], sales.orders, sales.net, visit.currency, sales.buyers,
            sales.again, sales.fresh, one.joined,
            *(amount for moved in points for amount in (moved.issued, moved.redeemed)),
        ]  # fmt: skip


def _figures(visit: Visit, compared: Compared, against: list[str]) -> list[Figure]:
    others = [compared.before, *([compared.year_before] if compared.year_before else [])]

    def figure(
        measure: Measure, value: Callable[[Counted], int | None], write: Callable[[int], str]
    ) -> Figure:
        now, changes = value(compared.now), []
        for other, words in zip(others, against, strict=False):
            before = value(other)
            if now is not None and before:
                changes.append(f"{change(now, before)} {words}")
        return Figure(
            name=goals.name(measure), value="–" if now is None else write(now),
            changes=tuple(changes), definition=goals.definition(measure),
        )  # fmt: skip

    def in_money(amount: int) -> str:
        return money(amount, visit.currency)

    return [
        figure("revenue", lambda one: one.sales.net, in_money),
        figure("orders", lambda one: one.sales.orders, number),
        figure("average_order", _average, in_money),
        figure("new_members", lambda one: one.joined, number),
    ]


def _average(one: Counted) -> int | None:
    orders = one.sales.orders
    return (2 * one.sales.net + orders) // (2 * orders) if orders else None


def _charts(visit: Visit, found: Trend) -> list[Chart]:
    months = found.months[-CHART_MONTHS:]
    if not months:
        return []
    labels = [month(one.month) for one in months]
    now = found.at.astimezone().date()
    going_on = (months[-1].month.year, months[-1].month.month) == (now.year, now.month)
    charts = [
        _chart(
            "revenue", labels, going_on, _("Most revenue in %(when)s: %(most)s"),
            [Series(name=_("Revenue"), values=[one.sales.net for one in months],
                    shown=lambda amount: money(amount, visit.currency))],
            goals.definition("revenue"),
        ),
        _customers(months, labels, going_on),
        _chart(
            "joined", labels, going_on, _("Most new members in %(when)s: %(most)s"),
            [Series(name=_("New members"), values=[one.joined for one in months], shown=number)],
            goals.definition("new_members"),
        ),
    ]  # fmt: skip
    for index, currency in enumerate(visit.shop.program.document.points):
        points = [one.points.get(currency, trend.Moved(0, 0)) for one in months]
        if any(one.issued or one.redeemed for one in points):
            charts.append(
                _chart(
                    f"points-{index}", labels, going_on,
                    _("Most %(what)s in %(when)s: %(most)s")
                    % {"what": visit.names(currency)[1], "when": "%(when)s", "most": "%(most)s"},
                    [Series(name=_("Issued"), values=[one.issued for one in points], shown=number),
                     Series(name=_("Redeemed"), values=[one.redeemed for one in points],
                            shown=number)],
                    _("What was issued and what was redeemed, by the shop’s calendar."),
                )
            )  # fmt: skip
    return charts


def _customers(months: tuple[Month, ...], labels: list[str], going_on: bool) -> Chart:
    sales: list[Sales] = [one.sales for one in months]
    best = max(range(len(sales)), key=lambda n: sales[n].buyers)
    title = _("Most customers in %(when)s: %(most)s, %(fresh)s of them for the first time") % {
        "when": labels[best], "most": number(sales[best].buyers),
        "fresh": number(sales[best].fresh),
    }  # fmt: skip
    return bars(
        "customers", title,
        _("Customers who bought in each month: those who had bought before, and those for whom it "
          "was the first time. In the program’s first months nearly everybody is new to it."),
        labels,
        [Series(name=_("Had bought before"), values=[one.buyers - one.fresh for one in sales],
                shown=number),
         Series(name=_("For the first time"), values=[one.fresh for one in sales], shown=number)],
        stacked=True, unfinished=going_on,
    )  # fmt: skip


def _chart(
    name: str, labels: list[str], going_on: bool, title: str, series: list[Series], hint: str
) -> Chart:
    first = series[0]
    best = max(range(len(labels)), key=lambda n: first.values[n])
    said = title % {"when": labels[best], "most": first.shown(first.values[best])}
    return bars(name, said, hint, labels, series, unfinished=going_on)

"""Staff set goals and let go of them."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast, get_args

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regulars.core import calendar
from regulars.domains.goals import operations
from regulars.domains.goals import queries as goals
from regulars.domains.goals.contracts import DAYS_MAX, GOALS_MAX, MONEY, Goal, Measure
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.goals import rows
from regulars.entrypoints.console.value import amounts
from regulars.flows import trend
from regulars.kit import ids
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

Form = dict[str, Any]
QUARTER = timedelta(days=89)
_PERCENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)


@require_http_methods(["GET", "POST"])
@staff_page("see_figures")
def listed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All goals and how they stand; the form of a new one, and setting it."""
    form = _empty(visit)
    if request.method == "POST":
        if not visit.may("shape"):
            return render(request, visit, "console/denied.html", {}, status=403)
        form = _typed(request, visit)
        goal = form.pop("goal", None)
        if goal is not None and _set(visit, goal):
            return Redirect(visit.address("goals"))
        if goal is not None:
            form["errors"]["all"] = _(
                "There are %(most)s goals already. Let go of one first."
            ) % {"most": GOALS_MAX}  # fmt: skip
    found = trend.read(visit.conn, visit.program_id)
    said = {
        "rows": rows.rows(visit, found[0].goals if found else {}),
        "counted": found[1].counted_at if found else None, "form": form,
        "measures": [(one, rows.name(one), rows.definition(one)) for one in rows.NAMES],
    }  # fmt: skip
    return render(request, visit, "console/goals/goals.html", said, 422 if form["errors"] else 200)


@require_POST
@staff_page("shape")
def drop(request: HttpRequest, visit: Visit, goal: str) -> HttpResponse:
    """Lets go of a goal."""
    goal_id = ids.decode("goal", goal)
    if goal_id is None:
        raise Http404
    if transact(lambda conn: operations.drop(conn, visit.program_id, goal_id)):
        messages.success(request, _("The goal is gone."))
    return Redirect(visit.address("goals"))


def _set(visit: Visit, goal: Goal) -> bool:
    """Sent twice, it is there once, and that is well."""
    if transact(lambda conn: operations.put(conn, goal)):
        return True
    known = goals.all_of(visit.conn, visit.program_id)
    return any(one.goal_id == goal.goal_id for one in known)


def _empty(visit: Visit) -> Form:
    today = calendar.local(visit.shop.instant, visit.zone).date()
    return {
        "key": ids.encode("goal", ids.new()), "measure": "revenue", "target": "",
        "first": today.isoformat(), "last": (today + QUARTER).isoformat(), "errors": {},
    }  # fmt: skip


def _typed(request: HttpRequest, visit: Visit) -> Form:
    form: Form = {
        name: typed(request, name) for name in ("key", "measure", "target", "first", "last")
    }
    errors = form["errors"] = {}
    goal_id = ids.decode("goal", form["key"])
    if goal_id is None or form["measure"] not in get_args(Measure):
        raise Http404
    measure = cast("Measure", form["measure"])
    target = _target(visit, measure, form["target"])
    if target is None:
        errors["target"] = (
            _("Write a share above 0, at most 100, such as 42.5.") if measure == "repeat_rate"
            else _("Write an amount above 0, such as 12.50.") if measure in MONEY
            else _("Write a whole number above 0.")
        )  # fmt: skip
    first, last = _day(form["first"]), _day(form["last"])
    if first is None:
        errors["first"] = _("Choose a day.")
    if last is None or (first is not None and not 0 <= (last - first).days < DAYS_MAX):
        errors["last"] = _("Choose a day that is not before the first, within three years of it.")
    if target is not None and first is not None and last is not None and not errors:
        form["goal"] = Goal(
            program_id=visit.program_id, goal_id=goal_id, measure=measure, target=target,
            first_day=first, last_day=last, set_at=visit.shop.now, actor=visit.actor,
        )  # fmt: skip
    return form


def _target(visit: Visit, measure: Measure, text: str) -> int | None:
    if measure in MONEY:
        return amounts.typed(visit, text)
    if measure == "repeat_rate":
        share = Decimal(text.replace(",", ".")) if _PERCENT.fullmatch(text) else Decimal(0)
        return int(share * 100) if 0 < share <= 100 else None
    return int(text) or None if _COUNT.fullmatch(text) else None


def _day(text: str) -> date | None:
    """A day that the calendar has, and that has as many before it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2199 else None

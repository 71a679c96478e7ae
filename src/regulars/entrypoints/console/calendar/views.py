"""The calendar, a month at a time."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.core.calendar import local
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.calendar.items import items
from regulars.kit.pages import months
from regulars.kit.pages.templatetags.pages import locale

FIRST_YEAR, LAST_YEAR = 2000, 2199


@require_GET
@staff_page("look")
def calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is on in a month."""
    today = local(visit.shop.instant, visit.zone).date()
    month = _month(request.GET.get("month", "")) or months.first_of(today)
    weeks = months.weeks(month, today, items(visit, month), locale())
    said = {
        "month": month, "weeks": weeks, "now": months.first_of(today),
        "before": months.before(month), "after": months.after(month),
        "empty": not any(one.items for week in weeks for one in week),
    }  # fmt: skip
    return render(request, visit, "console/calendar/calendar.html", said)


def _month(text: str) -> date | None:
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None

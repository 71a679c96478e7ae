"""What somebody tells who joins: as little as the program needs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from regulars.core import calendar
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.privacy import purposes
from regulars.kit.contact import normal_email
from regulars.kit.pages.requests import typed

Form = dict[str, Any]


def empty(visit: Visit) -> Form:
    """The form as it is first shown."""
    joining = visit.shop.program.document.joining
    return {"errors": {}, "born_needed": joining.age_from is not None,
            "age_from": joining.age_from, "gifts": birthday_counts(visit),
            "agreed": [], "purposes": purposes.everything()}  # fmt: skip


def read(request: HttpRequest, visit: Visit) -> Form:
    """What was typed, with what is wrong with it."""
    form = empty(visit)
    asked = ("name", "email", "born") if form["born_needed"] or form["gifts"] else ("name", "email")
    agreed = [one for one in request.POST.getlist("agree") if one in purposes.NAMES]
    form |= {"agreed": agreed, "born": ""} | {name: typed(request, name) for name in asked}
    errors: dict[str, str] = {}
    email = normal_email(form["email"])
    if email is None:
        errors["email"] = _("Write your whole e-mail address, like name@example.com.")
    born = day(form["born"])
    today = calendar.local(visit.shop.instant, visit.zone).date()
    if born is not None and born > today:
        born = None
    if form["born"] and born is None:
        errors["born"] = _("Write the day of your birth.")
    elif form["born_needed"] and born is None:
        errors["born"] = _("We need to know that you are old enough.")
    elif born is not None and not _old_enough(visit, born, today):
        text = _("Members are %(age)s or older. Nothing of what you typed is kept.")
        errors["born"] = text % {"age": form["age_from"]}
    return form | {"errors": errors, "normal": email or "", "day": born}


def day(text: str) -> date | None:
    """Will read a day as a browser sends it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def _old_enough(visit: Visit, born: date, today: date) -> bool:
    least = visit.shop.program.document.joining.age_from
    return least is None or calendar.age(born, today) >= least


def birthday_counts(visit: Visit) -> bool:
    """Whether a birthday leads to anything: nobody is asked for what nothing comes of."""
    document = visit.shop.program.document
    by_itself = any(one.at is not None and one.at.birthday for one in document.automatic)
    rules = (*document.earn, *(rule for one in document.campaigns.values() for rule in one.rules))
    benefits = document.benefits.values()
    whens = (*(one.when for one in rules), *(one.when for one in benefits))
    return by_itself or any(one.birthday is not None for one in whens)

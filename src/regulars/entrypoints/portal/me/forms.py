"""What a member tells of themselves: only what the program uses, or what it knows already."""

from datetime import date
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from regulars.core import calendar
from regulars.domains.members.contracts import Member
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.door.forms import birthday_counts, day
from regulars.kit.contact import normal_phone
from regulars.kit.pages.requests import typed

Form = dict[str, Any]


def of(visit: Visit) -> Form:
    """The form as it stands. A birthday that was told stays: gifts hang on it."""
    me, joining = visit.me, visit.shop.program.document.joining
    gifts = birthday_counts(visit)
    return {
        "errors": {}, "name": me.name, "phone": me.phone or "", "language": me.language,
        "born": "", "gifts": gifts, "birth_date": me.birth_date,
        "born_asked": me.birth_date is None and (gifts or joining.age_from is not None),
        "languages": [("", _("As my browser says")), *settings.LANGUAGES_OFFERED],
    }  # fmt: skip


def read(request: HttpRequest, visit: Visit) -> tuple[Form, Member]:
    """What was typed with what is wrong with it, and the member as they would be."""
    form = of(visit)
    form |= {name: typed(request, name) for name in ("name", "phone", "language", "born")}
    errors: dict[str, str] = {}
    phone = normal_phone(form["phone"]) if form["phone"] else None
    if form["phone"] and phone is None:
        errors["phone"] = _("Write the number with its country, like +358 40 123 4567.")
    if form["language"] not in dict(form["languages"]):
        errors["language"] = _("Choose one of these languages.")
    born = visit.me.birth_date
    if form["born_asked"] and form["born"]:
        born = day(form["born"])
        errors |= _wrong(visit, born)
    form["errors"] = errors
    changed = msgspec.structs.replace(
        visit.me, name=form["name"], phone=phone, language=form["language"], birth_date=born
    )
    return form, changed


def _wrong(visit: Visit, born: date | None) -> dict[str, str]:
    today = calendar.local(visit.shop.instant, visit.zone).date()
    least = visit.shop.program.document.joining.age_from
    if born is None or born > today:
        return {"born": _("Write the day of your birth.")}
    if least is not None and calendar.age(born, today) < least:
        return {"born": _("Members are %(age)s or older.") % {"age": least}}
    return {}

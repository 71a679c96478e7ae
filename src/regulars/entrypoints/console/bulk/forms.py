"""What is to be done to each, as it was typed."""

import re
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from regulars.domains.bulk.contracts import What
from regulars.domains.tags.contracts import clean
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members import filtering
from regulars.entrypoints.console.members.entries import amount, level_title
from regulars.kit import ids
from regulars.kit.pages.requests import typed

MOST = 1_000_000_000
_KEY = re.compile(r"[0-9a-f]{32}")


def offered(visit: Visit) -> dict[str, Any]:
    """Will give what the form offers: those with fewer rights put tags on only."""
    document = visit.shop.program.document
    actions = [("tag", _("Put a tag on")), ("untag", _("Take a tag off"))]
    currencies = [
        (one, visit.names(one)[1])
        for one in visit.shop.program.currencies(()) if one not in document.stored_value
    ]  # fmt: skip
    levels = [
        (one.id, level_title(visit, one.id))
        for ladder in visit.shop.program.ladders.values() for one in ladder.word.levels
    ]  # fmt: skip
    if visit.may("adjust"):
        actions += [("adjust", _("Give or take points"))] if currencies else []
        actions += [("tier", _("Hold at a level"))] if levels else []
    return {"actions": actions, "currencies": currencies, "levels": levels, "key": ids.new().hex}


def read(request: HttpRequest, visit: Visit) -> tuple[What | None, str]:
    """Will read what is to be done, or say what is wrong with it."""
    known = offered(visit)
    action, reason = typed(request, "action"), typed(request, "reason", 500)
    if action not in dict(known["actions"]) or not _KEY.fullmatch(typed(request, "key")):
        return None, _("Choose what to do.")
    if action in {"tag", "untag"}:
        tag = clean(request.POST.get("new_tag", ""))
        what = What(action="tag" if action == "tag" else "untag", tag=tag)
        return (what, "") if tag else (None, _("Write a tag."))
    if not reason:
        return None, _("A reason is needed: it is kept with each entry.")
    if action == "tier":
        level = typed(request, "to_level")
        if level not in dict(known["levels"]):
            return None, _("Choose a level.")
        until = filtering.day(visit, typed(request, "held_until"))
        if until is None or until <= visit.shop.now:
            return None, _("Say until when the level is held.")
        return What(action="tier", level=level, reason=reason, until=until), ""
    currency, text = typed(request, "currency"), typed(request, "amount", 20).replace("−", "-")
    if currency not in dict(known["currencies"]):
        return None, _("Choose what to give or take.")
    if not re.fullmatch(r"-?[0-9]{1,10}", text) or not 0 < abs(int(text)) <= MOST:
        return None, _("Write a whole number; with a minus it is taken.")
    return What(action="adjust", currency=currency, amount=int(text), reason=reason), ""


def worded(visit: Visit, what: What) -> str:
    """Will say what is done to each."""
    match what.action:
        case "tag":
            return _("Tag “%(tag)s” on") % {"tag": what.tag}
        case "untag":
            return _("Tag “%(tag)s” off") % {"tag": what.tag}
        case "tier":
            return _("Held at “%(level)s”") % {"level": level_title(visit, what.level)}
    return amount(visit, what.currency, what.amount)

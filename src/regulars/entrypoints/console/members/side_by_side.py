"""Members beside one another, row by row: what each has, before and after."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.masking import shown
from regulars.entrypoints.console.members.entries import level_title
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.flows.merge_preview import Has

NAMES = ("name", "email", "phone", "card", "external_id")

Row = tuple[str, str, str, str]


def rows(visit: Visit, three: Sequence[Has | None]) -> list[Row]:
    """Will give what each of three has; None where there is nobody yet."""
    found = [_row(_label(name), *(_name(visit, one, name) for one in three)) for name in NAMES]
    currencies = dict.fromkeys(
        currency for one in three if one is not None for currency in one.pots
        if currency in visit.shop.program.currencies([])
    )  # fmt: skip
    for currency in currencies:
        title = visit.names(currency)[1].capitalize()
        found.append(_row(title, *(_amount(visit, one, currency, "available") for one in three)))
        waits = [_amount(visit, one, currency, "pending") for one in three]
        if any(one is not None and one.pots.get(currency, {}).get("pending") for one in three):
            found.append(_row(_("%(name)s, waiting") % {"name": title}, *waits))
    found.append(_row(_("Open vouchers"), *(_count(one, "vouchers") for one in three)))
    if visit.shop.program.ladders:
        found.append(_row(_("Levels"), *(_levels(visit, one) for one in three)))
    found.append(_row(_("Limits in use"), *(_count(one, "limits") for one in three)))
    return [row for row in found if any(cell not in ("", "–") for cell in row[1:])]


def _row(label: str, *cells: str) -> Row:
    first, second, third = (one or "–" for one in cells)
    return (label, first, second, third)


def _label(name: str) -> str:
    labels = {
        "name": _("Name"), "email": _("E-mail"), "phone": _("Phone"), "card": _("Card"),
        "external_id": _("Number"),
    }  # fmt: skip
    return labels[name]


def _name(visit: Visit, one: Has | None, name: str) -> str:
    value = getattr(one.member, name) or "" if one is not None else ""
    return shown(visit, value) if name in ("email", "phone") else value


def _amount(visit: Visit, one: Has | None, currency: str, pot: str) -> str:
    return worded(visit, currency, one.pots.get(currency, {}).get(pot, 0)) if one else ""


def _count(one: Has | None, what: str) -> str:
    return str(getattr(one, what)) if one is not None else ""


def _levels(visit: Visit, one: Has | None) -> str:
    return ", ".join(level_title(visit, level) for level in one.levels) if one else ""

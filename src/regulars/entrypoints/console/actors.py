"""Who did something, by the name that staff know them by.

The books name nobody: staff by a number, who serves by an id, devices and the shop's systems by
their key. Whose row is gone is told by what they were.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from regulars.domains.merchants import queries as merchants
from regulars.domains.tills import queries as tills
from regulars.entrypoints.console.access import Visit
from regulars.kit import ids


def actor_names(visit: Visit, actors: Iterable[str]) -> dict[str, str]:
    """Will give who they were; what some system calls its people stays as it is."""
    given = set(actors)
    bare = {one: one.removeprefix("till:").removeprefix("key:") for one in given}
    serving = {one: found for one, text in bare.items() if (found := ids.decode("csh", text))}
    keys = {one: found for one, text in bare.items() if (found := _uuid(text))}
    return (
        {one: _kind(one) for one in given}
        | staff_names(given)
        | _serving(visit, serving)
        | _keys(visit, keys)
    )  # fmt: skip


def actor_name(visit: Visit, actor: str) -> str:
    """Will give who one was."""
    return actor_names(visit, [actor])[actor]


def _kind(actor: str) -> str:
    kind = actor.partition(":")[0]
    return {"key": _("The API"), "till": _("A till")}.get(kind, actor)


def staff_names(given: Iterable[str]) -> dict[str, str]:
    """Will give those of them who are staff, by the name that they sign in with."""
    numbers = {
        one: int(rest)
        for one in given
        for kind, _colon, rest in (one.partition(":"),)
        if kind == "staff" and rest.isdecimal()
    }
    users = get_user_model().objects.in_bulk(set(numbers.values())) if numbers else {}
    return {one: users[number].get_username() for one, number in numbers.items() if number in users}


def _serving(visit: Visit, wanted: dict[str, UUID]) -> dict[str, str]:
    found = tills.called(visit.conn, visit.program_id, list(wanted.values())) if wanted else {}
    return {one: found.get(cashier) or _("A cashier") for one, cashier in wanted.items()}


def _keys(visit: Visit, wanted: dict[str, UUID]) -> dict[str, str]:
    """Devices by their label; other keys are systems of the shop."""
    if not wanted:
        return {}
    found = tills.labels(visit.conn, visit.program_id, list(wanted.values()))
    labels = {
        one.key_id: one.label or one.hint for one in merchants.keys(visit.conn, visit.merchant_id)
    }
    return {
        one: _("Till “%(label)s”") % {"label": found[key]} if key in found
        else _("Key “%(label)s”") % {"label": labels[key]} if key in labels
        else _("The API")
        for one, key in wanted.items()
    }  # fmt: skip


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

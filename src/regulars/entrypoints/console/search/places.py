"""Pages and actions by name, each with the permission that it asks for."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from regulars.domains.merchants.roles import Permission
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.navigation import GROUPS

MORE: Mapping[str, tuple[str, Permission]] = {
    "design": (_("Program designer"), "look"),
    "code_pools": (_("Code pools"), "look"),
    "refunds": (_("Refunds to see to"), "see_members"),
    "consents": (_("Consents"), "see_members"),
    "bulk_runs": (_("What was done for many"), "serve"),
    "bulk": (_("Do something for all members"), "serve"),
    "new_event": (_("Arrange an event"), "shape"),
    "new_club": (_("Found a club"), "shape"),
    "members_csv": (_("Save all members as CSV"), "export"),
    "months_csv": (_("Save the figures of all months as CSV"), "see_figures"),
    "consents_csv": (_("Save all consents as CSV"), "export"),
    "audit_csv": (_("Save the audit log as CSV"), "see_audit"),
}
"""Beside the pages of the navigation."""
PLACES: Mapping[str, tuple[str, Permission]] = {
    one.view: (one.name, one.permission) for _title, stops in GROUPS for one in stops
} | dict(MORE)


def found(visit: Visit, text: str) -> list[tuple[str, str]]:
    """Will give pages and actions whose name has every word, with their addresses."""
    words = text.lower().split()
    named = [
        (gettext(name), view) for view, (name, permission) in PLACES.items()
        if visit.may(permission)
    ]  # fmt: skip
    return [
        (name, visit.address(view))
        for name, view in named if all(word in name.lower() for word in words)
    ]  # fmt: skip

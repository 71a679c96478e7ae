"""Where one can go in the console: one table of pages, by what they are about.

A page is there for those whose role may see it, where the program has what it is about.
"""

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.domains.merchants.roles import Permission


class Stop(Struct, frozen=True):
    """A page: its view, its name, who may see it, and which feature of the program it is of."""

    view: str
    name: str
    permission: Permission
    feature: str = ""


GROUPS: tuple[tuple[str, tuple[Stop, ...]], ...] = (
    ("", (
        Stop("overview", _("Overview"), "see_figures"),
        Stop("goals", _("Goals"), "see_figures"),
        Stop("calendar", _("Calendar"), "look"),
    )),
    (_("People"), (
        Stop("members", _("Members"), "see_members"),
        Stop("segments", _("Segments"), "look"),
        Stop("accounts", _("Households"), "see_members", "shared"),
        Stop("clubs", _("Clubs"), "look"),
    )),
    (_("Program"), (
        Stop("program", _("Program"), "look"),
        Stop("rewards", _("Rewards"), "look"),
        Stop("levels", _("Levels"), "see_members", "levels"),
        Stop("benefits", _("Benefits"), "look", "benefits"),
        Stop("stamp_cards", _("Stamp cards"), "look", "stamp_cards"),
        Stop("campaigns", _("Campaigns"), "look"),
        Stop("events", _("Events"), "look"),
        Stop("look", _("Look"), "look"),
    )),
    (_("In the shop"), (
        Stop("tills", _("Tills"), "see_tills"),
        Stop("vouchers", _("Vouchers"), "see_members"),
        Stop("cards", _("Cards"), "see_members"),
        Stop("gift_cards", _("Gift cards"), "see_members", "gift_cards"),
        Stop("site_keys", _("On your site"), "publish"),
    )),
    (_("Books"), (
        Stop("notices", _("Notices"), "see_members"),
        Stop("ledger", _("Ledger"), "see_ledger"),
        Stop("imports", _("Import"), "bring_in"),
        Stop("audit", _("Audit log"), "see_audit"),
        Stop("staff", _("Staff"), "staff"),
    )),
)  # fmt: skip


class Here(Struct, frozen=True):
    """A page as one sees it from another: `at` is 'page' where one is, 'true' within it."""

    view: str
    name: str
    address: str
    at: str


def shown(
    program: str, may: Callable[[Permission], bool], features: Mapping[str, object], path: str
) -> list[tuple[str, list[Here]]]:
    """Will give the groups that somebody may see, each with its pages."""
    groups = [
        (gettext(title) if title else "", [
            _here(program, one, path) for one in stops
            if may(one.permission) and (not one.feature or features[one.feature])
        ])
        for title, stops in GROUPS
    ]  # fmt: skip
    return [(title, pages) for title, pages in groups if pages]


def _here(program: str, one: Stop, path: str) -> Here:
    address = reverse(f"console:{one.view}", kwargs={"program": program})
    # The overview's address begins that of every page.
    within = one.view != "overview" and path.startswith(address)
    return Here(
        one.view, gettext(one.name), address, "page" if path == address else "true" * within
    )

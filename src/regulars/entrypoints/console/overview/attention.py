"""What needs somebody, as sentences that lead to where it is seen to."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct
from procrastinate.contrib.django.models import ProcrastinateJob

from regulars.domains.merchants.roles import Permission
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.overview.figures import kept
from regulars.flows import attention
from regulars.flows.attention import Matter
from regulars.kit.pages.templatetags.pages import number


class Line(Struct, frozen=True, kw_only=True):
    """One matter: how grave it is (bad, warn, or plain), what it is, and where to see to it."""

    tone: str
    text: str
    address: str


def _proof(one: Matter) -> str:
    return ngettext(
        "The ledger’s last proof found %(n)s thing that does not agree.",
        "The ledger’s last proof found %(n)s things that do not agree.",
        one.count,
    )


def _aside(one: Matter) -> str:
    return ngettext(
        "%(n)s message to other systems cannot be read and was set aside; the command "
        "“regulars outbox list” says why.",
        "%(n)s messages to other systems cannot be read and were set aside; the command "
        "“regulars outbox list” says why.",
        one.count,
    )


def _refunds(one: Matter) -> str:
    return ngettext(
        "%(n)s refund came before its order, which then refused it.",
        "%(n)s refunds came before their orders, which then refused them.",
        one.count,
    )


def _guessed(one: Matter) -> str:
    return ngettext(
        "Somebody sent wrong codes again and again within a day, and was slowed down.",
        "%(n)s members, keys or addresses sent wrong codes again and again within a day, and were "
        "slowed down.",
        one.count,
    )


def _pool(one: Matter) -> str:
    return ngettext(
        "%(n)s code is left in the pool “%(of)s”.",
        "%(n)s codes are left in the pool “%(of)s”.",
        one.count,
    )


def _reward(one: Matter) -> str:
    return ngettext(
        "%(n)s piece is left of “%(title)s”.", "%(n)s pieces are left of “%(title)s”.", one.count
    )


def _draft(_one: Matter) -> str:
    return _("A draft of the program waits to be published.")


def _levels(one: Matter) -> str:
    return ngettext(
        "%(n)s member waits for an answer about a level.",
        "%(n)s members wait for an answer about a level.",
        one.count,
    )


def _clubs(one: Matter) -> str:
    return ngettext(
        "%(n)s member asked to join a club.", "%(n)s members asked to join a club.", one.count
    )


def _lapses(one: Matter) -> str:
    return ngettext(
        "%(n)s %(called)s of %(members)s member lapse within %(days)s days.",
        "%(n)s %(called)s of %(members)s members lapse within %(days)s days.",
        int(one.params["members"]),
    )


class _Said(Struct, frozen=True):
    """Who may see to a matter, how grave it is, where it is seen to, and its sentence."""

    permission: Permission
    tone: str
    view: str
    text: Callable[[Matter], str]


_SAID: dict[attention.Kind, _Said] = {
    "proof_differs": _Said("see_ledger", "bad", "ledger", _proof),
    "messages_aside": _Said("see_ledger", "bad", "", _aside),
    "refunds_refused": _Said("see_members", "bad", "refunds", _refunds),
    "codes_guessed": _Said("see_figures", "warn", "", _guessed),
    "pool_low": _Said("shape", "warn", "code_pools", _pool),
    "reward_low": _Said("shape", "warn", "reward", _reward),
    "draft_differs": _Said("shape", "", "design", _draft),
    "levels_to_decide": _Said("adjust", "", "levels", _levels),
    "clubs_asked": _Said("shape", "", "clubs", _clubs),
    "points_lapse": _Said("see_figures", "", "members", _lapses),
}


def lines(visit: Visit) -> list[Line]:
    """Will give what needs this member of staff; what they cannot see to is not for them."""
    found = _jobs(visit)
    matters = kept(
        f"attention:{visit.program_id}", lambda: attention.matters(visit.conn, visit.shop)
    )
    for one in matters:
        said = _SAID[one.kind]
        if visit.may(said.permission):
            parts = {"reward": one.of} if said.view == "reward" else {}
            words = {
                "n": number(one.count), "of": one.of, "days": attention.LAPSE_DAYS, **one.params,
            }  # fmt: skip
            address = visit.address(said.view, **parts) if said.view else ""
            found.append(Line(tone=said.tone, text=said.text(one) % words, address=address))
    return found


def _jobs(visit: Visit) -> list[Line]:
    failed = ProcrastinateJob.objects.filter(status="failed").count() if visit.may("staff") else 0
    if not failed:
        return []
    text = ngettext(
        "%(n)s job in the background failed; the server’s log says why.",
        "%(n)s jobs in the background failed; the server’s log says why.", failed,
    )  # fmt: skip
    return [Line(tone="bad", text=text % {"n": number(failed)}, address="")]

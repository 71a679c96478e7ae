"""Forms about one member: a decision about a level, a benefit that was had; each booked once."""

import re
from datetime import datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core.facts import TierDecided, UseBenefit
from regulars.core.facts.tiers import Decision
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import people
from regulars.flows.answers import Answer
from regulars.flows.decide_tier import decide as book
from regulars.flows.use_benefit import use as book_use
from regulars.kit.pg.django import transact
from regulars.wire.sentences import sentence

_KEY = re.compile(r"[0-9a-f]{32}")


@require_POST
@staff_page("adjust")
def decide(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """A decision about a member's level, with its reason."""
    found = people.named(visit, member)
    said = {name: _typed(request, name) for name in ("decision", "level", "reason", "adviser")}
    key, until = _typed(request, "key"), _day(visit, _typed(request, "until"))
    back = _back(request, visit, member)
    try:
        decision: Decision = msgspec.convert(said["decision"], Decision)
    except msgspec.ValidationError:
        messages.error(request, _("Choose one of these."))
        return back
    if not _KEY.fullmatch(key) or not said["reason"]:
        messages.error(request, _("A reason is needed: it is kept with the decision."))
        return back
    fact = TierDecided(
        occurred_at=visit.shop.now, decision=decision, level=said["level"], actor=visit.actor,
        until=until,
    )  # fmt: skip

    def work(conn: Connection) -> Answer:
        return book(
            conn, visit.shop, found.account_id, fact, key=f"console:{key}",
            fingerprint=sha256(repr((said, until)).encode()).digest(), reason=said["reason"],
            adviser=said["adviser"],
        )  # fmt: skip

    return _told(request, transact(work, undo=lambda one: one.refused is not None), back)


@require_POST
@staff_page("serve")
def use(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """A benefit that the member had."""
    found = people.named(visit, member)
    key, benefit = _typed(request, "key"), _typed(request, "benefit")
    back = _back(request, visit, member)
    if not _KEY.fullmatch(key):
        messages.error(request, _("This form is too old. Check it and send it again."))
        return back
    fact = UseBenefit(occurred_at=visit.shop.now, benefit=benefit, actor=visit.actor)

    def work(conn: Connection) -> Answer:
        return book_use(
            conn, visit.shop, found.account_id, fact, key=f"console:{key}",
            fingerprint=sha256(benefit.encode()).digest(),
        )  # fmt: skip

    return _told(request, transact(work, undo=lambda one: one.refused is not None), back)


def _told(request: HttpRequest, answer: Answer, back: HttpResponse) -> HttpResponse:
    refused = answer.refused
    if refused is None:
        messages.success(request, _("Booked."))
    elif "reason" in refused.params:
        messages.error(request, sentence(f"benefit.{refused.params['reason']}", refused.params))
    else:
        messages.error(request, sentence(f"problem.{refused.code}", refused.params))
    return back


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:500]


def _day(visit: Visit, text: str) -> datetime | None:
    """The start of a day on the shop's calendar."""
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        return None
    return datetime.combine(day, time(), ZoneInfo(visit.zone))


def _back(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    if request.POST.get("from") == "levels":
        return Redirect(visit.address("levels"))
    return Redirect(visit.address("member", member=member))

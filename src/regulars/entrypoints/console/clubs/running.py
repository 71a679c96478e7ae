"""What staff do in a club: answer, invite, take in and out, and tell its members something."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.clubs.contracts import Post
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.clubs import rows, views
from regulars.entrypoints.console.gatherings.forms import read_time
from regulars.entrypoints.console.members import people
from regulars.flows import join_club, leave_club, run_club
from regulars.flows.membership import Asking, Stands
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


def _take_in(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Who is taken in by staff need not wait for staff."""
    stands = join_club.join(conn, shop, club_id, asks)
    if stands.membership is not None and stands.membership.status == "asked":
        return join_club.approve(conn, shop, club_id, asks)
    return stands


CHANGES = {
    "approve": join_club.approve, "decline": join_club.decline, "invite": join_club.invite,
    "take-in": _take_in,
}  # fmt: skip


@require_POST
@staff_page("serve")
def member(request: HttpRequest, visit: Visit, club: str, member: str) -> HttpResponse:
    """One member: approved, declined, invited anew, or taken out."""
    found, somebody = rows.named(visit, club), people.named(visit, member)
    what = request.POST.get("what", "")
    if what not in ("approve", "decline", "invite", "remove"):
        raise Http404
    asks = Asking(
        account_id=somebody.account_id, actor=visit.actor, reason=_typed(request, "reason", 500)
    )

    def work(conn: Connection) -> Stands:
        if what == "remove":
            return leave_club.leave(conn, visit.shop, found.club_id, asks, removed=True)
        return CHANGES[what](conn, visit.shop, found.club_id, asks)

    done = transact(work, undo=lambda one: one.refused is not None)
    if done.refused is not None:
        messages.error(request, for_staff(done.refused.code, done.refused.params))
    return Redirect(visit.address("club", club=club))


@require_POST
@staff_page("serve")
def add(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """Takes in or invites a member who is looked up; staff who take in need no code."""
    found, who = rows.named(visit, club), _typed(request, "who", 200)
    what = request.POST.get("what", "")
    if what not in ("take-in", "invite"):
        raise Http404
    somebody, wrong = people.only(visit, who)
    if somebody is not None:
        asks = Asking(account_id=somebody.account_id, actor=visit.actor)
        done = transact(
            lambda conn: CHANGES[what](conn, visit.shop, found.club_id, asks),
            undo=lambda one: one.refused is not None,
        )
        wrong = for_staff(done.refused.code, done.refused.params) if done.refused else ""
    if wrong:
        return views.page(request, visit, found, form={"who": who, "wrong_who": wrong}, status=422)
    return Redirect(visit.address("club", club=club))


@require_POST
@staff_page("shape")
def publish(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """Tells the club something, once for the form's own key."""
    found = rows.named(visit, club)
    said = {name: _typed(request, name, most) for name, most in
            (("key", 32), ("title", 200), ("text", 5000), ("from", 30), ("until", 30))}  # fmt: skip
    pinned = "pinned" in request.POST
    begins, ends = read_time(visit, said["from"]), read_time(visit, said["until"])
    wrong = ""
    if not said["title"] or not said["text"]:
        wrong = _("A post needs a title and a text.")
    elif (said["from"] and begins is None) or (said["until"] and ends is None):
        wrong = _("Write a day and a time that the shop’s clock shows.")
    else:
        post = Post(
            program_id=visit.program_id, post_id=ids.new(), club_id=found.club_id,
            request=f"console:{said['key']}", title=said["title"], text=said["text"],
            fingerprint=sha256(repr((said, pinned)).encode()).digest(), author=visit.actor,
            pinned=pinned, published_at=begins or visit.shop.now, until=ends,
            changed_at=visit.shop.now,
        )  # fmt: skip
        made = transact(lambda conn: run_club.publish(conn, post))
        if not isinstance(made, Refused):
            return Redirect(visit.address("club", club=club))
        wrong = for_staff(made.code, made.params)
    form = {"post": said | {"pinned": pinned}, "wrong_post": wrong}
    return views.page(request, visit, found, form=form, status=422)


@require_POST
@staff_page("shape")
def change_post(request: HttpRequest, visit: Visit, club: str, post: str) -> HttpResponse:
    """Pins a post or not, or ends it."""
    found, post_id = rows.named(visit, club), ids.decode("pst", post)
    changes: dict[str, dict[str, Any]] = {
        "pin": {"pinned": True}, "unpin": {"pinned": False}, "end": {"until": visit.shop.now},
    }  # fmt: skip
    said = changes.get(request.POST.get("what", ""))
    if said is None or post_id is None:
        raise Http404
    done = transact(lambda conn: run_club.rewrite(conn, visit.shop, found.club_id, post_id, said))
    if isinstance(done, Refused):
        messages.error(request, for_staff(done.code, done.params))
    return Redirect(visit.address("club", club=club))


def _typed(request: HttpRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:most]

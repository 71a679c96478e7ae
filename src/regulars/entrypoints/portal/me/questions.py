"""What the shop asks of a member: what it does not know, each with what an answer brings; and what
they said before, to be changed.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec import Struct

from regulars.core.effects import AnyEffect, Posted, VoucherIssued
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.amounts import amount, reward_title
from regulars.flows import answering
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.effects import posted


class Asked(Struct, frozen=True, kw_only=True):
    """One question as it is shown."""

    name: str
    ask: str
    why: str
    gain: str
    answers: tuple[str, ...]
    value: str = ""
    wrong: bool = False


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def questions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks, and takes the answers."""
    said: dict[str, str] = {}
    if request.method == "POST":
        fields = {name: f"q-{name}" for name in visit.shop.program.document.profile}
        said = {
            name: typed(request, field) for name, field in fields.items() if field in request.POST
        }
        if not _wrong(visit, said):
            me = visit.me.member_id
            effects = transact(lambda conn: answering.answer(conn, visit.shop, me, said))
            got = worth(visit, effects)
            if got:
                messages.success(request, _("Thank you! You got %(points)s.") % {"points": got})
            else:
                messages.success(request, _("Saved."))
            return Redirect(visit.address("questions"))
    found = {"open": _open(visit, said), "told": _told(visit, said)}
    return render(request, visit, "portal/me/questions.html", found, 422 if said else 200)


def waiting(visit: Visit) -> tuple[int, str]:
    """Will count the questions without an answer, and say what all the answers bring."""
    names = tuple(answering.unanswered(visit.shop, visit.me))
    account_id = visit.me.account_id
    found = answering.gained(visit.conn, visit.shop, account_id, names, together=True)
    return len(names), worth(visit, [one for effects in found.values() for one in effects])


def worth(visit: Visit, effects: Iterable[AnyEffect]) -> str:
    """Will say what effects bring: '20 beans + A cookie'."""
    if not visit.spends:
        return ""
    points: dict[str, int] = {}
    rewards = []
    for effect in effects:
        if isinstance(effect, Posted) and effect.kind == "earn":
            got = posted(effect)
            points[got.currency] = points.get(got.currency, 0) + got.amount
        elif isinstance(effect, VoucherIssued):
            rewards.append(reward_title(visit, effect.reward, effect.version))
    return " + ".join([*(amount(visit, *one) for one in points.items() if one[1] > 0), *rewards])


def _wrong(visit: Visit, said: dict[str, str]) -> set[str]:
    asked = visit.shop.program.document.profile
    return {name for name, text in said.items() if not answering.fits(asked[name], text)}


def _open(visit: Visit, said: dict[str, str]) -> list[Asked]:
    words = answering.unanswered(visit.shop, visit.me)
    gains = answering.gained(visit.conn, visit.shop, visit.me.account_id, tuple(words))
    wrong = _wrong(visit, said)
    return [
        Asked(name=name, ask=word.ask, why=word.why, gain=worth(visit, gains[name]),
              answers=word.answers, value=said.get(name, ""), wrong=name in wrong)
        for name, word in words.items()
    ]  # fmt: skip


def _told(visit: Visit, said: dict[str, str]) -> list[Asked]:
    """What was answered. What the shop knows by a number or a yes is no sentence to be changed."""
    known = visit.me.profile().attributes
    wrong = _wrong(visit, said)
    return [
        Asked(name=name, ask=word.ask, why="", gain="", value=said.get(name, str(known[name])),
              answers=_answers(word.answers, str(known[name])), wrong=name in wrong)
        for name, word in visit.shop.program.document.profile.items()
        if isinstance(known.get(name), str)
    ]  # fmt: skip


def _answers(offered: tuple[str, ...], known: str) -> tuple[str, ...]:
    """What was said once stays a choice after the shop took it off its list."""
    return offered if not offered or known in offered else (*offered, known)

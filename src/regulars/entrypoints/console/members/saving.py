"""Views of the list that somebody keeps for themselves, and tags on one member."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.domains import tags
from regulars.domains.merchants import views as saved
from regulars.domains.tags.contracts import clean
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import filtering, people
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

NAME_MAX = 60


@require_POST
@staff_page("see_members")
def view(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keeps what is asked for under a name, or forgets it."""
    name = typed(request, "name", NAME_MAX)
    query = filtering.query(QueryDict(request.POST.get("query", "")))
    if not name:
        raise Http404
    if request.POST.get("what") == "forget":
        transact(lambda conn: saved.drop(conn, visit.user_id, visit.program_id, name))
        messages.success(request, _("Forgotten."))
        return Redirect(visit.address("members"))
    transact(lambda conn: saved.put(conn, visit.user_id, visit.program_id, name, query))
    messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
    return Redirect(f"{visit.address('members')}?{query}")


@require_POST
@staff_page("serve")
def tag(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Puts a tag on a member, or takes it off."""
    found = people.named(visit, member)
    if found.erased_at is not None:
        raise Http404
    word = clean(request.POST.get("tag", ""))
    if not word:
        messages.error(request, _("Write a tag."))
    elif request.POST.get("what") == "off":
        transact(lambda conn: tags.operations.drop(conn, visit.program_id, found.member_id, word))
    else:
        transact(
            lambda conn: tags.operations.put(
                conn, visit.program_id, found.member_id, word, actor=visit.actor,
                at=visit.shop.now,
            )
        )  # fmt: skip
    return Redirect(visit.address("member", member=member))

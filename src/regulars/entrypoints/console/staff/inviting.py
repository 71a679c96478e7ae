"""Asking somebody in: a link by mail, or to hand over; it works once, for seven days."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.connectors.smtp import aside, sender
from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants import staffing
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.recording import noted
from regulars.entrypoints.console.staff.forms import place
from regulars.entrypoints.console.staff.views import page
from regulars.kit import clock, ids
from regulars.kit.contact import normal_email
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


@require_POST
@staff_page("staff")
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks somebody in. Without a mail server the answer shows the link, this once."""
    text = typed(request, "email")
    email, wanted = normal_email(text), place(request, visit)
    if email is None:
        return page(request, visit, {"wrong_email": _("This is no e-mail."), "email": text}, 422)
    if isinstance(wanted, str):
        return page(request, visit, {"wrong": wanted, "email": text}, 422)
    if _works(visit, email):
        wrong = _("Somebody with this e-mail works in a shop here already.")
        return page(request, visit, {"wrong_email": wrong, "email": text}, 422)
    noted(request, after=wanted.role)
    invitation_id, secret = transact(
        lambda conn: staffing.invite(
            conn, visit.merchant_id, email, wanted.role, by=visit.user_id, now=clock.now(),
            program_id=wanted.program_id, locations=wanted.locations,
        )
    )  # fmt: skip
    parts = {"invitation": ids.encode("inv", invitation_id), "secret": secret}
    address = request.build_absolute_uri(reverse("console:accept", kwargs=parts))
    if not sender.configured():
        return page(request, visit, {"link": address, "link_for": email})
    aside.send(_mail(visit, email, address), "invitation of staff")
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})
    return Redirect(visit.address("staff"))


@require_POST
@staff_page("staff")
def withdraw(request: HttpRequest, visit: Visit, invitation: str) -> HttpResponse:
    """Takes an invitation back."""
    invitation_id = ids.decode("inv", invitation)
    if invitation_id is None:
        raise Http404
    transact(lambda conn: staffing.withdraw(conn, visit.merchant_id, invitation_id))
    messages.success(request, _("The invitation is void."))
    return Redirect(visit.address("staff"))


def _works(visit: Visit, email: str) -> bool:
    users = get_user_model().objects.filter(Q(username__iexact=email) | Q(email__iexact=email))
    return any(merchants.worker(visit.conn, one.pk) for one in users)


def _mail(visit: Visit, email: str, address: str) -> sender.Mail:
    text = _(
        "%(merchant)s asks you to work with its loyalty program.\n\n"
        "Open this link within seven days and choose a password:\n%(address)s\n\n"
        "If you did not expect this, nothing needs to be done."
    )
    return sender.Mail(
        to=email,
        subject=_("Your invitation by %(merchant)s") % {"merchant": visit.merchant},
        text=text % {"merchant": visit.merchant, "address": address},
    )

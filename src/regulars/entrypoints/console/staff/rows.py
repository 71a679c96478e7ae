"""The staff as its page shows them."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpRequest

from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants.contracts import Post, Worker
from regulars.domains.merchants.roles import GRANTS, ROLES
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.signin.factors import APP, PASSKEY
from regulars.entrypoints.console.staff.forms import EVERYWHERE
from regulars.kit import clock, ids


def context(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Will give everything that the page of the staff says."""
    workers = merchants.workers(visit.conn, visit.merchant_id)
    users = get_user_model().objects.in_bulk([one.user_id for one in workers])
    protected = set(
        Authenticator.objects.filter(
            user_id__in=list(users), type__in=(APP, PASSKEY)
        ).values_list("user_id", flat=True)
    )  # fmt: skip
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    rows = [
        _row(visit, one, users[one.user_id], protected=one.user_id in protected)
        for one in workers if one.user_id in users
    ]  # fmt: skip
    me = merchants.worker(visit.conn, visit.user_id)
    return {
        "rows": [one for one in rows if text.lower() in one["name"].lower()], "q": text,
        "invitations": _invitations(visit), "roles": role_names(),
        "places": [(EVERYWHERE, ""), *((one.name, one.name) for one in visit.programs)],
        "table": [_granted(role) for role in ROLES],
        "policy": me.second_factor if me else "nobody", "form": {},
    }  # fmt: skip


def name_of(user_id: int) -> str:
    """Will give the name that somebody signs in with."""
    found = get_user_model().objects.filter(pk=user_id).first()
    return found.get_username() if found else ""


def role_names() -> list[tuple[str, str]]:
    """Will give roles with their names."""
    return [(one, words.word(words.ROLES, one)) for one in ROLES]


def _granted(role: str) -> tuple[str, list[str]]:
    granted = [text for one in words.PERMISSIONS for text in [_permission(role, one)] if text]
    return words.word(words.ROLES, role), granted


def _permission(role: str, permission: str) -> str:
    granted = next(may for name, may in GRANTS.items() if name == role)
    return words.word(words.PERMISSIONS, permission) if permission in granted else ""


def _row(visit: Visit, one: Worker, user: User, *, protected: bool) -> dict[str, Any]:
    post = one.posts[0] if one.posts else None
    names = {known.program_id: known.name for known in visit.programs}
    role = post.role if post else one.role
    return {
        "id": one.user_id, "name": user.get_username(), "email": user.email,
        "role": role, "role_name": words.word(words.ROLES, role),
        "where": names.get(post.program_id, "") if post else "",
        "locations": _locations(post), "blocked_at": one.blocked_at,
        "protected": protected, "me": one.user_id == visit.user_id,
        "last_login": user.last_login,
    }  # fmt: skip


def _locations(post: Post | None) -> str:
    return ", ".join(post.locations.split()) if post else ""


def _invitations(visit: Visit) -> list[dict[str, Any]]:
    names = {known.program_id: known.name for known in visit.programs}
    found = merchants.invitations(visit.conn, visit.merchant_id, clock.now())
    return [
        {
            "id": ids.encode("inv", one.invitation_id), "email": one.email,
            "role": words.word(words.ROLES, one.role), "until": one.expires_at,
            "where": names.get(one.program_id, "") if one.program_id else "",
        }
        for one in found
    ]  # fmt: skip

"""What somebody has besides a password: an app's codes, passkeys, codes for the worst case.

allauth keeps and checks them; here is what our pages ask of it.
"""

from datetime import datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.contrib.auth.models import User
from django.db import transaction
from msgspec import Struct

APP, PASSKEY, RECOVERY = "totp", "webauthn", "recovery_codes"


class Factor(Struct, frozen=True, kw_only=True):
    """One of somebody's second factors."""

    number: int
    kind: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


def has_any(user: User) -> bool:
    """Will tell whether somebody has a second factor; codes for the worst case alone are none."""
    return bool(get_adapter().is_mfa_enabled(user, types=[APP, PASSKEY]))


def all_of(user: User) -> list[Factor]:
    """Will give somebody's apps and passkeys, the oldest first."""
    found = Authenticator.objects.filter(user_id=user.pk, type__in=(APP, PASSKEY)).order_by("pk")
    return [
        Factor(
            number=one.pk, kind=one.type, created_at=one.created_at,
            last_used_at=one.last_used_at, name=one.wrap().name if one.type == PASSKEY else "",
        )
        for one in found
    ]  # fmt: skip


def new_secret() -> str:
    """Will make a secret for an app."""
    return str(generate_totp_secret())


def app_address(user: User, secret: str) -> str:
    """Will give what the picture for an app says."""
    return str(get_adapter().build_totp_url(user, secret))


def fits(secret: str, code: str) -> bool:
    """Will tell whether an app that knows the secret shows this code now."""
    return bool(validate_totp_code(secret, _digits(code)))


def keep_app(user: User, secret: str) -> None:
    """Will keep an app's secret in the place of an older one."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=APP).delete()
        TOTP.activate(user, secret)


def recovery_codes(user: User) -> list[str]:
    """Will make ten codes for the worst case; older ones are worth nothing from now on."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=RECOVERY).delete()
        return [str(one) for one in RecoveryCodes.activate(user).generate_codes()]


def recovery_left(user: User) -> int:
    """Will tell how many codes for the worst case are left."""
    found = Authenticator.objects.filter(user_id=user.pk, type=RECOVERY).first()
    return len(RecoveryCodes(found).get_unused_codes()) if found else 0


def passes(user: User, code: str) -> bool:
    """Will check a code of the app or for the worst case, and use it up."""
    typed = _digits(code)
    with transaction.atomic():
        # Locked, so that one code lets one in, also at the same moment.
        found = Authenticator.objects.select_for_update().filter(user_id=user.pk)
        known = {one.type: one for one in found}
        app, recovery = known.get(APP), known.get(RECOVERY)
        if app is not None and app.data.get("used") != typed and app.wrap().validate_code(typed):
            app.data["used"] = typed
            app.save(update_fields=["data"])
            app.record_usage()
            return True
        if recovery is not None and recovery.wrap().validate_code(typed):
            recovery.record_usage()
            return True
    return False


def remove(user: User, number: int) -> bool:
    """Will take a factor away; with the last one its codes for the worst case go, too."""
    with transaction.atomic():
        found = Authenticator.objects.filter(user_id=user.pk, pk=number, type__in=(APP, PASSKEY))
        gone, _kinds = found.delete()
        if not has_any(user):
            Authenticator.objects.filter(user_id=user.pk).delete()
    return bool(gone)


def forget_all(user_id: int) -> None:
    """Will take everything away from somebody who has lost it."""
    Authenticator.objects.filter(user_id=user_id).delete()


def _digits(code: str) -> str:
    return "".join(letter for letter in code[:40] if letter.isdecimal() and letter.isascii())

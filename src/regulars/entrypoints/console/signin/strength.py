"""What a password has to be: long, and none that everybody has."""

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST = 10  # letters of a password


def weak(password: str, email: str) -> str:
    """Will say what is wrong with a new password; '' where it is good."""
    if len(password) < LEAST:
        return _("At least %(least)s characters, please.") % {"least": LEAST}
    try:
        validate_password(password, User(username=email, email=email))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""

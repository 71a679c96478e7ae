"""Finding the user whom somebody means by a name or an e-mail."""

from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest


def user_named(name: str) -> User | None:
    """Will find the one active user of that user name or e-mail."""
    wanted = name.strip()
    if not wanted or "\0" in wanted:
        return None
    users = get_user_model().objects
    found = list(users.filter(Q(username__iexact=wanted) | Q(email__iexact=wanted))[:2])
    named = found[0] if len(found) == 1 else None
    return named if isinstance(named, User) and named.is_active else None


def user_with_password(request: HttpRequest, name: str, password: str) -> User | None:
    """Will check a password; somebody who does not exist takes as long as a wrong one."""
    named = user_named(name)
    # An empty user name is nobody's; Django hashes all the same.
    found = authenticate(request, username=named.get_username() if named else "", password=password)
    return found if isinstance(found, User) else None

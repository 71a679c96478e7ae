"""Passkeys: what the browser is asked, and what it answered, over allauth's WebAuthn."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

ANSWER_MAX = 20_000
NAME_MAX = 60


def question_for_new(user: User) -> str:
    """Will ask the browser to make a passkey."""
    return _options(auth.begin_registration(user, passwordless=False))


def keep_new(user: User, name: str, answer: str) -> bool:
    """Will keep the passkey that the browser made, when it answers what was asked."""
    credential = _read(answer)
    if credential is None:
        return False
    try:
        auth.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    auth.WebAuthn.add(user, name[:NAME_MAX], credential)
    return True


def question(user: User) -> str:
    """Will ask the browser for one of somebody's passkeys."""
    return _options(auth.begin_authentication(user))


def passes(user: User, answer: str) -> bool:
    """Will check what the browser signed; each question is good for one answer."""
    said = _read(answer)
    if said is None:
        return False
    try:
        auth.complete_authentication(user, said).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    finally:
        auth.clear_state()
    return True


def _options(options: dict[str, Any]) -> str:
    return json.dumps(options.get("publicKey", options), default=dict)


def _read(answer: str) -> dict[str, Any] | None:
    if len(answer) > ANSWER_MAX:
        return None
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None

"""Passkeys of members (WebAuthn): what the browser is asked, and whether it answered that."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.signin import passkeys
from regulars.domains.signin.passkeys import Passkey
from regulars.entrypoints.portal.access import Visit
from regulars.kit import clock
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

STATE = "club_passkey"
ANSWER_MAX = 20_000
PASSKEYS_MOST = 10
NAME_MAX = 60
WRONG = (ValueError, TypeError, KeyError, AttributeError)


def question_for_new(request: HttpRequest, visit: Visit) -> str:
    """Will ask the browser for a passkey that knows by itself whose it is."""
    me = visit.me
    user = PublicKeyCredentialUserEntity(
        id=me.member_id.bytes, name=me.email or me.name or "member", display_name=me.name
    )
    known = [AttestedCredentialData(one.key) for one in mine(visit)]
    options, state = _server(request, visit).register_begin(
        user, known, resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return _asked(request, visit, dict(options), state)


def mine(visit: Visit) -> list[Passkey]:
    """Will list the member's passkeys."""
    return passkeys.of_member(visit.conn, visit.program_id, visit.me.member_id)


def keep_new(request: HttpRequest, visit: Visit, name: str) -> bool:
    """Will keep what the browser made, when it answers what was asked."""
    state, answer = _answer(request, visit)
    if state is None or answer is None or len(mine(visit)) >= PASSKEYS_MOST:
        return False
    try:
        response = RegistrationResponse.from_dict(answer)
        made = _server(request, visit).register_complete(state, response)
    except WRONG:
        return False
    data = made.credential_data
    if data is None:
        return False
    passkey = Passkey(
        program_id=visit.program_id, credential_id=data.credential_id, key=bytes(data),
        member_id=visit.me.member_id, sign_count=made.counter, name=name[:NAME_MAX],
        made_at=clock.now(),
    )  # fmt: skip
    return transact(lambda conn: passkeys.add(conn, passkey))


def question(request: HttpRequest, visit: Visit) -> str:
    """Will ask the browser for any passkey of this club."""
    options, state = _server(request, visit).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return _asked(request, visit, dict(options), state)


def proved(request: HttpRequest, visit: Visit) -> Member | None:
    """Will find whose passkey signed what was asked; each question is good for one answer."""
    state, answer = _answer(request, visit)
    if state is None or answer is None:
        return None
    try:
        response = AuthenticationResponse.from_dict(answer)
        found = passkeys.find(visit.conn, visit.program_id, response.raw_id)
        if found is None:
            return None
        credentials = [AttestedCredentialData(found.key)]
        _server(request, visit).authenticate_complete(state, credentials, response)
        count = response.response.authenticator_data.counter
    except WRONG:
        return None
    if not transact(lambda conn: passkeys.use(conn, found, count)):
        return None
    people = members.current(visit.conn, visit.program_id, [found.member_id])
    member = people.get(found.member_id)
    gone = member is None or member.erased_at is not None or member.closed_at is not None
    return None if gone else member


def _server(request: HttpRequest, visit: Visit) -> Fido2Server:
    host = request.get_host()
    name = host.rpartition(":")[0] if ":" in host else host
    title = visit.shop.program.document.title
    party = PublicKeyCredentialRpEntity(id=name, name=title)
    origin = f"{request.scheme}://{host}"
    return Fido2Server(party, verify_origin=lambda said: said == origin)


def _asked(request: HttpRequest, visit: Visit, options: dict[str, Any], state: Any) -> str:
    request.session[STATE] = {"program": str(visit.program_id), "state": state}
    return json.dumps(options.get("publicKey", options), default=dict)


def _answer(request: HttpRequest, visit: Visit) -> tuple[Any | None, Mapping[str, Any] | None]:
    kept = request.session.pop(STATE, {})
    text = typed(request, "passkey", ANSWER_MAX + 1)
    if kept.get("program") != str(visit.program_id) or len(text) > ANSWER_MAX:
        return None, None
    try:
        said = json.loads(text)
    except ValueError:
        return None, None
    return kept["state"], said if isinstance(said, dict) else None

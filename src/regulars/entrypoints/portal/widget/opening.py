"""Who embeds, and whom they vouch for: no cookie and no session counts here, only the page's key
and the token that the shop's server signed."""

from collections.abc import Callable
from functools import cache, wraps

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from msgspec import Struct

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.domains.merchants.contracts import Key
from regulars.entrypoints.portal.access import Visit
from regulars.flows import vouching
from regulars.kit import clock
from regulars.wire.keyring import Keyring
from regulars.wire.pace import Pace
from regulars.wire.problems import Problem

CALLS_A_MINUTE = 6000  # by key, in each web process
BYTES_MAX = 20_000
# Pages say their language in more ways than we name ours.
_SCRIPTS = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "no": "nb", "nn": "nb"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors "
)


class Basket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a page of the frame asks: of one line, or of all `items` of a basket (JSON)."""

    key: str
    token: str = ""
    amount: str = ""
    sku: str = ""
    categories: str = ""
    quantity: str = "1"
    items: str = ""
    language: str = ""


@cache
def keyring() -> Keyring:
    """The keys that this process has seen."""
    return Keyring()


@cache
def _pace() -> Pace:
    return Pace(CALLS_A_MINUTE)


def key_of(visit: Visit, text: str) -> Key | None:
    """Will find the page's key: a publishable one, of this program."""
    found = keyring().caller(visit.conn, f"Bearer {text}", clock.now())
    if isinstance(found, Problem) or found.kind != "publishable":
        return None
    return found if found.program_id == visit.program_id else None


def framed(response: HttpResponse, origins: str) -> HttpResponse:
    """Will allow only these origins to show a page inside theirs."""
    response["Content-Security-Policy"] = _POLICY + (origins or "'none'")
    return response


def vouched(visit: Visit, key: Key, token: str) -> Member | None:
    """Will find whom the shop's server vouches for."""
    secret = vouching.secret_of(settings.SECRET_KEY.encode(), key.key_id)
    external_id = vouching.read(secret, token, clock.now())
    if not external_id:
        return None
    ref = Ref("external_id", external_id)
    known = members.find(visit.conn, visit.program_id, [ref]).get(ref)
    if known is None or known.member_id is None or known.barred:
        return None
    found = members.current(visit.conn, visit.program_id, [known.member_id])
    member = found.get(known.member_id)
    gone = member is None or member.erased_at is not None or member.closed_at is not None
    return None if gone else member


def language_of(asked: str) -> str:
    """Will give the language that the page around has, where we speak it; else the browser's."""
    known, wanted = dict(settings.LANGUAGES), asked.lower()
    wanted = _SCRIPTS.get(wanted, wanted)
    found = next((one for one in (wanted, wanted.partition("-")[0]) if one in known), "")
    return found or translation.get_language() or settings.LANGUAGE_CODE


Answer = Callable[[HttpRequest, Visit, Key, Basket], HttpResponse]


def asked(view: Answer) -> Callable[[HttpRequest, Visit], HttpResponse]:
    """Will read what the frame asks, and refuse who has no key or asks too often."""

    @wraps(view)
    def checked(request: HttpRequest, visit: Visit) -> HttpResponse:
        raw = request.read(BYTES_MAX + 1)
        try:
            body = msgspec.json.decode(raw[:BYTES_MAX], type=Basket)
        except msgspec.DecodeError:
            return HttpResponse(status=422)
        key = key_of(visit, body.key)
        if key is None:
            return HttpResponse(status=401)
        if _pace().take(key.key_id).calls < 0:
            return HttpResponse(status=429, headers={"Retry-After": "60"})
        nobody = msgspec.structs.replace(visit, member=None)
        with translation.override(language_of(body.language)):
            return view(request, nobody, key, body)

    return checked

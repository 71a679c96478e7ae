"""The log has a line for each request, and nothing of what people sent, on pages."""

from io import StringIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.client import RequestFactory
from django.utils.log import log_response
from tests.builders.shop import SmallShop

from regulars.kit import ids, journal
from regulars.kit.errors import SetupError
from regulars.wire.responses import failed

ANA = "ana@example.com"
SAID = ("ana%40", "ana@", "Ana")


def line(logged: StringIO, call: str) -> str:
    """The one line of a call."""
    [found] = [one for one in logged.getvalue().splitlines() if f"call={call} " in one]
    return found


def test_pages_tell_their_routes(owner: Client, shop: SmallShop, logged: StringIO) -> None:
    owner.get(f"/console/p/shop/members/?q={ANA}")
    owner.get(f"/console/{ANA}/")
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert strict.post(f"/club/shop/{ANA}/", {"name": "Ana"}).status_code >= 400
    told = line(logged, "/console/p/<str:program>/members/")
    assert ids.encode("prg", shop.program_id) in told
    assert not any(one in logged.getvalue() for one in SAID)


def test_an_error_carries_its_request_s_number(logged: StringIO) -> None:
    failed(ValueError(ANA), "req_seven")

    assert "request_id=req_seven" in logged.getvalue()
    asked = RequestFactory().get(f"/console/{ANA}/")
    journal.begin("req_eight")
    log_response(
        "%s: %s", "Internal Server Error", asked.path, response=HttpResponse(status=500),
        request=asked, exception=ValueError(ANA),
    )  # fmt: skip
    assert "request_id=req_eight" in logged.getvalue()
    assert "Internal Server Error" in logged.getvalue()
    assert not any(one in logged.getvalue() for one in SAID)


def test_another_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_LOG_REQUESTS", "some")
    with pytest.raises(SetupError, match="all, most or none"):
        journal.wanted()

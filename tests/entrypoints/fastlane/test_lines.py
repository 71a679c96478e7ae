"""The log has a line for each call at both doors of the API, and nothing of what people sent."""

from io import StringIO

import pytest
from tests.support.api import Api, Doors, open_api
from tests.support.doors import fast_door

from regulars.kit import ids

ANA = "ana@example.com"


def line(logged: StringIO, call: str) -> str:
    """The one line of a call."""
    [found] = [one for one in logged.getvalue().splitlines() if f"call={call} " in one]
    return found


@pytest.mark.parametrize("fast", [False, True])
def test_calls_are_told_and_no_names(
    lane_database: str, logged: StringIO, monkeypatch: pytest.MonkeyPatch, fast: bool
) -> None:
    monkeypatch.setenv("REGULARS_LOG_REQUESTS", "all")
    api = open_api()
    with fast_door(lane_database) as door:
        monkeypatch.setattr(Doors, "fast", door if fast else None)
        ask(api)
        monkeypatch.setattr(Doors, "fast", None)
    for call in ("get_member", "get_balances"):
        told = line(logged, call)
        assert ids.encode("prg", api.program_id) in told
        assert ids.encode("mer", api.merchant_id) in told
        assert "request_id=req_" in told
        assert "status=404" in told
        assert "ms=" in told
    assert "status=404" in line(logged, "other")
    assert not any(one in logged.getvalue() for one in ("ana%40", "ana@"))


def ask(api: Api) -> None:
    """Ask for what names somebody, and for what is not there."""
    assert api.get(f"/v1/members/email:{ANA}").status == 404
    assert api.get(f"/v1/members/email:{ANA}/balances").status == 404
    assert api.get(f"/v1/{ANA}").status == 404

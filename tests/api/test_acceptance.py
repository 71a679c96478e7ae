"""How many made-up requests that fit the description are taken, when they name what is there: what
is described is what can be asked. One door at small sizes, both under `make prove`.
"""

import os
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core import NotSet
from tests.api.accepting.leading import MAKES, MEANS, led, made
from tests.api.accepting.shop import Shop

from regulars.entrypoints.api.openapi import document, problems_of
from regulars.entrypoints.api.table import CALLS

FULL = os.environ.get("REGULARS_SIZES") == "full"
TIMES = 50 if FULL else 3
DOORS = ("fast lane", "pages") if FULL else ("fast lane",)
SHARE = 0.9
DESCRIBED = [call for call in CALLS if not call.lines]
BY_NAME = {call.name: call for call in DESCRIBED}
SCHEMA = schemathesis.openapi.from_dict(msgspec.to_builtins(document(DESCRIBED)))
# No text has a NUL, says the description once for all of them.
SCHEMA.config.generation.update(allow_x00=False)
KEY = "Idempotency-Key"
# They change what all others rest on: each has a shop of its own.
APART = ("/v1/program/", "/v1/test-clock/")


def whole(value: Any) -> Any:
    """Numbers as anybody writes them: 93.0 is 93."""
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def ask(shop: Shop, call: str, case: Any) -> str:
    """Make a call as it was made up, about what is there; the code of a no, or `taken`."""
    said = None if isinstance(case.body, NotSet) else whole(case.body)
    names = made(shop, call, case.path, said or {})
    path = case.path
    for key, value in (case.path_parameters or {}).items():
        path = path.replace("{" + key + "}", quote(str(names.get(key, value)), safe=":"))
    headers = {key: value for key, value in case.headers.items() if key != "Authorization"}
    if KEY in headers:
        # One that was used before would be that call again.
        headers[KEY] = shop.number(headers[KEY][:200])
    answer = shop.api.call(
        case.method, path, said if said is None else led(shop, call, said, names), headers=headers,
        query=urlencode(led(shop, call, dict(case.query or {}), names), doseq=True),
    )  # fmt: skip
    assert answer.status < 500, (call, answer)
    row = BY_NAME[call]
    assert answer.status in row.answers or answer.code in problems_of(row), (call, answer)
    return "taken" if answer.status < 300 else answer.code


def ask_often(shop: Shop, call: str, cases: Any) -> Counter[str]:
    """Ask one call some times; the same requests each time: a share is no matter of luck."""
    found: Counter[str] = Counter()

    @settings(max_examples=TIMES, deadline=None, derandomize=True, database=None,
              phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=cases)
    def asked(case: Any) -> None:
        found[ask(shop, call, case)] += 1

    asked()
    return found


def ask_all(shared: Shop) -> dict[str, Counter[str]]:
    """Ask every call some times; what came of it."""
    found: dict[str, Counter[str]] = {}
    for result in SCHEMA.get_all_operations():
        operation = result.ok()
        call = operation.definition.raw["operationId"]
        shop = Shop() if operation.path.startswith(APART) else shared
        found[call] = ask_often(shop, call, operation.as_strategy())
    return found


@pytest.mark.parametrize("door", DOORS, indirect=True)
def test_most_of_what_fits_the_description_is_taken(door: None) -> None:
    assert door is None
    found = ask_all(Shop())
    taken = sum(one["taken"] for one in found.values())
    share = taken / sum(one.total() for one in found.values())
    told = "\n".join(
        f"{one['taken']}/{one.total()} {call} {dict(one)}"
        for call, one in sorted(found.items()) if one["taken"] < one.total()
    )  # fmt: skip
    print(f"{share:.3f} of {len(found)} calls' requests are taken\n{told}")
    # Of three requests none may be lucky.
    assert not FULL or not [call for call, one in found.items() if not one["taken"]], told
    assert share >= SHARE, told


def test_what_is_made_is_for_calls_that_are_there() -> None:
    places = [one for one in MAKES if one not in BY_NAME]
    assert [one for one in places if not any(call.path.startswith(one) for call in DESCRIBED)] == []
    assert MEANS.keys() <= BY_NAME.keys()

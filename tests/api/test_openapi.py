"""The description of the API: current, closed, complete, and true of what the API does."""

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support.api import Api

from regulars.entrypoints.api.examples import EXAMPLES
from regulars.entrypoints.api.openapi import document
from regulars.entrypoints.api.saying import CHOICES
from regulars.entrypoints.api.table import CALLS
from regulars.wire.problems import STATUSES
from regulars.wire.sentences import PROBLEMS

SNAPSHOT = Path(__file__).parent / "openapi.json"


def written() -> dict[str, Any]:
    """The document as it is sent, apart from the release's number."""
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document(CALLS)))
    made["info"]["version"] = ""
    return made


def test_the_description_is_the_recorded_one() -> None:
    """A change of the API shows in review; REGULARS_RECORD=yes writes it down."""
    text = json.dumps(written(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("REGULARS_RECORD") == "yes":
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert SNAPSHOT.read_text(encoding="utf-8") == text, "run: make openapi"


def test_it_is_served_without_a_key(api: Api) -> None:
    api.key = ""
    served = api.get("/v1/openapi.json")
    assert served.status == 200
    served.json["info"]["version"] = ""
    assert served.json == written()
    assert api.get("/v1/status").json["status"] == "ok"
    assert api.get("/v1/program/schema").json["title"] == "A loyalty program"


def test_every_object_is_closed() -> None:
    schemas = written()["components"]["schemas"]
    open_ones = [
        name for name, schema in schemas.items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    ]  # fmt: skip
    assert open_ones == []


def test_operation_ids_are_the_calls_names() -> None:
    operations = [one for path in written()["paths"].values() for one in path.values()]
    assert sorted(one["operationId"] for one in operations) == sorted(call.name for call in CALLS)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_every_code_of_a_call_has_a_status_and_a_sentence(call: Any) -> None:
    assert set(call.problems) <= set(STATUSES)
    assert set(call.problems) <= set(PROBLEMS)


def test_what_is_needed_together_is_said_of_bodies_that_are_there() -> None:
    schemas = written()["components"]["schemas"]
    assert {name: schemas[name]["anyOf"] for name in CHOICES} == CHOICES


def test_every_body_has_an_example_that_fits() -> None:
    bodies = {call.name: call.body for call in CALLS if call.body is not None and not call.lines}
    assert set(EXAMPLES) == set(bodies)
    for name, body in bodies.items():
        msgspec.json.decode(msgspec.json.encode(EXAMPLES[name]), type=body)

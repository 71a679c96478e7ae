"""What anybody may ask, without a key: that the API answers, its description, the files' schema."""

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from regulars.domains.programs import schema
from regulars.wire.calls import Answered, Call, Closed


class StatusOut(Closed, frozen=True):
    """That it answers, and which version of Regulars it is."""

    status: str
    version: str


def status() -> Answered:
    """GET /v1/status."""
    return Answered(status=200, body=StatusOut(status="ok", version=version("regulars")))


@cache
def program_schema() -> Answered:
    """GET /v1/program/schema."""
    return Answered(status=200, body=msgspec.json.encode(schema.schema()))


CALLS: tuple[Call, ...] = (
    Call(
        name="get_status", method="GET", path="/v1/status", summary="Ask whether the API answers",
        tell=status, answers={200: StatusOut},
    ),
    Call(
        name="get_program_schema", method="GET", path="/v1/program/schema",
        summary="Read the JSON Schema of program files", tell=program_schema,
        answers={200: dict[str, Any]},
    ),
)  # fmt: skip

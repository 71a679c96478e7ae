"""Requests that nobody would think of, made up from the description: what comes back is described.

A few for each call at each door; many under `make prove`, and there also every limit and every kind
of value that the description knows.
"""

import os
from functools import cache
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.support.api import START, Doors, open_api

from regulars.entrypoints.api.openapi import document
from regulars.entrypoints.api.table import CALLS

MANY = os.environ.get("REGULARS_SIZES") == "full"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
# Batches are lines of text: their own tests send wrong ones.
DESCRIBED = [call for call in CALLS if not call.lines]
SCHEMA = schemathesis.openapi.from_dict(msgspec.to_builtins(document(DESCRIBED)))


@cache
def handler() -> WSGIHandler:
    """The web application, made when the first request comes."""
    return WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The web application as a server calls it, or the fast lane where that door is open."""
    if Doors.fast is None:
        return handler()(environ, start_response)
    headers = {
        name.removeprefix("HTTP_").replace("_", "-"): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    # WSGI gives a path byte by byte as letters.
    path = quote(environ["PATH_INFO"].encode("latin-1"))
    found = Doors.fast.ask(environ["REQUEST_METHOD"], path, body, headers, environ["QUERY_STRING"])
    assert found.status_code, "every request is answered"
    start_response(f"{found.status_code} Answered", list(found.headers.items()))
    return [found.content]


SCHEMA.app = application
# Making up its 12,000 requests takes each process ten seconds before it has asked one of them.
SCHEMA.config.phases.coverage.enabled = MANY


@pytest.fixture(scope="module")
def key() -> str:
    """The key of a shop where something has happened."""
    shop = open_api()
    shop.post("/v1/members", {"external_id": "ana", "email": "ana@example.com"})
    order = {
        "source": "shop", "external_id": "A1", "occurred_at": START.isoformat(),
        "currency": "EUR", "total_minor": 50_000, "member": "external_id:ana",
    }  # fmt: skip
    shop.post("/v1/orders", order)
    return shop.key


@SCHEMA.parametrize()
@settings(
    max_examples=200 if MANY else 8, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much,
                           HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_answers_are_as_described(case: Any, key: str) -> None:
    case.headers["Host"] = "localhost"
    # The way in reads answers as they come, and would not unpack them.
    headers = {"Authorization": f"Bearer {key}", "Host": "localhost", "Accept-Encoding": "identity"}
    response = case.call(headers=headers)
    case.validate_response(response, checks=CHECKS)

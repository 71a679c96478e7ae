"""Requests that nobody would think of, made up from the description: what comes back is described.

A few for each call, many under `make prove`.
"""

import os
from functools import cache
from typing import Any

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
from tests.support.api import START, open_api

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
    """The web application as a server calls it."""
    return handler()(environ, start_response)


SCHEMA.app = application


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
    max_examples=200 if MANY else 6, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much,
                           HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_answers_are_as_described(case: Any, key: str) -> None:
    case.headers["Host"] = "localhost"
    # The way in reads answers as they come, and would not unpack them.
    headers = {"Authorization": f"Bearer {key}", "Host": "localhost", "Accept-Encoding": "identity"}
    response = case.call(headers=headers)
    case.validate_response(response, checks=CHECKS)

"""What a call puts off is there with what it changed, at whichever door; a refused one leaves
nothing."""

from typing import Any

import psycopg
import pytest
from django.db import connections
from tests.support import database
from tests.support.api import Api, open_api

from regulars.kit.pg import roles


def waiting(name: str) -> list[Any]:
    """What jobs of a name were told that wait."""
    settings = connections.databases["default"]
    with psycopg.connect(database.conninfo(roles.APP, str(settings["NAME"]))) as conn:
        found = conn.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", (name,)
        ).fetchall()
    return [row[0] for row in found]


@pytest.fixture
def live() -> Api:
    """A shop whose time is everybody's."""
    return open_api(at=None)


def test_a_segment_is_looked_at_again(live: Api) -> None:
    told = {"program_id": str(live.program_id)}
    body = {"title": "All", "where": {"channel": ["web"]}}
    assert live.call("PUT", "/v1/segments/all", body).status == 200
    assert waiting("review_segments").count(told) == 1
    assert live.call("DELETE", "/v1/segments/never").status == 404
    assert waiting("review_segments").count(told) == 1


def test_a_version_wakes_the_accounts(live: Api) -> None:
    told = {"program_id": str(live.program_id)}
    assert waiting("renew").count(told) == 1
    assert live.publish("program: nonsense").status == 422
    assert waiting("renew").count(told) == 1

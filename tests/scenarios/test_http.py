"""Every story of the gallery, lived through the API on a database."""

from collections.abc import Iterator

import pytest
from tests.scenarios.http_driver import HttpDriver
from tests.scenarios.story import Story
from tests.scenarios.telling import Telling, programs, stories
from tests.support.api import own_database
from tests.support.fixtures import Database

STORIES = [story for program in programs() for story in stories(program)]


@pytest.fixture(scope="module", autouse=True)
def api_database(server_dsn: Database) -> Iterator[None]:
    """A copy of the migrated database, dropped at the end."""
    with own_database(f"{server_dsn.name}_stories"):
        yield


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.program}: {story.title}")
def test_story(story: Story) -> None:
    assert Telling(story, HttpDriver()).tell() > 0

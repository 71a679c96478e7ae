"""Every story of the gallery, lived through core, but for those that are told over HTTP only."""

import pytest
from tests.scenarios.core_driver import CoreDriver
from tests.scenarios.story import Story
from tests.scenarios.telling import Telling, programs, stories

STORIES = [story for program in programs() for story in stories(program)
           if not story.over_http]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.program}: {story.title}")
def test_story(story: Story) -> None:
    assert Telling(story, CoreDriver()).tell() > 0


def test_every_program_of_the_gallery_has_stories() -> None:
    assert {story.program for story in STORIES} == set(programs())

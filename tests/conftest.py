"""What all tests share: Hypothesis' profiles, Django's settings and the fixtures of the database.

The database server starts when the first test asks for it; tests of core never do.
"""

import os

import django
import hypothesis
import pytest
from django.conf import settings
from tests.support import database

pytest_plugins = ["tests.support.fixtures", "tests.support.mail", "tests.support.shops"]

LONG = ("tests/browser/test_every_page", "tests/faults/", "tests/keeping/", "tests/demo/")

_PLAIN = {"deadline": None, "database": None, "print_blob": True}
hypothesis.settings.register_profile("quick", max_examples=50, derandomize=True, **_PLAIN)
hypothesis.settings.register_profile("ci", max_examples=200, derandomize=True, **_PLAIN)
hypothesis.settings.register_profile("prove", max_examples=2_000, derandomize=True, **_PLAIN)
# Whoever proves a change gets the same answer twice; this one looks where nobody has looked before.
hypothesis.settings.register_profile("hunt", max_examples=5_000, **_PLAIN)
hypothesis.settings.load_profile(os.environ.get("REGULARS_HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """Point the program at this worker's database before anything reads its settings."""
    database.prepare(getattr(config, "workerinput", {}).get("workerid", "main"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulars.project.settings"
    django.setup()
    settings.PASSWORD_HASHERS = ["tests.support.hashing.Quick"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker has it left when the other is done."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the run ends its server and removes its folder."""
    if not hasattr(config, "workerinput"):
        database.remove()

"""Every page of the console says whom it is for; those of a program by a permission."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from regulars.domains.merchants.roles import PERMISSIONS, WRITES
from regulars.entrypoints.console import urls
from regulars.entrypoints.console.audit.acts import ACTS

EVERYBODY = {"sign_in", "send_code", "code", "second", "sign_out", "accept"}
# Shown to who may change, and changing nothing.
READ_ONLY = {"site_keys", "staff", "unused_codes", "bulk_runs", "bulk_run", "bulk_csv",
             "import_file", "import_refused", "duplicates", "duplicates_csv"}  # fmt: skip


def _views(patterns: list[Any], inside: str = "") -> Iterator[tuple[str, str, Any]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns, inside + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield inside + str(one.pattern), str(one.name), one.callback


def _console() -> list[tuple[str, str, Any]]:
    return list(_views(urls.urlpatterns))


def test_the_console_s_addresses_are_these() -> None:
    assert any(str(one.pattern) == "console/" for one in get_resolver().url_patterns)
    assert len(_console()) > 80


def test_every_view_says_whom_it_is_for() -> None:
    silent = [name for _, name, view in _console() if not hasattr(view, "permission")]
    assert silent == []


def test_pages_of_a_program_ask_for_a_permission_of_the_table() -> None:
    wrong = [
        (name, view.permission)
        for path, name, view in _console()
        if path.startswith("p/<str:program>/") and view.permission not in PERMISSIONS
    ]
    assert wrong == []


def test_only_the_door_is_open_to_everybody() -> None:
    assert {name for _, name, view in _console() if view.permission == "everybody"} == EVERYBODY


def test_a_permission_that_changes_something_is_asked_for_somewhere() -> None:
    asked = {view.permission for _, _, view in _console()}
    assert WRITES - asked == set()


def test_what_changes_something_has_a_word_in_the_log() -> None:
    changing = {name for _, name, view in _console() if view.permission in WRITES}
    assert changing - set(ACTS) - READ_ONLY == set()

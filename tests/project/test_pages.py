"""What every page comes with: headers that allow our own files only, and an address for health."""

import re
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.project import health
from regulars.wire.health import Health

FORM = "application/x-www-form-urlencoded"


def _directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {part[0]: set(part[1:]) for part in parts}


def test_a_page_loads_our_own_files_only(client: Client) -> None:
    answer = client.get("/console/sign-in/")
    assert answer.status_code == 200
    policy = _directives(answer.headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["style-src"] == policy["form-action"] == {"'self'"}
    allowed = {source for sources in policy.values() for source in sources}
    assert not {source for source in allowed if "unsafe" in source or "*" in source}
    assert all(source.startswith("'") or source == "data:" for source in allowed)


def test_each_answer_has_a_nonce_of_its_own(client: Client) -> None:
    answers = [client.get("/console/sign-in/") for _ in range(5)]
    policies = {one.headers["Content-Security-Policy"] for one in answers}
    nonces = {nonce for policy in policies for nonce in re.findall(r"'nonce-([\w-]{20,})'", policy)}
    assert len(nonces) == 5


def test_headers_against_guessing_and_leaking(client: Client) -> None:
    answer = client.get("/console/sign-in/")
    headers = answer.headers
    assert answer.status_code == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_health_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/health", "/livez"):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (200, b"ok")
    monkeypatch.setenv("REGULARS_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    monkeypatch.setattr(health, "HEALTH", Health())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database")
    assert client.get("/livez").status_code == 200


def test_a_page_s_process_is_ready_with_its_database(
    client: Client, fresh_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in fresh_database().variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(health, "HEALTH", Health())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_the_first_address_leads_to_the_console(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/console/"


def test_a_stranger_s_host_is_refused(client: Client) -> None:
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(("address", "back"), [
    ("/console/nowhere/", "/console/"), ("/console/p/other/members/", "/console/"),
    ("/club/shop/nowhere/", "/club/shop/"), ("/club/shop/look/none.css", "/club/shop/"),
    ("/till/nowhere/", "/till/"), ("/nowhere/", "/console/"),
])  # fmt: skip
def test_a_page_that_is_not_there_leads_on(
    owner: Client, shop: SmallShop, address: str, back: str
) -> None:
    assert shop.program_id
    answer = owner.get(address)
    assert answer.status_code == 404
    assert f'<a class="button" href="{back}">' in answer.text
    assert owner.get(back, follow=True).status_code == 200


def test_a_form_from_elsewhere_leads_on(shop: SmallShop) -> None:
    assert shop.program_id
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    answer = strict.post("/club/shop/join/", {"name": "A"})
    assert answer.status_code == 403
    assert '<a class="button" href="/club/shop/">' in answer.text


def test_a_club_that_is_not_there_leads_nowhere(client: Client) -> None:
    for name in ("nobody", "a%00b", "%ff"):
        answer = client.get(f"/club/{name}/")
        assert answer.status_code == 404
        assert 'class="button"' not in answer.text


def test_what_is_refused_is_one_line_in_the_log(owner: Client, logged: StringIO) -> None:
    fields = {f"f{n}": "x" for n in range(2_000)}
    for sent in ({"image": "x" * 3_000_000}, fields):
        page = "/console/p/shop/look/logo/"
        assert owner.post(page, urlencode(sent), FORM).status_code == 400
    lines = [line for line in logged.getvalue().splitlines() if line]
    told = [line for line in lines if "answered" not in line]
    assert len(told) == 2, lines
    assert all("[warning" in line for line in told), lines

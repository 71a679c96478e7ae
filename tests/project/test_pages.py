"""What every page comes with: headers that allow our own files only, and an address for health."""

import re

from django.test import Client


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


def test_health_answers(client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_the_first_address_leads_to_the_console(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/console/"


def test_a_stranger_s_host_is_refused(client: Client) -> None:
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400

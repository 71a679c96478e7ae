"""Terms, privacy in plain words and the app's manifest: for everybody, made from the rules."""

import json

from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.portal.test_door import CLUB


def test_the_terms_are_those_of_the_version_in_force(client: Client, shop: SmallShop) -> None:
    page = client.get(f"{CLUB}terms/").text
    assert "25 points" in page
    assert "Version 2" in page
    assert "Slipping away" not in page
    assert f'href="{CLUB}terms/"' in client.get(CLUB).text
    shop.publish(PROGRAM + "joining: {keep_for: 90 days}\n", shop.shop.now)
    page = client.get(f"{CLUB}terms/").text
    assert "Version 3" in page
    assert "for 90 days" in page


def test_the_policy_says_what_the_program_does(client: Client, shop: SmallShop) -> None:
    page = client.get(f"{CLUB}privacy/").text
    assert "first name, and nothing else" in page
    assert "birth" not in page
    shop.publish(PROGRAM + "joining: {age_from: 18}\n", shop.shop.now)
    assert "members are 18 or older" in client.get(f"{CLUB}privacy/").text


def test_the_club_can_be_installed(client: Client, shop: SmallShop) -> None:  # noqa: ARG001
    assert f'href="{CLUB}app.webmanifest"' in client.get(CLUB).text
    answer = client.get(f"{CLUB}app.webmanifest")
    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["start_url"], said["scope"], said["display"]) == (CLUB, CLUB, "standalone")
    assert {one["sizes"] for one in said["icons"]} == {"192x192", "512x512"}
    assert {one["purpose"] for one in said["icons"]} == {"any", "maskable"}

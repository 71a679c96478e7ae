"""Second factors: an app's codes, codes for the worst case, a shop's demand for them, sessions."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from tests.builders.shop import PASSWORD, SmallShop

SIGN_IN, SECOND, SECURITY = "/console/sign-in/", "/console/sign-in/second/", "/console/security/"
OVERVIEW = "/console/p/shop/"


def browser(**more: Any) -> Client:
    return Client(headers={"host": "localhost", **more})


def first_step(client: Client, name: str = "kirsi") -> str:
    answer = client.post(SIGN_IN, {"name": name, "password": PASSWORD})
    return answer.headers["Location"]


def code(secret: str, steps: int = 0) -> str:
    """What an app shows; a code of the step before or after is good for as long as its own."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def add_app(client: Client) -> tuple[str, list[str]]:
    """Will add an app; gives its secret and the codes for the worst case."""
    page = client.get(f"{SECURITY}app/").text
    secret = re.findall(r'class="secret"[^>]*>(\w+)<', page)[0]
    done = client.post(f"{SECURITY}app/", {"code": code(secret)})
    assert done.status_code == 200, done.text
    return secret, re.findall(r"<li><code>(\d+)</code></li>", done.text)


@pytest.fixture
def kirsi(shop: SmallShop) -> Client:
    """Signed in with a password."""
    shop.staff("kirsi")
    client = browser()
    first_step(client)
    return client


def test_an_app_s_code_is_asked_for_and_works_once(kirsi: Client) -> None:
    secret, _codes = add_app(kirsi)
    again = browser()
    assert first_step(again) == SECOND
    assert again.get(OVERVIEW).status_code == 302
    assert again.post(SECOND, {"code": "000000"}).status_code == 422
    now = code(secret, 1)
    assert again.post(SECOND, {"code": f"{now[:3]} {now[3:]}"}).headers["Location"] == "/console/"
    assert again.get(OVERVIEW).status_code == 200
    other = browser()
    first_step(other)
    assert other.post(SECOND, {"code": now}).status_code == 422


def test_a_code_for_the_worst_case_works_once(kirsi: Client) -> None:
    _secret, codes = add_app(kirsi)
    assert len(set(codes)) == 10
    for status in (302, 422):
        again = browser()
        first_step(again)
        assert again.post(SECOND, {"code": codes[3]}).status_code == status
    assert "9 codes for the worst case are left" in kirsi.get(SECURITY).text
    renewed = re.findall(r"<li><code>(\d+)</code></li>", kirsi.post(f"{SECURITY}codes/").text)
    assert not set(renewed) & set(codes)


def test_a_secret_is_not_readable_in_the_database(kirsi: Client) -> None:
    secret, _codes = add_app(kirsi)
    assert all(secret not in str(one.data) for one in Authenticator.objects.all())


def test_a_wrong_code_adds_no_app(kirsi: Client) -> None:
    kirsi.get(f"{SECURITY}app/")
    assert kirsi.post(f"{SECURITY}app/", {"code": "12"}).status_code == 422
    assert "None yet" in kirsi.get(SECURITY).text


def test_guessing_is_slow(kirsi: Client) -> None:
    add_app(kirsi)
    again = browser()
    first_step(again)
    tries = [again.post(SECOND, {"code": "1"}).status_code for _ in range(7)]
    assert tries == [422] * 5 + [429] * 2


def test_nobody_comes_to_the_second_step_first(shop: SmallShop) -> None:
    shop.staff("kirsi")
    assert browser().get(SECOND).headers["Location"] == SIGN_IN
    assert browser().post(SECOND, {"code": "1"}).headers["Location"] == SIGN_IN


def test_removing_the_last_factor_takes_its_codes_along(kirsi: Client) -> None:
    add_app(kirsi)
    number = Authenticator.objects.get(type="totp").pk
    kirsi.post(f"{SECURITY}factors/{number}/remove/")
    assert not Authenticator.objects.exists()
    assert first_step(browser()) == "/console/"


def test_a_session_of_an_older_time_changes_no_factor(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("kirsi"))
    answer = client.get(f"{SECURITY}app/")
    assert answer.headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("policy", "role", "asked"),
    [("all", "finance", True), ("writers", "finance", False), ("writers", "support", True),
     ("nobody", "owner", False)],
)  # fmt: skip
def test_who_the_shop_demands_it_of(
    kirsi: Client, shop: SmallShop, policy: str, role: str, asked: Any
) -> None:
    kirsi.post(f"{OVERVIEW}staff/policy/", {"second_factor": policy})
    shop.staff("sam", role=role)
    sam = browser()
    first_step(sam, "sam")
    page = sam.get(OVERVIEW)
    assert (page.status_code == 302) is asked
    if asked:
        there = sam.get(OVERVIEW, follow=True)
        assert "One step is left" in there.text
        add_app(sam)
        assert sam.get(OVERVIEW).status_code == 200


def test_an_owner_lets_somebody_start_anew(kirsi: Client, shop: SmallShop) -> None:
    sam = shop.staff("sam", role="support")
    other = browser()
    first_step(other, "sam")
    add_app(other)
    kirsi.post(f"{OVERVIEW}staff/{sam.pk}/start-anew/")
    assert other.get(OVERVIEW).status_code == 302
    assert first_step(browser(), "sam") == "/console/"


def test_signing_out_elsewhere(kirsi: Client) -> None:
    phone = browser(**{"user-agent": "Mozilla/5.0 (iPhone) Safari/1"})
    first_step(phone)
    page = kirsi.get(SECURITY).text
    assert "Safari, iPhone" in page
    assert "127.0.0.0/24" in page
    assert "127.0.0.1" not in page
    kirsi.post(f"{SECURITY}sessions/")
    assert phone.get(OVERVIEW).status_code == 302
    assert kirsi.get(OVERVIEW).status_code == 200

"""The page of code pools: a file is looked through, imported, and the unused ones are exported."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop

PAGE = "/console/p/shop/code-pools/"
CINEMA = "  cinema: {title: A cinema ticket, kind: custom, price: {point: 10}, codes: cinema}\n"


@pytest.fixture
def pool(shop: SmallShop) -> SmallShop:
    """The shop, which gives cinema tickets from now on."""
    shop.publish(PROGRAM.replace("rewards:\n", "rewards:\n" + CINEMA), shop.shop.now)
    return shop


def file(text: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("codes.csv", text, "text/csv")


def pairs(page: str) -> dict[str, str]:
    return dict(re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]*)", page))


@pytest.mark.usefixtures("pool")
def test_a_file_is_looked_through_and_then_imported(owner: Client) -> None:
    assert ">empty<" in owner.get(PAGE).text
    assert "few left" in owner.get("/console/p/shop/rewards/").text
    text = b"code,seat\nCINE-1,a\ncine 1,b\n,\n=CINE-2,c\n---,d\n"
    checked = owner.post(f"{PAGE}cinema/", {"file": file(text), "low": "1"}).text
    said = pairs(checked)
    assert (said["New"], said["Twice in the file"], said["Empty rows"]) == ("2", "1", "1")
    assert said["Not usable"] == "1 (rows 6)"
    assert pairs(owner.get(PAGE).text)["Left"] == "0"
    codes = re.search(r"<textarea[^>]*>([^<]*)<", checked)
    assert codes is not None
    form = {"codes": codes[1].replace("&quot;", '"'), "low": "1", "sure": "yes"}
    for new, known in ((2, 0), (0, 2)):
        page = owner.post(f"{PAGE}cinema/", form, follow=True).text
        assert f"{new} codes are new, {known} were known; 2 left." in page
    assert "few left" not in page
    again = owner.post(f"{PAGE}cinema/", {"file": file(text)}).text
    assert (pairs(again)["New"], pairs(again)["Known already"]) == ("0", "2")
    unused = owner.get(f"{PAGE}cinema/unused.csv")
    said = b"".join(unused.streaming_content).decode("utf-8-sig").split()
    assert said == ["code", "CINE-1", "'=CINE-2"]


@pytest.mark.usefixtures("pool")
def test_what_cannot_be_read_is_said_and_nothing_is_kept(owner: Client) -> None:
    for wrong, said in (
        (b"\xff\x00\x01", "not text in UTF-8"), (b"", "no code in the file"), (b"--\n", "no code"),
        (b"A" * 1_048_577, "larger than 1 MiB"),
    ):  # fmt: skip
        answer = owner.post(f"{PAGE}cinema/", {"file": file(wrong), "sure": "yes"})
        assert (answer.status_code, said in answer.text) == (422, True)
    low = owner.post(f"{PAGE}cinema/", {"file": file(b"A1"), "low": "many", "sure": "yes"})
    assert low.status_code == 422
    assert pairs(owner.get(PAGE).text)["Left"] == "0"
    assert owner.post(f"{PAGE}other/", {"file": file(b"A1")}).status_code == 404
    assert owner.get(f"{PAGE}other/unused.csv").status_code == 404


@pytest.mark.usefixtures("pool")
def test_who_only_looks_gets_no_codes(client: Client, shop: SmallShop) -> None:
    client.force_login(shop.staff("finn", role="finance"))
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}cinema/unused.csv").status_code == 403

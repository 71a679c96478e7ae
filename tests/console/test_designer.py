"""A draft is kept, checked, compared and published, and an older version comes back."""

import re
from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from tests.builders.shop import EASIER, PROGRAM, SmallShop

from regulars.domains.programs import operations, queries
from regulars.domains.programs.contracts import ProgramRow
from regulars.flows.draft import mark

PAGE = "/console/p/shop/program/design/"
DEARER = EASIER.replace("price: {point: 100}", "price: {point: 120}")


@pytest.fixture
def viewer(client: Client, shop: SmallShop) -> Client:
    client.force_login(shop.staff("finn", role="finance"))
    return client


def keep(owner: Client, text: str, seen: str) -> int:
    return owner.post(f"{PAGE}file/", {"text": text, "seen": seen}).status_code


def draft(shop: SmallShop) -> str:
    found = queries.draft(shop.conn, shop.program_id)
    return found.text if found else ""


def test_a_draft_is_kept_with_the_line_breaks_of_files(owner: Client, shop: SmallShop) -> None:
    page = owner.get(PAGE).text
    assert "It is what was published last." in page
    assert "then it can be published" in page
    assert keep(owner, DEARER.replace("\n", "\r\n"), mark(EASIER)) == 302
    assert draft(shop) == DEARER
    page = owner.get(PAGE).text
    assert "<del>Five euros off: 5 EUR off for 100 points, valid for 60 days.</del>" in page
    assert "<ins>Five euros off: 5 EUR off for 120 points, valid for 60 days.</ins>" in page
    assert "It can be published." in page


def test_all_that_is_wrong_is_shown_with_line_and_cure(owner: Client, shop: SmallShop) -> None:
    wrong = EASIER.replace("give: {point: 25}", "give: {pint: 25}").replace("five:", "five!:")
    assert keep(owner, wrong, mark(EASIER)) == 302
    assert draft(shop) == wrong
    page = owner.get(PAGE).text
    lines = [int(one) for one in re.findall(r'data-line="(\d+)"', page)]
    assert lines == sorted(lines)
    assert all("pint" in wrong.splitlines()[one - 1] or "five!" in wrong.splitlines()[one - 1]
               for one in lines)  # fmt: skip
    assert "2 things are wrong" in page
    assert "<code>not_a_name</code>" in page
    assert owner.get(f"{PAGE}publish/").headers["Location"] == PAGE


def test_looking_keeps_nothing(owner: Client, shop: SmallShop) -> None:
    said = owner.post(f"{PAGE}look/", {"text": "program: ["}).text
    assert "<html" not in said
    assert "not_yaml" in said
    assert "The file is empty." in owner.post(f"{PAGE}look/", {"text": " "}).text
    assert "promises" in owner.post(f"{PAGE}look/", {"text": DEARER}).text
    assert "file_too_large" in owner.post(f"{PAGE}look/", {"text": "a" * 300_000}).text
    assert draft(shop) == ""


def test_nobody_writes_over_what_somebody_else_kept(owner: Client, shop: SmallShop) -> None:
    operations.save_draft(shop.conn, shop.program_id, PROGRAM, now=shop.shop.now)
    answer = owner.post(f"{PAGE}file/", {"text": DEARER, "seen": mark(EASIER)})
    assert answer.status_code == 409
    assert "Somebody else changed the draft" in answer.text
    assert draft(shop) == PROGRAM
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', answer.text)
    assert seen is not None
    assert keep(owner, DEARER, seen[1]) == 302
    assert draft(shop) == DEARER


def test_a_file_that_is_too_long_is_not_kept(owner: Client, shop: SmallShop) -> None:
    assert keep(owner, "a" * 262_145, mark(EASIER)) == 409
    assert draft(shop) == ""


def test_publishing_now_and_from_a_day_on(owner: Client, shop: SmallShop) -> None:
    keep(owner, DEARER, mark(EASIER))
    asked = owner.get(f"{PAGE}publish/").text
    assert "Publish version 3" in asked
    assert "120 points" in asked
    body = {"seen": mark(DEARER), "start": "later", "note": "dearer"}
    wrong = owner.post(f"{PAGE}publish/", body | {"at": "2020-01-01T10:00"})
    assert wrong.status_code == 422
    assert "This is over already" in wrong.text
    assert owner.post(f"{PAGE}publish/", body | {"at": "soon"}).status_code == 422
    day = (shop.shop.now + timedelta(days=3)).date().isoformat()
    assert owner.post(f"{PAGE}publish/", body | {"at": f"{day}T10:00"}).status_code == 302
    (*_, third) = queries.versions(shop.conn, shop.program_id)
    assert (third.number, third.text, third.note, third.published_by) == (
        3, DEARER, "dearer", "kirsi",
    )  # fmt: skip
    assert third.valid_from.date().isoformat() == day
    assert "Version 3 is published and comes into force" in owner.get(PAGE).text
    keep(owner, PROGRAM, mark(DEARER))
    assert "takes over" in owner.get(f"{PAGE}publish/").text
    owner.post(f"{PAGE}publish/", {"seen": mark(PROGRAM), "start": "now"})
    assert shop.shop.program.version == 4


def test_only_what_was_looked_at_is_published(owner: Client, shop: SmallShop) -> None:
    keep(owner, DEARER, mark(EASIER))
    answer = owner.post(f"{PAGE}publish/", {"seen": mark(PROGRAM), "start": "now"})
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.text
    assert len(queries.versions(shop.conn, shop.program_id)) == 2


def test_promises_that_are_broken_are_told(owner: Client, shop: SmallShop) -> None:
    other = EASIER.replace("currency: EUR", "currency: USD")
    keep(owner, other, mark(EASIER))
    answer = owner.post(f"{PAGE}publish/", {"seen": mark(other), "start": "now"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(queries.versions(shop.conn, shop.program_id)) == 2


def test_going_back_is_a_new_version_with_the_old_text(owner: Client, shop: SmallShop) -> None:
    operations.save_draft(shop.conn, shop.program_id, EASIER, now=shop.shop.now)
    address = "/console/p/shop/program/versions/1/again/"
    assert address in owner.get("/console/p/shop/program/").text
    asked = owner.get(address).text
    assert "as version 3" in asked
    assert "<ins>25 points, from 100.00 spent.</ins>" in asked
    assert owner.post(address, {"start": "now"}).status_code == 302
    (*_, third) = queries.versions(shop.conn, shop.program_id)
    assert (third.number, third.text, third.note) == (3, PROGRAM, "as version 1")
    assert draft(shop) == PROGRAM
    assert owner.get("/console/p/shop/program/versions/3/again/").status_code == 404


@pytest.mark.usefixtures("shop")
def test_what_changes_goes_by_its_names(owner: Client) -> None:
    asked = "profile:\n  tea: {ask: Which tea?}\n"
    look = "look: {color: '#7a1f5c'}\n"
    keep(owner, DEARER.replace("title: Our best", "title: Best") + asked + look, mark(EASIER))
    page = owner.get(f"{PAGE}publish/").text
    assert "What changes: Look · Questions to members · Rewards · Segments" in page
    assert "Colour of the club’s pages" in page
    assert "Five euros off › Price › point" in page
    assert "Which tea?" in page
    assert "Best › Title" in page


def test_a_draft_is_given_up(owner: Client, shop: SmallShop) -> None:
    keep(owner, DEARER, mark(EASIER))
    assert owner.post(f"{PAGE}discard/").status_code == 302
    assert draft(shop) == EASIER


def test_who_may_not_write_only_looks(viewer: Client, shop: SmallShop) -> None:
    page = viewer.get(PAGE).text
    assert "readonly" in page
    assert "Keep the draft" not in page
    assert keep(viewer, DEARER, mark(EASIER)) == 403
    assert viewer.get(f"{PAGE}publish/").status_code == 403
    assert viewer.post(f"{PAGE}discard/").status_code == 403
    assert viewer.post("/console/p/shop/program/versions/1/again/").status_code == 403
    assert draft(shop) == ""


def test_a_shop_without_a_program_begins_here(client: Client, empty_shop: SmallShop) -> None:
    client.force_login(empty_shop.staff("new"))
    assert client.get(PAGE).status_code == 200


def test_a_sample_order_says_what_it_would_earn_and_why(owner: Client, shop: SmallShop) -> None:
    page = owner.get(f"{PAGE}?amount=20").text
    assert "Draft and published: the same" in page
    assert '<p class="verdict">20 points</p>' in page
    double = EASIER.replace("give: {point: 1}, per: 1.00", "give: {point: 2}, per: 1.00")
    body = {"text": double, "amount": "12,50", "level": "regular", "first": "yes"}
    said = owner.post(f"{PAGE}sample/", body).text
    assert re.findall(r'verdict">([^<]+)<', said) == ["37 points", "18 points"]
    assert "Every purchase" in said
    assert "times 1.5" in said
    assert "Write an amount" in owner.post(f"{PAGE}sample/", {"amount": "much"}).text
    assert "Write an amount" in owner.post(f"{PAGE}sample/", {"amount": "NaN"}).text
    assert "before the file is right" not in owner.post(f"{PAGE}sample/", {"text": "a: ["}).text
    assert draft(shop) == ""


def test_the_check_up_says_what_to_change(owner: Client) -> None:
    page = owner.get("/console/p/shop/program/check-up/").text
    assert page.count("More than a discount") == 1
    assert "The median is" in page
    assert "Building blocks" in page
    keep(owner, DEARER, mark(EASIER))
    assert owner.get("/console/p/shop/program/check-up/").text.count("More than a discount") == 2
    assert "What each means, and what to change" in owner.get(PAGE).text


def test_the_check_up_of_nothing(client: Client, django_conn: psycopg.Connection) -> None:
    shop = SmallShop(django_conn, empty=True, name="other")
    row = operations.create_program(django_conn, shop.merchant_id, "bare", now=shop.shop.now)
    assert isinstance(row, ProgramRow)
    client.force_login(shop.staff("bare"))
    assert "nothing to check yet" in client.get("/console/p/bare/program/check-up/").text
    assert "The file is empty." in client.get("/console/p/bare/program/design/").text


def test_a_planned_version_is_withdrawn_and_published_after_all(
    owner: Client, shop: SmallShop
) -> None:
    later = shop.shop.now + timedelta(days=5)
    operations.publish(
        shop.conn, shop.program_id, DEARER, valid_from=later, by="kirsi", now=shop.shop.now
    )
    program = "/console/p/shop/program/"
    number = queries.versions(shop.conn, shop.program_id)[-1].number
    address = f"{program}versions/{number}/withdraw/"
    assert address in owner.get(program).text
    assert "120 points" in owner.get(address).text
    done = owner.post(address, {"note": "too dear"}, follow=True).text
    assert f"Version {number} is withdrawn." in done
    assert f"withdraws version {number}" in done
    assert address not in done
    assert queries.versions(shop.conn, shop.program_id)[-1].number < number
    assert "Planned version withdrawn" in owner.get("/console/p/shop/audit/").text
    assert owner.get(address).status_code == 404
    again = f"{program}versions/{number}/again/"
    assert again in done
    assert owner.post(again, {"start": "now"}).status_code == 302
    newest = queries.versions(shop.conn, shop.program_id)[-1]
    assert (newest.number, newest.text) == (number + 2, DEARER)
    in_force = f"{program}versions/{newest.number}/withdraw/"
    assert "in force already" in owner.post(in_force, follow=True).text

"""Forms over the draft: what is typed changes its line in the file, and no other."""

import re
from difflib import ndiff
from typing import Any

import msgspec
import pytest
from django.test import Client
from tests.builders.shop import EASIER, SmallShop

from regulars.core.program import Program
from regulars.domains.programs import operations, queries
from regulars.domains.programs.reader import read
from regulars.domains.segments import operations as segments
from regulars.domains.segments.contracts import Saved
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.flows.draft import mark

PAGE = "/console/p/shop/program/design/"
NOTED = EASIER.replace("  five:\n", "  # The old favourite.\n  five:   # all year\n")


def filled(page: str) -> dict[str, Any]:
    """A form as a browser would send it, untouched."""
    form = page[page.index('id="thing"') : page.index("</form>", page.index('id="thing"'))]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name, inside in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        options = re.findall(r'<option value="([^"]*)"( selected)?', inside)
        found[name] = [next((value for value, chosen in options if chosen), options[0][0])]
    return found


def change(client: Client, address: str, **typed: Any) -> Any:
    body = filled(client.get(address).text)
    return client.post(
        address, body | {name.replace("__", "."): one for name, one in typed.items()}
    )


def draft(shop: SmallShop) -> str:
    found = queries.draft(shop.conn, shop.program_id)
    return found.text if found else ""


def lines(before: str, after: str) -> list[str]:
    return [one for one in ndiff(before.splitlines(), after.splitlines()) if one[0] in "+-"]


@pytest.fixture
def noted(owner: Client, shop: SmallShop) -> Client:
    """The owner, at a draft with comments."""
    operations.save_draft(shop.conn, shop.program_id, NOTED, now=shop.shop.now)
    return owner


def test_everything_has_its_way_from_the_designer(noted: Client) -> None:
    page = noted.get(PAGE).text
    addresses = re.findall(rf'href="({PAGE}[a-z]+/[^"]+)"', page)
    assert len(addresses) > 25
    for address in addresses:
        assert noted.get(address.replace("&amp;", "&")).status_code == 200, address
    assert "Five euros off: 5 EUR off for 100 points" in page
    assert "<code>households</code>" in page


def test_what_is_not_changed_is_not_written(noted: Client, shop: SmallShop) -> None:
    for address in ("earn/base/", "earn/big/", "reward/five/", "reward/mug/", "level/regular/",
                    "levels/all/", "points/point/", "program/all/"):  # fmt: skip
        assert change(noted, f"{PAGE}{address}").status_code == 302, address
        assert draft(shop) == NOTED, address


def test_one_value_changes_only_its_line(noted: Client, shop: SmallShop) -> None:
    assert change(noted, f"{PAGE}reward/five/", price="150").status_code == 302
    assert lines(NOTED, draft(shop)) == [
        "-     price: {point: 100}", "+     price: {point: 150}",
    ]  # fmt: skip
    before = draft(shop)
    assert change(noted, f"{PAGE}level/regular/", multiply="").status_code == 302
    assert [one[:70] for one in lines(before, draft(shop))] == [
        "-     - {id: regular, title: Regular, from: 500, multiply: 1.5}",
        "+     - {id: regular, title: Regular, from: 500}",
    ]


def test_what_a_form_cannot_say_stays(noted: Client, shop: SmallShop) -> None:
    text = NOTED.replace("limit: {times: 1, per: day}",
                         "limit: [{times: 1, per: day}], stack: best")  # fmt: skip
    operations.save_draft(shop.conn, shop.program_id, text, now=shop.shop.now)
    page = noted.get(f"{PAGE}earn/visit/").text
    assert "<code>limit</code>" in page
    assert "<code>stack</code>" in page
    assert "Edited in the file: the form leaves it as it is." in page
    assert change(noted, f"{PAGE}earn/visit/", give="7").status_code == 302
    assert "give: {point: 7}, limit: [{times: 1, per: day}], stack: best}" in draft(shop)


@pytest.mark.parametrize(("address", "typed", "line"), [
    ("earn/new/?shape=purchase", {"title": "Again"},
     "  - {id: again, on: order.paid, give: {point: 1}, per: 1.00, title: Again}"),
    ("earn/new/?shape=products", {"title": "Cakes", "category": "cake, pie", "give": "3"},
     ("  - {id: cakes, on: order.paid, give: {point: 3}, per_items: 1, title: Cakes, products: "
      "{category: [cake, pie]}}")),
    ("earn/new/?shape=multiplier", {"weekday": ["monday", "friday"], "from": "2026-05-01"},
     ("  - {id: order-paid, on: order.paid, when: {weekday: [monday, friday], dates: "
      "{from: 2026-05-01}}, multiply: 2}")),
    ("earn/new/?shape=nth", {"title": "Base", "issue": "mug", "nth": "3"},
     "  - {id: base-2, on: order.paid, when: {every_nth_order: 3}, issue: mug, title: Base}"),
    ("reward/new/?shape=percent-off", {"title": "Ten % off: all", "price": "80"},
     ('  ten-off-all: {kind: percent-off, value: 10, valid_for: 60 days, '
     'price: {point: 80}, title: "Ten % off: all"}')),
    ("segment/new/?shape=gone", {"title": "Asleep", "stage": ["gone"], "age_from": "40"},
     "  asleep: {title: Asleep, where: {stage: [gone], age: {from: 40}}}"),
    ("campaign/new/?shape=push", {"title": "Cocoa weeks", "give": "30", "category": "cocoa",
                                  "to": "2026-03-20", "audience": ["best"], "budget": "900"},
     ("  cocoa-weeks: {title: Cocoa weeks, when: {dates: {from: 2026-03-04, to: 2026-03-20}}, "
      "rules: [{id: push, on: order.paid, give: {point: 30}, per_items: 1, products: "
      "{category: [cocoa]}}], audience: [best], budget: {amount: 900}}")),
    ("level/new/?shape=level", {"title": "王", "from": "2500"},
     "    - {id: level, from: 2500, title: 王}"),
])  # fmt: skip
def test_something_new_is_one_line_more(
    noted: Client, shop: SmallShop, address: str, typed: dict[str, Any], line: str
) -> None:
    answer = change(noted, f"{PAGE}{address}", **typed)
    assert answer.status_code == 302, answer.text
    assert lines(NOTED, draft(shop)) == [f"+ {line}"]


def test_first_the_gift_then_the_rule_that_gives_it(noted: Client, shop: SmallShop) -> None:
    change(noted, f"{PAGE}reward/new/?shape=gift", title="Cake", price="")
    assert "  cake: {kind: gift, product: candle, minimum_spend: 20.00, title: Cake}" in draft(shop)
    assert "reward_unreachable" in noted.get(PAGE).text
    change(noted, f"{PAGE}automatic/new/?shape=birthday", title="Birthday", issue="cake")
    assert "automatic:\n  - {id: birthday, at: {birthday: true}, issue: cake" in draft(shop)
    assert isinstance(read(draft(shop)), Program)


def test_every_beginning_makes_a_valid_program(noted: Client, shop: SmallShop) -> None:
    for kind in KINDS.values():
        for shape in kind.shapes:
            operations.save_draft(shop.conn, shop.program_id, NOTED, now=shop.shop.now)
            address = f"{PAGE}{kind.name}/new/?shape={shape.name}"
            answer = change(noted, address)
            assert answer.status_code == 302, (kind.name, shape.name, answer.text)
            assert isinstance(read(draft(shop)), Program)


def test_what_is_wrong_stands_beside_its_field(noted: Client, shop: SmallShop) -> None:
    answer = change(noted, f"{PAGE}reward/five/", value="a lot", valid_for="soon")
    assert answer.status_code == 422
    for name in ("value", "valid_for"):
        assert re.search(rf'id="f-{name}"[^>]*aria-invalid="true"', answer.text), name
    assert 'value="a lot"' in answer.text
    assert draft(shop) == NOTED


def test_what_is_needed_is_not_taken_out(noted: Client, shop: SmallShop) -> None:
    seen = {"seen": mark(NOTED)}
    answer = noted.post(f"{PAGE}reward/coffee/take-out/", seen)
    assert answer.status_code == 422
    assert "coffee" in answer.text
    assert draft(shop) == NOTED
    assert noted.post(f"{PAGE}reward/mug/take-out/", seen).status_code == 302
    assert [one[:8] for one in lines(NOTED, draft(shop))] == ["-   mug:"]
    assert noted.post(f"{PAGE}program/all/take-out/", seen).status_code == 404


def test_a_form_of_an_older_draft_is_sent_again(noted: Client, shop: SmallShop) -> None:
    body = filled(noted.get(f"{PAGE}reward/five/").text) | {"price": ["150"]}
    other = NOTED.replace("stock: 12", "stock: 13")
    operations.save_draft(shop.conn, shop.program_id, other, now=shop.shop.now)
    answer = noted.post(f"{PAGE}reward/five/", body)
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.text
    assert draft(shop) == other
    again = filled(answer.text)
    assert again["price"] == ["150"]
    assert noted.post(f"{PAGE}reward/five/", again).status_code == 302
    assert "stock: 13" in draft(shop)


def test_a_form_says_what_members_will_read(noted: Client, shop: SmallShop) -> None:
    address = f"{PAGE}reward/five/"
    body = filled(noted.get(address).text) | {"price": ["150"]}
    said = noted.post(f"{address}?look=yes", body, headers={"HX-Request": "true"}).text
    assert "Five euros off: 5 EUR off for 150 points, valid for 60 days." in said
    assert "<html" not in said
    assert draft(shop) == NOTED


@pytest.mark.parametrize(("address", "typed", "words"), [
    ("reward/five/", {"price": "150"}, ["As members see it", "150 points"]),
    ("segment/keen/", {"orders_from": "3"}, ["members are in it now"]),
    ("campaign/spring/", {"audience": []},
     ["For 12 members", "On your own orders", "It would have given", "points"]),
    ("stamp_card/new/?shape=visits", {"stamps": "8", "gift_at": "8"},
     ["As members see it", 'role="img" aria-label="A stamp for each visit"', "8: A coffee"]),
])  # fmt: skip
def test_a_form_shows_what_it_would_be(
    noted: Client, address: str, typed: dict[str, Any], words: list[str]
) -> None:
    page = f"{PAGE}{address}"
    body = filled(noted.get(page).text) | typed | {"gift": ["coffee"]}
    look = f"{page}{'&' if '?' in page else '?'}look=yes"
    said = noted.post(look, body, headers={"HX-Request": "true"}).text
    for one in words:
        assert one in said, one


def test_the_first_rule_of_a_campaign_has_a_form(noted: Client, shop: SmallShop) -> None:
    assert change(noted, f"{PAGE}campaign/spring/", multiply="3").status_code == 302
    assert lines(NOTED, draft(shop)) == [
        "-     rules: [{id: double, on: order.paid, multiply: 2}]",
        "+     rules: [{id: double, on: order.paid, multiply: 3}]",
    ]  # fmt: skip
    page = noted.get(f"{PAGE}campaign/autumn/").text
    assert "<code>prices.five.point</code>" in page
    assert "<code>rules.0.limit.per</code>" in page


def test_every_rule_of_a_campaign_has_a_form(noted: Client, shop: SmallShop) -> None:
    spring = f"{PAGE}campaign/spring/"
    assert "Take this rule out" not in noted.get(spring).text.split("One more rule")[1]
    assert change(noted, spring, **{"give-2": "5", "category-2": "coffee"}).status_code == 302
    assert lines(NOTED, draft(shop)) == [
        "-     rules: [{id: double, on: order.paid, multiply: 2}]",
        (
            "+     rules: [{id: double, on: order.paid, multiply: 2}, {id: give, on: order.paid, "
            "give: {point: 5}, products: {category: [coffee]}}]"
        ),
    ]
    page = noted.get(spring).text
    assert "What it gives: rule 2" in page
    assert 'name="give-3"' in page
    other = {"give-2": "6", "on-2": "review.written", "category-2": ""}
    assert change(noted, spring, **other).status_code == 302
    assert "{id: give, on: review.written, give: {point: 6}}" in draft(shop)
    assert change(noted, spring, drop=["1"]).status_code == 302
    assert "    rules: [{id: give, on: review.written, give" in draft(shop)
    answer = change(noted, spring, **{"give-2": "many"})
    assert answer.status_code == 422
    assert re.search(r'id="f-give-2"[^>]*aria-invalid="true"', answer.text)


def test_a_new_campaign_may_begin_with_two_rules(noted: Client, shop: SmallShop) -> None:
    address = f"{PAGE}campaign/new/?shape=double"
    assert change(noted, address, title="Two", **{"issue-2": "coffee"}).status_code == 302
    assert "{id: issue, on: order.paid, issue: coffee}]" in draft(shop)
    assert isinstance(read(draft(shop)), Program)


def test_segments_saved_beside_the_file_are_offered(noted: Client, shop: SmallShop) -> None:
    where = msgspec.json.encode({"orders": {"from": 1}})
    saved = Saved(segment="tea", title="Tea drinkers", definition=where, changed_at=shop.shop.now)
    segments.save(shop.conn, shop.program_id, saved)
    page = noted.get(f"{PAGE}campaign/spring/").text
    assert re.search(r'value="tea"> Tea drinkers', page)
    assert change(noted, f"{PAGE}campaign/spring/", audience=["tea"]).status_code == 302
    assert "audience: [tea]" in draft(shop)
    assert isinstance(read(draft(shop)), Program)


def test_a_question_is_asked_and_the_colour_chosen(noted: Client, shop: SmallShop) -> None:
    new = f"{PAGE}question/new/?shape=question"
    said = {"ask": "Which roast?", "answers": "light, dark", "why": ""}
    assert change(noted, new, **said).status_code == 302
    colour = {"color": "#7a1f5c", "typeface": "rounded"}
    assert change(noted, f"{PAGE}program/all/", **colour).status_code == 302
    assert [one for one in lines(NOTED, draft(shop)) if one.strip("+ ")] == [
        "+ profile:", '+   which-roast: {ask: "Which roast?", answers: [light, dark]}',
        "+ look:", '+   color: "#7a1f5c"', "+   typeface: rounded",
    ]  # fmt: skip
    assert change(noted, f"{PAGE}program/all/", color="plum").status_code != 302


def test_a_file_that_cannot_be_read_has_no_forms(owner: Client, shop: SmallShop) -> None:
    operations.save_draft(shop.conn, shop.program_id, "program: [", now=shop.shop.now)
    assert "so there are no forms" in owner.get(PAGE).text
    assert owner.get(f"{PAGE}reward/five/").status_code == 404


@pytest.mark.parametrize("text", ["rewards: 3", "rewards: {five: 1}\nearn: [1, {id: 2}]\ntiers: x",
                                  "points: {point: {name: [a]}}\nearn: {a: 1}"])  # fmt: skip
def test_odd_files_do_not_break_the_page(owner: Client, shop: SmallShop, text: str) -> None:
    operations.save_draft(shop.conn, shop.program_id, text, now=shop.shop.now)
    page = owner.get(PAGE).text
    for address in re.findall(rf'href="({PAGE}[a-z]+/[^"]+)"', page):
        assert owner.get(address.replace("&amp;", "&")).status_code == 200, address

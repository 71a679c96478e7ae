"""Files as shops have them: guessed or mapped, run twice, bad rows beside good ones."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.importing.conftest import Shop

MEMBERS = """Customer ID,Full name,Email,Birthday,Joined
1,Ana Novak,Ana@Example.com,1990-05-17,2024-01-01T10:00:00Z
2,Ben Young,ben@example.com,,2024-02-01T10:00:00Z
3,Broken,not an address,,2024-02-01T10:00:00Z
"""
LINES = """Order number;Created at;Customer ID;SKU;Qty;Line total
A1;2024-03-01 12:00;1;apple;2;10,50
B1;2024-03-01 13:00;2;bread;1;3,00
A1;;;pear;1;4,75
C1;2024-03-01 14:00;2;cake;1;12,345
"""
LINES_MAPPING = """
time_zone: America/New_York
delimiter: ";"
fields:
  order: Order number
  occurred_at: Created at
  member_external_id: Customer ID
  source: {constant: web}
  currency: {constant: USD}
  sku: SKU
  quantity: Qty
  line_net: {column: Line total, comma: true}
"""


def rejected(path: Path) -> list[dict[str, str]]:
    with path.with_name(f"{path.name}.rejected.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_members_by_guessed_columns(shop: Shop) -> None:
    path = shop.file("members.csv", MEMBERS)
    code, counts = shop.load("members", path, "--yes")
    assert (code, counts) == (3, {"created": 2, "rejected": 1})
    assert [(one["line"], one["code"]) for one in rejected(path)] == [("4", "email_invalid")]
    assert shop.rows("SELECT external_id, email FROM members_member ORDER BY 1") == [
        ("1", "ana@example.com"), ("2", "ben@example.com"),
    ]  # fmt: skip
    assert shop.load("members", path, "--yes")[1] == {"repeated": 2, "rejected": 1}


def test_members_bring_their_cards(shop: Shop) -> None:
    lines = ["Email,Card", "ana@example.com,C-1", "ben@example.com,", "ben@example.com,C-2"]
    path = shop.file("cards.csv", "\n".join(lines))
    assert shop.load("members", path, "--yes") == (0, {"created": 2, "repeated": 1})
    assert shop.rows("SELECT number, kind, status FROM cards_card ORDER BY 1") == [
        ("C-1", "plastic", "active"), ("C-2", "plastic", "active"),
    ]  # fmt: skip


def test_a_guess_is_shown_and_nothing_is_done_without_a_yes(shop: Shop) -> None:
    done = shop.said("members", shop.file("members.csv", MEMBERS))
    assert done.returncode == 2
    assert 'birth_date: "Birthday"' in done.stderr
    assert shop.rows("SELECT count(*) FROM members_member") == [(0,)]


def test_one_bad_row_refuses_its_whole_order(shop: Shop) -> None:
    shop.load("members", shop.file("members.csv", MEMBERS), "--yes")
    path = shop.file("lines.csv", LINES + "B1;2024-03-01 13:00;2;jam;1;nothing\nB1;;1;tea;1;1,00\n")
    mapping = shop.file("lines.yaml", LINES_MAPPING)
    code, counts = shop.load("orders", path, "--mapping", str(mapping))
    assert (code, counts) == (3, {"created": 1, "rejected": 4})
    assert [(one["line"], one["field"], one["code"]) for one in rejected(path)] == [
        ("3", "", "line_refused"), ("6", "line_net", "not_money"),
        ("7", "member_external_id", "order_disagrees"), ("5", "line_net", "too_many_decimals"),
    ]  # fmt: skip


def test_an_order_whose_rows_agree_is_one_order(shop: Shop) -> None:
    shop.load("members", shop.file("members.csv", MEMBERS), "--yes")
    whole = LINES.replace("12,345", "12,34")
    path = shop.file("lines.csv", whole)
    mapping = shop.file("lines.yaml", LINES_MAPPING)
    assert shop.load("orders", path, "--mapping", str(mapping)) == (0, {"created": 3})
    assert shop.issued() == 15 + 3 + 12
    found = shop.rows("SELECT body->>'occurred_at' FROM events_order WHERE external_id = 'A1'")
    assert found == [("2024-03-01T17:00:00Z",)]
    assert shop.load("orders", path, "--mapping", str(mapping)) == (0, {"repeated": 3})
    assert shop.issued() == 30
    changed = shop.file("lines.csv", whole.replace("10,50", "99,50"))
    code, counts = shop.load("orders", changed, "--mapping", str(mapping))
    assert (code, counts) == (3, {"repeated": 2, "rejected": 2})
    assert {one["code"] for one in rejected(changed)} == {"exists_with_different_content"}
    assert shop.issued() == 30


def test_a_dry_run_checks_and_changes_nothing(shop: Shop) -> None:
    path = shop.file("members.csv", MEMBERS)
    assert shop.load("members", path, "--yes", "--dry-run")[1] == {"created": 2, "rejected": 1}
    assert shop.rows("SELECT count(*) FROM members_member") == [(0,)]


def test_parquet_floats_are_no_money_unless_the_mapping_says_how_many_decimals(shop: Shop) -> None:
    path = shop.folder / "orders.parquet"
    columns = {
        "order": ["1", "2"], "source": ["web"] * 2, "occurred_at": ["2024-03-01T12:00:00Z"] * 2,
        "currency": ["USD"] * 2, "total": [0.1 + 0.2, 1.15],
    }  # fmt: skip
    pq.write_table(pa.table(columns), path)
    code, counts = shop.load("orders", path, "--yes")
    assert (code, counts) == (3, {"rejected": 2})
    assert {one["code"] for one in rejected(path)} == {"float_refused"}
    mapping = shop.file("m.yaml", "fields: {order: order, source: source, occurred_at: occurred_at,"
                        " currency: currency, total: {column: total, decimals: 2}}")  # fmt: skip
    assert shop.load("orders", path, "--mapping", str(mapping)) == (0, {"created": 2})
    found = shop.rows("SELECT body#>>'{lines,0,net_minor}' FROM events_order ORDER BY external_id")
    assert found == [("30",), ("115",)]


def test_refunds_activities_products_and_locations(shop: Shop) -> None:
    shop.load("members", shop.file("members.csv", MEMBERS), "--yes")
    orders = [
        {"order": str(number), "source": "web", "occurred_at": "2024-03-01T12:00:00Z",
         "currency": "USD", "member_external_id": "1",
         "lines": [{"line_id": "a", "sku": "apple", "net_minor": 1000}]}
        for number in range(3)
    ]  # fmt: skip
    ndjson = "".join(json.dumps(one) + "\n" for one in orders) + "{broken\n"
    path = shop.file("orders.ndjson", ndjson)
    assert shop.load("orders", path, "--yes") == (3, {"created": 3, "rejected": 1})
    assert rejected(path)[0]["line"] == "4"
    refunds = "refund id,order,source,refunded at,amount\nr1,0,web,2024-03-02T12:00:00Z,4.00\n"
    assert shop.load("refunds", shop.file("r.csv", refunds), "--yes") == (0, {"created": 1})
    visits = "id,type,date,email\nv1,shop.visited,2024-03-02T12:00:00Z,ana@example.com\n"
    for status in ("created", "repeated"):
        path = shop.file("v.csv", visits)
        assert shop.load("activities", path, "--yes") == (0, {status: 1})
    assert shop.issued() == 30 + 5
    products = 'sku,title,vendor,category,cost per item\napple,Apple,Farm,"Fruit, Fresh",0.40\n'
    assert shop.load("products", shop.file("p.csv", products), "--yes") == (0, {"kept": 1})
    found = shop.rows("SELECT name, brand, categories, unit_cost_minor FROM products_product")
    assert found == [("Apple", "Farm", ["Fruit", "Fresh"], 40)]
    places = "id,name\n1,Main street\n"
    assert shop.load("locations", shop.file("l.csv", places), "--yes") == (0, {"kept": 1})


def test_a_hostile_csv(shop: Shop) -> None:
    rows = [
        "\ufeffexternal_id,name,email".encode(),
        b'1,"Ana ""the first"" Novak, jr",a@example.com',
        b"2,with a \0 inside,b@example.com",
        b"3,\xff\xfe latin,c@example.com",
        b"4,too,many,cells",
        b'5,"two\nlines",e@example.com',
        b"6,=cmd(),not an address",
        b"7," + b"x" * 2_000_000 + b",g@example.com",
        b"8,last,h@example.com",
    ]
    path = shop.file("hostile.csv", b"\r\n".join(rows))
    code, counts = shop.load("members", path, "--yes")
    assert (code, counts) == (3, {"created": 3, "rejected": 5})
    assert shop.rows("SELECT external_id, name FROM members_member ORDER BY 1") == [
        ("1", 'Ana "the first" Novak, jr'), ("5", "two\nlines"), ("8", "last"),
    ]  # fmt: skip
    found = sorted((one["line"], one["code"]) for one in rejected(path))
    assert found == [
        ("3", "not_text"), ("4", "not_text"), ("5", "columns_do_not_fit"), ("8", "email_invalid"),
        ("9", "line_unreadable"),
    ]  # fmt: skip


def test_what_cannot_work_is_said_in_one_sentence(shop: Shop) -> None:
    path = shop.file("orders.csv", "order,occurred_at,total\n1,2024-03-01,1.00\n")
    done = shop.said("orders", path, "--yes")
    assert done.returncode == 1
    assert "Nothing is mapped to source" in done.stderr
    mapping = shop.file("m.yaml", "fields: {order: number, nonsense: x}")
    done = shop.said("orders", path, "--mapping", str(mapping))
    assert done.returncode == 1
    assert "nonsense" in done.stderr

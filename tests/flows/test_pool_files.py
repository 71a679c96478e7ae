"""Files of codes: every row is a code or is counted, whatever somebody put into the file."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.flows.pool_files import BYTES_MAX, CODES_MAX, read
from regulars.kit import codes


@pytest.mark.parametrize(
    ("raw", "found", "blank", "repeated", "unusable"),
    [
        (b"A-1\nB-2\n", ("A-1", "B-2"), 0, 0, ()),
        (b"\xef\xbb\xbfcode\r\nA-1\r\n\r\nb 2\r\n", ("A-1", "b 2"), 1, 0, ()),
        ("A1\nB2\n".encode("utf-16"), ("A1", "B2"), 0, 0, ()),
        (b"name;code\nfirst;A1\nsecond;a-1\n", ("A1",), 0, 1, ()),
        (b"id,Code\n1,A1\n2,\n3,---\n", ("A1",), 0, 0, (3, 4)),
        (b'"A,1"\n" A2 "\n', ("A,1", "A2"), 0, 0, ()),
        (b"A" * 201 + b"\nB\x07\nC\n", ("C",), 0, 0, (1, 2)),
        (b"", (), 0, 0, ()),
        (b"code\n", (), 0, 0, ()),
    ],
)
def test_a_file_is_read(
    raw: bytes, found: tuple[str, ...], blank: int, repeated: int, unusable: tuple[int, ...]
) -> None:
    one = read(raw)
    assert (one.error, one.codes, one.blank, one.repeated, one.unusable) == (
        "", found, blank, repeated, unusable,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"x" * (BYTES_MAX + 1), "too_large"),
        (b"\x89PNG\r\n\x1a\n", "no_text"),
        (b"A1\0B2", "no_text"),
        (b"\xff\xfeA", "no_text"),
        (b"\n".join(f"C{number}".encode() for number in range(CODES_MAX + 1)), "too_many"),
    ],
)
def test_what_cannot_be_read_is_named(raw: bytes, error: str) -> None:
    assert read(raw).error == error


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=20))
def test_no_row_is_lost(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["code"], *([cell] for cell in cells)])
    one = read(file.getvalue().encode())
    assert len(one.codes) + one.blank + one.repeated + len(one.unusable) == len(cells)
    usable = {codes.normal(cell) for cell in cells if cell.strip().isprintable()}
    assert {codes.normal(text) for text in one.codes} == usable - {""}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    one = read(raw)
    assert one.error in ("", "no_text")
    assert len({codes.normal(text) for text in one.codes}) == len(one.codes)

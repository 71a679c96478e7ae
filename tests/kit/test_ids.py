"""Ids sort by time, are those of the RFC, and survive being written down."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.kit import clock, ids


def test_each_id_is_greater_than_the_one_before() -> None:
    made = [ids.new() for _ in range(5_000)]
    assert made == sorted(set(made))


def test_ids_are_version_7_and_tell_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # Others may have pushed the process' sequence ahead of the clock.
    monkeypatch.setattr(ids, "_last", 0)
    before, made, after = clock.unix_ms(), ids.new(), clock.unix_ms()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= made.int >> 80 <= after


@given(st.uuids())
def test_what_is_written_is_read_again(uuid: UUID) -> None:
    text = ids.encode("mem", uuid)
    assert len(text) == len("mem_") + 26
    assert ids.decode("mem", text) == uuid


@given(st.lists(st.uuids(), min_size=2))
def test_texts_sort_like_ids(uuids: list[UUID]) -> None:
    assert sorted(ids.encode("acc", one) for one in uuids) == [
        ids.encode("acc", one) for one in sorted(uuids)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mem_",
        "mem_0",
        "acc_00000000000000000000000000",
        "00000000000000000000000000",
        "mem_0000000000000000000000000u",
        "mem_0000000000000000000000000A",
        "mem_000000000000000000000000000",
        "mem_80000000000000000000000000",
        "mem_mem_00000000000000000000000000",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert ids.decode("mem", text) is None


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read = ids.decode("mem", text)
    assert read is None or ids.encode("mem", read) == text

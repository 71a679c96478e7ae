"""Bytes that no caller would send: each body is read or refused, however it comes in parts."""

import asyncio
import json
import os
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.api import START

from regulars.domains.merchants.contracts import SCOPES, Key
from regulars.entrypoints.api.examples import EXAMPLES
from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.fastlane import batches
from regulars.entrypoints.fastlane.bodies import body_of
from regulars.kit import ids
from regulars.wire import bodies
from regulars.wire.batch import BatchLine, Reader
from regulars.wire.calls import MIB
from regulars.wire.problems import Problem
from regulars.wire.requests import Request, Wanted, said_length

MANY = os.environ.get("REGULARS_SIZES") == "full"
READ = [call for call in CALLS if call.body is not None and not call.lines and not call.apart]
KEY = Key(
    key_id=ids.new(), merchant_id=ids.new(), program_id=ids.new(), kind="secret", mode="live",
    label="", hint="", scopes=" ".join(SCOPES), origins="", created_at=START, expires_at=None,
    revoked_at=None,
)  # fmt: skip
SPOILED = (
    b"\0", b"\\u0000", b"\\ud800", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"[", b"{",
    b"}", b"]", b",", b":", b'"', b"\\", b"null", b"NaN", b"-", b"1e999", b"-0", b"9" * 400,
    b"0.1", b"true", b"\n", b"[" * 20_000, b'{"a":' * 20_000,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 10**30, 0.5, 1e308, "", "x" * 5_000, "\u2028", "é",
    "2026-02-30T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", [], {},
    [[]], {"a": {}},
)  # fmt: skip
DEEP = [b"[" * 200_000, b'{"a":' * 100_000, b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}"]


def changed(value: Any, chance: Random) -> Any:
    """The same value with something in it exchanged, dropped or added."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        found = dict(value)
        name = chance.choice(sorted(found))
        if chance.random() < 0.2:
            found[name + chance.choice(("x", "", " "))] = found.pop(name)
        else:
            found[name] = changed(found[name], chance)
        return found
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], changed(value[at], chance), *value[at + chance.randint(0, 1) :]]
    return chance.choice(VALUES)


def spoiled(raw: bytes, chance: Random) -> bytes:
    """The same bytes with something put in or left out."""
    at, to = sorted(chance.randint(0, len(raw)) for _ in range(2))
    if chance.random() < 0.5:
        return raw[:at] + chance.choice(SPOILED) + raw[at:]
    return raw[:at] + raw[to:]


bodies_of_calls = st.tuples(st.sampled_from(READ), st.integers(0, 2**32))


@settings(max_examples=5_000 if MANY else 400, deadline=None)
@given(bodies_of_calls)
def test_a_spoiled_body_is_read_or_refused(given: tuple[Any, int]) -> None:
    call, chance = given[0], Random(given[1])  # noqa: S311 - no secret
    body = changed(EXAMPLES.get(call.name, {}), chance)
    raw = json.dumps(body, ensure_ascii=chance.random() < 0.5).encode()
    refused_or_read(spoiled(raw, chance) if chance.random() < 0.5 else raw, call.body)


@settings(max_examples=2_000 if MANY else 200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(READ))
def test_random_bytes_are_refused(raw: bytes, call: Any) -> None:
    refused_or_read(raw, call.body)


@pytest.mark.parametrize("raw", DEEP, ids=range(len(DEEP)))
def test_deep_values_are_refused(raw: bytes) -> None:
    for into in (BatchLine, READ[0].body, Any):
        refused_or_read(raw, into)


def refused_or_read(raw: bytes, into: Any) -> None:
    found = bodies.read_body(raw, into)
    if isinstance(found, Problem):
        assert found.code in ("body_invalid", "body_unreadable")


@settings(max_examples=1_000 if MANY else 200, deadline=None)
@given(st.text(max_size=60), st.sampled_from([call.query for call in CALLS]))
def test_random_queries_are_read_or_refused(text: str, into: Any) -> None:
    found = bodies.read_query(text, into)
    if isinstance(found, Problem):
        assert found.code == "query_invalid"


@pytest.mark.parametrize("said", ["", "-1", "1e3", "٣", "²", "9" * 10_000, "0" * 5_000, "12 "])
def test_any_length_may_be_said(said: str) -> None:
    request = Request(
        method="POST", path="/", query="", headers={"content-length": said},
        read=lambda _most: b"",
    )  # fmt: skip
    assert said_length(request) >= 0


LINES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"", b"{}", b"[" * 3_000, b'{"type":"order","body":{}}',
                         b'{"type":"order","body":[]}', b"\r", b'{"type":"member","body":null}']),
    ).map(lambda raw: raw.replace(b"\n", b"")),
    max_size=30,
)  # fmt: skip


@settings(max_examples=1_000 if MANY else 150, deadline=None)
@given(LINES, st.integers(0, 2**32))
def test_lines_are_the_same_however_they_are_cut(lines: list[bytes], seed: int) -> None:
    raw, chance = b"\n".join(lines), Random(seed)  # noqa: S311 - no secret
    whole = [one for part in in_groups([raw]) for one in part]
    assert whole == (lines or [b""])
    cut, at = [], 0
    while at < len(raw):
        size = chance.choice((1, 2, 7, 50))
        cut.append(raw[at : at + size])
        at += size
    assert [one for part in in_groups(cut or [b""]) for one in part] == whole
    assert asyncio.run(body_of(receiver(cut or [b""]), MIB)) == raw
    read = Reader(KEY, "").lines(whole)
    assert [one.number for one in read] == [
        number for number, one in enumerate(whole, 1) if one.strip()
    ]
    assert all(isinstance(one.said, (Problem, Wanted)) for one in read)


def test_a_line_without_an_end_is_not_kept() -> None:
    parts = [b"x" * MIB] * 40
    assert sum(len(one) for part in in_groups(parts) for one in part) <= 3 * MIB
    assert len(asyncio.run(body_of(receiver(parts), 2 * MIB))) <= 3 * MIB


def receiver(parts: list[bytes]) -> Any:
    """What a server hands over of a body in these parts."""
    left = list(parts)

    async def receive() -> dict[str, Any]:
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    return receive


def in_groups(parts: list[bytes]) -> list[list[bytes]]:
    """The lines of a batch as the fast lane reads them."""

    async def read() -> list[list[bytes]]:
        return [one async for one in batches._groups(receiver(parts))]

    return asyncio.run(read())

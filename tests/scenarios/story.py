"""The grammar of stories: a date, what happens, what must follow; columns are two spaces apart.

    2026-01-10  order A1 ana 320.00        earned 320   balance 320   tier silver

A day stands for its noon in the program's time zone; a time may follow it. An expectation is about
the member of its step, or about the member whose name it begins with. `parse` gives frozen steps.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from tests.scenarios.words import Item

WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?")
ITEM = re.compile(r"(?:(\d+(?:\.\d+)?)x)?(?P<sku>[\w.-]+)(?:@(?P<category>[\w.-]+))? (?P<net>\S+)")
OPTIONS = {
    "location": ("with",),
    "topup": ("key",),
    "pay": ("for", "at"),
    "buycard": ("by", "to", "with"),
    "paycard": ("for", "at"),
    "loadcard": (),
    "blockcard": (),
    "replacecard": (),
    "givecard": (),
    "losecard": (),
    "findcard": (),
    "newcard": ("for",),
    "join": ("born", "email", "phone", "by", "with"),
    "order": ("by", "at", "through", "source", "from"),
    "refund": ("line",),
    "cancel": (),
    "activity": ("with", "key"),
    "codes": (),
    "code": (),
    "reserve": ("at",),
    "commit": ("for",),
    "release": (),
    "undo": (),
    "use": ("for", "at"),
    "adjust": (),
    "ask": (),
    "decide": ("until", "adviser"),
    "enjoy": ("for",),
    "forgo": (),
    "day": (),
    "time": (),
    "event": ("on", "for"),
    "enter": (),
    "quit": (),
    "signup": (),
    "crowd": (),
    "giveup": (),
    "come": (),
    "household": (),
    "company": (),
    "invite": ("as",),
    "accept": (),
    "become": (),
    "part": (),
    "child": (),
}
CHECKS = {
    "earned", "balance", "pending", "reserved", "owed", "taken", "lapsed", "spent", "tier", "level",
    "issued", "revoked", "holds", "saved", "savings", "refused", "exists", "sent", "benefit",
    "same", "unknown", "not", "candidate", "adviser", "keep", "bought", "card",
    "place", "oncard", "in",
}  # fmt: skip


class Check(Struct, frozen=True, kw_only=True):
    """Something that must be so after a step."""

    member: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The check as it was written."""
        return " ".join(self.words)


class Step(Struct, frozen=True, kw_only=True):
    """One line: when, what happens, what must follow. `options` are words with their arguments."""

    line: int
    day: date
    time: str
    verb: str
    words: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    options: dict[str, str] = {}
    checks: tuple[Check, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """A title and what happens. `time_zone` replaces the program's own where it is given."""

    program: str
    title: str
    steps: tuple[Step, ...]
    time_zone: str = ""

    @property
    def over_http(self) -> bool:
        """Whether it is told through the API only: core knows none of what it is about."""
        return self.title.endswith("(over HTTP)")


def parse(program: str, text: str) -> list[Story]:
    """Will read all stories of a file. A line that says nothing known fails at once."""
    return list(_stories(program, text))


def _stories(program: str, text: str) -> Iterator[Story]:
    title, zone, steps = "", "", list[Step]()
    owners: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = line.split("#", 1)[0].strip()
        if not said:
            continue
        if said.startswith("story "):
            if steps:
                yield Story(program=program, title=title, steps=tuple(steps), time_zone=zone)
            title, zone, steps = said.removeprefix("story ").strip(), "", []
            owners = {}
        elif said.startswith("time zone "):
            zone = said.removeprefix("time zone ").strip()
        else:
            steps.append(_step(number, re.split(r"\s{2,}", said), owners))
    assert steps, f"{program}: no story"
    yield Story(program=program, title=title, steps=tuple(steps), time_zone=zone)


def _step(number: int, columns: list[str], owners: dict[str, str]) -> Step:
    found = WHEN.fullmatch(columns[0])
    assert found, f"line {number}: no date in {columns[0]!r}"
    assert len(columns) > 1, f"line {number}: nothing happens"
    verb, _, rest = columns[1].partition(" ")
    assert verb in OPTIONS, f"line {number}: nobody can {verb!r}"
    rest, items = _items(rest)
    words, options = _split(rest.split(), OPTIONS[verb])
    member = _member(verb, words, owners)
    return Step(
        line=number, day=date.fromisoformat(found[1]), time=found[2] or "12:00", verb=verb,
        words=words, items=items, options=options,
        checks=tuple(_check(number, member, one) for one in columns[2:]),
    )  # fmt: skip


def _items(text: str) -> tuple[str, tuple[Item, ...]]:
    """Will take the lines in brackets out: [2xtea@drinks 6.00; book 12.00]."""
    before, bracket, rest = text.partition("[")
    if not bracket:
        return text, ()
    inside, _, after = rest.partition("]")
    items = []
    for part in inside.split(";"):
        found = ITEM.fullmatch(part.strip())
        assert found, f"no line of an order: {part!r}"
        items.append(
            Item(
                sku=found["sku"], category=found["category"] or "",
                quantity=Decimal(found[1] or 1), net_minor=minor(found["net"]),
            )
        )  # fmt: skip
    return f"{before} {after}", tuple(items)


def minor(text: str) -> int:
    """Will read money with two digits after the point."""
    return int(Decimal(text) * 100)


def _split(parts: list[str], known: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]]:
    words: list[str] = []
    options: dict[str, str] = {}
    current = ""
    for part in parts:
        if part in known:
            current = part
        elif current:
            options[current] = f"{options[current]} {part}" if current in options else part
        else:
            words.append(part)
    return tuple(words), options


# Where the member's name stands; orders and reservations are remembered as theirs.
_NAMED = {
    "topup": 0, "pay": 0, "loadcard": 1, "givecard": 1,
    "join": 0, "use": 0, "adjust": 0, "ask": 0, "decide": 0, "enjoy": 0, "forgo": 0,
    "enter": 0, "quit": 0, "signup": 1, "giveup": 1, "come": 1,
    "household": 1, "company": 1, "invite": 1, "accept": 0, "become": 1, "part": 1,
    "order": 1, "activity": 1, "code": 1, "reserve": 1,
}  # fmt: skip


def _member(verb: str, words: tuple[str, ...], owners: dict[str, str]) -> str:
    if verb in ("order", "reserve"):
        owners[words[0]] = words[1]
    if verb in _NAMED:
        return words[_NAMED[verb]]
    return owners.get(words[0], "") if words else ""


def _check(number: int, member: str, text: str) -> Check:
    words = text.split()
    if words[0] not in CHECKS:
        member, *words = words
    assert words, f"line {number}: nothing expected of {member}"
    assert words[0] in CHECKS, f"line {number}: cannot check {text!r}"
    return Check(member=member, words=tuple(words))

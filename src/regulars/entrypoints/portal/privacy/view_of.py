"""What the privacy page says of consents: what may be agreed to, what is, what was said when."""

from datetime import datetime

from msgspec import Struct

from regulars.domains.consents import queries
from regulars.domains.consents.contracts import CHANNELS, Consent
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.privacy import purposes


class Choice(Struct, frozen=True, kw_only=True):
    """One means of one purpose: whether it is agreed to, and since when."""

    channel: str
    title: str
    given: bool
    since: datetime | None


class Topic(Struct, frozen=True, kw_only=True):
    """A purpose with its means."""

    name: str
    title: str
    text: str
    choices: tuple[Choice, ...]


class Line(Struct, frozen=True, kw_only=True):
    """One line of the history."""

    at: datetime
    title: str
    channel: str
    given: bool
    place: str


def topics(visit: Visit) -> tuple[Topic, ...]:
    """Will list what may be agreed to; and what was agreed to elsewhere, so that it can be taken
    back here."""
    current = queries.current(visit.conn, visit.program_id, visit.me.member_id)
    asked = {one.name: (one.title, one.text) for one in purposes.everything()}
    names = [*asked, *sorted({name for name, _ in current} - asked.keys())]
    mine = [name for name, held in (("email", visit.me.email), ("sms", visit.me.phone)) if held]
    found = []
    for name in names:
        said = [one for one in CHANNELS if (name, one) in current]
        usable = [one for one in CHANNELS if one in said or (name in asked and one in mine)]
        title, text = asked.get(name, (name.replace("-", " ").capitalize(), ""))
        choices = tuple(_choice(one, current.get((name, one))) for one in usable)
        if choices:
            found.append(Topic(name=name, title=title, text=text, choices=choices))
    return tuple(found)


def history(visit: Visit) -> tuple[Line, ...]:
    """Will list what the member said, the newest first."""
    titles, channels = purposes.titles(), purposes.channels()
    said = queries.history(visit.conn, visit.program_id, visit.me.member_id)
    return tuple(
        Line(at=one.at, title=titles.get(one.purpose, one.purpose.replace("-", " ").capitalize()),
             channel=channels[one.channel], given=one.given, place=one.place)
        for one in reversed(said)
    )  # fmt: skip


def _choice(channel: str, said: Consent | None) -> Choice:
    return Choice(
        channel=channel, title=purposes.channels()[channel],
        given=said is not None and said.given, since=said.at if said is not None else None,
    )  # fmt: skip

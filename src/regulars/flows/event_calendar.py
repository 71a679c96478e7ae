"""An event as calendars know it: the same id for ever, so that a change replaces what was there."""

from regulars.domains.gatherings.contracts import Gathering, Place
from regulars.flows.event_news import event_id
from regulars.kit.icalendar import Entry


def entry(gathering: Gathering, place: Place | None = None) -> Entry:
    """Will write an event for a calendar file; whoever only waits has it as not certain."""
    status = "TENTATIVE" if place is not None and place.status == "waiting" else "CONFIRMED"
    return Entry(
        uid=f"{event_id(gathering)}@regulars", changed_at=gathering.changed_at,
        begins_at=gathering.begins_at, ends_at=gathering.ends_at, title=gathering.title,
        text=gathering.text, location=gathering.location, sequence=gathering.revision,
        status="CANCELLED" if gathering.status == "cancelled" else status,
    )  # fmt: skip

"""What holds for all events with places."""

from regulars.core.rules.nodes import DaySpan, Node, Positive


class NoShows(Node, frozen=True):
    """What follows when members have a place and do not come, time and again."""

    times: Positive
    within: DaySpan
    barred_for: DaySpan


class Events(Node, frozen=True):
    """What holds for all events with places; staff arrange each of them by itself."""

    no_shows: NoShows | None = None

"""Events with places."""

from regulars.core.program import Events, NoShows
from regulars.core.rules.nodes import Node

EVENTS: dict[type[Node], dict[str, str]] = {
    Events: {
        "no_shows": "When members who do not come may not sign up for a while.",
    },
    NoShows: {
        "times": "How many places that stayed empty bar a member.",
        "within": "The span up to the last of them in which they count.",
        "barred_for": "How long they may not sign up, from the end of that event on.",
    },
}

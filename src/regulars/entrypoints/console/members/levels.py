"""What the member's page shows of levels: the history, the adviser, and a form to decide."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.domains.tiers import queries
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.members.entries import level_title
from regulars.kit import ids
from regulars.wire.sentences import sentence

SHOWN = 20
DECISIONS = {
    "hold": _("Hold until the day"), "release": _("Release"), "invite": _("Invite"),
    "accept": _("Accept the invitation for them"), "withdraw": _("Withdraw the invitation"),
    "approve": _("Approve"), "decline": _("Decline"),
}  # fmt: skip


class Step(Struct, frozen=True):
    """One change of level, in words."""

    title: str
    at: datetime
    why: str
    who: str


class Followed(Struct, frozen=True, kw_only=True):
    """What happened to a member's levels, and what staff may do about them."""

    steps: tuple[Step, ...]
    adviser: str
    levels: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str], ...]
    key: str


def followed(visit: Visit, account_id: UUID) -> Followed | None:
    """Will tell of a member's levels; nothing where the program has none."""
    ladders = visit.shop.program.ladders.values()
    if not ladders:
        return None
    changes = queries.changes(visit.conn, account_id, limit=SHOWN)
    who = actor_names(visit, (one.actor for one in changes))
    adviser = queries.adviser(visit.conn, account_id)
    return Followed(
        steps=tuple(
            Step(
                level_title(visit, one.after), one.at,
                sentence(one.why, {"after": level_title(visit, one.after)}),
                who[one.actor],
            )
            for one in changes
        ),
        adviser=adviser.name if adviser else "",
        levels=tuple(
            (level.id, level.title or level.id)
            for ladder in ladders
            for level in ladder.word.levels[1:]
        ),
        decisions=tuple((one, words.word(DECISIONS, one)) for one in DECISIONS),
        key=ids.new().hex,
    )  # fmt: skip

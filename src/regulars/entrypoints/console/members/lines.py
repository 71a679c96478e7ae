"""What people say and decide, as items of the time line: notes, consents, levels, acts of staff."""

import msgspec
from django.utils.translation import gettext as _

from regulars.domains.audit.contracts import Act
from regulars.domains.consents.contracts import Consent
from regulars.domains.notes.contracts import Note
from regulars.domains.tiers.contracts import Change
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.audit.acts import act_name
from regulars.entrypoints.console.members.entries import level_title
from regulars.entrypoints.console.members.items import Besides, Item
from regulars.entrypoints.console.members.noting import kinds
from regulars.wire.sentences import sentence


def noted(one: Note) -> Item:
    """Will tell what somebody wrote."""
    return Item(
        kind="note", title=kinds()[one.kind], at=one.at, actor=one.actor,
        besides=(Besides(one.text, ""),),
    )  # fmt: skip


def said(one: Consent) -> Item:
    """Will tell what they agreed to, or took back."""
    title = _("Consent given") if one.given else _("Consent withdrawn")
    detail = " · ".join(filter(None, [one.purpose, one.channel, one.place, one.wording]))
    return Item(kind="consent", title=title, at=one.at, detail=detail, actor=one.actor)


def moved(visit: Visit, one: Change) -> Item:
    """Will tell of another level."""
    levels = {
        "before": level_title(visit, one.before) or "–", "after": level_title(visit, one.after),
    }  # fmt: skip
    return Item(
        kind="level", title=_("Tier: %(before)s → %(after)s") % levels, at=one.at,
        actor=one.actor, besides=(Besides(sentence(one.why, levels), ""),),
    )  # fmt: skip


def done(one: Act) -> Item:
    """Will tell what one of the shop's people did."""
    details = msgspec.json.decode(one.details, type=dict[str, str | int])
    return Item(
        kind="act", title=act_name(one.kind), at=one.at, actor=one.actor,
        detail=" · ".join(f"{name} {value}" for name, value in details.items()),
    )  # fmt: skip

"""Levels and benefits as a member reads them."""

from datetime import datetime

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core import benefits
from regulars.core.calendar import moment
from regulars.core.progress import progress
from regulars.core.tiers import Ahead
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import credit
from regulars.entrypoints.portal.why_not import level_title, said


class Step(Struct, frozen=True, kw_only=True):
    """One level of the ladder. `place`: behind, here or ahead."""

    title: str
    place: str
    perks: tuple[str, ...]


class Standing(Struct, frozen=True, kw_only=True):
    """One ladder: the level, the way on, and what would be lost."""

    set: str
    title: str
    next: str
    missing: str
    percent: int
    until: datetime | None
    keep: str
    falls_to: str
    lost: tuple[str, ...]
    invited: tuple[str, ...]
    waits: str
    steps: tuple[Step, ...]


class Having(Struct, frozen=True, kw_only=True):
    """A benefit: whether it is the member's now, how often still, or why not."""

    title: str
    has: bool
    left: int | None
    why: str


def standings(visit: Visit) -> list[Standing]:
    """Will say where the member stands on each ladder."""
    found = progress(visit.shop.program, visit.state(), visit.shop.instant)
    return [_standing(visit, one) for one in found.tiers]


def havings(visit: Visit) -> list[Having]:
    """Will list the benefits, those that the member has first."""
    program = visit.shop.program
    found = benefits.entitlements(program, visit.state(), visit.shop.instant)
    rows = [_having(visit, one) for one in found]
    return sorted(rows, key=lambda one: not one.has)


def _standing(visit: Visit, one: Ahead) -> Standing:
    program = visit.shop.program
    ladder = program.ladders[one.set]
    titles = program.document.benefits
    whole = one.credit + one.missing
    here = ladder.index(one.level)
    return Standing(
        set=ladder.word.title, title=level_title(visit, one.level),
        next=level_title(visit, one.next) if one.next else "",
        missing=credit(visit, ladder, one.missing) if visit.spends else "",
        percent=100 * one.credit // whole if whole else 100,
        until=moment(one.until) if one.until is not None else None,
        keep=credit(visit, ladder, one.keep_missing)
        if one.keep_missing and visit.spends else "",
        falls_to=level_title(visit, one.falls_to) if one.falls_to else "",
        lost=(*one.lost_perks, *(titles[name].title for name in one.lost_benefits)),
        invited=tuple(level_title(visit, level) for level in one.invited),
        waits=level_title(visit, one.candidate) if one.candidate else "",
        steps=tuple(
            Step(
                title=word.title or word.id, perks=word.perks,
                place="behind" if index < here else "here" if index == here else "ahead",
            )
            for index, word in enumerate(ladder.word.levels)
        ),
    )  # fmt: skip


def _having(visit: Visit, one: benefits.Allowed | benefits.NotYet) -> Having:
    title = visit.shop.program.document.benefits[one.benefit].title
    if isinstance(one, benefits.Allowed):
        return Having(title=title, has=True, left=one.left, why="")
    return Having(title=title, has=False, left=None, why=_why(visit, one))


def _why(visit: Visit, one: benefits.NotYet) -> str:
    if not visit.spends and "missing_minor" in one.params:
        return _("with “%(title)s”") % {"title": level_title(visit, str(one.params["tier"]))}
    ladder = visit.shop.program.ladder_of(str(one.params.get("tier", "")))
    if ladder is not None and "missing_minor" in one.params:
        missing = credit(visit, ladder, int(one.params["missing_minor"]))
        title = level_title(visit, str(one.params["tier"]))
        return _("%(missing)s more to “%(title)s”") % {"missing": missing, "title": title}
    if one.code == "uses_spent" and not one.params.get("date"):
        return _("You have had it as often as it can be had.")
    return said(visit, f"benefit.{one.code}", one.params)

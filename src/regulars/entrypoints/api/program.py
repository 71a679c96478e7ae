"""The program as code: draft, plan, publish, go back. The text is what the merchant promised."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from regulars.core.effects import Refused
from regulars.core.program import Program
from regulars.domains.programs import operations, queries
from regulars.domains.programs import plan as planning
from regulars.domains.programs.contracts import FileProblem, Version
from regulars.domains.programs.loading import load
from regulars.domains.programs.reader import read
from regulars.flows import publish as publishing
from regulars.kit import jobs
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Name, When
from regulars.wire.problems import FieldProblem, Problem, of, problem
from regulars.wire.times import out_of_range

Text = Annotated[str, Meta(max_length=500_000)]


class DraftIn(Closed, frozen=True):
    """A program file's text; it may be wrong in any way."""

    text: Text


class DraftOut(Closed, frozen=True):
    """The draft. `updated_at` is null where there is none yet."""

    text: str
    updated_at: datetime | None


class PlanIn(Closed, frozen=True, omit_defaults=True):
    """The text to compare with the newest version; the draft, if not said."""

    text: Text | None = None


class Change(Closed, frozen=True):
    """One difference."""

    kind: str
    path: tuple[str, ...]
    before: str
    after: str
    plain: str


class PlanOut(Closed, frozen=True):
    """What publishing would change."""

    changes: tuple[Change, ...]


class PublishIn(Closed, frozen=True, omit_defaults=True):
    """What to publish (the draft, if not said) and from when it is in force (now, if not said)."""

    text: Text | None = None
    valid_from: When | None = None
    note: Name = ""


class RollbackIn(Closed, frozen=True, omit_defaults=True):
    """Which version's text to publish again."""

    version: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    valid_from: When | None = None


class WithdrawIn(Closed, frozen=True, omit_defaults=True):
    """Which version to take back, and why."""

    version: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    note: Annotated[str, Meta(max_length=200)] = ""


class VersionOut(Closed, frozen=True, omit_defaults=True):
    """A published version; with `withdraws`, what took that one back before it was in force."""

    number: int
    sha256: str
    published_at: datetime
    valid_from: datetime
    published_by: str
    note: str
    withdraws: int | None = None


class VersionsOut(Closed, frozen=True):
    """All versions, the first one first."""

    data: tuple[VersionOut, ...]


def draft(asked: Asked) -> Answered | Problem:
    """GET /v1/program/draft."""
    found = queries.draft(asked.conn, asked.shop.program_id)
    body = DraftOut(
        text=found.text if found else "", updated_at=found.updated_at if found else None
    )
    return Answered(status=200, body=body)


def save(asked: Asked) -> Answered | Problem:
    """PUT /v1/program/draft."""
    found = operations.save_draft(
        asked.conn, asked.shop.program_id, asked.body.text, now=asked.shop.now
    )
    return Answered(status=200, body=DraftOut(text=found.text, updated_at=found.updated_at))


def plan(asked: Asked) -> Answered | Problem:
    """POST /v1/program/plan."""
    after = read(_text(asked, asked.body.text))
    if not isinstance(after, Program):
        return invalid(after)
    versions = queries.versions(asked.conn, asked.shop.program_id)
    before = load(versions[-1].text) if versions else None
    changes = tuple(
        Change(kind=one.kind, path=one.path, before=one.before, after=one.after, plain=one.plain)
        for one in planning.difference(before, after)
    )
    return Answered(status=200, body=PlanOut(changes=changes))


def publish(asked: Asked) -> Answered | Problem:
    """POST /v1/program/publish."""
    body: PublishIn = asked.body
    unheard = out_of_range(body.valid_from)
    if unheard is not None:
        return unheard
    found = publishing.publish(
        asked.conn, asked.shop.program_id, _text(asked, body.text),
        valid_from=body.valid_from or asked.shop.now, by=asked.key.label or asked.key.hint,
        now=asked.shop.now, note=body.note, later=jobs.later,
    )  # fmt: skip
    return _published(found)


def roll_back(asked: Asked) -> Answered | Problem:
    """POST /v1/program/rollback."""
    body: RollbackIn = asked.body
    unheard = out_of_range(body.valid_from)
    if unheard is not None:
        return unheard
    found = publishing.roll_back(
        asked.conn, asked.shop.program_id, body.version, now=asked.shop.now,
        valid_from=body.valid_from or asked.shop.now, by=asked.key.label or asked.key.hint,
        later=jobs.later,
    )  # fmt: skip
    return _published(found)


def withdraw(asked: Asked) -> Answered | Problem:
    """POST /v1/program/withdraw."""
    body: WithdrawIn = asked.body
    found = publishing.withdraw(
        asked.conn, asked.shop.program_id, body.version, by=asked.key.label or asked.key.hint,
        now=asked.shop.now, note=body.note,
    )  # fmt: skip
    return _published(found)


def versions(asked: Asked) -> Answered | Problem:
    """GET /v1/program/versions."""
    found = queries.history(asked.conn, asked.shop.program_id)
    return Answered(status=200, body=VersionsOut(data=tuple(map(_version, found))))


def invalid(problems: list[FileProblem]) -> Problem:
    """Will tell what is wrong with a text: line, path and cure."""
    errors = tuple(
        FieldProblem(
            pointer="/" + "/".join(map(str, one.path)), detail=one.sentence, code=one.code,
            line=one.line, cure=one.cure,
        )
        for one in problems
    )  # fmt: skip
    return problem("program_invalid", errors=errors)


def _published(found: publishing.Published) -> Answered | Problem:
    if isinstance(found, Refused):
        return of(found)
    if not isinstance(found, Version):
        return invalid(found)
    return Answered(status=200, body=_version(found))


def _text(asked: Asked, said: str | None) -> str:
    if said is not None:
        return said
    found = queries.draft(asked.conn, asked.shop.program_id)
    return found.text if found else ""


def _version(one: Version) -> VersionOut:
    return VersionOut(
        number=one.number, sha256=one.sha256.hex(), published_at=one.published_at,
        valid_from=one.valid_from, published_by=one.published_by, note=one.note,
        withdraws=one.withdraws,
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="get_draft", method="GET", path="/v1/program/draft", scope="program",
        summary="Read the draft", handle=draft, answers={200: DraftOut}, unpublished=True,
    ),
    Call(
        name="save_draft", method="PUT", path="/v1/program/draft", scope="program",
        summary="Keep a text as the draft", handle=save, body=DraftIn, answers={200: DraftOut},
        unpublished=True,
    ),
    Call(
        name="plan_program", method="POST", path="/v1/program/plan", scope="program",
        summary="Say what publishing would change", handle=plan, body=PlanIn,
        answers={200: PlanOut}, problems=("program_invalid",), unpublished=True,
    ),
    Call(
        name="publish_program", method="POST", path="/v1/program/publish", scope="program",
        summary="Make a text the next version", handle=publish, body=PublishIn,
        answers={200: VersionOut}, unpublished=True,
        problems=(
            "program_invalid", "version_in_the_past", "version_breaks_promises", "time_out_of_range"
        ),
    ),
    Call(
        name="roll_back_program", method="POST", path="/v1/program/rollback", scope="program",
        summary="Publish the text of an older version again", handle=roll_back, body=RollbackIn,
        answers={200: VersionOut}, unpublished=True,
        problems=(
            "program_invalid", "version_in_the_past", "version_not_found",
            "version_breaks_promises", "time_out_of_range",
        ),
    ),
    Call(
        name="withdraw_version", method="POST", path="/v1/program/withdraw", scope="program",
        summary="Take a version back before it is in force", handle=withdraw, body=WithdrawIn,
        answers={200: VersionOut}, problems=("version_not_found", "version_in_force"),
    ),
    Call(
        name="list_versions", method="GET", path="/v1/program/versions", scope="program",
        summary="Read all published versions", handle=versions, answers={200: VersionsOut},
        unpublished=True,
    ),
)  # fmt: skip

"""The check-up of a program: what would keep people from liking it, with figures and changes."""

from typing import Literal

from regulars.core.program import Program
from regulars.domains.programs import queries
from regulars.domains.programs.reader import read
from regulars.entrypoints.api.program import invalid
from regulars.flows.check_up import checked
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.problems import Problem


class CheckUpQuery(Closed, frozen=True, omit_defaults=True):
    """Which text to check: the one that was published last, or the draft."""

    of: Literal["published", "draft"] = "published"


class FindingOut(Closed, frozen=True):
    """One question and its answer. `proposal` is a change to try."""

    code: str
    verdict: str
    figure: str
    title: str
    definition: str
    proposal: str


class BlockOut(Closed, frozen=True):
    """A building block that is not used, with what it needs and brings."""

    code: str
    title: str
    needs: str
    brings: str


class CheckUpOut(Closed, frozen=True):
    """The whole check-up. `warnings` counts the findings that ask for a change."""

    warnings: int
    findings: tuple[FindingOut, ...]
    unused: tuple[BlockOut, ...]


def check_up(asked: Asked) -> Answered | Problem:
    """GET /v1/program/check-up."""
    query: CheckUpQuery = asked.query
    document = asked.shop.timeline.latest.document
    if query.of == "draft":
        draft = queries.draft(asked.conn, asked.shop.program_id)
        found = read(draft.text if draft else "")
        if not isinstance(found, Program):
            return invalid(found)
        document = found
    result = checked(asked.conn, asked.shop, document)
    findings = tuple(
        FindingOut(
            code=one.code, verdict=one.verdict, figure=one.figure, title=one.title,
            definition=one.definition, proposal=one.proposal,
        )
        for one in result.findings
    )  # fmt: skip
    unused = tuple(
        BlockOut(code=one.code, title=one.title, needs=one.needs, brings=one.brings)
        for one in result.unused
    )
    body = CheckUpOut(warnings=result.warnings, findings=findings, unused=unused)
    return Answered(status=200, body=body)


CALLS: tuple[Call, ...] = (
    Call(
        name="check_up_program", method="GET", path="/v1/program/check-up", scope="program",
        summary="Say what would keep people from liking the program", handle=check_up,
        query=CheckUpQuery, answers={200: CheckUpOut}, problems=("program_invalid",),
    ),
)  # fmt: skip

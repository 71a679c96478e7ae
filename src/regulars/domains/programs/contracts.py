"""Frozen values that may cross this domain's border."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.checking import Path
from regulars.core.effects import Params


class FileProblem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a program file: where, what, and how to put it right."""

    line: int
    column: int
    path: Path
    code: str
    params: Params
    sentence: str
    cure: str

    @property
    def where(self) -> str:
        """The path as people write it: earn[0].give."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return text


class ProgramRow(Struct, frozen=True, kw_only=True):
    """A merchant's program. `test_clock_at` is the time on its own clock, where it has one."""

    program_id: UUID
    merchant_id: UUID
    name: str
    test_clock_at: datetime | None
    created_at: datetime


class Version(Struct, frozen=True, kw_only=True):
    """A published version: the exact text, its SHA-256, and from when it is in force. One that
    `withdraws` another is no version of its own: it only takes that one back, and has the text that
    is the newest without it."""

    program_id: UUID
    number: int
    text: str
    sha256: bytes
    published_at: datetime
    valid_from: datetime
    published_by: str
    note: str
    withdraws: int | None = None


def standing(versions: Iterable[Version]) -> list[Version]:
    """Will give those that are or will be in force, in their order: without withdrawals, and
    without what these took back."""
    known = list(versions)
    gone = {one.withdraws for one in known}
    return [one for one in known if one.withdraws is None and one.number not in gone]


class Draft(Struct, frozen=True, kw_only=True):
    """The text that somebody is working on; it may be wrong in any way."""

    program_id: UUID
    text: str
    updated_at: datetime

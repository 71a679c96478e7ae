"""Values that cross: a file that was brought, and a row of it that was not taken."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

Phase = Literal["uploaded", "checking", "checked", "running", "done", "stopped", "failed"]
KEPT_DAYS = 7
"""For how long a file is kept that nobody took in, and what was not taken of one."""

ACTIVE: tuple[Phase, ...] = ("checking", "running")


class File(Struct, frozen=True, kw_only=True):
    """A file and how far it is. Without `program_id` it is only reckoned with.

    `settled` counts what came of it so far, `lines` the file's rows in that; `mapping`, `counts`,
    `setting` and `report` are JSON of whoever writes them.
    """

    file_id: UUID
    merchant_id: UUID
    program_id: UUID | None
    kind: str
    name: str
    size: int
    rows: int
    digest: str
    actor: str
    created_at: datetime
    mapping: str = ""
    phase: str = "uploaded"
    settled: int = 0
    lines: int = 0
    counts: str = "{}"
    setting: str = "{}"
    report: str = ""
    finished_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether a job works on it, or will."""
        return self.phase in ACTIVE


class Refused(Struct, frozen=True, kw_only=True):
    """A row that was not taken: where, what is wrong with it, what to do."""

    line: int
    field: str
    value: str
    code: str
    cure: str

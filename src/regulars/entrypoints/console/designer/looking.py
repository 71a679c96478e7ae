"""What there is to say about a text that somebody works on: its problems, and what it changes."""

from typing import Any

from msgspec import Struct

from regulars.core.program import Program
from regulars.domains.programs import promises
from regulars.domains.programs.contracts import FileProblem
from regulars.domains.programs.loading import load
from regulars.domains.programs.reader import read
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.designer import changed
from regulars.flows.draft import Desk, desk
from regulars.kit.pages import differences

TEXT_MAX = 262_144


class Look(Struct, frozen=True, kw_only=True):
    """A text, and the program that it describes or what is wrong with it."""

    desk: Desk
    text: str
    program: Program | None
    problems: tuple[FileProblem, ...]

    @property
    def published(self) -> Program | None:
        """What was published last."""
        return load(self.desk.newest.text) if self.desk.newest else None


def look(visit: Visit, text: str | None = None) -> Look:
    """Will look at a text; at the draft, if none is given."""
    found = desk(visit.conn, visit.program_id)
    text = found.text if text is None else text
    result = read(text) if text.strip() else []
    if isinstance(result, Program):
        return Look(desk=found, text=text, program=result, problems=())
    return Look(desk=found, text=text, program=None, problems=tuple(result))


def clean(text: str) -> str:
    """Will give a text as it came out of a form, with line breaks as files have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def said(one: Look) -> dict[str, Any]:
    """Will say it as plain values for the templates."""
    newest = one.desk.newest
    differs = bool(one.text.strip()) and (newest is None or newest.text != one.text)
    return {
        "text": one.text,
        "numbers": range(1, one.text.count("\n") + 2),
        "empty": not one.text.strip(),
        "valid": one.program is not None,
        "problems": [
            {"line": row.line, "where": row.where, "code": row.code, "sentence": row.sentence,
             "cure": row.cure}
            for row in one.problems
        ],
        "newest": newest.number if newest else 0,
        "differs": differs,
        **(_changes(one) if differs else {}),
    }  # fmt: skip


def _changes(one: Look) -> dict[str, Any]:
    newest = one.desk.newest
    shown: dict[str, Any] = {"lines": differences.lines(newest.text, one.text) if newest else []}
    if one.program is not None:
        before = one.published
        shown["promises"] = promises.changed(before, one.program)
        shown["changes"] = changed.parts(before, one.program)
    return shown

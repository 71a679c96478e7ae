"""Batches as a stream: lines are booked while more come in, in constant memory.

Outcomes wait in a file until the last line is there: who only sends is not answered in the middle,
since a caller that does not read meanwhile would block both sides for ever.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from regulars.entrypoints.fastlane.asgi import Receive, Send
from regulars.entrypoints.fastlane.bodies import parts_of
from regulars.entrypoints.fastlane.messages import encoded
from regulars.wire.batch import Reader, runs, told, wanted
from regulars.wire.calls import MIB, NDJSON
from regulars.wire.groups import GROUP_MAX, Outcome
from regulars.wire.requests import Wanted
from regulars.wire.responses import Response

AT_ONCE = 2 * GROUP_MAX
"""Lines that are booked together: a group for each of two lanes."""

Book = Callable[[Sequence[Wanted]], Awaitable[list[Outcome | Exception]]]


async def answer_batch(
    receive: Receive, send: Send, reader: Reader, book: Book, headers: dict[str, str]
) -> None:
    """Will book a batch and answer it line by line. Raises Gone and TooSlow; what was booked until
    then stays so."""
    # Small batches never touch a disk.
    with tempfile.SpooledTemporaryFile(max_size=MIB) as outcomes:
        groups = _groups(receive)
        ahead = asyncio.ensure_future(anext(groups, None))
        try:
            while (texts := await ahead) is not None:
                ahead = asyncio.ensure_future(anext(groups, None))
                for run in runs(reader.lines(texts), AT_ONCE):
                    outcomes.write(told(run, await book(wanted(run))))
        finally:
            ahead.cancel()
        size = outcomes.tell()
        outcomes.seek(0)
        start = Response(status=200, headers=headers | {"Content-Type": NDJSON})
        await send({"type": "http.response.start", "status": 200, "headers": encoded(start, size)})
        while part := outcomes.read(MIB):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def _groups(receive: Receive) -> AsyncIterator[list[bytes]]:
    """Whole lines, at most a group's at once. Of a line that is too long, its end is left out."""
    lines: list[bytes] = []
    rest = b""
    async for part in parts_of(receive):
        *whole, rest = (rest + part).split(b"\n") if len(rest) <= MIB else _skipped(rest, part)
        lines += whole
        while len(lines) >= AT_ONCE:
            yield lines[:AT_ONCE]
            del lines[:AT_ONCE]
    yield [*lines, rest]


def _skipped(rest: bytes, part: bytes) -> list[bytes]:
    """A line that is too long already grows no more."""
    _, end, after = part.partition(b"\n")
    return [rest, *after.split(b"\n")] if end else [rest]

"""Reading a body from a caller who may be slow, send too much, or leave."""

import asyncio
from collections.abc import AsyncIterator

from regulars.entrypoints.fastlane.asgi import Receive

SECONDS = 30
"""For a body to come in whole, and between two parts of a long one."""


class Gone(Exception):  # noqa: N818 - not an error: nobody is there to be told
    """The caller left."""


class TooSlow(Exception):  # noqa: N818 - an expected no
    """The body did not come in time."""


async def body_of(receive: Receive, largest: int) -> bytes:
    """Will read a body, of which no more than is needed to see that it is too large.

    Raises Gone and TooSlow.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SECONDS):
            more = True
            while more and size <= largest:
                part, more = await _part(receive)
                parts.append(part)
                size += len(part)
    except TimeoutError as error:
        raise TooSlow from error
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def parts_of(receive: Receive) -> AsyncIterator[bytes]:
    """Will give a body part by part. Raises Gone and TooSlow."""
    more = True
    while more:
        try:
            async with asyncio.timeout(SECONDS):
                part, more = await _part(receive)
        except TimeoutError as error:
            raise TooSlow from error
        yield part


async def _part(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)

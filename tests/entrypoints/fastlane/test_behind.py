"""Pages behind the fast lane: what is sent to them arrives, whatever the server gives."""

import asyncio
from typing import Any

from regulars.entrypoints.fastlane.asgi import in_coroutines


def test_what_can_be_awaited_arrives_as_coroutines() -> None:
    seen: list[Any] = []

    async def behind(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - as ASGI has it
        asked = receive()
        seen.extend([asyncio.iscoroutine(asked), await asked])

    async def tell() -> None:
        loop = asyncio.get_running_loop()
        part = loop.create_future()
        part.set_result({"type": "http.request", "body": b"a=b"})
        await in_coroutines(behind)({}, lambda: part, lambda _message: part)

    asyncio.run(tell())
    assert seen == [True, {"type": "http.request", "body": b"a=b"}]

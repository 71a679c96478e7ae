"""What we use of ASGI, by its names."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def in_coroutines(app: App) -> App:
    """Will give a request's parts as coroutines: other threads can wait for nothing else, and the
    server gives whatever can be awaited."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        async def received() -> Message:
            return await receive()

        await app(scope, received, send)

    return asked

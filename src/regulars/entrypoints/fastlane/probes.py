"""Answers those that watch a process on the event loop: a door whose threads are all busy lives."""

import asyncio

from regulars.entrypoints.fastlane.asgi import App, Receive, Scope, Send
from regulars.entrypoints.fastlane.messages import answer
from regulars.wire.health import PATHS, READY, Health
from regulars.wire.responses import Response


class Probes:
    """Stands before an application."""

    def __init__(self, health: Health, behind: App) -> None:
        """Will say how `health` stands, and leave all else to `behind`."""
        self._health, self._behind = health, behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Will answer who asks how it is."""
        if scope["type"] != "http" or scope["path"] not in PATHS:
            await self._behind(scope, receive, send)
            return
        path = scope["path"]
        # To be ready is asked of the database.
        said = await asyncio.to_thread(self._health.said, path) if path == READY else None
        status, word = said or self._health.said(path)
        headers = {"Content-Type": "text/plain", "Cache-Control": "no-store"}
        await answer(send, Response(status=status, headers=headers, body=word))

"""ASGI's messages as the desk's requests, and its responses as messages."""

from msgspec import structs

from regulars.entrypoints.fastlane.asgi import Scope, Send
from regulars.wire.requests import Request
from regulars.wire.responses import Response


def request_of(scope: Scope) -> Request:
    """Will read all of a request but its body."""
    return Request(
        method=scope["method"], path=scope["path"],
        headers={name.decode("latin-1"): value.decode("latin-1")
                 for name, value in scope["headers"]},
        query=scope["query_string"].decode("latin-1"), read=lambda _: b"",
    )  # fmt: skip


def with_body(request: Request, raw: bytes) -> Request:
    """Will give a request with what was read of its body."""
    return structs.replace(request, read=lambda _: raw)


def encoded(response: Response, size: int) -> list[tuple[bytes, bytes]]:
    """Will write a response's headers, with the size of its body."""
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in response.headers.items()
    ]
    headers.append((b"content-length", str(size).encode()))
    return headers


async def answer(send: Send, response: Response) -> None:
    """Will send a response whole."""
    headers = encoded(response, len(response.body))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})

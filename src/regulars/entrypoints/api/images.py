"""Pictures of rewards: put up and taken down by a key, seen by anybody under an address that is
their hash, which browsers may keep for ever.
"""

from typing import Annotated

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseNotModified
from django.views.decorators.http import require_safe
from msgspec import Meta

from regulars.core.effects import Refused
from regulars.domains import pictures
from regulars.flows import picturing
from regulars.kit.images import BYTES_MAX, TYPES
from regulars.kit.pg.django import connection
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.problems import Problem, of, problem

YEAR = 31_536_000


class ImageIn(Closed, frozen=True):
    """A PNG, JPEG or WebP in base64, of at most 2 MiB. What cameras wrote into it is left out."""

    data: Annotated[bytes, Meta(min_length=1, max_length=BYTES_MAX)]


class ImageOut(Closed, frozen=True):
    """Where the picture is, on this installation."""

    reward: str
    image: str
    media_type: str
    width: int
    height: int


def put_up(asked: Asked) -> Answered | Problem:
    """POST /v1/rewards/{id}/image."""
    done = picturing.show(asked.conn, asked.shop, asked.path["id"], asked.body.data)
    if isinstance(done, Refused):
        return of(done)
    out = ImageOut(
        reward=asked.path["id"], image=picturing.address(done.digest, done.kind),
        media_type=TYPES[done.kind], width=done.width, height=done.height,
    )  # fmt: skip
    return Answered(status=200, body=out)


def take_down(asked: Asked) -> Answered | Problem:
    """DELETE /v1/rewards/{id}/image."""
    if asked.path["id"] not in asked.shop.program.document.rewards:
        return problem("reward_unknown", reward=asked.path["id"])
    picturing.hide(asked.conn, asked.shop, asked.path["id"])
    return Answered(status=204)


@require_safe
def image(request: HttpRequest, digest: str, ending: str) -> HttpResponse:
    """A picture; never anything else, whatever a browser would like to make of it."""
    found = pictures.queries.picture(connection(), digest)
    if found is None or picturing.ENDINGS[found.kind] != ending:
        return HttpResponseNotFound()
    tag = f'"{digest}"'
    known = request.headers.get("If-None-Match") == tag
    response = HttpResponseNotModified() if known else HttpResponse(found.body, TYPES[found.kind])
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


CALLS: tuple[Call, ...] = (
    Call(
        name="put_reward_image", method="POST", path="/v1/rewards/{id}/image", scope="catalogue",
        summary="Give a reward its picture", handle=put_up, body=ImageIn,
        answers={200: ImageOut}, problems=("reward_unknown", "image_refused"),
        largest=BYTES_MAX * 4 // 3 + 1024,
    ),
    Call(
        name="delete_reward_image", method="DELETE", path="/v1/rewards/{id}/image",
        scope="catalogue", summary="Let a reward show no picture", handle=take_down,
        answers={204: None}, problems=("reward_unknown",),
    ),
)  # fmt: skip

"""Pictures of rewards, and the shop's logo: put up and taken down by a key."""

from typing import Annotated

from msgspec import Meta

from regulars.core.effects import Refused
from regulars.flows import picturing
from regulars.kit.images import BYTES_MAX, TYPES
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.problems import Problem, of, problem


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


class LogoOut(Closed, frozen=True):
    """Where the logo is, on this installation."""

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


def put_logo_up(asked: Asked) -> Answered | Problem:
    """POST /v1/look/logo."""
    done = picturing.show_logo(asked.conn, asked.shop, asked.body.data)
    if isinstance(done, Refused):
        return of(done)
    out = LogoOut(
        image=picturing.address(done.digest, done.kind), media_type=TYPES[done.kind],
        width=done.width, height=done.height,
    )  # fmt: skip
    return Answered(status=200, body=out)


def take_logo_down(asked: Asked) -> Answered | Problem:
    """DELETE /v1/look/logo."""
    picturing.hide_logo(asked.conn, asked.shop)
    return Answered(status=204)


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
    Call(
        name="put_logo", method="POST", path="/v1/look/logo", scope="catalogue",
        summary="Give the club, the widget and the till the shop's logo", handle=put_logo_up,
        body=ImageIn, answers={200: LogoOut}, problems=("image_refused",),
        largest=BYTES_MAX * 4 // 3 + 1024,
    ),
    Call(
        name="delete_logo", method="DELETE", path="/v1/look/logo", scope="catalogue",
        summary="Let pages show the shop's name instead of a logo", handle=take_logo_down,
        answers={204: None},
    ),
)  # fmt: skip

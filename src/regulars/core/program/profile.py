"""What a shop asks its members about themselves."""

from typing import Annotated

from msgspec import Meta

from regulars.core.rules.nodes import Node

ANSWERED = "profile.answered"
QUESTION = "question"

Answer = Annotated[str, Meta(min_length=1, max_length=100)]


class Question(Node, frozen=True):
    """A question of the profile. The answer becomes the member's attribute of the same name."""

    ask: Annotated[str, Meta(min_length=1, max_length=200)]
    answers: Annotated[tuple[Answer, ...], Meta(max_length=30)] = ()
    why: Annotated[str, Meta(max_length=300)] = ""

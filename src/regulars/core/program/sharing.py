"""Accounts that several people share: households that pool, and companies with their buyers."""

from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.rules.nodes import DaySpan, Id, Node


class Household(Node, frozen=True):
    """Members who put together what they have; children are in it without a profile of theirs."""

    people: Annotated[int, Meta(ge=2, le=50)] = 6
    children: Annotated[int, Meta(ge=0, le=48)] = 4
    spending: Literal["head", "adults"] = "adults"
    on_leaving: Literal["stay", "share"] = "stay"
    again_after: DaySpan | None = None


class Role(Node, frozen=True):
    """What a buyer may do for the company besides buying."""

    title: str = ""
    spends: bool = False
    manages: bool = False


class Company(Node, frozen=True):
    """Customers that are firms: one balance, several buyers."""

    roles: Annotated[dict[Id, Role], Meta(min_length=1)]
    people: Annotated[int, Meta(ge=1, le=10_000)] = 50

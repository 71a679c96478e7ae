"""Benefits that are used, and uses that are taken back."""

from regulars.core.facts.fact import Fact
from regulars.core.facts.orders import Line
from regulars.core.facts.standing import BenefitUse


class UseBenefit(Fact, frozen=True, tag="benefit.used"):
    """A member had a benefit. `saved_minor` is what it saved, where the till knows better than the
    program; `lines` are those that a member's price is for.
    """

    benefit: str
    location: str = ""
    channel: str = ""
    order_id: str = ""
    lines: tuple[Line, ...] = ()
    saved_minor: int | None = None
    actor: str = ""


class UndoBenefit(Fact, frozen=True, tag="benefit.undone"):
    """A use did not happen after all: it may be had again, and nothing was saved."""

    use: BenefitUse
    actor: str = ""

"""What a thing on the desk would be to members and to the shop, before anybody publishes it."""

from collections.abc import Callable, Mapping
from typing import Any

from regulars.core.program import Program
from regulars.core.stamps.following import CardStanding, PlaceStanding
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.designer.swatches import faces, swatches
from regulars.flows import previewing, segmenting
from regulars.kit.pages.stamp_drawing import drawing
from regulars.kit.pages.templatetags.pages import number


def preview(visit: Visit, kind: str, program: Program, name: str) -> dict[str, Any]:
    """Will give what the template of a kind's preview shows; nothing for kinds that have none."""
    look = _LOOKS.get(kind)
    return {kind: look(visit, program, name)} if look is not None else {}


def _called(program: Program, currency: str, amount: int) -> str:
    one, many = program.points[currency].name
    return f"{number(amount)} {one if amount == 1 else many}"


def _title(program: Program, reward: str) -> str:
    word = program.rewards.get(reward)
    return (word.title if word else "") or reward


def _reward(_visit: Visit, program: Program, name: str) -> dict[str, Any]:
    word = program.rewards[name]
    prices = [
        " + ".join(_called(program, currency, amount) for currency, amount in price.items())
        for price in word.alternatives
    ]
    return {"title": word.title or name, "prices": prices, "terms": word.terms,
            "stock": word.stock}  # fmt: skip


def _stamp_card(_visit: Visit, program: Program, name: str) -> dict[str, Any]:
    """A card as a member has it who has been here a few times."""
    word = program.stamp_cards[name]
    card = CardStanding(
        card=name, currency=name, place="", stamps=word.stamps, filled=min(3, word.stamps - 1),
        owed=0, completed=0, finished=False, until=None,
        places=tuple(PlaceStanding(one.at, one.issue) for one in word.rewards),
    )  # fmt: skip
    return drawing(word, card) | {
        "title": word.title, "design": word.design,
        "gifts": [(one.at, _title(program, one.issue)) for one in word.rewards],
    }  # fmt: skip


def _segment(visit: Visit, program: Program, name: str) -> dict[str, Any]:
    return {"members": segmenting.count(visit.conn, visit.shop, program.segments[name].where)}


def _campaign(visit: Visit, program: Program, name: str) -> dict[str, Any]:
    """Whom it is for, and what it would have given on as many past days of the same weekdays."""
    found = previewing.preview(visit.conn, visit.shop, program, name)
    given = [_called(program, one, amount) for one, amount in found.points.items()
             if one in program.points]  # fmt: skip
    given += [f"{number(times)} × {_title(program, one)}" for one, times in found.issued.items()]
    return {
        "audience": found.audience, "orders": found.orders, "all": found.orders_in_window,
        "touched": found.touched, "given": given,
    }  # fmt: skip


def _program(_visit: Visit, program: Program, _name: str) -> dict[str, Any]:
    """How the club, the widget and the till would look."""
    word = program.look
    return {"title": program.title, "swatches": swatches(word.color) if word.color else (),
            "face": faces(word.typeface)[0]}  # fmt: skip


_LOOKS: Mapping[str, Callable[[Visit, Program, str], dict[str, Any]]] = {
    "program": _program, "reward": _reward, "stamp_card": _stamp_card,
    "segment": _segment, "campaign": _campaign,
}  # fmt: skip

"""A card as a picture: for a phone as SVG, for the card printer as PDF."""

from regulars.core.card_numbers import typed
from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import BARRED, Card
from regulars.flows.show_card import faces
from regulars.kit.cardprint import layout, pdf, svg
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem, problem

PROBLEMS = ("card_unknown", "card_blocked", "card_replaced")


class PrintQuery(Closed, frozen=True):
    """`bleed`: with colour that runs over the edge, and marks where to cut."""

    bleed: bool = False


def picture(asked: Asked) -> Answered | Problem:
    """GET /v1/cards/{number}/card.svg."""
    card = _good(asked)
    if isinstance(card, Problem):
        return card
    [face] = faces(asked.conn, asked.shop, [card])
    body = svg.picture(layout.phone(face), label=f"{face.brand}: {face.shown}")
    return Answered(status=200, body=body, media_type=svg.MEDIA_TYPE)


def printed(asked: Asked) -> Answered | Problem:
    """GET /v1/cards/{number}/card.pdf."""
    card = _good(asked)
    if isinstance(card, Problem):
        return card
    found = faces(asked.conn, asked.shop, [card])
    body = pdf.sheet(found, title=found[0].brand, bleed=asked.query.bleed)
    return Answered(status=200, body=body, media_type=pdf.MEDIA_TYPE)


def _good(asked: Asked) -> Card | Problem:
    """Only a good card is shown: another one would lead to nothing at the till."""
    card = cards.by_number(asked.conn, asked.shop.program_id, typed(asked.path["number"]))
    if card is None:
        return problem("card_unknown")
    return problem(BARRED[card.status]) if BARRED[card.status] else card


CALLS: tuple[Call, ...] = (
    Call(
        name="get_card_picture", method="GET", path="/v1/cards/{number}/card.svg", scope="members",
        summary="Read a card as a picture for a phone", handle=picture, answers={200: str},
        media_type=svg.MEDIA_TYPE, problems=PROBLEMS, kinds=STAFF,
    ),
    Call(
        name="print_card", method="GET", path="/v1/cards/{number}/card.pdf", scope="members",
        summary="Read a card as pages for the card printer, front and back", handle=printed,
        query=PrintQuery, answers={200: str}, media_type=pdf.MEDIA_TYPE, problems=PROBLEMS,
        kinds=STAFF,
    ),
)  # fmt: skip

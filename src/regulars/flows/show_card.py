"""What stands on a member's card: the brand, the level of today, the name and the number."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.core.card_numbers import grouped
from regulars.core.evaluate import pass_time
from regulars.core.state import FIRST_SET, AccountState
from regulars.domains.cards.contracts import Card
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.flows.shops import Shop
from regulars.kit.cardprint.layout import Face


def faces(conn: Connection, shop: Shop, cards: Sequence[Card]) -> list[Face]:
    """Will give the faces of cards, in their order."""
    ids = [one.member_id for one in cards]
    people = {one.member_id: one for one in members.members(conn, shop.program_id, ids)}
    accounts = [one.account_id for one in people.values()]
    states = ledger.states(conn, accounts)
    document, design = shop.program.document, shop.program.document.cards.face
    found = []
    for one in cards:
        person = people[one.member_id]
        state = states.get(person.account_id, AccountState())
        found.append(
            Face(
                brand=design.brand or document.title, level=_level(shop, state), name=person.name,
                code=one.number, shown=grouped(one.number), note=design.note,
                background=design.background, text=design.text,
            )
        )  # fmt: skip
    return found


def _level(shop: Shop, state: AccountState) -> str:
    """The title of the level in the first set, as a member stands in it today."""
    ladder = next(iter(shop.program.ladders.values()), None)
    if ladder is None:
        return ""
    now = pass_time(shop.timeline, state, shop.instant)[1]
    stands = now.tier if ladder.id == FIRST_SET else now.tiers.get(ladder.id)
    word = ladder.word.levels[ladder.index(stands.level) if stands else 0]
    return word.title or word.id

"""Members answer what the profile asks: each answer is an attribute of theirs, and what rules give
for it they get once.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import AnyEffect
from regulars.core.evaluate import evaluate
from regulars.core.facts import Activity
from regulars.core.program import Question
from regulars.core.program.profile import ANSWERED, QUESTION
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows import act, change_member, shelves
from regulars.flows.books import DRAWS
from regulars.flows.shops import Shop
from regulars.flows.standing import standing

TEXT_MAX = 200


def unanswered(shop: Shop, member: Member) -> dict[str, Question]:
    """Will give what may be asked: nothing that is known already."""
    known = member.profile().attributes
    asked = shop.program.document.profile
    return {name: word for name, word in asked.items() if name not in known}


def fits(word: Question, text: str) -> bool:
    """Will tell whether a text answers a question; none at all does, too."""
    return not text or (text in word.answers if word.answers else len(text) <= TEXT_MAX)


def gained(
    conn: Connection, shop: Shop, account_id: UUID, names: tuple[str, ...], *,
    together: bool = False,
) -> dict[str, tuple[AnyEffect, ...]]:  # fmt: skip
    """Will work out what an answer to each question would bring, alone or after the ones before
    it; nothing is stored."""
    if not names or ANSWERED not in {*shop.program.rules, *shop.program.campaigns}:
        return dict.fromkeys(names, ())
    state = standing(conn, shop, account_id)
    inputs = shelves.looked_at(conn, shop, DRAWS - 1, account_id)
    found = {}
    for name in names:
        outcome, after = evaluate(shop.timeline, _told(shop, name), state, inputs, shop.instant)
        state = after if together else state
        found[name] = tuple(outcome.effects[outcome.elapsed :])
    return found


def answer(
    conn: Connection, shop: Shop, member_id: UUID, said: Mapping[str, str]
) -> tuple[AnyEffect, ...]:
    """Will keep what a member says, and give what follows: for each question once, however often
    they change their mind. '' takes an answer back."""
    member = members.locked(conn, shop.program_id, member_id)
    assert member is not None, "who is signed in is there"
    before = member.profile().attributes
    after = {name: one for name, one in before.items() if said.get(name, one)}
    after |= {name: text for name, text in said.items() if text}
    effects: list[AnyEffect] = []
    for name in said:
        if name in after and name not in before:
            key = f"activity:{ANSWERED}/{member_id}/{name}"
            mark = hashlib.sha256(key.encode()).digest()
            done = act.act(
                conn, shop, member.account_id, _told(shop, name), key=key, fingerprint=mark
            )
            effects += done.effects if done.status == "created" else ()
    if after != before:
        changed = msgspec.structs.replace(member, attributes=msgspec.json.encode(after))
        change_member.change(conn, shop, changed)
    return tuple(effects)


def _told(shop: Shop, name: str) -> Activity:
    return Activity(occurred_at=shop.now, type=ANSWERED, data={QUESTION: name})

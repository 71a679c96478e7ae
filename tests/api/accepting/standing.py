"""How members stand: levels that people decide about, benefits, and the codes of phones."""

from typing import Any

from tests.api.accepting.shop import AT, LATER, Making, Names, Shop

from regulars.flows import phone_codes
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact

# What staff decide about which level, and what must have been decided before.
LEVELS = {
    "approve": ("gold", ""), "decline": ("gold", ""), "hold": ("gold", ""),
    "release": ("gold", "hold"), "invite": ("circle", ""), "accept": ("circle", "invite"),
    "withdraw": ("circle", "invite"),
}  # fmt: skip


def decided(shop: Shop, said: Names) -> Names:
    """A member about whose level this can be decided."""
    ref = shop.member()
    level, before = LEVELS[said["decision"]]
    if before:
        body = {"decision": before, "level": level, "actor": "mari", "until": LATER}
        shop.need(f"/v1/members/{ref}/tiers/decisions", body)
    return {"ref": ref, "level": level}


def benefit(shop: Shop, _said: Names) -> Names:
    """A member who may have a benefit."""
    return {"ref": shop.member(), "id": "delivery", "benefit": "delivery"}


def used(shop: Shop, said: Names) -> Names:
    """A benefit that was had."""
    names = benefit(shop, said)
    path = f"/v1/members/{names['ref']}/entitlements/delivery/use"
    return names | {"use": shop.need(path, {"occurred_at": AT})["use"]}


def phone(shop: Shop, _said: Names) -> Names:
    """What a member's phone shows."""
    made = shop.need(f"/v1/members/{shop.member()}", method="GET")
    member_id = ids.decode("mem", made["id"])
    assert member_id is not None

    def begun(conn: Any) -> Any:
        return phone_codes.begin(conn, shop.api.program_id, member_id, clock.now())

    return {"code": phone_codes.shown(transact(begun), clock.now())}


MAKES: dict[str, Making] = {
    "decide_tier": decided,
    "get_benefit": benefit,
    "use_benefit": benefit,
    "undo_benefit": used,
    "read_phone_code": phone,
}

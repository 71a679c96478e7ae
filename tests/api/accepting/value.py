"""Money on account, and gift cards."""

from tests.api.accepting.shop import MOST, Making, Names, Shop


def wallet(shop: Shop, _said: Names) -> Names:
    """A member who has paid in, and another one."""
    ref, payment = shop.member(), shop.number("pay")
    said = {"amount_minor": MOST, "payment": payment}
    shop.need(f"/v1/members/{ref}/stored-value/top-ups", said)
    return {"ref": ref, "payment": payment, "to": shop.member()}


def to_pay_out(shop: Shop, said: Names) -> Names:
    """A payment that may come back, or a small rest."""
    if said.get("payment"):
        return wallet(shop, said)
    ref = shop.member()
    rest = {"amount_minor": 500, "payment": shop.number("pay")}
    shop.need(f"/v1/members/{ref}/stored-value/top-ups", rest)
    return {"ref": ref}


def sold(shop: Shop, _said: Names) -> Names:
    """A gift card with all that fits on one."""
    said = {"amount_minor": MOST, "payment": shop.number("pay")}
    made = shop.need("/v1/gift-cards", said)
    return {"card": made["code"], "hint": made["hint"]}


def to_block(shop: Shop, said: Names) -> Names:
    """A gift card that is good, or blocked where it is to be good again."""
    names = sold(shop, said)
    if not said.get("blocked", True):
        shop.need(f"/v1/gift-cards/{names['card']}/block", {"reason": "Lost"})
    return names


def to_sell(shop: Shop, said: Names) -> Names:
    """A payment of its own, or a voucher that becomes a card."""
    if said.get("voucher"):
        made = shop.redemption("card-of-five", committed=True)
        return {"voucher": made["voucher"]["code"]}
    return {"payment": shop.number("pay")}


MAKES: dict[str, Making] = {
    "top_up": lambda shop, _said: {"ref": shop.member(), "payment": shop.number("pay")},
    "/v1/members/{ref}/stored-value": wallet,
    "pay_out": to_pay_out,
    "/v1/gift-cards/{card}": sold,
    "block_gift_card": to_block,
    "create_gift_card": to_sell,
}

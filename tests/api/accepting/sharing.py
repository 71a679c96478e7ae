"""Households with their people, children and invitations; and members who were made one."""

from tests.api.accepting.shop import Making, Names, Shop


def household(shop: Shop, _said: Names) -> Names:
    """A household; its head may do everything."""
    head = shop.member()
    made = shop.need("/v1/accounts", {"kind": "household", "head": head, "name": "Mets"})
    return {"id": made["id"], "ref": head, "by": head, "role": "adult"}


def invitation(shop: Shop, said: Names) -> Names:
    """A household that has asked somebody."""
    home = household(shop, said)
    made = shop.need(f"/v1/accounts/{home['id']}/invitations", {"role": "adult"})
    return home | {"invitation": made["id"], "code": made["code"], "member": shop.member()}


def person(shop: Shop, said: Names) -> Names:
    """Somebody who came into a household."""
    home = invitation(shop, said)
    shop.need("/v1/invitations/accept", {key: home[key] for key in ("code", "member")})
    return home | {"ref": home["member"], "role": "head"}


def child(shop: Shop, said: Names) -> Names:
    """A child of a household."""
    home = household(shop, said)
    return home | {"child": shop.need(f"/v1/accounts/{home['id']}/children", {"name": "Kim"})["id"]}


def merged(shop: Shop, _said: Names) -> Names:
    """Two members who were made one."""
    ref = shop.member()
    shop.need(f"/v1/members/{ref}/merge", {"other": shop.member()})
    [merge] = shop.need(f"/v1/members/{ref}/merges", method="GET")["items"]
    return {"ref": ref, "merge": merge["id"]}


MAKES: dict[str, Making] = {
    "/v1/accounts/{id}": household,
    "get_member_account": household,
    "withdraw_invitation": invitation,
    "accept_invitation": invitation,
    "decline_invitation": invitation,
    "change_role": person,
    "leave_account": person,
    "remove_child": child,
    "list_merges": merged,
    "split_member": merged,
}

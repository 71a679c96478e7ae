"""Money paid in and spent by hand at the console: once for its form, with a reason."""

from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of

from regulars.domains.ledger import queries as ledger

VALUE = "\nstored_value:\n  purse: {name: [credit, credit]}\n"


def test_money_is_paid_in_and_spent(owner: Client, shop: SmallShop) -> None:
    shop.publish(PROGRAM + VALUE, shop.shop.now)
    member = f"/console/p/shop/members/{shop.star}/"
    assert f"{member}wallet/" in owner.get(member).text
    assert "Pay in or spend" in owner.get(f"{member}wallet/").text

    def send(key: str, **said: str) -> str:
        form = {"key": key * 32, "wallet": "purse", "direction": "pay-in", "amount": "25,00",
                "reason": "The till was down", "sure": "yes", **said}  # fmt: skip
        return owner.post(f"{member}wallet/", form, follow=True).text

    def held() -> int:
        account_id = shop.account(email_of(1))
        return ledger.balances(shop.conn, [account_id])[account_id]["purse"]["available"]

    assert "booked" in send("a")
    send("a")
    assert held() == 2500
    assert "A reason is needed" in send("b", reason="")
    assert "Write an amount above 0" in send("b", amount="0")
    assert "Choose one of these" in send("b", wallet="other")
    assert 'role="alert"' in send("b", direction="spend", amount="25.01")
    assert "booked" in send("b", direction="spend", amount="7.50")
    assert held() == 1750
    assert "The till was down" in owner.get(member).text


def test_it_is_asked_again_before_it_is_done(owner: Client, shop: SmallShop) -> None:
    shop.publish(PROGRAM + VALUE, shop.shop.now)
    page = f"/console/p/shop/members/{shop.star}/wallet/"
    form = {"key": "c" * 32, "wallet": "purse", "direction": "pay-in", "amount": "25,00",
            "reason": "The till was down", "location": ""}  # fmt: skip
    account_id = shop.account(email_of(1))
    asked = owner.post(page, form).text
    assert "Is this right?" in asked
    assert 'name="amount" value="25,00"' in asked
    assert "Is this right?" not in owner.post(page, form | {"back": "yes"}).text
    assert "purse" not in ledger.balances(shop.conn, [account_id])[account_id]
    owner.post(page, form | {"sure": "yes"})
    assert ledger.balances(shop.conn, [account_id])[account_id]["purse"]["available"] == 2500

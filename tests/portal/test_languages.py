"""The club in each member's own language, numbers and plurals included."""

import msgspec
import pytest
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop
from tests.portal.test_rewards import CLUB, enter, known

from regulars.domains.members import operations as members

SAID = {
    "fi": ("Mitä minulla on", "Palkinnot"),
    "nb": ("Det jeg har", "Belønninger"),
    "et": ("Mis mul on", "Preemiad"),
    "ru": ("Что у меня есть", "Награды"),
    "zh-hans": ("我拥有的", "奖励"),
    "en": ("What I have", "Rewards"),
}


def speaks(shop: SmallShop, language: str) -> None:
    """Aino reads this language from now on."""
    members.change(shop.conn, msgspec.structs.replace(known(shop, 1), language=language))


@pytest.mark.parametrize("language", SAID)
def test_home_speaks_the_members_language(client: Client, shop: SmallShop, language: str) -> None:
    speaks(shop, language)
    answer = enter(client, shop).get(CLUB)
    assert answer.headers["Content-Language"] == language
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    for text in SAID[language]:
        assert text in page


def test_who_is_not_known_is_met_in_the_browsers_language(
    client: Client, shop: SmallShop
) -> None:  # fmt: skip
    page = client.get(f"{CLUB}join/", headers={"accept-language": "fi-FI,fi;q=0.9"})
    assert "Näin käsittelemme tietojasi" in page.content.decode()
    assert shop.program_id


def test_a_reason_is_said_in_the_members_language(client: Client, shop: SmallShop) -> None:
    speaks(shop, "fi")
    page = enter(client, shop).get(f"{CLUB}history/").content.decode()
    assert "säännöllä" in page


def test_a_share_that_has_no_title_is_named_by_what_it_takes_off(
    client: Client, shop: SmallShop
) -> None:
    tenth = "rewards:\n  tenth: {kind: percent-off, value: 10, price: {point: 5}}\n"
    shop.publish(PROGRAM.replace("rewards:\n", tenth, 1), shop.now)
    enter(client, shop)
    assert "10 % off" in client.get(f"{CLUB}rewards/").content.decode()
    speaks(shop, "fi")
    assert "10 % alennusta" in client.get(f"{CLUB}rewards/").content.decode()

"""Each page of the navigation says what it is for."""

from django.test import Client

from regulars.entrypoints.console import helping, navigation


def test_every_page_of_the_navigation_has_help() -> None:
    stops = {one.view for _title, pages in navigation.GROUPS for one in pages}
    assert stops == helping.TEXTS.keys()


def test_help_stands_on_pages_and_within_them(owner: Client) -> None:
    for address in ("members/", "members/bulk/runs/"):
        assert "Everybody who collects." in owner.get(f"/console/p/shop/{address}").text
    assert "finds any member" in owner.get("/console/p/shop/search/").text

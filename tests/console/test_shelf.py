"""The shelf: what is left of a reward, and filling it again."""

from django.test import Client

PAGE = "/console/p/shop/rewards/"


def test_the_shelf_is_filled_again(owner: Client) -> None:
    page = owner.get(PAGE).text
    assert "<strong>12</strong> left, 0 taken" in page
    assert page.count("/stock/") == 1  # of all rewards, one has a shelf
    answer = owner.post(f"{PAGE}mug/stock/", {"left": "40"}, follow=True)
    assert "A mug of ours: 40 left." in answer.text
    assert "<strong>40</strong> left, 0 taken" in answer.text


def test_only_a_whole_number_is_taken(owner: Client) -> None:
    for said in ("", "-1", "1.5", "many", "10000000"):
        answer = owner.post(f"{PAGE}mug/stock/", {"left": said}, follow=True)
        assert "Write a whole number" in answer.text
        assert "<strong>12</strong> left" in answer.text


def test_what_has_no_shelf_cannot_be_filled(owner: Client) -> None:
    assert owner.post(f"{PAGE}five/stock/", {"left": "4"}).status_code == 404
    assert owner.post(f"{PAGE}none/stock/", {"left": "4"}).status_code == 404

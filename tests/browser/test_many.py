"""The palette by keys alone, and one act on many members, as staff do it."""

from playwright.sync_api import Page, expect


def test_the_palette_by_keys_alone(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/")
    kirsi.wait_for_load_state()
    kirsi.keyboard.press("Control+k")
    palette = kirsi.get_by_role("dialog", name="Search everything")
    expect(palette.get_by_role("link", name="Members", exact=True)).to_be_visible()
    kirsi.keyboard.type("aino")
    expect(palette.get_by_role("link", name="Aino Virtanen")).to_be_visible()
    kirsi.keyboard.press("ArrowDown")
    kirsi.keyboard.press("Enter")
    expect(kirsi.get_by_role("heading", level=1)).to_have_text("Aino Virtanen")
    kirsi.wait_for_load_state()
    kirsi.keyboard.press("Control+k")
    kirsi.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    kirsi.keyboard.press("?")
    expect(kirsi.get_by_role("heading", name="Keys")).to_be_visible()
    kirsi.keyboard.press("Escape")
    expect(kirsi.get_by_role("heading", name="Keys")).to_be_hidden()
    kirsi.keyboard.press("g")
    kirsi.keyboard.press("r")
    expect(kirsi.get_by_role("heading", level=1)).to_have_text("Rewards")
    kirsi.wait_for_load_state()


def test_the_search_without_the_palette(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/search/")
    kirsi.locator("main").get_by_label("Search everything").fill("A-2001")
    kirsi.locator("main").get_by_role("button", name="Find").click()
    kirsi.locator("main").get_by_role("link", name="A-2001").click()
    expect(kirsi.get_by_role("heading", level=1)).to_have_text("Aino Virtanen")
    kirsi.wait_for_load_state()


def test_a_tag_for_two_who_are_ticked(kirsi: Page) -> None:
    kirsi.goto("/console/p/shop/members/")
    for name in ("Mikko Lahti", "Olga Petrova"):
        kirsi.get_by_label(f"Choose {name}").check()
    kirsi.get_by_role("button", name="With those who are ticked").click()
    expect(kirsi.get_by_text("2 members are chosen.")).to_be_visible()
    kirsi.get_by_label("Put a tag on").check()
    kirsi.get_by_label("Tag", exact=True).fill("Gardeners")
    kirsi.get_by_role("button", name="See what it would do").click()
    expect(kirsi.get_by_text("For 2 members, each once.")).to_be_visible()
    kirsi.get_by_role("button", name="Do it for 2 members").click()
    expect(kirsi.get_by_role("heading", level=1)).to_have_text("Tag “gardeners” on")
    kirsi.wait_for_load_state()

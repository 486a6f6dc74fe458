"""Matching and labelling: lists, boxes, and spots on an image."""

from browser.types_site import Open
from playwright.sync_api import expect

LABELS = {1: "Aorta", 2: "Inferior vena cava", 3: "Vertebral body"}


def test_labels_are_chosen_for_spots_and_seen_on_the_image(ask: Open) -> None:
    page = ask("structures")
    for spot, label in LABELS.items():
        page.page.get_by_label(f"Spot {spot}").select_option(label)
    words = page.page.locator(".drawing text")
    expect(words.filter(has_text="Aorta")).to_be_visible()
    expect(words).to_have_text(["1", "Aorta", "2", "Inferior vena cava", "3", "Vertebral body"])
    page.send()
    pairs = page.answers()["structures"]["pairs"]
    assert sorted(pairs) == [["aorta", "round"], ["cava", "flat"], ["spine", "shadow"]]


def test_a_label_that_may_be_used_once_moves_along_and_that_is_said(ask: Open) -> None:
    page = ask("structures")
    page.page.get_by_label("Spot 1").select_option("Aorta")
    page.page.get_by_label("Spot 2").select_option("Aorta")
    page.sitting.told("Aorta is no longer at: Spot 1.")
    expect(page.page.get_by_label("Spot 1")).to_have_value("")


def test_a_label_that_the_arrow_keys_only_pass_goes_back_to_where_it_was(ask: Open) -> None:
    page = ask("structures")
    page.page.get_by_label("Spot 1").select_option("Aorta")
    second = page.page.get_by_label("Spot 2")
    second.focus()
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(4):
            page.page.keyboard.press(key)
    page.sitting.told("Aorta is no longer at: Spot 1.")
    page.sitting.told("Aorta is back at: Spot 1.")
    while second.locator("option:checked").inner_text() != "Gallbladder":
        page.page.keyboard.press("ArrowDown")
    expect(page.page.get_by_label("Spot 1").locator("option:checked")).to_have_text("Aorta")
    page.saved()
    assert sorted(page.drafts()[-1]["pairs"]) == [["aorta", "round"], ["gallbladder", "flat"]]


def test_a_press_on_a_spot_leads_to_its_list(ask: Open) -> None:
    page = ask("structures")
    spot = page.page.locator(".drawing .spot circle").nth(1)
    box = spot.bounding_box()
    assert box
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.page.get_by_label("Spot 2")).to_be_focused()


def test_by_keys_alone_and_a_draft_comes_back(ask: Open) -> None:
    page = ask("structures")
    page.page.get_by_label("Spot 1").focus()
    page.page.keyboard.type("Aorta")
    expect(page.page.get_by_label("Spot 1").locator("option:checked")).to_have_text("Aorta")
    page.page.keyboard.press("Tab")
    expect(page.page.get_by_label("Spot 2")).to_be_focused()
    page.saved()
    page.page.reload()
    page.sitting.ready()
    expect(page.page.get_by_label("Spot 1").locator("option:checked")).to_have_text("Aorta")
    expect(page.page.locator(".drawing text").filter(has_text="Aorta")).to_be_visible()


def test_nothing_chosen_is_not_sent(ask: Open) -> None:
    page = ask("structures")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Choose a label first.")
    expect(page.page.get_by_label("Spot 1")).to_be_focused()
    assert "structures" not in page.answers()


def test_several_labels_for_a_target_are_boxes(ask: Open) -> None:
    page = ask("sides")
    right = page.page.get_by_role("group", name="The patient's right")
    left = page.page.get_by_role("group", name="The patient's left")
    for group, label in (
        (right, "Inferior vena cava"),
        (left, "The left edge of the image"),
        (right, "The left edge of the image"),
        (left, "The right edge of the image"),
    ):
        group.get_by_label(label).check()
    # it may be on one side only
    expect(left.get_by_label("The left edge of the image")).not_to_be_checked()
    page.send()
    pairs = sorted(page.answers()["sides"]["pairs"])
    assert pairs == [["cava", "right"], ["left-edge", "right"], ["right-edge", "left"]]


def test_how_many_are_missing_is_said(ask: Open) -> None:
    page = ask("sides")
    page.page.get_by_role("checkbox").first.check()
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Choose at least 3; you have chosen 1.")

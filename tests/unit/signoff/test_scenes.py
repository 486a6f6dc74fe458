"""What belongs to a scene: findings of its files, its items and what they show; everything else is the package's."""

from forms import two_cases
from materials import NOTHING_FOUND, material_of
from tracks import WEB

from media_tools.check.finding import Finding, finding
from player.review.scenes import ReviewedScene, of_no_scene, scenes_in
from player.review.telling import announcements, told_cues, told_items
from player.review.texts import track_of

FORM = two_cases()
MATERIAL = material_of(FORM)


def found(file: str, field: str = "", *, time: float | None = None) -> Finding:
    made = finding("caption-word", WEB, file, "differs", time=time)
    return made.model_copy(update={"field": field})


OF_ARRIVAL = [
    found("one/media/arrival.mp4"),
    found("one/captions/arrival.en.vtt", time=0.5),
    found("one/scripts/arrival.en.md"),
    found("one/captions/arrival.en.descriptions.vtt"),
    found("one/media/plax.mp4"),
    found("one/case.yaml", "items.why.stem"),
    found("one/case.yaml", "exhibits.plax.description"),
    found("one/case.yaml", "arrival"),
]
OF_OTHERS = [
    found("one/media/scan.mp4"),
    found("one/media/a4c.mp4"),
    found("one/case.yaml", "items.depth.stem"),
    found("two/captions/arrival.en.vtt"),
]
OF_NONE = [found("one/case.yaml", "title"), found("package.yaml", "modes"), found("three/media/arrival.mp4")]


def scenes() -> dict[tuple[str, str], ReviewedScene]:
    examined = NOTHING_FOUND.model_copy(update={"findings": (*OF_ARRIVAL, *OF_OTHERS, *OF_NONE)})
    return {scene.place: scene for scene in scenes_in(FORM, MATERIAL, examined)}


def test_a_finding_belongs_to_the_scene_in_which_it_is_met() -> None:
    by_place = scenes()
    assert list(by_place["one", "arrival"].findings) == OF_ARRIVAL
    # the clip that both scenes show is a matter of both
    assert list(by_place["one", "scan"].findings) == [
        OF_ARRIVAL[4], OF_ARRIVAL[6], OF_OTHERS[0], OF_OTHERS[1], OF_OTHERS[2],
    ]  # fmt: skip
    assert of_no_scene(by_place.values(), by_place["two", "end"].examined) == OF_NONE


def test_what_is_told_of_a_scene_is_in_the_order_in_which_it_is_met() -> None:
    scene = scenes()["one", "scan"]
    track = track_of(scene.material, "en")
    told = announcements(scene, track)
    assert [one.time for one in told] == sorted(one.time for one in told)
    assert [one.says for one in told if one.kind == "question"] == [
        FORM.cases[0].items[name].stem for name in ("depth", "side")
    ]
    items = told_items(scene)
    assert [item.name for item in items] == ["depth", "side"]
    assert [view for view, _ in items[0].pictures] == [
        FORM.cases[0].exhibits[n].view for n in ("plax", "a4c")
    ]
    assert {"cm", "mm"} <= set(items[0].words)
    # a cue of 1.5 s, and how many characters a second it has
    first = told_cues(track, (), "one/captions/scan.en.vtt")[0]
    assert first.speed == sum(map(len, first.cue.lines)) / 1.5

"""Where a transducer stands, and where its marker points, as a result says it."""

import pytest

from player.pages.placement import bearing, middle, standing


@pytest.mark.parametrize(
    ("at", "outline", "said"),
    [
        ((300, 200), "torso-front", "in the middle of the picture, 25\u00a0% down"),
        ((312, 4), "torso-front", "in the middle of the picture, 1\u00a0% down"),
        (
            (349, 246),
            "torso-front",
            "8\u00a0% of the picture's width from its middle towards the patient's left, 31\u00a0% down",
        ),
        (
            (0, 800),
            "torso-back",
            "50\u00a0% of the picture's width from its middle towards the patient's left, 100\u00a0% down",
        ),
        (
            (600, 0),
            "arm-front",
            "50\u00a0% of the picture's width from its middle towards the right of the picture, 0\u00a0% down",
        ),
    ],
)
def test_a_place_is_told_from_the_middle_of_the_picture(
    at: tuple[float, float], outline: str, said: str
) -> None:
    assert standing(at, outline) == said


@pytest.mark.parametrize(
    ("degrees", "outline", "said"),
    [
        (0, "torso-front", "towards the head, 0°"),
        (310, "torso-front", "between the patient's right and the head, 310°"),
        (310, "torso-back", "between the patient's left and the head, 310°"),
        (90, "torso-left", "towards the right of the picture, 90°"),
        (359.6, "abdomen", "towards the head, 360°"),
    ],
)
def test_a_direction_is_told_by_what_it_points_at(degrees: float, outline: str, said: str) -> None:
    assert bearing(degrees, outline) == said


@pytest.mark.parametrize(
    ("shape", "at"),
    [
        ({"kind": "circle", "at": [10, 20, 5]}, (10, 20)),
        ({"kind": "rectangle", "at": [0, 10, 20, 40]}, (10, 25)),
        ({"kind": "polygon", "at": [[0, 0], [30, 0], [0, 30]]}, (10, 10)),
    ],
)
def test_a_region_has_a_middle(shape: dict[str, object], at: tuple[float, float]) -> None:
    assert middle(shape) == at

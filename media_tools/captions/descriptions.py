"""A track of descriptions: what a scene shows and nobody says, for those who cannot see it (kind=descriptions)."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from media_tools.captions.model import Cue
from media_tools.narrate.narration import Narration
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Picture

WORDS_A_SECOND = 2.5
"""How fast a screen reader is taken to speak: 150 words a minute."""
SHORTEST = 2.0
"""Seconds that a description stands at the least, where nothing comes after it."""


def describe_scene(
    narration: Narration,
    cast: Mapping[str, CastMember],
    patient: Patient,
    describe: Callable[[Picture, Mapping[str, CastMember], Patient], str],
) -> tuple[Cue, ...]:
    """The descriptions of a spoken scene, each where its picture appears or its line stands.

    Args:
        narration: the scene, with the times of its pictures and of what is seen.
        cast: who is in the pictures.
        patient: the patient.
        describe: what a picture shows, in words.
    """
    pictures = [(shown.start, describe(shown.picture, cast, patient)) for shown in narration.shown]
    changed = [entry for at, entry in enumerate(pictures) if not at or entry[1] != pictures[at - 1][1]]
    events = [*changed, *((noticed.start, noticed.text) for noticed in narration.noticed)]
    edges = [*(float(point.at) for point in narration.timepoints), narration.duration]
    return descriptions(events, edges)


def descriptions(events: Sequence[tuple[float, str]], edges: Sequence[float]) -> tuple[Cue, ...]:
    """Descriptions as cues: together where they begin together, none over the next, none over an edge.

    Args:
        events: when something is to be described (seconds), and the words.
        edges: rising times over which no cue may reach: timepoints and the end.
    """
    ordered = sorted((event for event in events if event[1].strip()), key=lambda event: event[0])
    groups = [
        (start, " ".join(" ".join(text.split()) for _, text in group))
        for start, group in groupby(ordered, key=lambda event: event[0])
    ]
    nexts = [*(start for start, _ in groups[1:]), float("inf")]
    return tuple(
        _cue(start, text, following, edges) for (start, text), following in zip(groups, nexts, strict=False)
    )


def _cue(start: float, text: str, following: float, edges: Sequence[float]) -> Cue:
    edge = next((edge for edge in edges if edge > start), float("inf"))
    wanted = start + max(SHORTEST, len(text.split()) / WORDS_A_SECOND)
    return Cue(round(start, 3), round(min(wanted, following, edge), 3), (text,))

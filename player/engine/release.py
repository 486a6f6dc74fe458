"""The gate: what of a form a candidate may have at this moment. Pages, sockets and media all ask here.

Whatever this module does not give is not sent by any route.
"""

from dataclasses import dataclass

from player.engine.attempt import case_of, position_of
from player.engine.form import Form, FormCase, FormExhibit, Rendition, Segment
from player.engine.state import Attempt

_INSIDE = frozenset({"playing", "asking", "intermission"})


@dataclass(frozen=True)
class Release:
    """What may be had now.

    Attributes:
        segments: those of the current case that have been released, in their order.
        playable: the identifiers of those that may be played now.
        item: the open item.
        exhibits: those of the open item, by name; in a practice case that has ended, all of the case.
        review: whether answers, keys and rationales of the current case may be shown.
    """

    case: FormCase | None = None
    segments: tuple[Segment, ...] = ()
    playable: frozenset[str] = frozenset()
    item: str | None = None
    exhibits: tuple[tuple[str, FormExhibit], ...] = ()
    review: bool = False

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """The media that may be fetched now."""
        scenes = (segment.renditions for segment in self.segments if segment.id in self.playable)
        shown = (exhibit.renditions for _, exhibit in self.exhibits)
        return tuple(rendition for group in (*scenes, *shown) for rendition in group)


def release(form: Form, attempt: Attempt) -> Release:
    """What the candidate of an attempt may have now; nothing before it begins and after it is over."""
    if attempt.stage not in _INSIDE or not attempt.segment:
        return Release()
    case = case_of(form, attempt)
    segments = case.segments[: position_of(case, attempt.segment) + 1]
    return Release(
        case=case,
        segments=segments,
        playable=_playable(form, attempt, segments),
        item=attempt.item or None,
        exhibits=_exhibits(attempt, case),
        review=_reviewed(attempt),
    )


def _playable(form: Form, attempt: Attempt, segments: tuple[Segment, ...]) -> frozenset[str]:
    replay = form.rules(attempt.mode).replay
    if replay == "none":
        return frozenset({attempt.segment} if attempt.stage == "playing" else ())
    scene = segments[-1].scene
    return frozenset(segment.id for segment in segments if replay == "case" or segment.scene == scene)


def _exhibits(attempt: Attempt, case: FormCase) -> tuple[tuple[str, FormExhibit], ...]:
    if attempt.item:
        return tuple((name, case.exhibits[name]) for name in case.items[attempt.item].exhibits)
    return tuple(case.exhibits.items()) if _reviewed(attempt) else ()


def _reviewed(attempt: Attempt) -> bool:
    return attempt.stage == "intermission" and attempt.mode == "practice"

"""Loudness of a scene after EBU R 128, against the target of a profile; ffmpeg measures it."""

from collections.abc import Iterator
from pathlib import Path

from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.encode import Loudness, measure_loudness

SILENT = -69.0
"""Integrated loudness in LUFS below which BS.1770 has found nothing to count: a scene may be silent."""


def check_loudness(path: Path, file: str, profile: Profile) -> Iterator[Finding]:
    """How the sound of a scene misses a profile's loudness.

    Args:
        path: the medium, which has sound.
        file: its name inside the package.
        profile: the rules.

    Raises:
        EncodingFailed: it has no sound, or cannot be measured.
    """
    yield from against(measure_loudness(path), file, profile)


def against(measured: Loudness, file: str, profile: Profile) -> Iterator[Finding]:
    """How a loudness misses a profile's."""
    rule = profile.loudness
    if measured.integrated < SILENT:
        return
    away = measured.integrated - rule.target
    if abs(away) > rule.tolerance:
        side = "above" if away > 0 else "below"
        what = f"has {measured.integrated:.1f} LUFS, {abs(away):.1f} LU {side} the {rule.target:g} LUFS of {profile.title}"
        yield finding("loudness", profile, file, what)
    if measured.true_peak > rule.true_peak:
        what = f"its true peak is {measured.true_peak:.1f} dBTP, and {rule.true_peak:g} dBTP is the most"
        yield finding("true-peak", profile, file, what)

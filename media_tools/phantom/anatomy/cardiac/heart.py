"""The heart's cycle: what contracts, opens and collapses when.

Systolic intervals after Weissler (1968): left ventricular ejection lasts 413 - 1.7 x rate ms, and the
pre-ejection period about 70 ms more. Right ventricular collapse in tamponade begins as the mitral
valve opens and lasts into mid-diastole; right atrial collapse begins in late diastole and outlasts a
third of the cycle (ASE guideline on pericardial disease, 2013).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from media_tools.phantom.rhythm import Cycle, bump, through


@dataclass(frozen=True)
class Heart:
    """A beating heart; phase 0 is end-diastole. Each amplitude runs from 0 to 1."""

    beat: Cycle

    @property
    def end_systole(self) -> float:
        """The phase at which the ventricles are smallest."""
        ejection = 0.413 - 0.0017 * self.beat.per_minute + 0.07
        return min(0.53, max(0.3, ejection / self.beat.period))

    def squeeze(self, seconds: float) -> float:
        """Contraction of the ventricles."""
        end = self.end_systole
        left = 1 - end
        keys = (
            (0.0, 0.0),
            (0.05, 0.02),
            (0.30 * end, 0.30),
            (0.65 * end, 0.82),
            (end, 1.0),
            (end + 0.14 * left, 0.88),
            (end + 0.34 * left, 0.42),
            (end + 0.54 * left, 0.18),
            (end + 0.76 * left, 0.12),
            (end + 0.92 * left, 0.02),
        )
        return through(keys, self.beat.phase(seconds))

    def mitral(self, seconds: float) -> float:
        """Opening of the mitral and the tricuspid valve: a wide early wave, a smaller atrial one."""
        end, phase = self.end_systole, self.beat.phase(seconds)
        left = 1 - end
        keys = (
            (0.0, 0.0),
            (end + 0.10 * left, 0.0),
            (end + 0.24 * left, 1.0),
            (end + 0.50 * left, 0.36),
            (end + 0.66 * left, 0.34),
            (end + 0.80 * left, 0.72),
            (end + 0.96 * left, 0.05),
        )
        return through(keys, phase)

    def aortic(self, seconds: float) -> float:
        """Opening of the aortic valve."""
        end = self.end_systole
        keys = ((0.0, 0.0), (0.10, 0.0), (0.18, 1.0), (end - 0.08, 0.85), (end, 0.0))
        return through(keys, self.beat.phase(seconds))

    def atrial_kick(self, seconds: float) -> float:
        """Contraction of the atria, just before the ventricles."""
        return bump(self.beat.phase(seconds), self.end_systole + 0.86 * (1 - self.end_systole), 0.05)

    def ventricular_collapse(self, seconds: float) -> float:
        """Inversion of the right ventricle's free wall in early diastole."""
        end = self.end_systole
        left = 1 - end
        keys = (
            (0.0, 0.0),
            (end - 0.03, 0.0),
            (end + 0.10 * left, 0.50),
            (end + 0.28 * left, 1.0),
            (end + 0.55 * left, 0.95),
            (end + 0.80 * left, 0.35),
        )
        return through(keys, self.beat.phase(seconds))

    @property
    def peak_collapse(self) -> float:
        """The phase at which the right ventricle's free wall is most inverted."""
        return self.end_systole + 0.40 * (1 - self.end_systole)

    def atrial_collapse(self, seconds: float) -> float:
        """Inversion of the right atrium's free wall, from late diastole into systole."""
        end = self.end_systole
        keys = ((0.0, 1.0), (0.35 * end, 0.75), (0.8 * end, 0.0), (end + 0.45 * (1 - end), 0.0), (0.93, 0.9))
        return through(keys, self.beat.phase(seconds))

    def moments(self, until: float, *, collapse: bool = False) -> Mapping[str, tuple[float, ...]]:
        """The times in seconds, before `until`, of what happens once a beat."""
        found = {"end-diastole": 0.0, "end-systole": self.end_systole}
        if collapse:
            found["rv-collapse"] = self.peak_collapse
        return {name: self.beat.moments(phase, until) for name, phase in found.items()}


@dataclass(frozen=True)
class Rhythm:
    """A heart and a breath in a loop of `seconds`."""

    heart: Heart
    breathing: Cycle
    seconds: float

    @property
    def rates(self) -> Mapping[str, float]:
        """Beats and breaths a minute, as they were fitted into the loop."""
        return {"heart-rate": self.heart.beat.per_minute, "breathing-rate": self.breathing.per_minute}

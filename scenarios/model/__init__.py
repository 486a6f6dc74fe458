"""Frozen models of a scenario package: what an author writes, and what it becomes.

package   the content area: blueprint, rules, cut score, cases
case      one patient: cast, exhibits, the encounter with its phases
scene     lines, pictures, timepoints
item      what is asked
key       what is right; kept apart
text      the small types that all of them share
"""

from scenarios.model.case import Case, CastMember, Encounter, Exhibit, ExhibitMedia, Phase, PhaseId
from scenarios.model.item import ChoiceItem, Item, NumericItem
from scenarios.model.key import ChoiceKey, Key, Keys, NumericKey
from scenarios.model.package import DeliveryRules, Mode, Package
from scenarios.model.scene import (
    Ask,
    Line,
    Pause,
    Picture,
    Scene,
    SceneMedia,
    Seen,
    Show,
    SoundCue,
    Speech,
    Timepoint,
)
from scenarios.model.text import Frozen

__all__ = [
    "Ask",
    "Case",
    "CastMember",
    "ChoiceItem",
    "ChoiceKey",
    "DeliveryRules",
    "Encounter",
    "Exhibit",
    "ExhibitMedia",
    "Frozen",
    "Item",
    "Key",
    "Keys",
    "Line",
    "Mode",
    "NumericItem",
    "NumericKey",
    "Package",
    "Pause",
    "Phase",
    "PhaseId",
    "Picture",
    "Scene",
    "SceneMedia",
    "Seen",
    "Show",
    "SoundCue",
    "Speech",
    "Timepoint",
]

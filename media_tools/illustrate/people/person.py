"""Who is drawn: a member of the cast with everything that the picture has to know of them.

Only the patient's age and sex are stated in a case. For the others they are read from what the
author calls them (`wife`, `son`, `Mrs Okafor`) and from their look; where nothing tells, the figure
is drawn neutrally.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from media_tools.errors import MediaError
from media_tools.illustrate.palette import HAIR, SCARF, SKINS, Skin
from scenarios.model.case import CastMember, Look, Patient

Sex = Literal["female", "male"]
Role = Literal["patient", "clinician", "nurse", "paramedic", "relative"]

_ROLES: Mapping[Role, frozenset[str]] = {
    "nurse": frozenset({"nurse", "midwife", "matron"}),
    "paramedic": frozenset({"paramedic", "medic", "ambulance"}),
    "clinician": frozenset(
        {
            *(
                "clinician",
                "doctor",
                "physician",
                "surgeon",
                "registrar",
                "consultant",
                "resident",
                "learner",
            ),
            *("student", "sonographer", "examiner", "colleague", "radiologist", "cardiologist", "supervisor"),
        }
    ),
}
_FEMALE = frozenset(
    {
        *("wife", "mother", "daughter", "sister", "grandmother", "aunt", "niece", "woman", "girlfriend"),
        *("mrs", "ms", "miss", "midwife"),
    }
)
_MALE = frozenset(
    {"husband", "father", "son", "brother", "grandfather", "uncle", "nephew", "man", "boyfriend", "mr"}
)
_ELDERS = frozenset({"grandmother", "grandfather"})
_FEMALE_HAIR = frozenset({"long", "bun", "headscarf", "braids"})
_MALE_HAIR = frozenset({"bald", "receding"})
ADULT, ELDER = 40, 68
"""Ages, in years, of those whose age is not stated."""


@dataclass(frozen=True)
class Person:
    """Someone to draw; `age` in years, `sex` None where nothing tells."""

    id: str
    role: Role
    sex: Sex | None
    age: int
    look: Look

    @property
    def skin(self) -> Skin:
        """The tones of the skin."""
        return SKINS[self.look.skin - 1]

    @property
    def hair_colour(self) -> str:
        """The colour of hair, brows and beard."""
        return HAIR[self.look.hair_colour]

    @property
    def scarf_colour(self) -> str:
        """The colour of a headscarf."""
        return SCARF[self.look.hair_colour]

    @property
    def child(self) -> bool:
        """Whether the proportions are those of a child."""
        return self.age < 13  # noqa: PLR2004 (from about then the proportions are an adult's)

    @property
    def bearded(self) -> bool:
        """Whether there is a beard to draw; a child has none, whatever the look says."""
        return self.look.beard and not self.child

    def pick(self, colours: tuple[str, ...]) -> str:
        """One of some colours, always the same one for this person."""
        return colours[zlib.crc32(self.id.encode()) % len(colours)]


def find_person(name: str, cast: Mapping[str, CastMember], patient: Patient) -> Person:
    """The person that an id of the cast stands for; a patient who does not speak need not be in it.

    Raises:
        MediaError: the cast has nobody of that id.
    """
    if name == "patient":
        look = cast[name].look if name in cast else Look(wears="gown")
        return Person(name, "patient", patient.sex, patient.age, look)
    if name not in cast:
        raise MediaError(
            f"picture: '{name}' is not in the cast; choose from {', '.join(sorted(cast)) or 'nobody'}"
        )
    member = cast[name]
    words = _words(f"{name} {member.name}")
    return Person(name, _role(words), _sex(words, member.look), _age(words, member.look), member.look)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def _role(words: frozenset[str]) -> Role:
    return next((role for role, names in _ROLES.items() if names & words), "relative")


def _sex(words: frozenset[str], look: Look) -> Sex | None:
    if look.beard or words & _MALE:
        return "male"
    if words & _FEMALE:
        return "female"
    return "female" if look.hair in _FEMALE_HAIR else "male" if look.hair in _MALE_HAIR else None


def _age(words: frozenset[str], look: Look) -> int:
    seen_grey = look.hair_colour in {"grey", "white"} and look.hair != "headscarf"
    return ELDER if words & _ELDERS or seen_grey else ADULT

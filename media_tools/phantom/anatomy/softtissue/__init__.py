"""Soft tissue with a linear probe: cellulitis, abscess, tendon, foreign body. Proximal is on the left."""

from media_tools.phantom.anatomy.softtissue import foreign_body, infection, tendon
from media_tools.phantom.entry import Entry

SCENES = (
    Entry(
        "softtissue.cellulitis",
        "skin, fat and muscle: healthy, or with fluid between the fat lobules",
        infection.Cellulitis,
        infection.build_cellulitis,
        "left",
        {"healthy": {"oedema": 0, "skin": 1.8}, "cellulitis": {}, "marked": {"oedema": 100, "skin": 4.5}},
    ),
    Entry(
        "softtissue.abscess",
        "a collection of pus under the skin",
        infection.Abscess,
        infection.build_abscess,
        "left",
        {"abscess": {}, "small": {"width": 12, "height": 8}},
    ),
    Entry(
        "softtissue.tendon",
        "a tendon along its length, gliding over bone",
        tendon.Tendon,
        tendon.build_tendon,
        "left",
        {"normal": {}, "sheath-fluid": {"fluid": 2.2}, "torn": {"tear": 8, "excursion": 2}},
    ),
    Entry(
        "softtissue.foreign-body",
        "a foreign body in the fat",
        foreign_body.ForeignBody,
        foreign_body.build_foreign_body,
        "left",
        {"wood": {}, "metal": {"metal": True, "halo": 0}},
    ),
)

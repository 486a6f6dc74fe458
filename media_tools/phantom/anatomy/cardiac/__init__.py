"""Views of the heart, in the cardiac convention: the marker stands on the right of the screen."""

from media_tools.phantom.anatomy.cardiac import (
    apical,
    parasternal_long,
    parasternal_short,
    subcostal,
    vena_cava,
)
from media_tools.phantom.entry import Entry

_TAMPONADE = {"effusion": 16, "collapse": 85, "heart-rate": 115, "swing": 4}

SCENES = (
    Entry(
        "cardiac.plax",
        "parasternal long axis: both ventricles, aortic root, left atrium, descending aorta",
        parasternal_long.Plax,
        parasternal_long.build,
        "right",
        {
            "normal": {},
            "tamponade": _TAMPONADE,
            "effusion": {"effusion": 9},
            "weak": {"ejection-fraction": 25, "heart-rate": 95},
        },
    ),
    Entry(
        "cardiac.psax",
        "parasternal short axis at the papillary muscles",
        parasternal_short.Psax,
        parasternal_short.build,
        "right",
        {"normal": {}, "effusion": {"effusion": 14}, "pressed": {"septal-flattening": 90, "heart-rate": 105}},
    ),
    Entry(
        "cardiac.a4c",
        "apical four chambers, the left heart on the right of the screen",
        apical.Apical,
        apical.build,
        "right",
        {
            "normal": {},
            "weak": {"ejection-fraction": 25, "heart-rate": 95},
            "strained": {"rv-dilation": 80, "tapse": 11, "heart-rate": 110},
            "effusion": {"effusion": 14},
        },
    ),
    Entry(
        "cardiac.subcostal",
        "subcostal four chambers through the liver, the right heart nearest",
        subcostal.Subcostal,
        subcostal.build,
        "right",
        {"normal": {}, "tamponade": _TAMPONADE},
    ),
    Entry(
        "cardiac.ivc",
        "inferior vena cava along its length, at the right atrium",
        vena_cava.VenaCava,
        vena_cava.build,
        "right",
        {
            "normal": {},
            "plethoric": {"diameter": 25, "collapse": 8},
            "empty": {"diameter": 11, "collapse": 90},
        },
    ),
)

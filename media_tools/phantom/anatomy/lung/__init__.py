"""The lung between two ribs, and at its base; the head is on the left of the screen."""

from media_tools.phantom.anatomy.lung import base, between_ribs, consolidation
from media_tools.phantom.entry import Entry

_STILL = {"sliding": 0}

SCENES = (
    Entry(
        "lung.a-lines",
        "a dry lung between two ribs: A-lines, sliding",
        between_ribs.DryLung,
        between_ribs.build_dry,
        "left",
        {"normal": {}, "still": _STILL},
    ),
    Entry(
        "lung.b-lines",
        "a wet lung between two ribs: B-lines that move with it",
        between_ribs.WetLung,
        between_ribs.build_wet,
        "left",
        {"few": {"b-lines": 2}, "interstitial": {}, "confluent": {"b-lines": 10, "irregularity": 60}},
    ),
    Entry(
        "lung.sliding",
        "the pleura with a linear probe: sliding, or none",
        between_ribs.SlidingLung,
        between_ribs.build_sliding,
        "left",
        {"normal": {}, "still": _STILL},
    ),
    Entry(
        "lung.m-mode",
        "the pleura in M-mode: seashore where the lung slides, barcode where it does not",
        between_ribs.SlidingLung,
        between_ribs.build_m_mode,
        "left",
        {"seashore": {}, "barcode": _STILL, "pulse": {"sliding": 0, "pulse": True}},
    ),
    Entry(
        "lung.point",
        "the place where a collapsed lung touches the chest wall and leaves it with each breath",
        between_ribs.LungPoint,
        between_ribs.build_point,
        "left",
        {"pneumothorax": {}},
    ),
    Entry(
        "lung.consolidation",
        "airless lung with air bronchograms and a shredded border",
        consolidation.Consolidation,
        consolidation.build,
        "left",
        {"pneumonia": {}, "small": {"depth": 20}},
    ),
    Entry(
        "lung.effusion",
        "the base of the lung above the diaphragm, with or without fluid",
        base.LungBase,
        base.build,
        "left",
        {
            "dry": {"effusion": 0},
            "small": {},
            "large": {"effusion": 32, "atelectasis": 30, "left-side": True},
        },
    ),
)

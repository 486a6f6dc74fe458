"""The bundled packages are published without a second look at their media: this is the first."""

import json

from player.publish.proven import PROVEN, is_proven, prove


def test_what_is_recorded_as_proven_is_what_is_bundled_and_passes_every_check() -> None:
    recorded = json.loads(PROVEN.read_text(encoding="utf-8"))
    assert recorded == prove(), "write it anew: python -m player.publish.proven"


def test_any_other_sources_are_checked() -> None:
    assert not is_proven("0" * 64)

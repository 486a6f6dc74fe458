"""The bundled packages are published without a second look at their media.

That what is recorded of them is what a check finds is held beside the check itself, in `checking/test_bundled_media.py`.
"""

from player.publish.proven import bundled_packages, proofs, proven
from player.publish.sources import source_digest


def test_what_is_recorded_as_proven_is_what_is_bundled() -> None:
    recorded = proofs()
    assert {name: proof.source for name, proof in recorded.items()} == {
        folder.name: source_digest(folder, webm=False) for folder in bundled_packages()
    }, "write it anew: python -m player.publish.proven"
    for proof in recorded.values():
        assert proven(proof.source) == proof.examined


def test_any_other_sources_are_checked() -> None:
    assert proven("0" * 64) is None

"""The bundled packages are published without a second look at their media: this is the first."""

from player.publish.proven import bundled_packages, proofs, prove, proven


def test_what_is_recorded_as_proven_is_what_is_bundled_and_passes_every_check() -> None:
    recorded, made = proofs(), {folder.name: prove(folder) for folder in bundled_packages()}
    told = "write it anew: python -m player.publish.proven"
    assert {name: proof.source for name, proof in recorded.items()} == {
        name: proof.source for name, proof in made.items()
    }, told
    for name, proof in made.items():
        assert recorded[name].examined.findings == proof.examined.findings, told
        assert recorded[name].examined.sound.keys() == proof.examined.sound.keys(), told
        assert proven(proof.source) == recorded[name].examined


def test_any_other_sources_are_checked() -> None:
    assert proven("0" * 64) is None

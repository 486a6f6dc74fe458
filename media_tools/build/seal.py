"""The seal in a sidecar: by it a build finds what was changed by hand since it was made, without making it anew.

It stands for the bytes of every file that was derived together. The medium's own digest is a field of the sidecar, and so is
under the seal like every other field.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Facts = dict[str, Any]
"""The fields of a sidecar."""


def set_seal(below: Path, files: Sequence[str]) -> None:
    """Write the seal into a new sidecar.

    Args:
        below: the case's folder.
        files: what was derived: the medium, its texts, and its sidecar as the last.
    """
    sidecar = below / files[-1]
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    sidecar.write_text(_format({**facts, "seal": _seal(below, files[1:-1], facts)}), encoding="utf-8")


def sealed(below: Path, files: Sequence[str]) -> Facts | None:
    """The fields of a sidecar, if it and the texts beside it are to the byte what was sealed; else None.

    Args:
        below: the case's folder, with all the files.
        files: as for `set_seal`.
    """
    content = (below / files[-1]).read_bytes()
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(facts, dict) or facts.get("seal") != _seal(below, files[1:-1], facts):
        return None
    return facts if content == _format(facts).encode("utf-8", "surrogatepass") else None


def _seal(below: Path, texts: Sequence[str], facts: Facts) -> str:
    digests = {name: hashlib.sha256((below / name).read_bytes()).hexdigest() for name in texts}
    fields = {name: value for name, value in facts.items() if name != "seal"}
    return hashlib.sha256(json.dumps([digests, fields]).encode()).hexdigest()


def _format(facts: Facts) -> str:
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"

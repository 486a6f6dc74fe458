"""Corrected keys of a published version: read from a package, kept by their digest, the version as it was."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from player.engine.form import Form
from player.errors import NotFound
from player.publish.keeping import keep
from player.publish.library import KEYS, Library
from scenarios.load import load_keys
from scenarios.model.key import Key, Keys


def read_corrected(source: Path, form: Form, current: Keys) -> Keys:
    """The keys of a version with those that a package, or one of its cases, has now.

    Args:
        source: the folder of a package, or the `key.yaml` in the folder of one of its cases.
        form: what was published; the keys have to be able to score it.
        current: the keys that hold until now, for the cases that the source says nothing of.

    Raises:
        NotFound: the version has no case of this name.
        KeyLoadError: with everything that is wrong; none repeats what a key holds.
    """
    if source.is_dir():
        return load_keys(source, form.cases)
    case = source.resolve().parent
    cases = [of for of in form.cases if of.id == case.name]
    if not cases:
        names = ", ".join(of.id for of in form.cases)
        raise NotFound(f"{source} is the key of no case of this version, which has {names}.")
    found: Mapping[str, Mapping[str, Key]] = load_keys(case.parent, cases)
    return {**current, **found}


def keep_keys(keys: Keys, library: Library) -> str:
    """Keep keys in the instance, whole and for the server's eyes alone; what is there already stays as it is.

    Returns:
        Their SHA-256.
    """
    content = KEYS.dump_json(keys)
    name = hashlib.sha256(content).hexdigest()
    keep(library.corrected(name), content)
    return name

"""Styles, scripts and pictures of the pages, under addresses that change when any of them does.

`/static/v-DIGEST/...` may be kept for good, so that a page is opened without asking again for each of its
seventy modules; a module's relative imports stay under its own address. `/static/...` is the same file
under an address that does not change, asked for anew each time.
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from flask import Flask, Response, send_from_directory

STATIC = Path(__file__).parents[1] / "static"
KEPT_SECONDS = 365 * 24 * 3600
"""How long a browser may keep what an address with a digest gave."""
_IMPORT = re.compile(
    r"""^(?:import\s*|(?:import|export)\b[^"';(]*?\bfrom\s*)["'](\.{1,2}/[^"']+)["']""", re.MULTILINE
)


def init_assets(app: Flask) -> None:
    """Serve the files, and let `url_for("static", filename=...)` give addresses with their digest."""
    version = digest_of(STATIC)

    def serve(filename: str, version_asked: str = "") -> Response:
        response = send_from_directory(STATIC, filename, max_age=None)
        if version_asked == version:
            response.cache_control.public, response.cache_control.immutable = True, True
            response.cache_control.max_age = KEPT_SECONDS
        return response

    app.add_url_rule("/static/<path:filename>", "static", serve)
    app.add_url_rule("/static/v-<version_asked>/<path:filename>", "static", serve)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version_asked", version)

    app.jinja_env.globals["modules_of"] = modules_of


def digest_of(folder: Path) -> str:
    """Twelve hexadecimal digits that stand for the names and bytes of all files in a folder."""
    whole = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


@cache
def modules_of(entry: str) -> tuple[str, ...]:
    """All modules that a module needs, itself first, as names in the static folder.

    A browser that is told them at once fetches them side by side, not one level of imports after the other.

    Raises:
        OSError: a module that is imported is not there.
    """
    found = dict.fromkeys([entry])
    for name in (waiting := [entry]):
        fresh = [one for one in _imports(name) if one not in found]
        found.update(dict.fromkeys(fresh))
        waiting.extend(fresh)
    return tuple(found)


def _imports(name: str) -> Iterator[str]:
    folder = (STATIC / name).parent
    for address in _IMPORT.findall((STATIC / name).read_text("utf-8")):
        yield PurePosixPath((folder / address).resolve().relative_to(STATIC.resolve())).as_posix()

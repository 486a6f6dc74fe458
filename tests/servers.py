"""The real server as a process: `sonocase run`, watched from outside, stopped and killed."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

COMMAND = str(Path(sys.executable).with_name("sonocase"))
PATIENCE = 90.0
"""Seconds after which whatever is waited for is given up."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def environment(instance: Path, port: int = 0, **more: str) -> dict[str, str]:
    """The environment of a command on an instance, without any setting of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SONOCASE_")}
    return kept | {"SONOCASE_INSTANCE": str(instance), "PORT": str(port or ""), **more}


def until(happened: Callable[[], bool]) -> None:
    """Return as soon as something is so, for what tells nobody when it happens.

    Raises:
        TimeoutError: it never was.
    """
    pause = Event()
    for _ in range(int(PATIENCE * 100)):
        if happened():
            return
        pause.wait(0.01)
    raise TimeoutError(f"{happened} never was so")


@dataclass
class Server:
    """A server on an instance; it keeps its port when it is started again."""

    instance: Path
    database: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """What browsers call its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Everything that it has said."""
        return self.instance / "said.log"

    def start(self) -> "Server":
        """Start it, and wait until it answers."""
        self.instance.mkdir(parents=True, exist_ok=True)
        given = environment(self.instance, self.port, SONOCASE_DATABASE_URL=self.database, **self.settings)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [COMMAND, "run", "--no-mail"], env=given, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )  # fmt: skip
        until(self._answers)
        return self

    def _answers(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise RuntimeError(f"the server has stopped: {self.log.read_text(errors='replace')[-2000:]}")
        try:
            return self.health()["status"] == "ok"
        except ConnectionError:
            return False

    def health(self) -> dict[str, str]:
        """What its health page says."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("GET", "/healthz")
            said: dict[str, str] = json.loads(line.getresponse().read())
        finally:
            line.close()
        return said

    def kill(self) -> None:
        """Cut its power: no part of it may do anything any more."""
        self._signal(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end, and wait until it has; gives its exit code."""
        return self._signal(signal.SIGTERM)

    def _signal(self, how: signal.Signals) -> int:
        assert self.process is not None
        with suppress(ProcessLookupError):
            if how is signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
        return self.process.wait(PATIENCE)

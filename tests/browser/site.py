"""A real server for browser tests: gunicorn in a process of its own, on a port that nobody else can take."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from browser.seat import Guest, now
from browser.small_form import KEYS, RULES, Shelf, make_form
from clinics import put_version

from player.accounts import Accounts
from player.publish.library import Library
from player.serve import WORKER
from player.store import Store

PATIENCE = 30
"""Seconds in which a server has to answer its first question."""
EMAIL, PASSWORD = "dana@example.org", "a long test password"


@dataclass
class Site:
    """An instance and the server on it; the listening socket outlives the server, so that it can come back."""

    instance: Path
    listener: socket.socket
    store: Store
    process: subprocess.Popen[str] | None = field(default=None)

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def guest(self, ago: timedelta = timedelta()) -> Guest:
        """A new guest, who is signed in, and who does `ago` what is done without a browser."""
        return Guest(self.store, self.instance, ago)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        port = str(self.listener.getsockname()[1])
        environment = {
            "SONOCASE_INSTANCE": str(self.instance),
            "SONOCASE_DATABASE_URL": "",
            "SONOCASE_DEMO": "1",
            "PORT": port,
        }
        handle = self.listener.fileno()
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{handle}", "--workers", "1"]
        options = ["--worker-class", WORKER, "--graceful-timeout", "1", "--log-level", "error"]
        self.process = subprocess.Popen(
            [*command, *options, "--no-control-socket", "player.serve:application()"],
            env=os.environ | environment,
            pass_fds=(handle,),
            text=True,
        )
        with urllib.request.urlopen(f"{self.url}/healthz", timeout=PATIENCE) as answer:  # noqa: S310 (our own address)
            assert answer.status == 200

    def kill(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its worker."""
        assert self.process is not None
        worker = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.process.send_signal(how)
        if how is signal.SIGKILL:
            for child in worker:
                os.kill(int(child), how)
        self.process.wait(PATIENCE)


def offer_small_form(instance: Path, store: Store) -> None:
    """Put the small form into an instance, under each of its rules."""
    scratch = instance.parent / "scratch"
    scratch.mkdir()
    shelf = Shelf(instance, scratch)
    for area, delivery in RULES.items():
        put_version(Library(instance), store, make_form(shelf, area, delivery), KEYS)


@contextmanager
def run_site(folder: Path, furnish: Callable[[Path, Store], None] = offer_small_form) -> Iterator[Site]:
    """A server on a new instance with what is put into it, and one account."""
    instance = folder / "instance"
    instance.mkdir(exist_ok=True)
    store = Store.open(f"sqlite:///{instance / 'sonocase.db'}")
    furnish(instance, store)
    Accounts(store, now).add(EMAIL, "Dana Levi", "candidate", PASSWORD)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site = Site(instance, listener, store)
        site.start()
        yield site
        site.kill()
    store.close()

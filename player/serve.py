"""The application as gunicorn runs it, and the command that starts gunicorn.

One worker process holds all sockets: a sitting's messages then meet in one place, and SQLite has one
writer. gunicorn is started as a program of its own, so that its worker can prepare the standard library
before anything else is imported.
"""

import gc
import itertools
import logging
import logging.handlers
import os
import resource
import socket
import sys
import threading

from flask import Flask

from player import create_app
from player.config import Config, read_config
from player.errors import ConfigError
from player.services import Services

BEAT = 5.0
"""Seconds between two signs of life; an outage is known to this precision."""
WORKER = "gevent"
"""See docs/decisions for the figures behind it."""
CONNECTIONS = 10_000
"""Sockets that the server takes at once, if the system lets it open as many files."""
COLLECT = 120
"""Beats between two looks at all objects: ten minutes."""


def application() -> Flask:
    """The application of the instance that the environment names, with its heart beating."""
    config = read_config()
    _log_to(config)
    app = create_app(config)
    services: Services = app.extensions["sonocase"]
    services.delivery.note_outage()
    services.delivery.beat()
    _collect_seldom()
    threading.Thread(target=_beat_for_ever, args=(services,), name="heartbeat", daemon=True).start()
    return app


def check_address(config: Config) -> None:
    """See that the server can listen where it is told to; gunicorn would try for seconds and fail in six lines.

    Raises:
        ConfigError: the address is taken, is no address of this machine, or needs other rights.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((config.host, config.port))
    except OSError as error:
        raise ConfigError(
            f"The server cannot listen on {config.host}, port {config.port}: {error.strerror}. Set PORT or SONOCASE_HOST."
        ) from None


def start(config: Config, *, worker: str = WORKER) -> None:
    """Become the server; does not return."""
    command = [sys.executable, "-m", "gunicorn", *options(config, worker), "player.serve:application()"]
    os.environ["SONOCASE_DEMO"] = "1" if config.demo else ""
    sys.stdout.flush()
    _allow_open_files()
    os.execv(sys.executable, command)  # noqa: S606 (no shell is wanted)


def options(config: Config, worker: str) -> list[str]:
    """What gunicorn is told."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    threads = ["--threads", "3000"] if worker == "gthread" else []
    return [
        *("--bind", f"{host}:{config.port}"),
        *("--workers", "1"),
        *("--worker-class", worker),
        *("--worker-connections", str(CONNECTIONS)),
        *threads,
        *("--timeout", "60"),
        *("--graceful-timeout", "5"),
        *("--keep-alive", "30"),
        *("--log-level", "warning"),
        # it would be one for all servers of this user, in their home folder
        "--no-control-socket",
    ]


def _collect_seldom() -> None:
    """Let Python look for garbage among young objects only; among all of them when `_beat_for_ever` says so.

    A thousand sittings are a million objects. To look at all of them takes a third of a second, in which
    nobody is answered, and by itself Python would do so every other second under load.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 10, 1_000_000)


def _beat_for_ever(services: Services) -> None:
    log = logging.getLogger(__name__)
    pause = threading.Event()
    for beat in itertools.count(1):
        pause.wait(BEAT)
        if beat % COLLECT == 0:
            gc.collect()
        try:
            services.delivery.beat()
            services.store.move_log()
        except Exception:
            log.exception("the heartbeat could not be written")


def _allow_open_files() -> None:
    """Let this process and its children open as many files as the sockets need, or as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(2 * CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _log_to(config: Config) -> None:
    folder = config.instance / "logs"
    folder.mkdir(exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "sonocase.log", maxBytes=10_000_000, backupCount=5
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("player").setLevel(logging.INFO)

"""The preview's server: on this machine alone, with an instance of its own that is gone when it ends."""

import logging
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, abort, request
from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler

from player import create_app
from player.config import Config
from player.errors import ConfigError
from player.preview.pages import init_preview

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Preview:
    """A preview that can be served, and the address to open."""

    server: BaseWSGIServer
    address: str


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 (werkzeug names it so)
        pass


class _Server(ThreadedWSGIServer):
    """Says nothing of connections that fail because it ends."""

    def __init__(self, port: int, handle: int) -> None:
        super().__init__(HOST, port, Flask(__name__), _Quiet, fd=handle)
        # werkzeug closes once what it has opened before it takes the handle
        self._ends = False

    def server_close(self) -> None:
        """Take no more connections; what is open is cut off."""
        self._ends = True
        super().server_close()

    def handle_error(self, request: Any, client_address: tuple[str, int] | str) -> None:
        """Tell what went wrong with a connection."""
        if not self._ends:
            super().handle_error(request, client_address)


@contextmanager
def opened(folder: Path, port: int = 0, *, writes: bool = False) -> Iterator[Preview]:
    """A preview of a package, ready to be served.

    Args:
        folder: the package.
        port: of this machine; 0 for any that is free.
        writes: whether what is set on an image may be written into the package.

    Raises:
        ConfigError: the port is taken.
    """
    # a sitting whose socket closes at this moment may still write its last event
    with tempfile.TemporaryDirectory(prefix="sonocase-preview-", ignore_cleanup_errors=True) as instance:
        server = _listen(port)
        origin = f"http://{HOST}:{server.port}"
        app = _make_app(Path(instance), origin, server.port)
        path = init_preview(app, folder.resolve(), secrets.token_urlsafe(24), writes=writes)
        _only_here(app, server.port)
        server.app = app
        try:
            yield Preview(server, origin + path)
        finally:
            server.server_close()
            app.extensions["sonocase"].store.close()
            app.extensions["sonocase.certification"].store.close()
    shutil.rmtree(instance, ignore_errors=True)


def _listen(port: int) -> BaseWSGIServer:
    """A server that listens already, and answers nothing yet; werkzeug itself would print hints of its own and exit."""
    try:
        with socket.create_server((HOST, port)) as listener:
            handle = listener.fileno()
            return _Server(port, handle)
    except OSError as error:
        raise ConfigError(
            f"Port {port} cannot be used: {os.strerror(error.errno or 0)}. Choose another with --port."
        ) from None


def _make_app(instance: Path, origin: str, port: int) -> Flask:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return create_app(
        Config(
            instance=instance,
            database_url=f"sqlite:///{instance / 'sonocase.db'}",
            secret_key=secrets.token_urlsafe(48),
            origins=(origin,),
            host=HOST,
            port=port,
        )
    )


def _only_here(app: Flask, port: int) -> None:
    """A page from elsewhere cannot reach the preview under a name of its own (DNS rebinding)."""

    @app.before_request
    def check_host() -> None:
        if request.host != f"{HOST}:{port}":
            abort(400, "Open the address that the command has printed.")

"""The preview of a copy of the small package, which a test may spoil."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from spoilt import Spoilt
from werkzeug.test import TestResponse

from player.preview.serve import Preview


@dataclass
class Shown:
    """A preview, without its socket: what is asked of it is answered by the application itself."""

    package: Spoilt
    client: FlaskClient
    address: str

    @property
    def path(self) -> str:
        """Where the preview begins."""
        return "/" + self.address.split("/", 3)[3]

    @property
    def host(self) -> str:
        """The host of its address."""
        return self.address.split("/")[2]

    def get(self, path: str, **options: Any) -> TestResponse:
        """Ask for something below its beginning."""
        return self.client.get(self.path + path, **({"headers": {"Host": self.host}} | options))

    def post(self, path: str, **options: Any) -> TestResponse:
        """Send something."""
        return self.client.post(self.path + path, headers={"Host": self.host}, **options)

    def page(self, case: str = "one") -> str:
        """A page as it is now."""
        told = self.get(case)
        assert told.status_code == 200
        return told.text


def shown_anew(preview: tuple[Path, Preview], package: Path) -> Shown:
    """A preview of a folder, in which a package lies as it was built, whatever a test before has made of it."""
    folder, begun = preview
    shutil.rmtree(folder)
    shutil.copytree(package, folder)
    app: Any = begun.server.app
    app.config["WTF_CSRF_ENABLED"] = False
    return Shown(Spoilt(folder), app.test_client(), begun.address)

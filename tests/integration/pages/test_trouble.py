"""When something is wrong behind the pages: health says so, pages stay calm, and nothing is told that should not be."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from packages import package
from receptions import Guest, Reception, open_reception, reopened
from spoilt import Spoilt
from tiny import AREA

from player.publish.publishing import publish_package


def test_health_is_told_to_anybody(reception: Reception) -> None:
    answer = reception.nobody().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "database": "ok"})
    assert "Set-Cookie" not in answer.headers


@pytest.fixture
def database_kind() -> str:
    """A database that can be taken away."""
    return "postgresql"


def test_without_its_database_a_server_says_so_and_stays_calm(
    tmp_path: Path, database_url: str, postgres: str
) -> None:
    house = open_reception(tmp_path, database=database_url)
    house.app.config["PROPAGATE_EXCEPTIONS"] = False
    visitor = house.guest()
    assert visitor.get("/healthz").status_code == 200
    name = urlsplit(database_url).path.strip("/")
    with psycopg.connect(
        postgres.format(database="postgres").replace("+psycopg", ""), autocommit=True
    ) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
    health = visitor.get("/healthz")
    assert health.status_code == 503
    assert health.json == {"status": "unwell", "database": "OperationalError"}
    for path in ("/", "/sit/" + "f" * 32):
        page = visitor.get(path)
        assert page.status_code == 500
        assert "Everything that was confirmed as saved is safe" in page.text
        assert "Content-Security-Policy" in page.headers
        for secret in ("psycopg", "OperationalError", name, "Traceback"):
            assert secret not in page.text
    house.services.store.close()


@pytest.mark.parametrize("lost", ["test.db", "test.db-wal"])
def test_a_file_of_sqlite_that_is_gone_is_told_although_open_connections_go_on(
    tmp_path: Path, lost: str
) -> None:
    house = open_reception(tmp_path)
    visitor = house.nobody()
    assert visitor.get("/healthz").status_code == 200
    (tmp_path / lost).unlink()
    health = visitor.get("/healthz")
    assert (health.status_code, health.content_type) == (503, "application/json")
    assert health.json == {"status": "unwell", "database": "OperationalError"}
    assert str(tmp_path) not in health.text
    house.services.store.close()


def test_a_version_that_is_gone_hides_no_other(tmp_path: Path) -> None:
    house = open_reception(tmp_path)
    other = Spoilt(shutil.copytree(package(), tmp_path / "other"))
    other.change("package.yaml", '"area": "tiny"', '"area": "other"').change(
        "package.yaml", "Tiny", "The other"
    )
    services = house.services
    publish_package(other.folder, services.library, services.store)
    visitor = house.somebody("collector")
    lost = visitor.begin("practice")
    with services.store.read() as unit:
        version = unit.versions.offered(AREA)
    assert version
    services.library.folder(version.id).rename(tmp_path / "lost")
    after = reopened(house)
    for back in (after.nobody(), Guest(after, visitor.token)):
        page = back.get("/")
        assert page.status_code == 200
        assert "The other" in page.text
        assert "Tiny" not in page.text
    assert Guest(after, visitor.token).get(f"/sit/{lost}").status_code == 404

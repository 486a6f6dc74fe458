"""The configuration: every wrong value stops the start with one clear line, and the secret is made once."""

import os
import stat
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest

from player.config import MIN_SECRET, Config, read_config
from player.errors import ConfigError

SECRET = "s" * MIN_SECRET


def read(tmp_path: Path, **settings: str) -> Config:
    """The configuration of an environment that has these settings alone."""
    return read_config({"SONOCASE_INSTANCE": str(tmp_path / "instance"), **settings})


def test_nothing_has_to_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = read_config({})
    assert config.instance == tmp_path / "instance"
    assert config.database_url == f"sqlite:///{tmp_path}/instance/sonocase.db"
    assert (config.host, config.port, config.demo, config.secure) == ("127.0.0.1", 8000, False, False)
    assert config.proxies == 0
    assert config.origins == ("http://127.0.0.1:8000", "http://localhost:8000")
    assert stat.S_IMODE(config.instance.stat().st_mode) == 0o700


def test_a_setting_that_is_empty_is_as_if_it_were_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("SONOCASE_INSTANCE", "SONOCASE_DATABASE_URL", "SONOCASE_ORIGIN", "SONOCASE_HOST", "SONOCASE_PROXIES", "SONOCASE_DEMO", "PORT")  # fmt: skip
    assert read_config(dict.fromkeys(names, "")) == read_config({})


def test_every_setting_is_read(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        SONOCASE_DATABASE_URL="postgresql://u:p@db/sonocase",
        SONOCASE_SECRET_KEY=SECRET,
        SONOCASE_ORIGIN="https://exam.example.org",
        SONOCASE_HOST="0.0.0.0",  # noqa: S104 (nothing is bound here)
        SONOCASE_PROXIES="2",
        SONOCASE_DEMO="1",
        PORT="65535",
    )
    assert config.database_url == "postgresql+psycopg://u:p@db/sonocase"
    assert (config.secret_key, config.host, config.port) == (SECRET, "0.0.0.0", 65535)  # noqa: S104 (likewise)
    assert (config.origins, config.secure, config.demo) == (("https://exam.example.org",), True, True)
    assert config.proxies == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[
            ("PORT", value)
            for value in ("0", "65536", "-1", "8000.0", "http", " 80", "²", "٣", "1e3", "9" * 9)
        ],
        *[("SONOCASE_HOST", value) for value in ("not a host", "http://x", "a/b", "a\n", "x" * 300)],
        ("SONOCASE_DATABASE_URL", "mysql://u@h/d"),
        ("SONOCASE_DATABASE_URL", "sqlite"),
        ("SONOCASE_DATABASE_URL", "sqlite://"),
        ("SONOCASE_DATABASE_URL", "postgresql:"),
        ("SONOCASE_DATABASE_URL", "/var/lib/sonocase.db"),
        ("SONOCASE_SECRET_KEY", ""),
        ("SONOCASE_SECRET_KEY", "x" * (MIN_SECRET - 1)),
        *[
            ("SONOCASE_ORIGIN", value)
            for value in (
                "exam.example.org",
                "ftp://exam.example.org",
                "https://exam.example.org/path",
                "https://user@exam.example.org",
                "https://exam.example.org:99999",
                "https://exam.example.org:0",
                "https://",
                "https://a b",
                "*",
                "null",
                "https://exam.example.org,",
                "https://a.example.org;https://b.example.org",
                "https://exämple.org",
            )
        ],
        *[("SONOCASE_PROXIES", value) for value in ("yes", "-1", "10", "1.0", " 1", "²", "127.0.0.1")],
        *[("SONOCASE_DEMO", value) for value in ("yes", "true", "2", " ")],
    ],
)
def test_a_wrong_value_is_told_in_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        read(tmp_path, **{name: value})
    assert name in str(wrong.value)
    assert len(str(wrong.value).splitlines()) == 1
    assert str(wrong.value).endswith(".")


def test_an_instance_that_cannot_be_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for wrong in ("file", "file/below"):
        with pytest.raises(ConfigError, match="SONOCASE_INSTANCE"):
            read_config({"SONOCASE_INSTANCE": str(tmp_path / wrong)})


def test_no_secret_is_told_or_shown(tmp_path: Path) -> None:
    config = read(tmp_path, SONOCASE_SECRET_KEY=SECRET, SONOCASE_DATABASE_URL="postgresql://u:hush@h/d")
    assert SECRET not in repr(config)
    assert "hush" not in repr(config)
    with pytest.raises(ConfigError) as wrong:
        read(tmp_path, SONOCASE_DATABASE_URL="mysql://u:hush@h/d")
    assert "hush" not in str(wrong.value)
    with pytest.raises(ConfigError) as wrong:
        read(tmp_path, SONOCASE_SECRET_KEY="hush")
    assert "hush" not in str(wrong.value)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://exam.example.org/", ("https://exam.example.org",)),
        ("https://Exam.Example.org", ("https://exam.example.org",)),
        ("https://exam.example.org:443", ("https://exam.example.org",)),
        ("http://exam.example.org:80", ("http://exam.example.org",)),
        ("http://exam.example.org:443", ("http://exam.example.org:443",)),
        ("http://[::1]:8000", ("http://[::1]:8000",)),
        ("https://a.org, https://b.org", ("https://a.org", "https://b.org")),
    ],
)
def test_origins_are_kept_as_browsers_send_them(tmp_path: Path, given: str, meant: tuple[str, ...]) -> None:
    assert read(tmp_path, SONOCASE_ORIGIN=given).origins == meant


def test_cookies_are_secure_only_where_every_address_is(tmp_path: Path) -> None:
    assert not read(tmp_path, SONOCASE_ORIGIN="https://a.org,http://b.org").secure


# --- the secret ---


def test_the_secret_is_made_once_for_the_owner_alone_and_kept(tmp_path: Path) -> None:
    first = read(tmp_path).secret_key
    assert read(tmp_path).secret_key == first
    assert len(first) >= 64
    kept = tmp_path / "instance" / "secret-key"
    assert kept.read_text() == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]


def test_the_secret_is_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        read(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "instance" / "secret-key").stat().st_mode) == 0o600


def secret_of(folder: Path) -> str:
    return read(folder).secret_key


@pytest.mark.parametrize("turn", range(20))
def test_threads_that_start_together_get_one_secret(tmp_path: Path, turn: int) -> None:
    folder, barrier = tmp_path / str(turn), Barrier(8)

    def start() -> str:
        barrier.wait()
        return secret_of(folder)

    with ThreadPoolExecutor(8) as threads:
        made = [threads.submit(start) for _ in range(8)]
    assert len({future.result() for future in made}) == 1


def test_processes_that_start_together_get_one_secret(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        made = set(processes.map(secret_of, [tmp_path] * 8))
    assert len(made) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64, b" \n" * 40])
def test_a_file_that_holds_no_secret_is_told_and_never_used(tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "instance" / "secret-key"
    kept.parent.mkdir()
    kept.write_bytes(content)
    with pytest.raises(ConfigError, match="holds no secret"):
        read(tmp_path)
    assert kept.read_bytes() == content


def test_a_secret_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "instance" / "secret-key").mkdir(parents=True)
    with pytest.raises(ConfigError, match="cannot be used as the secret"):
        read(tmp_path)


def test_a_secret_from_the_environment_leaves_nothing_in_the_instance(tmp_path: Path) -> None:
    read(tmp_path, SONOCASE_SECRET_KEY=SECRET)
    assert list((tmp_path / "instance").iterdir()) == []

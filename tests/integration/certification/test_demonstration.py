"""The people of a demonstration: there once, at every stage of the road, and through nothing but the use cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

import pytest

from player import create_app
from player.accounts import Accounts
from player.certification.application.state import Stage
from player.certification.application.work import WORK
from player.certification.companion import Companion, Player, open_companion
from player.certification.demo import let_live, seed_people
from player.certification.demo.people import PEOPLE
from player.certification.demo.town import Town
from player.config import Config, read_config
from player.delivery import Delivery
from player.demo import seed_accounts, show_reviews
from player.publish.proven import bundled_packages
from player.publish.publishing import publish_package
from player.services import Services
from player.store import Store


@dataclass
class Demonstration:
    """A demonstration after its first start."""

    config: Config
    players: Store
    companion: Companion
    refused: list[str]

    def files(self) -> list[str]:
        """The name and stage of every application."""
        with self.companion.store.read() as unit:
            return [
                f"{record.name}: {record.stage}" for record in unit.applications.in_stages(get_args(Stage))
            ]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration, on SQLite as `make run` has it."""
    config = read_config(
        {"SONOCASE_INSTANCE": str(tmp_path_factory.mktemp("demo") / "instance"), "SONOCASE_DEMO": "1"}
    )
    found: Services = create_app(config).extensions["sonocase"]
    players, library = found.store, found.library
    for folder in bundled_packages():
        publish_package(folder, library, players)
    list(seed_accounts(found.accounts, config.instance))
    show_reviews(found, {folder.name for folder in bundled_packages()})
    lived = Town.of(config, players)
    let_live(lived)

    def now() -> datetime:
        return datetime.now(UTC)

    companion = open_companion(
        config, Player(players, Accounts(players, now), Delivery(players, library, now)), now
    )
    yield Demonstration(config, players, companion, lived.refused)
    companion.store.close()
    players.close()


def test_somebody_is_at_every_stage_and_every_kind_of_work_waits(town: Demonstration) -> None:
    assert town.refused == []
    with town.companion.store.read() as unit:
        assert sum(unit.applications.counted().values()) == len(PEOPLE)
        assert set(unit.applications.counted()) == set(get_args(Stage))
        assert set(unit.work.counted()) == set(WORK)
        assert set(unit.letters.counted()) == {"dead", "sent"}


def test_awards_are_valid_expired_and_revoked_and_decisions_replay(town: Demonstration) -> None:
    now = datetime.now(UTC)
    with town.companion.store.read() as unit:
        records = unit.applications.in_stages(get_args(Stage))
        certificates = [each for record in records for each in unit.awards.certificates_of(record.user_id)]
        decisions = [each for record in records for each in unit.awards.decisions_of(record.id)]
    assert {each.status(now) for each in certificates} == {"valid", "expired", "revoked"}
    assert {each.outcome for each in decisions} == {"award", "refuse"}
    for each in decisions:
        assert town.companion.registry.replay(each.id).differences == ()


def test_the_record_holds_and_nothing_happens_after_now(town: Demonstration) -> None:
    verdict = town.companion.keeper.verify()
    assert verdict.broken is None
    assert verdict.heads > 10
    with town.companion.store.read() as unit:
        assert all(record.at <= datetime.now(UTC) for record, _ in unit.records.everything())


def test_a_second_start_finds_them_and_changes_nothing(town: Demonstration) -> None:
    before, verdict = town.files(), town.companion.keeper.verify()
    assert seed_people(town.config, town.players) == 0
    assert town.files() == before
    assert town.companion.keeper.verify().records == verdict.records


def test_letters_are_files_and_nobody_signs_in_as_the_people(town: Demonstration) -> None:
    letters = list((town.config.instance / "mail").glob("*.eml"))
    assert len(letters) > 100
    with town.players.read() as unit:
        found = unit.accounts.by_email("lena.fischer@people.example.org")
    assert found
    assert not found[1].startswith("$argon2")

"""The record on a real database: it refuses to be changed, and whoever forces it is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from applicants import T0
from offices import Office

from player.certification.chain import Head
from player.certification.errors import ChainBroken
from player.certification.office.desk import stream_of
from player.certification.office.keeper import Verdict, read_head
from player.certification.store import CertificationStore
from player.certification.store.tables import APPEND_ONLY, UNCHANGEABLE, metadata
from player.certification.store.values import Certificate, DecisionRecord, VoucherRecord
from player.errors import ConfigError
from player.store import Store

ITS_VERSION = "alembic_version_certification"


@pytest.fixture
def kept(office: Office) -> Office:
    """An office with a record, and a signed head of it."""
    office.opened(office.candidate())
    office.companion.keeper.sign_head()
    return office


def force(office: Office, *statements: str) -> None:
    """Change the tables as somebody with the database's own password could."""
    with office.companion.store.write() as unit:
        connection = unit._connection
        if connection.dialect.name == "postgresql":
            for table in (*APPEND_ONLY, *UNCHANGEABLE):
                connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            connection.execute(sa.text("ALTER TABLE cert_contents DROP CONSTRAINT fk_cert_contents_number"))
        else:
            names = connection.scalars(
                sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'cert_%'")
            ).all()
            for name in names:
                connection.execute(sa.text(f"DROP TRIGGER {name}"))
            connection.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
        for statement in statements:
            assert connection.execute(sa.text(statement)).rowcount > 0


def verdict(office: Office, *heads: Head) -> Verdict:
    return office.server().keeper.verify(heads)


def test_an_application_that_cannot_be_read_any_more_keeps_no_other_waiting(office: Office) -> None:
    broken, other = office.candidate(), office.candidate("Bo Yu")
    spoilt, sound = office.opened(broken), office.opened(other)
    with office.companion.store.read() as unit:
        last = unit.records.of_stream(stream_of(spoilt))[-1].number
    force(office, f"UPDATE cert_contents SET body = '{{}}' WHERE number = {last}")  # noqa: S608 (a number)
    office.wait(days=181)
    office.companion.keeper.tick()
    assert office.companion.desk.look(sound).state.stage == "ended"
    with office.companion.store.read() as unit:
        assert "decision" in unit.work.of(sound)
    with pytest.raises(ChainBroken, match="cannot be read any more"):
        office.companion.desk.look(spoilt)
    assert verdict(office).broken


def head(office: Office) -> Head:
    """An exported head, as it is kept outside."""
    return read_head(office.companion.keeper.export_head())


ERASURE = "UPDATE cert_records SET type = 'erased' WHERE number = 5"
"""A record that claims to say whose content was erased."""


def test_a_record_that_nobody_touched_holds(kept: Office) -> None:
    found = verdict(kept, head(kept))
    assert found.broken is None
    assert found.records >= 10


@pytest.mark.parametrize(
    ("statements", "number", "said"),
    [
        (
            ["UPDATE cert_contents SET body = replace(body, 'cardiac', 'lung') WHERE number = 4"],
            4,
            "content was changed",
        ),
        (["UPDATE cert_records SET type = 'x' WHERE number = 5"], 5, "was changed"),
        ([ERASURE, "UPDATE cert_contents SET body = 'no JSON' WHERE number = 5"], 5, "was changed"),
        ([ERASURE, "UPDATE cert_contents SET body = '7' WHERE number = 5"], 5, "was changed"),
        ([ERASURE, "UPDATE cert_contents SET body = '[[7]]' WHERE number = 5"], 5, "was changed"),
        (["DELETE FROM cert_contents WHERE number = 6"], 6, "no record says that it was erased"),
        (
            ["DELETE FROM cert_contents WHERE number = 7", "DELETE FROM cert_records WHERE number = 7"],
            7,
            "record 7 is missing",
        ),
        (
            [
                "UPDATE cert_records SET number = 9999 WHERE number = 3",
                "UPDATE cert_records SET number = 3 WHERE number = 4",
                "UPDATE cert_records SET number = 4 WHERE number = 9999",
            ],
            3,
            "was changed",
        ),
    ],
)
def test_the_first_break_is_named(kept: Office, statements: list[str], number: int, said: str) -> None:
    force(kept, *statements)
    broken = verdict(kept).broken
    assert broken
    assert broken.number == number
    assert said in broken.said


def test_an_end_that_was_cut_off_is_found_by_an_exported_head(kept: Office) -> None:
    exported = head(kept)
    cut = exported.number - 2
    ends = [f"DELETE FROM {table} WHERE number > {cut}" for table in ("cert_contents", "cert_records")]  # noqa: S608 (a number)
    force(kept, *ends, "DELETE FROM cert_heads")
    assert verdict(kept).broken is None
    broken = verdict(kept, exported).broken
    assert broken
    assert (broken.number, f"names {exported.number}" in broken.said) == (cut + 1, True)


def test_a_head_of_another_instance_or_a_forged_one_is_refused(kept: Office) -> None:
    exported = head(kept)
    forged = Head(exported.number, "0" * 64, exported.at, exported.key, exported.signature)
    with pytest.raises(ChainBroken, match="not signed with the key of this instance"):
        verdict(kept, forged)
    for text in ("", "[]", "{}", '{"number": 1}', '{"at": "yesterday"}'):
        with pytest.raises(ChainBroken, match="holds no exported head"):
            read_head(text)


def test_a_head_that_was_forged_in_the_database_is_found(kept: Office) -> None:
    force(kept, "UPDATE cert_heads SET signature = replace(signature, 'a', 'b')")
    broken = verdict(kept).broken
    assert broken
    assert "not signed with this instance's key" in broken.said


def test_a_head_is_signed_once_for_each_end(kept: Office) -> None:
    keeper = kept.companion.keeper
    one, again = keeper.sign_head(), keeper.sign_head()
    assert one == again
    kept.candidate("Somebody new")
    later = keeper.sign_head()
    assert one
    assert later
    assert later.number > one.number


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_database_refuses_to_change_or_remove_what_happened(office: Office, table: str) -> None:
    fill(office)
    column = _first_column(table)
    for statement in ("DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), office.companion.store.write() as unit:
            unit._connection.execute(sa.text(statement.format(table=table, column=column)))


def test_content_is_never_changed_and_can_be_removed(kept: Office) -> None:
    change = "UPDATE cert_contents SET body = '{}'"
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), kept.companion.store.write() as unit:
        unit._connection.execute(sa.text(change))
    with kept.companion.store.write() as unit:
        assert unit._connection.execute(sa.text("DELETE FROM cert_contents WHERE number = 1")).rowcount == 1


def _first_column(table: str) -> str:
    return f'"{next(iter(metadata.tables[table].columns)).name}"'


def fill(office: Office) -> tuple[str, str]:
    """One row at least in every append-only table; gives an application and a certificate's code."""
    application = office.opened(office.candidate())
    office.companion.keeper.sign_head()
    with office.companion.store.write() as unit:
        number = unit.records.of_stream(stream_of(application))[-1].number
        unit.awards.add_decision(DecisionRecord("d1", application, "cardiac", "award", "r1", T0, number))
        unit.awards.add_certificate(
            Certificate("C1", "d1", "u1", "cardiac", "Grace", "Cardiac", T0, T0 + timedelta(days=1))
        )
        unit.awards.revoke("C1", "r1", T0, "Why.")
    return application, "C1"


def _copy(unit: Any, application: str) -> None:
    """The same application once more, under another name."""
    unit.applications.add(replace(unit.applications.get(application), id="other"))
    copied = "INSERT INTO cert_targets SELECT 'other', target, user_id, live FROM cert_targets"
    unit._connection.execute(sa.text(copied))


BREACHES: dict[str, Callable[[Any, str], object]] = {
    "a second revocation": lambda unit, _: unit.awards.revoke("C1", "r1", T0, "Again."),
    "a certificate without a decision": lambda unit, _: unit.awards.add_certificate(
        Certificate("C2", "d2", "u1", "cardiac", "Grace", "Cardiac", T0, T0 + timedelta(days=1))
    ),
    "a certificate that ends before it begins": lambda unit, a: (
        unit.awards.add_decision(DecisionRecord("d3", a, "lung", "award", "r1", T0, 1)),
        unit.awards.add_certificate(Certificate("C3", "d3", "u1", "lung", "G", "Lung", T0, T0)),
    ),
    "an outcome of another kind": lambda unit, a: unit.awards.add_decision(
        DecisionRecord("d4", a, "lung", "perhaps", "r1", T0, 1)  # type: ignore[arg-type]
    ),
    "a voucher that is over before it is issued": lambda unit, _: unit.vouchers.add(
        VoucherRecord("v1", "h1", (), "", "r1", T0, T0)
    ),
    "a voucher that was redeemed by nobody": lambda unit, _: unit.vouchers.add(
        VoucherRecord("v2", "h2", (), "", "r1", T0, T0 + timedelta(days=1), redeemed_at=T0)
    ),
    "a second voucher in an application": lambda unit, a: unit.vouchers.add(
        VoucherRecord("v3", "h3", (), "", "r1", T0, T0 + timedelta(days=1), None, a, T0)
    ),
    "a person with a short number": lambda unit, _: unit._connection.execute(
        sa.text("UPDATE cert_people SET id_number = '1'")
    ),
    "a stage of another kind": lambda unit, _: unit._connection.execute(
        sa.text("UPDATE cert_applications SET stage = 'lost'")
    ),
    "a target in two live applications": _copy,
}


@pytest.mark.parametrize("breach", sorted(BREACHES))
def test_what_must_hold_also_stands_in_the_database(office: Office, breach: str) -> None:
    application, _ = fill(office)
    with pytest.raises(sa.exc.IntegrityError), office.companion.store.write() as unit:
        BREACHES[breach](unit, application)


# --- the schema ---


def test_the_migrations_make_what_the_tables_say_beside_the_players(database_url: str) -> None:
    players = Store.open(database_url)
    opened = CertificationStore.open(database_url)
    CertificationStore.open(database_url).close()
    with opened.read() as unit:
        names = set(sa.inspect(unit._connection).get_table_names())
        assert set(metadata.tables) <= names
        assert {ITS_VERSION, "alembic_version", "users"} <= names
        context = MigrationContext.configure(
            unit._connection,
            opts={
                "version_table": ITS_VERSION,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or str(name).startswith("cert_"),
            },
        )
        assert compare_metadata(context, metadata) == []
    opened.close()
    players.close()


def test_the_tables_refer_to_none_of_the_players() -> None:
    targets = {
        key.target_fullname.partition(".")[0] for t in metadata.tables.values() for key in t.foreign_keys
    }
    assert targets <= set(metadata.tables)
    assert all(name.startswith("cert_") for name in metadata.tables)


def test_a_schema_of_a_newer_version_is_told_and_left_alone(database_url: str) -> None:
    opened = CertificationStore.open(database_url)
    with opened.write() as unit:
        newer = sa.update(sa.table(ITS_VERSION, sa.column("version_num"))).values(version_num="9999")
        unit._connection.execute(newer)
    with pytest.raises(ConfigError, match="schema is not of this version"):
        CertificationStore.open(database_url)
    opened.close()

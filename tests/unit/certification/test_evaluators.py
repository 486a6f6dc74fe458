"""Whose names are taken as evaluators, and what staff are told to look at."""

import pytest

from player.certification.policy import read_policy
from player.certification.rules.evaluators import Known, Person, faults_of, flags_of, mailbox

POLICY = read_policy()
OWN = "Grace.Hale@Example.org"


def person(number: int, email: str = "", name: str = "") -> Person:
    return Person(
        id=f"e{number}", name=name or f"Doctor {number}", email=email or f"doctor{number}@example.org"
    )


THREE = [person(1), person(2), person(3)]


@pytest.mark.parametrize(
    "written",
    [
        "grace.hale@example.org",
        "GRACE.HALE@EXAMPLE.ORG",
        "grace.hale+peer@example.org",
        " grace.hale@example.org ",
        "Grace.Hale+a+b@Example.Org",
        "grace.hale@example.org.",
        "ｇrace.hale@example.org",
    ],
)
def test_an_address_is_known_however_it_is_written(written: str) -> None:
    assert mailbox(written) == mailbox(OWN)
    people = [person(1), person(2), person(3).model_copy(update={"email": written})]
    assert faults_of(POLICY, {OWN}, people) == (f"{written} is your own address; name somebody else.",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a.b@gmail.com", "ab+x@googlemail.com", True),
        ("a.b@example.org", "ab@example.org", False),
        ("straße@example.org", "STRASSE@example.org", True),
        ("+tag@example.org", "+other@example.org", False),
        ("a@b.example.org", "a@example.org", False),
        ('"a.b"@example.org', "a.b@example.org", True),
        ('"\\a.b+x"@Example.org', "a.b@example.org", True),
        ("a@exämple.org", "a@xn--exmple-cua.org", True),
        ("a@EXÄMPLE\u3002org", "a@XN--EXMPLE-CUA.org.", True),
        ("a@xn--\u00e4.org", "a@xn--.org", False),
        ("a@xn--exmple-cua.org", "a@example.org", False),
    ],
)
def test_what_is_one_mailbox_and_what_is_not(one: str, other: str, *, same: bool) -> None:
    assert (mailbox(one) == mailbox(other)) is same


@pytest.mark.parametrize(("number", "fault"), [(2, True), (3, False), (4, True)])
def test_three_people_are_named_no_more_and_no_fewer(number: int, *, fault: bool) -> None:
    faults = faults_of(POLICY, {OWN}, [person(i) for i in range(number)])
    assert bool(faults) is fault
    assert not fault or faults[0].startswith("Name 3 people for each area")


def test_nobody_is_named_twice_under_whatever_address() -> None:
    twice = [person(1), person(2), person(3, "Doctor1+x@example.org")]
    assert faults_of(POLICY, {OWN}, twice) == (
        "Doctor1+x@example.org is the address of Doctor 1; name another person.",
    )


@pytest.mark.parametrize(
    "written",
    [
        '"grace.hale"@example.org',
        "grace.hale(me)@example.org",
        "<grace.hale@example.org>",
        "x,grace.hale@example.org",
        "x;grace.hale@example.org",
        "grace.ha\u200ble@example.org",
        "grace.hale@exam\u00adple.org",
        "grace.hale@[192.0.2.1]",
    ],
)
def test_an_address_that_hides_whose_it_is_is_not_taken(written: str) -> None:
    people = [person(1), person(2), person(3, written)]
    told = f"{written} is no plain address; write it as name@example.org."
    assert faults_of(POLICY, {OWN}, people) == (told,)


@pytest.mark.parametrize("written", ["o'brien@example.org", "a/b=c@example.org", "josé_ñ@exämple.org"])
def test_an_unusual_address_is_taken(written: str) -> None:
    assert faults_of(POLICY, {OWN}, [person(1), person(2), person(3, written)]) == ()


def test_nobody_who_was_replaced_is_named_again() -> None:
    assert faults_of(POLICY, {OWN}, [person(9, "DOCTOR2@example.org")], THREE) != ()
    assert faults_of(POLICY, {OWN}, [person(9)], THREE) == ()


def test_there_is_an_end_to_naming() -> None:
    most = POLICY.evaluators.most
    before = [person(i) for i in range(most - 1)]
    assert faults_of(POLICY, {OWN}, [person(50)], before) == ()
    assert "ask the staff" in faults_of(POLICY, {OWN}, [person(50)], [*before, person(49)])[0]


def test_two_who_evaluate_one_another_in_one_area_are_flagged() -> None:
    known = [Known("app-2", "cardiac", "doctor2@example.org", mailbox(OWN))]
    flags = flags_of("grace.hale+new@example.org", "cardiac", THREE, known)
    assert [(flag.evaluator, "app-2" in flag.reason) for flag in flags] == [("e2", True)]
    assert flags_of(OWN, "lung", THREE, known) == ()
    assert flags_of("somebody@example.org", "cardiac", THREE, known) == ()


def test_names_that_look_alike_are_flagged_and_not_refused() -> None:
    people = [person(1, name="Ann  Lee"), person(2, name="ann lee"), person(3, name="GRACE HALE")]
    assert faults_of(POLICY, {OWN}, people) == ()
    flags = flags_of(OWN, "cardiac", people, [], name="Grace Hale")
    assert [flag.evaluator for flag in flags] == ["e2", "e3"]


def test_a_namesake_of_somebody_who_is_named_already_is_flagged() -> None:
    new = person(9, name="doctor  2")
    assert [flag.evaluator for flag in flags_of(OWN, "cardiac", [new], [], beside=THREE)] == ["e9"]
    assert flags_of(OWN, "cardiac", [new], [], beside=[THREE[0], THREE[2]]) == ()

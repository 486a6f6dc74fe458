"""The files of documents: kept as long as a row names them, and no longer."""

from collections.abc import Callable
from typing import Any

import pytest
from offices import Office

from player.certification.application import command as cmd
from player.certification.errors import DocumentRefused
from player.certification.office import applicants as use_cases
from player.errors import IllegalTransition, NotFound
from player.store import User

Attach = Callable[..., str]


@pytest.fixture
def candidate(office: Office) -> User:
    """Somebody whose address is confirmed."""
    return office.candidate()


@pytest.fixture
def attach(office: Office) -> Attach:
    """Attaches a PDF with a number in it; gives the document."""

    def attach(user: User, application: str, number: int = 0) -> str:
        data = f"%PDF-1.7\n{number}\n%%EOF\n".encode()
        return office.companion.applicants.attach(user, application, data, "log.pdf", "Log").id

    return attach


def files(office: Office) -> int:
    """How many files lie in the instance."""
    return sum(each.is_file() for each in (office.config.instance / "documents").rglob("*"))


def test_a_document_that_is_refused_leaves_no_file_that_no_erasure_would_find(
    office: Office, candidate: User, attach: Attach
) -> None:
    applicants, application = office.companion.applicants, office.filled(candidate)
    most = office.policy.documents.most
    for number in range(most):
        attach(candidate, application, number)
    with pytest.raises(DocumentRefused, match="remove one first"):
        attach(candidate, application, most)
    assert files(office) == most
    assert applicants.erase(candidate) == ([application], [])
    assert files(office) == 0


def test_a_document_that_is_refused_at_the_last_moment_leaves_no_file(
    office: Office, candidate: User, attach: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, documents = office.filled(candidate), office.companion.applicants._documents
    keep = documents.keep

    def withdraw_meanwhile(*given: Any) -> Any:
        found = look(*given)
        office.companion.assessments.withdraw(candidate.id, application)
        return found

    look = documents.look
    monkeypatch.setattr(documents, "look", withdraw_meanwhile)
    kept: list[str] = []
    monkeypatch.setattr(documents, "keep", lambda sent: (kept.append(sent.digest), keep(sent)))
    with pytest.raises(IllegalTransition):
        attach(candidate, application)
    assert len(kept) == 1
    assert files(office) == 0


def test_what_is_taken_out_of_a_draft_is_gone_from_the_instance_and_from_the_export(
    office: Office, candidate: User, attach: Attach
) -> None:
    applicants, application = office.companion.applicants, office.filled(candidate)
    document = attach(candidate, application)
    applicants.detach(candidate, application, document)
    assert files(office) == 0
    with pytest.raises(NotFound):
        applicants.document(candidate, document)
    history = applicants.export(candidate)["applications"][0]["history"]
    assert [(each["type"], each.get("removed")) for each in history[-2:]] == [
        ("attached", None),
        ("detached", True),
    ]
    with pytest.raises(IllegalTransition):
        applicants.detach(candidate, application, document)


def test_what_was_handed_in_is_kept_when_it_is_taken_out(
    office: Office, candidate: User, attach: Attach
) -> None:
    desk, application = office.companion.desk, office.filled(candidate)
    document = attach(candidate, application)
    desk.act(application, cmd.Submit(candidate.id, draw=0.0))
    desk.act(application, cmd.Return("r1", "The date is missing."))
    office.companion.applicants.detach(candidate, application, document)
    assert office.companion.applicants.document(candidate, document)[0].id == document
    assert files(office) == 1


def test_nobody_takes_out_what_is_in_another_persons_application(
    office: Office, candidate: User, attach: Attach
) -> None:
    application = office.filled(candidate)
    document = attach(candidate, application)
    with pytest.raises(NotFound):
        office.companion.applicants.detach(office.candidate("Bo Yu"), application, document)
    assert files(office) == 1


def test_one_account_attaches_so_much_in_all_its_applications_together(
    office: Office, candidate: User, attach: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.filled(candidate), office.filled(candidate, ("lung",))
    one = attach(candidate, first, 1)
    size = office.companion.applicants.document(candidate, one)[0].size
    monkeypatch.setattr(use_cases, "MOST", 2 * size)
    attach(candidate, second, 2)
    with pytest.raises(DocumentRefused, match="all together"):
        attach(candidate, second, 3)
    # that of another account is not counted
    stranger = office.candidate("Bo Yu")
    attach(stranger, office.filled(stranger), 3)
    office.companion.applicants.detach(candidate, first, one)
    attach(candidate, second, 3)
    assert files(office) == 2


@pytest.mark.parametrize("step", ["before", "after"])
def test_the_same_file_that_somebody_else_attaches_while_it_is_erased_is_kept(
    office: Office, candidate: User, attach: Attach, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before: they were looked at when it goes. After: its rows are gone, and its file is not yet."""
    applicants, other = office.companion.applicants, office.candidate("Bo Yu")
    theirs = office.filled(other)
    attach(candidate, office.filled(candidate))
    found: list[str] = []
    if step == "before":
        look = applicants._documents.look

        def look_and_erase(*given: Any) -> Any:
            sent = look(*given)
            assert applicants.erase(candidate)[0]
            assert files(office) == 0
            return sent

        monkeypatch.setattr(applicants._documents, "look", look_and_erase)
        found.append(attach(other, theirs))
    else:
        erase = applicants._erase

        def erase_and_attach(*given: Any) -> list[str]:
            digests = erase(*given)
            found.append(attach(other, theirs))
            return digests

        monkeypatch.setattr(applicants, "_erase", erase_and_attach)
        assert applicants.erase(candidate)[0]
    assert applicants.document(other, found[0])[1].startswith(b"%PDF")
    assert files(office) == 1

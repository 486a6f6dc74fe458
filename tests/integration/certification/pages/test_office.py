"""The pages of the office: what waits, lists, files, and every act of a registrar, with what the record says of it."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, get_args

import pytest
from applicants import answers, policy_of
from clinics import put_version
from forms import two_cases
from receptions import Guest, Reception
from walks import Walk, code_of, people, words
from werkzeug.test import TestResponse

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.mail.letters import VERSIONS
from player.certification.mail.post import Never
from player.certification.mail.sender import Sender
from player.certification.pages.office.history import _SAID
from player.certification.pages.office.letters import LETTERS
from player.certification.rules.identity import show_id

OFFICE = "/certification/office"
PDF = b"%PDF-1.7\nmine\n%%EOF\n"


@pytest.fixture
def registrar(reception: Reception) -> Guest:
    """A registrar at the pages."""
    return reception.somebody("ann", "registrar")


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """A candidate of this test's own."""
    return Walk.of(reception, f"office-{secrets.token_hex(4)}")


def file_of(walk: Walk, page: str = "") -> str:
    return f"{OFFICE}/applications/{walk.application}" + (f"/{page}" if page else "")


def audited(walk: Walk, documents: int = 1) -> Walk:
    """An application in audit, with documents."""
    walk.filled()
    for number in range(documents):
        walk.post("documents", {"about": f"Log {number}", "file": (BytesIO(PDF), f"log-{number}.pdf")})
    walk.companion.desk.act(walk.application, cmd.Submit(walk.user.id, draw=0.0))
    return walk


def last(walk: Walk) -> Any:
    """What happened last in an application."""
    return walk.companion.desk.history(walk.application)[-1]


def refused(answer: TestResponse, told: str) -> None:
    assert (answer.status_code, told in words(answer)) == (400, True), words(answer)


def done(answer: TestResponse, registrar: Guest, told: str) -> None:
    assert answer.status_code == 302, words(answer)
    assert told in words(registrar.get(answer.headers["Location"]))


# --- what waits, and lists ---


def test_the_first_page_counts_what_waits_and_leads_to_it(registrar: Guest, walk: Walk) -> None:
    audited(walk)
    page = registrar.get(OFFICE)
    assert "What waits for you" in words(page)
    assert f"{OFFICE}/applications?waits=audit" in page.text
    waiting = registrar.get(f"{OFFICE}/applications?waits=audit&sort=changed&order=down")
    assert walk.application in waiting.text
    assert "Waits since" in words(waiting)
    assert "Of what is submitted, 5 % are drawn." in words(waiting)


def test_an_application_is_found_by_name_address_number_and_identifier(registrar: Guest, walk: Walk) -> None:
    walk.begin()
    number = walk.companion.registration.person(walk.user).id_number
    for wanted in (walk.user.name, walk.user.email or "", show_id(number), walk.application[:10]):
        assert walk.application in registrar.get(f"{OFFICE}/applications?q={wanted}").text, wanted
    found = registrar.get(f"{OFFICE}/applications?q={walk.user.name}").text
    assert 'aria-label="States"' not in found, "counts of all applications stand beside what was found"
    whole = registrar.get(f"{OFFICE}/applications?q={walk.application}")
    assert whole.headers["Location"] == file_of(walk)
    nobody = registrar.get(f"{OFFICE}/applications?q=zqnobodyqz")
    assert "Nobody is found." in words(nobody)


@pytest.mark.parametrize("asked", [
    "stage=nothing", "waits=x", "sort=id;drop", "order=x", "page=-1", "page=99999999999999999999", "page=9999", "page=x",
    "q=%25%27%22%3Cscript%3E", f"q={'x' * 5000}", "stage=open&waits=audit&q=a&sort=closes&order=up&page=2",
])  # fmt: skip
def test_a_list_takes_whatever_stands_in_its_address(registrar: Guest, asked: str) -> None:
    answer = registrar.get(f"{OFFICE}/applications?{asked}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize("stage", ["draft", "audit", "eligible", "open", "closed", "withdrawn"])
def test_every_state_has_its_list(registrar: Guest, stage: str) -> None:
    assert registrar.get(f"{OFFICE}/applications?stage={stage}").status_code == 200


# --- documents and audits ---


def test_a_document_is_refused_with_a_reason_that_the_applicant_reads_and_accepted_later(
    registrar: Guest, walk: Walk
) -> None:
    (document,) = audited(walk).companion.desk.look(walk.application).state.documents
    path = file_of(walk, f"documents/{document}")
    assert "Log 0" in words(registrar.get(path))
    assert registrar.get(f"/certification/documents/{document}").data == PDF
    refused(registrar.post(path), "Choose one.")
    refused(registrar.post(path, {"outcome": "refuse"}), "Say why; the applicant reads it.")
    refused(registrar.post(path, {"outcome": "refuse", "reason": "x" * 9000}), "Say why")
    done(
        registrar.post(path, {"outcome": "refuse", "reason": "It is cut off."}), registrar, "is not accepted."
    )
    assert (last(walk).type, last(walk).reason) == ("document-reviewed", "It is cut off.")
    assert "Document not accepted: log-0.pdf. It is cut off." in words(walk.get())
    assert "Not accepted: It is cut off." in words(walk.get("documents"))
    assert registrar.post(path, {"outcome": "refuse", "reason": "It is cut off."}).status_code == 409
    done(registrar.post(path, {"outcome": "accept"}), registrar, "The document is accepted.")
    page = words(registrar.get(file_of(walk)))
    assert "Accepted Ann," in page
    assert "Accepted" in words(walk.get("documents"))
    assert registrar.post(file_of(walk, f"documents/{'0' * 32}"), {"outcome": "accept"}).status_code == 409


@pytest.mark.parametrize(
    ("result", "stage", "told"),
    [("pass", "eligible", "found-eligible"), ("return", "returned", "returned"), ("ineligible", "ineligible", "found-ineligible")],
)  # fmt: skip
def test_the_result_of_an_audit_is_recorded_with_its_words_and_who_found_it(
    registrar: Guest, walk: Walk, result: str, stage: str, told: str
) -> None:
    path = file_of(audited(walk), "audit")
    assert "Nobody has looked yet at: log-0.pdf." in words(registrar.get(path))
    form = {"result": result, "words": "The log\r\nis complete.", "understood": "on"}
    done(registrar.post(path, form), registrar, "The result of the audit is recorded")
    state = walk.companion.desk.look(walk.application).state
    assert (state.stage, last(walk).type) == (stage, told)
    assert last(walk).by == walk.reception.people["ann"].id
    page = words(registrar.get(file_of(walk)))
    assert "In audit →" in page
    assert "Ann" in page
    # whoever comes second is told that it is done
    assert registrar.post(path, form).status_code == 409


def test_an_audit_asks_for_words_and_for_a_second_thought(registrar: Guest, walk: Walk) -> None:
    path = file_of(audited(walk), "audit")
    refused(registrar.post(path), "Say what you found.")
    refused(registrar.post(path, {"result": "ineligible", "words": "Why."}), "Tick the box")
    assert walk.companion.desk.look(walk.application).state.stage == "audit"


# --- accommodations and evaluators ---


def test_an_accommodation_reaches_the_attempt_that_is_running(
    reception: Reception, registrar: Guest, walk: Walk
) -> None:
    form = two_cases().model_copy(update={"area": "cardiac", "title": "Cardiac"})
    put_version(reception.services.library, reception.services.store, form)
    walk.opened()
    walk.post("agreement", {"typed": walk.user.name})
    attempt = walk.companion.assessments.begin(walk.user, walk.application, "cardiac")
    path = file_of(walk, "accommodation")
    assert "and for the one that is running" in words(registrar.get(path))
    whole = {"multiplier": "1,5", "breaks": "on", "reason": "Dyslexia", "approver": "Dr Roe"}
    for name, value, told in (
        ("multiplier", "0.5", "Enter a number from 1 to 10"), ("multiplier", "nan", "Enter a number"),
        ("multiplier", "inf", "Enter a number"), ("multiplier", "٢", "Enter a number"),
        ("reason", "", "Say why it is granted"), ("approver", "", "Enter who approved it"),
    ):  # fmt: skip
        refused(registrar.post(path, {**whole, name: value}), told)
    done(registrar.post(path, whole), registrar, "The accommodation is granted")
    sitting = reception.services.delivery.settle(attempt).sitting
    assert (sitting.state.multiplier, sitting.state.breaks) == (1.5, True)
    assert "1.5 times the time, with breaks Dyslexia Approved by Dr Roe; granted by Ann" in words(
        registrar.get(file_of(walk))
    )
    assert "Dyslexia" not in words(walk.get())


def test_evaluators_are_read_asked_once_more_and_told_apart(registrar: Guest, walk: Walk) -> None:
    walk.opened()
    named = people("office")
    named["name-2"] = named["name-1"]
    walk.post("areas/cardiac/evaluators", named)
    desk, first = walk.companion.desk, walk.companion.desk.look(walk.application).state.evaluators[0]
    asked = file_of(walk, f"evaluators/{first.id}")
    page = registrar.get(file_of(walk))
    assert "Two people of this name are named in this area." in words(page)
    second = walk.companion.desk.look(walk.application).state.evaluators[1].id
    flagged = file_of(walk, f"evaluators/{second}")
    answer = registrar.post(f"{flagged}/flags", {"reason": " "})
    assert (answer.status_code, "Say what you found." in words(answer)) == (400, True)
    settled = registrar.post(f"{flagged}/flags", {"reason": "Father and <i>son</i>."})
    done(settled, registrar, "waits for nobody any more")
    for page in (file_of(walk), flagged, file_of(walk, "decision?target=cardiac")):
        assert "Father and <i>son</i>." in words(registrar.get(page))
    assert "I have looked at it" not in words(registrar.get(flagged))
    assert registrar.post(f"{flagged}/flags", {"reason": "Again."}).status_code == 409
    assert "Father" not in words(walk.get()) + str(walk.companion.applicants.export(walk.user))
    done(registrar.post(f"{asked}/resend"), registrar, "goes out once more")
    assert isinstance(last(walk), ev.EvaluatorReminded)
    assert "was sent the letter once more" in words(registrar.get(file_of(walk)))
    given = answers(desk.policy, 4, remarks={"strengths": "<b>Calm</b>"}, basis="reputation")
    desk.act(walk.application, cmd.Evaluate(f"evaluator/{first.id}", first.id, given))
    page = registrar.get(asked)
    assert "<b>Calm</b>" not in page.text
    assert "<b>Calm</b>" in words(page)
    assert "kept and not counted: basis" in words(page)
    assert registrar.post(f"{asked}/resend").status_code == 409
    assert registrar.post(f"{asked}/contact").status_code == 409
    assert registrar.get(file_of(walk, f"evaluators/{'0' * 32}")).status_code == 404


def test_somebody_in_reserve_is_asked_by_a_registrar(
    registrar: Guest, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, policy = walk.companion.desk, policy_of(evaluators_contacted=2)
    with desk.store.write() as unit:
        unit.applications.keep_policy(policy, datetime.now(UTC))
    monkeypatch.setattr(desk, "policy", policy)
    walk.opened().name_evaluators()
    (waiting,) = [each for each in desk.look(walk.application).state.evaluators if each.standing == "named"]
    page = registrar.get(file_of(walk, f"evaluators/{waiting.id}"))
    assert "They are in reserve." in words(page)
    done(registrar.post(file_of(walk, f"evaluators/{waiting.id}/contact")), registrar, "is asked.")
    assert (last(walk).type, last(walk).by) == ("evaluator-contacted", walk.reception.people["ann"].id)
    sent_to = {each.recipient for each in walk.companion.outbox.find("waiting", waiting.person.email, 1)[1]}
    assert sent_to == {waiting.person.email}


# --- vouchers ---


def codes_in(answer: TestResponse) -> list[str]:
    found = answer.text.partition('name="codes" value="')[2].partition('"')[0]
    return found.split()


def test_one_voucher_is_issued_once_and_its_code_is_shown_once(registrar: Guest, walk: Walk) -> None:
    note = f"Course {secrets.token_hex(4)}"
    form = {"area": "cardiac", "expires": "2099-06-30", "note": note, "batch": secrets.token_hex(16)}
    issued = registrar.post(f"{OFFICE}/vouchers/new", form)
    (code,) = codes_in(issued)
    assert "shown here and now, and never again" in words(issued)
    assert issued.headers["Cache-Control"] == "no-store"
    refused(registrar.post(f"{OFFICE}/vouchers/new", form), "issued already")
    listed = registrar.get(f"{OFFICE}/vouchers?q={note}")
    assert words(listed).count(note) == 1 + words(listed).count(f"value {note}")
    assert code not in listed.text
    assert note in words(registrar.get(f"{OFFICE}/vouchers?q={code}"))
    walk.eligible()
    assert walk.post("voucher", {"code": code}).status_code == 302
    assert note in words(registrar.get(file_of(walk)))


@pytest.mark.parametrize(("change", "told"), [
    ({"expires": ""}, "Enter the last day"), ({"expires": "2020-01-01"}, "which is over"), ({"expires": "x"}, "Enter a date"),
    ({"note": "x" * 201}, "one line of 200 characters"), ({"area": "ocular"}, "is no content area"),
])  # fmt: skip
def test_a_voucher_that_cannot_be_is_told_in_the_form(
    registrar: Guest, change: Mapping[str, str], told: str
) -> None:
    form = {"expires": "2099-06-30", "note": "", "batch": secrets.token_hex(16), **change}
    refused(registrar.post(f"{OFFICE}/vouchers/new", form), told)


def test_a_voucher_is_revoked_with_a_reason_after_a_second_thought(registrar: Guest, walk: Walk) -> None:
    issued = registrar.post(f"{OFFICE}/vouchers/new", {"expires": "2099-06-30", "note": "Zq revoked"})
    (code,) = codes_in(issued)
    (found,) = walk.companion.vouchers.of_codes([code])
    path = f"{OFFICE}/vouchers/{found.voucher.id}"
    refused(registrar.post(f"{path}/revoke", {"reason": "Lost."}), "Tick the box")
    refused(registrar.post(f"{path}/revoke", {"understood": "on"}), "Say why.")
    done(registrar.post(f"{path}/revoke", {"reason": "Lost.", "understood": "on"}), registrar, "is revoked")
    assert "Revoked: Lost." in words(registrar.get(path))
    assert registrar.post(f"{path}/revoke", {"reason": "Lost.", "understood": "on"}).status_code == 409
    walk.eligible()
    refused(walk.post("voucher", {"code": code}), "This voucher was revoked")
    assert registrar.get(f"{OFFICE}/vouchers/{'0' * 32}").status_code == 404


def sent(text: str | bytes, name: str = "vouchers.csv") -> dict[str, Any]:
    return {"file": (BytesIO(text.encode() if isinstance(text, str) else text), name)}


def test_many_vouchers_are_read_first_then_issued_once_and_downloaded(registrar: Guest, walk: Walk) -> None:
    rows = ["areas,expires,note", "cardiac lung,2099-06-30,Course 12", ',2099-12-31,"=HYPERLINK(""x"")"']
    before = len(walk.companion.vouchers.all())
    read = registrar.post(f"{OFFICE}/vouchers/import", sent("\r\n".join(rows)))
    assert "2 vouchers would be issued" in words(read)
    assert len(walk.companion.vouchers.all()) == before
    form = {"text": "\r\n".join(rows), "batch": secrets.token_hex(16)}
    issued = registrar.post(f"{OFFICE}/vouchers/import/issue", form)
    codes = codes_in(issued)
    assert ("2 vouchers are issued" in words(issued), len(codes)) == (True, 2)
    refused(registrar.post(f"{OFFICE}/vouchers/import/issue", form), "issued already")
    assert len(walk.companion.vouchers.all()) == before + 2
    file = registrar.post(f"{OFFICE}/vouchers/codes", {"codes": f"{' '.join(codes)} 7K3QF-01XWZ-9MPHT-CR5VE"})
    assert file.headers["Content-Disposition"] == "attachment; filename=vouchers.csv"
    assert file.text.splitlines() == [
        "code,areas,expires,note",
        f"{codes[0]},cardiac lung,2099-06-30,Course 12",
        f'{codes[1]},,2099-12-31,"\'=HYPERLINK(""x"")"',
    ]


def test_a_file_with_faults_names_each_line_and_issues_nothing(registrar: Guest, walk: Walk) -> None:
    before = len(walk.companion.vouchers.all())
    text = "areas,expires,note\nocular,2099-06-30,a\n,2020-01-01,b\n,soon,c\n,2099-06-30\n,2099-06-30,fine\n"
    told = registrar.post(f"{OFFICE}/vouchers/import", sent(text))
    for line in (
        "Line 2: 'ocular' is no",
        "Line 3: It would expire",
        "Line 4: 'soon' is no day",
        "Line 5: has not 3",
    ):
        refused(told, line)
    refused(registrar.post(f"{OFFICE}/vouchers/import/issue", {"text": text}), "Line 2")
    for wrong, words_ in {
        b"\xff\xfe\x00": "The file is not UTF-8.", b"": "Line 1: the columns are none", b"a;b\n": "the columns are a;b",
    }.items():  # fmt: skip
        refused(registrar.post(f"{OFFICE}/vouchers/import", sent(wrong)), words_)
    refused(registrar.post(f"{OFFICE}/vouchers/import"), "Choose a file.")
    assert registrar.post(f"{OFFICE}/vouchers/import", sent("x" * 3_000_000)).status_code == 413
    assert len(walk.companion.vouchers.all()) == before


# --- letters ---


def test_a_letter_that_failed_is_shown_with_the_servers_word_and_sent_again(
    registrar: Guest, walk: Walk
) -> None:
    class Refusing:
        def hand_over(self, *_: object) -> str:
            raise Never("550 5.1.1 <no such mailbox>")

    walk.eligible()
    office = walk.companion
    Sender(
        office.store, office.sender.compose, Refusing(), office.desk.clock, office.sender.on_dead
    ).send_due()
    path = f"{OFFICE}/letters?state=dead&q={walk.user.email}"
    page = registrar.get(path)
    assert "550 5.1.1 <no such mailbox>" in words(page)
    assert words(page).count("Send again") == 1
    (letter,) = office.outbox.find("dead", walk.user.email or "", 1)[1]
    done(registrar.post(f"{OFFICE}/letters/{letter.id}/retry"), registrar, "is sent again")
    assert registrar.post(f"{OFFICE}/letters/{letter.id}/retry").status_code == 409
    assert registrar.post(f"{OFFICE}/letters/nothing/retry").status_code == 404
    assert "No letter is found." in words(registrar.get(path))
    record = words(registrar.get(f"{OFFICE}/record"))
    assert "Ann letter retried" in record


# --- the record ---


def test_the_record_is_checked_on_demand_and_its_head_is_exported_and_held_against_it(
    registrar: Guest, walk: Walk
) -> None:
    walk.begin()
    head = registrar.post(f"{OFFICE}/record/head")
    assert head.headers["Content-Disposition"] == "attachment; filename=sonocase-head.json"
    assert "The record holds:" in words(registrar.post(f"{OFFICE}/record/verify"))
    kept = {"head": (BytesIO(head.data), "sonocase-head.json")}
    assert "The record holds:" in words(registrar.post(f"{OFFICE}/record/verify", kept))
    # the export has signed a head that names more records than there are
    forged = head.data.replace(b'"number": ', b'"number": 9')
    refused(
        registrar.post(f"{OFFICE}/record/verify", {"head": (BytesIO(forged), "x.json")}), "was not signed"
    )
    refused(
        registrar.post(f"{OFFICE}/record/verify", {"head": (BytesIO(b"\x00\xff"), "x")}), "no exported head"
    )


def test_earlier_records_are_a_page_away_and_say_who_did_what(registrar: Guest, walk: Walk) -> None:
    walk.filled()
    page = registrar.get(f"{OFFICE}/record")
    assert f"{walk.user.name} signed application {walk.application[:8]}" in words(page)
    with walk.companion.store.read() as unit:
        head = unit.records.head(datetime.now(UTC))
    assert head
    earlier = words(registrar.get(f"{OFFICE}/record?before={head.number - 3}"))
    assert "Earlier records" in earlier
    for odd in ("x", "-1", "9" * 40, "1"):
        assert registrar.get(f"{OFFICE}/record?before={odd}").status_code == 200


def test_a_voucher_that_was_entered_leads_to_its_application(registrar: Guest, walk: Walk) -> None:
    walk.eligible()
    code = code_of(walk.companion)
    walk.post("voucher", {"code": code})
    (found,) = walk.companion.vouchers.of_codes([code])
    page = registrar.get(f"{OFFICE}/vouchers/{found.voucher.id}")
    assert file_of(walk) in page.text
    assert "Revoke this voucher" not in words(page)


def test_every_event_and_every_letter_has_its_words() -> None:
    kinds = set(get_args(get_args(ev.Event)[0]))
    assert set(_SAID) | {ev.Opened} == kinds
    assert set(LETTERS) == set(VERSIONS)

"""Every letter: who gets it, that its two forms say the same, and that nobody's words become markup or headers."""

import html
import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from applicants import AUDIT, BO, T0, USER, Road

from player.certification.application import command as cmd
from player.certification.application.event import Event
from player.certification.application.state import advance, rebuild
from player.certification.links import Links
from player.certification.mail.compose import FOLDER, Composer
from player.certification.mail.letters import VERSIONS, Draft, addressed, letters_for
from player.certification.store import Invitation, Letter, Ticket
from player.certification.tokens import Tokens

HOSTILE = '<script>alert(1)</script> & {{ 7*7 }} "O\'Hara"'
ORIGIN = "https://exam.example.org"
TOKENS = Tokens(b"s" * 40)
TICKET = Ticket("h", "reset", "n" * 32, USER, "grace@example.org", T0, T0)
INVITATION = Invitation("e1", "a1", "cardiac", "e@example.org", "g@example.org", "n" * 32, "h", "contacted")
COMPOSER = Composer("exams@example.org", Links(ORIGIN), TOKENS, lambda _: INVITATION, lambda _: TICKET)


def roads() -> list[Road]:
    """Applications that pass through everything that a letter is written for."""
    audited = Road().do(cmd.Attach(USER, "d1", "0" * 64, "a.pdf", "credential")).submit(AUDIT)
    audited.do(cmd.ReviewDocument("r1", "d1", accepted=False, reason=HOSTILE))
    audited.do(cmd.ReviewDocument("r1", "d1", accepted=True))
    audited.do(cmd.Return("r1", HOSTILE)).submit(AUDIT)
    audited.do(cmd.FindIneligible("r1", (HOSTILE, "And more.")))
    audited.do(cmd.Appeal(USER, "ineligibility", "", HOSTILE))
    audited.do(cmd.AnswerAppeal("r2", "", upheld=False, words=HOSTILE))
    awarded = Road().open().name()
    awarded.do(cmd.Accommodate("r1", 1.5, breaks=True, reason="Why", approver="Dr Roe"))
    for how, evaluator in zip(("declined", "unknown", "bounced"), awarded.asked(), strict=True):
        awarded.do(cmd.TurnDown("system", evaluator, how))
        awarded.do(cmd.ReplaceEvaluator(USER, "cardiac", evaluator, awarded.person()))
    awarded.sit().wait(days=121)
    awarded.do(cmd.RemindCandidate(60)).do(cmd.Remind(awarded.asked()[0], 5))
    awarded.do(cmd.ReturnLetter(awarded.asked()[0]))
    for evaluator in awarded.asked()[:2]:
        awarded.evaluate(evaluator)
    awarded.decide().do(cmd.Revoke("r1", "cardiac", HOSTILE))
    refused = Road().refused().do(cmd.Appeal(USER, "results", "cardiac", HOSTILE))
    refused.do(cmd.AnswerAppeal("r3", "cardiac", upheld=True, words="Yes."))
    return [audited, awarded, refused]


def drafts(road: Road) -> list[Draft]:
    """Every letter of an application, in the order of its events."""
    found: list[Draft] = []
    for index in range(1, len(road.events)):
        state = rebuild(road.events[: index + 1])
        found += letters_for(road.policy, "a1", state, road.events[index])
    return found


OF_ACCOUNTS = [
    Draft(
        "g@example.org", "confirm-email", {"name": HOSTILE, "id_number": "123", "hours": 72, "ticket": "n"}
    ),
    Draft("g@example.org", "account-exists", {}),
    Draft("g@example.org", "reset-password", {"name": HOSTILE, "hours": 2, "ticket": "n"}),
]
ALL = [draft for road in roads() for draft in drafts(road)] + OF_ACCOUNTS
EACH = {draft.template: draft for draft in ALL}


def compose(draft: Draft) -> EmailMessage:
    return COMPOSER.compose(addressed(draft, "record/1", T0))


def forms(message: EmailMessage) -> tuple[str, str]:
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain
    assert page
    return plain.get_content(), page.get_content()


def test_every_template_has_a_version_and_is_used() -> None:
    files = {file.stem for file in FOLDER.glob("*.jinja")} - {"layout.html"}
    assert files == set(VERSIONS) == set(EACH)


@pytest.mark.parametrize("template", sorted(VERSIONS))
def test_both_forms_of_a_letter_say_the_same(template: str) -> None:
    for draft in [draft for draft in ALL if draft.template == template]:
        plain, page = forms(compose(draft))
        words = re.sub(r"<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", r"\2: \1", page)
        shown = html.unescape(
            re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", words, flags=re.DOTALL)
        )
        for paragraph in filter(None, (part.split() for part in plain.split("\n\n"))):
            assert " ".join(paragraph) in " ".join(shown.split())


@pytest.mark.parametrize("template", sorted(VERSIONS))
def test_nobodys_words_become_markup_headers_or_templates(template: str) -> None:
    context = {
        name: HOSTILE + "\r\nBcc: x@example.org" if isinstance(value, str) else value
        for name, value in EACH[template].context.items()
    }
    message = compose(Draft("g@example.org", template, {**context, "how": "declined"}))
    plain, page = forms(message)
    assert "<script" not in page
    assert "& 49 " not in plain
    assert message["Bcc"] is None
    assert len(str(message["Subject"]).splitlines()) == 1
    assert not re.search(r"<(img|link|script|iframe|form)", page)


def test_a_message_is_the_same_every_time() -> None:
    letter = addressed(EACH["evaluator-asked"], "record/1", T0)
    assert (
        COMPOSER.compose(letter).as_bytes().split(b"\n\n")[0].split(b"boundary")[0]
        == (COMPOSER.compose(letter).as_bytes().split(b"\n\n")[0].split(b"boundary")[0])
    )
    assert COMPOSER.compose(letter)["Message-ID"] == f"<{letter.id}@example.org>"


def test_evaluators_get_their_own_link_and_candidates_never_see_it() -> None:
    token = TOKENS.link("evaluator", INVITATION.nonce)
    for draft in ALL:
        said = forms(compose(draft))[0]
        assert (token in said) == (draft.template in {"evaluator-asked", "evaluator-reminded"})


def test_a_code_is_read_in_groups_and_linked_as_it_is() -> None:
    draft = Draft(
        "g@example.org", "awarded", {"name": "G", "title": "Lung", "until": "1 May", "code": "A" * 20}
    )
    said = forms(compose(draft))[0]
    assert "with the code AAAAA-AAAAA-AAAAA-AAAAA." in said
    assert f"{ORIGIN}/verify/{'A' * 20}" in said


def test_letters_go_to_whom_they_concern() -> None:
    road = roads()[1]
    of_evaluators = {"evaluator-asked", "evaluator-reminded", "evaluator-thanked"}
    for draft in drafts(road):
        assert (draft.recipient == road.state.email) == (draft.template not in of_evaluators)


def test_a_link_that_is_used_up_or_gone_is_not_sent_any_more() -> None:
    used = replace(COMPOSER, ticket=lambda _: replace(TICKET, used_at=T0))
    gone = replace(COMPOSER, invitation=lambda _: None, ticket=lambda _: None)
    answered = replace(COMPOSER, invitation=lambda _: replace(INVITATION, standing="answered"))
    names = ("reset-password", "evaluator-asked", "evaluator-reminded", "evaluator-thanked")
    reset, asked, reminded, thanked = (addressed(EACH[name], "x", T0) for name in names)
    for composer, letter in (
        *((used, reset), (gone, reset), (gone, asked)),
        *((answered, asked), (answered, reminded)),
    ):
        with pytest.raises(LookupError):
            composer.compose(letter)
    assert answered.compose(thanked)


def test_a_second_registrar_is_waited_for_before_anybody_is_told() -> None:
    road = Road().open().wait(days=180)
    told = len(drafts(road.settle()))
    road.decide("refuse")
    assert len(drafts(road)) == told
    road.decide("refuse", by=BO)
    assert [draft.template for draft in drafts(road)[told:]] == ["refused"]


def test_no_letter_is_written_twice_for_one_event() -> None:
    for road in roads():
        state = rebuild(road.events[:1])
        for event in road.events[1:]:
            state = advance(state, [event])
            made = keys(road, state, event)
            assert len(made) == len(set(made))


def keys(road: Road, state: object, event: Event) -> list[tuple[str, str]]:
    """What the database wants to be unique for one event."""
    return [(draft.recipient, draft.template) for draft in letters_for(road.policy, "a1", state, event)]  # type: ignore[arg-type]


def test_a_letter_is_due_at_once_under_the_version_of_its_template() -> None:
    letter: Letter = addressed(Draft("g@example.org", "audit"), "record/7", T0)
    assert (letter.state, letter.next_at, letter.tries) == ("waiting", T0, 0)
    assert letter.template_version == VERSIONS["audit"]

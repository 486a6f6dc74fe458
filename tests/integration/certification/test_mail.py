"""Letters against a real mail server: nothing is lost, duplicates are bounded and have one Message-ID."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from threading import Barrier, Thread

import pytest
from applicants import answers
from mailboxes import Mailbox, accept, free_port, make_certificate, run_mail_server, run_silent_server
from offices import ORIGIN, Office

from player.certification.application import command as cmd
from player.certification.errors import LinkOver, NotReady
from player.certification.mail.letters import VERSIONS, Draft, addressed
from player.certification.mail.post import FilePost, Later, Never, SmtpPost
from player.certification.mail.sender import LEASE, MOST_TRIES, MOST_UNSURE, Sender
from player.certification.store import Letter
from player.mailserver import MailServer

SENDER = "exams@example.org"


@pytest.fixture
def mailbox() -> Mailbox:
    """What the server was handed, and what it is to say."""
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    """A mail server on this machine."""
    with run_mail_server(mailbox, enable_SMTPUTF8=True) as port:
        yield MailServer("127.0.0.1", port, "none")


def sender(office: Office, server: MailServer, patience: float = 20) -> Sender:
    """Something that sends the office's letters to a server."""
    post = SmtpPost(server, SENDER, patience)
    own = office.companion.sender
    return Sender(own.store, own.compose, post, own.clock, own.on_dead)


def write(office: Office, count: int = 1, recipient: str = "grace@example.org") -> list[str]:
    """Letters that are due; gives their identifiers."""
    now = office.clinic.clock.now
    letters = [addressed(Draft(recipient, "account-exists"), f"test/{i}", now) for i in range(count)]
    with office.companion.store.write() as unit:
        for letter in letters:
            unit.letters.add(letter)
    return [letter.id for letter in letters]


def letter(office: Office, name: str) -> Letter:
    with office.companion.store.read() as unit:
        found = unit.letters.get(name)
    assert found
    return found


def plain_text(message: EmailMessage) -> str:
    """The plain part of a message."""
    part = message.get_body(("plain",))
    assert part
    text: str = part.get_content()
    return text


def until_done(office: Office, sender: Sender, rounds: int = 40) -> None:
    """Send until nothing waits any more; pauses pass at once."""
    for _ in range(rounds):
        sender.send_due()
        due = sender.next_due()
        if due is None:
            return
        office.clinic.clock.now = max(office.clinic.clock.now, due)
    raise AssertionError("letters are still waiting")


def test_a_letter_arrives_once_as_plain_text_and_html(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    (name,) = write(office)
    assert sender(office, server).send_due() == 1
    assert sender(office, server).send_due() == 0
    (message,) = mailbox.taken
    assert message["Message-ID"] == f"<{name}@localhost>"
    assert message["To"] == "grace@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain
    assert page
    assert f"Sign in:\n{ORIGIN}/sign-in" in plain.get_content().replace("\r\n", "\n")
    assert f'href="{ORIGIN}/sign-in"' in page.get_content()
    assert (letter(office, name).state, letter(office, name).told) == ("sent", "250 taken")


@pytest.mark.parametrize("said", ["421 come back later", "451 try again", "452 too much"])
@pytest.mark.parametrize("step", ["recipients", "messages"])
def test_what_is_put_off_is_tried_again_and_arrives_once(
    office: Office, mailbox: Mailbox, server: MailServer, said: str, step: str
) -> None:
    (name,) = write(office)
    getattr(mailbox, step).extend([said] * 3)
    post = sender(office, server)
    post.send_due()
    waiting = letter(office, name)
    assert (waiting.state, waiting.tries, waiting.told) == ("waiting", 1, said)
    assert waiting.next_at == office.clinic.clock.now + timedelta(minutes=1)
    until_done(office, post)
    assert len(mailbox.taken) == 1
    assert (letter(office, name).state, letter(office, name).tries) == ("sent", 4)


@pytest.mark.parametrize("step", ["recipients", "messages"])
def test_what_will_never_be_taken_is_dead_at_once_and_can_be_sent_again_by_staff(
    office: Office, mailbox: Mailbox, server: MailServer, step: str
) -> None:
    (name,) = write(office)
    getattr(mailbox, step).append("550 no such person")
    post = sender(office, server)
    assert post.send_due() == 1
    assert (letter(office, name).state, letter(office, name).told) == ("dead", "550 no such person")
    assert post.next_due() is None
    with office.companion.store.write() as unit:
        assert unit.letters.retry(name, office.clinic.clock.now)
        assert not unit.letters.retry(name, office.clinic.clock.now)
    post.send_due()
    assert mailbox.ids == [f"<{name}@localhost>"]


def test_a_server_that_dies_after_the_message_gets_it_again_with_the_same_identifier(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    (name,) = write(office)
    mailbox.messages.append("die")
    post = sender(office, server)
    post.send_due()
    waiting = letter(office, name)
    assert (waiting.state, waiting.uncertain) == ("waiting", 1)
    assert "no answer to the whole message" in waiting.told
    until_done(office, post)
    assert mailbox.ids == [f"<{name}@localhost>"] * 2
    assert letter(office, name).state == "sent"


def test_duplicates_have_an_end(office: Office, mailbox: Mailbox, server: MailServer) -> None:
    (name,) = write(office)
    mailbox.messages.extend(["die"] * 20)
    until_done(office, sender(office, server))
    assert mailbox.ids == [f"<{name}@localhost>"] * MOST_UNSURE
    assert letter(office, name).state == "dead"


def test_a_server_that_says_nothing_or_is_not_there_is_tried_until_the_tries_are_used_up(
    office: Office,
) -> None:
    names = write(office, 2)
    with run_silent_server() as port:
        sender(office, MailServer("127.0.0.1", port, "none"), patience=0.2).send_due()
    assert "timed out" in letter(office, names[0]).told
    nobody = sender(office, MailServer("127.0.0.1", free_port(), "none"))
    until_done(office, nobody)
    for name in names:
        gone = letter(office, name)
        assert (gone.state, gone.tries, gone.uncertain) == ("dead", MOST_TRIES, 0)
        assert "refused" in gone.told


def test_one_letter_that_cannot_be_sent_keeps_no_other_waiting(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    write(office, 5)
    mailbox.recipients.extend(["250 taken", "550 no", "451 later"])
    until_done(office, sender(office, server))
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 4


def test_several_senders_at_once_send_each_letter_once(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    names = write(office, 12)
    barrier = Barrier(3)

    def run() -> None:
        barrier.wait()
        sender(office, server).send_due()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mailbox.ids) == sorted(f"<{name}@localhost>" for name in names)


def test_a_letter_whose_sender_was_killed_is_sent_when_the_lease_ends(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    (name,) = write(office)
    now = office.clinic.clock.now
    with office.companion.store.write() as unit:
        taken = unit.letters.take("a-sender-that-is-gone", now, now + LEASE)
    assert taken
    assert taken.id == name
    post = sender(office, server)
    office.wait(seconds=LEASE.total_seconds() - 1)
    assert post.send_due() == 0
    office.wait(seconds=1)
    assert post.send_due() == 1
    with office.companion.store.write() as unit:
        late = unit.letters.settle(taken, "waiting", now, "late", again=now, uncertain=0)
    assert not late
    assert (letter(office, name).state, len(mailbox.taken)) == ("sent", 1)


def test_a_letter_is_written_with_its_event_or_not_at_all(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user)
    with office.companion.store.read() as unit:
        (eligible,) = unit.letters.in_states(["waiting"])
    assert (eligible.template, eligible.template_version) == ("eligible", VERSIONS["eligible"])
    assert eligible.cause.startswith("record/")

    def fail(_: object, __: object) -> object:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        office.companion.desk.ask(application, fail)  # type: ignore[arg-type]
    with office.companion.store.read() as unit:
        assert len(unit.letters.in_states(["waiting"])) == 1


def test_a_reminder_carries_the_same_link_and_does_not_end_it_when_it_comes_back(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    user = office.candidate()
    application = office.opened(user)
    tokens = office.named(user, application)
    post = sender(office, server)
    until_done(office, post)
    office.wait(days=5)
    office.companion.keeper.tick()
    until_done(office, post)
    for token in tokens:
        carrying = [m for m in mailbox.taken if f"{ORIGIN}/evaluate/{token}" in plain_text(m)]
        assert [str(m["Subject"]).startswith("A reminder") for m in carrying] == [False, True]
    office.wait(days=5)
    office.companion.keeper.tick()
    mailbox.recipients.append("550 no such person")
    post.send_due()
    state = office.companion.desk.look(application).state
    assert [each.standing for each in state.evaluators] == ["contacted"] * 3
    (unreached,) = [each for each in state.evaluators if each.returned]
    until_done(office, post)
    told = [m for m in mailbox.taken if f"a letter to {unreached.person.name}" in plain_text(m)]
    assert [m["To"] for m in told] == [user.email]
    # whoever is written to in vain is not reminded any more, and may answer still
    office.wait(days=10)
    office.companion.keeper.tick()
    until_done(office, post)
    to = [m["To"] for m in mailbox.taken if str(m["Subject"]).startswith("A reminder")]
    reminders = {each.id: to.count(each.person.email) for each in state.evaluators}
    assert reminders == {each.id: 1 if each == unreached else 3 for each in state.evaluators}
    answered = office.companion.peers.submit(office.token(unreached.id), answers(office.policy)).state
    assert next(each.standing for each in answered.evaluators if each.id == unreached.id) == "answered"


def test_an_evaluator_is_replaced_at_once_whose_letter_came_back_and_the_link_ends_then(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    user = office.candidate()
    application = office.opened(user)
    token = office.named(user, application)[0]
    post = sender(office, server)
    until_done(office, post)
    asked = office.companion.peers.look(token).evaluator
    office.companion.desk.act(application, cmd.Resend("r1", asked.id))
    mailbox.recipients.append("550 mailbox full")
    until_done(office, post)
    assert office.companion.peers.look(token).evaluator.returned
    # a letter that staff have sent after it, and that is taken, makes up for it
    office.companion.desk.act(application, cmd.Resend("r1", asked.id))
    until_done(office, post)
    assert not office.companion.peers.look(token).evaluator.returned
    with pytest.raises(NotReady, match="may still answer"):
        office.companion.peers.replace(user.id, application, asked.id, "Doctor New", "new@example.org")
    office.companion.desk.act(application, cmd.Resend("r1", asked.id))
    mailbox.recipients.append("550 mailbox full")
    until_done(office, post)
    office.companion.peers.replace(user.id, application, asked.id, "Doctor New", "new@example.org")
    with pytest.raises(LinkOver) as over:
        office.companion.peers.look(token)
    assert over.value.ending == "replaced"


@pytest.mark.parametrize("step", ["recipients", "messages"])
def test_an_invitation_that_is_refused_gives_its_evaluator_up_and_another_is_named_and_asked(
    office: Office, mailbox: Mailbox, server: MailServer, step: str
) -> None:
    user = office.candidate()
    application = office.opened(user)
    post = sender(office, server)
    until_done(office, post)
    tokens = office.named(user, application)
    getattr(mailbox, step).append("550 5.1.1 no such mailbox")
    until_done(office, post)
    state = office.companion.desk.look(application).state
    (gone,) = [each for each in state.evaluators if each.standing == "bounced"]
    assert [each.standing for each in state.evaluators].count("contacted") == 2
    told = [m for m in mailbox.taken if m["To"] == user.email and "No letter reached" in plain_text(m)]
    assert [f"No letter reached {gone.person.name}" in plain_text(m) for m in told] == [True]
    with pytest.raises(LinkOver) as over:
        office.companion.peers.look(office.token(gone.id))
    assert over.value.ending == "bounced"
    file = office.companion.peers.replace(user.id, application, gone.id, "Doctor New", "new@example.org")
    until_done(office, post)
    new = office.token(file.state.evaluators[-1].id)
    (asked,) = [m for m in mailbox.taken if m["To"] == "new@example.org"]
    assert f"{ORIGIN}/evaluate/{new}" in plain_text(asked)
    assert new not in tokens
    assert office.companion.peers.look(new).evaluator.person.name == "Doctor New"


def test_a_letter_that_is_put_off_is_not_sent_once_nothing_more_is_asked(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    user = office.candidate()
    application = office.opened(user)
    post = sender(office, server)
    until_done(office, post)
    token = office.named(user, application)[0]
    mailbox.recipients.extend(["451 later"] * 3)
    post.send_due()
    asked = office.companion.peers.look(token).evaluator
    office.companion.peers.turn_down(token, "declined")
    until_done(office, post)
    assert [m for m in mailbox.taken if m["To"] == asked.person.email] == []
    # what was given up because nobody needs it is no bounce
    assert office.companion.desk.look(application).state.evaluators[0].standing == "declined"
    with office.companion.store.read() as unit:
        (dropped,) = [
            each for each in unit.letters.in_states(["dead"]) if each.recipient == asked.person.email
        ]
    assert dropped.told == "not sent: nothing more is asked of the evaluator"


# --- TLS ---


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_tls_is_verified_and_the_password_is_sent_within_it(
    office: Office, mailbox: Mailbox, tmp_path: Path, tls: str
) -> None:
    (name,) = write(office)
    context, trusting = make_certificate(tmp_path)
    options = {"authenticator": accept("exams", "p w"), "auth_required": True}
    options |= (
        {"ssl_context": context} if tls == "implicit" else {"tls_context": context, "require_starttls": True}
    )
    # the server does not count TLS from the first byte as TLS
    options["auth_require_tls"] = tls == "starttls"
    with run_mail_server(mailbox, **options) as port:
        server = MailServer("localhost", port, tls, "exams", "p w")  # type: ignore[arg-type]
        message = office.companion.sender.compose(letter(office, name))
        for distrusting in (
            SmtpPost(server, SENDER, 20),
            SmtpPost(MailServer("127.0.0.1", port, tls, "exams", "p w"), SENDER, 20, trusting),  # type: ignore[arg-type]
        ):
            with pytest.raises(Later, match="certificate"):
                distrusting.hand_over(message, "grace@example.org")
        wrong = MailServer("localhost", port, tls, "exams", "wrong")  # type: ignore[arg-type]
        with pytest.raises(Later, match="535"):
            SmtpPost(wrong, SENDER, 20, trusting).hand_over(message, "grace@example.org")
        assert mailbox.taken == []
        SmtpPost(server, SENDER, 20, trusting).hand_over(message, "grace@example.org")
    assert len(mailbox.taken) == 1


def test_a_server_without_tls_gets_neither_letter_nor_password(office: Office, mailbox: Mailbox) -> None:
    (name,) = write(office)
    with run_mail_server(mailbox) as port:
        post = SmtpPost(
            MailServer("127.0.0.1", port, "starttls", "u", "p"), SENDER, 20, ssl.create_default_context()
        )
        with pytest.raises(Later, match="STARTTLS"):
            post.hand_over(office.companion.sender.compose(letter(office, name)), "grace@example.org")
    assert mailbox.taken == []


# --- addresses and lines of every kind ---


def test_letters_beyond_ascii_need_a_server_that_takes_them(
    office: Office, mailbox: Mailbox, server: MailServer
) -> None:
    (name,) = write(office, recipient="zoë@exämple.org")
    assert sender(office, server).send_due() == 1
    assert mailbox.taken[0]["To"] == "zoë@exämple.org"
    with run_mail_server(Mailbox(), enable_SMTPUTF8=False) as port:
        post = SmtpPost(MailServer("127.0.0.1", port, "none"), SENDER, 20)
        with pytest.raises(Never, match="beyond ASCII"):
            post.hand_over(office.companion.sender.compose(letter(office, name)), "zoë@exämple.org")


def test_a_line_that_is_a_dot_arrives_as_a_dot(mailbox: Mailbox, server: MailServer) -> None:
    message = EmailMessage(policy=SMTP)
    message.set_content("before\n.\n..two\nafter\n", cte="7bit")
    SmtpPost(server, SENDER, 20).hand_over(message, "grace@example.org")
    assert mailbox.taken[0].get_content().replace("\r\n", "\n") == "before\n.\n..two\nafter\n"


# --- without a mail server ---


def test_without_a_server_letters_are_files_that_a_mail_program_opens(office: Office, tmp_path: Path) -> None:
    (name,) = write(office)
    office.companion.sender.send_due()
    (file,) = (office.config.instance / "mail").glob("*.eml")
    found = message_from_bytes(file.read_bytes(), policy=default)
    assert found["Message-ID"] == f"<{name}@localhost>"
    blocked = tmp_path / "blocked"
    blocked.write_text("a file in the way")
    with pytest.raises(Later, match="blocked"):
        FilePost(blocked).hand_over(office.companion.sender.compose(letter(office, name)), "a@b")

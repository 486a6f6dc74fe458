"""The mail server's address: what it means, and what is refused in one line that tells no password."""

import pytest

from player.config import LOCAL_SENDER, read_config
from player.errors import ConfigError
from player.mailserver import MailServer, read_mail_server, read_sender


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://u:p@mail.example.org", MailServer("mail.example.org", 587, "starttls", "u", "p")),
        ("smtps://u:p@mail.example.org", MailServer("mail.example.org", 465, "implicit", "u", "p")),
        ("smtp://mail.example.org:2525", MailServer("mail.example.org", 2525, "starttls")),
        ("smtp://u:p@h?tls=implicit", MailServer("h", 465, "implicit", "u", "p")),
        ("smtps://u:p@h:26?tls=implicit", MailServer("h", 26, "implicit", "u", "p")),
        ("smtp://127.0.0.1?tls=none", MailServer("127.0.0.1", 25, "none")),
        ("smtp://[::1]:2525/?tls=none", MailServer("::1", 2525, "none")),
        ("smtp://a%40b:p%3Aw%2F@h", MailServer("h", 587, "starttls", "a@b", "p:w/")),
    ],
)
def test_an_address_names_a_server(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mail.example.org", "no address of a mail server"),
        ("http://u:hush@h", "no address of a mail server"),
        ("smtp://u:hush@", "no address of a mail server"),
        ("smtp://u:hush@h/inbox", "no address of a mail server"),
        ("smtp://u:hush@h:port", "is no address"),
        ("smtp://u:hush@h:99999", "is no address"),
        ("smtp://u:hush@[h", "is no address"),
        ("smtp://u:hush@127.0.0.1?tls=none", "without a password alone"),
        ("smtp://mail.example.org?tls=none", "on this machine"),
        ("smtps://u:hush@h?tls=starttls", "tls=starttls"),
        ("smtp://u:hush@h?tls=maybe", "tls=maybe"),
        ("smtp://u:hush@h?tsl=none", "the option 'tsl'"),
        ("smtp://u@h", "a user without a password"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line_without_its_password(url: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as error:
        read_mail_server(url)
    assert len(str(error.value).splitlines()) == 1
    assert "hush" not in str(error.value)


def test_a_password_is_in_no_description() -> None:
    assert "hush" not in repr(read_mail_server("smtp://u:hush@h"))


@pytest.mark.parametrize(
    "sender", ["exams", "a b@example.org", "Exams <a@example.org>", "a@exämple.org", "a@b\nc"]
)
def test_a_sender_is_one_plain_address(sender: str) -> None:
    with pytest.raises(ConfigError, match="SONOCASE_MAIL_FROM"):
        read_sender(sender)


def test_letters_stay_in_files_until_a_server_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    instance = {"SONOCASE_INSTANCE": str(tmp_path_factory.mktemp("instance"))}
    alone = read_config(instance)
    assert (alone.mail_server, alone.mail_from) == (None, LOCAL_SENDER)
    url = {"SONOCASE_SMTP_URL": "smtp://u:p@mail.example.org"}
    with pytest.raises(ConfigError, match="set SONOCASE_MAIL_FROM too"):
        read_config({**instance, **url})
    whole = read_config({**instance, **url, "SONOCASE_MAIL_FROM": "exams@example.org"})
    assert whole.mail_server == read_mail_server(url["SONOCASE_SMTP_URL"])
    assert whole.mail_from == "exams@example.org"

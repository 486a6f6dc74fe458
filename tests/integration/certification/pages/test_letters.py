"""The letters of a demonstration: shown there, with links that work and nothing that runs; nowhere else."""

import re
from email.message import EmailMessage
from email.policy import SMTP
from html import unescape

import pytest
from receptions import PASSWORD, Guest, Reception, open_reception, reopened
from walks import Walk, companion_of, token_of, words

from player.certification.companion import LETTERS
from player.certification.mail.post import FilePost
from player.certification.store.letters import PAGE
from player.mailserver import MailServer

LIST = "/demonstration/letters"


@pytest.fixture
def visitor(reception: Reception) -> Guest:
    """Somebody without an account."""
    return reception.nobody()


def open_letter(visitor: Guest, subject: str, recipient: str) -> str:
    """The path of a letter in the list."""
    label = re.escape(f"Read: {subject}, to {recipient}")
    found = re.search(rf'href="({LIST}/[0-9a-f]{{32}})" aria-label="{label}"', visitor.get(LIST).text)
    assert found, (subject, recipient)
    return found[1]


def test_a_new_user_walks_from_page_to_letter_to_page(reception: Reception, visitor: Guest) -> None:
    told = visitor.post("/sign-up", {"name": "Lea Ott", "email": "lea@example.org", "password": PASSWORD})
    assert f'<a href="{LIST}">Read the letters here</a>' in told.text
    assert f'href="{LIST}"' in visitor.get("/").text
    # others' letters may wait for another try
    hers = f"{LIST}?q=lea@example.org"
    assert "One letter is on the way" in words(visitor.get(hers))
    companion_of(reception).sender.send_due()
    listed = visitor.get(hers)
    assert "on the way" not in words(listed)
    assert re.search(r"To lea@example.org, \d+ \w+ \d{4}, \d\d:\d\d UTC", words(listed))
    path = open_letter(visitor, "Confirm your e-mail address", "lea@example.org")
    page, frame = visitor.get(path), visitor.get(f"{path}/page")
    links = [re.findall(r'href="(/confirm/[0-9a-f]{64})"', answer.text) for answer in (page, frame)]
    assert links[0] == links[1]
    assert len(links[0]) == 1
    assert "Your address is confirmed" in words(visitor.post(links[0][0]))


def test_a_letter_stands_in_a_frame_in_which_nothing_runs(reception: Reception, visitor: Guest) -> None:
    walk = Walk.of(reception, "framed").opened()
    walk.name_evaluators()
    companion_of(reception).sender.send_due()
    path = open_letter(visitor, "Framed asks for your evaluation", f"doctor-1@{walk.user.id[:8]}.example.org")
    page, frame = visitor.get(path), visitor.get(f"{path}/page")
    sandbox = "allow-top-navigation-by-user-activation"
    assert f'src="{path}/page" sandbox="{sandbox}"' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    policy = frame.headers["Content-Security-Policy"].split("; ")
    assert {
        "default-src 'none'",
        f"sandbox {sandbox}",
        "frame-ancestors 'self'",
        "form-action 'none'",
    } <= set(policy)
    assert not [each for each in policy if each.startswith(("script-src", "img-src", "connect-src"))]
    assert '<base target="_top">' in frame.text
    assert f'href="/evaluate/{token_of(walk, 0)}"' in frame.text
    assert f'href="/evaluate/{token_of(walk, 0)}"' in page.text
    assert walk.companion.desk.look(walk.application).state.evaluators[0].standing == "contacted"


def test_words_of_a_letter_stay_words_and_links_elsewhere_stay_text(
    reception: Reception, visitor: Guest
) -> None:
    visitor.post("/sign-up", {"name": "Max Roe", "email": "max@example.org", "password": PASSWORD})
    companion_of(reception).sender.send_due()
    path = open_letter(visitor, "Confirm your e-mail address", "max@example.org")
    message = EmailMessage(policy=SMTP)
    message["Message-ID"], message["Subject"] = f"<{path.rpartition('/')[2]}@localhost>", "<b>Bold</b>"
    message.set_content(
        "<script>alert(1)</script> http://localhost.evil.example/x http://localhost/verify/1?a=<b>"
    )
    message.add_alternative("<html><head></head><body><p>Hello</p></body></html>", subtype="html")
    FilePost(reception.services.config.instance / LETTERS).hand_over(message, "max@example.org")
    assert open_letter(visitor, "&lt;b&gt;Bold&lt;/b&gt;", "max@example.org") == path
    page = visitor.get(path).text
    assert "<script>alert" not in page
    assert "<b>Bold" not in page
    assert re.findall(r'class="card letter-text">.*?</div>', page, re.DOTALL)[0].count("<a ") == 1
    assert '<a href="/verify/1?a=">http://localhost/verify/1?a=</a>' in page
    assert "http://localhost.evil.example/x" in unescape(page)


@pytest.mark.parametrize("name", ["0" * 32, "..", "..%2f..%2fsecret-key", "x", "A" * 32])
def test_there_is_no_other_file_behind_a_name(visitor: Guest, name: str) -> None:
    assert visitor.get(f"{LIST}/{name}").status_code == 404
    assert visitor.get(f"{LIST}/{name}/page").status_code == 404


def test_the_way_into_an_account_of_staff_is_shown_to_nobody(reception: Reception, visitor: Guest) -> None:
    reception.somebody("registrar", "registrar")
    reception.somebody("ordinary")
    for who in ("registrar", "ordinary"):
        visitor.post("/forgot-password", {"email": f"{who}@example.org"})
    companion_of(reception).sender.send_due()
    assert "ordinary@example.org" in visitor.get(LIST).text
    assert "registrar@example.org" not in visitor.get(LIST).text
    files = (reception.services.config.instance / LETTERS).glob("*.eml")
    (hidden,) = [path.stem for path in files if b"To: registrar@" in path.read_bytes()]
    assert visitor.get(f"{LIST}/{hidden}").status_code == 404
    assert visitor.get(f"{LIST}/{hidden}/page").status_code == 404


def test_letters_are_found_by_a_part_of_the_address_page_by_page(
    reception: Reception, visitor: Guest
) -> None:
    for number in range(PAGE + 1):
        walk = {"name": "Many", "email": f"many-{number}@Pages.example.org", "password": PASSWORD}
        companion_of(reception).registration.register(walk["email"], walk["name"], walk["password"])
    companion_of(reception).sender.send_due()
    first, second = (visitor.get(f"{LIST}?q=@pages.&page={number}").text for number in (1, 2))
    assert [page.count(">Read</a>") for page in (first, second)] == [PAGE, 1]
    assert ["Earlier ones" in page for page in (first, second)] == [True, False]
    assert "Later ones" in second
    for nothing in ("q=no%25body", "page=99999999999999999999", "page=-1&q=nobody"):
        assert "No letter went to such an address" in words(visitor.get(f"{LIST}?{nothing}"))
    assert 'value="&#34;&gt;&lt;b&gt;"' in visitor.get(f'{LIST}?q="><b>').text


def test_nothing_was_sent_yet(tmp_path_factory: pytest.TempPathFactory) -> None:
    fresh = open_reception(tmp_path_factory.mktemp("fresh")).nobody()
    assert "Nothing has been sent yet" in words(fresh.get(LIST))


@pytest.mark.parametrize("changes", [{"demo": False}, {"mail_server": MailServer("127.0.0.1", 9, "none")}])
def test_elsewhere_no_letter_is_shown_and_no_page_speaks_of_them(
    reception: Reception, visitor: Guest, changes: dict[str, object]
) -> None:
    visitor.post("/forgot-password", {"email": "ordinary@example.org"})
    elsewhere = reopened(reception, **changes)
    everybody = [*elsewhere.everybody().values(), Walk.of(elsewhere, "elsewhere").guest]
    name = next((reception.services.config.instance / LETTERS).glob("*.eml")).stem
    for somebody in everybody:
        for path in (LIST, f"{LIST}/{name}", f"{LIST}/{name}/page"):
            assert somebody.get(path).status_code == 404
        assert "demonstration/letters" not in somebody.get("/").text
    told = elsewhere.nobody().post("/forgot-password", {"email": "ordinary@example.org"})
    assert "Read the letters" not in told.text
    assert "demonstration/letters" not in everybody[-1].get("/certification/account").text

"""The letters of a demonstration, shown in a page, so that somebody can walk the whole road alone.

It is there on a demonstration without a mail server, and nowhere else: whoever can read a letter can follow
its links. A letter that sets the password of a staff account is not shown even there.
"""

import re
from typing import Any

from flask import Blueprint, Flask, make_response, render_template, request
from markupsafe import Markup, escape

from player.certification.companion import LETTERS, companion
from player.certification.mail.folder import LetterFolder, Shown
from player.certification.store import Letter
from player.certification.store.letters import PAGE
from player.certification.text import MAX_EMAIL
from player.config import Config
from player.errors import NotFound
from player.security import DIRECTIVES
from player.services import services

blueprint = Blueprint("letters", __name__, url_prefix="/demonstration/letters")
SANDBOX = "allow-top-navigation-by-user-activation"
"""What a letter may do in its frame: be left by a press on its link. No script, no form, no window."""
FRAMED = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
    "sandbox": SANDBOX,
}
"""A letter brings its own style, as mail programs want it, and nothing else."""
MOST_PAGES = 10_000
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")


def init_letters(app: Flask, config: Config) -> None:
    """Show the letters, if this is a demonstration whose letters are files."""
    shows = config.demo and config.mail_server is None
    app.jinja_env.globals["shows_letters"] = shows
    if shows:
        app.register_blueprint(blueprint)


@blueprint.get("")
def all_letters() -> str:
    """The letters that were sent, the latest first, and how many are on their way."""
    words, number = request.args.get("q", "").strip()[:MAX_EMAIL], request.args.get("page", 1, type=int)
    # a page far behind the last one is empty, and no number that a database would not take
    number = min(max(1, number), MOST_PAGES)
    with companion().store.read() as unit:
        sent = unit.letters.page("sent", words, number)
        more = unit.letters.number("sent", words) > number * PAGE
        waiting = unit.letters.number("waiting", words)
    rows = [(each, _folder().subject(each.id)) for each in sent if not _opens_staff(each)]
    return render_template(
        "certification/letters/list.html",
        letters=[(each, subject) for each, subject in rows if subject],
        words=words,
        page=number,
        more=more,
        waiting=waiting,
    )


@blueprint.get("/<name>")
def letter(name: str) -> Any:
    """One letter, as it looks in a mail program and as plain text, with links that work."""
    record, shown = _letter(name)
    text = _with_links(shown.text)
    answer = make_response(
        render_template(
            "certification/letters/letter.html", letter=record, shown=shown, text=text, sandbox=SANDBOX
        )
    )
    answer.headers["Content-Security-Policy"] = _policy({**DIRECTIVES, "frame-src": "'self'"})
    return answer


@blueprint.get("/<name>/page")
def page(name: str) -> Any:
    """What stands in the frame: the letter's own HTML, whose links open around it."""
    _, letter = _letter(name)
    shown = _here(letter.page).replace("<head>", '<head>\n<base target="_top">', 1)
    answer = make_response(shown)
    answer.headers["Content-Security-Policy"] = _policy(FRAMED)
    return answer


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _folder() -> LetterFolder:
    return LetterFolder(services().config.instance / LETTERS)


def _letter(name: str) -> tuple[Letter, Shown]:
    with companion().store.read() as unit:
        record = unit.letters.get(name)
    shown = _folder().get(name)
    if record is None or shown is None or _opens_staff(record):
        raise NotFound("There is no such letter.")
    return record, shown


def _opens_staff(letter: Letter) -> bool:
    """Whether a letter is the way into an account that is more than a candidate's."""
    if letter.template != "reset-password":
        return False
    with services().store.read() as unit:
        found = unit.accounts.by_email(letter.recipient)
    return found is not None and found[0].role != "candidate"


def _here(text: str) -> str:
    """Addresses of this instance as paths, so that a browser stays under the name by which it came."""
    for origin in services().config.origins:
        text = text.replace(f'href="{origin}/', 'href="/')
    return text


def _with_links(text: str) -> Markup:
    parts = _ADDRESS.split(text)
    return Markup("").join(_link(part) if index % 2 else escape(part) for index, part in enumerate(parts))


def _link(address: str) -> Markup:
    own = next((o for o in services().config.origins if address.startswith(f"{o}/")), None)
    if own is None:
        return escape(address)
    return Markup('<a href="{}">{}</a>').format(address.removeprefix(own), address)

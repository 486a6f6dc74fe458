"""The letters of a demonstration, shown in a page, so that somebody can walk the whole road alone.

It is there on a demonstration without a mail server, and nowhere else: whoever can read a letter can follow
its links. A letter that sets the password of a staff account is not shown even there.
"""

import re
from typing import Any

from flask import Blueprint, Flask, make_response, render_template
from markupsafe import Markup, escape

from player.certification.companion import LETTERS, companion
from player.certification.mail.folder import LetterFolder, Shown
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
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")


def init_letters(app: Flask, config: Config) -> None:
    """Show the letters, if this is a demonstration whose letters are files."""
    shows = config.demo and config.mail_server is None
    app.jinja_env.globals["shows_letters"] = shows
    if shows:
        app.register_blueprint(blueprint)


@blueprint.get("")
def all_letters() -> str:
    """All letters, the latest first, and how many are on their way."""
    with companion().store.read() as unit:
        waiting = len(unit.letters.in_states(["waiting"]))
    found = [each for each in _folder().latest() if not _opens_staff(each)]
    return render_template("certification/letters/list.html", letters=found, waiting=waiting)


@blueprint.get("/<name>")
def letter(name: str) -> Any:
    """One letter, as it looks in a mail program and as plain text, with links that work."""
    found = _letter(name)
    page = render_template(
        "certification/letters/letter.html", letter=found, text=_with_links(found.text), sandbox=SANDBOX
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = _policy({**DIRECTIVES, "frame-src": "'self'"})
    return answer


@blueprint.get("/<name>/page")
def page(name: str) -> Any:
    """What stands in the frame: the letter's own HTML, whose links open around it."""
    shown = _here(_letter(name).page).replace("<head>", '<head>\n<base target="_top">', 1)
    answer = make_response(shown)
    answer.headers["Content-Security-Policy"] = _policy(FRAMED)
    return answer


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _folder() -> LetterFolder:
    return LetterFolder(services().config.instance / LETTERS)


def _letter(name: str) -> Shown:
    found = _folder().get(name)
    if found is None or _opens_staff(found):
        raise NotFound("There is no such letter.")
    return found


def _opens_staff(letter: Shown) -> bool:
    """Whether a letter is the way into an account that is more than a candidate's."""
    if "/reset/" not in letter.text:
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

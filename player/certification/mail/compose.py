"""A letter as a message: plain text and HTML from one template, so that the two cannot say different things.

A template has two blocks, `subject` and `body`; in the body an empty line ends a paragraph, and
`button(words, address)` is a link. It is rendered twice: once plain, once with everything escaped.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from player.certification.links import Links
from player.certification.store import Invitation, Letter, Ticket
from player.certification.tokens import Tokens, show_code

FOLDER = Path(__file__).parent / "templates"
_ENVIRONMENTS = {
    kind: Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=kind == "html",  # noqa: S701 (plain text is no markup)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for kind in ("text", "html")
}
_ASKING = ("evaluator-asked", "evaluator-reminded")
"""Letters that carry an evaluator's link."""
_EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Composer:
    """Makes messages of letters.

    Attributes:
        sender: the address that letters come from.
        invitation: finds an evaluator's invitation.
        ticket: finds the ticket of a link by what its letter was caused by.
    """

    sender: str
    links: Links
    tokens: Tokens
    invitation: Callable[[str], Invitation | None]
    ticket: Callable[[str], Ticket | None]

    def compose(self, letter: Letter) -> EmailMessage:
        """The message of a letter; its Message-ID is the same every time.

        Raises:
            LookupError: what the letter is about is gone, so that it need not be sent any more.
        """
        context = {**letter.context, **self._links(letter)}
        subject, text = _render(letter.template, "text", context)
        _, body = _render(letter.template, "html", context)
        message = EmailMessage(policy=SMTP if letter.recipient.isascii() else SMTPUTF8)
        message["Message-ID"] = f"<{letter.id}@{self.sender.rpartition('@')[2]}>"
        message["Date"] = letter.created_at
        message["From"] = Address("Sonocase", addr_spec=self.sender)
        message["To"] = letter.recipient
        message["Subject"] = " ".join(subject.split())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n\n".join(text) + "\n")
        layout = _ENVIRONMENTS["html"].get_template("layout.html.jinja")
        page = layout.render(subject=" ".join(subject.split()), paragraphs=[Markup(part) for part in body])  # noqa: S704 (rendered with everything escaped)
        message.add_alternative(page, subtype="html")
        return message

    def _links(self, letter: Letter) -> dict[str, str]:
        context, made = letter.context, {"sign_in": self.links.sign_in()}
        if application := context.get("application"):
            made["status"] = self.links.application(application)
        if letter.template in _ASKING:
            made["evaluation"] = self.links.evaluation(self._evaluator(context["evaluator"]))
        if nonce := context.get("ticket"):
            made["link"] = self._ticket(nonce)
        if code := context.get("code"):
            made |= {"verification": self.links.verification(code), "code": show_code(code)}
        return made

    def _evaluator(self, evaluator: str) -> str:
        invitation = self.invitation(evaluator)
        if invitation is None:
            raise LookupError("the evaluator is gone")
        if invitation.standing != "contacted":
            raise LookupError("nothing more is asked of the evaluator")
        return self.tokens.link("evaluator", invitation.nonce)

    def _ticket(self, nonce: str) -> str:
        ticket = self.ticket(nonce)
        if ticket is None or ticket.used_at is not None:
            raise LookupError("the link is not good any more")
        token = self.tokens.link(ticket.purpose, ticket.nonce)
        return self.links.confirmation(token) if ticket.purpose == "confirm" else self.links.reset(token)


def _render(template: str, kind: str, context: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The subject, and the paragraphs of the body."""
    found = _ENVIRONMENTS[kind].get_template(f"{template}.jinja")
    values = found.new_context({**context, "button": _BUTTONS[kind]})
    subject, body = ("".join(found.blocks[name](values)) for name in ("subject", "body"))
    return subject.strip(), [part.strip() for part in _EMPTY_LINE.split(body) if part.strip()]


def _plain_button(words: str, address: str) -> str:
    return f"{words}:\n{address}"


def _html_button(words: str, address: str) -> Markup:
    return Markup('<a class="button" href="{}">{}</a>').format(address, words)


_BUTTONS: Mapping[str, Callable[[str, str], str]] = {"text": _plain_button, "html": _html_button}

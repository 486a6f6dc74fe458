"""Whose link it is: every page of an evaluator asks here first, and whoever has no good link is told why.

The link is all that an evaluator has to show, so it must not leak: no address of these pages goes out as a
referrer, nothing is kept by a browser, and how often links can be tried is limited.
"""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, ValidationError, validate_csrf

from player.certification.companion import companion
from player.certification.errors import LinkOver, LinkRefused
from player.certification.office.peers import Asked
from player.limits import limiter

blueprint = Blueprint("evaluator", __name__, url_prefix="/evaluate/<token>")
ANSWERED = frozenset({"answered", "declined", "unknown"})
"""Endings that the evaluator brought about; the others say that the link is gone (410)."""
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


def _wrong(response: Response) -> bool:
    """Whether there was nothing behind a link: those of one machine are few."""
    return response.status_code == LinkRefused.status


# a whole department may answer from behind one address, so good links are counted apart from guesses
limiter.limit("300 per 5 minutes")(blueprint)
limiter.limit("30 per 10 minutes", deduct_when=_wrong)(blueprint)


def knock(token: str) -> Asked:
    """Who was asked by this link, and what they have saved.

    Raises:
        LinkOver: the link was good, and is not any more.
        LinkRefused: there is nothing behind it.
    """
    return companion().peers.look(token)


def to(endpoint: str, token: str) -> Any:
    """Send the browser to a page of this link."""
    return redirect(url_for(f"evaluator.{endpoint}", token=token))


def show(template: str, asked: Asked, token: str, **more: Any) -> Any:
    """A page behind a link; with problems or errors, it is the answer to a form that was not taken."""
    file, evaluator = asked.file, asked.evaluator
    page = render_template(
        f"certification/evaluator/{template}.html",
        token=token,
        candidate=file.state.name,
        evaluator=evaluator.person.name,
        area=file.policy.title_of(evaluator.area),
        closes=file.state.closes,
        questions=file.policy.questionnaire,
        **more,
    )
    return (page, 400) if more.get("problems") or more.get("errors") else page


@blueprint.before_request
def check_form() -> None:
    """See that a form comes from these pages.

    The site's own check also wants a referrer, which these pages send to nobody.
    """
    if request.method in current_app.config["WTF_CSRF_METHODS"]:
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValidationError as error:
            raise CSRFError(error.args[0]) from None


@blueprint.after_request
def keep_close(response: Response) -> Response:
    """Let nothing of a link leak."""
    response.headers.update(HEADERS)
    return response


@blueprint.errorhandler(LinkOver)
def show_over(error: LinkOver) -> Any:
    """What a link came to; names nobody, since letters lie in mailboxes for years."""
    if request.method == "POST":
        return to("invitation", request.view_args["token"] if request.view_args else "")
    return _closing(error.ending), 200 if error.ending in ANSWERED else 410


@blueprint.errorhandler(LinkRefused)
def show_nothing(error: LinkRefused) -> Any:
    """The same for every link that was never made."""
    return _closing("nothing"), error.status


def _closing(ending: str) -> str:
    return render_template("certification/evaluator/closing.html", ending=ending)

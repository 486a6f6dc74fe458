"""The application: the services of an instance, made once, with the pages that stand on them."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from player.accounts import Accounts
from player.addresses import MediaAddresses
from player.assets import init_assets
from player.bodies import TimelyBodies
from player.certification.companion import EXTENSION, Player, open_companion
from player.certification.pages import init_certification
from player.config import Config
from player.delivery import Delivery
from player.engine.view import view
from player.errors import PlayerError, SignInRefused
from player.limits import limiter
from player.live import init_live
from player.pages import init_pages
from player.publish.library import Library
from player.review.pages import init_review
from player.security import Site, init_security
from player.services import Services
from player.sessions import Visitor, visitor
from player.signoff.standing import SignOffs
from player.store import Store


def make_app(config: Config) -> Flask:
    """What `player.create_app` gives."""
    app = Site("player", static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-sonocase-form" if config.secure else "sonocase-form",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=1_000_000,
        MAX_FORM_MEMORY_SIZE=200_000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
    )
    services = app.extensions["sonocase"] = _services(config)
    player = Player(services.store, services.accounts, services.delivery)
    app.extensions[EXTENSION] = open_companion(config, player, _now)
    _trust_proxies(app, config.proxies)
    app.wsgi_app = TimelyBodies(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way
    CSRFProtect(app)
    limiter.init_app(app)
    init_security(app, secure=config.secure)
    init_assets(app)
    init_pages(app)
    init_live(app)
    init_certification(app)
    init_review(app)
    _init_templates(app)
    _init_errors(app)
    return app


def _trust_proxies(app: Flask, count: int) -> None:
    """Take the word of proxies on who asks, and how; of none that is not said to be there, since anybody can say it."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]  # Flask's own way


def _services(config: Config) -> Services:
    store, library = Store.open(config.database_url), Library(config.instance)
    addresses = MediaAddresses(config.secret_key.encode())
    signoffs = SignOffs(library, demo=config.demo)
    return Services(
        config=config,
        store=store,
        library=library,
        accounts=Accounts(store, _now),
        delivery=Delivery(store, library, _now, signoffs),
        addresses=addresses,
        signoffs=signoffs,
        view=lambda outcome: view(
            outcome.sitting.form,
            outcome.sitting.keys,
            outcome.sitting.state,
            outcome.now,
            addresses.of(outcome.sitting),
        ),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _init_templates(app: Flask) -> None:
    @app.context_processor
    def add_visitor() -> dict[str, object]:
        return {"user": visitor().user}


def _init_errors(app: Flask) -> None:
    @app.errorhandler(SignInRefused)
    def ask_to_sign_in(_: SignInRefused) -> Response:
        back = request.full_path.rstrip("?") if request.method == "GET" else url_for("front.home")
        return redirect(url_for("account.sign_in", next=back))

    @app.errorhandler(PlayerError)
    def show_refusal(error: PlayerError) -> tuple[str, int]:
        return render_template("error.html", status=error.status, message=str(error)), error.status

    @app.errorhandler(CSRFError)
    def show_stale_form(_: CSRFError) -> tuple[str, int]:
        message = "This form has grown old. Go back, reload the page, and send it again."
        return render_template("error.html", status=400, message=message), 400

    @app.errorhandler(HTTPException)
    def show_http_error(error: HTTPException) -> tuple[str, int]:
        status = error.code or 500
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # what has failed may be the database, so nobody is looked up for this page
            g.visitor = Visitor("", None)
        # what the framework says by itself is written for whoever builds a site; the template has words for visitors
        message = error.description if error.description != type(error).description else ""
        return render_template("error.html", status=status, message=message), status

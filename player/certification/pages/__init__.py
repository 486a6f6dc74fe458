"""The companion's pages, one folder or module for each kind of reader.

candidate     the applicant's road: account, application, window, outcome
evaluator     the peer evaluator's side, behind the link of a letter
office        what staff see and do: lists, files, vouchers, letters, the record
award         the end of it: the decision, the certificate, and who verifies it
letters       on a demonstration, what was sent by e-mail
"""

from flask import Flask

from player.certification.companion import companion
from player.certification.pages import award, candidate, evaluator, office
from player.certification.pages.letters import init_letters
from player.services import services


def init_certification(app: Flask) -> None:
    """Add the companion's pages to an application that has its companion.

    Where exams count, those of the policy's content areas begin here alone, inside an open window; on a
    demonstration everybody may look at one.
    """
    for blueprint in (*candidate.BLUEPRINTS, *office.BLUEPRINTS, *award.BLUEPRINTS, evaluator.blueprint):
        app.register_blueprint(blueprint)
    # it checks its forms by itself
    app.extensions["csrf"].exempt(evaluator.blueprint)
    with app.app_context():
        init_letters(app, services().config)
        if not services().config.demo:
            services().governed.update(companion().desk.policy.areas)

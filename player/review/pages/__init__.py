"""The reviewers' pages.

queue     what waits
scene     the page of a scene
acts      what a reviewer does there: each a form, and back to the page
files     the medium, and suggestions as a patch
conformance   the conformance report

access    who may look, and who may act
"""

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from media_tools.check.finding import clock
from media_tools.check.output import amount
from media_tools.check.report import TEMPLATES
from player.review.pages import acts, conformance, files, queue, scene
from player.review.pages.access import blueprint

PAGES = (queue, scene, acts, files, conformance)
"""The modules that hang their pages on the blueprint."""


def init_review(app: Flask) -> None:
    """Add the reviewers' pages to an application."""
    app.register_blueprint(blueprint)
    app.add_template_filter(clock)
    app.add_template_filter(amount)
    # the drawing of a time line is the check's own
    own = app.jinja_loader
    app.jinja_loader = ChoiceLoader([loader for loader in (own, FileSystemLoader(TEMPLATES)) if loader])

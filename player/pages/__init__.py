"""The player's pages.

front     the first page, and the list of what can be sat
account   signing in and out
sitting   briefing, player, result
media     segments and exhibits, with ranges
health    is the server well?
limits    the limits that a briefing tells
placement where a transducer stands, in words
wording   how pages say numbers, times and dates
"""

from flask import Flask

from player.pages import account, front, health, media, sitting
from player.pages.wording import init_wording


def init_pages(app: Flask) -> None:
    """Add all pages to the application."""
    init_wording(app)
    for module in (front, account, sitting, media, health):
        app.register_blueprint(module.blueprint)

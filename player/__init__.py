"""The player: it releases, records and scores."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whoever makes media or asks for help does not wait for the whole player
    from flask import Flask

    from player.config import Config


def create_app(config: "Config") -> "Flask":
    """The application of an instance, its database brought up to date.

    Raises:
        ConfigError: the database cannot be reached.
        PolicyError: the policy of certification is wrong.
    """
    from player.app import make_app

    return make_app(config)

"""The people of a demonstration, at every stage of the road, so that each screen of the office has something to show.

Everything happens through the use cases that pages have, at its own time: a clock that goes from some years ago
to now, and stops wherever somebody does something. Letters are files, whatever mail server is set.

people    who they are, and what they do when
steps     what somebody can do
sitting   an attempt, taken by itself
town      the clock, the office, and the order of what happens
"""

from player.certification.demo.people import PEOPLE, VOUCHERS
from player.certification.demo.town import DOMAIN, Town
from player.config import Config
from player.store import Store


def seed_people(config: Config, players: Store) -> int:
    """Put the people of the demonstration into an instance, once; gives how many are new."""
    with players.read() as unit:
        if unit.accounts.matching(f"@{DOMAIN}", 1):
            return 0
    let_live(Town.of(config, players))
    return len(PEOPLE)


def let_live(town: Town) -> None:
    """Have everybody do what they do, in its order."""
    try:
        town.open_office(VOUCHERS)
        for person in PEOPLE:
            town.invite(person)
        town.live()
    finally:
        town.close()

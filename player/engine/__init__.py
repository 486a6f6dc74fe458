"""The pure core of the player.

The law of this folder: no file, no socket, no database, no clock, no randomness, no Flask and no
SQLAlchemy. Time comes in as `now`, and what happened comes in as events; what follows comes out as
values. It knows the models of `scenarios`, the errors of the player, and nothing else of the world.

    form       what an attempt presents: the published cases, segment by segment
    event      what happened in an attempt; the truth that everything else is rebuilt from
    command    what a candidate, the clock or a member of staff may ask of an attempt
    attempt    the state machine: commands in, events out
    timing     clocks, limits, outages
    bounds     how much one attempt keeps
    response   answers, and whether they fit their item
    measure    lengths and ratios as a candidate read them off
    disguise   names of choices, labels and targets as one attempt is shown them
    present    an item as it is asked, and as it is explained
    scoring    item, case, domain and form scores, cut score
    usage      what was done with an exhibit, as a note keeps it
    protocol   WebSocket text <-> commands and replies
"""

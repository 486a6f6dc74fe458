"""The certification companion: the road from eligibility to the award, around the assessment.

The law of this folder:

- Nothing outside imports it but the factory, the command line and the demonstration.
- `rules` and `application` are pure: no file, no socket, no database, no clock, no randomness, no Flask.
  Time comes in as `now`, chance as a number, what happened as events.
- SQLAlchemy is used in `store` alone. Its tables are its own, in a schema version of their own, without
  foreign keys into the player's.
- It learns of results through one read-only call, `player.results`, and acts on attempts through `Delivery`.

    policy, questionnaire   what holds, as data; every application is pinned to the digest it was made under
    rules                   eligibility, window, retakes, evaluators, evaluation, decision
    application             the application as a state machine: commands in, events out
    chain                   the hash chain over all records, and its signed heads
    tokens                  links and voucher codes: made, hashed, read from what people type
    office                  the use cases: load, apply, append, write letters, in one transaction
    companion               all of them, made once for an instance
    store                   tables and queries
    mail                    the outbox, and what brings it to a mail server
    pages                   what candidates, evaluators, registrars and everybody else see of it
    demo                    the people of a demonstration, at every stage of the road
"""

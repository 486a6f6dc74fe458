"""The office in the browser: what staff see and do; every page is for registrars alone.

home         what waits for a person, and search
lists        applications by state, by what waits, and by search
file         one application on one page, with its whole history
review       documents, and the result of an audit
granting     accommodations
evaluators   one evaluator: answers, and having them asked
vouchers     looked through, issued singly, revoked
importing    vouchers in bulk, from CSV
letters      the outbox, and sending again
record       whether the record holds, and its signed heads

access       who may come in, and whose names they are shown
telling      states, steps and people in the words of staff
history      everything that happened, with who, when, and from what to what
"""

from player.certification.pages.office import (
    evaluators,
    file,
    granting,
    home,
    importing,
    letters,
    lists,
    record,
    review,
    vouchers,
)
from player.certification.pages.office.access import blueprint

PAGES = (evaluators, file, granting, home, importing, letters, lists, record, review, vouchers)
"""The modules that hang their pages on the office's blueprint."""
BLUEPRINTS = (blueprint,)
"""Everything that staff meet."""

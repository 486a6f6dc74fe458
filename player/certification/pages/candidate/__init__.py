"""The candidate's road in the browser.

registration   creating an account, confirming its address, setting a new password
account        one's own data: profile, export, erasure
overview       the applications of an account, the status of one, and leaving it
filing         choice, prerequisites, attestations, handing in
papers         documents
window         agreement, voucher, assessments
evaluators     naming and replacing evaluators
appeals        lodging an appeal

access         whose application it is
entries        what forms say, read into values
telling        where an application is, and what to press next
history        everything that happened, in words
"""

from player.certification.pages.candidate import (
    account,
    appeals,
    evaluators,
    filing,
    overview,
    papers,
    registration,
    window,
)
from player.certification.pages.candidate.access import blueprint

PAGES = (account, appeals, evaluators, filing, overview, papers, window)
"""The modules that hang their pages on the candidate's blueprint."""
BLUEPRINTS = (registration.blueprint, blueprint)
"""Everything that a candidate meets."""

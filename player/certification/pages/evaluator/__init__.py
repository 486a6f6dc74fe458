"""The peer evaluator's side, behind the link of a letter. Opening any of its pages changes nothing.

door        whose link it is: every page asks here first; what leaves with every answer; closing pages
invitation  who asks and why, consent, and turning it down
answering   the questionnaire, drafts, the last look, sending

entries     the questionnaire as a form, and back
"""

from player.certification.pages.evaluator import answering, invitation
from player.certification.pages.evaluator.door import blueprint

PAGES = (answering, invitation)
"""The modules that hang their pages on the evaluator's blueprint."""
__all__ = ["PAGES", "blueprint"]

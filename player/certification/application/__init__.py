"""An application as an event-sourced state machine, pure as the rules are.

event          what happened; the truth that everything else is rebuilt from
command        what an applicant, an evaluator, staff or the clock may ask
state          the state, and how each event changes it
transitions    the table: what a command does in a stage, and where it may lead
filing         handlers of the application as it is filled in, submitted and audited
candidature    handlers of the window: assessments, evaluators, evaluations
deciding       handlers of decisions, appeals and revocations
progress       what comes next, in one line, and everything that is to be done
again          what earlier applications mean for the next one
reminders      which reminders are due
"""

"""The use cases: each loads, applies, appends and writes letters in one transaction of its own.

desk          an application and a command: the way that everything takes
projection    what events change beside the record: lists, invitations, certificates, letters
accounts      registration, confirmation, password reset, ID numbers
applicants    applications, documents, one's own data
vouchers      issuing, bulk, revoking, entering
peers         naming evaluators, and their side behind a link
assessments   attempts in the player: begun, accommodated, closed, recorded
registry      decisions, certificates, replay
keeper        what time brings, and whether the record holds
"""

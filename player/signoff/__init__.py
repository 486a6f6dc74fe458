"""Sign-offs: what exactly was reviewed, what reviewers said of it, and whether a version stands.

digest      what is reviewed of a scene, as a digest
checklist   the points that a reviewer answers for
entry       what reviewers say, entry by entry
review      a scene under review: entries in, a state out, and when it may be signed off
authorship  whether an account is an author's
standing    whether a version is signed off
changes     what changed between two versions, and which sign-offs go over
"""

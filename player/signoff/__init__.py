"""Sign-offs: what exactly was reviewed, what reviewers said of it, and whether a version stands.

digest      what is reviewed of a scene, as a digest
"""

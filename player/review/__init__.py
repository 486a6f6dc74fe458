"""The reviewers' half of the workbench: what is reviewed of a scene, and the pages on which it is done.

desk      the use cases: look, decide, observe, suggest, sign off, send back
scenes    a scene with everything that belongs to it
texts     its texts, passage by passage, and suggestions as a patch
compare   captions and script side by side
telling   what a page tells of it: reading speed, what a screen reader is told
criteria  which criterion of WCAG a check or a point speaks to
conformance   the conformance report of a version
pages     the pages
"""

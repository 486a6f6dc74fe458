"""The reviewers' half of the workbench: what is reviewed of a scene, and the pages on which it is done.

desk      the use cases: look, decide, observe, suggest, sign off, send back
scenes    a scene with everything that belongs to it
texts     its texts, passage by passage, and suggestions as a patch
compare   captions and script side by side
telling   what a page tells of it: reading speed, what a screen reader is told
pages     the pages
"""

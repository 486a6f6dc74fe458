"""Bringing the derived files of a package up to date with their sources.

jobs      what is derived from what: pure
scene     a spoken scene: its sound or video, captions, descriptions, script, sidecar
seal      how a build knows that files are as they were made
process   one job in a process of its own
run       all jobs of a package, several at a time
compare   committed files held against what their sources give
"""

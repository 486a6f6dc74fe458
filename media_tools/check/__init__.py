"""Checks that need the media opened: `sonocase check` and `sonocase publish` run them.

integrity   what must hold for a package to be playable at all: every finding refuses it
coding      the part of it that is about codecs and frames
"""

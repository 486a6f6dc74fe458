"""Scenario packages: their format, and the packages that come with Sonocase.

This package knows nothing of the player and nothing of the tools that make media.
"""

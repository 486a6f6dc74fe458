"""What content authors run: import, narrate, caption, draw, simulate, check and cut media.

This package knows scenario packages and nothing of the player.
"""

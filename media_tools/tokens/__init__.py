"""Words as they are compared: captions, scripts and lines, token by token.

compare     `differences(expected, found)`: where two texts differ, with the kinds that may not
normalise   `read(passages)`: texts as tokens
classes     numbers, units, negation, laterality (`classes.tsv`), drugs (`drugs.txt`, `stems.txt`), opposites
units       units of measurement (`units.tsv`)
numbers     digits into words and back
"""

from media_tools.tokens.classes import CRITICAL, Kind
from media_tools.tokens.compare import Difference, differences, error_rate
from media_tools.tokens.normalise import Token, read

__all__ = ["CRITICAL", "Difference", "Kind", "Token", "differences", "error_rate", "read"]

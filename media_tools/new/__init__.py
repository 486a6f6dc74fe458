"""Beginnings: a package or a case that checks clean, builds and plays at once, with comments that say what to change.

cli         `sonocase new` and `sonocase new-area`
package     a new package, with its first case
case        a new case in a package that is there
entered     a case's name entered into package.yaml, everything else as it was
written     folders that are there whole or not at all
templates/  what is written
"""

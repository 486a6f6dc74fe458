"""Synthetic ultrasound: labelled clips rendered from parameters, with the truth about themselves.

Physics (probe, texture, canvas, motion, render) knows no anatomy; anatomy holds one module for each
content area; `catalogue` names the scenes; `clip` makes a clip and measures it.
"""

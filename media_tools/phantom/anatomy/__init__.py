"""Anatomy: one module or folder for each content area. Physics is elsewhere."""

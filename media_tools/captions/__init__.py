"""Captions: cut from word times, written and read as WebVTT and SubRip."""

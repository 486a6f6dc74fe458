"""The report of a check as one page that needs nothing beside it: no script, no file, no network.

page      a package's findings -> HTML
scenes    what the page shows of a scene: its clip, its time line, its findings with pictures
timeline  a scene's sound, speech, captions, timepoints and findings along one axis
"""

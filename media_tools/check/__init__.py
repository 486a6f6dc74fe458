"""Checks of packages: `sonocase check` runs them all, and `sonocase publish` those that can stop it.

finding      a check, and what it says; `checks.toml` has every check, `profiles.toml` every threshold
profile      whose rules: thresholds with their sources
integrity    what must hold for a package to be playable at all
coding       the part of it that is about codecs and frames
subject      a scene with its texts, as the other checks take it
wording      captions against script, descriptions against what is seen
speakers     who speaks
cues         length, duration, gaps, reading speed
speech       where somebody speaks
sync         captions and timepoints against the speech
loudness     EBU R 128
flashes      WCAG 2.2, 2.3.1
burned       text left in imported clips
spoilers     answers that are told before their questions
built        what was changed since it was built
inspect      one scene or exhibit under all of these; pictures of it for the report
run          a package, several processes at a time
output       lines and JSON; limits in words
report       the page
"""

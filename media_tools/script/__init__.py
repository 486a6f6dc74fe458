"""The written script of a scene: one text with its captions, as Markdown that people read and a parser reads back.

The format, paragraph by paragraph, with an empty line between two:

    # Arrival                              the scene's title, once, at the top
    **Nurse:** His pressure is 84/62.      what someone says
    [monitor alarm]                        a sound that matters, alone
    *He leans forward, pale.*              what is seen and not said, alone
    ---                                    a timepoint: the media holds and a question opens

A paragraph may run over several lines. Everything else is text: a backslash before a sign of
punctuation takes it as it is, emphasis inside a paragraph is dropped, HTML means nothing and is refused.

render    `render(scene, cast, patient, describe)`: lines of a scene -> script
parse     `parse(text)`: script -> lines, or every fault with its line
align     `align(lines, cues)`: when each line begins in the media
"""

from media_tools.script.align import align
from media_tools.script.parse import ScriptLine, ScriptRefused, parse, passages
from media_tools.script.render import render

__all__ = ["ScriptLine", "ScriptRefused", "align", "parse", "passages", "render"]

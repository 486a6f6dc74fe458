"""What a form of the tests was made from: texts and media that would give it when they are published."""

from itertools import accumulate

from forms import rendition

from player.engine.form import Cue, Form, FormCase, Segment
from player.publish.material import Examined, Material, SceneMaterial, SourceText
from player.signoff.digest import scenes_of

NOTHING_FOUND = Examined(profile="web", findings=(), sound={})
AUTHORS = ("Ada Vale <ada@example.org>",)


def material_of(form: Form) -> Material:
    """The material of a form."""
    cases = {case.id: {name: scene_material(case, name) for name in scenes_of(case)} for case in form.cases}
    exhibits = {
        case.id: {name: f"{case.id}/media/{name}.mp4" for name in case.exhibits} for case in form.cases
    }
    return Material(authors=AUTHORS, cases=cases, exhibits=exhibits)


def scene_material(case: FormCase, scene: str) -> SceneMaterial:
    """The material of one scene: its segments joined again."""
    segments = [segment for segment in case.segments if segment.scene == scene]
    ends = list(accumulate(segment.duration for segment in segments))
    starts = [0.0, *ends[:-1]]
    pairs = list(zip(segments, starts, strict=True))
    languages = list(segments[0].cues)
    captions = {lang: _vtt([(cue, at) for s, at in pairs for cue in s.cues[lang]]) for lang in languages}
    described = {
        lang: _vtt([(cue, at) for s, at in pairs for cue in s.descriptions.get(lang, ())])
        for lang in languages
    }
    scripts = {lang: _script(segments, lang) for lang in languages}
    below = f"{case.id}/captions/{scene}"
    return SceneMaterial(
        file=f"{case.id}/media/{scene}.mp4",
        built=False,
        medium=rendition("scene", case.id, scene),
        duration=ends[-1],
        rate=25,
        timepoints=tuple(end for segment, end in zip(segments, ends, strict=True) if segment.asks),
        captions={lang: SourceText(file=f"{below}.{lang}.vtt", text=text) for lang, text in captions.items()},
        scripts={
            lang: SourceText(file=f"{case.id}/scripts/{scene}.{lang}.md", text=text)
            for lang, text in scripts.items()
        },
        descriptions={
            lang: SourceText(file=f"{below}.{lang}.descriptions.vtt", text=text)
            for lang, text in described.items()
        },
    )


def _vtt(cues: list[tuple[Cue, float]]) -> str:
    parts = [f"00:{at + c.start:06.3f} --> 00:{at + c.end:06.3f}\n<v Nurse>{c.text}" for c, at in cues]
    return "\n\n".join(["WEBVTT", *parts]) + "\n"


def _script(segments: list[Segment], language: str) -> str:
    parts = []
    for segment in segments:
        parts += [f"**Nurse:** {line.text}" for line in segment.script[language]]
        parts += ["---"] if segment.asks else []
    return "\n\n".join(parts) + "\n"

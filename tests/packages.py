"""Builds the small whole package of the tests: its media number their frames, its words are marks (`tiny`)."""

import atexit
import hashlib
import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numbered
from PIL import Image
from spoilt import Spoilt
from tiny import AREA, EXHIBITS, ITEMS, LANGUAGES, TAKES, Take, key_of, mark

from media_tools.encode import write_sound, write_video

CLIP_FRAMES = 10


@cache
def package() -> Path:
    """The package, built once for all tests of a run; nobody may change it."""
    home = Path(tempfile.mkdtemp(prefix="sonocase-package-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return build(home / AREA)


def copy_below(folder: Path) -> Spoilt:
    """A copy of the package to spoil."""
    return Spoilt(shutil.copytree(package(), folder / AREA))


def build(folder: Path) -> Path:
    """Write the whole package into a folder."""
    _write_json(folder / "package.yaml", _about())
    (folder / "encounter.yaml.jinja").write_text('{% extends "encounter.yaml.jinja" %}\n')
    with ThreadPoolExecutor(2) as pool:
        for number, case in enumerate(TAKES):
            below, tags = folder / case, iter(range(number * 16, 256))
            _write_json(below / "case.yaml", _case(case))
            _write_json(below / "key.yaml", {name: key_of(case, name) for name in ITEMS[case]})
            made = [pool.submit(_write_take, below, take, next(tags)) for take in TAKES[case]]
            made += [
                pool.submit(_write_exhibit, below, name, path, next(tags))
                for name, path in EXHIBITS[case].items()
            ]
            for done in made:
                done.result()
    return folder


def _about() -> dict[str, Any]:
    domains = {"indication": {"title": "Indication"}, "interpretation": {"title": "Reading", "weight": 2}}
    cut_score = {"percent": 60, "method": "Provisional", "decided": "2026-01-15", "panel": "None yet"}
    about = {"format": 1, "area": AREA, "title": "Tiny", "version": "1.0.0", "simulated": True}
    cast = {"narrator": {"name": "Narrator", "voice": "slt"}, "clinician": {"name": "Doctor", "voice": "rms"}}
    rules = {"authors": ["Test authors"], "blueprint": domains, "cut_score": cut_score, "cast": cast}
    exam = {
        "item_seconds": 180,
        "case_seconds": 900,
        "replay": "none",
        "suspended_clock": "runs",
        "attempts": None,
    }
    return {
        **about, **rules, "languages": LANGUAGES, "cases": list(TAKES), "modes": ["practice", "exam"],
        "delivery": {"practice": {"replay": "case"}, "exam": exam},
    }  # fmt: skip


def _case(case: str) -> dict[str, Any]:
    exhibits = {
        name: {"media": path, "view": mark("view", case, name), "description": mark("described", case, name)}
        for name, path in EXHIBITS[case].items()
    }
    about = {"title": mark("title", case), "patient": {"name": "Ms Example", "age": 40, "sex": "female"}}
    scenes = {take.phase: [_recorded(take)] for take in TAKES[case] if take.phase}
    return {
        **about, "setting": "clinic", "cast": {}, "exhibits": exhibits, "items": ITEMS[case], **scenes
    }  # fmt: skip


def _recorded(take: Take) -> dict[str, Any]:
    return {
        "scene": take.name,
        "media": f"media/{take.name}.mp4",
        "duration": f"{take.seconds:.3f}",
        "timepoints": _timepoints(take),
    }


def _timepoints(take: Take) -> list[dict[str, Any]]:
    return [{"at": f"{at:.3f}", "ask": asks} for at, asks in take.asks.items()]


def _write_take(below: Path, take: Take, tag: int) -> None:
    path = below / "media" / f"{take.name}.mp4"
    pitches = [1000.0 + 500 * i + tag for i in range(len(take.edges) - 1)]
    tones = numbered.tones(take.edges, pitches)
    if take.video:
        images = numbered.clip(take.seconds, tag)
        sound = (tones, numbered.HERTZ)
        write_video(path, images, numbered.RATE, sound=sound, key_times=list(take.asks))
    else:
        write_sound(path, tones, numbered.HERTZ)
    facts = {
        "media": f"media/{path.name}",
        "digest": _digest(path),
        "kind": "video" if take.video else "audio",
    }
    seen = {"rate": numbered.RATE, "size": numbered.SIZE} if take.video else {}
    stated = {"duration": f"{take.seconds:.3f}", "timepoints": _timepoints(take)}
    _write_json(path.with_suffix(".json"), facts | seen | stated)
    for language in LANGUAGES:
        _write_texts(below, take, language)


def _write_exhibit(below: Path, name: str, media: str, tag: int) -> None:
    path, still = below / media, media.endswith(".png")
    if still:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(numbered.frame(0, tag)).save(path)
    else:
        write_video(path, numbered.clip(CLIP_FRAMES / numbered.RATE, tag), numbered.RATE)
    facts: dict[str, Any] = {"media": media, "digest": _digest(path), "frames": 1 if still else CLIP_FRAMES}
    facts |= {} if still else {"rate": numbered.RATE}
    truth = {"depth": mark("truth", below.name, name)}
    _write_json(path.with_suffix(".json"), facts | {"size": numbered.SIZE, "simulated": True, "truth": truth})


def _write_texts(below: Path, take: Take, language: str) -> None:
    where = [(below.name, take.name, i, language) for i in range(len(take.edges) - 1)]
    cues, seen, script = [], [], [f"# {mark('heading', below.name, take.name)}"]
    for (start, end), place in zip(pairwise(take.edges), where, strict=True):
        timing = f"00:00:{start + 0.1:06.3f} --> 00:00:{end - 0.1:06.3f}"
        cues.append(f"{timing}\n<v Doctor>{mark('said', *place)} {mark('cue', *place)}")
        seen.append(f"{timing}\n{mark('seen', *place)}")
        script += [f"**Doctor:** {mark('said', *place)} {mark('script', *place)}", "---"]
    script = script if len(take.asks) == len(where) else script[:-1]
    files = {
        f"captions/{take.name}.{language}.vtt": ["WEBVTT", *cues],
        f"captions/{take.name}.{language}.descriptions.vtt": ["WEBVTT", *seen],
        f"scripts/{take.name}.{language}.md": script,
    }
    for name, parts in files.items():
        (below / name).parent.mkdir(exist_ok=True)
        (below / name).write_text("\n\n".join(parts) + "\n")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, value: object) -> None:
    """JSON, which is YAML too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1))

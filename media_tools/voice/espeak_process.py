"""One line of espeak-ng, in a process of its own.

A process of espeak that speaks twice gives other bytes the second time, and its chance is seeded from
the clock; so each line has a process and a seed of its own. Run as a program, this reads a request
(JSON) from standard input and writes an answer (one line of JSON, then the samples) to standard output.
It imports nothing of the project, so that it starts fast.
"""

import ctypes
import json
import sys
from typing import Any

import espeakng_loader

# names and values as in espeak-ng's speak_lib.h
_RETRIEVAL = 1
_CHARS_UTF8, _ENDPAUSE = 1, 0x1000
_RATE, _PITCH = 1, 3
_EVENT_END_OF_LIST, _EVENT_WORD = 0, 1
_SEED = 1  # a voice's flutter and breath are drawn by chance, else from the time of day


class _Identifier(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identifier),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Speak `text` in `voice` at `wpm` and `pitch` (0 to 99), or list the voices where there is no text."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate <= 0:
        return {"error": "its data cannot be read"}, b""
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    if library.espeak_SetVoiceByName(request["voice"].encode()) != 0:
        return {"error": f"it has no voice {request['voice']!r}"}, b""
    library.espeak_SetParameter(_RATE, request["wpm"], 0)
    library.espeak_SetParameter(_PITCH, request["pitch"], 0)
    words, samples = _speak(library, request["text"])
    return {"rate": rate, "words": words}, samples


def _speak(library: ctypes.CDLL, text: str) -> tuple[list[tuple[int, float]], bytes]:
    """Word events as (position of the first character, seconds), and the samples."""
    words: list[tuple[int, float]] = []
    pieces: list[bytes] = []

    def take(wave: Any, count: int, events: Any) -> int:
        if wave and count:
            pieces.append(ctypes.string_at(wave, count * ctypes.sizeof(ctypes.c_short)))
        at = 0
        while events[at].type != _EVENT_END_OF_LIST:
            if events[at].type == _EVENT_WORD:
                words.append((events[at].text_position - 1, events[at].audio_position / 1000))
            at += 1
        return 0

    callback = _Callback(take)
    library.espeak_SetSynthCallback(callback)
    spoken = text.encode() + b"\0"
    library.espeak_Synth(spoken, len(spoken), 0, 1, 0, _CHARS_UTF8 | _ENDPAUSE, None, None)
    library.espeak_Synchronize()
    return words, b"".join(pieces)


if __name__ == "__main__":
    told, sound = answer(json.load(sys.stdin))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + sound)

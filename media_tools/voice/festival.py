"""Festival: HTS and diphone voices from Debian, through the `festival` program.

One process speaks a whole line, sentence by sentence, and prints when each token begins and ends.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from media_tools.errors import VoiceMissing
from media_tools.voice.heard import Heard, join
from media_tools.voice.pcm import read_wave
from media_tools.voice.reading import Spoken, sentences
from media_tools.voice.timing import Span

INSTALL = "install festival and a voice (Debian and Ubuntu: apt-get install festival festvox-us-slt-hts)"
_CALM = {"cmu_us_slt_arctic_hts": 1.07}
_UNKNOWN = 1.15
"""How far a voice's own tempo is stretched to about 150 words a minute (measured on clinical dialogue)."""
# Prints "= start end" for each word of a token and "#" behind each token. The parts of a possessive
# share the phones of the first part and have no times of their own. An HTS voice has its tempo from its
# engine, others from festival.
_PROGRAM = """\
(voice_{name})
(Parameter.set 'Duration_Stretch {stretch:.4f})
(if (symbol-bound? 'hts_engine_params)
    (set! hts_engine_params (append hts_engine_params (list (list "-r" {speed:.4f})))))
(define (tell_word word)
  (if (> (item.feat word 'word_end) 0)
      (format t "= %f %f\\n" (item.feat word 'word_start) (item.feat word 'word_end))))
(define (tell_token token)
  (mapcar tell_word (item.daughters token))
  (format t "#\\n"))
(define (speak text file)
  (set! utt (eval (list 'Utterance 'Text text)))
  (utt.synth utt)
  (mapcar tell_token (utt.relation.items utt 'Token))
  (format t "%%\\n")
  (utt.save.wave utt file 'riff))
"""


def voices() -> tuple[str, ...]:
    """The voices that are installed; none when festival is not."""
    if shutil.which("festival") is None:
        return ()
    return tuple(sorted(re.findall(r"[\w-]+", _run("(print (voice.list))"))))


def say(words: Sequence[Spoken], name: str, rate: float) -> Heard:
    """Speak words in a voice; `rate` is a factor of its calm tempo.

    Raises:
        VoiceMissing: festival or the voice is not installed.
    """
    if name not in (known := voices()):
        have = (
            f"festival has no voice {name!r}; it has {', '.join(known)}"
            if known
            else "festival is not installed"
        )
        raise VoiceMissing(f"{have}: {INSTALL}")
    lines = list(sentences(words))
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder:
        files = [Path(folder) / f"{number}.wav" for number in range(len(lines))]
        stretch = _CALM.get(name, _UNKNOWN) / rate
        program = _PROGRAM.format(name=name, stretch=stretch, speed=1 / stretch)
        told = _run(program + "".join(map(_command, lines, files))).split("%\n")
        waves = [read_wave(file) for file in files]
    return join(
        [
            Heard(signal, wave_rate, _times(block, line))
            for block, line, (signal, wave_rate) in zip(told, lines, waves, strict=False)
        ]
    )


def _command(words: Sequence[Spoken], file: Path) -> str:
    text = " ".join(word.text + word.mark for word in words)
    return f'(speak "{text}" "{file}")\n'


def _times(told: str, words: Sequence[Spoken]) -> tuple[Span | None, ...]:
    """One span for each word; tokens without one (punctuation) are passed over."""
    spans = [_cover(block) for block in told.split("#\n")]
    sounding = [span for span in spans if span]
    return tuple(sounding) if len(sounding) == len(words) else (None,) * len(words)


def _cover(told: str) -> Span | None:
    edges = [tuple(map(float, line.split()[1:])) for line in told.splitlines() if line.startswith("=")]
    return (edges[0][0], edges[-1][1]) if edges else None


def _run(program: str) -> str:
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder:
        script = Path(folder) / "speak.scm"
        script.write_text(program, "utf-8")
        done = subprocess.run(
            ["festival", "-b", str(script)], capture_output=True, text=True, check=False, timeout=120
        )
    if done.returncode != 0 or "ERROR" in done.stderr:
        last = done.stderr.strip().splitlines()[-1:]
        raise VoiceMissing(f"festival could not speak: {' '.join(last) or 'no reason given'}; {INSTALL}")
    return done.stdout

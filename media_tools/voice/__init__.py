"""Synthetic voices: a line of text becomes speech with the time of every written word.

engine      the interface: `speak(text, voice, pronounce)` and what is installed
reading     written text -> plain words to speak, with a map back to what is written
spelling    one token as words: numbers, units, signs, acronyms
lexicon     how clinical words are said (`lexicon.tsv`), and a package's own entries
timing      word times from an engine -> times of written tokens
heard       what an engine gives back: joined, trimmed, tightened
pcm         samples: reading, resampling, finding sound
espeak, flite, festival, piper    the engines

A voice's rate of 1 is calm: 150 to 160 words a minute within the lines of clinical dialogue, so that lines of
short words stay under the 180 that captions can follow. Its pitch moves with the size of the speaker,
so that one voice makes several people. Measured on the same five lines (median pitch in Hz, words a minute):

    voice            rate  pitch    Hz   words
    flite/slt        1     1       170   158     woman, American: narrator
    flite/slt        1.02  1.07    181   161     younger woman
    flite/slt        0.95  0.88    149   150     older woman
    flite/rms        1     1       104   156     man, American: clinician
    flite/rms        0.96  0.93     97   150     older, heavier man
    flite/rms        1.02  1.1     114   160     younger man
    flite/awb        1     1       129   157     man, Scottish: patient
    flite/awb        0.95  0.93    120   149     older man, slow
    flite/awb        1     1.1     140   158     young man
    flite/kal16      1     1        91   158     man, American, plainly synthetic

More than a tenth of pitch up or down begins to sound like a trick.
"""

from media_tools.voice.engine import ENGINES, RATE, Utterance, Word, installed, speak

__all__ = ["ENGINES", "RATE", "Utterance", "Word", "installed", "speak"]

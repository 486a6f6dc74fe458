"""What can go wrong with media. Each error is one line for a person: what, where, and what to do next.

MediaError
  UnreadableMedia     a file cannot be decoded, or is not what its name says
  EncodingFailed      ffmpeg refused or stopped; its last line is in the message
  NotConfirmed        an import waits for a person's word on its mask or scale
  UnsupportedMedia    a format that is not taken, with what to convert it to
  VoiceMissing        a speech engine or voice is not installed, with what to install
"""


class MediaError(Exception):
    """Anything that stops a medium from being made, read or taken in."""


class UnreadableMedia(MediaError):
    """A file cannot be decoded, or is not what its name says."""


class EncodingFailed(MediaError):
    """Ffmpeg refused or stopped."""


class NotConfirmed(MediaError):
    """An import waits for a person's word on its mask or its scale."""


class UnsupportedMedia(MediaError):
    """A format that is not taken."""


class VoiceMissing(MediaError):
    """A speech engine or a voice is not installed."""

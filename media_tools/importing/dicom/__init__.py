"""Reading DICOM ultrasound (PS3.3, PS3.5) as a Source.

elements     values of a header, damaged or not
header       the few technical elements that are read, and what is refused on their word
layout       where the pixel data lie in the file, and whether all of them are there
codestream   what a compressed frame says of its own size
grey         stored values -> shades: palette, rescale, window
decode       frames as RGB, one at a time
stream       MPEG-2, H.264 and H.265: fragments as one seekable stream
"""

from media_tools.importing.dicom.opening import open_dicom

__all__ = ["open_dicom"]

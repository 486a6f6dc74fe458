"""What a file is, by its content and never by its name; a name that says otherwise is refused."""

from dataclasses import dataclass
from pathlib import Path

from media_tools.errors import UnreadableMedia, UnsupportedMedia
from media_tools.importing.source import Limits, Source


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        name: what people call it, with its article.
        suffixes: the endings that honest files of the kind have; a DICOM file may have any unknown one, or none.
        demuxer: ffmpeg's name of the container; empty for a kind that is no video.
        advice: for a kind that is not taken, what to do instead.
    """

    name: str
    suffixes: frozenset[str]
    demuxer: str = ""
    advice: str = ""


def _format(name: str, suffixes: str, *, demuxer: str = "", advice: str = "") -> Format:
    return Format(name, frozenset(suffixes.split()), demuxer, advice)


DICOM = _format("a DICOM file", ".dcm .dicom .dic")
ISO = _format("an MP4 or MOV video", ".mp4 .m4v .mov .qt", demuxer="mov")
AVI = _format("an AVI video", ".avi", demuxer="avi")
WEBM = _format("a WebM video", ".webm .mkv", demuxer="matroska")
GIF = _format("a GIF", ".gif", demuxer="gif")

_UNPACK = "unpack it, with its password if it has one, and import the file inside"
_STILL = "import the DICOM file or the clip that it was taken from"
_ARCHIVE = _format("a ZIP archive", ".zip", advice=_UNPACK)
_GZIP = _format("a gzip archive", ".gz .tgz", advice=_UNPACK)
_RAR = _format("a RAR archive", ".rar", advice=_UNPACK)
_7ZIP = _format("a 7-Zip archive", ".7z", advice=_UNPACK)
_PNG = _format("a PNG picture", ".png", advice=_STILL)
_JPEG = _format("a JPEG picture", ".jpg .jpeg .jpe", advice=_STILL)
_BMP = _format("a BMP picture", ".bmp", advice=_STILL)
_TIFF = _format("a TIFF picture", ".tif .tiff", advice=_STILL)
_HEIC = _format("a HEIC or AVIF picture", ".heic .heif .avif", advice=_STILL)
_WEBP = _format("a WebP picture", ".webp", advice=_STILL)
_PDF = _format("a PDF", ".pdf", advice="export the clip itself as DICOM or MP4")
_WMV = _format("a Windows Media video", ".wmv .asf", advice="export or convert it as MP4")
_MPEG = _format("an MPEG stream", ".mpg .mpeg .ts .m2ts .vob", advice="export or convert it as MP4")
_SEALED = _format(
    "an encrypted envelope",
    ".p7m .p7",
    advice="decrypt it on the system that it comes from, and export again",
)

# offset and bytes; the first that matches counts, so what is specific stands first
_SIGNATURES: tuple[tuple[int, bytes, Format], ...] = (
    (128, b"DICM", DICOM),
    *((4, b"ftyp" + brand, _HEIC) for brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")),
    *((4, box, ISO) for box in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")),
    (8, b"AVI ", AVI),
    (8, b"WEBP", _WEBP),
    (0, b"\x1a\x45\xdf\xa3", WEBM),
    (0, b"GIF8", GIF),
    (0, b"PK\x03\x04", _ARCHIVE),
    (0, b"PK\x05\x06", _ARCHIVE),
    (0, b"\x1f\x8b", _GZIP),
    (0, b"Rar!", _RAR),
    (0, b"7z\xbc\xaf\x27\x1c", _7ZIP),
    (0, b"\x89PNG", _PNG),
    (0, b"\xff\xd8\xff", _JPEG),
    (0, b"BM", _BMP),
    (0, b"II*\x00", _TIFF),
    (0, b"MM\x00*", _TIFF),
    (0, b"%PDF", _PDF),
    (0, b"\x30\x26\xb2\x75", _WMV),
    (0, b"\x00\x00\x01\xba", _MPEG),
    (0, b"\x00\x00\x01\xb3", _MPEG),
)
_TAKEN = (DICOM, ISO, AVI, WEBM, GIF)
_KNOWN = {suffix for _, _, form in _SIGNATURES for suffix in form.suffixes}
_CMS = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
"""Cryptographic Message Syntax (RFC 5652), in which DICOM media are sealed (PS3.15 D)."""


def open_source(path: Path, limits: Limits) -> Source:
    """Recognise a file by its content and open it.

    Raises:
        UnreadableMedia: it does not exist, is empty, cut off, damaged, too large, or is not what its name says.
        UnsupportedMedia: it is of a kind that is not taken.
    """
    form = recognise(path)
    if form is DICOM:
        from media_tools.importing.dicom import open_dicom

        return open_dicom(path, limits)
    from media_tools.importing.video import open_video

    return open_video(path, form.demuxer, limits)


def recognise(path: Path) -> Format:
    """The kind of a file, one of those that are taken.

    Raises:
        UnreadableMedia: there is no such file, it is empty, or its name says something else than its content.
        UnsupportedMedia: it is of a kind that is not taken, with what to do.
    """
    head = _read_head(path)
    form = identify(head)
    if form is None:
        raise UnsupportedMedia(
            f"{path.name}: its content is no DICOM, MP4, MOV, AVI, WebM or GIF; export the clip in one of these"
        )
    suffix = path.suffix.lower()
    if suffix in _KNOWN and suffix not in form.suffixes:
        raise UnreadableMedia(
            f"{path.name}: the name ends in {suffix}, but the content is {form.name}; "
            "make sure that it is the right file, then give it an honest name"
        )
    if form not in _TAKEN:
        raise UnsupportedMedia(f"{path.name}: is {form.name}; {form.advice}")
    return form


def identify(head: bytes) -> Format | None:
    """The kind of a file that begins with these bytes, taken or not; None for one that is not known."""
    if head[:1] == b"\x30" and _CMS in head[:32]:
        return _SEALED
    return next((form for at, mark, form in _SIGNATURES if head[at : at + len(mark)] == mark), None)


def _read_head(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise UnreadableMedia(f"{path.name}: is no file; give the clip itself")
    if not path.is_file():
        raise UnreadableMedia(f"{path.name}: there is no such file; check the path")
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise UnreadableMedia(
            f"{path.name}: cannot be opened ({error.strerror}); check its permissions"
        ) from None
    if not head:
        raise UnreadableMedia(f"{path.name}: is empty; copy or export it again")
    return head

"""The three steps of the command: look, confirm, write; and everything a person is asked on the way."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from PIL import Image
from pydicom.dataset import Dataset

from media_tools import probe
from media_tools.encode import Frame
from scenarios.model import ExhibitMedia

Invoke = Callable[..., Result]
WriteDicom = Callable[..., Path]
NextCommand = Callable[[Result], list[str]]


def region(box: tuple[int, int, int, int] = (15, 20, 170, 136), **elements: Any) -> Dataset:
    """A region of the header: left, top, right, bottom; half a millimetre a pixel."""
    item = Dataset()
    left, top, right, bottom = box
    standard = {
        "RegionSpatialFormat": 1,
        "RegionDataType": 1,
        "RegionFlags": 2,
        "RegionLocationMinX0": left,
        "RegionLocationMinY0": top,
        "RegionLocationMaxX1": right,
        "RegionLocationMaxY1": bottom,
        "PhysicalUnitsXDirection": 3,
        "PhysicalUnitsYDirection": 3,
        "PhysicalDeltaX": 0.05,
        "PhysicalDeltaY": 0.05,
    }
    for keyword, value in {**standard, **elements}.items():
        setattr(item, keyword, value)
    return item


WHOLE = region((15, 20, 185, 155))


def test_each_step_says_which_command_comes_next(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=[WHOLE])
    look = invoke(path)
    assert look.exit_code == 0
    assert list(Path.cwd().iterdir()) == []
    preview = invoke(*next_command(look))
    assert preview.exit_code == 0
    assert [path.name for path in Path.cwd().iterdir()] == ["scan-look.png"]
    written = invoke(*next_command(preview))
    assert written.exit_code == 0, written.output
    assert {path.name for path in Path.cwd().iterdir()} == {"scan-look.png", "clip.mp4", "clip.json"}
    facts = ExhibitMedia.model_validate_json(Path("clip.json").read_text())
    assert (facts.frames, facts.rate, facts.mm_per_px) == (12, 25.0, (0.5, 0.5))
    assert facts.media == "media/clip.mp4"


def test_a_name_after_the_patient_is_suggested_for_nothing_that_is_kept(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(name="DOE_JANE_19500101.dcm")
    words = next_command(invoke(path, "--uncalibrated", "--preview", "look.png"))
    assert invoke(*words).exit_code == 0
    assert sorted(each.name for each in Path.cwd().iterdir()) == ["clip.json", "clip.mp4", "look.png"]
    assert not any(b"DOE" in Path(name).read_bytes() for name in ("clip.json", "clip.mp4"))


def test_the_report_is_in_plain_words(native: WriteDicom, invoke: Invoke) -> None:
    said = invoke(native(SequenceOfUltrasoundRegions=[WHOLE])).output
    assert "DICOM ultrasound, uncompressed, 12 frames of 200 x 160 pixels" in said
    assert re.search(r"Mask +proposed from what moves: keeps \d+ % of the picture", said)
    assert re.search(r"Timing +25 frames a second \(from the file's FrameTime\); 0.5 s in all", said)
    assert re.search(r"Scale +0.5 mm a pixel \(from the file\)", said)
    assert "DOE" not in said


def test_nothing_is_written_before_a_person_confirms(native: WriteDicom, invoke: Invoke) -> None:
    path = native(SequenceOfUltrasoundRegions=[WHOLE])
    for words in (
        ["-o", "out.mp4"],
        ["-o", "out.mp4", "--confirm-mask", "01234567"],
        ["--confirm-mask", "01234567"],
    ):
        refused = invoke(path, *words)
        assert refused.exit_code == 1
        assert "nothing was written" in refused.output
        assert list(Path.cwd().iterdir()) == []


def test_a_changed_mask_needs_a_new_look(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=[WHOLE])
    words = next_command(invoke(path, "--preview", "look.png"))
    refused = invoke(*words, "--drop-rect", "60,60,20,20")
    assert refused.exit_code == 1
    assert "the code belongs to another mask or another file" in refused.output
    assert not Path("clip.mp4").exists()


def test_a_changed_file_needs_a_new_look(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    words = next_command(invoke(native(SequenceOfUltrasoundRegions=[WHOLE]), "--preview", "look.png"))
    native(SequenceOfUltrasoundRegions=[WHOLE], PatientName="ROE^RICHARD")
    assert "another mask or another file" in invoke(*words).output


@pytest.mark.parametrize(
    ("regions", "why"),
    [
        ([], "the file gives none"),
        ([region((84, 31, 595, 414))], "does not fit its 200 x 160 frame"),
        ([WHOLE, region((0, 150, 199, 300), RegionSpatialFormat=3)], "does not fit"),
        ([region((15, 20, 185, 155), PhysicalUnitsYDirection=4)], "not centimetres"),
        ([region((15, 20, 185, 155), PhysicalDeltaX=0.0)], "a depth that no scan has"),
        ([region((15, 20, 60, 60))], "covers too little"),
    ],
)
def test_a_scale_that_cannot_be_trusted_is_asked_for(
    regions: list[Dataset], why: str, native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=regions)
    look = invoke(path, "--preview", "look.png")
    assert re.search(rf"Scale +open: .*{why}", look.output)
    assert "fill in --scale and run" in look.output
    words = next_command(look)
    assert words[-2:] == ["--scale", "X1,Y1,X2,Y2=MM"]
    assert "its scale is open" in invoke(*words[:-2]).output
    assert invoke(*words[:-1], "190,20,190,140=60").exit_code == 0
    assert ExhibitMedia.model_validate_json(Path("clip.json").read_text()).mm_per_px == (0.5, 0.5)


def test_a_person_may_decide_against_a_scale(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    look = invoke(native(), "--uncalibrated", "--preview", "look.png")
    assert invoke(*next_command(look)).exit_code == 0
    facts = ExhibitMedia.model_validate_json(Path("clip.json").read_text())
    assert facts.mm_per_px is None
    assert facts.regions == ()


def test_a_person_who_contradicts_a_trusted_scale_is_told(native: WriteDicom, invoke: Invoke) -> None:
    said = invoke(native(SequenceOfUltrasoundRegions=[WHOLE]), "--mm-per-px", "1").output
    assert "the file says 0.5 mm a pixel and yours is 2.00 times that; yours is taken" in said


def test_a_region_is_cut_with_the_picture(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=[region((40, 40, 159, 139))])
    look = invoke(path, "--keep-rect", "30,40,130,100", "--preview", "look.png")
    assert invoke(*next_command(look)).exit_code == 0
    facts = ExhibitMedia.model_validate_json(Path("clip.json").read_text())
    assert facts.size == (130, 100)
    assert facts.regions == ((10, 0, 120, 100),)


def test_a_still_gets_no_proposal_and_is_written_as_a_picture(
    write_dicom: WriteDicom, scan: list[Frame], invoke: Invoke, next_command: NextCommand
) -> None:
    path = write_dicom(scan[0].tobytes(), NumberOfFrames=1, SequenceOfUltrasoundRegions=[WHOLE])
    look = invoke(path, "--preview", "look.png")
    assert "none proposed: the picture does not move" in look.output
    assert "The file says that its image is --keep-rect 15,20,171,136" in look.output
    assert (
        "give what to keep with --keep-rect"
        in invoke(path, "-o", "still.png", "--confirm-mask", "01234567").output
    )
    again = invoke(path, "--keep-rect", "15,20,171,135", "--preview", "look.png", "-o", "still.png")
    assert invoke(*next_command(again)).exit_code == 0
    written = np.asarray(Image.open("still.png"))
    assert written.shape == (136, 172, 3)
    assert np.array_equal(written[:135, :171], scan[0][20:155, 15:186])
    facts = ExhibitMedia.model_validate_json(Path("still.json").read_text())
    assert (facts.frames, facts.rate, facts.mm_per_px) == (1, None, (0.5, 0.5))
    assert not Image.open("still.png").info


def test_a_clip_that_does_not_move_gets_no_proposal(
    write_dicom: WriteDicom, scan: list[Frame], invoke: Invoke
) -> None:
    path = write_dicom(np.stack([scan[0]] * 12).tobytes())
    assert "none proposed" in invoke(path).output
    assert (
        Image.open(_look(invoke, path)).width
        < Image.open(_look(invoke, path, "--keep-rect", "0,0,200,160")).width
    )


def _look(invoke: Invoke, path: Path, *words: str) -> Path:
    target = Path(f"look{len(words)}.png")
    assert invoke(path, *words, "--preview", target).exit_code == 0
    return target


def test_text_inside_the_mask_is_pointed_out_and_can_be_dropped(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=[WHOLE])
    whole = ["--keep-rect", "0,0,200,160", "--uncalibrated"]
    look = invoke(path, *whole, "--preview", "look.png")
    assert re.search(r"Careful: \d{3} bright pixels inside it never move and may be text", look.output)
    red = np.all(np.asarray(Image.open("look.png")) == (255, 64, 64), axis=2)
    assert red.sum() > 500
    dropped = invoke(
        path, *whole, "--drop-rect", "0,0,200,20", "--drop-rect", "190,0,10,160", "--preview", "look.png"
    )
    assert "Careful" not in dropped.output
    assert invoke(*next_command(dropped)).exit_code == 0
    # the sector begins in row 24, below all letters
    facts = json.loads(Path("clip.json").read_text())
    assert facts["size"] == [190, 140]
    assert max(int(frame[:2].max()) for _, frame in probe.frames(Path("clip.mp4"))) <= 4


def test_a_sidecar_names_its_clip_as_the_case_does(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    case = Path("tamponade")
    (case / "media" / "views").mkdir(parents=True)
    (case / "case.yaml").touch()
    words = next_command(
        invoke(native(), "--uncalibrated", "--preview", "look.png", "-o", case / "media/views/plax.mp4")
    )
    assert invoke(*words).exit_code == 0
    assert json.loads((case / "media/views/plax.json").read_text())["media"] == "media/views/plax.mp4"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "out.mov"], "a clip is written as .mp4"),
        (["-o", "a:b.mp4"], "a colon, a backslash"),
        (["-o", "there.mp4"], "it is already there; give --replace"),
        ([], "say where to with -o"),
        (["--preview", "look.jpg"], "give --preview a new name that ends in .png"),
        (["--preview", "there.png"], "give --preview a new name"),
        (["--keep-rect", "150,150,90,90"], "lies outside the frame, whose points go from 0,0 to 199,159"),
        (["--keep-rect", "50,50,9,90"], "the mask keeps 9 x 90 pixels, less than 32 x 32"),
        (["--scale", "10,10,14,10=20"], "at least 32 pixels apart"),
        (["--scale", "10,10,400,10=20"], "two points of the 200 x 160 frame"),
        (["--mm-per-px", "1e-300"], "the kept image is 1.57e-298 x 1.26e-298 mm, which no scan is"),
        (["--scale", "20,20,20,150=1300"], "the kept image is 1.57e+03 x 1.26e+03 mm, which no scan is"),
    ],
)
def test_what_cannot_be_done_is_said_and_not_done(
    words: list[str], said: str, native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(SequenceOfUltrasoundRegions=[WHOLE])
    code = next_command(invoke(path, "--preview", "look.png"))[-1]
    Path("there.json").write_text("{}")
    before = sorted(Path.cwd().iterdir())
    refused = invoke(path, "--confirm-mask", code, *words)
    assert refused.exit_code == 1
    assert said in refused.output
    assert refused.output.count("\n") == 1
    assert sorted(Path.cwd().iterdir()) == before


def test_a_preview_is_written_over_an_earlier_one_and_over_nothing_else(
    native: WriteDicom, invoke: Invoke
) -> None:
    path, look = native(), Path("look.png")
    assert invoke(path, "--uncalibrated", "--preview", look).exit_code == 0
    first = look.read_bytes()
    assert invoke(path, "--uncalibrated", "--keep-rect", "30,40,130,100", "--preview", look).exit_code == 0
    assert look.read_bytes() != first
    Image.new("RGB", (8, 8)).save("holiday.png")
    Path("text.png").write_bytes(b"sonocase media import --preview")
    Path("folder.png").mkdir()
    Path("link.png").symlink_to("gone.png")
    for name in ("holiday.png", "text.png", "folder.png", "link.png"):
        there = Path(name).read_bytes() if Path(name).is_file() else None
        refused = invoke(path, "--uncalibrated", "--preview", name)
        assert (refused.exit_code, refused.output) == (
            1, f"Error: {name}: no preview was written: what is there already is something else; give --preview a new name\n",
        )  # fmt: skip
        assert (Path(name).read_bytes() if Path(name).is_file() else None) == there
    assert not Path("gone.png").exists()


@pytest.mark.parametrize("option", ["--rate", "--zero-depth"])
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_what_is_no_number_is_not_understood(
    option: str, value: str, native: WriteDicom, invoke: Invoke
) -> None:
    refused = invoke(native(), option, value)
    assert refused.exit_code == 2
    assert f"Invalid value for '{option}'" in refused.output


def test_a_folder_that_cannot_be_written_to_is_named(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    Path("file").touch()
    words = next_command(invoke(native(), "--uncalibrated", "--preview", "look.png", "-o", "file/out.mp4"))
    refused = invoke(*words)
    assert refused.exit_code == 1
    assert re.match(r"Error: .*file.*: cannot be written \(.*\); check the folder\n$", refused.output)


def test_a_secondary_capture_of_ultrasound_is_taken(native: WriteDicom, invoke: Invoke) -> None:
    assert invoke(native(SOPClassUID="1.2.840.10008.5.1.4.1.1.7.4")).exit_code == 0


def test_the_original_is_never_overwritten(
    videos: dict[str, Path], invoke: Invoke, next_command: NextCommand
) -> None:
    Path("clip.mp4").write_bytes(videos["scan.mp4"].read_bytes())
    look = invoke("clip.mp4", "--uncalibrated", "--preview", "look.png")
    words = next_command(look)
    assert words[words.index("-o") + 1] == "import-clip.mp4"
    words[words.index("-o") + 1] = "clip.mp4"
    assert "would overwrite the original" in invoke(*words, "--replace").output
    assert Path("clip.mp4").read_bytes() == videos["scan.mp4"].read_bytes()

"""Images beside a post: fit for mail, without what the camera wrote, and from nowhere else."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from cli.images import HEAVIEST, WIDEST, beside, sized
from dearreader.errors import BadInput

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
SIDEWAYS = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "posts"
    inside.mkdir()
    return inside


def photo(file: Path, size: tuple[int, int] = (120, 90), **how: Any) -> Path:
    Image.radial_gradient("L").resize(size).convert("RGB").save(file, **how)
    return file


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


def test_a_photo_is_as_wide_as_a_letter_can_use_and_lighter(folder: Path) -> None:
    file = photo(folder / "a.jpg", (1500, 1000), quality=100)
    found = sized(file)
    assert (found.width, found.height) == opened(found.body).size == (WIDEST, 757)
    assert found.kind == "image/jpeg"
    assert found.key.endswith(".jpg")
    assert len(found.body) < file.stat().st_size / 2


def test_a_small_image_is_not_blown_up(folder: Path) -> None:
    assert sized(photo(folder / "a.jpg", (320, 200))).width == 320


def test_nothing_that_the_camera_wrote_is_left_and_the_picture_is_upright(folder: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = SIDEWAYS, "a maker"
    exif.get_ifd(PLACE)[1] = "N"
    file = photo(folder / "a.jpg", (400, 200), exif=exif, comment=b"by ada")
    assert b"a maker" in file.read_bytes()
    found = sized(file)
    assert (found.width, found.height) == (200, 400)
    left = opened(found.body)
    assert dict(left.getexif()) == {}
    assert not left.info.keys() & {"exif", "comment", "icc_profile", "xmp"}
    assert b"ada" not in found.body


def test_a_colour_profile_is_left_out_and_a_broken_one_does_no_harm(folder: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for number, profile in enumerate((srgb, b"no profile")):
        file = photo(folder / f"{number}.jpg", (40, 40), icc_profile=profile)
        assert "icc_profile" not in opened(sized(file).body).info


@pytest.mark.parametrize("form", ["WEBP", "TIFF", "BMP", "AVIF"])
def test_what_mail_programs_do_not_show_becomes_jpeg(folder: Path, form: str) -> None:
    file = photo(folder / f"a.{form.lower()}", (400, 300), format=form)
    assert opened(sized(file).body).format == "JPEG"


def test_a_drawing_stays_sharp_and_what_shines_through_goes_on_doing_so(folder: Path) -> None:
    drawing, hole = folder / "a.png", folder / "b.png"
    Image.new("RGB", (300, 200), "white").save(drawing)
    Image.new("RGBA", (300, 200), (255, 0, 0, 0)).save(hole)
    assert sized(drawing).kind == "image/png"
    assert opened(sized(hole).body).getpixel((5, 5)) == (255, 0, 0, 0)


def test_a_gif_that_moves_is_left_as_it_is(folder: Path) -> None:
    file = folder / "a.gif"
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "teal", "gold")]
    frames[0].save(file, save_all=True, append_images=frames[1:])
    assert sized(file).body == file.read_bytes()


def test_the_same_image_has_the_same_name_and_another_has_another(folder: Path) -> None:
    one, again = sized(photo(folder / "a.jpg")), sized(photo(folder / "b.jpg"))
    assert one.key == again.key
    assert sized(photo(folder / "c.jpg", (60, 60))).key != one.key


def test_images_are_found_by_the_names_that_the_post_gives_them(folder: Path) -> None:
    (folder / "pictures").mkdir()
    photo(folder / "my dog.jpg", (30, 20))
    photo(folder / "pictures" / "cat.jpg", (40, 20))
    body = "![d](my%20dog.jpg) ![c](pictures/cat.jpg) ![w](https://example.org/w.png)\n"
    body += "![again](<my dog.jpg>)"
    found = beside(folder / "a-post.md", body)
    assert {name: each.width for name, each in found.items()} == {
        "my%20dog.jpg": 30,
        "pictures/cat.jpg": 40,
    }


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/passwd", "link.jpg", "..%2Fsecret.jpg"])
def test_nothing_from_outside_the_posts_folder_is_made_public(folder: Path, name: str) -> None:
    secret = photo(folder.parent / "secret.jpg", (10, 10))
    (folder / "link.jpg").symlink_to(secret)
    with pytest.raises(BadInput, match="not beside the post"):
        beside(folder / "a-post.md", f"![a]({name})")


def test_what_cannot_be_an_image_of_a_letter_is_refused_with_a_word(folder: Path) -> None:
    post = folder / "a-post.md"
    with pytest.raises(BadInput, match=r"The image a\.jpg is not there"):
        beside(post, "![a](a.jpg)")
    (folder / "a.svg").write_text("<svg/>")
    with pytest.raises(BadInput, match="save it as JPEG, PNG or GIF"):
        beside(post, "![a](a.svg)")
    (folder / "cut.jpg").write_bytes(photo(folder / "b.jpg").read_bytes()[:-400])
    with pytest.raises(BadInput, match="save it as JPEG, PNG or GIF"):
        beside(post, "![a](cut.jpg)")


def test_an_image_that_stays_too_heavy_is_refused(folder: Path) -> None:
    file = folder / "a.gif"
    frames = [Image.effect_noise((600, 600), 200) for _ in range(4)]
    frames[0].save(file, save_all=True, append_images=frames[1:])
    with pytest.raises(BadInput, match=f"{HEAVIEST:,}"):
        sized(file)

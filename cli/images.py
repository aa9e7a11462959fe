"""Images that lie beside a post: made fit for mail, and put where everybody can see them.

An image is scaled to twice the letter's column at most, turned the way it was taken, brought to
sRGB, and written anew, so that nothing of the camera's (where it was taken, when, by whom) leaves
the writer's machine. Its name is a hash of what it shows: the same image is stored once, and may be
cached for ever.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dearreader.errors import BadInput, NoLetter
from dearreader.letters.markdown import WIDTH, images_beside
from dearreader.posts import Manuscript, Picture

if TYPE_CHECKING:
    from cli.connection import Place

WIDEST = 2 * WIDTH
"""Pixels: a phone's screen has two or three for each of the letter's."""

HEAVIEST = 1_000_000
"""Bytes: what a reader on the road waits for, at the very most."""

QUALITY = 82
CACHED = "public, max-age=31536000, immutable"
KINDS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "GIF": ("gif", "image/gif")}
_CANNOT = (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Sized:
    """An image that is fit for mail. ``kind`` is its media type; sizes are in pixels."""

    key: str
    kind: str
    width: int
    height: int
    body: bytes = field(repr=False)

    def shown_at(self, address: str) -> Picture:
        """It, as a letter shows it from below an address."""
        return Picture(url=f"{address}/{self.key}", width=self.width, height=self.height)


def published(place: "Place", manuscript: Manuscript, file: Path) -> Manuscript:
    """The manuscript of a file, the images beside it made public. Raises BadInput."""
    images = beside(file, manuscript.body)
    if not images:
        return manuscript
    address = _publish(place, images.values())
    pictures = {name: each.shown_at(address) for name, each in images.items()}
    return replace(manuscript, pictures=pictures)


def beside(file: Path, body: str) -> dict[str, Sized]:
    """The images that a post's body names and that lie in its folder, fit for mail.

    Raises NoLetter for those that are not there, are somewhere else, or are no images.
    """
    found, faults = {}, []
    for name in images_beside(body):
        try:
            found[name] = sized(_found(file, name))
        except BadInput as fault:
            faults.append(str(fault))
    if faults:
        raise NoLetter(faults)
    return found


def sized(file: Path) -> Sized:
    """An image file, fit for mail. Raises BadInput."""
    try:
        with Image.open(file) as image:
            if getattr(image, "is_animated", False):
                return _as_it_is(file, image)
            form, body, size = _written(_scaled(image))
    except _CANNOT as error:
        raise BadInput(
            f"{file} is not an image that can be made fit for mail: save it as JPEG, PNG or GIF."
        ) from error
    return _named(file, form, body, size)


def _publish(place: "Place", images: Iterable[Sized]) -> str:
    """Put them into the stack's public bucket, and return its address. Raises BadInput."""
    bucket, address = place.images
    for each in images:
        place.client("s3").put_object(
            Bucket=bucket,
            Key=each.key,
            Body=each.body,
            ContentType=each.kind,
            CacheControl=CACHED,
        )
    return address


def _found(file: Path, name: str) -> Path:
    folder = file.resolve().parent
    found = (folder / unquote(name)).resolve()
    if not found.is_relative_to(folder):
        raise BadInput(f"The image {name} is not beside the post: move it into {folder}.")
    if not found.is_file():
        raise BadInput(f"The image {name} is not there: {found} is no file.")
    return found


def _as_it_is(file: Path, image: Image.Image) -> Sized:
    """One that moves: scaling it would need every frame to be made anew."""
    if image.format != "GIF" or image.width > WIDEST:
        raise BadInput(
            f"{file} moves: save it as a GIF of at most {WIDEST} pixels' width, or as one picture."
        )
    return _named(file, "GIF", file.read_bytes(), image.size)


def _scaled(image: Image.Image) -> Image.Image:
    """The image upright, in sRGB, and as wide as a letter can use."""
    upright = ImageOps.exif_transpose(image)
    shown = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    shown = _in_srgb(shown, image.info.get("icc_profile"))
    if shown.width > WIDEST:
        height = max(1, round(shown.height * WIDEST / shown.width))
        shown = shown.resize((WIDEST, height), Image.Resampling.LANCZOS)
    shown.format = upright.format or image.format
    return shown


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones take pictures in wider colours, which most mail programs would show as dull ones."""
    if not profile:
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        done = ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):  # a profile of another mode, or a broken one
        return image
    return done or image


def _written(image: Image.Image) -> tuple[str, bytes, tuple[int, int]]:
    """PNG where something shines through, or where that is the smaller; else JPEG."""
    drawn = image.format in {"PNG", "GIF"} or image.mode == "RGBA"
    forms = {"PNG": _bytes(image, "PNG", optimize=True)} if drawn else {}
    if image.mode != "RGBA":
        forms["JPEG"] = _bytes(image, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    form = min(forms, key=lambda each: len(forms[each]))
    return form, forms[form], image.size


def _bytes(image: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    image.info = {}  # else Pillow writes some of the camera's notes again
    image.save(out, form, **how)
    return out.getvalue()


def _named(file: Path, form: str, body: bytes, size: tuple[int, int]) -> Sized:
    if len(body) > HEAVIEST:
        raise BadInput(
            f"{file} has {len(body):,} bytes even when made fit for mail; {HEAVIEST:,} are what "
            "a reader can be asked to wait for: make it smaller."
        )
    ending, kind = KINDS[form]
    key = f"{hashlib.sha256(body).hexdigest()[:32]}.{ending}"
    return Sized(key=key, kind=kind, width=size[0], height=size[1], body=body)

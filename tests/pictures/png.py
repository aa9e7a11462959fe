"""A small PNG of a screenshot: its 256 most frequent colours, and all the time that zlib wants."""

import struct
import zlib
from base64 import b64decode, b64encode
from collections import Counter

from playwright.sync_api import Page

COLOURS = 256
PIXELS = """async address => {
  const image = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const reader = new FileReader();
  reader.readAsDataURL(new Blob([data]));
  await new Promise(done => reader.addEventListener("load", done));
  return [image.width, image.height, reader.result];
}"""


def photograph(page: Page) -> bytes:
    """What the page shows. Rare colours, at the edges of letters, become the nearest frequent."""
    address = f"data:image/png;base64,{b64encode(page.screenshot()).decode()}"
    paper = page.context.new_page()
    width, height, data = paper.evaluate(PIXELS, address)
    paper.close()
    return _png(width, height, b64decode(data.partition(",")[2]))


def _png(width: int, height: int, rgba: bytes) -> bytes:
    """https://www.w3.org/TR/png-3/: indexed colour, eight bits deep, no row filtered."""
    pixels = [rgba[at : at + 3] for at in range(0, len(rgba), 4)]
    found = Counter(pixels)
    kept = [colour for colour, _ in found.most_common(COLOURS)]
    number = {colour: _nearest(colour, kept) for colour in found}
    rows = (pixels[at : at + width] for at in range(0, len(pixels), width))
    body = b"".join(b"\0" + bytes(number[pixel] for pixel in row) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(kept)),
            _chunk(b"IDAT", zlib.compress(body, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _nearest(colour: bytes, kept: list[bytes]) -> int:
    def away(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, kept[number], strict=True))

    return min(range(len(kept)), key=away)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

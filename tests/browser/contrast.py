"""The contrast of words as they are painted, whatever a browser has made of the colours."""

from collections import Counter
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

_WITH_WORDS = """() => {
  const boxes = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].filter(n => n.nodeType === 3 && /\\w/.test(n.data));
    for (const text of own) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = [...range.getClientRects()].find(each => each.width > 4 && each.height > 4);
      if (box) boxes.push([text.data.trim(), box.x, box.y + scrollY, box.width, box.height]);
    }
  }
  return boxes;
}"""


def painted(page: Page) -> dict[str, float]:
    """The contrast (WCAG 2.2) of each run of words with what is behind it, by the words.

    What is behind is the colour that most of a line's box has; the words' is the one that stands
    out from it most, for the edges of letters are blends of the two.
    """
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    return {
        words: _contrast(picture.crop((int(x), int(y), int(x + width), int(y + height))))
        for words, x, y, width, height in page.evaluate(_WITH_WORDS)
    }


def _contrast(line: Image.Image) -> float:
    pixels = Counter(line.get_flattened_data())
    behind = _luminance(pixels.most_common(1)[0][0])
    found = [_luminance(colour) for colour in pixels]
    return max(_ratio(behind, min(found)), _ratio(behind, max(found)))


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(colour: object) -> float:
    assert isinstance(colour, tuple)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (each / 255 for each in colour)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)

"""A post's file on the writer's disk, as the letter that it would become: nothing is stored."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cli.connection import Place
from cli.files import slug_of, text_of
from cli.images import Sized, beside
from cli.overrides import parameters
from dearreader.errors import BadInput
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from dearreader.posts import Letter, Manuscript
from dearreader.publication import Publication
from dearreader.settings import publication

SAMCONFIG = Path("samconfig.toml")
NOWHERE = "https://images.invalid"
"""Where images are shown from that are not public yet (RFC 6761)."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A manuscript and its letter, as of today at the publication; its images by their names."""

    manuscript: Manuscript
    letter: Letter
    today: date
    images: Mapping[str, Sized]


def draft(file: Path, ours: Publication, *, images_at: str = NOWHERE) -> Draft:
    """Read and render a file, its images shown from an address. Raises BadInput for no letter."""
    today = datetime.now(UTC).astimezone(ZoneInfo(ours.time_zone)).date()
    manuscript = parse(text_of(file), slug=slug_of(file.stem))
    images = beside(file, manuscript.body)
    pictures = {name: each.shown_at(images_at) for name, each in images.items()}
    manuscript = replace(manuscript, pictures=pictures)
    letter = render(manuscript, ours, today=today)
    return Draft(manuscript=manuscript, letter=letter, today=today, images=images)


def publication_of(place: Place) -> Publication:
    """The publication, without a call to AWS where samconfig.toml describes it. Raises BadInput."""
    if place.local or place.stack or not SAMCONFIG.exists():
        return place.publication
    try:
        given = dict(parameters(SAMCONFIG.read_text()))
    except (tomllib.TOMLDecodeError, LookupError) as error:
        raise BadInput(f"{SAMCONFIG} has no parameters of a publication: {error}") from error
    return publication(_constants(given))


def _constants(given: Mapping[str, str]) -> dict[str, str]:
    """PublicationName → PUBLICATION_NAME, as functions have them in their environment."""
    return {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper(): given[name] for name in given}

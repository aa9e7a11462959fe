"""A post's file on the writer's disk, as the letter that it would become: nothing is stored."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cli.connection import Place
from cli.files import slug_of, text_of
from cli.overrides import parameters
from dearreader.errors import BadInput
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from dearreader.posts import Letter, Manuscript
from dearreader.publication import Publication
from dearreader.settings import publication

SAMCONFIG = Path("samconfig.toml")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A manuscript and its letter, as of today at the publication."""

    manuscript: Manuscript
    letter: Letter
    today: date


def draft(file: Path, ours: Publication, *, slug: str | None = None) -> Draft:
    """Read and render a file. Raises BadInput where it can be no letter."""
    today = datetime.now(UTC).astimezone(ZoneInfo(ours.time_zone)).date()
    manuscript = parse(text_of(file), slug=slug_of(slug or file.stem))
    return Draft(manuscript=manuscript, letter=render(manuscript, ours, today=today), today=today)


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

"""Examining a place, told line by line, and how bad it is."""

import json
from collections.abc import Iterator, Mapping
from functools import partial

import click

from cli.connection import Place
from cli.dns.resolver import of_place as resolver_of
from cli.doctor.checks import Check, examine, of_place
from cli.doctor.fetching import fetch
from cli.doctor.finding import EXIT_CODES, Finding, worst
from cli.doctor.letter import letter
from cli.doctor.patient import Patient
from dearreader.errors import BadInput

SIGNS = {"ok": ("ok  ", "green"), "warn": ("warn", "yellow"), "bad": ("BAD ", "red")}


def doctor(place: Place, to: str | None, *, as_json: bool) -> int:
    """Tell what is found; the exit code says how bad it is. ``to`` gets a test letter, if given.

    Raises BadInput where the stack cannot be read.
    """
    patient = Patient(place, resolver_of(place), fetch, place.app.clock)
    checks = dict(of_place(patient))
    if to is not None:
        checks["letter"] = partial(letter, to=_address(place, to))
    return told(examine(patient, checks), checks, as_json=as_json)


def told(findings: Iterator[Finding], checks: Mapping[str, Check], *, as_json: bool) -> int:
    """Print each as it is found; returns the exit code."""
    width = max(map(len, checks))
    seen = []
    for each in findings:
        seen.append(each)
        if as_json:
            line = {"check": each.check, "level": each.level, "said": each.said, "cure": each.cure}
            click.echo(json.dumps(line, ensure_ascii=False))
            continue
        sign, colour = SIGNS[each.level]  # which only a terminal shows
        click.echo(f"{click.style(sign, fg=colour)}  {each.check:{width}}  {each.said}")
        if each.cure:
            click.echo(f"{'':{width + 8}}→ {each.cure}")
    if not as_json:
        click.echo(f"\n{_sum(seen)}")
    return EXIT_CODES[worst(seen)]


def _sum(seen: list[Finding]) -> str:
    broken = sum(each.level == "bad" for each in seen)
    doubtful = sum(each.level == "warn" for each in seen)
    if not broken and not doubtful:
        return "All is well."
    words = [f"{broken} broken"] if broken else []
    words += [f"{doubtful} to look at"] if doubtful else []
    return f"{', '.join(words)}; {len(seen) - broken - doubtful} fine."


def _address(place: Place, to: str) -> str:
    from dearreader.addresses import parse  # noqa: PLC0415

    if not (to or place.writer_address):
        raise BadInput("Say where the letter shall go: dearreader doctor --letter you@example.com")
    return parse(to or place.writer_address)

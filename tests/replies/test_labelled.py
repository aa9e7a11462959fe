"""The reader of replies against what a careful person reads out of labelled mails."""

import importlib.util
import json
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dearreader.replies import read
from tests.replies.fresh.compose import SETS, fresh
from tests.replies.own.compose import labelled

HERE = Path(__file__).parent
LIST_ID = "letters.reply.example.com"
Mails = list[tuple[bytes, dict[str, Any]]]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_replies", HERE / "score_replies.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _given() -> Mails:
    rows = (HERE / "labelled" / "labels.jsonl").read_text("utf-8").splitlines()
    labels = [json.loads(row) for row in rows]
    return [((HERE / "labelled" / label["file"]).read_bytes(), label) for label in labels]


def _own() -> Mails:
    return [(mail.raw, mail.label) for mail in labelled()]


def _fresh(which: str) -> Mails:
    return [(mail.raw, mail.label) for mail in fresh(which)]


ALL = {"given": _given, "own": _own} | {each: partial(_fresh, each) for each in SETS}


@pytest.mark.parametrize("name", ALL)
def test_a_labelled_set_is_read_as_a_person_reads_it(name: str) -> None:
    """Kind at least 97 %, text F1 at least .97, idea F1 at least .9, verified always."""
    pairs = ALL[name]()
    answers = []
    for raw, _ in pairs:
        reply = read(raw, list_id=LIST_ID)
        answers.append(
            {
                "kind": reply.kind,
                "text": reply.text,
                "ideas": list(reply.ideas),
                "verified": reply.verified,
            }
        )
    result = _scorer().score([label for _, label in pairs], answers)
    wrong = [(row["file"], notes) for bad, row, notes in result["detail"] if bad]
    assert result["kind"] >= 0.97, wrong
    assert result["text_f1"] >= 0.97, wrong
    assert result["ideas"].f1 >= 0.9, wrong
    assert result["verified_ok"] == len(pairs), wrong


def test_there_are_a_hundred_mails_of_our_own_in_fourteen_languages() -> None:
    mails = [label for _, label in _own()]
    assert len(mails) >= 100
    assert len({label["lang"] for label in mails}) == 14


def test_over_sixty_held_out_mails_come_from_programs_that_the_other_sets_have_not() -> None:
    held_out = [label for each in SETS for _, label in _fresh(each)]
    elsewhere = {label["client"] for _, label in (*_given(), *_own())}
    others = [label for label in held_out if label["client"] not in elsewhere]
    assert len(others) >= 60
    assert len({label["client"] for label in others}) >= 40
    assert len({label["lang"] for label in others}) == 14


def test_what_is_cut_is_named_by_its_signal() -> None:
    for raw, label in _given():
        reply = read(raw, list_id=LIST_ID)
        if label["kind"] == "reply" and b"wrote:" in raw:
            assert reply.cuts, label["file"]
            assert all(cut.signal and cut.text for cut in reply.cuts)

"""What `make deploy` hands to sam: tests/e2e/test_deployed_by_sam.py shows what sam makes of it."""

import shlex

import pytest

from cli.overrides import overrides

SAMCONFIG = "[default.deploy.parameters]\nparameter_overrides = [{}]\n"


@pytest.mark.parametrize(
    ("written", "handed"),
    [
        ("'SendHour=7'", 'SendHour="7"'),
        ("'PublicationName=Dear Reader'", 'PublicationName="Dear Reader"'),
        ("""'PublicationName="Dear Reader"'""", 'PublicationName="Dear Reader"'),
        ("""'Tagline=big "plans", a=b'""", 'Tagline="big \\"plans\\", a=b"'),
        ("'Tagline='", 'Tagline=""'),
    ],
)
def test_a_value_is_handed_over_whole(written: str, handed: str) -> None:
    given = shlex.split(overrides(SAMCONFIG.format(written), 'a salt of $16 "chars"'))
    assert given == [handed, 'Salt="a salt of $16 \\"chars\\""']


def test_what_sam_cannot_take_is_named() -> None:
    with pytest.raises(ValueError, match="Salt has a backslash"):
        overrides(SAMCONFIG.format(""), "a salt with a \\ in it")

"""What is handed to sam: tests/e2e/test_deployed_by_sam.py shows what sam makes of it."""

import pytest

from cli.overrides import arguments, parameters

SAMCONFIG = "[default.deploy.parameters]\nparameter_overrides = [{}]\n"


@pytest.mark.parametrize(
    ("written", "handed"),
    [
        ("'SendHour=7'", 'SendHour="7"'),
        ("'PublicationName=Dear Reader'", 'PublicationName="Dear Reader"'),
        ("""'PublicationName="Dear Reader"'""", 'PublicationName="Dear Reader"'),
        ("""'Tagline=big "plans", a=b'""", 'Tagline="big \\"plans\\", a=b"'),
        ("'Tagline='", 'Tagline=""'),
        ("""'Salt=a salt of $16 "chars"'""", 'Salt="a salt of $16 \\"chars\\""'),
    ],
)
def test_a_value_is_handed_over_whole(written: str, handed: str) -> None:
    assert arguments(dict(parameters(SAMCONFIG.format(written)))) == [handed]


def test_what_sam_cannot_take_is_named() -> None:
    with pytest.raises(ValueError, match="Salt has a backslash"):
        arguments({"Salt": "a salt with a \\ in it"})

"""What DynamoDB is given and gives, held to boto3's own reading of it."""

from collections.abc import Callable
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from dearreader.aws.wire import from_wire, to_wire
from tests.naming import steady
from tests.world.values import same

ITEM = {
    "text": "a letter",
    "empty": "",
    "number": -7,
    "large": 10**38 - 1,
    "yes": True,
    "no": False,
    "nothing": None,
    "bytes": b"\x00\xff",
    "list": ["a", 1, [b"b", {"c": None}]],
    "map": {"a": {"b": [1, True]}},
    "texts": {"a", "b"},
    "numbers": {1, -2},
    "blobs": {b"a", b"b"},
}


def _theirs(value: Any) -> Any:
    return TypeSerializer().serialize(value)


@pytest.mark.parametrize("name", ITEM)
def test_a_value_is_written_as_boto3_writes_it(name: str) -> None:
    (ours,) = to_wire({name: ITEM[name]}).values()
    theirs = _theirs(ITEM[name])
    assert same(TypeDeserializer().deserialize(ours), TypeDeserializer().deserialize(theirs))
    assert ours.keys() == theirs.keys()


def test_an_item_comes_back_as_it_went() -> None:
    found = from_wire(to_wire(ITEM))
    assert found == ITEM
    assert {name: type(value) for name, value in found.items()} == {
        name: type(value) for name, value in ITEM.items()
    }


@pytest.mark.parametrize(
    "value",
    [0.5, object(), 10**38, -(10**38), set(), {"a", 1}, {True}, {("a",)}, {"deep": [{0.5}]}],
    ids=steady,
)
def test_what_a_table_cannot_hold_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError):
        to_wire({"value": value})


@pytest.mark.parametrize("kind", [tuple, list])
def test_a_tuple_is_a_list(kind: Callable[[Any], Any]) -> None:
    assert to_wire({"value": kind(["a"])}) == {"value": {"L": [{"S": "a"}]}}

"""Editions on a virtual clock: what they are billed, and that the estimate says the same."""

import pytest

from benchmarks.metered import cpu
from benchmarks.metered.cloud import Case, Cloud
from benchmarks.metered.cpu import Cpu
from benchmarks.metered.idle import floor
from benchmarks.metered.meter import read_units, write_units
from benchmarks.metered.process import Process
from benchmarks.metered.readers import Readers
from benchmarks.metered.run import Measured, run
from benchmarks.price import usage
from cli import estimating
from cli.prices import dollars
from dearreader.conditions import NEW, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Writing
from tests.world.values import size

CASES = [
    Case(3_000, 500),
    Case(3_000, 500, receipts=False),
    Case(1_500, 14),
    Case(1_500, 14, receipts=False),
]


@pytest.fixture(scope="module", autouse=True)
def _known_cpu() -> None:
    """What a processor takes is not measured here: figures must not change with the machine."""
    cpu.take(Cpu(call=0.0008, item=0.000015, copy=0.0001, message=0.0002, event=0.000025))


@pytest.fixture(scope="module", params=CASES, ids=str)
def found(request: pytest.FixtureRequest) -> Measured:
    return run(request.param)


def total(found: Measured) -> dict[str, float]:
    return {unit: each * found.case.readers / 1000 for unit, each in usage(found).items()}


def calls(found: Measured, function: str, call: str) -> int:
    return found.meter.calls[function, call]


def test_everybody_is_mailed_at_the_whole_rate_and_no_second_exceeds_it(found: Measured) -> None:
    assert found.account["accepted"] == found.case.readers
    assert found.use >= 0.98
    assert found.over == 0
    assert found.timed_out == 0


def test_a_batch_is_one_call_with_three_writes_and_hardly_more_than_one_query(
    found: Measured,
) -> None:
    batches = calls(found, "deliver", "SendBulkEmail")
    assert batches == -(-found.case.readers // min(50, int(found.case.rate)))
    assert calls(found, "deliver", "UpdateItem") <= 3 * batches + 2 * found.case.senders
    assert calls(found, "deliver", "Query") <= batches + 64
    assert calls(found, "deliver", "GetItem") <= 2 * batches + 2 * found.case.senders


def test_the_receipts_of_a_batch_are_at_most_three_writes(found: Measured) -> None:
    batches = calls(found, "deliver", "SendBulkEmail")
    assert calls(found, "feedback", "SendMessage") == found.case.readers * found.case.receipts
    assert calls(found, "feedback", "UpdateItem") <= 3 * batches


def test_the_estimate_is_what_was_counted(found: Measured) -> None:
    case, counted = found.case, total(found)
    imagined = estimating.imagined(case.readers, rate=case.rate, receipts=case.receipts)
    estimated = estimating.usage(imagined)
    for used in (counted, estimated):
        del used["mails"]
    assert dollars(estimated) == pytest.approx(dollars(counted), rel=0.1)
    for unit in ("write units", "read units", "queue requests"):
        assert estimated[unit] == pytest.approx(counted[unit], rel=0.15), unit


def test_the_idle_stack_of_the_estimate_is_what_was_counted() -> None:
    month = floor()
    assert pytest.approx(month, rel=0.05) == estimating.IDLE


def test_units_are_rounded_up_as_dynamodb_does() -> None:
    assert [write_units(each) for each in (0, 1, 1024, 1025)] == [1, 1, 1, 2]
    assert [read_units(each) for each in (0, 4096, 4097)] == [1, 1, 2]


class Quick(Process):
    """A process for which time passes by itself."""

    def sleep(self, seconds: float) -> None:
        return


@pytest.fixture
def process() -> Process:
    """A process of a function in a quiet stack."""
    return Quick(Cloud(Case(200, 500)), "deliver", 256)


def used(process: Process, unit: str) -> float:
    return process.cloud.meter.units["deliver", unit]


def test_a_write_costs_the_larger_of_what_was_and_what_is(process: Process) -> None:
    table = process.table("editions")
    table.put({"pk": "a", "sk": "b", "text": "x" * 2_000})
    assert used(process, "write units") == 2
    table.update("a", "b", Update(put={"text": "short"}))
    assert used(process, "write units") == 4
    with pytest.raises(ConditionFailed):
        table.put({"pk": "a", "sk": "b"}, when=NEW)
    assert used(process, "write units") == 5


def test_a_transaction_costs_twice_and_an_index_once_more(process: Process) -> None:
    editions, posts = process.table("editions"), process.table("posts")
    post = {"pk": "a", "sk": "post", "status": "queued", "position": "1"}
    editions.transact([Writing(editions, {"pk": "a", "sk": "b"}), Writing(posts, post)])
    assert used(process, "write units") == 5
    posts.update("a", "post", Update(put={"position": "2"}))
    assert used(process, "write units") == 8


def test_a_query_costs_the_sum_of_its_items_rounded_up_once_a_page(process: Process) -> None:
    table = process.table("editions")
    for number in range(6):
        table.put({"pk": "a", "sk": str(number), "text": "x" * 2_000})
    assert len(list(table.query("a"))) == 6
    assert used(process, "read units") == 3
    assert used(process, "write units") == 12


def test_readers_that_are_made_up_are_all_there_each_in_its_shard() -> None:
    readers = Readers(1_000, shards=64)
    found = [each for number in range(64) for each in readers.walk(f"{number:02d}")]
    assert len({each["sk"] for each in found}) == 1_000
    assert all(int(each["sk"][:8], 16) % 64 == int(each["pk"]) for each in found)
    assert {size(each) for each in found} == {readers.item_size}
    shard = [each["sk"] for each in readers.walk("07")]
    assert shard == sorted(shard)
    some = readers.walk("07", first=shard[3], last=shard[6])
    assert [each["sk"] for each in some] == shard[3:7]

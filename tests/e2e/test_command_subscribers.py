"""`dearreader subscribers`, as the writer uses it on the laptop's cloud."""

from tests.e2e.command import local, refused
from tests.e2e.laptop import Laptop


def test_a_reader_is_added_removed_and_erased(here: Laptop) -> None:
    address = here.address("ada")
    local("subscribers", "add", address).lines()
    assert here.post(here.link(here.invitation(address), "confirm")).status == 200
    assert f"active        {address}" in local("subscribers", "list").lines()
    assert local("subscribers", "show", address).lines()[0] == f"{address} is active."
    local("subscribers", "remove", address).lines()
    assert address not in {mail.to[0] for mail in here.send()}
    assert "only they can come back" in refused("subscribers", "add", address)
    local("subscribers", "erase", address, "--yes").lines()
    found = here.reader(address)
    assert found
    assert (found.status, found.address, found.key) == ("unsubscribed", "", "")
    assert address not in str(here.items("SubscribersTable"))
    assert here.post("/subscribe", {"email": address}).status == 200
    assert here.post(here.link(here.invitation(address), "confirm")).status == 200
    assert address in {mail.to[0] for mail in here.send()}

"""`dearreader subscribers`, as the writer uses it on the laptop's cloud."""

from pathlib import Path

from tests.e2e.command import local, refused, write
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
    again = here.cloud.ses.wait_for(2, to=address, tags={"kind": "invite"})[-1]
    assert here.post(here.link(again, "confirm")).status == 200
    assert address in {mail.to[0] for mail in here.send()}


def test_a_list_is_imported_and_mailed_from_the_next_edition_on(here: Laptop, folder: Path) -> None:
    (gone,) = here.readers("gone")
    local("subscribers", "remove", gone).lines()
    new = [here.address("list") for _ in range(60)]
    lines = [*(f"{each},active,x" for each in new), f"{gone},active,x", "broken,active,x"]
    Path("list.csv").write_text("\n".join(["email,status,utm_source", *lines]))
    invited = len(here.cloud.ses.store.find(box="sent", tags={"kind": "invite"}))
    shown = local("subscribers", "import", "list.csv", "--yes").lines()
    assert shown[-1] == "Done: 60 new readers."
    assert "          line 63: “broken” is no address that can be mailed" in shown
    assert local("subscribers", "import", "list.csv", "--yes").lines()[-1] == (
        "There is nothing to change."
    )
    mailed = {mail.to[0] for mail in here.send()}
    assert set(new) <= mailed
    assert gone not in mailed
    here.quiet()
    assert len(here.cloud.ses.store.find(box="sent", tags={"kind": "invite"})) == invited
    for each in new:  # the cloud is shared: who reads on would be mailed by every test
        found = here.reader(each)
        assert found
        here.app.subscribers.leave(found.id, "unsubscribed", now=here.app.clock.now())


def test_what_is_lost_comes_back_from_an_export(here: Laptop, folder: Path) -> None:
    ada, bea = here.readers("ada", "bea")
    slug = write(folder, here)
    local("post", "add", f"{slug}.md").lines()
    here.quiet()
    local("subscribers", "export", "backup").lines()
    before = here.kept()
    for each in (here.reader(ada), here.reader(bea)):
        assert each
        here.app.subscribers.table.delete(here.app.subscribers.pk(each.id), each.id)
    for sk in ("post", "manuscript"):
        here.app.posts.table.delete(slug, sk)
    assert here.status(ada) == ""
    assert local("subscribers", "import", "backup", "--yes").lines()[-1] == (
        "Done: 2 readers, 2 posts."
    )
    assert here.kept() == before
    assert {ada, bea} <= {mail.to[0] for mail in here.send()}

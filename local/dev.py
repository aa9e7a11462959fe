"""`make dev`: the laptop's cloud, to walk by hand, with a sample publication in it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from watchfiles import watch

from cli.connection import LOCAL, Place
from local.bar import BOARD, LocalBar
from local.claim import Taken, free, only_one
from local.cloud import Cloud
from local.command import dearreader
from local.reload import SOURCES, Sources, reload
from local.sample.seed import seed
from local.stack import ROOT, DeploymentFailed
from local.trouble import Trouble

PORTS = {"site": 8000, "inbox": 8025, "smtp": 1025}

WELCOME = """
  the site     {site}
  the inbox    {inbox}, where every mail ends
  the board    {board}, of what readers ask for
  mail in      localhost:{smtp}, for anything@reply.example.com

Try this first:
  1. sign up on the site, with any address
  2. follow “Mail for …” on the strip above the site, open the mail and press its link
  3. press “Go to the next slot” on the strip: the next letter goes out, to you too
  4. answer the letter in the inbox, and ask for a topic
  5. it is on the board

The writer's own way:
  {post_list}
  {ideas_list}

Edits to functions, package and template take effect at once, and errors in functions show here.
Ctrl-C ends all of it.
"""


def main() -> None:
    """Start everything, fill it, and follow the sources until Ctrl-C."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell starts jobs deaf to it
        signal.signal(ending, _stop)
    state = ROOT / LOCAL
    try:
        ports = _ports()
        with only_one(state.with_name("dev.pid"), site=ports["site"]):
            free(**ports)
            _run(ports, state)
    except (Taken, DeploymentFailed) as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        print("\nGood night.")


def _run(ports: dict[str, int], state: Path) -> None:
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:5.1f} s  {words}", flush=True)

    say("starting: a dozen readers, five posts and a board are made by the functions themselves")
    with (
        Cloud(site_port=ports["site"], inbox_port=ports["inbox"], smtp_port=ports["smtp"]) as cloud,
        _described(cloud, state),
    ):
        say("the cloud is up, the stack is deployed")
        app = Place(local=True, where=state).app
        with _trouble_shown(cloud):
            for done in seed(cloud, app):
                say(done)
            cloud.front_door.bar = LocalBar(cloud, app)
            cloud.inbox.lead_to(site=cloud.site, board=f"{cloud.site}{BOARD}")
            cloud.inbox.mark_read()
            print(_welcome(cloud), flush=True)
            for changes in watch(*SOURCES, watch_filter=Sources(), raise_interrupt=True):
                reload(cloud, [Path(path) for _, path in changes], _tell)


@contextmanager
def _described(cloud: Cloud, state: Path) -> Iterator[None]:
    """Have `state` say where the cloud is, never longer than it is there.

    It is a link into the folder that goes with MiniStack, also when this process is killed.
    """
    file = cloud.ministack.folder / state.name
    cloud.describe(file)
    fresh = state.with_name(f"{state.name}.{os.getpid()}")
    fresh.symlink_to(file)
    fresh.replace(state)
    try:
        yield
    finally:
        state.unlink(missing_ok=True)


@contextmanager
def _trouble_shown(cloud: Cloud) -> Iterator[None]:
    """Tell the functions' errors in the terminal, meanwhile."""
    group = cloud.stack.log_group
    trouble = Trouble(cloud.ministack.client("logs"), group)
    ended = threading.Event()
    thread = threading.Thread(target=trouble.follow, args=(_tell, ended.wait), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _tell(words: str) -> None:
    print(words, flush=True)


def _welcome(cloud: Cloud) -> str:
    return WELCOME.format(
        site=cloud.site,
        inbox=cloud.inbox.url,
        board=f"{cloud.site}{BOARD}",
        smtp=cloud.smtp.port,
        post_list=dearreader("post list"),
        ideas_list=dearreader("ideas list"),
    )


def _ports() -> dict[str, int]:
    """The ports, or those that SITE_PORT, INBOX_PORT and SMTP_PORT name. Raises Taken."""
    try:
        return {
            name: int(os.environ.get(f"{name.upper()}_PORT", port)) for name, port in PORTS.items()
        }
    except ValueError as error:
        raise Taken("SITE_PORT, INBOX_PORT and SMTP_PORT are numbers.") from error


def _stop(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    main()

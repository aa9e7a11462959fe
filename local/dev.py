"""`make dev`: the laptop's cloud, to walk by hand, with a sample publication in it."""

import signal
import sys
import time
from pathlib import Path
from types import FrameType

from watchfiles import Change, DefaultFilter, watch

from cli.connection import LOCAL, Place
from local.cloud import Cloud
from local.sample.seed import seed
from local.stack import ROOT, Stack

SITE, INBOX, SMTP = 8000, 8025, 1025
SOURCES = (ROOT / "functions", ROOT / "layers" / "dearreader" / "dearreader")

WELCOME = f"""
  the site     http://localhost:{SITE}
  the inbox    http://localhost:{INBOX}
  mail in      localhost:{SMTP}, for anything@reply.example.com

Try this first: sign up on the site, confirm from the inbox, then in another terminal
  uv run dearreader --local post list
  uv run dearreader --local edition send --now --date TOMORROW --wait   (a date: 2027-01-31)
and answer the letter from the inbox; your idea is then in
  uv run dearreader --local ideas list

Edits to functions and to the package take effect at once. Ctrl-C ends all of it.
"""


def main() -> None:
    """Start everything, fill it, and follow the sources until Ctrl-C."""
    signal.signal(signal.SIGTERM, _stop)
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:5.1f} s  {words}", flush=True)

    state = ROOT / LOCAL
    try:
        with Cloud(site_port=SITE, inbox_port=INBOX, smtp_port=SMTP) as cloud:
            cloud.describe(state)
            say("the cloud is up, the stack is deployed")
            for done in seed(cloud, Place(local=True, where=state).app):
                say(done)
            print(WELCOME, flush=True)
            _follow(cloud.stack)
    except OSError as fault:
        sys.exit(_taken(fault))
    except KeyboardInterrupt:
        print("\nGood night.")
    finally:
        state.unlink(missing_ok=True)


def _follow(stack: Stack) -> None:
    """Let the functions run what is on disk, whenever it changes."""
    for changes in watch(*SOURCES, watch_filter=_Sources(), raise_interrupt=True):
        paths = {Path(path).relative_to(ROOT) for _, path in changes}
        folders = {path.parts[1] for path in paths if path.parts[0] == "functions"}
        for function in stack.functions:
            if function.removesuffix("Function").lower() in folders:
                stack.update_function(function)
        if any(path.parts[0] == "layers" for path in paths):
            stack.update_layer()
        print(f"Changed: {', '.join(sorted(map(str, paths)))}. In effect now.", flush=True)


class _Sources(DefaultFilter):
    """What functions run: Python files."""

    def __call__(self, change: Change, path: str) -> bool:
        return path.endswith(".py") and super().__call__(change, path)


def _taken(fault: OSError) -> str:
    ports = f"{SITE}, {INBOX} and {SMTP}"
    return f"make dev needs the ports {ports}, and one is taken. Is it running already? ({fault})"


def _stop(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    main()

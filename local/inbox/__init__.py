"""The inbox: every mail that left or came in, to read, search and act upon as its reader."""

from local.inbox.server import Inbox

__all__ = ["Inbox"]

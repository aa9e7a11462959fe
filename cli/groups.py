"""Two groups whose commands are told in several files."""

from cli.correcting import correct, withdraw
from cli.drafts import edit, get, new
from cli.erasing import erase
from cli.exporting import export
from cli.importing import import_list
from cli.posts import post
from cli.postshow import show
from cli.queueing import move, undo, unqueue
from cli.subscribers import subscribers
from cli.trying import test

for command in (new, get, edit, show, unqueue, move, undo, test, correct, withdraw):
    post.add_command(command)

for command in (erase, import_list, export):
    subscribers.add_command(command)

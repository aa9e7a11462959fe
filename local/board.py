"""The board of ideas, as a page of `make dev` alone: on AWS it is the writer's, not the site's."""

from html import escape

from dearreader.app import App
from dearreader.ideas import Idea
from dearreader.pages.frame import document
from local.acts import unread
from local.cloud import Cloud
from local.command import dearreader

TITLE = "What readers ask for"


def board(cloud: Cloud, app: App) -> str:
    """The page, once the mails that came in are read."""
    late = unread(cloud, app)
    ideas = app.ideas.board()
    rows = "".join(map(_row, ideas))
    unproven = sum(each.kind == "reply" and not each.subscriber for each in app.replies.newest())
    return document(
        app.publication,
        title=TITLE,
        body=(
            f'<a href="/">{escape(app.publication.name)}</a><h1>{TITLE}</h1>'
            + (f"<p>{_not_read(late)} Load this again.</p>" if late else "")
            + (f"<ul>{rows}</ul>" if ideas else "<p>No ideas yet.</p>")
            + (f"<p>{_apart(unproven)}</p>" if unproven else "")
            + "<p><small>Reply to a letter in the inbox, and look here again. Readers do not see "
            f"this page: the writer’s own is <code>{dearreader('ideas list')}</code>.</small></p>"
        ),
    )


def _row(idea: Idea) -> str:
    status = "" if idea.status == "open" else f" <small>({escape(idea.status)})</small>"
    if idea.status == "written":
        status = f' <small>(<a href="/posts/{escape(idea.slug)}">written</a>)</small>'
    return f"<li><b>{idea.votes}</b> × {escape(idea.text)}{status}"


def _apart(count: int) -> str:
    """What nobody proven wrote counts for nothing, and is not shown among the rest."""
    replies = "1 reply is" if count == 1 else f"{count} replies are"
    return (
        f"{replies} from nobody proven to be a reader: "
        f"<code>{dearreader('replies list --unproven')}</code>"
    )


def _not_read(count: int) -> str:
    return "1 mail is not read yet." if count == 1 else f"{count} mails are not read yet."

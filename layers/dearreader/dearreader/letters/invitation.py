"""The mail that asks a new reader to confirm. It holds no text of the visitor's."""

from html import escape

from dearreader.letters.frame import document
from dearreader.letters.mail import Mail
from dearreader.publication import Publication

_FADES = (
    "if it wasn't you, do nothing: no letters will come, and we forget this address in two weeks."
)


def invitation(publication: Publication, link: str) -> Mail:
    """Ask whoever reads this mail to open `link`, the whole address of their confirmation page."""
    name, writer = publication.name, publication.writer
    asked = f"someone, hopefully you, asked for {name} to come to this address."
    subject = f"one more step to get {name}"
    html = document(
        title=subject,
        preheader=f"{asked} if it was you, say yes.",
        body=f"""<h1>{escape(name, quote=False)}</h1>
<p>hi! {escape(asked, quote=False)} if it was you, say yes here:</p>
<p><a href="{escape(link)}"><strong>yes, send me the letters</strong></a></p>
<p>{_FADES}</p>
<p>{escape(writer, quote=False)}</p>
""",
        footer=f"<p>{escape(publication.postal_line, quote=False)}</p>\n",
    )
    text = f"""hi! {asked} if it was you, say yes here:

{link}

{_FADES}

{writer}

---
{publication.postal_line}
"""
    return Mail(subject=subject, html=html, text=text)

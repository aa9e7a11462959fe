"""The document around whatever is mailed.

One table, whose cell carries the type, and one ghost table for Outlook's Word engine, which knows
no max-width. Clients' defaults do the rest: each inline margin or width more is one that some
client does not know (caniemail.com). No colour is set where the client's own would do, so that
dark mode, by scheme or by inversion, cannot make dark on dark; those that are set have 7:1.
"""

from html import escape

_STYLE = """
h1{font:bold 30px/1.2 Georgia,serif}
h2{font:bold 21px/1.3 Georgia,serif}
a{color:#8a2f0b}
.q,blockquote{color:#555}
.p{display:none}
img{max-width:100%;height:auto}
pre{white-space:pre-wrap}
"""
# Of its own, as some clients drop a whole <style> for one rule that they do not know.
_STYLE_FOR_SOME = """
@media screen{
table{table-layout:fixed}
td{overflow-wrap:anywhere}
h1+.q{margin-top:-12px}
h2{margin-top:32px}
ul,ol{padding-left:24px}
li{margin-bottom:8px}
blockquote{margin:16px 0;padding-left:16px;border-left:3px solid}
hr{border:0;border-top:1px solid #999}
}
@media (prefers-color-scheme:dark){
:root{color-scheme:dark}
body{background:#141414;color:#eee}
a{color:#ffb48f}
.q,blockquote{color:#b5b5b5}
}
"""
_TYPE = "font:18px/1.6 Georgia,serif"
_SMALL_TYPE = "font:15px/1.6 Georgia,serif"


def document(
    *,
    title: str,
    preheader: str,
    body: str,
    footer: str,
    language: str = "en",
    askers: str = "",
) -> str:
    """A whole HTML document. `title` and `preheader` are text, `body` and `footer` are HTML.

    `askers` is HTML as well, or a variable of the template that becomes HTML: a line above the
    title for those readers who asked for this letter, with its own <p>, and nothing for the others.
    `language` is the body's; the footer's words are our own, which are English.
    """
    footers = "" if language == "en" else ' lang="en"'
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{escape(title, quote=False)}</title>
<style>{_STYLE}</style>
<style>{_STYLE_FOR_SOME}</style>
</head>
<body>
<div class="p">{escape(preheader, quote=False)}</div>
<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->
<table role="presentation" lang="{escape(language)}" style="width:100%;max-width:600px;margin:auto">
<tr><td style="padding:8px 16px;{_TYPE}">
{askers}{body}</td></tr>
<tr><td class="q"{footers} style="padding:8px 16px;{_SMALL_TYPE}">
{footer}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
"""

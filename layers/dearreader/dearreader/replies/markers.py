"""What mail programs call the parts of a mail, in the classes and ids of their HTML.

Pieces of names: webmail programs put prefixes before the names in what they quote.
"""

from dearreader.replies.patterns import pattern

# From here on, all is the earlier mail, the siblings that follow included (Outlook).
_HISTORY = pattern(
    r"divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|outlookmessageheader"
    r"|olk_src_body_section|ms-outlook-mobile-reference-message|orimsghtmlsep|_originalcontent"
)
# The element is the earlier mail.
_QUOTE = pattern(
    r"yahoo_quoted|zmail_extra|messagereplysection|nylas-quote|tutanota_quote|front-blockquote"
    r"|isreplycontent|ntes-mailmaster-quote|cm_quote_msg|__quoted_text__|quoted-content"
    r"|bloop_original|mailbird-quote|edo-original|sh-quoted"
)
# The element holds the earlier mail in a blockquote, or is it if it holds none.
_BOX = pattern(
    r"(?:^|[\s_])(?:gmail_quote|gmail_extra|protonmail_quote|mail-quote|quote)(?:_|\s|$)"
)
# The element says who wrote the earlier mail.
_ATTRIBUTION = pattern(
    r"gmail_attr|moz-cite-prefix|moz-email-headers-table|reply-intro|airmail_on|zm_attr"
    r"|protonmail_attr|__headers__|__divider__"
)
_SIGNATURE = pattern(r"signature|bloop_sign|_rc_sig|__sig_p|(?:^|\s)sig\d*(?:\s|$)|moz-sig")
_SIGNATURE_BEGINS = "linebreakatbeginningofsignature"  # Apple: an empty line before it

_NAMED = ("class", "id", "name", "data-marker", "data-smartmail")


def names(attributes: dict[str, str]) -> str:
    """What an element is called, in lower case."""
    if not attributes:
        return ""
    return " ".join([attributes[key].lower() for key in _NAMED if key in attributes])


def mark_of(called: str) -> str:
    """The mark of an element's lines: "attribution", "quote", "signature", "box", or ""."""
    if _ATTRIBUTION.search(called):
        return "attribution"
    if _QUOTE.search(called):
        return "quote"
    if _SIGNATURE.search(called) and not begins_signature(called):
        return "signature"
    return "box" if _BOX.search(called) else ""


def begins_history(called: str) -> bool:
    """Whether all that follows is the earlier mail."""
    return bool(called) and bool(_HISTORY.search(called))


def begins_signature(called: str) -> bool:
    """Whether what follows, up to the next quote, is the program's signature."""
    return _SIGNATURE_BEGINS in called

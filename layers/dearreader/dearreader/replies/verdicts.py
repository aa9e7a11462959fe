"""What SES found out about a mail, and whether the mail is one of ours that came back."""

from dearreader.replies.addresses import Mailbox
from dearreader.replies.headers import Headers
from dearreader.replies.patterns import pattern

# amazonses.com; spf=pass (spfCheck: …) client-ip=…; envelope-from=ana@example.org; helo=…;
#  dkim=pass header.i=@example.org; dmarc=pass header.from=example.org;
_RESULT = pattern(r"([\w.-]{1,40})\s{0,4}=\s{0,4}([^\s;]{1,320})")
_COMMENT = pattern(r"\([^()]{0,1000}\)")
_MAX = 8192


def rejection(headers: Headers, sender: Mailbox, list_id: str, from_address: str) -> str:
    """Why the mail is not to be read at all, or "".

    Only the first verdict counts: SES writes above what the sender sent.
    """
    if headers.first("x-ses-spam-verdict").strip().upper() == "FAIL":
        return "spam verdict"
    if headers.first("x-ses-virus-verdict").strip().upper() == "FAIL":
        return "virus verdict"
    ours = list_id.strip("<> ").lower()
    if ours and any(ours in _ids(value) for value in headers.all("list-id")):
        return "our own List-Id"
    if from_address and sender.address.lower() == from_address.lower():
        return "our own From address"
    return ""


def _ids(value: str) -> set[str]:
    """The identifiers that a List-Id header may mean: in angle brackets, or bare."""
    value = value.lower()
    inner = value.rpartition("<")[2].partition(">")[0].strip()
    return {inner, value.strip("<> ")}


def verified(headers: Headers, sender: Mailbox) -> bool:
    """Whether From's domain is proven, by the topmost Authentication-Results, which SES wrote.

    ``dmarc=pass``; or ``dmarc=none`` (the domain has no policy) with both SPF and DKIM passing
    for exactly From's domain.
    """
    if not sender.domain or not sender.only or len(headers.all("from")) != 1:
        return False
    server, _, rest = headers.first("authentication-results")[:_MAX].partition(";")
    if server.split(" ")[0].strip().lower() != "amazonses.com":
        return False
    spf = dkim = ""
    dmarc = method = envelope = policy_for = ""
    signed: set[str] = set()
    for key, value in _RESULT.findall(_COMMENT.sub(" ", rest)):
        name, value = key.lower(), value.lower().strip("\"'")  # noqa: PLW2901
        if name in {"spf", "dkim", "dmarc"}:
            method = name
            if name == "spf":
                spf = spf or value
            elif name == "dkim":
                dkim = value
            else:
                dmarc = dmarc or value
        elif name in {"envelope-from", "smtp.mailfrom"}:
            envelope = envelope or value.strip("<>").rpartition("@")[2]
        elif name in {"header.i", "header.d"} and method == "dkim" and dkim == "pass":
            signed.add(value.rpartition("@")[2])
        elif name == "header.from":
            policy_for = policy_for or value.rpartition("@")[2]
    if policy_for and policy_for != sender.domain:
        return False
    if dmarc == "pass":
        return True
    return (
        dmarc == "none" and spf == "pass" and envelope == sender.domain and sender.domain in signed
    )

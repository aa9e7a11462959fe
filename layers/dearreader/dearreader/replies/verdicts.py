"""What SES found out about a mail, and whether the mail is one of ours that came back."""

from dearreader.replies.addresses import Mailbox
from dearreader.replies.headers import Headers
from dearreader.replies.patterns import pattern

# amazonses.com; spf=pass (spfCheck: …) client-ip=…; envelope-from=ana@example.org; helo=…;
#  dkim=pass header.i=@example.org; dmarc=pass header.from=example.org;
_RESULT = pattern(r"([\w.-]{1,40})\s{0,4}=\s{0,4}([^\s;]{1,320})")
_COMMENT = pattern(r"\([^()]{0,1000}\)")
_MAX = 8192
_SES = "amazonses.com"
_PROOFS = {"spf": ("envelope-from", "smtp.mailfrom"), "dkim": ("header.i", "header.d")}


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
    if server.split(" ")[0].strip().lower() != _SES:
        return False
    told = _results(rest)
    dmarc = next((result for method, result, _ in told if method == "dmarc"), "")
    if any(name == "header.from" and value != sender.domain for _, _, (name, value) in told):
        return False
    if dmarc != "none":
        return dmarc == "pass"
    proven = {
        method
        for method, result, (name, value) in told
        if result == "pass" and value == sender.domain and name in _PROOFS.get(method, ())
    }
    return proven == {"spf", "dkim"}


def _results(text: str) -> list[tuple[str, str, tuple[str, str]]]:
    """Method, result and one property with its domain; a method that says nothing else has none."""
    out: list[tuple[str, str, tuple[str, str]]] = []
    method = result = ""
    for key, value in _RESULT.findall(_COMMENT.sub(" ", text)):
        name = key.lower()
        plain = value.lower().strip("\"'<>")
        if name in {"spf", "dkim", "dmarc"}:
            method, result = name, plain
            out.append((method, result, ("", "")))
        elif method:
            out.append((method, result, (name, plain.rpartition("@")[2])))
    return out

"""The inbox's search: words, and ``from:`` ``to:`` ``subject:`` ``tag:`` ``is:``."""

import shlex
from collections.abc import Sequence

from local.mails import Mail


def matching(mails: Sequence[Mail], query: str) -> list[Mail]:
    """The mails that match every term of `query`, in their order; all for an empty one."""
    terms = _terms(query)
    return [mail for mail in mails if all(_matches(mail, term) for term in terms)]


def _terms(query: str) -> list[str]:
    try:
        return [term.lower() for term in shlex.split(query)]
    except ValueError:  # a quotation mark that is still being typed
        return query.lower().replace('"', " ").split()


def _matches(mail: Mail, term: str) -> bool:
    field, colon, value = term.partition(":")
    if not colon or not value:
        field, value = "", term
    if field == "from":
        return value in mail.sender.lower()
    if field == "to":
        return any(value in each.lower() for each in mail.to)
    if field == "subject":
        return value in mail.subject.lower()
    if field == "tag":
        return any(value in f"{name}={each}".lower() for name, each in mail.tags.items())
    if field == "is":
        return value in {mail.box, "delivered" if mail.delivered else "undelivered"}
    where = (mail.sender, *mail.to, mail.subject, mail.text)
    return any(term in each.lower() for each in where)

"""A post's Markdown file, read: YAML front matter between two lines of ---, then the body.

    ---
    title: on being early
    subtitle: a small case for showing up        (optional)
    tags: [ambition, friendship]                 (optional)
    resources:                                   (optional)
      - name: the night library fellowship
        url: https://example.org/fellowship
        note: ten weeks, paid, remote            (optional)
        deadline: 2027-03-01                     (optional)
    ---
    hi friends, …

Scalars are taken as written, so that a title of `yes` or `2027` is those words.
"""

import re
from collections.abc import Mapping
from datetime import date

import yaml

from dearreader.errors import BadInput
from dearreader.letters.characters import printable
from dearreader.letters.links import is_link
from dearreader.posts import LONGEST_SLUG, Manuscript, Resource

LONGEST_TITLE = 150
"""Characters: at most 600 bytes, which stay under a header's 998 (RFC 5322 §2.1.1) encoded."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = ("title", "subtitle", "tags", "resources")
_RESOURCE_FIELDS = ("name", "url", "note", "deadline")
_FIRST_LINE = 2  # of the front matter: the opening --- is line 1


def parse(text: str, *, slug: str) -> Manuscript:
    """Read the file's `text`. `slug` is the post's name in addresses: a-z, 0-9 and hyphens.

    Raises:
        BadInput: the file cannot become a letter; says what to change, and in which line.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise BadInput(
            f"“{slug}” cannot be a post's name: use a-z, 0-9 and single hyphens, "
            f"at most {LONGEST_SLUG} characters."
        )
    front, body = _parts(text)
    fields = _mapping(_composed(printable(front)), _FIELDS, "front matter")
    if not body.strip():
        raise BadInput("The post has no text: write it below the second line of ---.")
    return Manuscript(
        slug=slug,
        title=_title(fields),
        subtitle=_words(fields, "subtitle"),
        tags=_tags(fields.get("tags")),
        resources=_resources(fields.get("resources")),
        body=body.strip("\n"),
    )


def _parts(text: str) -> tuple[str, str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != "---":
        raise BadInput("Line 1: begin the file with a line of ---, then title: and the title.")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    raise BadInput("The front matter has no end: put a line of --- between it and the text.")


def _composed(front: str) -> yaml.Node | None:
    try:
        return yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + _FIRST_LINE if error.problem_mark else _FIRST_LINE
        raise BadInput(
            f"Line {line}: the front matter is not valid YAML ({error.problem}); "
            "if a value holds a colon, a # or quotes, put it in quotes."
        ) from error
    except yaml.YAMLError as error:
        raise BadInput(
            "The front matter holds a character that YAML does not allow: retype it."
        ) from error


def _mapping(node: yaml.Node | None, known: tuple[str, ...], where: str) -> dict[str, yaml.Node]:
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise BadInput(f"{_line(node)}: the {where} is a list of fields, such as “{known[0]}: …”.")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value not in known:
            raise BadInput(
                f"{_line(key)}: there is no field “{key.value}”; the fields are {', '.join(known)}."
            )
        if key.value in fields:
            raise BadInput(f"{_line(key)}: “{key.value}” stands here twice; leave one out.")
        fields[key.value] = value
    return fields


def _title(fields: Mapping[str, yaml.Node]) -> str:
    title = _words(fields, "title")
    if not title:
        raise BadInput("The post has no title: write “title: …” between the two lines of ---.")
    if len(title) > LONGEST_TITLE:
        raise BadInput(
            f"{_line(fields['title'])}: the title has {len(title)} characters; "
            f"make it at most {LONGEST_TITLE}, as it is the mail's subject."
        )
    return title


def _words(fields: Mapping[str, yaml.Node], name: str) -> str:
    """The field's value in one line, or nothing where the field is left out."""
    node = fields.get(name)
    if node is None:
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise BadInput(f"{_line(node)}: “{name}” is one line of text; put it in quotes.")
    return " ".join(str(node.value).split())


def _tags(node: yaml.Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, yaml.ScalarNode):
        words = str(node.value).split(",")
    elif isinstance(node, yaml.SequenceNode) and all(
        isinstance(tag, yaml.ScalarNode) for tag in node.value
    ):
        words = [tag.value for tag in node.value]
    else:
        raise BadInput(f"{_line(node)}: “tags” is a list of words, such as [ambition, friendship].")
    return tuple(dict.fromkeys(tag for word in words if (tag := " ".join(word.split()))))


def _resources(node: yaml.Node | None) -> tuple[Resource, ...]:
    if node is None or node.value == "":
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise BadInput(f"{_line(node)}: “resources” is a list; begin each with “- name: …”.")
    return tuple(_resource(each) for each in node.value)


def _resource(node: yaml.Node) -> Resource:
    fields = _mapping(node, _RESOURCE_FIELDS, "resource")
    name, url = _words(fields, "name"), _words(fields, "url")
    if not name or not url:
        raise BadInput(f"{_line(node)}: a resource needs a name and a url.")
    if not is_link(url):
        raise BadInput(
            f"{_line(fields['url'])}: “{url}” is not a whole address; begin it with https://."
        )
    return Resource(name=name, url=url, note=_words(fields, "note"), deadline=_deadline(fields))


def _deadline(fields: Mapping[str, yaml.Node]) -> date | None:
    words = _words(fields, "deadline")
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadInput(
            f"{_line(fields['deadline'])}: “{words}” is no date; write it as 2027-03-31."
        ) from error


def _line(node: yaml.Node) -> str:
    return f"Line {node.start_mark.line + _FIRST_LINE}"

"""What a VEVENT says of things elsewhere: a picture, further pages, concepts, and what it is a part of."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from innbyggertorg._checks import ID_PATTERN
from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.heads import Head
from innbyggertorg.ical.reading.ledger import Ledger
from innbyggertorg.model import LANGUAGES, Link, LocalText

__all__ = ["ELSEWHERE", "NOTHING_ELSEWHERE", "Elsewhere", "elsewhere"]

ELSEWHERE: Final = ("IMAGE", "LINK", "CONCEPT", "REFID", "COLOR")
"""The properties that say so (RFC 7986, RFC 9253)."""
_ID: Final = re.compile(ID_PATTERN, re.ASCII)


class Elsewhere(NamedTuple):
    """The fields of an event of those names."""

    image: str | None
    links: tuple[Link, ...]
    concepts: tuple[str, ...]
    part_of: str | None


NOTHING_ELSEWHERE: Final = Elsewhere(None, (), (), None)


def elsewhere(
    many: Mapping[str, list[Property]],
    uid: str,
    ledger: Ledger,
    is_kept: Callable[[str], bool],
    colour: str | None,
) -> Elsewhere:
    """Return what is said, and note what the model does not take.

    Args:
        many: Properties by name.
        uid: Of the event.
        ledger: Where losses go.
        is_kept: Whether an address is one that the model takes.
        colour: Of the torg, whose the colour of an event is.
    """
    images: list[str] = []
    links: list[Link] = []
    concepts: list[str] = []
    wholes: list[str] = []
    for name in ELSEWHERE:
        for head, value, at in many.get(name, ()):
            link = _link(head, value) if name == "LINK" and is_kept(value) else None
            if link is not None and link not in links:
                links.append(link)
            elif name == "IMAGE" and not images and head.value_type != "BINARY" and is_kept(value):
                images.append(value)
            elif name == "CONCEPT" and is_kept(value) and value not in concepts:
                concepts.append(value)
            elif name == "REFID" and not wholes and _ID.fullmatch(value):
                wholes.append(value)
            elif name != "COLOR" or value.strip().lower() != colour:
                ledger.lost(at, uid, name)
    return Elsewhere(
        images[0] if images else None, tuple(links), tuple(concepts), wholes[0] if wholes else None
    )


def _link(head: Head, address: str) -> Link | None:
    label = head.parameters.get("LABEL")
    language = head.language if head.language in LANGUAGES else "nb"
    try:
        text = LocalText(**{language: label}) if label else None
        return Link(url=address, relation=head.parameters.get("LINKREL", "related").lower(), label=text)
    except InnbyggertorgError:
        return None

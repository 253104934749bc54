"""What is coming up as an Atom feed, for readers of news."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

from innbyggertorg._checks import url
from innbyggertorg._values import Value
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.public import check_call, public_organisation
from innbyggertorg.language.kinds import CALLED_OFF, SEVERAL, category
from innbyggertorg.language.moments import moment_words
from innbyggertorg.language.places import place_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Audience, EventKind, EventOccurrence, Programme, Torg
from innbyggertorg.recurrence import Status

__all__ = ["feed"]

_BEFORE_EVERYTHING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
_INSTEAD: Final = "\ufffd"


@frozen
class _Address(Value):
    """Where the feed is."""

    address: str = field(validator=url)


def feed(
    programme: Programme,
    window: Interval,
    *,
    address: str,
    torg: str | None = None,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[bytes, tuple[Loss, ...]]:
    """Return what happens in public in *window* as an Atom feed, one entry for each occurrence, by start.

    The same programme gives the same bytes. An entry keeps its id through moves, edits and cancellation;
    `updated` is when anything about the event was last changed, and not when the feed was made. When and
    where something happens is in words in `summary`, for Atom has no terms for it.

    Args:
        programme: With everything in it.
        window: Exact time; from now on for what is coming up.
        address: The http or https URL of the feed; its id is made from it.
        torg: Id of one torg, or None for all.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most that one event is listed with.

    Returns:
        The file in UTF-8, and what it does not say.

    Raises:
        InvalidValueError: If *address* is no such URL, or there is no such language.
        LimitExceededError: If one event has more occurrences in *window* than the limit.
        UnknownReferenceError: If there is no such torg.
        UnknownSchoolYearError: If an event hangs on a school year that its calendar does not hold.
        WrongTypeError: If an argument is of another type.

    Source:
        RFC 4287.
    """
    check_call("atom.feed", programme, language, limits)
    try:
        _Address(address)
    except (InvalidValueError, WrongTypeError) as error:
        raise type(error)("atom.feed address", error.rule, error.got, error.hint) from None
    found = programme.occurrences(window, torg=torg, limits=limits)
    torgs = programme.torgs if torg is None else (programme.torg(torg),)
    name = torgs[0].name.in_language(language) if len(torgs) == 1 else SEVERAL[language]
    writer = _Writer(programme, language)
    updated = max((one.event.changed_at for one in found), default=_BEFORE_EVERYTHING, key=datetime.timestamp)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<id>urn:uuid:{uuid5(NAMESPACE_URL, address)}</id>",
        writer.text("title", name),
        f"<updated>{_instant(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address)}/>',
        *(
            f'<link rel="alternate" href={quoteattr(house.url)}/>'
            for house in torgs
            if len(torgs) == 1 and house.url is not None
        ),
        f"<author>{writer.text('name', name)}</author>",
    ]
    for one in found:
        lines += ["<entry>", *writer.entry(one), "</entry>"]
    lines.append("</feed>\n")
    return "\n".join(lines).encode("utf-8"), tuple(writer.losses(found))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class _Writer:
    """Writes entries in one language, and remembers what XML cannot hold."""

    def __init__(self, programme: Programme, language: str) -> None:
        self._programme = programme
        self._language = language
        self._words = table_of("atom.feed language", language)
        self._replaced = 0

    def text(self, name: str, text: str, attributes: str = "") -> str:
        """Return an element with text, whatever the text holds."""
        clean, count = _NOT_IN_XML.subn(_INSTEAD, text)
        self._replaced += count
        return f"<{name}{attributes}>{escape(clean)}</{name}>"

    def entry(self, one: EventOccurrence) -> Iterator[str]:
        """Yield what stands in the entry of an occurrence."""
        event, language = one.event, self._language
        torg = self._programme.torg(event.torg)
        off = CALLED_OFF[language] if one.status is Status.CANCELLED else ""
        yield f"<id>urn:uuid:{uuid5(NAMESPACE_URL, str(one.key))}</id>"
        yield self.text("title", off + one.title.in_language(language))
        yield f"<updated>{_instant(event.changed_at)}</updated>"
        for relation, address in (("alternate", event.url), ("related", one.online_url)):
            if address is not None:
                yield f"<link rel={quoteattr(relation)} href={quoteattr(address)}/>"
        organiser = public_organisation(self._programme, event.organiser, language)
        if organiser is not None:
            yield f"<author>{self.text('name', organiser.name)}</author>"
        things: tuple[EventKind | Audience, ...] = (event.kind, *event.audience)
        for thing in things:
            if label := category(thing, language):
                yield f"<category term={quoteattr(str(thing))} label={quoteattr(label)}/>"
        about = self._when_and_where(one, torg)
        yield self.text("summary", about)
        text = about if one.text is None else one.text.in_language(language)
        yield self.text("content", text, ' type="text"')  # an entry without a page must have it (4.1.2)

    def _when_and_where(self, one: EventOccurrence, torg: Torg) -> str:
        place = place_words(torg, one.rooms, self._language).text
        if one.online_url and not one.rooms:
            place = one.online_url
        return f"{self._when(one.start, one.end)}. {place}"

    def _when(self, start: Any, end: date) -> str:
        if isinstance(start, datetime):
            return moment_words(start.replace(tzinfo=None), self._words)
        last = end - timedelta(days=1)
        days = moment_words(start, self._words)
        return days if last == start else f"{days} \u2013 {moment_words(last, self._words)}"

    def losses(self, found: tuple[EventOccurrence, ...]) -> Iterator[Loss]:
        """Yield what the feed does not say."""
        if found:
            what = "when and where it happens, and what it costs"
            yield Loss(
                where="entries", what=what, why="Atom has no terms for it; summary says when and where"
            )
        if any(one.status is Status.TENTATIVE for one in found):
            yield Loss(where="entries", what="that some are tentative", why="Atom has no term for it")
        if self._replaced:
            what = f"{self._replaced} noncharacters of Unicode"
            yield Loss(where="texts", what=what, why="XML cannot hold them; U+FFFD stands in their place")

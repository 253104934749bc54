"""Events as objects of the library icalendar, for programs that work with it, and calendars out of jCal."""

from collections.abc import Iterable
from typing import Any

from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    WrongTypeError,
)
from innbyggertorg.ical.jcal import from_jcal, library
from innbyggertorg.ical.public import Publisher
from innbyggertorg.ical.reading.reader import ReadResult, read
from innbyggertorg.ical.rendering import Rendered, Renderer
from innbyggertorg.ical.wrapping import calendar
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Event, Organisation, Programme, Torg
from innbyggertorg.model.text import check_language

__all__ = ["read_jcal", "to_component", "to_components"]


def to_component(event: Event, *, programme: Programme | None = None, language: str = "nb") -> Any:
    """Return an event as an `icalendar.Event`, as it would stand in a feed.

    Args:
        event: Public, and past the draft.
        programme: Where its torg, its rooms and its organiser are found; without it the place is left out.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.

    Returns:
        A new object, which the caller may change.

    Raises:
        InvalidValueError: If not everybody may see the event, or it is more than one component: then
            `to_components` gives them all.
        LimitExceededError: If it would be listed with too many occurrences.
        WrongTypeError: If an argument is of another type.
    """
    written = _written(event, programme, language, DEFAULT_LIMITS)
    if written.components != 1:
        hint = "use to_components, which gives them all"
        raise InvalidValueError(
            "to_component event", "must be one component", f"{written.components} of them", hint
        )
    return _objects(written)[0]


def to_components(
    event: Event, *, programme: Programme | None = None, language: str = "nb", limits: Limits = DEFAULT_LIMITS
) -> list[Any]:
    """Return an event as the `icalendar.Event` objects that it is in a feed: the event itself comes first.

    Args:
        event: Public, and past the draft.
        programme: Where its torg, its rooms and its organiser are found; without it the place is left out.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most that it is listed with.

    Raises:
        InvalidValueError: If not everybody may see the event, or there is no such language.
        LimitExceededError: If it would be listed with too many occurrences.
        WrongTypeError: If an argument is of another type.
    """
    found = _objects(_written(event, programme, language, limits))
    return sorted(found, key=lambda each: each["UID"] != event.uid)  # which is stable


def _written(event: Event, programme: Programme | None, language: str, limits: Limits) -> Rendered:
    """Return what a feed says of an event that everybody may see."""
    if not isinstance(event, Event):
        raise WrongTypeError("to_components event", "must be an Event", type(event))
    if programme is not None and not isinstance(programme, Programme):
        raise WrongTypeError("to_components programme", "must be a Programme", type(programme))
    if not isinstance(limits, Limits):
        raise WrongTypeError("to_components limits", "must be a Limits", limits)
    check_language("to_components language", language)
    if not event.is_public:
        raise InvalidValueError("to_components event", "must be public and past the draft", event.uid)
    known: tuple[tuple[Torg, ...], tuple[Organisation, ...]] = ((), ())
    if programme is not None:
        known = programme.torgs, programme.organisations
    renderer = Renderer(Publisher(language, *known), language, horizon=None, flat=False, limits=limits)
    (written,) = renderer.written([event], event.changed_at.year)
    return written


def _objects(written: Rendered) -> list[Any]:
    components: list[Any] = library().Calendar.from_ical(calendar("", [written.content])).walk("VEVENT")
    return components


def read_jcal(
    data: bytes,
    *,
    torg: Torg | str | None = None,
    zone: str | None = None,
    language: str = "nb",
    organisations: Iterable[Organisation] = (),
    sub_daily: bool = False,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> ReadResult:
    """Read the events of a calendar in jCal (RFC 7265), as `read` does of the same calendar in iCalendar.

    The lines that losses and problems name are those of that iCalendar file.

    Args:
        data: One vCalendar as JSON in UTF-8.
        torg: As in `read`.
        zone: As in `read`.
        language: As in `read`.
        organisations: As in `read`.
        sub_daily: As in `read`.
        strict: As in `read`.
        limits: As in `read`; `ical_bytes` is also the most that *data* may have.

    Raises:
        InvalidValueError: If *zone* or *language* is none.
        LimitExceededError: If it is beyond a limit.
        ParseError: If it is no jCal, or if it has a problem and *strict* is set.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(data, bytes):
        raise WrongTypeError("read_jcal data", "must be bytes", type(data))
    check_limits("read_jcal", limits)
    if len(data) > limits.ical_bytes:
        raise LimitExceededError("ical_bytes", limits.ical_bytes, len(data))
    return read(
        from_jcal(data),
        torg=torg,
        zone=zone,
        language=language,
        organisations=organisations,
        sub_daily=sub_daily,
        strict=strict,
        limits=limits,
    )

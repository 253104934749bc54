"""The door to reading: octets in, events out, with all that was wrong or lost."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from innbyggertorg._checks import check_identifier
from innbyggertorg.chrono.zones import DEFAULT_ZONE, check_zone
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.ical.reading.about import About
from innbyggertorg.ical.reading.availability import Availabilities
from innbyggertorg.ical.reading.calendars import Calendars
from innbyggertorg.ical.reading.components import components
from innbyggertorg.ical.reading.events import Events
from innbyggertorg.ical.reading.ledger import Ledger, ReadLoss, ReadProblem, UnreadableError
from innbyggertorg.ical.reading.moments import Moments
from innbyggertorg.ical.reading.octets import Octets
from innbyggertorg.ical.reading.places import Places
from innbyggertorg.ical.reading.related import Related
from innbyggertorg.ical.reading.rules import Rules
from innbyggertorg.ical.reading.texts import Texts
from innbyggertorg.ical.reading.when import When
from innbyggertorg.ical.reading.zones import Zones
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Event, Organisation, Torg
from innbyggertorg.model.text import check_language
from innbyggertorg.opening import OpeningSchedule

__all__ = ["ReadResult", "read"]

_NOWHERE = "imported"


@frozen(kw_only=True)
class ReadResult:
    """What a file says, as far as the model has a place for it.

    Attributes:
        events: In the order of the file.
        schedules: When something is open, by each VAVAILABILITY of the file; closed at all other times.
        losses: What the file says and the events do not, by line.
        problems: What is wrong in the file, by line; a broken event is left out of *events*.
        name: What the file calls itself, or None.
    """

    events: tuple[Event, ...] = ()
    schedules: tuple[OpeningSchedule, ...] = ()
    losses: Sequence[ReadLoss] = ()
    problems: tuple[ReadProblem, ...] = ()
    name: str | None = None


def read(
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
    """Read the events of an iCalendar file (RFC 5545), and its opening hours (RFC 7953), whoever wrote it.

    An event keeps its UID, and its id is the UID where that can be one, else a digest of it. What repeats
    becomes a series in the time zone of its DTSTART: a zone is known by its name in the tz database, or as
    Windows calls it, or else by what its VTIMEZONE says. Nothing is fetched and no file is opened.

    A VAVAILABILITY becomes a schedule: a base week where that is all that comes back, else patterns; and
    exceptions for what is on single days. The level is the one that CATEGORIES names, or else staffed.

    Args:
        data: The file.
        torg: Where the events are: a torg, in whose rooms they are put by LOCATION, or only its id. Without
            it their torg is `imported`.
        zone: IANA key of the time zone of times that name none, which are refused otherwise. Single events
            in UTC are put in it too. Whole days are in it, or else in the zone of the torg, and so are hours
            of which none that repeats names another.
        language: `nb`, `nn` or `en`: of texts that do not say theirs.
        organisations: Those that CONTACT or ORGANIZER may name.
        sub_daily: Whether events that repeat hourly or more often are taken.
        strict: Whether the first problem is an error.
        limits: Those whose names begin with `ical_` and `rule_` apply; to opening hours also `occurrences`
            and `hours_rules`.

    Returns:
        The events and schedules, and all that was lost or wrong, with its line. A broken event is left out
        and the rest is kept.

    Raises:
        InvalidValueError: If *torg* is no id, or *zone* or *language* is none.
        LimitExceededError: If the file is beyond a limit.
        ParseError: If it is no iCalendar file, or if it has a problem and *strict* is set.
        WrongTypeError: If an argument is of another type.
    """
    _check_arguments(data, torg, language, organisations, limits)
    place = torg if isinstance(torg, Torg) else None
    if zone is not None:
        check_zone("read zone", zone)
    known = []
    for each in organisations:
        if not isinstance(each, Organisation):
            raise WrongTypeError("read organisations", "must be organisations", each)
        known.append(each)
    octets = Octets(data, limits)
    ledger = Ledger(octets, strict=strict)
    preferred = [key for key in (zone, place and place.zone) if key]
    zones = Zones(tuple(preferred), limits)
    moments = Moments(zones, ledger, zone)
    when = When(
        moments,
        Rules(ledger, limits, sub_daily=sub_daily),
        ledger,
        whole_days=preferred[0] if preferred else DEFAULT_ZONE,
        target=zone,
        limits=limits,
    )
    where = torg.id if isinstance(torg, Torg) else torg or _NOWHERE
    about = About(ledger, Places(place, tuple(known)))
    events = Events(where, ledger, when, Texts(ledger, language), about)
    clock = preferred[0] if preferred else None
    hours = Availabilities(ledger, moments, when, about, preferred=clock, limits=limits)
    calendars = Calendars(ledger, zones, events, hours, Related(ledger, tuple(preferred)))
    found = calendars.read(components(octets, ledger, limits))
    if octets.bare is not None:
        ledger.problem(
            UnreadableError(octets.bare, "line", "must end with CR LF", hint="a bare LF is read as one")
        )
    return ReadResult(
        events=tuple(found),
        schedules=tuple(calendars.schedules),
        losses=ledger.losses,
        problems=ledger.problems,
        name=calendars.name,
    )


def _check_arguments(
    data: object, torg: object, language: object, organisations: object, limits: object
) -> None:
    if not isinstance(data, bytes):
        hint = "a file is read with Path(...).read_bytes()" if isinstance(data, str) else ""
        raise WrongTypeError("read data", "must be bytes", type(data), hint)
    if torg is not None and not isinstance(torg, Torg | str):
        raise WrongTypeError("read torg", "must be a Torg or the id of one", torg)
    if isinstance(torg, str):
        check_identifier("read torg", torg)
    if not isinstance(organisations, Iterable):
        raise WrongTypeError("read organisations", "must be organisations", organisations)
    check_limits("read", limits)
    check_language("read language", language)

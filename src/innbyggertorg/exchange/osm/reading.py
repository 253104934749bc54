"""Reading OSM's opening hours as a schedule."""

from functools import lru_cache, reduce
from operator import or_

from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.rule import AnyOf, DayRule
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.exchange.osm.grammar import read_rules
from innbyggertorg.exchange.osm.layering import EXCEPTION, HOLIDAY, PATTERN, Entry, Layering
from innbyggertorg.exchange.osm.picked import Picked
from innbyggertorg.exchange.pieces import Pieces
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.opening.hours import Hours
from innbyggertorg.opening.layers import BaseWeek, DatedException, HolidayPolicy, Pattern
from innbyggertorg.opening.operations import CLOSE, Add, Clip, Operation, Replace
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.week import WeekHours

__all__ = ["parse"]


def parse(
    text: str,
    *,
    zone: str = DEFAULT_ZONE,
    schools: SchoolCalendar | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> OpeningSchedule:
    """Read a text of OpenStreetMap's key `opening_hours` as a schedule.

    Read is the part of the grammar that has one meaning, under OSM's own rules: of the rules that pick a day
    the last one holds, one after a comma adds to those before it. Public holidays are those of Norway. In one
    thing the schedule is kinder than OSM's readers: what opens on a day and runs past midnight is not cut by
    a rule that closes the next day.

    A comment that names a level (`"self-service"`, `"meråpent"`, `"by appointment"`) sets it; open without
    one is staffed, and any other comment becomes the reason.

    Args:
        text: Such as `Mo-Fr 10:00-18:00; PH off`.
        zone: IANA key of the zone of the place.
        schools: Whose breaks `SH` means; without it, `SH` is refused.
        limits: `hours_text` and `hours_rules` are the most that is read.

    Raises:
        LimitExceededError: If the text is too long or has too many rules.
        ParseError: If the text is not in the subset: the part and its place are named.
        WrongTypeError: If an argument is of another type.

    Source:
        The OpenStreetMap wiki, "Key:opening_hours/specification".
    """
    if not isinstance(text, str):
        raise WrongTypeError("osm.parse text", 'must be text such as "Mo-Fr 10:00-18:00"', text)
    check_limits("osm.parse", limits)
    if schools is not None and not isinstance(schools, SchoolCalendar):
        raise WrongTypeError("osm.parse schools", "must be a SchoolCalendar or None", schools)
    layering = Layering(text, read_rules(text, limits, schools))
    bases: tuple[BaseWeek, ...] = ()
    if any(layering.week):
        bases = (_base(tuple(layering.week)),)
    return OpeningSchedule(
        zone=zone,
        bases=bases,
        patterns=tuple(Pattern(*row[:2], reason=row[2]) for row in _rows(layering, PATTERN)),
        holidays=_policies(layering),
        exceptions=tuple(DatedException(*row[:2], reason=row[2]) for row in _rows(layering, EXCEPTION)),
    )


@lru_cache(maxsize=256)
def _base(week: tuple[Pieces, ...]) -> BaseWeek:
    """Return a week that always holds; few weeks are written, and many times."""
    return BaseWeek(WeekHours(tuple(_hours(pieces) for pieces in week)))


@lru_cache(maxsize=256)
def _hours(pieces: Pieces) -> tuple[Hours, ...]:
    return tuple(Hours(*piece) for piece in pieces)


def _policies(layering: Layering) -> tuple[HolidayPolicy, ...]:
    for closing in layering.closings:
        if closing.layer == HOLIDAY:
            entries = [entry for entry in layering.entries if entry.layer == HOLIDAY]
            hours = _hours(entries[0].pieces) if entries else ()
            reason = entries[0].reason if entries else closing.reason
            return (HolidayPolicy(Replace(hours) if hours else CLOSE, reason=reason),)
    return ()


def _rows(layering: Layering, layer: int) -> list[tuple[DayRule, Operation, str]]:
    """Return the rules of a layer: what is closed, what is opened, and what is cut short."""
    entries = [entry for entry in layering.entries if entry.layer == layer and entry.pieces]
    closings = [closing for closing in layering.closings if closing.layer == layer]
    clips = [clip for clip in layering.clips if clip.layer == layer]
    rows: list[tuple[DayRule, Operation, str]] = []
    if len(closings) == len(entries) == 1 and closings[0].opens and _is_alone(entries[0], closings[0].days):
        entry = entries.pop()
        rows.append((entry.days.rule, Replace(_hours(entry.pieces)), entry.reason))
        closings = []
    opened = [closing.days.rule for closing in closings if closing.opens]
    if opened:
        rows.append((reduce(or_, opened), CLOSE, ""))
    closed = [(closing.days.rule, closing.reason) for closing in closings if not closing.opens]
    rows += [(rule, CLOSE, reason) for rule, reason in dict.fromkeys(closed)]
    rows += [(_left(e.days, e.taken_in_layer()), Add(_hours(e.pieces)), e.reason) for e in entries]
    rows += [(_left(c.days, c.taken), Clip(c.not_before, c.not_after), c.reason) for c in clips]
    return rows


def _is_alone(entry: Entry, days: Picked) -> bool:
    return entry.days == days and not entry.taken_in_layer()


def _left(days: Picked, taken: list[Picked]) -> DayRule:
    if not taken:
        return days.rule
    return days.rule - (taken[0].rule if len(taken) == 1 else AnyOf(tuple(each.rule for each in taken)))

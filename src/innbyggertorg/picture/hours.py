"""When the house of a picture is open, day by day and through the week, with its closures."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from innbyggertorg.chrono import Interval, resolve, zone
from innbyggertorg.chrono.wall import to_utc
from innbyggertorg.conflicts.dates import seconds_of
from innbyggertorg.conflicts.houses import House, LastingClosure
from innbyggertorg.days.holidays import eves_on, holidays_on
from innbyggertorg.model import Programme
from innbyggertorg.opening import AccessLevel, Openings, OpeningSpan
from innbyggertorg.picture.values import DayShown
from innbyggertorg.picture.words import PictureWords

__all__ = ["closed_rooms", "days_of", "notices_of", "opening_of"]

_BEYOND: Final = timedelta(hours=6)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def days_of(
    openings: Openings | None, week: Sequence[date], key: str, words: PictureWords
) -> tuple[DayShown, ...]:
    """Return the days of a week, each with its hours, in the zone of *key*."""
    tz = zone(key)
    shown = []
    for day in week:
        midnights = [to_utc(resolve(datetime.combine(each, time()), tz)) for each in (day, day + _DAY)]
        names = [words.words.holidays[name] for name in holidays_on(day)]
        names += [words.words.eves[name] for name in eves_on(day)]
        spans = None if openings is None else tuple(_in_zone(span, key) for span in openings.day(day).spans)
        hours = (midnights[1] - midnights[0]) / _HOUR
        shown.append(DayShown(day=day, spans=spans, names=tuple(names), hours=hours))
    return tuple(shown)


def opening_of(openings: Openings | None, window: Interval, key: str) -> tuple[OpeningSpan, ...]:
    """Return when the house is open in a window and the six hours after it, in the zone of *key*."""
    if openings is None:
        return ()
    longer = Interval(window.start, (to_utc(window.end) + _BEYOND).astimezone(window.end.tzinfo))
    return tuple(_in_zone(span, key) for span in openings.spans(longer))


def _in_zone(span: OpeningSpan, key: str) -> OpeningSpan:
    if str(span.start.tzinfo) == key:
        return span
    tz = zone(key)
    return OpeningSpan(span.start.astimezone(tz), span.end.astimezone(tz), span.level, span.reason)


def notices_of(programme: Programme, house: House, window: Interval, language: str) -> tuple[str, ...]:
    """Return the reasons of the closures of the whole house that hold in some part of a window, each once."""
    reasons = (
        lasting.closure.reason.in_language(language)
        for lasting in _closures(programme, house, window)
        if not lasting.closure.rooms and not lasting.closure.services
    )
    return tuple(dict.fromkeys(reasons))


def closed_rooms(programme: Programme, house: House, window: Interval) -> dict[str, tuple[Interval, ...]]:
    """Return when single rooms are closed in a window."""
    low, high = seconds_of(window)
    show = house.clock.show
    found: dict[str, list[Interval]] = {}
    for lasting in _closures(programme, house, window):
        if lasting.closure.rooms and lasting.closure.highest is AccessLevel.CLOSED:
            shut = Interval(show(max(low, lasting.start)), show(min(high, lasting.end)))
            for room in lasting.leaves:
                found.setdefault(room, []).append(shut)
    return {room: tuple(intervals) for room, intervals in found.items()}


def _closures(programme: Programme, house: House, window: Interval) -> list[LastingClosure]:
    low, high = seconds_of(window)
    lasting = [house.lasting(each) for each in programme.closures if each.torg == house.torg.id]
    hold = [each for each in lasting if each.start < high and each.end > low]
    return sorted(hold, key=lambda each: (each.start, each.end, each.closure.id))

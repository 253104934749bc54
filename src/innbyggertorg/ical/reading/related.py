"""Series that a feed of this package had to list one by one, put together again.

Such a feed gives each occurrence that no rule can say an event of its own, whose UID is made of the UID of
the whole and the original start. So the UID tells which start it was: the one that makes the same UID.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from attrs import evolve

from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.pieces import uid_of_occurrence
from innbyggertorg.ical.reading.events import Found, id_of
from innbyggertorg.ical.reading.joining import SHARED, Joint
from innbyggertorg.ical.reading.ledger import Ledger
from innbyggertorg.ical.reading.moments import Moment, Placed, wall_in
from innbyggertorg.ical.reading.when import skipped_like
from innbyggertorg.model import Event, EventStatus
from innbyggertorg.recurrence import Series, announce, unannounced

__all__ = ["Related"]

_MOST_TRIED: Final = 100_000
_DAYS_MOVED: Final = 62
_QUARTER: Final = timedelta(minutes=15)
_QUARTERS_MOVED: Final = 4 * 36
_T = TypeVar("_T")


class Related:
    """Joins occurrences to the series that they name as their whole.

    Args:
        ledger: Where losses go.
        preferred: Keys of the zones that a series may be in, if its occurrences do not tell.
    """

    def __init__(self, ledger: Ledger, preferred: tuple[str, ...]) -> None:
        self._ledger = ledger
        self._preferred = preferred
        self._groups: dict[str, list[Found]] = {}
        self._tried = 0

    def __bool__(self) -> bool:
        return bool(self._groups)

    def add(self, found: Found) -> None:
        """Take an occurrence that names its whole."""
        self._groups.setdefault(found.related, []).append(found)

    def joined(self, events: list[tuple[int, Event]]) -> list[tuple[int, Event]]:
        """Return events and where each stands in the file, with the occurrences joined to them."""
        found = {event.uid: (at, event) for at, event in events}
        for whole, group in self._groups.items():
            at, event = found.get(whole, (group[0].at, None))
            try:
                together, rest = self._together(whole, group, event)
            except (InvalidValueError, WrongTypeError):
                together, rest = event, group
            if together is not None:
                found[whole] = (at, together)
            for each in rest:
                self._ledger.lost(each.related_at, each.event.uid, "RELATED-TO")
                found[each.event.uid] = (each.at, each.event)
        return list(found.values())

    def _together(
        self, whole: str, group: list[Found], event: Event | None, *, again: bool = False
    ) -> tuple[Event | None, list[Found]]:
        """Return the series that a group of occurrences is, and those that are no part of it."""
        key, keys = self._keys(whole, group, event)
        rest = [each for each in group if each.event.uid not in keys]
        if not keys:
            return event, rest
        joined = [each.event for each in group if each.event.uid in keys]
        if event is None:
            joint = Joint(_common(whole, joined, _announced(joined, key, keys)), self._ledger)
        elif event.series.rules:
            joint = Joint(event, self._ledger)
        else:  # the first start is written as the event itself, and may be different like any other
            event = _in_zone(event, key)
            joint = Joint(_common(whole, [event, *joined], event.series), self._ledger)
            joint.replace(event.series.first, event.series.first, event)
        standing: list[tuple[Moment, Moment, Found]] = []
        for each in group:
            if each.event.uid not in keys:
                continue
            shown = joint.shown(each.event)
            original = keys[each.event.uid]
            # What says that it was the start of another was that before the other was moved there.
            if shown is None or original in joint.overrides or not _can_stand_for(joint.event, each.event):
                rest.append(each)
            else:
                standing.append((original, shown, each))
        if event is None and len(standing) < len(keys):  # the series is not to have the starts of the rest
            if again:
                return None, group
            together, more = self._together(whole, [each for *_, each in standing], None, again=True)
            return together, [*rest, *more]
        for original, shown, each in standing:
            joint.replace(original, shown, each.event)
        return joint.result(), rest

    # --- which start it was -------------------------------------------------------------------------------

    def _keys(self, whole: str, group: list[Found], event: Event | None) -> tuple[str, dict[str, Moment]]:
        """Return the zone of the series, and original starts by UID."""
        series = None if event is None else event.series
        keys: dict[str, Moment] = {}
        chosen = ""
        for chosen in self._zones(group, event):
            for each in group:
                moment = self._made_from(whole, each.event.uid, _told(each.event, chosen))
                if moment is not None:
                    keys[each.event.uid] = moment
            if keys:
                break
        for zone in [chosen] if keys else self._zones(group, event):
            for each in group:
                if each.event.uid not in keys:
                    tried = _moved_from(each.event, zone, list(keys.values()), series)
                    moment = self._made_from(whole, each.event.uid, tried)
                    if moment is not None:
                        keys[each.event.uid] = moment
            if keys:
                return zone, keys
        return chosen, keys

    def _zones(self, group: list[Found], event: Event | None) -> list[str]:
        named = [event.series.zone] if event is not None else []
        named += [each.event.series.zone for each in group if each.event.series.zone != "UTC"]
        return list(dict.fromkeys([*named, *self._preferred, DEFAULT_ZONE, "UTC"]))

    def _made_from(self, whole: str, uid: str, moments: Iterator[Moment]) -> Moment | None:
        """Return the one of *moments* that *uid* was made from."""
        for moment in moments:
            self._tried += 1
            if self._tried > _MOST_TRIED:
                return None
            if uid_of_occurrence(whole, moment) == uid:
                return moment
        return None


def _told(event: Event, key: str) -> Iterator[Moment]:
    """Yield what an occurrence that was not moved may have had as its original start."""
    first = event.series.first
    if not isinstance(first, datetime):
        yield first
    elif shown := wall_in(key, Placed(first, event.series.zone)):
        yield shown
        yield from skipped_like(key, shown)


def _moved_from(event: Event, key: str, others: list[Moment], series: Series | None) -> Iterator[Moment]:
    """Yield what an occurrence that was moved may have had: what the series leaves out, and days around."""
    if series is not None:
        yield from series.excluded
    first = event.series.first
    near = (
        first
        if not isinstance(first, datetime)
        else (wall_in(key, Placed(first, event.series.zone)) or first)
    )
    times = Counter(each.time() for each in others if isinstance(each, datetime))
    if series is not None and isinstance(series.first, datetime):
        times[series.first.time()] += 1
    if isinstance(near, datetime):
        times[near.time()] += 1
        yield from (
            near + _QUARTER * n for n in sorted(range(-_QUARTERS_MOVED, _QUARTERS_MOVED + 1), key=abs)
        )
    for days in sorted(range(-_DAYS_MOVED, _DAYS_MOVED + 1), key=abs):
        day = near + timedelta(days=days)
        if not isinstance(day, datetime):
            yield day
            continue
        for hour, _ in times.most_common(4):
            yield datetime.combine(day.date(), hour)


# --- what they are together ---------------------------------------------------------------------------------


def _in_zone(event: Event, key: str) -> Event:
    """Return a single event told in the zone of the others."""
    series = event.series
    if series.zone == key or series.rules or not isinstance(series.first, datetime):
        return event
    shown = wall_in(key, Placed(series.first, series.zone))
    return event if shown is None else evolve(event, series=evolve(series, first=shown, zone=key))


def _announced(events: list[Event], key: str, keys: Mapping[str, Moment]) -> Series:
    """Return the series that has the given starts and no others."""
    starts: list[Any] = list(keys.values())
    timed = isinstance(starts[0], datetime)
    length = _most(each.series.length for each in events)
    earlier = min(starts) - (timedelta(seconds=1) if timed else timedelta(days=1))
    zone = key if timed else events[0].series.zone
    return announce(unannounced(earlier, length, zone=zone, tentative=False), starts)


def _common(uid: str, events: list[Event], series: Series) -> Event:
    """Return the event that shows what most of its occurrences show; what one of them lacks, it lacks."""
    standing = [each for each in events if each.status is not EventStatus.CANCELLED] or events
    return evolve(
        standing[0],
        id=id_of(uid),
        uid=uid,
        series=series,
        title=_most(each.title for each in events),
        text=None if any(each.text is None for each in events) else _most(each.text for each in events),
        rooms=_most(each.rooms for each in events),
        url=_most(each.url for each in events),
        online_url=None
        if any(each.online_url is None for each in events)
        else _most(each.online_url for each in events),
    )


def _most(values: Iterable[_T]) -> _T:
    return Counter(values).most_common(1)[0][0]


def _can_stand_for(event: Event, found: Event) -> bool:
    """Whether an occurrence of *event* can be all that *found* is."""
    same = all(getattr(event, name) == getattr(found, name) for name in SHARED)
    shown = all(
        getattr(found, name) is not None or getattr(event, name) is None for name in ("text", "online_url")
    )
    return same and shown

"""Occurrences that a file gives on their own, joined to the series that they belong to."""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from attrs import evolve

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.reading.events import Found, derived_uid, id_of
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import Moment, Placed, wall_in
from innbyggertorg.ical.reading.trusted import changed
from innbyggertorg.ical.reading.when import skipped_like
from innbyggertorg.model import Event, EventDetails, EventStatus, Visibility
from innbyggertorg.recurrence import Override, Series
from innbyggertorg.recurrence.series import is_key
from innbyggertorg.recurrence.timeline import Timeline

__all__ = ["SHARED", "Joint", "apart", "with_overrides", "without_series"]

_original = attrgetter("original")
SHARED = ("url", "kind", "audience", "organiser", "image", "links", "concepts", "part_of")


class Joint:
    """An event, and what is found to be different about its occurrences.

    Attributes:
        event: As it stood alone.
        extra: Starts besides.
        excluded: Starts that do not happen.
        overrides: What is different, by original start.
    """

    def __init__(self, event: Event, ledger: Ledger) -> None:
        series = event.series
        self.event = event
        self._ledger = ledger
        self._timeline = _timeline(series)
        self.extra: set[Moment] = set(series.extra)
        self.excluded: set[Moment] = set(series.excluded)
        self.overrides: dict[Moment, Override] = {each.original: each for each in series.overrides}
        self._changed_at = event.changed_at
        self._sequence = event.sequence
        self._internal = event.visibility is Visibility.INTERNAL

    def has(self, key: Moment) -> bool:
        """Whether the series has a start, be it excluded or not."""
        return key in self.extra or is_key(self._timeline, key)

    def shown(self, found: Event) -> Moment | None:
        """Return when *found* starts, as the series tells it; None where it cannot."""
        first, series = found.series.first, self.event.series
        if isinstance(first, datetime) is not isinstance(series.first, datetime):
            return None
        return (
            wall_in(series.zone, Placed(first, found.series.zone)) if isinstance(first, datetime) else first
        )

    def replace(self, key: Moment, shown: Moment, found: Event) -> None:
        """Let *found* stand for the occurrence *key*."""
        self._take_stamps(found)
        self.excluded.discard(key)
        if not self.has(key):
            self.extra.add(key)
        event, length = self.event, found.series.length
        self.overrides[key] = Override(
            key,
            start=None if shown == key else shown,
            length=None if length == event.series.length else length,
            cancelled=found.status is EventStatus.CANCELLED and event.status is not EventStatus.CANCELLED,
            details=_details(event, found),
        )

    def leave_out(self, key: Moment, found: Event) -> None:
        """Take the occurrence *key* away, for *found* stands for it elsewhere."""
        self._take_stamps(found)
        self.overrides.pop(key, None)
        self.excluded.add(key)

    def _take_stamps(self, found: Event) -> None:
        self._changed_at = max(self._changed_at, found.changed_at)
        self._sequence = max(self._sequence, found.sequence)
        self._internal = self._internal or found.visibility is Visibility.INTERNAL

    def result(self) -> Event:
        """Return the event with everything that was found."""
        series = changed(
            self.event.series,
            extra=tuple(sorted(self.extra)),
            excluded=tuple(sorted(self.excluded)),
            overrides=tuple(sorted(self.overrides.values(), key=_original)),
        )
        return changed(
            self.event,
            series=series,
            changed_at=self._changed_at,
            sequence=self._sequence,
            visibility=Visibility.INTERNAL if self._internal else Visibility.PUBLIC,
        )

    def note_losses(self, at: int, found: Event) -> None:
        """Note what is different about *found* and cannot be."""
        event, uid = self.event, self.event.uid
        lost = [name for name in SHARED if getattr(found, name) != getattr(event, name)]
        lost += [
            name
            for name in ("text", "online_url")
            if getattr(found, name) is None and getattr(event, name) is not None
        ]
        proposed = {found.status, event.status} == {EventStatus.PROPOSED, EventStatus.CONFIRMED}
        lost += ["status"] if proposed else []
        if lost:
            why = f"differs in {', '.join(lost)}, which only the series as a whole has"
            self._ledger.lost(at, uid, "VEVENT", why)
        if self._internal is False and found.visibility is Visibility.INTERNAL:
            self._ledger.lost(at, uid, "CLASS", "makes the whole series internal")


def _timeline(series: Series) -> Timeline:
    """Return the starts of a series, those that are excluded among them."""
    if series.excluded or series.overrides:
        series = evolve(series, overrides=(), excluded=())
    return Timeline(series)


def _details(event: Event, found: Event) -> EventDetails | None:
    """Return what *found* shows that is different."""
    different: dict[str, Any] = {
        name: getattr(found, name)
        for name in ("title", "text", "rooms", "online_url")
        if getattr(found, name) != getattr(event, name) and getattr(found, name) is not None
    }
    return EventDetails(**different) if different else None


def with_overrides(event: Event, found: Iterable[Found], ledger: Ledger) -> list[Event]:
    """Return an event with the occurrences that replace some of its own; and those that cannot be joined."""
    joint = Joint(event, ledger)
    besides = []
    seen: dict[Moment, int] = {}
    for each in sorted(found, key=lambda each: (each.event.sequence, each.event.changed_at)):
        try:
            key = _key(joint, each)
            if key in seen:
                hint = "the one with the higher SEQUENCE is read, or else the later one"
                rule = "must not replace the same occurrence twice"
                ledger.problem(UnreadableError(each.key_at, "RECURRENCE-ID", rule, hint=hint), event.uid)
            seen[key] = each.at
            if other := _joined(joint, key, each, ledger):
                besides.append(other)
        except UnreadableError as error:
            ledger.problem(error, event.uid, left_out=True)
    return [joint.result(), *besides]


def _key(joint: Joint, each: Found) -> Moment:
    """Return the original start that a RECURRENCE-ID names."""
    series, placed = joint.event.series, each.key
    if placed is None or isinstance(placed.moment, datetime) is not isinstance(series.first, datetime):
        rule = "must be a date where DTSTART of the series is one, and else a time"
        raise UnreadableError(each.key_at, "RECURRENCE-ID", rule)
    if not isinstance(placed.moment, datetime):
        return placed.moment
    shown = wall_in(series.zone, placed)
    if shown is None:
        rule = "must not be the second of two times that the clocks show"
        raise UnreadableError(each.key_at, "RECURRENCE-ID", rule)
    if placed.zone != series.zone and not joint.has(shown):
        return next((key for key in skipped_like(series.zone, shown) if joint.has(key)), shown)
    return shown


def _joined(joint: Joint, key: Moment, each: Found, ledger: Ledger) -> Event | None:
    """Join one occurrence to its series; return it where it cannot be."""
    uid = joint.event.uid
    if not joint.has(key) or key in joint.excluded:
        outside = "must name an occurrence that the series has"
        cancelled = each.event.status is EventStatus.CANCELLED
        hint = "there is nothing to cancel" if cancelled else "it is added to the series"
        ledger.problem(UnreadableError(each.key_at, "RECURRENCE-ID", outside, hint=hint), uid)
        if cancelled:
            return None
    if each.event.series.rules or each.event.series.extra:
        rule = "must not repeat what replaces one occurrence"
        ledger.problem(UnreadableError(each.at, "VEVENT", rule, hint="its first time is read"), uid)
    shown = joint.shown(each.event)
    if shown is None:
        joint.leave_out(key, each.event)
        ledger.lost(
            each.key_at, uid, "RECURRENCE-ID", "cannot be kept; the occurrence is an event of its own"
        )
        return apart(each.event, key)
    joint.note_losses(each.at, each.event)
    joint.replace(key, shown, each.event)
    return None


def apart(event: Event, key: Moment) -> Event:
    """Return an occurrence as an event of its own."""
    uid = derived_uid(event.uid, key.isoformat())
    return evolve(event, uid=uid, id=id_of(uid))


def without_series(found: list[Found], ledger: Ledger) -> list[Event]:
    """Return occurrences whose series is not in the file: an event with those starts and no others.

    Each keeps its original start as its key.
    """
    base = found[0].event
    keys: list[Moment] = []
    for each in found:
        ledger.lost(each.key_at, base.uid, "RECURRENCE-ID", "names a series that is not in the file")
        if each.key is None or isinstance(each.key.moment, datetime) is not isinstance(
            base.series.first, datetime
        ):
            return [apart(other.event, _moment(other)) for other in found]
        moment = each.key.moment
        shown = wall_in(base.series.zone, each.key) if isinstance(moment, datetime) else moment
        if shown is None:
            return [apart(other.event, _moment(other)) for other in found]
        keys.append(shown)
    first: Any = min(keys)
    try:
        series = evolve(
            base.series, first=first, rules=(), excluded=(), overrides=(), extra=tuple(set(keys) - {first})
        )
        return with_overrides(evolve(base, series=series), found, ledger)
    except (InvalidValueError, WrongTypeError):
        return [apart(other.event, _moment(other)) for other in found]


def _moment(found: Found) -> date:
    return found.key.moment if found.key is not None else found.event.series.first

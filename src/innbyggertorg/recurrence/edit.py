"""Changing a series: every function returns new series, and the overrides that lost their occurrence.

An override belongs to an occurrence by its key, the original start. A change of rule or time may leave an
override without one. It is then handed back as an orphan: it may hold somebody's arrangement, and only a
person can say where that belongs now.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final

from attrs import evolve, frozen

from innbyggertorg._checks import check_wall_time
from innbyggertorg._values import Value
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.dated import Between
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.recurrence.engine.compile import filled
from innbyggertorg.recurrence.engine.moments import from_moment
from innbyggertorg.recurrence.occurrence import Override
from innbyggertorg.recurrence.parts import Frequency, NthDay
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.series import Series, is_key
from innbyggertorg.recurrence.timeline import Timeline

__all__ = [
    "Edited",
    "Split",
    "announce",
    "cancel",
    "exclude",
    "move",
    "move_following",
    "split",
    "unannounced",
    "with_changes",
    "with_override",
]

Moment = date | datetime

_COMPARED: Final = 400
"""How many starts of a split series are compared with those of the whole."""


@frozen
class Edited(Value):
    """A changed series.

    Attributes:
        series: The series as it is now.
        orphans: Overrides that have no occurrence any more; they are not part of *series*.
    """

    series: Series
    orphans: tuple[Override, ...] = ()


@frozen
class Split(Value):
    """A series cut in two.

    Attributes:
        before: What comes before the cut, or None if nothing does.
        after: What comes from there on.
        orphans: Overrides that have an occurrence in neither.
    """

    before: Series | None
    after: Series
    orphans: tuple[Override, ...] = ()


def with_changes(series: Series, **changes: Any) -> Edited:
    """Return *series* with fields changed, as `attrs.evolve` does, and the overrides that lost theirs.

    Raises:
        InvalidValueError: If the fields do not go together for another reason.
        WrongTypeError: If a field is of another type.
    """
    _check_series("with_changes", series)
    overrides: Any = changes.pop("overrides", series.overrides)
    if not isinstance(overrides, tuple) or not all(isinstance(each, Override) for each in overrides):
        raise WrongTypeError("with_changes overrides", "must be a tuple of Override", overrides)
    bare = evolve(series, overrides=(), **changes)
    timed = isinstance(bare.first, datetime)
    timeline = Timeline(bare)
    kept: list[Override] = []
    orphans: list[Override] = []
    for override in overrides:
        fits = isinstance(override.original, datetime) is timed and is_key(timeline, override.original)
        (kept if fits else orphans).append(override)
    return Edited(evolve(bare, overrides=tuple(kept)), tuple(orphans))


def with_override(series: Series, override: Override) -> Series:
    """Return *series* with *override*, in place of one that the same occurrence may have had.

    Raises:
        InvalidValueError: If the series has no such occurrence.
        WrongTypeError: If an argument is of another type.
    """
    _check_series("with_override", series)
    if not isinstance(override, Override):
        raise WrongTypeError("with_override override", "must be an Override", override)
    others = tuple(other for other in series.overrides if other.original != override.original)
    return evolve(series, overrides=(*others, override))


def move(series: Series, key: Moment, start: Moment, *, length: timedelta | None = None) -> Series:
    """Return *series* with the one occurrence *key* moved to *start*; what else was different stays.

    Args:
        series: What it is an occurrence of.
        key: Its original start, also where it has been moved before; one that was cancelled is on again.
        start: When it begins instead, by the same clock; a date where *key* is one.
        length: How long it lasts instead; None for as long as before.

    Raises:
        InvalidValueError: If the series has no such occurrence, or a time has a zone or parts of a second.
        WrongTypeError: If an argument is of another type.
    """
    _check_series("move", series)
    old = _override_of(series, key)
    lasting = old.length if length is None else length
    return with_override(series, evolve(old, start=start, length=lasting, cancelled=False))


def cancel(series: Series, key: Moment) -> Series:
    """Return *series* with the one occurrence *key* called off; it stays listed, as cancelled.

    Args:
        series: What it is an occurrence of.
        key: Its original start, also where it has been moved.

    Raises:
        InvalidValueError: If the series has no such occurrence, or a time has a zone or parts of a second.
        WrongTypeError: If an argument is of another type.
    """
    _check_series("cancel", series)
    return with_override(series, evolve(_override_of(series, key), cancelled=True))


def _check_series(where: str, series: object) -> None:
    if not isinstance(series, Series):
        raise WrongTypeError(f"{where} series", "must be a Series", series)


def _starts(where: str, given: Iterable[Moment]) -> tuple[Moment, ...]:
    try:
        return tuple(given)
    except TypeError:
        raise WrongTypeError(where, "must be starts of the series", given) from None


def _override_of(series: Series, key: Moment) -> Override:
    return next((o for o in series.overrides if o.original == key), Override(key))


def exclude(series: Series, keys: Iterable[Moment]) -> Edited:
    """Return *series* without the occurrences *keys*, as if they had never been planned.

    Raises:
        WrongTypeError: If an argument is of another type.
    """
    _check_series("exclude", series)
    return with_changes(series, excluded=(*series.excluded, *_starts("exclude keys", keys)))


def unannounced(
    first: Moment, length: timedelta, *, zone: str = DEFAULT_ZONE, tentative: bool = True
) -> Series:
    """Return a series whose dates are yet to be announced: it has no occurrence until `announce` adds one.

    Args:
        first: The earliest that it can happen.
        length: How long it will last.
        zone: IANA key.
        tentative: Whether what is announced still may change.
    """
    return Series(first, length, zone=zone, excluded=(first,), tentative=tentative)


def announce(series: Series, starts: Iterable[Moment]) -> Series:
    """Return *series* with *starts* added; one that was excluded happens again.

    Args:
        series: Where they are added.
        starts: By the clock of the series; dates where its first start is one.

    Raises:
        InvalidValueError: If a time has a zone or parts of a second.
        WrongTypeError: If an argument is of another type.
    """
    _check_series("announce", series)
    added = _starts("announce starts", starts)
    excluded = tuple(start for start in series.excluded if start not in added)
    return evolve(series, extra=(*series.extra, *added), excluded=excluded)


# --- this and all following ---------------------------------------------------------------------------


def split(series: Series, key: Moment) -> Split:
    """Cut *series* in two at the occurrence *key*: "this and all following" may then be changed alone.

    The two together have the same occurrences with the same keys as the whole. COUNT is shared out. What a
    rule left to be filled from the first start is written out, as the second part has another.

    Raises:
        InvalidValueError: If *key* is not the original start of an occurrence.
        WrongTypeError: If an argument is of another type.
    """
    _check_series("split", series)
    _check_key(series, key)
    before = _before(series, key)
    after = evolve(
        series,
        first=key,
        rules=tuple(_rest(rule, series, key) for rule in series.rules),
        extra=_extra_from(series, key),
        excluded=tuple(start for start in series.excluded if start >= key),
        overrides=(),
    )
    if not _alike(series, after, key):
        after = _same_phase(series, key)
    later = tuple(override for override in series.overrides if override.original >= key)
    return Split(before, evolve(after, overrides=later))


def move_following(series: Series, key: Moment, start: Moment) -> Split:
    """Move the occurrence *key* to *start* and let all that follow keep their distance from it.

    "Every other Friday" goes on every other Friday from the new date. Starts that were excluded or added by
    hand stay on their dates. Overrides from *key* on lose their occurrences, unless a new one has their key.

    Raises:
        InvalidValueError: If *key* is not the original start of an occurrence, if *start* is not after the
            occurrence before it, or if the rule cannot be moved so, as with "the second Tuesday".
        WrongTypeError: If an argument is of another type.
    """
    _check_series("move_following", series)
    _check_key(series, key)
    if isinstance(start, datetime):
        check_wall_time("move_following start", start)
    if isinstance(start, datetime) is not isinstance(key, datetime):
        raise WrongTypeError("move_following start", "must be of the type of key", start)
    before = _before(series, key)
    if before is not None and start <= _last_key(before):
        raise InvalidValueError("move_following start", f"must be after {_last_key(before)}", start)
    rules = tuple(_moved(_rest(rule, series, key), key, start) for rule in series.rules)
    for rule in rules:
        if next(iter(rule.starts(start, zone=series.zone)), None) != start:
            raise InvalidValueError(
                "move_following start",
                "must be a start that the rule can begin with",
                start,
                "split() the series, and give the second part the rule that is meant",
            )
    bare = evolve(
        series,
        first=start,
        rules=rules,
        extra=tuple(moment for moment in _extra_from(series, key) if moment not in {key, start}),
        excluded=tuple(moment for moment in series.excluded if moment >= key),
        overrides=(),
    )
    later = tuple(override for override in series.overrides if override.original >= key)
    edited = with_changes(bare, overrides=later)
    return Split(before, edited.series, edited.orphans)


def _extra_from(series: Series, key: Moment) -> tuple[Moment, ...]:
    """Return what is added by hand from *key* on; without rules the first start is such a one."""
    added = series.extra if series.rules else (*series.extra, series.first)
    return tuple(start for start in added if start >= key)


def _check_key(series: Series, key: Moment) -> None:
    if type(key) is not date:
        check_wall_time("Series key", key)
    timed = isinstance(series.first, datetime)
    if isinstance(key, datetime) is not timed or not is_key(Timeline(evolve(series, overrides=())), key):
        raise InvalidValueError("Series key", "must be the original start of an occurrence", key)


def _before(series: Series, key: Moment) -> Series | None:
    """Return the part of *series* before *key*, or None if that has no occurrence."""
    before = evolve(
        series,
        rules=tuple(_first_part(rule, series, key) for rule in series.rules),
        extra=tuple(start for start in series.extra if start < key),
        excluded=tuple(start for start in series.excluded if start < key),
        overrides=tuple(override for override in series.overrides if override.original < key),
    )
    if not series.rules and key <= series.first:
        before = evolve(before, excluded=(*before.excluded, series.first))
    walls = Timeline(evolve(before, overrides=())).walk(0, from_moment(key))
    return before if next(walls, None) is not None else None


def _first_part(rule: RecurrenceRule, series: Series, key: Moment) -> RecurrenceRule:
    """Return *rule* as it is before *key*."""
    if next(rule.starts(series.first, after=key, zone=series.zone), None) is None:
        return rule
    if passed := _passed(rule, series, key):
        return evolve(rule, count=passed)
    cut = key - (timedelta(seconds=1) if isinstance(key, datetime) else timedelta(days=1))
    return evolve(rule, count=None, until=cut)


def _last_key(series: Series) -> Moment:
    """Return the last key of a series that ends."""
    timeline = Timeline(evolve(series, overrides=()))
    return timeline.moment(max(timeline.walk(0, timeline.high)))


def _passed(rule: RecurrenceRule, series: Series, key: Moment) -> int:
    """Count the starts of *rule* before *key*; only asked of rules that have a COUNT."""
    if rule.count is None:
        return 0
    return sum(1 for _ in rule.starts(series.first, before=key, zone=series.zone))


def _rest(rule: RecurrenceRule, series: Series, key: Moment) -> RecurrenceRule:
    """Return *rule* as it is from *key* on, with everything written out that the first start filled in."""
    full = _explicit(rule, series.first)
    if rule.count is None:
        return full
    left = rule.count - _passed(rule, series, key)
    if left > 0:
        return evolve(full, count=left)
    return evolve(full, count=None, until=key - timedelta(days=1))


def _explicit(rule: RecurrenceRule, first: Moment) -> RecurrenceRule:
    """Return *rule* with everything about days written out that it leaves to be filled from *first*."""
    if rule.frequency.within_day or rule.frequency is Frequency.DAILY:
        return rule
    parts = filled(rule, first)
    return evolve(rule, by_month=parts.months, by_month_day=parts.month_days, by_day=parts.weekdays)


def _alike(series: Series, after: Series, key: Moment) -> bool:
    """Whether *after* goes on as *series* does: the phase of an interval may hang on the first start."""
    low = from_moment(key)
    whole, part = (Timeline(evolve(s, overrides=(), excluding=None)) for s in (series, after))
    return all(
        left == right
        for left, right in zip(
            islice(whole.walk(low, whole.high), _COMPARED),
            islice(part.walk(low, part.high), _COMPARED),
            strict=False,
        )
    )


def _same_phase(series: Series, key: Moment) -> Series:
    """Return the part from *key* on with the first start kept, and the days before *key* excluded instead."""
    day = key.date() if isinstance(key, datetime) else key
    past = Between(last=day - timedelta(days=1))
    same_day = []
    if isinstance(key, datetime):
        low = from_moment(day)
        timeline = Timeline(evolve(series, overrides=()))
        same_day = [timeline.moment(wall) for wall in timeline.walk(low, from_moment(key))]
    return evolve(
        series,
        extra=tuple(start for start in series.extra if start >= key),
        excluded=(*(start for start in series.excluded if start >= key), *same_day),
        excluding=past if series.excluding is None else series.excluding | past,
        overrides=(),
    )


def _moved(rule: RecurrenceRule, key: Moment, start: Moment) -> RecurrenceRule:
    """Move the weekdays of a weekly rule along, and let what equals the old start follow to the new one."""
    days = (_day(start) - _day(key)).days
    changes: dict[str, Any] = {}
    if rule.frequency is Frequency.WEEKLY and days % 7:
        changes["by_day"] = tuple(NthDay(Weekday((day.weekday + days) % 7)) for day in rule.by_day)
    if rule.frequency is Frequency.MONTHLY and rule.by_month_day == (key.day,):
        changes["by_month_day"] = (start.day,)
    if rule.frequency is Frequency.YEARLY and (rule.by_month, rule.by_month_day) == (
        (key.month,),
        (key.day,),
    ):
        changes |= {"by_month": (start.month,), "by_month_day": (start.day,)}
    return evolve(rule, **changes)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

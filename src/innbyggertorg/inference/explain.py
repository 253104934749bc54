"""From a list of dates to the rules that explain it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.inference.build import Listed, Told, exact, explained, itself
from innbyggertorg.inference.explanation import DeviationKind, Explanation, Explanations
from innbyggertorg.inference.matching import Match, match, stretches
from innbyggertorg.inference.patterns import FEWEST_HITS, Pattern, patterns
from innbyggertorg.inference.published import read
from innbyggertorg.inference.reasons import reasons
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.recurrence.engine.gregorian import DAY

__all__ = ["explanations"]

SHIFTED: Final = DeviationKind.SHIFTED
_MOST: Final = 10
_BEFORE: Final = 28  # days before the list at which a rule may begin, because its first start was moved


def explanations(
    published: Iterable[date | datetime | tuple[date | datetime, Weekday | None]],
    *,
    length: timedelta | None = None,
    zone: str = DEFAULT_ZONE,
    calendars: Iterable[SchoolCalendar] = (),
    going_on: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Explanations:
    """Find the rules that may lie behind a list of dates, each with the exceptions it takes.

    The cost of an explanation is what must be said about it, in points: one for each
    weekday and for every day (two for Monday to Friday together), two for each day of a month, three for a
    day of a year, and one for each time of day but the first; one for every second, two for every third or a
    later one and for even or odd weeks, and one for counting back from the end of a month further than to
    the last. To that come the deviations: two for a start that is
    missing; three for a gap of several in a row, for one that was moved, or is extra, or for days on which it
    is never (and one more for each day that has to be named); four for several in a row that were shifted
    equally far. The list itself costs three for each start but the first, and one for that.

    A rule is found where it gives at least half the starts, as they are or shifted together, costs less than
    the list, and departs from it no more than in every third start (in long lists, every sixth).

    Args:
        published: Dates or naive wall times, in any order; each may come in a pair with the weekday that was
            printed beside it. At most `limits.occurrences`, in the years 2 to 9998.
        length: How long each lasts. Dates are whole days, one each unless this says more; with wall times it
            must be given.
        zone: IANA key of the zone whose clocks count.
        calendars: Whose school breaks may be the reason why something is missing.
        going_on: Whether the rules are to go on after the last date; otherwise they end with it.
        limits: `occurrences` is the longest list that is taken.

    Returns:
        At most ten, none above four more than twice the simplest one's cost, and then the list itself. By
        cost; of equal cost the ones with fewer deviations first, then the more frequent, then those that
        count from the start of the month, then by the text of the rule, and the ones that follow it longest.
        The order in which the dates were given does not matter.

    Raises:
        InvalidValueError: If the list is empty, holds a start twice, or *length* is missing.
        LimitExceededError: If the list is longer than the limit.
        WrongTypeError: If dates and wall times are mixed, or something else is in the list.
    """
    walls, timed, mismatches = read(published, zone, limits)
    if length is None and timed:
        raise InvalidValueError("explanations length", "must be given with wall times", None)
    listed = Listed(walls, timed, timedelta(days=1) if length is None else length, zone, going_on)
    known = tuple(calendars)
    for calendar in known:
        if not isinstance(calendar, SchoolCalendar):
            raise WrongTypeError("explanations calendars", "must be SchoolCalendars", calendar)
    last = itself(listed)
    told = {each.order: each for each in _told(listed, known)} if len(walls) > 1 else {}
    cheaper = (explained(listed, told[order]) for order in sorted(told) if order[0] < last.cost)
    return Explanations((*islice(_different(listed, cheaper), _MOST), last), mismatches)


def _different(listed: Listed, found: Iterator[Explanation]) -> Iterator[Explanation]:
    """Leave out what is far from the simplest, or the same as one before, or would not give the list."""
    seen = set()
    dearest = None
    for explanation in found:
        if dearest is not None and explanation.cost > dearest:
            return
        if explanation.series not in seen and exact(listed, explanation):
            dearest = dearest or 2 * explanation.cost + 4
            seen.add(explanation.series)
            yield explanation


def _told(listed: Listed, calendars: tuple[SchoolCalendar, ...]) -> Iterator[Told]:
    """Lay every rule that the list suggests beside it, and tell what is in order and what is not."""
    days = [date.fromordinal(number) for number in sorted({wall // DAY for wall in listed.walls})]
    suggested = patterns(days, earliest=date.fromordinal(max(1, days[0].toordinal() - _BEFORE)))
    for pattern in dict.fromkeys(suggested):
        given_days = _given(pattern, days)
        if not given_days:
            continue
        for times in _times_of_day(listed, len(days)):
            given = [day * DAY + time for day in given_days for time in times]
            for found in _matches(listed, given, pattern.reach):
                yield from _with_reasons(listed, pattern, times, found, calendars)


def _matches(listed: Listed, given: list[int], reach: int) -> Iterator[Match]:
    """Lay the starts of a rule beside the list; once more if one from beyond the list was moved into it."""
    walls = listed.walls
    least = -(-len(walls) // FEWEST_HITS)
    for beyond in (True, False):
        found = match(walls, given, least=least, reach=reach, beyond=beyond, to_end=listed.goes_on)
        if found is None:
            return
        yield found
        if all(walls[0] <= original <= walls[-1] for original in found.moved):
            return


def _given(pattern: Pattern, days: list[date]) -> list[int]:
    """List the days of a rule around the list, as ordinals; none if there are far too many."""
    low = max(days[0].toordinal() - pattern.reach, 1)
    high = days[-1].toordinal() + pattern.reach + 1  # the list ends in 9998
    most = 4 * len(days) + 64
    starts = pattern.rule.starts(pattern.anchor, after=date.fromordinal(low), before=date.fromordinal(high))
    found = list(islice(starts, most + 1))
    if len(found) > most:
        return []
    return [day.toordinal() for day in found if pattern.excluding is None or not pattern.excluding.picks(day)]


def _times_of_day(listed: Listed, days: int) -> list[tuple[int, ...]]:
    """Suggest the times of day of a rule: the most common, the last, and all that most days have."""
    found = Counter(wall % DAY for wall in listed.walls)
    usual = min(found, key=lambda time: (-found[time], time))
    suggested: list[tuple[int, ...]] = [(usual,), (listed.walls[-1] % DAY,)]
    common = tuple(sorted(time for time in found if 2 * found[time] >= days))
    hours, minutes = {time // 3600 for time in common}, {time // 60 % 60 for time in common}
    if 1 < len(common) == len(hours) * len(minutes) and not any(time % 60 for time in common):
        suggested.append(common)
    return list(dict.fromkeys(suggested))


def _with_reasons(
    listed: Listed,
    pattern: Pattern,
    times: tuple[int, ...],
    found: Match,
    calendars: tuple[SchoolCalendar, ...],
) -> Iterator[Told]:
    """Tell a match as it is, and with each reason there may be for what is missing."""
    plain = Told(pattern, times, found, tuple(stretches(found, set())), None, frozenset())
    regular = len(found.kept) + sum(each.starts for each in plain.stretches if each.kind is SHIFTED)
    others = sum(each.kind not in {DeviationKind.MISSING, DeviationKind.GAP} for each in plain.stretches)
    if 2 * regular < len(listed.walls) or others > _most_deviations(listed):
        return
    if _simple(listed, plain):
        yield plain
    if not found.missing:
        return
    missing = [date.fromordinal(wall // DAY) for wall in found.missing]
    present = [date.fromordinal(number) for number, _ in groupby(wall // DAY for wall in found.used)]
    for reason in reasons(missing, present, calendars):
        left_out = frozenset(
            wall for wall, day in zip(found.missing, missing, strict=True) if day in reason.missing
        )
        told = Told(pattern, times, found, tuple(stretches(found, set(left_out))), reason, left_out)
        if _simple(listed, told):
            yield told


def _simple(listed: Listed, told: Told) -> bool:
    """Whether exceptions are exceptions, and the rule is still the rule at the end if it is to go on."""
    last = told.match.used[-1]
    if listed.goes_on and any(each.kind is SHIFTED and each.last == last for each in told.stretches):
        return False
    return len(told.stretches) + (told.reason is not None) <= _most_deviations(listed)


def _most_deviations(listed: Listed) -> int:
    count = len(listed.walls)
    return max(1, min(count // 3, 5 + count // 6))

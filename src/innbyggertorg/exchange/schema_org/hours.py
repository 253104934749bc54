"""Opening hours in the terms of schema.org."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days.weekly import weekday_of
from innbyggertorg.exchange.daily import MARGIN, Daily, check_horizon
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.pieces import Piece, Pieces, highest
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.opening.hours import DAY, time_text
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.within import Within

__all__ = ["opening_hours"]

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHOLE_DAY: Final = (0, DAY)
_ALMOST_WHOLE_DAY: Final = (0, DAY - 1)

Entry = dict[str, Any]


def opening_hours(
    schedule: Openings, horizon: DateRange, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[dict[str, list[Entry]], tuple[Loss, ...]]:
    """Return the hours of a horizon as two properties of a schema.org `Place`, fit for its JSON-LD.

    `openingHoursSpecification` is the usual week. `specialOpeningHoursSpecification` holds every day of the
    horizon that is otherwise, and stands in the place of the week on it; days in a row that are alike are one
    entry. A day that is open throughout is 00:00-23:59, and a closed day opens and closes at 00:00. Hours
    belong to the day on which they start; an end at or before the start lies on the next day. Each stretch
    stands once, at the highest level in it, and its `description` is the key of the level: `staffed`,
    `self-service` or `by-appointment`. Where the hours of two days overlap, the higher level holds.

    Args:
        schedule: A schedule, or one within another.
        horizon: The days for which the answer is right; the week carries the first and the last of them.
        limits: `occurrences` is the most days that a horizon may have.

    Returns:
        The two properties, and what they do not say.

    Raises:
        LimitExceededError: If the horizon is too long.
        UnknownSchoolYearError: If a day of the horizon hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.

    Source:
        schema.org, `OpeningHoursSpecification`; Google Search Central, "Local business", on whole days,
        closed days and hours past midnight.
    """
    check_horizon("schema_org.opening_hours", schedule, horizon, limits)
    daily = Daily(schedule, horizon)
    plans = _plans(daily)
    week = _usual_week(plans)
    hours = {
        "openingHoursSpecification": list(_regular(week, horizon)) if horizon else [],
        "specialOpeningHoursSpecification": list(_special(plans, week)),
    }
    return hours, (*_losses(plans), *daily.losses, *_lost_reasons(schedule))


def _plans(daily: Daily) -> dict[int, Pieces]:
    """Return the hours of each day as two times can say them: what is too long goes on at midnight.

    So does what runs over into the horizon from the days before it.
    """
    carried: dict[int, list[Pieces]] = {}
    plans: dict[int, Pieces] = {}
    for number, own in daily.own.items():
        plan = []
        for piece in highest([own, *carried.get(number, ())]):
            if number not in daily.days or _is_long(piece):
                for days in range(1, MARGIN + 2):
                    carried.setdefault(number + days, []).append(_on_later_day(piece, days))
                piece = piece._replace(end=min(piece.end, DAY))  # noqa: PLW2901 - what is left of it
            if piece.start < piece.end:
                plan.append(piece)
        if number in daily.days:
            plans[number] = tuple(plan)
    return plans


def _on_later_day(piece: Piece, days: int) -> Pieces:
    """Return what of a piece lies on a day after that on which it starts."""
    start, end = max(piece.start - DAY * days, 0), min(piece.end - DAY * days, DAY)
    return (Piece(start, end, piece.level),) if start < end else ()


def _is_long(piece: Piece) -> bool:
    """Whether two times of the clock cannot say it."""
    start, end, _ = piece
    return start >= DAY or (end > DAY and end - DAY >= start)


def _usual_week(plans: dict[int, Pieces]) -> list[Pieces]:
    counted: list[Counter[Pieces]] = [Counter() for _ in range(7)]
    for number, plan in plans.items():
        counted[weekday_of(number)][plan] += 1
    return [count.most_common(1)[0][0] if count else () for count in counted]


def _regular(week: list[Pieces], horizon: DateRange) -> Iterator[Entry]:
    """List the usual week: one entry for each stretch, with the weekdays that have it."""
    weekdays: dict[Piece, list[int]] = {}
    for weekday, plan in enumerate(week):
        for piece in plan:
            weekdays.setdefault(piece, []).append(weekday)
    for piece, days in sorted(weekdays.items(), key=lambda item: (item[1], item[0])):
        named = [_WEEKDAYS[day] for day in days]
        yield _entry(piece, horizon.start, horizon.last, {"dayOfWeek": named})


def _special(plans: dict[int, Pieces], week: list[Pieces]) -> Iterator[Entry]:
    """List the days that are not as usual: one entry for each stretch of each run of days."""
    runs: list[tuple[int, int, Pieces]] = []
    for number, plan in plans.items():
        if plan == week[weekday_of(number)]:
            continue
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == plan:
            runs[-1] = (runs[-1][0], number, plan)
        else:
            runs.append((number, number, plan))
    for first, last, plan in runs:
        for piece in plan or (None,):
            yield _entry(piece, date.fromordinal(first), date.fromordinal(last), {})


def _entry(piece: Piece | None, first: date, last: date, days: dict[str, list[str]]) -> Entry:
    entry: Entry = {"@type": "OpeningHoursSpecification", **days}
    if piece is None:
        entry |= {"opens": "00:00", "closes": "00:00", "description": AccessLevel.CLOSED.key}
    else:
        whole = piece[:2] == _WHOLE_DAY
        closes = "23:59" if whole else time_text(piece.end % DAY)
        entry |= {"opens": time_text(piece.start), "closes": closes, "description": piece.level.key}
    return entry | {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _losses(plans: dict[int, Pieces]) -> Iterator[Loss]:
    pieces = {piece for plan in plans.values() for piece in plan}
    below = sorted({piece.level for piece in pieces} - {AccessLevel.STAFFED})
    if below:
        named = " and ".join(level.key for level in below)
        why = "schema.org has no levels of access; they are named in description alone"
        yield Loss(where="", what=f"that some hours are {named}", why=why)
    if any(piece[:2] == _ALMOST_WHOLE_DAY for piece in pieces):
        yield Loss(where="", what="the minute after 23:59", why="00:00-23:59 is read as the whole day")


def _lost_reasons(schedule: Openings, within: str = "") -> Iterator[Loss]:
    if isinstance(schedule, Within):
        yield from _lost_reasons(schedule.inner, f"{within}inner.")
        yield from _lost_reasons(schedule.outer, f"{within}outer.")
    if not isinstance(schedule, OpeningSchedule):
        return
    for layer in ("seasons", "patterns", "holidays", "exceptions", "restrictions"):
        for n, rule in enumerate(getattr(schedule, layer)):
            if rule.reason:
                why = "schema.org has no place for it"
                yield Loss(where=f"{within}{layer}[{n}]", what=f"the reason {rule.reason!r}", why=why)

"""A slow, obvious twin of the opening schedule, and schedules to try both on.

The twin looks at one minute at a time and goes through the table of layers for it. It knows nothing of masks,
pieces, edges or compiled years.
"""

import functools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from innbyggertorg.chrono.dates import Validity
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import (
    Annual,
    Between,
    Dates,
    EasterOffset,
    Eve,
    EvenWeeks,
    EveryNWeeks,
    Holiday,
    MonthDay,
    NthWeekday,
    OddWeeks,
    Weekdays,
    eves_on,
    holidays_on,
)
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening import (
    AccessLevel,
    Add,
    BaseWeek,
    Cap,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Pattern,
    Remove,
    Replace,
    Restriction,
    Season,
    WeekHours,
)

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
CLOSED = AccessLevel.CLOSED


def minutes_with_clock(zone, start, end, step):
    """List (instant, latest time the clock has shown) from *start* to *end*, aware instants in UTC.

    When the clock is put back it shows times again that it has shown already: what has opened stays open, and
    what has closed stays closed, so only the latest time counts.
    """
    tz = ZoneInfo(zone)
    latest = datetime.min
    moment = start - 2 * DAY
    while moment < end:
        latest = max(latest, moment.astimezone(tz).replace(tzinfo=None, fold=0))
        if moment >= start:
            yield moment, latest
        moment += step * MINUTE


class Twin:
    """The levels of a schedule, minute by minute."""

    def __init__(self, schedule):
        self.schedule = schedule
        self.offered = functools.cache(self.offered_by_day)
        self.rules = functools.cache(self.rules_of)

    def level(self, clock):
        """Return the level when the clock has come to *clock*, a naive datetime."""
        offered = set()
        for back in range(4):
            day = clock.date() - back * DAY
            minute = (clock - datetime.combine(day, datetime.min.time())) // MINUTE
            offered |= self.offered(day, minute)
        lasting = [
            each
            for each in self.schedule.restrictions
            if each.start <= clock and (each.end is None or clock < each.end)
        ]
        return max(layer(lasting, offered, 0), default=CLOSED)

    def offered_by_day(self, day, minute):
        """Return the levels on offer at a minute counted from the midnight of *day*, by that day's hours."""
        week, patterns, policies, exceptions = self.rules(day)
        offered = at(week.days[day.weekday()], minute) if week else set()
        offered = layer(patterns, offered, minute)
        answers = [after(policy.operation, offered, minute) for policy in policies]
        if answers:
            lowest = min(max(answer, default=CLOSED) for answer in answers)
            offered = {level for answer in answers for level in answer if level <= lowest}
            offered |= {lowest} - {CLOSED}
        return layer(exceptions, offered, minute)

    def rules_of(self, day):
        """Return the week, the patterns, the policies and the exceptions that hold on *day*."""
        schedule = self.schedule
        weeks = [base.week for base in schedule.bases if base.valid.covers(day)]
        seasons = [season for season in schedule.seasons if season.period.picks(day)]
        if seasons:
            weeks = [max(seasons, key=lambda season: rank(season, day)).week]
        policies = []
        for name in (*holidays_on(day), *eves_on(day)):
            named = [policy for policy in schedule.holidays if name in policy.names]
            others = [policy for policy in schedule.holidays if not policy.names]
            policies += named or (others if isinstance(name, Holiday) else [])
        return (
            weeks[0] if weeks else None,
            [rule for rule in schedule.patterns if rule.days.picks(day)],
            policies,
            [rule for rule in schedule.exceptions if rule.days.picks(day)],
        )


def at(hours, minute):
    return {each.level for each in hours if each.start <= minute < each.end}


def rank(season, day):
    """Priority, then the shorter, then the later start, found by walking along the season's days."""
    period = season.period
    if isinstance(period, Between):
        first, last = period.first or date.min, period.last or date.max
        return season.priority, -(last - first).days, first
    first = last = day
    if period.first <= period.last:
        while period.picks(first - DAY) and (first - DAY).year == day.year:
            first -= DAY
        while period.picks(last + DAY) and (last + DAY).year == day.year:
            last += DAY
    else:
        while period.picks(first - DAY) and (first.month, first.day) != start_of(period, first):
            first -= DAY
        while period.picks(last + DAY) and ((last + DAY).month, (last + DAY).day) != start_of(
            period, last + DAY
        ):
            last += DAY
    return season.priority, -(last - first).days, first


def start_of(period, day):
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    start = (period.first.month, period.first.day)
    return (3, 1) if start == (2, 29) and not leap else start


def layer(rules, offered, minute):
    for kind in (Replace, Add, Clip, Cap, Remove):
        for rule in rules:
            if isinstance(rule.operation, kind):
                offered = after(rule.operation, offered, minute)
    return offered


def after(operation, offered, minute):
    match operation:
        case Replace():
            kept = {level for level in offered if operation.levels and level not in operation.levels}
            return kept | at(operation.hours, minute)
        case Add():
            return offered | at(operation.hours, minute)
        case Clip():
            early = operation.not_before is not None and minute < operation.not_before
            late = operation.not_after is not None and minute >= operation.not_after
            touched = set(operation.levels or AccessLevel)
            return offered - touched if early or late else offered
        case Cap():
            lowered = {min(level, operation.highest) for level in offered}
            return lowered - {CLOSED}
        case Remove():
            return offered - set(operation.levels)
    raise AssertionError(operation)


# --- schedules to try ---------------------------------------------------------------------------------------

# Both DST changes, New Year of a year with 53 weeks, Easter, 17 May as Whit Monday, and zones whose clocks
# change at midnight or leave a day out.
FORTNIGHTS = (
    ("Europe/Oslo", date(2026, 3, 24)),
    ("Europe/Oslo", date(2026, 10, 19)),
    ("Europe/Oslo", date(2026, 12, 22)),
    ("Europe/Oslo", date(2027, 3, 21)),
    ("Europe/Oslo", date(2027, 5, 8)),
    ("America/Sao_Paulo", date(2018, 10, 28)),
    ("America/Sao_Paulo", date(2019, 2, 10)),
    ("Pacific/Apia", date(2011, 12, 24)),
    ("Asia/Beirut", date(2021, 3, 21)),
    ("America/St_Johns", date(2010, 11, 1)),
)

levels = st.sampled_from([AccessLevel.BY_APPOINTMENT, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED])
level_sets = st.sets(levels, min_size=1).map(lambda found: tuple(sorted(found)))
reasons = st.sampled_from(["", "", "summer", "one day"])


def hours(step):
    start = st.integers(0, 1440 // step - 1).map(lambda n: n * step)
    usual = st.builds(
        lambda first, length, level: Hours(first, min(first + length * step, first + 2880), level),
        start,
        st.integers(1, 900 // step) | st.integers(1, 2880 // step),
        levels,
    )
    return usual | st.sampled_from(
        [Hours(0, 1440), Hours(130, 160), Hours(1200, 1560), Hours(480, 1320, AccessLevel.SELF_SERVICE)]
        if step <= 10
        else [Hours(0, 1440), Hours(1200, 1560), Hours(480, 1320, AccessLevel.SELF_SERVICE)]
    )


def apart(found):
    """Leave out hours that overlap others of their level."""
    kept = []
    for each in found:
        if not any(o.level is each.level and o.start < each.end and each.start < o.end for o in kept):
            kept.append(each)
    return tuple(kept)


@st.composite
def schedules(draw, zone, start, step=5):
    """A schedule with something happening around a fortnight."""
    near = st.dates(start - 3 * DAY, start + 16 * DAY)
    day_hours = st.lists(hours(step), max_size=3).map(apart)
    weeks = st.lists(day_hours, min_size=7, max_size=7).map(
        lambda days: valid_or_none(WeekHours, tuple(days))
    )
    weeks = weeks.filter(lambda week: week is not None)
    minutes = st.integers(0, 1440 // step).map(lambda n: n * step)
    clips = st.one_of(
        st.builds(lambda m, kept: Clip(not_before=m, levels=kept), minutes, st.just(()) | level_sets),
        st.builds(lambda m, kept: Clip(not_after=m, levels=kept), minutes, st.just(()) | level_sets),
    )
    lowering = st.one_of(
        clips,
        st.builds(Cap, st.sampled_from([CLOSED, AccessLevel.BY_APPOINTMENT, AccessLevel.SELF_SERVICE])),
        st.builds(Remove, level_sets),
        st.just(Replace()),
    )
    replacing = st.builds(lambda found: valid_or_none(Replace, found), day_hours).filter(bool)
    adding = st.lists(hours(step), min_size=1, max_size=2).map(apart)
    adding = adding.map(lambda found: valid_or_none(Add, found)).filter(bool)
    any_operation = st.one_of(lowering, adding, replacing)
    rules = st.one_of(
        st.builds(Weekdays, st.sets(st.sampled_from(Weekday), min_size=1)),
        st.builds(EveryNWeeks, st.integers(1, 4), near),
        st.builds(Dates, st.sets(near, min_size=1, max_size=3)),
        st.tuples(near, near).map(sorted).map(lambda pair: Between(*pair)),
        st.sampled_from([EvenWeeks(), OddWeeks(), EasterOffset([-6, -5, -4]), Annual.on(12, 31)]),
        st.builds(NthWeekday, st.sampled_from([1, 2, 4, -1]), st.sampled_from(Weekday)),
    )
    month_days = near.map(lambda day: MonthDay(day.month, day.day))
    periods = st.builds(Annual, month_days, month_days) | st.tuples(near, near).map(sorted).map(
        lambda pair: Between(*pair)
    )
    split = draw(near)
    bases = draw(
        st.sampled_from(
            [
                (BaseWeek(draw(weeks)),),
                (
                    BaseWeek(draw(weeks), Validity(None, split - DAY)),
                    BaseWeek(draw(weeks), Validity(split, None)),
                ),
            ]
        )
    )
    names = draw(st.permutations([*Holiday, *Eve]))[:4]
    policies = [HolidayPolicy(draw(lowering), names=(name,), reason=draw(reasons)) for name in names]
    if draw(st.booleans()):
        policies.append(HolidayPolicy(draw(any_operation), reason=draw(reasons)))
    walls = near.flatmap(
        lambda day: minutes.map(lambda m: datetime.combine(day, datetime.min.time()) + m * MINUTE)
    )
    restrictions = st.tuples(walls, walls).map(sorted).filter(lambda pair: pair[0] < pair[1])
    lowering_by_clock = st.builds(
        Cap, st.sampled_from([CLOSED, AccessLevel.BY_APPOINTMENT, AccessLevel.SELF_SERVICE])
    ) | st.builds(Remove, level_sets)
    fields = {
        "zone": zone,
        "bases": bases,
        "seasons": tuple(
            draw(
                st.lists(
                    st.builds(Season, periods, weeks, priority=st.integers(0, 1), reason=reasons), max_size=2
                )
            )
        ),
        "patterns": tuple(
            draw(st.lists(st.builds(Pattern, rules, any_operation, reason=reasons), max_size=3))
        ),
        "holidays": tuple(policies),
        "exceptions": tuple(
            draw(st.lists(st.builds(DatedException, rules, any_operation, reason=reasons), max_size=3))
        ),
        "restrictions": tuple(
            Restriction(*pair, operation=draw(lowering_by_clock), reason=draw(reasons))
            for pair in draw(st.lists(restrictions, max_size=2))
        ),
    }
    schedule = valid_or_none(lambda: OpeningSchedule(**fields))
    if schedule is None:  # two rules contradict each other: keep the later one of each layer
        for name in ("seasons", "patterns", "exceptions"):
            fields[name] = fields[name][-1:]
        schedule = OpeningSchedule(**fields)
    return schedule


def valid_or_none(make, *arguments):
    try:
        return make(*arguments)
    except InvalidValueError:
        return None


def fortnights(step=5):
    """A fortnight where clocks or calendars are awkward, with a schedule: (first instant, last, schedule)."""
    return st.sampled_from(FORTNIGHTS).flatmap(
        lambda row: schedules(row[0], row[1], step).map(lambda schedule: (*fortnight(*row), schedule))
    )


def fortnight(zone, start):
    first = datetime.combine(start, datetime.min.time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return first, first + 14 * DAY

"""The definition of a rule, written down slowly: every day is looked at and asked whether each part takes it.

Shares no code with the engine. A period is a year, a month, a week or a day; its set is every day (for
BYWEEKNO: of the year's weeks) that all parts take, times every time of day; BYSETPOS counts in that set.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product

from innbyggertorg.recurrence import Frequency, RecurrenceRule, Skip

DAY = timedelta(days=1)


def starts(rule: RecurrenceRule, first: datetime | date, before: datetime) -> list[datetime | date]:
    """Every start before *before* (UNTIL and COUNT included); UNTIL is read as wall time."""
    whole_days = not isinstance(first, datetime)
    begin = datetime.combine(first, time()) if not isinstance(first, datetime) else first
    found: list[datetime] = []
    for moment in distinct(walk(rule, begin, before, whole_days)):
        if moment < begin:
            continue
        if rule.until is not None and past(rule, moment):
            break
        if rule.count is not None and len(found) == rule.count:
            break
        found.append(moment)
    found = [moment for moment in found if moment < before]
    return [moment.date() for moment in found] if whole_days else list(found)


def past(rule: RecurrenceRule, moment: datetime) -> bool:
    until = rule.until
    if isinstance(until, datetime):
        return moment > until.replace(tzinfo=None)
    return until is not None and moment.date() > until


def distinct(moments: Iterator[datetime]) -> list[datetime]:
    return sorted(set(moments))


def walk(rule: RecurrenceRule, begin: datetime, before: datetime, whole_days: bool) -> Iterator[datetime]:
    if rule.frequency.within_day:
        yield from walk_units(rule, begin, before)
        return
    for period in periods(rule, begin.date(), before.date()):
        days = sorted(set(days_of(rule, begin.date(), period)))
        times = [time()] if whole_days else times_of(rule, begin)
        moments = sorted({datetime.combine(day, at) for day, at in product(days, times)})
        yield from chosen(rule, moments)


def chosen(rule: RecurrenceRule, moments: list[datetime]) -> Iterator[datetime]:
    if not rule.by_set_position:
        yield from moments
    for position in rule.by_set_position:
        index = position - 1 if position > 0 else len(moments) + position
        if 0 <= index < len(moments):
            yield moments[index]


def times_of(rule: RecurrenceRule, begin: datetime) -> list[time]:
    return [
        time(hour, minute, min(second, 59))
        for hour in rule.by_hour or (begin.hour,)
        for minute in rule.by_minute or (begin.minute,)
        for second in rule.by_second or (begin.second,)
    ]


def periods(rule: RecurrenceRule, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The periods as [start, end), also the one after *last*, for SKIP and weeks reach back."""
    match rule.frequency:
        case Frequency.YEARLY:
            for year in range(first.year, last.year + 2, rule.interval):
                yield date(year, 1, 1), date(year + 1, 1, 1)
        case Frequency.MONTHLY:
            begin = first.year * 12 + first.month - 1
            for month in range(begin, last.year * 12 + last.month + 1, rule.interval):
                yield date(month // 12, month % 12 + 1, 1), date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        case Frequency.WEEKLY:
            day = first - DAY * ((first.weekday() - rule.week_start) % 7)
            while day <= last:
                yield day, day + 7 * DAY
                day += 7 * DAY * rule.interval
        case _:
            day = first
            while day <= last:
                yield day, day + DAY
                day += DAY * rule.interval


def days_of(rule: RecurrenceRule, first: date, period: tuple[date, date]) -> Iterator[date]:
    """The days that one period contributes."""
    start, end = period
    months, month_days, weekdays = filled(rule, first)
    if rule.by_week_number:
        candidates = list(days_of_weeks(rule, start.year))
    elif rule.by_year_day and rule.frequency is Frequency.YEARLY:
        candidates = [d for n in rule.by_year_day for d in numbered(n, start, end, rule.skip)]
    elif month_days and rule.frequency in {Frequency.YEARLY, Frequency.MONTHLY}:
        candidates = [
            d
            for month in months_in(start, end)
            if not months or month.month in months
            for n in month_days
            for d in numbered(n, month, next_month(month), rule.skip)
        ]
        months = ()
        month_days = ()
    else:
        candidates = [start + DAY * n for n in range((end - start).days)]
    for day in candidates:
        if months and day.month not in months:
            continue
        length = (next_month(day.replace(day=1)) - day.replace(day=1)).days
        if month_days and day.day not in month_days and day.day - length - 1 not in month_days:
            continue
        if rule.by_year_day and rule.by_week_number and not takes_year_day(rule, day):
            continue
        if weekdays and not takes_weekday(rule, months_set(rule, first), weekdays, day, start, end):
            continue
        yield day


def filled(
    rule: RecurrenceRule, first: date
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
    """BYMONTH, BYMONTHDAY and BYDAY, with what is missing taken from the first start."""
    weekdays = tuple((int(day.weekday), day.nth) for day in rule.by_day)
    months, month_days = rule.by_month, rule.by_month_day
    nothing = not (weekdays or month_days or rule.by_year_day or rule.by_week_number)
    if rule.frequency is Frequency.WEEKLY and not weekdays:
        weekdays = ((first.weekday(), 0),)
    if rule.frequency is Frequency.YEARLY:
        if rule.by_week_number and not (weekdays or month_days or rule.by_year_day):
            weekdays = ((first.weekday(), 0),)
        months = months_set(rule, first)
    if nothing and rule.frequency in {Frequency.YEARLY, Frequency.MONTHLY}:
        month_days = (first.day,)
    return months, month_days, weekdays


def months_set(rule: RecurrenceRule, first: date) -> tuple[int, ...]:
    if rule.frequency is not Frequency.YEARLY or rule.by_month or rule.by_week_number or rule.by_year_day:
        return rule.by_month
    return (first.month,) if rule.by_month_day or not rule.by_day else ()


def months_in(start: date, end: date) -> Iterator[date]:
    while start < end:
        yield start
        start = next_month(start)


def next_month(start: date) -> date:
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def numbered(number: int, start: date, end: date, skip: Skip) -> Iterator[date]:
    """Day *number* of [start, end), moved as SKIP says if it does not exist."""
    day = start + DAY * (number - 1) if number > 0 else end + DAY * number
    if start <= day < end:
        yield day
    elif skip is Skip.BACKWARD:
        yield (end if number > 0 else start) - DAY
    elif skip is Skip.FORWARD:
        yield end if number > 0 else start


def days_of_weeks(rule: RecurrenceRule, year: int) -> Iterator[date]:
    starts = [monday_of_week_one(rule, year)]
    while starts[-1] < monday_of_week_one(rule, year + 1):
        starts.append(starts[-1] + 7 * DAY)
    starts.pop()
    for number in rule.by_week_number:
        if abs(number) <= len(starts):
            start = starts[number - 1 if number > 0 else number]
            yield from (start + DAY * n for n in range(7))


def monday_of_week_one(rule: RecurrenceRule, year: int) -> date:
    """The WKST day whose week has 4 January: the first with four days in the year."""
    fourth = date(year, 1, 4)
    return fourth - DAY * ((fourth.weekday() - rule.week_start) % 7)


def takes_year_day(rule: RecurrenceRule, day: date) -> bool:
    number = day.timetuple().tm_yday
    length = date(day.year, 12, 31).timetuple().tm_yday
    return number in rule.by_year_day or number - length - 1 in rule.by_year_day


def takes_weekday(  # noqa: PLR0917 - the definition, spelled out
    rule: RecurrenceRule,
    months: tuple[int, ...],
    weekdays: tuple[tuple[int, int], ...],
    day: date,
    start: date,
    end: date,
) -> bool:
    if rule.frequency is Frequency.YEARLY and months:
        start = day.replace(day=1)
        end = next_month(start)
    from_start, from_end = (day - start).days // 7 + 1, -(((end - day).days - 1) // 7 + 1)
    return any(day.weekday() == weekday and nth in {0, from_start, from_end} for weekday, nth in weekdays)


UNITS = {
    Frequency.HOURLY: timedelta(hours=1),
    Frequency.MINUTELY: timedelta(minutes=1),
    Frequency.SECONDLY: timedelta(seconds=1),
}


def walk_units(rule: RecurrenceRule, begin: datetime, before: datetime) -> Iterator[datetime]:
    """Step through hours, minutes or seconds one by one."""
    unit = UNITS[rule.frequency]
    moment = begin - timedelta(
        minutes=begin.minute if rule.frequency is Frequency.HOURLY else 0,
        seconds=begin.second if rule.frequency is not Frequency.SECONDLY else 0,
    )
    while moment < before:
        if takes_unit(rule, moment):
            yield from chosen(rule, sorted(set(within_unit(rule, begin, moment))))
        moment += unit * rule.interval


def takes_unit(rule: RecurrenceRule, moment: datetime) -> bool:
    day = moment.date()
    length = (next_month(day.replace(day=1)) - day.replace(day=1)).days
    seconds = {min(second, 59) for second in rule.by_second}
    return (
        (not rule.by_month or day.month in rule.by_month)
        and (not rule.by_month_day or bool({day.day, day.day - length - 1} & set(rule.by_month_day)))
        and (not rule.by_year_day or takes_year_day(rule, day))
        and (not rule.by_day or any(day.weekday() == item.weekday for item in rule.by_day))
        and (not rule.by_hour or moment.hour in rule.by_hour)
        and (rule.frequency is Frequency.HOURLY or not rule.by_minute or moment.minute in rule.by_minute)
        and (rule.frequency is not Frequency.SECONDLY or not seconds or moment.second in seconds)
    )


def within_unit(rule: RecurrenceRule, begin: datetime, moment: datetime) -> Iterator[datetime]:
    minutes = rule.by_minute or (begin.minute,)
    seconds = rule.by_second or (begin.second,)
    match rule.frequency:
        case Frequency.HOURLY:
            for minute, second in product(minutes, seconds):
                yield moment.replace(minute=minute, second=min(second, 59))
        case Frequency.MINUTELY:
            for second in seconds:
                yield moment.replace(second=min(second, 59))
        case _:
            yield moment

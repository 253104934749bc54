"""Laws of columns, and of the series that are cut out of them: as each start worked out for itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, Weekday, resolve, zone
from innbyggertorg.recurrence import Frequency, Occurrence, RecurrenceRule, Series
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.columns import NAIVE, Columns
from innbyggertorg.recurrence.engine.gregorian import DAY, WEEK
from innbyggertorg.recurrence.engine.moments import to_datetime
from support.examples import examples

# Clocks go forward at 2, at midnight, by half an hour, by a whole day, and in some years four times.
ZONES = ("Europe/Oslo", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca")
MINUTES = st.one_of(st.sampled_from((0, 15, 30, 90, 120, 135, 150, 180)), st.integers(0, 1439))


@st.composite
def weekly_series(draw: st.DrawFn) -> Series:
    first = datetime.combine(draw(st.dates(date(2005, 1, 1), date(2014, 1, 1))), datetime.min.time())
    first += timedelta(minutes=draw(MINUTES))
    until = first + timedelta(days=draw(st.integers(0, 2500)))
    rule = RecurrenceRule(
        Frequency.WEEKLY,
        interval=draw(st.sampled_from((1, 1, 1, 2, 5))),
        by_day=tuple(draw(st.sets(st.sampled_from(Weekday), max_size=4))),
        until=until if draw(st.booleans()) else None,
        count=None,
    )
    some = list(rule.starts(first, before=first + timedelta(days=900)))
    excluded = draw(st.sets(st.sampled_from(some), max_size=5)) if some else set()
    length = timedelta(minutes=draw(st.sampled_from((30, 120, 1440, 3000, 12000))))
    return Series(first, length, zone=draw(st.sampled_from(ZONES)), rules=(rule,), excluded=tuple(excluded))


def one_by_one(series: Series, low: datetime, high: datetime) -> list[Occurrence]:
    """The occurrences that end after *low* and start before *high*; of two at one instant the real time."""
    tz = zone(series.zone)
    found = {}
    for key in series.rules[0].starts(series.first, before=datetime(2022, 1, 1), zone=series.zone):
        start = resolve(key, tz)
        exact = start.astimezone(UTC)
        if exact >= high + timedelta(days=3):
            break
        if key not in series.excluded and exact < high and exact + series.length > low:
            found[exact] = Occurrence(start, (exact + series.length).astimezone(tz), key)
    return [found[exact] for exact in sorted(found)]


def shown(moments: list[datetime]) -> list[tuple[datetime, int, object]]:
    return [(moment.replace(tzinfo=None), moment.fold, moment.tzinfo) for moment in moments]


@given(
    weekly_series(),
    st.datetimes(datetime(2005, 6, 1), datetime(2016, 1, 1)),
    st.timedeltas(timedelta(hours=1), timedelta(days=1500)),
)
@examples(60)
def test_lanes_are_what_each_start_is_by_itself(series: Series, begin: datetime, span: timedelta) -> None:
    low = begin.replace(microsecond=0, tzinfo=UTC)
    high = low + timedelta(seconds=span // timedelta(seconds=1))
    wanted = one_by_one(series, low, high)
    found = list(series.occurrences(Interval(low, high)))
    assert [(o.key, o.status) for o in found] == [(o.key, o.status) for o in wanted]
    assert shown([o.start for o in found]) == shown([o.start for o in wanted])  # type: ignore[misc]
    assert shown([o.end for o in found]) == shown([o.end for o in wanted])  # type: ignore[misc]
    starts = [o.start for o in wanted if o.start.astimezone(UTC) >= low]  # type: ignore[union-attr]
    assert shown(list(series.starts_between(low, high))) == shown(starts)  # type: ignore[arg-type]


QUESTIONS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 200), st.integers(1, 3)), max_size=8)


@given(QUESTIONS, st.integers(0, WEEK - 1))
@example([(0, 4, 1), (0, 200, 2), (35, 200, 1), (0, 4, 1), (40, 200, 1)], 0)
@example([(2, 45, 1), (0, 145, 1)], 0)
@examples(40)
def test_a_column_is_the_same_however_it_grew(questions: list[tuple[int, int, int]], time: int) -> None:
    columns, origin = Columns(datetime(1, 1, 1)), 104_000 * WEEK
    for decade_weeks, count, weeks in questions:
        begin = origin + decade_weeks * 26 * WEEK + time
        end = begin + (count - 1) * WEEK + 1
        wanted = [to_datetime(wall) for wall in range(begin, end, weeks * WEEK)]
        assert columns.column(begin, end, weeks) == wanted
        times = tuple(sorted({time, (time + 3 * DAY) % WEEK, (time + 4 * DAY) % WEEK}))
        both = [week + each for week in range(begin - begin % WEEK, end, WEEK) for each in times]
        assert columns.columns(times, begin, end) == [to_datetime(w) for w in both if begin <= w < end]


@pytest.mark.parametrize("key", ZONES)
def test_what_is_in_a_gap_is_moved_in_a_column(key: str) -> None:
    clock = clock_of(key)
    for minutes in range(0, 1440, 15):
        begin = 104_300 * WEEK + minutes * 60
        for day in range(7):
            first = begin + day * DAY
            column = clock.columns.column(first, first + 200 * WEEK, 1)
            walls = range(first, first + 200 * WEEK, WEEK)
            assert shown(column) == shown([resolve(to_datetime(wall), zone(key)) for wall in walls])
            if minutes % 180:
                break  # of most times one day is enough


def test_many_columns_are_not_all_kept() -> None:
    columns = Columns(datetime(1, 1, 1))
    for second in range(5_000):
        columns.column(104_000 * WEEK + second, 104_000 * WEEK + second + 1, 1)
    assert len(columns._kept) < 2_500
    assert NAIVE.column(104_000 * WEEK, 104_000 * WEEK + 1, 1) == [to_datetime(104_000 * WEEK)]

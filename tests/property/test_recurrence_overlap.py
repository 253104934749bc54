"""The first meeting of two series is the one that listing both finds, and none where there is none."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, Weekday, resolve, zone
from innbyggertorg.days import (
    WORKING_DAYS,
    Annual,
    DayRule,
    EvenWeeks,
    EveryNWeeks,
    Holidays,
    NthWeekday,
    OddWeeks,
    Weekdays,
)
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import (
    Frequency,
    Occurrence,
    RecurrenceRule,
    RuleDays,
    Series,
    Status,
    first_overlap,
)
from innbyggertorg.testing import recurrence_rules, series, wall_times
from support.examples import examples

MANY = Limits(occurrences=1_000_000)
FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)
FEW = examples(20)  # the slow twin is slow
UNTIL = datetime(2062, 1, 1, tzinfo=UTC)
NEVER = st.none()
OFF_DAYS = st.sampled_from(
    (
        EvenWeeks(),
        OddWeeks(),
        WORKING_DAYS,
        Weekdays((Weekday.TUESDAY, Weekday.SATURDAY)),
        Annual.months(2, 10),
        EveryNWeeks(2, date(2025, 1, 7), tuple(Weekday)),
        NthWeekday(1, Weekday.MONDAY) | OddWeeks(),
        RuleDays(RecurrenceRule.parse("FREQ=DAILY;INTERVAL=3;BYMONTH=1,4,9"), date(2026, 4, 1)),
        Holidays(),
    )
)


def simple_rules() -> st.SearchStrategy[RecurrenceRule]:
    """Rules that are seldom dense, so that "never" is a frequent answer."""
    return st.builds(
        RecurrenceRule,
        st.sampled_from((Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY, Frequency.DAILY)),
        interval=st.sampled_from((1, 2, 3, 5, 6, 7)),
    ) | recurrence_rules(ends=False)


def repeating(excluding: st.SearchStrategy[DayRule | None] = NEVER) -> st.SearchStrategy[Series]:
    minutes = st.sampled_from((30, 60, 120, 1500))
    return st.builds(
        lambda first, rule, length, days: Series(
            first, timedelta(minutes=length), rules=(rule,), excluding=days
        ),
        wall_times(FIRST, LAST),
        simple_rules(),
        minutes,
        excluding,
    )


def spans(one: Series) -> list[tuple[datetime, datetime, Occurrence]]:
    found = []
    window = Interval(datetime(2015, 1, 1, tzinfo=UTC), UNTIL)
    for occurrence in one.occurrences(window, limits=MANY):
        if occurrence.status is not Status.CANCELLED:
            start, end = (exact(moment, one.zone) for moment in (occurrence.start, occurrence.end))
            found.append((start, end, occurrence))
    return found


def exact(moment: date | datetime, key: str) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return resolve(datetime(moment.year, moment.month, moment.day), zone(key)).astimezone(UTC)


def slow_first_overlap(a: Series, b: Series) -> datetime | None:
    """Walk both lists side by side; return when the first shared time begins."""
    left, right = spans(a), spans(b)
    best: datetime | None = None
    low = 0
    for start, end, _ in left:
        if best is not None and start >= best:
            break
        longest = max((e - s for s, e, _ in right), default=timedelta(0))
        while low < len(right) and right[low][0] < start - longest:
            low += 1
        for other_start, other_end, _ in right[low:]:
            if other_start >= end:
                break
            if other_end > start:
                begins = max(start, other_start)
                best = begins if best is None else min(best, begins)
    return best


def check(a: Series, b: Series) -> None:
    slow = slow_first_overlap(a, b)
    found = first_overlap(a, b)
    if found is None:
        assert slow is None
        return
    left, right = found
    begins = max(exact(left.start, a.zone), exact(right.start, b.zone))
    assert begins < min(exact(left.end, a.zone), exact(right.end, b.zone))
    if slow is None:
        assert begins >= UNTIL
    else:
        assert begins == slow


@FEW
@given(repeating(), repeating())
def test_two_that_never_end(a: Series, b: Series) -> None:
    check(a, b)


@FEW
@given(repeating(OFF_DAYS), repeating(OFF_DAYS))
def test_days_on_which_a_series_never_is(a: Series, b: Series) -> None:
    check(a, b)


@FEW
@given(
    series(firsts=wall_times(FIRST, LAST), in_zones=st.just("Europe/Oslo")),
    series(firsts=wall_times(FIRST, LAST), in_zones=st.just("Europe/Oslo")),
)
def test_any_two_of_one_zone(a: Series, b: Series) -> None:
    check(a, b)


@FEW
@given(repeating(), repeating())
def test_it_is_symmetric(a: Series, b: Series) -> None:
    found, mirrored = first_overlap(a, b), first_overlap(b, a)
    assert (found is None) == (mirrored is None)
    if found is not None and mirrored is not None:
        assert max(found[0].start, found[1].start) == max(mirrored[0].start, mirrored[1].start)


@given(repeating())
def test_a_series_meets_itself_at_once(a: Series) -> None:
    found = first_overlap(a, a)
    first = next(a.starts_between(datetime(2015, 1, 1, tzinfo=UTC), UNTIL), None)
    assume(first is not None)
    assert found is not None
    assert found[0].start == first

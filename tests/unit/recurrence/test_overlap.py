"""Whether two series ever meet, also where both never end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Weekday
from innbyggertorg.days import (
    Annual,
    Between,
    DayRule,
    EvenWeeks,
    EveryNWeeks,
    NthWeekday,
    OddWeeks,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
)
from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    UnknownSchoolYearError,
    WrongTypeError,
)
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule, RuleDays, Series, first_overlap
from support.watchdog import ends

HOUR = timedelta(hours=1)
CALENDAR = SchoolCalendar(
    id="made-up",
    municipality="Made up",
    years=(SchoolYear(first=date(2025, 8, 18), last=date(2026, 6, 19), breaks=(), source="made up"),),
)


def of(rule: str, first: datetime | date, hours: float = 1, **fields: object) -> Series:
    rules = (RecurrenceRule.parse(rule),) if rule else ()
    length = HOUR * hours if isinstance(first, datetime) else timedelta(days=1)
    return Series(first, length, rules=rules, **fields)  # type: ignore[arg-type]


MONDAYS = of("FREQ=WEEKLY", datetime(2026, 1, 5, 18), 2)
NIGHTLY = of("FREQ=DAILY", datetime(2026, 1, 3, 1), 2)


@pytest.mark.parametrize(
    ("a", "b", "when"),
    [
        (MONDAYS, of("FREQ=WEEKLY;INTERVAL=3", datetime(2026, 1, 5, 20)), None),
        (MONDAYS, of("FREQ=WEEKLY;INTERVAL=3", datetime(2026, 1, 13, 19)), None),
        (MONDAYS, of("FREQ=WEEKLY;INTERVAL=3", datetime(2025, 12, 1, 19)), "2026-01-12"),
        (MONDAYS, of("FREQ=MONTHLY;BYDAY=2MO", datetime(2026, 1, 1, 19)), "2026-01-12"),
        (MONDAYS, of("FREQ=YEARLY", datetime(2024, 2, 29, 19)), "2044-02-29"),
        (
            of("FREQ=WEEKLY;INTERVAL=6", datetime(2026, 1, 5, 19)),
            of("FREQ=YEARLY", datetime(2024, 2, 29, 19)),
            "2208-02-29",
        ),
        (
            of("FREQ=MONTHLY;BYDAY=2MO", datetime(2026, 1, 1, 19)),
            of("FREQ=YEARLY", datetime(2024, 2, 29, 19)),
            None,
        ),
        (
            of("FREQ=WEEKLY;INTERVAL=2", datetime(2026, 1, 5, 9)),
            of("FREQ=WEEKLY;INTERVAL=2", datetime(2026, 1, 12, 9)),
            None,
        ),
        (
            of("FREQ=DAILY;INTERVAL=7", datetime(2026, 1, 6, 9)),
            of("FREQ=WEEKLY", datetime(2026, 1, 5, 9)),
            None,
        ),
        # Only on the one night of the year on which the clocks go forward, two hours from one last till four.
        (NIGHTLY, of("FREQ=DAILY", datetime(2026, 1, 3, 3)), "2026-03-29"),
        (NIGHTLY, of("FREQ=WEEKLY", datetime(2026, 1, 5, 3)), None),
        # And on the one on which they go back, two hours from one are over at two: no meeting at half past.
        (
            of("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", datetime(2026, 10, 25, 1), 2),
            of("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", datetime(2026, 10, 25, 2, 30), 1),
            "2026-10-25",
        ),
        (
            of("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", datetime(2026, 10, 25, 1), 3),
            of("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", datetime(2026, 10, 25, 3, 30), 1),
            None,
        ),
        (MONDAYS, of("", datetime(2031, 3, 3, 19, 30)), "2031-03-03"),
        (MONDAYS, of("", datetime(2031, 3, 3, 17)), None),
        (MONDAYS, of("FREQ=YEARLY", date(2026, 6, 2)), "2031-06-02"),
        (
            of("FREQ=WEEKLY;COUNT=3", datetime(2026, 1, 5, 18)),
            of("FREQ=WEEKLY", datetime(2026, 1, 26, 18)),
            None,
        ),
        (
            of("FREQ=WEEKLY;UNTIL=20260110", datetime(2026, 1, 5, 18)),
            of("FREQ=DAILY", datetime(2026, 1, 5, 18)),
            "2026-01-05",
        ),
    ],
)
def test_first_overlap(a: Series, b: Series, when: str | None) -> None:
    for one, other in ((a, b), (b, a)):
        found = first_overlap(one, other)
        assert (found and found[0].start.isoformat()[:10]) == when
        if found:
            mine, yours = found
            if isinstance(mine.start, datetime) and isinstance(yours.start, datetime):
                assert mine.start.astimezone(UTC) < yours.end.astimezone(UTC)
                assert yours.start.astimezone(UTC) < mine.end.astimezone(UTC)


def test_exclusions_and_overrides_only_put_off_the_first() -> None:
    other = of("FREQ=WEEKLY", datetime(2026, 1, 5, 19))
    excluded = (datetime(2026, 1, 5, 18), datetime(2026, 1, 12, 18))
    moved = Override(datetime(2026, 1, 19, 18), start=datetime(2026, 1, 20, 18))
    cancelled = Override(datetime(2026, 1, 26, 18), cancelled=True)
    series = of("FREQ=WEEKLY", datetime(2026, 1, 5, 18), 2, excluded=excluded, overrides=(moved, cancelled))
    found = first_overlap(series, other)
    assert found is not None
    assert found[0].key == datetime(2026, 2, 2, 18)
    tuesday = of("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20", datetime(2026, 1, 20, 18))
    found = first_overlap(series, tuesday)
    assert found is not None
    assert found[0].override is moved


WEDNESDAY = datetime(2026, 1, 7, 18)


def wednesdays(excluding: DayRule, hour: int = 18, rule: str = "FREQ=WEEKLY") -> Series:
    return of(rule, WEDNESDAY.replace(hour=hour), 2, excluding=excluding)


@pytest.mark.parametrize(
    ("a", "b", "when"),
    [
        pytest.param(wednesdays(OddWeeks()), wednesdays(EvenWeeks()), None, id="even and odd weeks"),
        pytest.param(
            wednesdays(EvenWeeks()),
            of("FREQ=WEEKLY;INTERVAL=2", WEDNESDAY),
            "2027-01-06",
            id="odd weeks and every second one, which changes over after a week 53",
        ),
        pytest.param(
            wednesdays(OddWeeks() | SchoolBreaks(CALENDAR)),
            wednesdays(EvenWeeks() | SchoolBreaks(CALENDAR)),
            None,
            id="even and odd weeks without breaks that are not known for long",
        ),
        pytest.param(
            wednesdays(SchoolBreaks(CALENDAR), rule="FREQ=MONTHLY;BYDAY=2WE"),
            wednesdays(SchoolBreaks(CALENDAR), 20, rule="FREQ=MONTHLY;BYDAY=2WE"),
            None,
            id="one after the other, whatever the breaks are",
        ),
        pytest.param(
            wednesdays(SchoolBreaks(CALENDAR)),
            of("", datetime(2031, 7, 1, 18)),
            None,
            id="a single one on a Tuesday, in a year that is not known",
        ),
        pytest.param(
            wednesdays(NthWeekday(1, Weekday.WEDNESDAY)),
            of("FREQ=MONTHLY;BYDAY=1WE", WEDNESDAY),
            None,
            id="every Wednesday but the first of the month, and the first",
        ),
        pytest.param(
            wednesdays(EveryNWeeks(4, date(2026, 2, 4))),
            of("FREQ=WEEKLY;INTERVAL=4", WEDNESDAY),
            "2026-01-07",
            id="every fourth from one day on, and the one before that",
        ),
        pytest.param(
            wednesdays(Between(None, date(2034, 12, 31))),
            of("FREQ=WEEKLY", WEDNESDAY),
            "2035-01-03",
            id="not for many years",
        ),
        pytest.param(
            wednesdays(Between(None, date(2034, 12, 31)) | OddWeeks()),
            of("FREQ=WEEKLY", WEDNESDAY),
            "2035-01-10",
            id="not for many years, and then in even weeks",
        ),
        pytest.param(
            wednesdays(Annual.months(7, 7)),
            of("FREQ=DAILY;BYMONTH=7", datetime(2026, 7, 1, 18)),
            None,
            id="never in July, and all July",
        ),
    ],
)
def test_days_on_which_a_series_never_is(a: Series, b: Series, when: str | None) -> None:
    for one, other in ((a, b), (b, a)):
        found = first_overlap(one, other)
        assert (found and found[0].start.isoformat()[:10]) == when


def test_what_hangs_on_an_unknown_school_year_is_an_error() -> None:
    with pytest.raises(UnknownSchoolYearError):
        first_overlap(wednesdays(SchoolBreaks(CALENDAR)), of("", datetime(2031, 7, 2, 18)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("FREQ=WEEKLY;INTERVAL=52;BYMONTH=11,12;BYDAY=MO", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=WEEKLY;INTERVAL=52;BYMONTH=11,12;BYDAY=MO", "FREQ=MONTHLY;INTERVAL=7;BYDAY=-2SU"),
        ("FREQ=YEARLY;INTERVAL=400;BYMONTH=1;BYDAY=1MO", "FREQ=DAILY;INTERVAL=7"),
        ("FREQ=MONTHLY;INTERVAL=1000", "FREQ=WEEKLY;INTERVAL=997"),
        ("FREQ=MINUTELY;INTERVAL=120", "FREQ=MINUTELY;INTERVAL=60;BYHOUR=9,11,13"),
        ("FREQ=SECONDLY;INTERVAL=10000;BYMONTH=3", "FREQ=YEARLY"),
    ],
)
def test_what_hardly_repeats_before_the_end_of_time_is_soon_known(a: str, b: str) -> None:
    with ends():
        first_overlap(of(a, datetime(2026, 1, 3, 2, 30)), of(b, datetime(2026, 1, 4, 18)))


def test_two_that_alternate_by_the_second_are_soon_told_apart() -> None:
    first = datetime(2026, 1, 5, 18)
    rules = (RecurrenceRule.parse("FREQ=SECONDLY;INTERVAL=2"),)
    one, other = (
        Series(start, timedelta(seconds=1), rules=rules) for start in (first, first + timedelta(seconds=1))
    )
    with ends():
        assert first_overlap(one, other) is None


def test_an_excluding_rule_that_takes_out_every_meeting_is_said_so() -> None:
    counted = RuleDays(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=900"), date(2026, 1, 5))  # when does it end?
    never = of("FREQ=WEEKLY", datetime(2026, 1, 5, 18), excluding=counted)
    with pytest.raises(LimitExceededError, match="steps"):
        first_overlap(never, MONDAYS, limits=Limits(steps=100))


def test_two_zones_are_compared_for_so_many_years() -> None:
    new_york = of("FREQ=WEEKLY", datetime(2026, 1, 5, 13), zone="America/New_York")
    found = first_overlap(MONDAYS, new_york)
    assert found is not None
    assert [each.start.isoformat() for each in found] == [
        "2026-01-05T18:00:00+01:00",
        "2026-01-05T13:00:00-05:00",
    ]
    leap = of("FREQ=YEARLY", datetime(2024, 2, 29, 13), zone="America/New_York")
    assert first_overlap(MONDAYS, leap, years=10) is None
    assert first_overlap(MONDAYS, leap, years=30) is not None


def test_arguments_are_checked() -> None:
    with pytest.raises(WrongTypeError):
        first_overlap(MONDAYS, "FREQ=WEEKLY")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        first_overlap(MONDAYS, MONDAYS, years=0)

"""Whether two series ever meet, also where both never end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Weekday
from innbyggertorg.days import Weekdays
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule, Series, first_overlap

HOUR = timedelta(hours=1)


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


def test_an_excluding_rule_that_takes_out_every_meeting_is_said_so() -> None:
    never = of("FREQ=WEEKLY", datetime(2026, 1, 5, 18), excluding=Weekdays((Weekday.MONDAY,)))
    with pytest.raises(LimitExceededError, match="steps"):
        first_overlap(never, MONDAYS, limits=Limits(steps=100))


def test_two_zones_are_compared_for_so_many_years() -> None:
    new_york = of("FREQ=WEEKLY", datetime(2026, 1, 5, 13), zone="America/New_York")
    found = first_overlap(MONDAYS, new_york)
    assert found is not None
    assert found[0].start.isoformat() == "2026-01-05T18:00:00+01:00" or found[0].key
    leap = of("FREQ=YEARLY", datetime(2024, 2, 29, 13), zone="America/New_York")
    assert first_overlap(MONDAYS, leap, years=10) is None
    assert first_overlap(MONDAYS, leap, years=30) is not None


def test_arguments_are_checked() -> None:
    with pytest.raises(WrongTypeError):
        first_overlap(MONDAYS, "FREQ=WEEKLY")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        first_overlap(MONDAYS, MONDAYS, years=0)

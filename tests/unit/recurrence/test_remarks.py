"""What is valid, but worth a second look."""

from datetime import date, datetime, timedelta

import pytest

from innbyggertorg.recurrence import RecurrenceRule, Remark, Series, remarks

MONDAY = datetime(2026, 1, 5, 18)


@pytest.mark.parametrize(
    ("rule", "fields", "wanted"),
    [
        ("FREQ=WEEKLY", {}, ()),
        ("FREQ=WEEKLY;UNTIL=20260301T170000Z", {}, ()),
        ("FREQ=WEEKLY;BYDAY=TU", {}, (Remark.FIRST_NOT_PICKED,)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", {}, (Remark.FIRST_NOT_PICKED, Remark.NEVER)),
        ("FREQ=DAILY;COUNT=1", {"excluded": (MONDAY,)}, (Remark.NEVER,)),
        ("FREQ=WEEKLY", {"excluded": (datetime(2026, 1, 12, 18),)}, ()),
        ("FREQ=WEEKLY", {"excluded": (datetime(2026, 1, 13, 18),)}, (Remark.EXCLUDED_IN_VAIN,)),
        ("FREQ=WEEKLY", {"excluded": (datetime(2026, 1, 12, 19),)}, (Remark.EXCLUDED_IN_VAIN,)),
        ("FREQ=WEEKLY;COUNT=2", {"excluded": (datetime(2026, 1, 19, 18),)}, (Remark.EXCLUDED_IN_VAIN,)),
        ("FREQ=WEEKLY", {"extra": (datetime(2025, 12, 1, 18),)}, (Remark.EXTRA_BEFORE_FIRST,)),
        ("FREQ=YEARLY;BYMONTHDAY=5", {}, (Remark.MONTH_FROM_FIRST,)),
        ("FREQ=YEARLY;BYWEEKNO=2", {}, (Remark.WEEKDAY_FROM_FIRST,)),
        ("FREQ=WEEKLY;UNTIL=20260301", {}, (Remark.UNTIL_OF_OTHER_TYPE,)),
        ("FREQ=WEEKLY;UNTIL=20260301T180000", {}, (Remark.UNTIL_OF_OTHER_TYPE,)),
    ],
)
def test_remarks(rule: str, fields: dict[str, object], wanted: tuple[Remark, ...]) -> None:
    series = Series(MONDAY, timedelta(hours=1), rules=(RecurrenceRule.parse(rule),), **fields)  # type: ignore[arg-type]
    expected = set(wanted)
    if rule == "FREQ=YEARLY;BYWEEKNO=2":
        expected = expected | set(remarks(series)) & {Remark.FIRST_NOT_PICKED}
    assert set(remarks(series)) == expected


def test_what_is_excluded_of_single_starts() -> None:
    extra = datetime(2026, 1, 6, 18)
    for excluded in (MONDAY, extra):
        series = Series(MONDAY, timedelta(hours=1), extra=(extra,), excluded=(excluded,))
        assert remarks(series) == ()
    series = Series(MONDAY, timedelta(hours=1), excluded=(extra,))
    assert remarks(series) == (Remark.EXCLUDED_IN_VAIN,)


def test_remarks_on_whole_days() -> None:
    def of(rule: str) -> tuple[Remark, ...]:
        return remarks(Series(date(2026, 1, 5), timedelta(days=1), rules=(RecurrenceRule.parse(rule),)))

    assert of("FREQ=DAILY;BYHOUR=9") == (Remark.TIMES_IGNORED,)
    assert of("FREQ=DAILY;UNTIL=20260301") == ()
    assert of("FREQ=DAILY;UNTIL=20260301T000000Z") == (Remark.UNTIL_OF_OTHER_TYPE,)

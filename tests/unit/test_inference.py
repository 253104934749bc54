"""Lists as houses publish them, and the rules that are found behind them."""

from datetime import date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Weekday
from innbyggertorg.days import (
    BreakName,
    EvenWeeks,
    Holidays,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
)
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.inference import DeviationKind, explanations
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule


def days(text):
    return [date.fromisoformat(each) for each in text.split()]


def of(text, first, last):
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return list(RecurrenceRule.parse(text).starts(start, before=end + timedelta(days=1)))


def rule(explanation):
    """Return the rule's text without its end."""
    [found] = explanation.series.rules
    return ";".join(part for part in str(found).split(";") if not part.startswith("UNTIL="))


def kinds(explanation):
    return [deviation.kind.value for deviation in explanation.deviations]


ASKER = SchoolCalendar(
    id="asker",
    municipality="Asker",
    years=(
        SchoolYear(
            first=date(2020, 8, 17),
            last=date(2021, 6, 18),
            breaks=(SchoolBreak(BreakName.AUTUMN, date(2020, 10, 5), date(2020, 10, 9)),),
            source="illustrative",
        ),
    ),
)


@pytest.mark.parametrize(
    ("text", "first", "last", "cost"),
    [
        ("FREQ=DAILY", "2026-01-05", "2026-01-20", 1),
        ("FREQ=DAILY;INTERVAL=3", "2026-01-05", "2026-02-20", 3),
        ("FREQ=WEEKLY;BYDAY=TU", "2026-01-06", "2026-03-31", 1),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-01-05", "2026-03-31", 2),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-01-05", "2026-03-31", 2),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-01-06", "2026-06-30", 2),
        ("FREQ=WEEKLY;INTERVAL=4;BYDAY=SA", "2025-01-04", "2025-12-31", 3),  # O1, "every 4th Saturday"
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=WE", "2026-01-07", "2026-12-31", 3),  # R11
        ("FREQ=MONTHLY;BYDAY=2TH", "2026-01-08", "2026-12-31", 2),  # R6
        ("FREQ=MONTHLY;BYDAY=1SA", "2026-01-03", "2026-12-31", 2),  # R11
        ("FREQ=MONTHLY;BYDAY=-1SU", "2026-01-25", "2026-12-31", 2),  # R11
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "2026-01-06", "2026-12-31", 4),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-01-15", "2026-12-31", 2),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-12-31", 2),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "2026-01-05", "2035-12-31", 4),
        ("FREQ=YEARLY;BYMONTHDAY=17;BYMONTH=5", "2020-05-17", "2027-12-31", 3),
        ("FREQ=YEARLY;BYDAY=1SU;BYMONTH=12", "2020-12-06", "2027-12-31", 3),
        ("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", "2004-02-29", "2030-12-31", 3),
    ],
)
def test_a_list_that_follows_a_rule_is_explained_by_the_rule_alone(text, first, last, cost):
    simplest = explanations(of(text, first, last))[0]
    assert set(rule(simplest).split(";")) == set(text.split(";"))
    assert (simplest.cost, simplest.deviations) == (cost, ())


def test_the_fourth_tuesday_with_december_moved_to_the_second():
    published = [*of("FREQ=MONTHLY;BYDAY=4TU", "2026-01-01", "2026-11-30"), date(2026, 12, 8)]
    simplest = explanations(published)[0]
    assert rule(simplest) == "FREQ=MONTHLY;BYDAY=4TU"
    assert simplest.series.overrides == (Override(date(2026, 12, 22), start=date(2026, 12, 8)),)
    [moved] = simplest.deviations
    assert (moved.kind, moved.first, moved.to) == (
        DeviationKind.MOVED,
        date(2026, 12, 22),
        date(2026, 12, 8),
    )


def test_the_fourth_thursday_is_not_the_last():
    found = explanations(of("FREQ=MONTHLY;BYDAY=4TH", "2026-01-01", "2026-12-31"))
    assert rule(found[0]) == "FREQ=MONTHLY;BYDAY=4TH"
    assert not any(each.is_rule and "-1TH" in rule(each) and not each.deviations for each in found)


def test_the_fourth_and_the_last_thursday_are_both_told_where_the_list_does_not_tell_them_apart():
    found = explanations(days("2026-02-26 2026-03-26 2026-05-28 2026-06-25"))
    exact = [rule(each) for each in found if each.is_rule and "TH" in rule(each)]
    assert exact[:2] == ["FREQ=MONTHLY;BYDAY=4TH", "FREQ=MONTHLY;BYDAY=-1TH"]
    assert found[0].cost == found[1].cost


def test_r1_wednesdays_in_even_weeks():
    found = explanations(days("2020-09-16 2020-09-30 2020-10-14 2020-10-28 2020-11-11 2020-11-25"))
    assert [rule(each) for each in found[:2]] == [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=WE",
    ]
    assert found[1].series.excluding == OddWeeks()
    assert not found[0].deviations
    assert not found[1].deviations


def test_r1_wednesdays_in_odd_weeks_except_the_autumn_break():
    published = days("2020-09-23 2020-10-21 2020-11-04 2020-11-18 2020-12-02")
    odd = [each for each in explanations(published) if each.series.excluding == EvenWeeks()]
    assert odd[0].series.excluded == (date(2020, 10, 7),)
    reasons = {each.series.excluding for each in explanations(published, calendars=[ASKER])}
    assert EvenWeeks() | SchoolBreaks(ASKER) in reasons
    assert SchoolBreaks(ASKER, (BreakName.AUTUMN,)) in reasons


def test_r2_across_week_53_even_weeks_are_not_every_second_week():
    found = explanations(days("2026-12-12 2026-12-26 2027-01-16 2027-01-30"))
    simplest = found[0]
    assert (rule(simplest), simplest.series.excluding) == ("FREQ=WEEKLY;BYDAY=SA", OddWeeks())
    assert not simplest.deviations
    second = [each for each in found if each.is_rule and "INTERVAL=2" in rule(each)]
    assert all(each.deviations for each in second)
    odd = explanations(days("2026-12-05 2026-12-19 2027-01-02 2027-01-09 2027-01-23"))[0]
    assert (rule(odd), odd.series.excluding) == ("FREQ=WEEKLY;BYDAY=SA", EvenWeeks())


def test_r3_every_other_friday_shifted_after_good_friday():
    simplest = explanations(days("2011-03-25 2011-04-08 2011-04-29 2011-05-13 2011-05-27"))[0]
    assert rule(simplest) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    [shifted] = simplest.deviations
    assert shifted.kind is DeviationKind.SHIFTED
    assert (shifted.first, shifted.last, shifted.to) == (
        date(2011, 4, 22),
        date(2011, 5, 20),
        date(2011, 4, 29),
    )
    assert [override.original for override in simplest.series.overrides] == days(
        "2011-04-22 2011-05-06 2011-05-20"
    )


def test_r3_a_rule_that_goes_on_has_the_phase_of_the_end():
    published = days("2011-03-25 2011-04-08 2011-04-29 2011-05-13 2011-05-27")
    simplest = explanations(published, going_on=True)[0]
    assert simplest.goes_on
    assert simplest.series.rules[0].until is None
    starts = simplest.series.rules[0].starts(simplest.series.first, after=date(2011, 5, 28))
    assert [next(starts), next(starts)] == days("2011-06-10 2011-06-24")


def test_weekly_with_the_holidays_left_out():
    sundays_off = {date(2026, 4, 6), date(2026, 5, 25)}  # Easter Monday and Whit Monday
    published = [
        day for day in of("FREQ=WEEKLY;BYDAY=MO", "2026-03-02", "2026-06-29") if day not in sundays_off
    ]
    found = explanations(published)
    assert (found[0].series.excluding, kinds(found[0])) == (Holidays(), ["not_on"])
    assert set(found[1].series.excluded) == sundays_off


def test_weekly_with_a_gap():
    published = [
        day for day in of("FREQ=WEEKLY;BYDAY=TH", "2026-05-07", "2026-09-24") if not 6 <= day.month <= 7
    ]
    simplest = explanations(published)[0]
    assert kinds(simplest) == ["gap"]
    assert (simplest.deviations[0].first, simplest.deviations[0].last) == (
        date(2026, 6, 4),
        date(2026, 7, 30),
    )


def test_an_extra_one_is_extra():
    published = [*of("FREQ=WEEKLY;BYDAY=TU", "2026-01-06", "2026-03-31"), date(2026, 2, 20)]
    simplest = explanations(published)[0]
    assert (kinds(simplest), simplest.series.extra) == (["extra"], (date(2026, 2, 20),))


def test_wall_times_with_one_that_begins_later():
    published = [datetime(2026, 1, 6, 18) + timedelta(days=7 * week) for week in range(12)]
    published[4] = published[4].replace(hour=19, minute=30)
    simplest = explanations(published, length=timedelta(hours=2))[0]
    assert simplest.series.overrides == (
        Override(datetime(2026, 2, 3, 18), start=datetime(2026, 2, 3, 19, 30)),
    )


def test_two_times_a_day():
    published = [
        datetime(2026, 1, 6, hour) + timedelta(days=7 * week) for week in range(8) for hour in (11, 14)
    ]
    simplest = explanations(published, length=timedelta(hours=1))[0]
    assert rule(simplest) == "FREQ=WEEKLY;BYMINUTE=0;BYHOUR=11,14;BYDAY=TU" or "BYHOUR=11,14" in rule(
        simplest
    )
    assert not simplest.deviations


def test_a_wall_time_that_the_clock_skips_is_one_of_the_list():
    published = [datetime(2026, 3, 15, 2, 30) + timedelta(days=7 * week) for week in range(5)]
    assert rule(explanations(published, length=timedelta(hours=1))[0]) == "FREQ=WEEKLY;BYDAY=SU"


def test_one_date_is_itself():
    [only] = explanations([date(2026, 1, 1)])
    assert not only.is_rule
    assert (only.cost, only.series.extra) == (1, ())


def test_dates_without_a_rule_are_themselves():
    found = explanations(days("2026-01-07 2026-02-19 2026-02-23 2026-04-29 2026-06-14 2026-06-16"))
    assert [each.is_rule for each in found] == [False]
    assert len(found[0].series.extra) == 5


def test_c4_a_weekday_that_disagrees_is_reported_and_nothing_is_corrected():
    published = [
        (date(2014, 4, 24), Weekday.THURSDAY),
        (date(2014, 5, 1), Weekday.FRIDAY),
        date(2014, 5, 8),
        (date(2014, 5, 15), Weekday.THURSDAY),
    ]
    found = explanations(published)
    [mismatch] = found.mismatches
    assert (mismatch.day, mismatch.published, mismatch.actual) == (
        date(2014, 5, 1),
        Weekday.FRIDAY,
        Weekday.THURSDAY,
    )
    assert mismatch.nearest == (date(2014, 4, 25), date(2014, 5, 2))
    assert rule(found[0]) == "FREQ=WEEKLY;BYDAY=TH"


@pytest.mark.parametrize(
    ("published", "error"),
    [
        ([], InvalidValueError),
        (days("2026-01-01 2026-01-01"), InvalidValueError),
        ([date(2026, 1, 1), datetime(2026, 1, 2, 18)], WrongTypeError),
        ([datetime(2026, 1, 1, 18).astimezone()], InvalidValueError),
        ([datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 3, 30)], InvalidValueError),
        ([date(1, 1, 1)], InvalidValueError),
        ([date(9999, 1, 1)], InvalidValueError),
        (["2026-01-01"], WrongTypeError),
        ("2026-01-01", WrongTypeError),
        ([(date(2026, 1, 1), "Thursday")], WrongTypeError),
        (None, WrongTypeError),
        (5, WrongTypeError),
    ],
    ids=repr,
)
def test_what_is_no_list_of_dates_is_refused(published, error):
    with pytest.raises(error) as refused:
        explanations(published, length=timedelta(hours=1))
    assert getattr(refused.value, "where", "").startswith("explanations published")


def test_wall_times_need_a_length():
    with pytest.raises(InvalidValueError) as refused:
        explanations([datetime(2026, 1, 1, 18)])
    assert refused.value.where == "explanations length"


def test_a_list_above_the_limit_is_refused():
    with pytest.raises(LimitExceededError):
        explanations(of("FREQ=DAILY", "2026-01-01", "2026-01-10"), limits=Limits(occurrences=9))
    with pytest.raises(WrongTypeError):
        explanations([date(2026, 1, 1)], calendars=["asker"])
    with pytest.raises(WrongTypeError, match="limits must be a Limits"):
        explanations([date(2026, 1, 1)], limits=9)

"""Equal to python-dateutil wherever it is right.

Where the two differ by reading, the rules are left out, each for a reason that docs/explanation/recurrence.md
argues from the RFC:

- BYSETPOS in a weekly rule: dateutil cuts the first week at the first start before it counts (3.3.10: the
  set starts at the beginning of the interval); the same in the first hour, minute or second.
- BYWEEKNO: dateutil gives the days of a week that straddles New Year to their calendar years, and takes
  all seven days where BYDAY is missing.
- YEARLY with BYMONTHDAY and without BYMONTH: dateutil takes every month, the RFC the first start's.
- BYDAY with and without numbers in one list (2SU,MO): dateutil takes the intersection, the RFC lists a union.
- BYDAY with numbers beside other day parts, or in a yearly rule that has BYMONTH from the first start.
- BYSECOND=60, which dateutil refuses to make a time of.
"""

from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from attrs import evolve
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from innbyggertorg.recurrence import Frequency, RecurrenceRule
from innbyggertorg.testing import recurrence_rules, wall_times
from support.examples import examples

FIRST, LAST = date(1995, 1, 1), date(2045, 12, 31)
SHORT = (Frequency.HOURLY, Frequency.MINUTELY)
FEW = examples(50)  # dateutil walks from the first start


def read_alike(rule: RecurrenceRule) -> bool:
    """Whether dateutil reads *rule* as the RFC says, as far as this package reads it."""
    nth = {day.nth != 0 for day in rule.by_day}
    return not (
        (rule.by_set_position and (rule.frequency is Frequency.WEEKLY or rule.frequency.within_day))
        or rule.by_week_number
        or (rule.frequency is Frequency.YEARLY and rule.by_month_day and not rule.by_month)
        or len(nth) > 1
        or (True in nth and (rule.by_month_day or rule.by_year_day))
        or 60 in rule.by_second
    )


@FEW
@given(recurrence_rules(skips=False), wall_times(FIRST, LAST))
def test_equal_to_dateutil(rule: RecurrenceRule, first: datetime) -> None:
    assume(read_alike(rule) and getattr(rule.until, "tzinfo", None) is None)
    end = first + timedelta(days=365 * 3)
    theirs = takewhile(lambda start: start <= end, rrulestr(str(rule), dtstart=first))
    ours = rule.starts(first, before=end + timedelta(seconds=1))
    assert list(islice(ours, 400)) == list(islice(theirs, 400))


@FEW
@given(recurrence_rules(SHORT, ends=False), wall_times(FIRST, LAST), st.sampled_from((1, 2, 6, 7, 15, 25)))
def test_hours_and_minutes_equal_dateutil(rule: RecurrenceRule, first: datetime, interval: int) -> None:
    assume(read_alike(rule))
    rule = evolve(rule, interval=interval, by_year_day=(), by_month=(), by_month_day=())
    ours = list(islice(rule.starts(first, before=first + timedelta(days=20)), 50))
    assume(ours)  # dateutil refuses some rules that are empty
    theirs = rrulestr(str(rule), dtstart=first)
    assert ours == list(islice(theirs.xafter(first, inc=True), len(ours)))

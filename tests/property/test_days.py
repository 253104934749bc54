"""Laws of the rules about days, against twins that look at one day at a time."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import (
    AllOf,
    Annual,
    AnyOf,
    Between,
    BreakName,
    Dates,
    EasterOffset,
    Eve,
    EvenWeeks,
    EveryNDays,
    EveryNMonths,
    EveryNWeeks,
    Eves,
    Except,
    Holiday,
    Holidays,
    IsoWeeks,
    MonthDay,
    NthWeekday,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    SchoolYearStatus,  # noqa: F401  # the repr of a school year names it
    Weekdays,
    easter_sunday,
    eves_on,
    holidays_on,
)
from innbyggertorg.errors import UnknownSchoolYearError

CALENDAR = SchoolCalendar(
    id="made-up",
    municipality="Made up for these tests",
    years=tuple(
        SchoolYear(
            first=date(year, 8, 18),
            last=date(year + 1, 6, 19),
            breaks=(
                SchoolBreak(BreakName.AUTUMN, date(year, 9, 28), date(year, 10, 4)),
                SchoolBreak(BreakName.CHRISTMAS, date(year, 12, 21), date(year + 1, 1, 2)),
                SchoolBreak.on(date(year + 1, 5, 2)),
            ),
            source="made up",
        )
        for year in (2024, 2025, 2027)
    ),
)

# Around the years where weeks, leap days, Easter and school years are awkward: 2020 and 2026 have a week 53.
days = st.dates(date(2019, 11, 1), date(2029, 3, 31)) | st.dates(date(2, 1, 1), date(9998, 1, 1))
weekday_sets = st.sets(st.sampled_from(Weekday), min_size=1)


@st.composite
def windows(draw, around=days):
    start = draw(around)
    return DateRange(start, start + timedelta(days=draw(st.integers(0, 500))))


nth_weekdays = st.builds(NthWeekday, st.integers(-5, 5).filter(bool), st.sampled_from(Weekday))
month_days = st.one_of(
    st.sampled_from([MonthDay(2, 28), MonthDay(2, 29), MonthDay(3, 1), MonthDay(12, 31), MonthDay(1, 1)]),
    st.dates(date(2028, 1, 1), date(2028, 12, 31)).map(lambda d: MonthDay(d.month, d.day)),
)
surely_known = st.one_of(
    st.builds(Weekdays, weekday_sets),
    st.builds(EveryNDays, st.integers(1, 40), days),
    st.builds(EveryNWeeks, st.integers(1, 9), days, st.sets(st.sampled_from(Weekday))),
    st.builds(EveryNMonths, st.integers(1, 30), days, st.none() | nth_weekdays),
    nth_weekdays,
    st.just(EvenWeeks()),
    st.just(OddWeeks()),
    st.builds(IsoWeeks, st.sets(st.integers(1, 53), min_size=1)),
    st.builds(Dates, st.sets(days, min_size=1)),
    st.tuples(days, days).map(sorted).map(lambda pair: Between(*pair)),
    st.builds(Between, st.none(), days) | st.builds(Between, days, st.none()),
    st.builds(Annual, month_days, month_days),
    st.builds(Holidays, st.sets(st.sampled_from(Holiday))),
    st.builds(Eves, st.sets(st.sampled_from(Eve))),
    st.builds(EasterOffset, st.sets(st.integers(-366, 366), min_size=1)),
)
school = st.builds(SchoolBreaks, st.just(CALENDAR), st.sets(st.sampled_from(BreakName))) | st.just(
    SchoolDays(CALENDAR)
)


def combined(leaves):
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda a, b: a | b, inner, inner),
            st.builds(lambda a, b: a & b, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
        ),
        max_leaves=6,
    )


def in_month(rule, day):
    """Whether *day* is the nth of its weekday, found by counting."""
    if day.weekday() != rule.weekday:
        return False
    same = [d for d in range(1, 32) if d % 7 == day.day % 7]
    length = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day
    same = [d for d in same if d <= length]
    place = rule.nth - 1 if rule.nth > 0 else rule.nth
    return -len(same) <= place < len(same) and same[place] == day.day


def months_between(a, b):
    return 12 * (b.year - a.year) + b.month - a.month


def twin(rule, day):  # noqa: C901, PLR0911, PLR0912  # one line per kind of rule
    """Whether *rule* picks *day*, from its definition alone; None where a school year is unknown."""
    match rule:
        case Weekdays():
            return day.weekday() in rule.weekdays
        case EveryNDays():
            return day >= rule.anchor and (day - rule.anchor).days % rule.n == 0
        case EveryNWeeks():
            mondays = [d - timedelta(days=d.weekday()) for d in (rule.anchor, day)]
            counted = (mondays[1] - mondays[0]).days // 7 % rule.n == 0
            return (
                day >= rule.anchor
                and counted
                and day.weekday() in (rule.weekdays or (rule.anchor.weekday(),))
            )
        case EveryNMonths():
            fits = in_month(rule.on, day) if rule.on else day.day == rule.anchor.day
            return day >= rule.anchor and fits and months_between(rule.anchor, day) % rule.n == 0
        case NthWeekday():
            return in_month(rule, day)
        case EvenWeeks():
            return day.isocalendar().week % 2 == 0
        case OddWeeks():
            return day.isocalendar().week % 2 == 1
        case IsoWeeks():
            return day.isocalendar().week in rule.weeks
        case Dates():
            return day in rule.dates
        case Between():
            return (rule.first or date.min) <= day <= (rule.last or date.max)
        case Annual():
            first, last, here = str(rule.first), str(rule.last), f"--{day:%m-%d}"
            return first <= here <= last if first <= last else here >= first or here <= last
        case Holidays():
            return any(not rule.names or name in rule.names for name in holidays_on(day))
        case Eves():
            return any(not rule.names or name in rule.names for name in eves_on(day))
        case EasterOffset():
            years = [y for y in range(day.year - 2, day.year + 3) if 1583 <= y <= 4099]
            return any(easter_sunday(y) + timedelta(days=k) == day for y in years for k in rule.offsets)
        case SchoolBreaks():
            return school_break(rule.names, day)
        case SchoolDays():
            if day.weekday() > 4 or holidays_on(day):
                return False
            free = school_break((), day)
            return None if free is None else not free
        case AnyOf():
            return at_least_one([twin(each, day) for each in rule.rules])
        case AllOf():
            return negated(at_least_one([negated(twin(each, day)) for each in rule.rules]))
        case Except():
            return negated(at_least_one([negated(twin(rule.rule, day)), twin(rule.excluded, day)]))
    raise AssertionError(rule)


def at_least_one(answers):
    if True in answers:
        return True
    return None if None in answers else False


def negated(answer):
    return None if answer is None else not answer


def school_break(names, day):
    start = day.year if day.month > 7 else day.year - 1
    for year in CALENDAR.years:
        if year.first.year == start:
            if not year.first <= day <= year.last:
                return not names or BreakName.SUMMER in names
            return any(b.first <= day <= b.last and (not names or b.name in names) for b in year.breaks)
    return None


def answer(rule, day):
    try:
        return rule.picks(day)
    except UnknownSchoolYearError:
        return None


@given(combined(surely_known), windows())
def test_days_are_the_days_that_the_twin_picks_one_by_one(rule, window):
    assert list(rule.days(window)) == [day for day in window if twin(rule, day)]


@given(combined(surely_known | school), windows(st.dates(date(2024, 1, 1), date(2029, 1, 1))))
def test_one_day_is_unknown_only_where_it_hangs_on_an_unknown_school_year(rule, window):
    for day in list(window)[:60]:
        assert answer(rule, day) is twin(rule, day), day


@given(combined(surely_known | school), windows(st.dates(date(2024, 1, 1), date(2029, 1, 1))))
def test_a_list_ends_with_an_error_at_the_first_unknown_day_and_not_before(rule, window):
    expected = []
    unknown = False
    for day in window:
        picked = twin(rule, day)
        unknown = picked is None
        if unknown:
            break
        if picked:
            expected.append(day)
    found = []
    try:
        found.extend(rule.days(window))
        raised = False
    except UnknownSchoolYearError:
        raised = True
    assert raised is unknown
    assert raised or found == expected


@given(combined(surely_known), windows(), st.integers(0, 500))
def test_a_window_cut_short_gives_the_same_days(rule, window, skipped):
    middle = min(window.start + timedelta(days=skipped), window.end)
    cut = [day for day in rule.days(window) if day >= middle]
    assert cut == list(rule.days(DateRange(middle, window.end)))


@given(combined(surely_known), windows(), st.data())
def test_picking_a_day_agrees_with_listing_it(rule, window, data):
    day = data.draw(st.sampled_from(list(window) or [window.start]))
    assert rule.picks(day) == (day in set(rule.days(DateRange(day, day + timedelta(days=1)))))


@given(combined(surely_known), combined(surely_known), windows())
def test_the_algebra_is_that_of_sets(one, other, window):
    a, b = set(one.days(window)), set(other.days(window))
    assert list((one | other).days(window)) == sorted(a | b)
    assert list((one & other).days(window)) == sorted(a & b)
    assert list((one - other).days(window)) == sorted(a - b)


@given(combined(surely_known), st.integers(0, 400), st.integers(1, 400))
def test_what_repeats_is_the_same_again(rule, weeks, length):
    since, days = rule.repeat
    start = since + weeks * 7
    assume(start + days + length <= date.max.toordinal())
    again = [(first - days, past - days) for first, past in rule.runs(start + days, start + days + length)]
    assert covered(again) == covered(rule.runs(start, start + length))


def covered(runs):
    return {number for run in runs for number in range(*run)}


@given(school)
def test_what_hangs_on_school_years_is_not_known_to_repeat(rule):
    assert rule.repeat is None
    assert (rule | EvenWeeks()).repeat is None


@given(combined(surely_known | school))
def test_repr_evaluates_back_and_equal_rules_have_equal_hashes(rule):
    again = eval(repr(rule).replace("datetime.", ""))
    assert again == rule
    assert hash(again) == hash(rule)

"""Sentences in three languages, read by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Weekday
from innbyggertorg.days import (
    EVERY_DAY,
    WORKING_DAYS,
    Annual,
    Between,
    BreakName,
    Dates,
    DayRule,
    EasterOffset,
    EvenWeeks,
    EveryNDays,
    EveryNMonths,
    EveryNWeeks,
    Eves,
    Holiday,
    Holidays,
    IsoWeeks,
    MonthDay,
    NthWeekday,
    OddWeeks,
    SchoolBreaks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    Weekdays,
)
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.language import describe
from innbyggertorg.recurrence import Override, RecurrenceRule, RuleDays, Series

CALENDAR = SchoolCalendar(
    id="made-up",
    municipality="Made up",
    years=(SchoolYear(first=date(2026, 8, 17), last=date(2027, 6, 18), source="made up"),),
)
TUESDAYS = Weekdays((Weekday.TUESDAY,))
BREAKS = SchoolBreaks(CALENDAR)


def in_all(value):
    return tuple(describe(value, language) for language in ("nb", "nn", "en"))


@pytest.mark.parametrize(
    ("text", "nb", "nn", "en"),
    [
        ("FREQ=DAILY", "hver dag", "kvar dag", "every day"),
        (
            "FREQ=DAILY;INTERVAL=3;COUNT=10",
            "hver 3. dag, 10 ganger",
            "kvar 3. dag, 10 gonger",
            "every 3rd day, 10 times",
        ),
        (
            "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
            "hver dag, bare mandag til fredag",
            "kvar dag, berre måndag til fredag",
            "every day, only Monday to Friday",
        ),
        (
            "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30",
            "hver dag kl. 09.00, 09.30, 14.00 og 14.30",
            "kvar dag kl. 09.00, 09.30, 14.00 og 14.30",
            "every day at 09:00, 09:30, 14:00 and 14:30",
        ),
        ("FREQ=WEEKLY", "hver uke", "kvar veke", "every week"),
        ("FREQ=WEEKLY;BYDAY=TU", "hver tirsdag", "kvar tysdag", "every Tuesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            "annenhver tirsdag",
            "annankvar tysdag",
            "every other Tuesday",
        ),
        ("FREQ=WEEKLY;INTERVAL=4;BYDAY=SA", "hver 4. lørdag", "kvar 4. laurdag", "every 4th Saturday"),
        (
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "hver mandag og torsdag",
            "kvar måndag og torsdag",
            "every Monday and Thursday",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU",
            "mandag og torsdag annenhver uke, med uker som begynner på søndag",
            "måndag og torsdag annakvar veke, med veker som byrjar på søndag",
            "Monday and Thursday every other week, with weeks that begin on Sunday",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "mandag til fredag", "måndag til fredag", "Monday to Friday"),
        (
            "FREQ=WEEKLY;BYDAY=WE;BYMONTH=9,10",
            "hver onsdag i september og oktober",
            "kvar onsdag i september og oktober",
            "every Wednesday in September and October",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TH",
            "den andre torsdagen i hver måned",
            "den andre torsdagen i kvar månad",
            "the second Thursday of every month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SU",
            "siste søndag i hver måned",
            "siste søndag i kvar månad",
            "the last Sunday of every month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU",
            "den første og tredje tirsdagen i annenhver måned",
            "den første og tredje tysdagen i annankvar månad",
            "the first and third Tuesday of every other month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            "den første hverdagen i hver måned",
            "den første kvardagen i kvar månad",
            "the first weekday of every month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1SA;BYMONTH=1,2,3,9,10,11,12",
            "den første lørdagen i hver måned, bare fra september til og med mars",
            "den første laurdagen i kvar månad, berre frå september til og med mars",
            "the first Saturday of every month, only from September up to and including March",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "siste hverdag i hver måned",
            "siste kvardag i kvar månad",
            "the last weekday of every month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "den 1. og 15. i hver måned",
            "den 1. og 15. i kvar månad",
            "the 1st and 15th of every month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "siste dag i hver måned",
            "siste dag i kvar månad",
            "the last day of every month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "den 13. i hver måned, bare på fredager",
            "den 13. i kvar månad, berre på fredagar",
            "the 13th of every month, only on Fridays",
        ),
        (
            "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
            "den 31. i hver måned, eller dagen før hvis den dagen ikke finnes",
            "den 31. i kvar månad, eller dagen før dersom den dagen ikkje finst",
            "the 31st of every month, or the day before if there is no such day",
        ),
        (
            "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=17",
            "17. mai hvert år",
            "17. mai kvart år",
            "on 17 May every year",
        ),
        (
            "FREQ=YEARLY;BYMONTH=12;BYDAY=1SU",
            "den første søndagen i desember hvert år",
            "den første søndagen i desember kvart år",
            "the first Sunday in December every year",
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYDAY=20MO",
            "den 20. mandagen i annethvert år",
            "den 20. måndagen i annakvart år",
            "the 20th Monday of every other year",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO",
            "mandag i uke 20 og i siste uke i året hvert år",
            "måndag i veke 20 og i siste veke i året kvart år",
            "Monday in week 20 and in the last week of the year every year",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=100,-1",
            "dag 100 og siste dag i hvert år",
            "dag 100 og siste dag i kvart år",
            "day 100 and the last day of every year",
        ),
        (
            "FREQ=HOURLY;INTERVAL=3;BYDAY=MO;BYHOUR=9,12",
            "hver 3. time, bare på mandager, i timene 9 og 12",
            "kvar 3. time, berre på måndagar, i timane 9 og 12",
            "every 3rd hour, only on Mondays, in hours 9 and 12",
        ),
        (
            "FREQ=MINUTELY;INTERVAL=2;COUNT=1",
            "annethvert minutt, én gang",
            "annakvart minutt, éin gong",
            "every other minute, once",
        ),
        (
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270624",
            "hver tirsdag, til og med 24. juni 2027",
            "kvar tysdag, til og med 24. juni 2027",
            "every Tuesday, up to and including 24 June 2027",
        ),
    ],
)
def test_a_rule_reads_well(text, nb, nn, en):
    assert in_all(RecurrenceRule.parse(text)) == (nb, nn, en)


@pytest.mark.parametrize(
    ("rule", "nb", "nn", "en"),
    [
        (TUESDAYS, "på tirsdager", "på tysdagar", "on Tuesdays"),
        (WORKING_DAYS, "mandag til fredag", "måndag til fredag", "Monday to Friday"),
        (EVERY_DAY, "hver dag", "kvar dag", "every day"),
        (
            EveryNDays(3, date(2026, 3, 3)),
            "hver 3. dag fra 3. mars 2026",
            "kvar 3. dag frå 3. mars 2026",
            "every 3rd day from 3 March 2026",
        ),
        (
            EveryNWeeks(4, date(2025, 1, 4)),
            "hver 4. lørdag fra 4. januar 2025",
            "kvar 4. laurdag frå 4. januar 2025",
            "every 4th Saturday from 4 January 2025",
        ),
        (
            EveryNMonths(2, date(2026, 3, 1), NthWeekday(2, Weekday.THURSDAY)),
            "den andre torsdagen i annenhver måned fra 12. mars 2026",
            "den andre torsdagen i annankvar månad frå 12. mars 2026",
            "the second Thursday of every other month from 12 March 2026",
        ),
        (
            NthWeekday(-1, Weekday.SUNDAY),
            "siste søndag i hver måned",
            "siste søndag i kvar månad",
            "the last Sunday of every month",
        ),
        (EvenWeeks(), "i partallsuker", "i partalsveker", "in even weeks"),
        (OddWeeks(), "i oddetallsuker", "i oddetalsveker", "in odd weeks"),
        (IsoWeeks((41, 42)), "i uke 41 og 42", "i veke 41 og 42", "in weeks 41 and 42"),
        (
            Dates((date(2026, 4, 3), date(2026, 4, 10), date(2026, 5, 17))),
            "3. og 10. april 2026 og 17. mai 2026",
            "3. og 10. april 2026 og 17. mai 2026",
            "on 3 and 10 April 2026 and 17 May 2026",
        ),
        (
            Between(date(2026, 6, 1), date(2026, 8, 20)),
            "fra 1. juni 2026 til og med 20. august 2026",
            "frå 1. juni 2026 til og med 20. august 2026",
            "from 1 June 2026 up to and including 20 August 2026",
        ),
        (Between(date(2026, 6, 1), date(2026, 6, 1)), *["1. juni 2026"] * 2, "on 1 June 2026"),
        (Between(date(2026, 6, 1), None), "fra 1. juni 2026", "frå 1. juni 2026", "from 1 June 2026"),
        (Annual.on(5, 17), "17. mai hvert år", "17. mai kvart år", "on 17 May every year"),
        (Annual.months(7, 7), "i juli hvert år", "i juli kvart år", "in July every year"),
        (
            Annual(MonthDay(12, 19), MonthDay(1, 5)),
            "fra 19. desember til og med 5. januar hvert år",
            "frå 19. desember til og med 5. januar kvart år",
            "from 19 December up to and including 5 January every year",
        ),
        (Holidays(), "på helligdager", "på heilagdagar", "on public holidays"),
        (
            Holidays((Holiday.MAUNDY_THURSDAY, Holiday.CONSTITUTION_DAY, Holiday.CHRISTMAS_DAY)),
            "på skjærtorsdag, grunnlovsdagen og 1. juledag",
            "på skjærtorsdag, grunnlovsdagen og 1. juledag",
            "on Maundy Thursday, Constitution Day and Christmas Day",
        ),
        (
            Eves(),
            "på onsdag før skjærtorsdag, påskeaften, pinseaften, julaften og nyttårsaften",
            "på onsdag før skjærtorsdag, påskeaftan, pinseaftan, julaftan og nyttårsaftan",
            "on the Wednesday before Easter, Easter Eve, Whitsun Eve, Christmas Eve and New Year's Eve",
        ),
        (
            EasterOffset((-6, -5, -4)),
            "6, 5 og 4 dager før 1. påskedag",
            "6, 5 og 4 dagar før 1. påskedag",
            "6, 5 and 4 days before Easter Sunday",
        ),
        (BREAKS, "i skolens ferier", "i skuleferiane", "in the school holidays"),
        (
            SchoolBreaks(CALENDAR, (BreakName.AUTUMN, BreakName.WINTER)),
            "i høstferien og i vinterferien",
            "i haustferien og i vinterferien",
            "in the autumn break and in the winter break",
        ),
        (SchoolDays(CALENDAR), "på skoledager", "på skuledagar", "on school days"),
        (
            (TUESDAYS & EvenWeeks()) - (BREAKS | Holidays()),
            "på tirsdager i partallsuker, ikke i skolens ferier eller på helligdager",
            "på tysdagar i partalsveker, ikkje i skuleferiane eller på heilagdagar",
            "on Tuesdays in even weeks, not in the school holidays or on public holidays",
        ),
        (
            (TUESDAYS | Holidays()) - NthWeekday(1, Weekday.TUESDAY),
            "(på tirsdager eller på helligdager), unntatt den første tirsdagen i hver måned",
            "(på tysdagar eller på heilagdagar), unnateke den første tysdagen i kvar månad",
            "(on Tuesdays or on public holidays), except the first Tuesday of every month",
        ),
        (
            RuleDays(RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2"), date(2026, 3, 3)),
            "annenhver tirsdag fra 3. mars 2026",
            "annankvar tysdag frå 3. mars 2026",
            "every other Tuesday from 3 March 2026",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_about_days_reads_well(rule, nb, nn, en):
    assert in_all(rule) == (nb, nn, en)


def test_counting_from_an_anchor_names_the_first_day_that_is_picked():
    rule = EveryNWeeks(2, date(2026, 3, 6), (Weekday.TUESDAY,))  # a Friday
    assert describe(rule) == "annenhver tirsdag fra 17. mars 2026"


def course(**changes):
    rule = RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270624T180000")
    given = {"rules": (rule,), "excluding": OddWeeks() | BREAKS} | changes
    return Series(datetime(2027, 1, 12, 18), timedelta(hours=2), **given)


def test_a_series_reads_well():
    assert in_all(course()) == (
        (
            "annenhver tirsdag kl. 18.00–20.00 i partallsuker, ikke i skolens ferier,"  # noqa: RUF001
            " fra 12. januar 2027 til og med 24. juni 2027"
        ),
        (
            "annankvar tysdag kl. 18.00–20.00 i partalsveker, ikkje i skuleferiane,"  # noqa: RUF001
            " frå 12. januar 2027 til og med 24. juni 2027"
        ),
        (
            "every other Tuesday from 18:00 to 20:00 in even weeks, not in the school holidays,"
            " from 12 January 2027 up to and including 24 June 2027"
        ),
    )


@pytest.mark.parametrize(
    ("changes", "nb", "nn", "en"),
    [
        (
            {"excluded": (datetime(2027, 4, 6, 18),)},
            "ikke 6. april 2027",
            "ikkje 6. april 2027",
            "not on 6 April 2027",
        ),
        (
            {"extra": (datetime(2027, 5, 12, 19),)},
            "også 12. mai 2027 kl. 19.00",
            "også 12. mai 2027 kl. 19.00",
            "also on 12 May 2027 at 19:00",
        ),
        (
            {"overrides": (Override(datetime(2027, 1, 26, 18), cancelled=True),)},
            "avlyst 26. januar 2027",
            "avlyst 26. januar 2027",
            "cancelled on 26 January 2027",
        ),
        (
            {"overrides": (Override(datetime(2027, 1, 26, 18), start=datetime(2027, 1, 27, 18)),)},
            "flyttet fra 26. januar 2027 til 27. januar 2027",
            "flytta frå 26. januar 2027 til 27. januar 2027",
            "moved from 26 January 2027 to 27 January 2027",
        ),
        (
            {"overrides": (Override(datetime(2027, 1, 26, 18), start=datetime(2027, 1, 26, 19)),)},
            "26. januar 2027 kl. 19.00 i stedet for kl. 18.00",
            "26. januar 2027 kl. 19.00 i staden for kl. 18.00",
            "on 26 January 2027 at 19:00 instead of at 18:00",
        ),
        (
            {"overrides": (Override(datetime(2027, 1, 26, 18), length=timedelta(minutes=90)),)},
            "varer 1 time og 30 minutter 26. januar 2027",
            "varer 1 time og 30 minutt 26. januar 2027",
            "lasts 1 hour and 30 minutes on 26 January 2027",
        ),
        (
            {"overrides": (Override(datetime(2027, 1, 26, 18), details="another room"),)},
            "endret 26. januar 2027",
            "endra 26. januar 2027",
            "changed on 26 January 2027",
        ),
        ({"tentative": True}, "foreløpig", "førebels", "provisional"),
        (
            {"zone": "America/New_York"},
            "tidssone America/New_York",
            "tidssone America/New_York",
            "time zone America/New_York",
        ),
    ],
    ids=["excluded", "extra", "cancelled", "moved", "later", "shorter", "details", "tentative", "zone"],
)
def test_an_exception_to_a_series_is_said_after_a_semicolon(changes, nb, nn, en):
    series = Series(
        datetime(2027, 1, 12, 18),
        timedelta(hours=2),
        rules=(RecurrenceRule.parse("FREQ=WEEKLY"),),
        **changes,
    )
    assert tuple(text.partition("; ")[2] for text in in_all(series)) == (nb, nn, en)


@pytest.mark.parametrize(
    ("series", "nb", "en"),
    [
        (
            Series(datetime(2027, 1, 12, 18), timedelta(hours=2)),
            "tirsdag 12. januar 2027 kl. 18.00–20.00",  # noqa: RUF001
            "Tuesday 12 January 2027 from 18:00 to 20:00",
        ),
        (Series(date(2027, 1, 12), timedelta(days=1)), "tirsdag 12. januar 2027", "Tuesday 12 January 2027"),
        (
            Series(datetime(2027, 1, 12, 22), timedelta(hours=4), extra=(datetime(2027, 1, 19, 22),)),
            "12. og 19. januar 2027 kl. 22.00–02.00",  # noqa: RUF001
            "on 12 and 19 January 2027 from 22:00 to 02:00",
        ),
        (
            Series(datetime(2027, 1, 12, 22), timedelta(hours=4), extra=(datetime(2027, 1, 19, 21),)),
            "12. januar 2027 kl. 22.00 og 19. januar 2027 kl. 21.00, i 4 timer",
            "on 12 January 2027 at 22:00 and 19 January 2027 at 21:00, for 4 hours",
        ),
        (
            Series(date(2027, 7, 5), timedelta(days=5), rules=(RecurrenceRule.parse("FREQ=YEARLY;COUNT=3"),)),
            "5. juli hvert år i 5 dager, fra 5. juli 2027, 3 ganger",
            "on 5 July every year for 5 days, from 5 July 2027, 3 times",
        ),
        (
            Series(
                datetime(2027, 1, 12, 11, 30),
                timedelta(hours=1),
                rules=(RecurrenceRule.parse("FREQ=WEEKLY;BYHOUR=11,14"),),
            ),
            "hver tirsdag kl. 11.30–12.30 og 14.30–15.30, fra 12. januar 2027 kl. 11.30",  # noqa: RUF001
            "every Tuesday from 11:30 to 12:30 and from 14:30 to 15:30, from 12 January 2027 at 11:30",
        ),
        (
            Series(
                datetime(2027, 1, 12, 18),
                timedelta(hours=30),
                rules=(RecurrenceRule.parse("FREQ=MONTHLY;BYDAY=2TU"),),
            ),
            "den andre tirsdagen i hver måned kl. 18.00 i 1 dag og 6 timer, fra 12. januar 2027",
            "the second Tuesday of every month at 18:00 for 1 day and 6 hours, from 12 January 2027",
        ),
        (
            Series(
                datetime(2027, 1, 12, 11),
                timedelta(hours=1),
                rules=(
                    RecurrenceRule.parse("FREQ=WEEKLY;BYDAY=TU"),
                    RecurrenceRule.parse("FREQ=MONTHLY;BYDAY=1SA"),
                ),
            ),
            (
                "hver tirsdag kl. 11.00–12.00 og dessuten den første lørdagen i hver måned"  # noqa: RUF001
                " kl. 11.00–12.00, fra 12. januar 2027"  # noqa: RUF001
            ),
            (
                "every Tuesday from 11:00 to 12:00 and also the first Saturday of every month"
                " from 11:00 to 12:00, from 12 January 2027"
            ),
        ),
    ],
)
def test_other_series_read_well(series, nb, en):
    assert (describe(series), describe(series, "en")) == (nb, en)


def test_a_choice_of_times_says_nothing_of_whole_days():
    rule = RecurrenceRule.parse("FREQ=DAILY;BYSECOND=0;BYSETPOS=1")
    series = Series(date(2027, 1, 12), timedelta(days=1), rules=(rule,))
    assert describe(series) == "hver dag, fra 12. januar 2027"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2027, 6, 24), "til og med 24. juni 2027"),
        (datetime(2027, 6, 24, 18), "til og med 24. juni 2027"),
        (datetime(2027, 6, 24, 17), "til og med 24. juni 2027 kl. 17.00"),
        (datetime(2027, 6, 24, 16, tzinfo=UTC), "til og med 24. juni 2027"),
        (datetime(2027, 6, 24, 15, tzinfo=UTC), "til og med 24. juni 2027 kl. 17.00"),
    ],
)
def test_the_end_of_a_series_is_said_in_its_zone(until, said):
    rule = RecurrenceRule(course().rules[0].frequency, until=until)
    assert describe(course(rules=(rule,))).endswith(f"fra 12. januar 2027 {said}")


def test_a_count_says_that_what_is_left_out_is_counted():
    rule = RecurrenceRule.parse("FREQ=WEEKLY;COUNT=10")
    series = Series(date(2027, 5, 3), timedelta(days=1), rules=(rule,), excluding=Holidays())
    assert in_all(series) == (
        "hver mandag, ikke på helligdager, fra 3. mai 2027, 10 ganger, medregnet dem som faller bort",
        "kvar måndag, ikkje på heilagdagar, frå 3. mai 2027, 10 gonger, medrekna dei som fell bort",
        "every Monday, not on public holidays, from 3 May 2027, 10 times, counting those that are left out",
    )


def test_what_cannot_be_said_is_refused():
    with pytest.raises(InvalidValueError) as refused:
        describe(EVERY_DAY, "no")
    assert refused.value.where == "describe language"
    for value in ("FREQ=DAILY", None, date(2026, 1, 1)):
        with pytest.raises(WrongTypeError):
            describe(value)


def test_a_day_rule_of_somebody_elses_is_refused():
    class Whenever(DayRule):
        __slots__ = ()

    with pytest.raises(WrongTypeError):
        describe(Whenever.__new__(Whenever) | EVERY_DAY)


@pytest.mark.parametrize(
    ("rules", "excluding", "nb"),
    [
        (
            ("FREQ=WEEKLY",),
            IsoWeeks((28, 29, 30, 41)),
            "hver tirsdag kl. 18.00-20.00, ikke i uke 28-30 og 41",
        ),
        (("FREQ=WEEKLY",), Annual.months(7, 7), "hver tirsdag kl. 18.00-20.00, unntatt i juli"),
        (
            ("FREQ=DAILY",),
            EVERY_DAY - Weekdays((Weekday.TUESDAY,)),
            "hver dag kl. 18.00-20.00, bare på tirsdager",
        ),
        (
            ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=11"),
            None,
            "hver tirsdag kl. 18.00-20.00 og dessuten hver lørdag kl. 11.00-13.00",
        ),
    ],
    ids=["weeks in a row", "a month", "only on some days", "two times of day"],
)
def test_what_houses_publish_reads_as_they_publish_it(rules, excluding, nb):
    series = Series(
        datetime(2027, 1, 12, 18),
        timedelta(hours=2),
        rules=tuple(map(RecurrenceRule.parse, rules)),
        excluding=excluding,
    )
    assert describe(series).replace("\N{EN DASH}", "-").startswith(nb + ", fra 12. januar 2027")

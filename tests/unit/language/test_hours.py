"""Opening hours in words, as a door sign, a notice or a screen has them."""

# ruff: noqa: E501, RUF001 - a sentence is read in one piece, and an en dash stands between two times of day

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from innbyggertorg.chrono import DateRange, Weekday
from innbyggertorg.chrono.dates import Validity
from innbyggertorg.days import (
    Annual,
    Between,
    Dates,
    EasterOffset,
    Eve,
    EvenWeeks,
    EveryNMonths,
    EveryNWeeks,
    MonthDay,
    NthWeekday,
    OddWeeks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    Weekdays,
)
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.language import (
    describe_change,
    describe_exceptions,
    describe_explanation,
    describe_rules,
    describe_state,
    describe_week,
)
from innbyggertorg.limits import Limits
from innbyggertorg.opening import (
    CLOSE,
    AccessLevel,
    Add,
    BaseWeek,
    Cap,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Pattern,
    Remove,
    Replace,
    Restriction,
    Season,
    WeekHours,
    within,
)

OSLO = ZoneInfo("Europe/Oslo")
STAFFED = (AccessLevel.STAFFED,)
weekly = OpeningSchedule.weekly


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def hours(text):
    return (Hours.parse(text),)


LIBRARY = OpeningSchedule(
    bases=(BaseWeek(WeekHours.of({"mo-we,fr": "10-16", "th": "12-18"}, self_service={"mo-su": "8-22"})),),
    patterns=(Pattern(EveryNWeeks(4, date(2025, 1, 4)), Add(hours("10-16"))),),
    holidays=(HolidayPolicy(Remove(STAFFED)),),
)
SATURDAY = (Weekday.SATURDAY,)
SIGNS = {
    "the library of Heggedal": (
        LIBRARY,
        "Man–ons og fre 10–16, tor 12–18, hver 4. lørdag 10–16. Meråpent alle dager 08–22.",
        "Mån–ons og fre 10–16, tor 12–18, kvar 4. laurdag 10–16. Meirope alle dagar 08–22.",
        "Mon–Wed and Fri 10–16, Thu 12–18, every 4th Saturday 10–16. Self-service every day 08–22.",
    ),
    "never open": (OpeningSchedule(), "Stengt.", "Stengt.", "Closed."),
    "day and night": (
        weekly(self_service={"mo-su": "0-24"}),
        "Meråpent alle dager hele døgnet.",
        "Meirope alle dagar heile døgnet.",
        "Self-service every day around the clock.",
    ),
    "past midnight": (
        weekly({"mo-th": "10-18", "fr,sa": "20-02"}),
        "Man–tor 10–18, fre og lør 20–02.",
        "Mån–tor 10–18, fre og lau 20–02.",
        "Mon–Thu 10–18, Fri and Sat 20–02.",
    ),
    "more than a day and a night": (
        weekly({"mo": "08:00-10:00+1d", "we": "8-8+2d"}),
        "Man 08–10 neste dag, ons 08–08 2 dager senere.",
        "Mån 08–10 neste dag, ons 08–08 2 dagar seinare.",
        "Mon 08–10 the next day, Wed 08–08 2 days later.",
    ),
    "a break, half hours and appointments": (
        weekly({"mo,we": "10:30-12,13-16"}, by_appointment={"tu": "9-10"}),
        "Man og ons 10.30–12.00 og 13–16. Etter avtale tir 09–10.",
        "Mån og ons 10.30–12.00 og 13–16. Etter avtale tys 09–10.",
        "Mon and Wed 10:30–12:00 and 13–16. By appointment Tue 09–10.",
    ),
    "only in even and odd weeks": (
        OpeningSchedule(
            patterns=(
                Pattern(Weekdays(SATURDAY) & EvenWeeks(), Add(hours("10-14"))),
                Pattern(Weekdays(SATURDAY) & OddWeeks(), Add(hours("10-18"))),
            )
        ),
        "Lørdager i partallsuker 10–14, lørdager i oddetallsuker 10–18.",
        "Laurdagar i partalsveker 10–14, laurdagar i oddetalsveker 10–18.",
        "Saturdays in even weeks 10–14, Saturdays in odd weeks 10–18.",
    ),
    "a day of every month that closes all": (
        evolve(
            weekly({"mo-fr": "10-16"}, self_service={"mo-su": "8-22"}),
            patterns=(Pattern(EveryNMonths(1, date(2025, 1, 1)), CLOSE),),
        ),
        "Man–fre 10–16, den 1. i hver måned stengt. Meråpent alle dager 08–22.",
        "Mån–fre 10–16, den 1. i kvar månad stengt. Meirope alle dagar 08–22.",
        "Mon–Fri 10–16, the 1st of every month closed. Self-service every day 08–22.",
    ),
    "the first Saturdays outside July, which are no days of July": (
        OpeningSchedule(
            patterns=(Pattern(NthWeekday(1, SATURDAY[0]) - Annual.months(7, 7), Add(hours("11-15"))),)
        ),
        "Den første lørdagen i hver måned, unntatt i juli: 11–15.",
        "Den første laurdagen i kvar månad, unnateke i juli: 11–15.",
        "The first Saturday of every month, except in July: 11–15.",
    ),
    "two of the Tuesdays of a month": (
        OpeningSchedule(
            patterns=(
                Pattern(NthWeekday(2, Weekday.TUESDAY) | NthWeekday(4, Weekday.TUESDAY), Add(hours("17-19"))),
            )
        ),
        "Den andre tirsdagen i hver måned og den fjerde tirsdagen i hver måned 17–19.",
        "Den andre tysdagen i kvar månad og den fjerde tysdagen i kvar månad 17–19.",
        "The second Tuesday of every month and the fourth Tuesday of every month 17–19.",
    ),
    "patterns that close, take staff away, and differ by weekday": (
        evolve(
            LIBRARY,
            patterns=(
                Pattern(EvenWeeks(), Add(hours("18-20"))),
                Pattern(EveryNWeeks(2, date(2026, 1, 9)), CLOSE),
                Pattern(NthWeekday(1, Weekday.WEDNESDAY), Remove(STAFFED)),
            ),
        ),
        (
            "Man–ons og fre 10–16; tor 12–18; i partallsuker: man–ons og fre 10–16 og 18–20, tor 12–20, lør og søn "
            "18–20; annenhver fredag fra 9. januar 2026 stengt; den første onsdagen i hver måned ubetjent. "
            "Meråpent alle dager 08–22."
        ),
        (
            "Mån–ons og fre 10–16; tor 12–18; i partalsveker: mån–ons og fre 10–16 og 18–20, tor 12–20, lau og søn "
            "18–20; annankvar fredag frå 9. januar 2026 stengt; den første onsdagen i kvar månad ubetent. "
            "Meirope alle dagar 08–22."
        ),
        (
            "Mon–Wed and Fri 10–16; Thu 12–18; in even weeks: Mon–Wed and Fri 10–16 and 18–20, Thu 12–20, Sat and "
            "Sun 18–20; every other Friday from 9 January 2026 closed; the first Wednesday of every month not "
            "staffed. Self-service every day 08–22."
        ),
    ),
    "a service in its house": (
        within(weekly({"mo-sa": "9-15"}), LIBRARY, requires=AccessLevel.STAFFED),
        "Man–ons og fre 10–15, tor 12–15, hver 4. lørdag 10–15.",
        "Mån–ons og fre 10–15, tor 12–15, kvar 4. laurdag 10–15.",
        "Mon–Wed and Fri 10–15, Thu 12–15, every 4th Saturday 10–15.",
    ),
}


@pytest.mark.parametrize(("openings", "nb", "nn", "en"), SIGNS.values(), ids=SIGNS)
def test_a_door_sign_says_the_week(openings, nb, nn, en):
    day = date(2025, 11, 3)
    assert describe_week(openings, day) == nb
    assert describe_week(openings, day, "nn") == nn
    assert describe_week(openings, day, "en") == en


def test_a_sign_is_of_the_week_that_holds_on_its_day():
    summer = Season(Annual(MonthDay(6, 15), MonthDay(8, 15)), WeekHours.of({"mo-fr": "10-14"}))
    schedule = OpeningSchedule(
        bases=(
            BaseWeek(WeekHours.of({"mo-fr": "9-15"}), Validity(last=date(2025, 12, 31))),
            BaseWeek(WeekHours.of({"mo-fr": "9-17"}), Validity(first=date(2026, 1, 1))),
        ),
        seasons=(summer,),
    )
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 1))
    assert [describe_week(schedule, day) for day in days] == [
        "Man–fre 09–15.",
        "Man–fre 09–17.",
        "Man–fre 10–14.",
    ]


def test_a_pattern_on_a_sign_has_its_beginning_only_before_it():
    schedule = OpeningSchedule(
        patterns=(
            Pattern(Weekdays(SATURDAY) & Between(date(2026, 3, 1), None), Add(hours("10-14"))),
            Pattern(Weekdays((Weekday.SUNDAY,)) & Between(None, date(2026, 3, 1)), Add(hours("12-14"))),
        )
    )
    assert describe_week(schedule, date(2026, 2, 1)) == (
        "Lørdager fra 1. mars 2026 10–14, søndager til og med 1. mars 2026 12–14."
    )
    assert describe_week(schedule, date(2026, 3, 2)) == "Lørdager 10–14."


def test_a_sign_and_a_notice_say_what_they_know_where_a_school_year_is_unknown():
    year = SchoolYear(first=date(2025, 8, 18), last=date(2026, 6, 19), source="made up")
    calendar = SchoolCalendar(id="made-up", municipality="Made up", years=(year,))
    schedule = OpeningSchedule(
        patterns=(Pattern(SchoolDays(calendar), Add(hours("10-16"))),),
        restrictions=(Restriction(datetime(2026, 6, 16), datetime(2026, 6, 18)),),
    )
    assert describe_week(schedule, date(2026, 6, 1)) == "Skoledager 10–16."
    assert describe_week(schedule, date(2027, 6, 1)) == "Stengt."
    window = DateRange(date(2026, 6, 1), date(2027, 6, 1))
    assert describe_exceptions(schedule, window) == (
        "fra tirsdag 16. juni til og med onsdag 17. juni: stengt",
    )


STATES = {
    "staffed, then self-service": (
        "2025-11-03 12:00",
        LIBRARY,
        "Betjent til kl. 16.00, meråpent til kl. 22.00",
    ),
    "before the staff": ("2025-11-03 09:00", LIBRARY, "Meråpent til kl. 22.00, betjent fra kl. 10.00"),
    "after the staff": (
        "2025-11-03 17:00",
        LIBRARY,
        "Meråpent til kl. 22.00, betjent fra i morgen kl. 10.00",
    ),
    "closed at night": (
        "2025-11-03 23:00",
        LIBRARY,
        "Stengt, åpner i morgen kl. 08.00 (meråpent), betjent fra kl. 10.00",
    ),
    "closed until tomorrow": (
        "2025-11-03 18:00",
        weekly({"mo-fr": "10-18"}),
        "Stengt, åpner i morgen kl. 10.00",
    ),
    "closed until later today": ("2025-11-03 08:00", weekly({"mo-fr": "10-18"}), "Stengt, åpner kl. 10.00"),
    "closed over the weekend": (
        "2025-11-07 18:00",
        weekly({"mo-fr": "10-18"}),
        "Stengt, åpner mandag kl. 10.00",
    ),
    "closed a week": (
        "2025-11-03 18:00",
        weekly({"mo": "10-18"}),
        "Stengt, åpner mandag 10. november 2025 kl. 10.00",
    ),
    "past midnight": ("2025-11-07 21:00", weekly({"fr": "20-02"}), "Betjent til kl. 02.00"),
    "to midnight": ("2025-11-07 21:00", weekly({"fr": "20-24"}), "Betjent til midnatt"),
    "to tomorrow": ("2025-11-07 21:00", weekly({"fr": "20-12"}), "Betjent til i morgen kl. 12.00"),
    "never open": ("2025-11-07 21:00", OpeningSchedule(), "Stengt inntil videre"),
    "always open": ("2025-11-07 21:00", weekly(self_service={"mo-su": "0-24"}), "Meråpent hele døgnet"),
    "staff in a house that is always open": (
        "2025-11-03 11:00",
        weekly({"mo": "10-12"}, self_service={"mo-su": "0-24"}),
        "Betjent til kl. 12.00, meråpent hele døgnet",
    ),
    "closed for a reason": (
        "2025-11-03 11:00",
        OpeningSchedule(
            bases=LIBRARY.bases,
            restrictions=(Restriction(datetime(2025, 11, 1), datetime(2025, 11, 5), reason="vannskade"),),
        ),
        "Stengt (vannskade), åpner onsdag kl. 08.00 (meråpent), betjent fra kl. 10.00",
    ),
    "the night of more hours": ("2026-10-25 00:30", weekly({"su": "0-3"}), "Betjent til kl. 03.00"),
}


@pytest.mark.parametrize(("now", "openings", "text"), STATES.values(), ids=STATES)
def test_the_state_now(now, openings, text):
    assert describe_state(openings, at(now)) == text
    assert describe_state(openings, at(now).astimezone(ZoneInfo("America/New_York"))) == text


def test_the_state_now_in_other_languages():
    now = at("2025-11-03 12:00")
    assert describe_state(LIBRARY, now, "nn") == "Betent til kl. 16.00, meirope til kl. 22.00"
    assert describe_state(LIBRARY, now, "en") == "Staffed until 16:00, self-service until 22:00"
    evening = at("2025-11-03 22:00")
    assert describe_state(LIBRARY, evening, "nn") == (
        "Stengt, opnar i morgon kl. 08.00 (meirope), betent frå kl. 10.00"
    )
    assert describe_state(LIBRARY, evening, "en") == (
        "Closed, opens tomorrow at 08:00 (self-service), staffed from 10:00"
    )


HOUSE = evolve(
    LIBRARY,
    seasons=(
        Season(
            Annual(MonthDay(6, 15), MonthDay(8, 15)),
            WeekHours.of({"mo-fr": "10-14"}, self_service={"mo-su": "8-22"}),
            reason="sommertid",
        ),
    ),
    holidays=(
        HolidayPolicy(Remove(STAFFED)),
        HolidayPolicy(Clip.closing_by("12:00"), (Eve.EASTER_EVE, Eve.WEDNESDAY_BEFORE_EASTER)),
    ),
    exceptions=(
        DatedException(Dates((date(2026, 5, 17),)), Replace(hours("10-14")), reason="17. mai-feiring"),
        DatedException(EasterOffset((-6, -5)), Clip.opening_from("12:00")),
        DatedException(
            Weekdays((Weekday.WEDNESDAY,)) & Between(date(2026, 5, 27), date(2026, 6, 30)),
            CLOSE,
            reason="kurs",
        ),
    ),
    restrictions=(
        Restriction(datetime(2026, 4, 20), datetime(2026, 4, 27), reason="maling"),
        Restriction(datetime(2026, 7, 13), None, Cap(AccessLevel.SELF_SERVICE), reason="ferie"),
    ),
)


def test_a_notice_says_what_is_not_as_usual():
    assert describe_exceptions(HOUSE, DateRange(date(2026, 3, 23), date(2026, 7, 20))) == (
        "fra mandag 30. mars til og med tirsdag 31. mars: betjent 12–16, meråpent 12–22",
        "onsdag 1. april (onsdag før skjærtorsdag): betjent 10–12, meråpent 08–12",
        "torsdag 2. april (skjærtorsdag): ubetjent, meråpent 08–22",
        "fredag 3. april (langfredag): ubetjent, meråpent 08–22",
        "lørdag 4. april (påskeaften): meråpent 08–12",
        "mandag 6. april (2. påskedag): ubetjent, meråpent 08–22",
        "fra mandag 20. april til og med søndag 26. april (maling): stengt",
        "fredag 1. mai: ubetjent, meråpent 08–22",
        "torsdag 14. mai (Kristi himmelfartsdag): ubetjent, meråpent 08–22",
        "søndag 17. mai (17. mai-feiring): betjent 10–14",
        "mandag 25. mai (2. pinsedag): ubetjent, meråpent 08–22",
        "fra onsdag 27. mai til og med onsdag 24. juni (kurs): ons stengt",
        (
            "fra mandag 15. juni til og med lørdag 15. august (sommertid): "
            "Man–fre 10–14, hver 4. lørdag 10–16. Meråpent alle dager 08–22."
        ),
        "fra mandag 13. juli (ferie): ubetjent, meråpent 08–22 inntil videre",
    )


def test_a_notice_in_other_languages():
    window = DateRange(date(2026, 4, 1), date(2026, 4, 4))
    assert describe_exceptions(HOUSE, window, "nn") == (
        "onsdag 1. april (onsdag før skjærtorsdag): betent 10–12, meirope 08–12",
        "torsdag 2. april (skjærtorsdag): ubetent, meirope 08–22",
        "fredag 3. april (langfredag): ubetent, meirope 08–22",
    )
    assert describe_exceptions(HOUSE, window, "en") == (
        "Wednesday 1 April (the Wednesday before Easter): staffed 10–12, self-service 08–12",
        "Thursday 2 April (Maundy Thursday): not staffed, self-service 08–22",
        "Friday 3 April (Good Friday): not staffed, self-service 08–22",
    )


def test_a_closure_without_end_is_said_once_and_the_year_where_it_is_another():
    schedule = evolve(LIBRARY, restrictions=(Restriction(datetime(2027, 1, 5)),))
    assert describe_exceptions(schedule, DateRange(date(2026, 12, 30), date(2027, 2, 1))) == (
        "fredag 1. januar 2027 (1. nyttårsdag): ubetjent, meråpent 08–22",
        "fra tirsdag 5. januar 2027: stengt inntil videre",
    )


def test_a_new_week_that_has_no_end_is_usual_from_then_on():
    schedule = OpeningSchedule(
        bases=(
            BaseWeek(WeekHours.of({"mo-fr": "10-16"}), Validity(last=date(2026, 6, 30))),
            BaseWeek(WeekHours.of({"mo-fr": "10-17"}), Validity(first=date(2026, 7, 1))),
        )
    )
    assert describe_exceptions(schedule, DateRange(date(2026, 6, 20), date(2026, 7, 20))) == (
        "fra onsdag 1. juli: Man–fre 10–17.",
    )


def test_both_names_of_17_may_2027_are_said():
    schedule = weekly({"mo-fr": "10-16"}, holidays=CLOSE)
    assert describe_exceptions(schedule, DateRange(date(2027, 5, 17), date(2027, 5, 18))) == (
        "mandag 17. mai (grunnlovsdagen og 2. pinsedag): stengt",
    )


OLD = weekly({"mo-we,fr": "10-16", "th": "12-19"}, holidays=CLOSE)
CHANGES = {
    "a day closes earlier": (
        weekly({"mo-we,fr": "10-16", "th": "12-18"}, holidays=CLOSE),
        ("fra mandag 13. januar: torsdag stenger kl. 18, før kl. 19",),
        ("frå måndag 13. januar: torsdag stengjer kl. 18, før kl. 19",),
        ("from Monday 13 January: Thursday closes at 18, was 19",),
    ),
    "several days": (
        weekly({"mo-we,fr": "09-15", "th": "11-19", "sa": "10-14"}, holidays=CLOSE),
        (
            (
                "fra mandag 13. januar: man–ons og fre 09–15, før 10–16; torsdag åpner kl. 11, før kl. 12; "
                "lørdag 10–14, før stengt"
            ),
        ),
        (
            (
                "frå måndag 13. januar: mån–ons og fre 09–15, før 10–16; torsdag opnar kl. 11, før kl. 12; "
                "laurdag 10–14, før stengt"
            ),
        ),
        (
            (
                "from Monday 13 January: Mon–Wed and Fri 09–15, was 10–16; Thursday opens at 11, was 12; "
                "Saturday 10–14, was closed"
            ),
        ),
    ),
    "one day only": (
        evolve(OLD, exceptions=(DatedException(Dates((date(2025, 2, 7),)), CLOSE),)),
        ("fredag 7. februar: stengt, før 10–16",),
        ("fredag 7. februar: stengt, før 10–16",),
        ("Friday 7 February: closed, was 10–16",),
    ),
    "some weeks": (
        evolve(
            OLD,
            exceptions=(
                DatedException(
                    Weekdays((Weekday.FRIDAY,)) & Between(date(2025, 2, 7), date(2025, 2, 28)),
                    Replace(hours("10-12")),
                ),
            ),
        ),
        ("fra mandag 3. februar til og med søndag 2. mars: fredag stenger kl. 12, før kl. 16",),
        ("frå måndag 3. februar til og med søndag 2. mars: fredag stengjer kl. 12, før kl. 16",),
        ("from Monday 3 February up to and including Sunday 2 March: Friday closes at 12, was 16",),
    ),
    "nothing": (OLD, (), (), ()),
}


@pytest.mark.parametrize(("new", "nb", "nn", "en"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_hours_is_said_once_for_all_its_weeks(new, nb, nn, en):
    window = DateRange(date(2025, 1, 13), date(2025, 7, 1))
    assert describe_change(OLD, new, window) == nb
    assert describe_change(OLD, new, window, "nn") == nn
    assert describe_change(OLD, new, window, "en") == en


def test_a_change_at_several_levels_says_what_held_in_parentheses():
    new = weekly({"mo-we,fr": "10-17", "th": "12-18"}, self_service={"mo-su": "7-22"})
    old = evolve(LIBRARY, patterns=(), holidays=())
    assert describe_change(old, new, DateRange(date(2025, 1, 13), date(2025, 3, 1))) == (
        (
            "fra mandag 13. januar: man–ons og fre betjent til kl. 17 (før kl. 16), meråpent fra kl. 07 (før kl. 08); "
            "tor, lør og søn meråpent fra kl. 07, før kl. 08"
        ),
    )


EXPLANATIONS = {
    "a holiday": (
        "2026-04-03 12:00",
        (
            "Fredag 3. april 2026 kl. 12.00: meråpent. Det avgjøres av helligdagsregelen (på helligdager: ubetjent). "
            "Den vanlige uken gir betjent."
        ),
        (
            "Fredag 3. april 2026 kl. 12.00: meirope. Det blir avgjort av heilagdagsregelen (på heilagdagar: ubetent). "
            "Den vanlege veka gir betent."
        ),
        (
            "On Friday 3 April 2026 at 12:00: self-service. This is decided by the holiday rule (on public holidays: "
            "not staffed). The usual week gives staffed."
        ),
    ),
    "a closure": (
        "2026-04-22 12:00",
        (
            "Onsdag 22. april 2026 kl. 12.00: stengt. Det avgjøres av begrensningen (fra 20. april 2026 kl. 00.00 til "
            "27. april 2026 kl. 00.00 (maling): stengt). Den vanlige uken gir betjent."
        ),
        (
            "Onsdag 22. april 2026 kl. 12.00: stengt. Det blir avgjort av avgrensinga (frå 20. april 2026 kl. 00.00 til "
            "27. april 2026 kl. 00.00 (maling): stengt). Den vanlege veka gir betent."
        ),
        (
            "On Wednesday 22 April 2026 at 12:00: closed. This is decided by the restriction (from 20 April 2026 at "
            "00:00 until 27 April 2026 at 00:00 (maling): closed). The usual week gives staffed."
        ),
    ),
}


@pytest.mark.parametrize(("moment", "nb", "nn", "en"), EXPLANATIONS.values(), ids=EXPLANATIONS)
def test_an_explanation_names_what_decides_and_what_it_shadows(moment, nb, nn, en):
    explanation = HOUSE.explain(at(moment).astimezone(ZoneInfo("UTC")))
    assert describe_explanation(explanation) == nb
    assert describe_explanation(explanation, "nn") == nn
    assert describe_explanation(explanation, "en") == en


def test_an_explanation_says_of_which_day_hours_past_midnight_are():
    bar = weekly({"fr": "20-02"})
    assert describe_explanation(bar.explain(at("2026-01-03 01:00"))) == (
        "Lørdag 3. januar 2026 kl. 01.00: betjent. Det gjelder åpningstiden fredag 2. januar 2026. "
        "Det avgjøres av den vanlige uken (Fre 20–02)."
    )


def test_an_explanation_says_that_the_house_shuts_a_service_out():
    clinic = within(weekly({"mo-fr": "9-20"}), LIBRARY, requires=AccessLevel.STAFFED)
    explanation = clinic.explain(at("2026-03-30 17:00"))
    assert explanation.needed is AccessLevel.STAFFED
    assert describe_explanation(explanation).startswith(
        "Mandag 30. mars 2026 kl. 17.00: stengt, fordi huset må være betjent, men er meråpent. "
        "Det avgjøres av den vanlige uken"
    )
    assert describe_explanation(explanation, "nn").startswith(
        "Måndag 30. mars 2026 kl. 17.00: stengt, fordi huset må vere betent, men er meirope. "
    )
    assert describe_explanation(explanation, "en").startswith(
        "On Monday 30 March 2026 at 17:00: closed, because the house must be staffed, but is open for self-service. "
    )
    assert clinic.explain(at("2026-03-30 12:00")).needed is None
    assert clinic.explain(at("2026-03-30 21:00")).needed is None
    inside = within(weekly({"mo-fr": "9-20"}), clinic, requires=AccessLevel.BY_APPOINTMENT)
    assert inside.explain(at("2026-03-30 17:00")).needed is AccessLevel.STAFFED


def test_an_explanation_without_a_rule_says_so():
    assert describe_explanation(OpeningSchedule().explain(at("2026-01-03 01:00"))) == (
        "Lørdag 3. januar 2026 kl. 01.00: stengt. Ingen regel sier noe om dagen."
    )


def test_every_rule_of_a_schedule_is_said():
    more = evolve(
        HOUSE,
        bases=(BaseWeek(WeekHours.of({"mo": "10-16"}), Validity(date(2025, 1, 2))),),
        seasons=(),
        patterns=(
            Pattern(EvenWeeks(), Clip(600, 1500, STAFFED)),
            Pattern(OddWeeks(), Replace(hours("10-12"), STAFFED), reason="lesesirkel"),
        ),
        holidays=(),
        exceptions=(DatedException(Dates((date(2026, 5, 17),)), Replace((), STAFFED)),),
        restrictions=(Restriction(datetime(2026, 4, 20, 12), datetime(2026, 4, 27)),),
    )
    assert describe_rules(more) == (
        "fra 2. januar 2025: Man 10–16.",
        "i partallsuker: betjent tidligst fra kl. 10 og betjent senest til kl. 01 neste dag",
        "i oddetallsuker (lesesirkel): betjent 10–12",
        "17. mai 2026: ubetjent",
        "fra 20. april 2026 kl. 12.00 til 27. april 2026 kl. 00.00: stengt",
    )


DAY = date(2026, 1, 1)
WINDOW = DateRange(DAY, date(2026, 2, 1))
NOW = at("2026-01-01 12:00")
WRONG = {
    "a week in Danish": (lambda: describe_week(LIBRARY, DAY, "da"), InvalidValueError),
    "a language that is none": (lambda: describe_week(LIBRARY, DAY, None), InvalidValueError),
    "a week of nothing": (lambda: describe_week(None, DAY), WrongTypeError),
    "a week at an instant": (lambda: describe_week(LIBRARY, NOW), WrongTypeError),
    "a state at a date": (lambda: describe_state(LIBRARY, DAY), WrongTypeError),
    "a state at a naive time": (lambda: describe_state(LIBRARY, datetime(2026, 1, 1)), InvalidValueError),
    "a state of a week": (lambda: describe_state(WeekHours.of({}), NOW), WrongTypeError),
    "a notice of a year as a number": (lambda: describe_exceptions(LIBRARY, 2026), WrongTypeError),
    "a notice of nothing": (lambda: describe_exceptions(None, WINDOW), WrongTypeError),
    "a notice with a number as limits": (
        lambda: describe_exceptions(LIBRARY, WINDOW, limits=3),
        WrongTypeError,
    ),
    "a notice too long": (
        lambda: describe_exceptions(LIBRARY, WINDOW, limits=Limits(occurrences=30)),
        LimitExceededError,
    ),
    "a change of nothing": (lambda: describe_change(LIBRARY, None, WINDOW), WrongTypeError),
    "a change too long": (
        lambda: describe_change(LIBRARY, LIBRARY, WINDOW, limits=Limits(occurrences=30)),
        LimitExceededError,
    ),
    "an explanation that is none": (lambda: describe_explanation("because"), WrongTypeError),
    "rules of a service": (
        lambda: describe_rules(within(LIBRARY, LIBRARY, requires=AccessLevel.STAFFED)),
        WrongTypeError,
    ),
}


@pytest.mark.parametrize(("call", "error"), WRONG.values(), ids=WRONG)
def test_wrong_arguments_are_refused(call, error):
    with pytest.raises(error):
        call()

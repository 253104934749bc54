"""Nynorsk."""

from types import MappingProxyType
from typing import Final

from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import BreakName
from innbyggertorg.language.nb import ordinal
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.rule import Frequency, Skip

__all__ = ["NN"]

NN: Final = Words(
    code="nn",
    weekdays=("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    weekdays_on=("måndagar", "tysdagar", "onsdagar", "torsdagar", "fredagar", "laurdagar", "søndagar"),
    months=(
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    both="og",
    either="eller",
    besides="og dessutan",
    ordinal=ordinal,
    nth=MappingProxyType(
        {1: "første", 2: "andre", 3: "tredje", 4: "fjerde", 5: "femte", -1: "siste", -2: "nest siste"}
    ),
    nth_last="{nth} siste",
    nth_weekday="den {nth} {day}en",
    nth_last_weekday="{nth} {day}",
    every=MappingProxyType(
        {
            Frequency.YEARLY: ("kvart år", "annakvart år", "kvart {nth} år"),
            Frequency.MONTHLY: ("kvar månad", "annankvar månad", "kvar {nth} månad"),
            Frequency.WEEKLY: ("kvar veke", "annakvar veke", "kvar {nth} veke"),
            Frequency.DAILY: ("kvar dag", "annankvar dag", "kvar {nth} dag"),
            Frequency.HOURLY: ("kvar time", "annankvar time", "kvar {nth} time"),
            Frequency.MINUTELY: ("kvart minutt", "annakvart minutt", "kvart {nth} minutt"),
            Frequency.SECONDLY: ("kvart sekund", "annakvart sekund", "kvart {nth} sekund"),
        }
    ),
    period=MappingProxyType(
        {
            Frequency.YEARLY: "i året",
            Frequency.MONTHLY: "i månaden",
            Frequency.WEEKLY: "i veka",
            Frequency.DAILY: "på dagen",
            Frequency.HOURLY: "i timen",
            Frequency.MINUTELY: "i minuttet",
            Frequency.SECONDLY: "i sekundet",
        }
    ),
    every_weekday=("kvar {day}", "annankvar {day}", "kvar {nth} {day}"),
    weekday_range="{first} til {last}",
    of_period="{what} i {period}",
    month_day="den {days}",
    last_month_day="{nth} dag",
    year_day="dag {n}",
    day_in_month="{day} {month}",
    day_number="{n}.",
    date="{days} {month} {year}",
    on_dates="{dates}",
    on_weekday_date="{weekday} {date}",
    in_months="i {months}",
    in_week="i veke {n}",
    in_weeks="i veke {n}",
    last_weeks="i {nth} veke i året",
    even_weeks="i partalsveker",
    odd_weeks="i oddetalsveker",
    but_only="men berre {what} {period}",
    only="berre {what}",
    the_nth="den {nth}",
    hours=("i time {n}", "i timane {n}"),
    minutes=("i minutt {n}", "i minutta {n}"),
    seconds=("i sekund {n}", "i sekunda {n}"),
    week_start="med veker som byrjar på {day}",
    skip=MappingProxyType(
        {
            Skip.OMIT: "",
            Skip.BACKWARD: "eller dagen før dersom den dagen ikkje finst",
            Skip.FORWARD: "eller dagen etter dersom den dagen ikkje finst",
        }
    ),
    since="frå {date}",
    until="til og med {date}",
    times=("éin gong", "{n} gonger"),
    counting="{times}, medrekna dei som fell bort",
    clock="{h:02}.{m:02}",
    clock_seconds="{h:02}.{m:02}.{s:02}",
    at="kl. {times}",
    spans=("kl. {a}–{b}", "{a}–{b}"),  # noqa: RUF001  # the dash between numbers
    of_length="i {length}",
    lengths=(("dag", "dagar"), ("time", "timar"), ("minutt", "minutt"), ("sekund", "sekund")),
    exclude="ikkje {what}",
    apart_from="unnateke {what}",
    cancelled="avlyst {a}",
    left_out="ikkje {a}",
    moved="flytta frå {a} til {b}",
    instead="{a} i staden for {b}",
    lasting="{a} varer {length}",
    changed="endra {a}",
    also="også {a}",
    provisional="førebels",
    in_zone="tidssone {zone}",
    holidays=MappingProxyType(
        {
            Holiday.NEW_YEARS_DAY: "1. nyttårsdag",
            Holiday.MAUNDY_THURSDAY: "skjærtorsdag",
            Holiday.GOOD_FRIDAY: "langfredag",
            Holiday.EASTER_SUNDAY: "1. påskedag",
            Holiday.EASTER_MONDAY: "2. påskedag",
            Holiday.LABOUR_DAY: "1. mai",
            Holiday.CONSTITUTION_DAY: "grunnlovsdagen",
            Holiday.ASCENSION_DAY: "Kristi himmelfartsdag",
            Holiday.WHIT_SUNDAY: "1. pinsedag",
            Holiday.WHIT_MONDAY: "2. pinsedag",
            Holiday.CHRISTMAS_DAY: "1. juledag",
            Holiday.BOXING_DAY: "2. juledag",
        }
    ),
    eves=MappingProxyType(
        {
            Eve.WEDNESDAY_BEFORE_EASTER: "onsdag før skjærtorsdag",
            Eve.EASTER_EVE: "påskeaftan",
            Eve.WHITSUN_EVE: "pinseaftan",
            Eve.CHRISTMAS_EVE: "julaftan",
            Eve.NEW_YEARS_EVE: "nyttårsaftan",
        }
    ),
    named_days="på {names}",
    public_holidays="på heilagdagar",
    breaks=MappingProxyType(
        {
            BreakName.AUTUMN: "i haustferien",
            BreakName.CHRISTMAS: "i juleferien",
            BreakName.WINTER: "i vinterferien",
            BreakName.EASTER: "i påskeferien",
            BreakName.DAY_OFF: "på fridagane til skulen",
            BreakName.SUMMER: "i sommarferien",
        }
    ),
    school_holidays="i skuleferiane",
    school_days="på skuledagar",
    easter=(
        ("{n} dag før 1. påskedag", "{n} dagar før 1. påskedag"),
        ("{n} dag etter 1. påskedag", "{n} dagar etter 1. påskedag"),
    ),
    each_year="{when} kvart år",
    from_to="frå {first} til og med {last}",
    every_day="kvar dag",
)

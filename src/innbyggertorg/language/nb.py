"""Bokmål."""

from types import MappingProxyType
from typing import Final

from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import BreakName
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.rule import Frequency, Skip

__all__ = ["NB", "ordinal"]


def ordinal(number: int) -> str:
    """Return a number with the full stop that makes it an ordinal."""
    return f"{number}."


NB: Final = Words(
    code="nb",
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    weekdays_on=("mandager", "tirsdager", "onsdager", "torsdager", "fredager", "lørdager", "søndager"),
    months=(
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    both="og",
    either="eller",
    besides="og dessuten",
    ordinal=ordinal,
    nth=MappingProxyType(
        {1: "første", 2: "andre", 3: "tredje", 4: "fjerde", 5: "femte", -1: "siste", -2: "nest siste"}
    ),
    nth_last="{nth} siste",
    nth_weekday="den {nth} {day}en",
    nth_last_weekday="{nth} {day}",
    every=MappingProxyType(
        {
            Frequency.YEARLY: ("hvert år", "annethvert år", "hvert {nth} år"),
            Frequency.MONTHLY: ("hver måned", "annenhver måned", "hver {nth} måned"),
            Frequency.WEEKLY: ("hver uke", "annenhver uke", "hver {nth} uke"),
            Frequency.DAILY: ("hver dag", "annenhver dag", "hver {nth} dag"),
            Frequency.HOURLY: ("hver time", "annenhver time", "hver {nth} time"),
            Frequency.MINUTELY: ("hvert minutt", "annethvert minutt", "hvert {nth} minutt"),
            Frequency.SECONDLY: ("hvert sekund", "annethvert sekund", "hvert {nth} sekund"),
        }
    ),
    period=MappingProxyType(
        {
            Frequency.YEARLY: "i året",
            Frequency.MONTHLY: "i måneden",
            Frequency.WEEKLY: "i uken",
            Frequency.DAILY: "på dagen",
            Frequency.HOURLY: "i timen",
            Frequency.MINUTELY: "i minuttet",
            Frequency.SECONDLY: "i sekundet",
        }
    ),
    every_weekday=("hver {day}", "annenhver {day}", "hver {nth} {day}"),
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
    in_week="i uke {n}",
    in_weeks="i uke {n}",
    last_weeks="i {nth} uke i året",
    even_weeks="i partallsuker",
    odd_weeks="i oddetallsuker",
    but_only="men bare {what} {period}",
    only="bare {what}",
    the_nth="den {nth}",
    hours=("i time {n}", "i timene {n}"),
    minutes=("i minutt {n}", "i minuttene {n}"),
    seconds=("i sekund {n}", "i sekundene {n}"),
    week_start="med uker som begynner på {day}",
    skip=MappingProxyType(
        {
            Skip.OMIT: "",
            Skip.BACKWARD: "eller dagen før hvis den dagen ikke finnes",
            Skip.FORWARD: "eller dagen etter hvis den dagen ikke finnes",
        }
    ),
    since="fra {date}",
    until="til og med {date}",
    times=("én gang", "{n} ganger"),
    counting="{times}, medregnet dem som faller bort",
    clock="{h:02}.{m:02}",
    clock_seconds="{h:02}.{m:02}.{s:02}",
    at="kl. {times}",
    spans=("kl. {a}–{b}", "{a}–{b}"),  # noqa: RUF001  # the dash between numbers
    of_length="i {length}",
    lengths=(("dag", "dager"), ("time", "timer"), ("minutt", "minutter"), ("sekund", "sekunder")),
    exclude="ikke {what}",
    apart_from="unntatt {what}",
    cancelled="avlyst {a}",
    left_out="ikke {a}",
    moved="flyttet fra {a} til {b}",
    instead="{a} i stedet for {b}",
    lasting="{a} varer {length}",
    changed="endret {a}",
    also="også {a}",
    provisional="foreløpig",
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
            Eve.EASTER_EVE: "påskeaften",
            Eve.WHITSUN_EVE: "pinseaften",
            Eve.CHRISTMAS_EVE: "julaften",
            Eve.NEW_YEARS_EVE: "nyttårsaften",
        }
    ),
    named_days="på {names}",
    public_holidays="på helligdager",
    breaks=MappingProxyType(
        {
            BreakName.AUTUMN: "i høstferien",
            BreakName.CHRISTMAS: "i juleferien",
            BreakName.WINTER: "i vinterferien",
            BreakName.EASTER: "i påskeferien",
            BreakName.DAY_OFF: "på skolens fridager",
            BreakName.SUMMER: "i sommerferien",
        }
    ),
    school_holidays="i skolens ferier",
    school_days="på skoledager",
    easter=(
        ("{n} dag før 1. påskedag", "{n} dager før 1. påskedag"),
        ("{n} dag etter 1. påskedag", "{n} dager etter 1. påskedag"),
    ),
    each_year="{when} hvert år",
    from_to="fra {first} til og med {last}",
    every_day="hver dag",
)

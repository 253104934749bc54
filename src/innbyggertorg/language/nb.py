"""Bokmål."""

# ruff: noqa: E501, RUF001 - a sentence is read in one piece, and an en dash stands between two times of day

from types import MappingProxyType
from typing import Final

from innbyggertorg.conflicts.kinds import RemedyKind, RuleName
from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import BreakName
from innbyggertorg.language.conflict_sentences import Sentences
from innbyggertorg.language.hours_table import HoursWords
from innbyggertorg.language.words import Words
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Layer
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
    working_day="hverdag",
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
    spans=("kl. {a}–{b}", "{a}–{b}"),
    of_length="i {length}",
    lengths=(("dag", "dager"), ("time", "timer"), ("minutt", "minutter"), ("sekund", "sekunder")),
    exclude="ikke {what}",
    apart_from="unntatt {what}",
    cancelled="avlyst {a}",
    left_out="ikke {a}",
    moved="flyttet fra {a} til {b}",
    instead="{a} i stedet for {b}",
    lasting="varer {length} {a}",
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
    opening=HoursWords(
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "etter avtale",
                AccessLevel.SELF_SERVICE: "meråpent",
                AccessLevel.STAFFED: "betjent",
            }
        ),
        without=MappingProxyType(
            {
                AccessLevel.BY_APPOINTMENT: "ikke etter avtale",
                AccessLevel.SELF_SERVICE: "ikke meråpent",
                AccessLevel.STAFFED: "ubetjent",
            }
        ),
        only=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "bare etter avtale",
                AccessLevel.SELF_SERVICE: "ubetjent",
            }
        ),
        weekdays=("man", "tir", "ons", "tor", "fre", "lør", "søn"),
        weekday_range="{first}–{last}",
        every_day="alle dager",
        hour="{h:02}",
        time="{h:02}.{m:02}",
        at="kl. {time}",
        span="{a}–{b}",
        all_day="hele døgnet",
        next_day="{span} neste dag",
        days_later="{span} {n} dager senere",
        closed="stengt",
        until="{level} til {when}",
        always="{level} hele døgnet",
        from_then="{level} fra {when}",
        opens="åpner {when}",
        opens_at="åpner {when} ({level})",
        further_notice="{what} inntil videre",
        when=("kl. {time}", "i morgen kl. {time}", "{weekday} kl. {time}", "{weekday} {date} kl. {time}"),
        bound=("kl. {time}", "i morgen kl. {time}", "{weekday} kl. {time}", "{weekday} {date} kl. {time}"),
        midnight="midnatt",
        day="{weekday} {date}",
        from_day="fra {day}",
        to="til {moment}",
        from_to="fra {first} til og med {last}",
        note="{what} ({note})",
        line="{when}: {what}",
        was="{now}, før {before}",
        was_aside="{now} (før {before})",
        opening_time=("åpner kl. {time}", "{level} fra kl. {time}"),
        closing_time=("stenger kl. {time}", "{level} til kl. {time}"),
        earliest=("åpner tidligst kl. {time}", "{level} tidligst fra kl. {time}"),
        latest=("stenger senest kl. {time}", "{level} senest til kl. {time}"),
        also="også {hours}",
        layers=MappingProxyType(
            {
                Layer.BASE: "den vanlige uken",
                Layer.SEASON: "sesongen",
                Layer.PATTERN: "det faste mønsteret",
                Layer.HOLIDAY: "helligdagsregelen",
                Layer.EXCEPTION: "unntaket",
                Layer.RESTRICTION: "begrensningen",
            }
        ),
        of_day="Det gjelder åpningstiden {day}.",
        decided_by="Det avgjøres av {rule}.",
        shut_out="stengt, fordi huset må være {needed}, men er {level}",
        says="{rule} gir {level}",
        no_rule="Ingen regel sier noe om dagen.",
    ),
    conflicts=Sentences(
        rules=MappingProxyType(
            {
                RuleName.ONE_AT_A_TIME: "{who} er på samme tid i {rooms} {when}.",
                RuleName.TURNAROUND: "{who} kommer for tett i {rooms}: rigging og rydding overlapper {when}.",
                RuleName.SHARED_UP_TO: "Det kommer {got} til {rooms} {when}, og bare {allowed} kan dele rommet: {who}.",
                RuleName.STATED_CAPACITY: "{who} venter {got}, men {rooms} har plass til {allowed}; det gjelder {when}.",
                RuleName.FIRE_LIMIT: "{who} venter {got}, men brannkravet for {rooms} er {allowed}; det gjelder {when}.",
                RuleName.CLOSURE: "{who} kan ikke holdes {when}, for da er det stengt.",
                RuleName.CLOSURE_LEVEL: "{who} kan ikke holdes {when}, for da er huset bare {level}.",
                RuleName.CLOSURE_CAP: "Det kommer {got} {when}, og bare {allowed} kan være inne samtidig: {who}.",
                RuleName.OPENING_HOURS: "{who} er utenfor åpningstiden {when}.",
                RuleName.OPENING_RESTRICTION: "{who} kan ikke holdes {when}, for da er huset {level}.",
                RuleName.ACCESS_LEVEL: "{who} krever at huset er {needed}, men {when} er det {level}.",
                RuleName.PRIMARY_USE: "{who} er i {rooms} {when}, en tid som {subject} har førsterett til.",
                RuleName.BOOKABLE: "{who} er i {rooms} {when}, men rommet lånes ikke ut.",
                RuleName.VALIDITY: "{who} er lagt til {when}, men {subject} er ikke i bruk da.",
                RuleName.AT_ONCE: "{subject} skal være flere steder samtidig {when}: {who}.",
                RuleName.NUMBER: "Det trengs {got} av {subject} {when}, men det finnes {allowed}: {who}.",
                RuleName.HOUSE_LEVEL: "{service} har åpent {when}, men da er huset {level}.",
                RuleName.ANNOUNCED_WEEKDAY: "{who} er kunngjort på en {announced}, men {when} er en {actual}.",
                RuleName.SCHOOL_CALENDAR: "Skoleruta er ikke kjent for {when}, så det er uvisst hva som gjelder{for_who}.",
            }
        ),
        service="{service} er stengt {when}.",
        because="Grunn: {reason}.",
        tentative="Ikke alt er bekreftet ennå.",
        remedies=MappingProxyType(
            {
                RemedyKind.OTHER_ROOM: "Ledig på samme tid: {rooms}.",
                RemedyKind.OTHER_TIME: "Ledig {when}: {rooms}.",
                RemedyKind.SKIP_DATES: "Uten {dates} er resten av rekken fri for konflikter.",
                RemedyKind.FEWER_PEOPLE: "Det er plass til {people}.",
            }
        ),
        quoted="«{title}»",
        somebody="en annen bestilling",
        organiser="arrangøren",
        others="andre",
        many="{n} til",
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "åpent etter avtale",
                AccessLevel.SELF_SERVICE: "meråpent",
                AccessLevel.STAFFED: "betjent",
            }
        ),
        moment="{weekday} {date} kl. {time}",
        span="{weekday} {date} kl. {start}–{end}",
        long_span="fra {start} til {end}",
    ),
)

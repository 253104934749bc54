"""Nynorsk."""

# ruff: noqa: E501, RUF001 - a sentence is read in one piece, and an en dash stands between two times of day

from types import MappingProxyType
from typing import Final

from innbyggertorg.conflicts.kinds import RemedyKind, RuleName
from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import BreakName
from innbyggertorg.language.conflict_sentences import Sentences
from innbyggertorg.language.hours_table import HoursWords
from innbyggertorg.language.nb import ordinal
from innbyggertorg.language.words import Words
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Layer
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
    working_day="kvardag",
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
    spans=("kl. {a}–{b}", "{a}–{b}"),
    of_length="i {length}",
    lengths=(("dag", "dagar"), ("time", "timar"), ("minutt", "minutt"), ("sekund", "sekund")),
    exclude="ikkje {what}",
    apart_from="unnateke {what}",
    cancelled="avlyst {a}",
    left_out="ikkje {a}",
    moved="flytta frå {a} til {b}",
    instead="{a} i staden for {b}",
    lasting="varer {length} {a}",
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
    opening=HoursWords(
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "etter avtale",
                AccessLevel.SELF_SERVICE: "meirope",
                AccessLevel.STAFFED: "betent",
            }
        ),
        without=MappingProxyType(
            {
                AccessLevel.BY_APPOINTMENT: "ikkje etter avtale",
                AccessLevel.SELF_SERVICE: "ikkje meirope",
                AccessLevel.STAFFED: "ubetent",
            }
        ),
        only=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "berre etter avtale",
                AccessLevel.SELF_SERVICE: "ubetent",
            }
        ),
        weekdays=("mån", "tys", "ons", "tor", "fre", "lau", "søn"),
        weekday_range="{first}–{last}",
        every_day="alle dagar",
        hour="{h:02}",
        time="{h:02}.{m:02}",
        at="kl. {time}",
        span="{a}–{b}",
        all_day="heile døgnet",
        next_day="{span} neste dag",
        days_later="{span} {n} dagar seinare",
        closed="stengt",
        until="{level} til {when}",
        always="{level} heile døgnet",
        from_then="{level} frå {when}",
        opens="opnar {when}",
        opens_at="opnar {when} ({level})",
        further_notice="{what} inntil vidare",
        when=("kl. {time}", "i morgon kl. {time}", "{weekday} kl. {time}", "{weekday} {date} kl. {time}"),
        bound=("kl. {time}", "i morgon kl. {time}", "{weekday} kl. {time}", "{weekday} {date} kl. {time}"),
        midnight="midnatt",
        day="{weekday} {date}",
        from_day="frå {day}",
        to="til {moment}",
        from_to="frå {first} til og med {last}",
        note="{what} ({note})",
        line="{when}: {what}",
        was="{now}, før {before}",
        was_aside="{now} (før {before})",
        opening_time=("opnar kl. {time}", "{level} frå kl. {time}"),
        closing_time=("stengjer kl. {time}", "{level} til kl. {time}"),
        earliest=("opnar tidlegast kl. {time}", "{level} tidlegast frå kl. {time}"),
        latest=("stengjer seinast kl. {time}", "{level} seinast til kl. {time}"),
        also="også {hours}",
        layers=MappingProxyType(
            {
                Layer.BASE: "den vanlege veka",
                Layer.SEASON: "sesongen",
                Layer.PATTERN: "det faste mønsteret",
                Layer.HOLIDAY: "heilagdagsregelen",
                Layer.EXCEPTION: "unntaket",
                Layer.RESTRICTION: "avgrensinga",
            }
        ),
        of_day="Det gjeld opningstida {day}.",
        decided_by="Det blir avgjort av {rule}.",
        shut_out="stengt, fordi huset må vere {needed}, men er {level}",
        says="{rule} gir {level}",
        no_rule="Ingen regel seier noko om dagen.",
    ),
    conflicts=Sentences(
        rules=MappingProxyType(
            {
                RuleName.ONE_AT_A_TIME: "{who} er på same tid i {rooms} {when}.",
                RuleName.TURNAROUND: "{who} kjem for tett i {rooms}: rigging og rydding overlappar {when}.",
                RuleName.SHARED_UP_TO: "Det kjem {got} til {rooms} {when}, og berre {allowed} kan dele rommet: {who}.",
                RuleName.STATED_CAPACITY: "{who} ventar {got}, men {rooms} har plass til {allowed}; det gjeld {when}.",
                RuleName.FIRE_LIMIT: "{who} ventar {got}, men brannkravet for {rooms} er {allowed}; det gjeld {when}.",
                RuleName.CLOSURE: "{who} kan ikkje haldast {when}, for då er det stengt.",
                RuleName.CLOSURE_LEVEL: "{who} kan ikkje haldast {when}, for då er huset berre {level}.",
                RuleName.CLOSURE_CAP: "Det kjem {got} {when}, og berre {allowed} kan vere inne samstundes: {who}.",
                RuleName.OPENING_HOURS: "{who} er utanfor opningstida {when}.",
                RuleName.OPENING_RESTRICTION: "{who} kan ikkje haldast {when}, for då er huset {level}.",
                RuleName.ACCESS_LEVEL: "{who} krev at huset er {needed}, men {when} er det {level}.",
                RuleName.PRIMARY_USE: "{who} er i {rooms} {when}, ei tid som {subject} har førsterett til.",
                RuleName.BOOKABLE: "{who} er i {rooms} {when}, men rommet blir ikkje lånt ut.",
                RuleName.VALIDITY: "{who} er lagt til {when}, men {subject} er ikkje i bruk då.",
                RuleName.AT_ONCE: "{subject} skal vere fleire stader samstundes {when}: {who}.",
                RuleName.NUMBER: "Det trengst {got} av {subject} {when}, men det finst {allowed}: {who}.",
                RuleName.HOUSE_LEVEL: "{service} har ope {when}, men då er huset {level}.",
                RuleName.ANNOUNCED_WEEKDAY: "{who} er kunngjort på ein {announced}, men {when} er ein {actual}.",
                RuleName.SCHOOL_CALENDAR: "Skuleruta er ikkje kjend for {when}, så det er uvisst kva som gjeld{for_who}.",
            }
        ),
        service="{service} er stengt {when}.",
        because="Grunn: {reason}.",
        tentative="Ikkje alt er stadfesta enno.",
        remedies=MappingProxyType(
            {
                RemedyKind.OTHER_ROOM: "Ledig på same tid: {rooms}.",
                RemedyKind.OTHER_TIME: "Ledig {when}: {rooms}.",
                RemedyKind.SKIP_DATES: "Utan {dates} er resten av rekkja fri for konfliktar.",
                RemedyKind.FEWER_PEOPLE: "Det er plass til {people}.",
            }
        ),
        quoted="«{title}»",
        somebody="ei anna tinging",
        organiser="arrangøren",
        others="andre",
        many="{n} til",
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "stengt",
                AccessLevel.BY_APPOINTMENT: "ope etter avtale",
                AccessLevel.SELF_SERVICE: "meirope",
                AccessLevel.STAFFED: "betent",
            }
        ),
        moment="{weekday} {date} kl. {time}",
        span="{weekday} {date} kl. {start}–{end}",
        long_span="frå {start} til {end}",
    ),
)

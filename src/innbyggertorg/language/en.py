"""English."""

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

__all__ = ["EN"]


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


EN: Final = Words(
    code="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_on=("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    both="and",
    either="or",
    besides="and also",
    ordinal=_ordinal,
    nth=MappingProxyType(
        {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
    ),
    nth_last="{nth} to last",
    nth_weekday="the {nth} {day}",
    nth_last_weekday="the {nth} {day}",
    every=MappingProxyType(
        {
            Frequency.YEARLY: ("every year", "every other year", "every {nth} year"),
            Frequency.MONTHLY: ("every month", "every other month", "every {nth} month"),
            Frequency.WEEKLY: ("every week", "every other week", "every {nth} week"),
            Frequency.DAILY: ("every day", "every other day", "every {nth} day"),
            Frequency.HOURLY: ("every hour", "every other hour", "every {nth} hour"),
            Frequency.MINUTELY: ("every minute", "every other minute", "every {nth} minute"),
            Frequency.SECONDLY: ("every second", "every other second", "every {nth} second"),
        }
    ),
    period=MappingProxyType(
        {
            Frequency.YEARLY: "of the year",
            Frequency.MONTHLY: "of the month",
            Frequency.WEEKLY: "of the week",
            Frequency.DAILY: "of the day",
            Frequency.HOURLY: "of the hour",
            Frequency.MINUTELY: "of the minute",
            Frequency.SECONDLY: "of the second",
        }
    ),
    every_weekday=("every {day}", "every other {day}", "every {nth} {day}"),
    weekday_range="{first} to {last}",
    of_period="{what} of {period}",
    month_day="the {days}",
    last_month_day="the {nth} day",
    year_day="day {n}",
    day_in_month="{day} {month}",
    day_number="{n}",
    date="{days} {month} {year}",
    on_dates="on {dates}",
    on_weekday_date="{weekday} {date}",
    working_day="weekday",
    in_months="in {months}",
    in_week="in week {n}",
    in_weeks="in weeks {n}",
    last_weeks="in the {nth} week of the year",
    even_weeks="in even weeks",
    odd_weeks="in odd weeks",
    but_only="but only {what} {period}",
    only="only {what}",
    the_nth="the {nth}",
    hours=("in hour {n}", "in hours {n}"),
    minutes=("in minute {n}", "in minutes {n}"),
    seconds=("in second {n}", "in seconds {n}"),
    week_start="with weeks that begin on {day}",
    skip=MappingProxyType(
        {
            Skip.OMIT: "",
            Skip.BACKWARD: "or the day before if there is no such day",
            Skip.FORWARD: "or the day after if there is no such day",
        }
    ),
    since="from {date}",
    until="up to and including {date}",
    times=("once", "{n} times"),
    counting="{times}, counting those that are left out",
    clock="{h:02}:{m:02}",
    clock_seconds="{h:02}:{m:02}:{s:02}",
    at="at {times}",
    spans=("from {a} to {b}", "from {a} to {b}"),
    of_length="for {length}",
    lengths=(("day", "days"), ("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
    exclude="not {what}",
    apart_from="except {what}",
    cancelled="cancelled {a}",
    left_out="not {a}",
    moved="moved from {a} to {b}",
    instead="on {a} instead of {b}",
    lasting="lasts {length} {a}",
    changed="changed {a}",
    also="also {a}",
    provisional="provisional",
    in_zone="time zone {zone}",
    holidays=MappingProxyType(
        {
            Holiday.NEW_YEARS_DAY: "New Year's Day",
            Holiday.MAUNDY_THURSDAY: "Maundy Thursday",
            Holiday.GOOD_FRIDAY: "Good Friday",
            Holiday.EASTER_SUNDAY: "Easter Sunday",
            Holiday.EASTER_MONDAY: "Easter Monday",
            Holiday.LABOUR_DAY: "Labour Day",
            Holiday.CONSTITUTION_DAY: "Constitution Day",
            Holiday.ASCENSION_DAY: "Ascension Day",
            Holiday.WHIT_SUNDAY: "Whit Sunday",
            Holiday.WHIT_MONDAY: "Whit Monday",
            Holiday.CHRISTMAS_DAY: "Christmas Day",
            Holiday.BOXING_DAY: "Boxing Day",
        }
    ),
    eves=MappingProxyType(
        {
            Eve.WEDNESDAY_BEFORE_EASTER: "the Wednesday before Easter",
            Eve.EASTER_EVE: "Easter Eve",
            Eve.WHITSUN_EVE: "Whitsun Eve",
            Eve.CHRISTMAS_EVE: "Christmas Eve",
            Eve.NEW_YEARS_EVE: "New Year's Eve",
        }
    ),
    named_days="on {names}",
    public_holidays="on public holidays",
    breaks=MappingProxyType(
        {
            BreakName.AUTUMN: "in the autumn break",
            BreakName.CHRISTMAS: "in the Christmas break",
            BreakName.WINTER: "in the winter break",
            BreakName.EASTER: "in the Easter break",
            BreakName.DAY_OFF: "on the school's days off",
            BreakName.SUMMER: "in the summer holidays",
        }
    ),
    school_holidays="in the school holidays",
    school_days="on school days",
    easter=(
        ("{n} day before Easter Sunday", "{n} days before Easter Sunday"),
        ("{n} day after Easter Sunday", "{n} days after Easter Sunday"),
    ),
    each_year="{when} every year",
    from_to="from {first} up to and including {last}",
    every_day="every day",
    opening=HoursWords(
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "closed",
                AccessLevel.BY_APPOINTMENT: "by appointment",
                AccessLevel.SELF_SERVICE: "self-service",
                AccessLevel.STAFFED: "staffed",
            }
        ),
        without=MappingProxyType(
            {
                AccessLevel.BY_APPOINTMENT: "not by appointment",
                AccessLevel.SELF_SERVICE: "no self-service",
                AccessLevel.STAFFED: "not staffed",
            }
        ),
        only=MappingProxyType(
            {
                AccessLevel.CLOSED: "closed",
                AccessLevel.BY_APPOINTMENT: "by appointment only",
                AccessLevel.SELF_SERVICE: "not staffed",
            }
        ),
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        weekday_range="{first}–{last}",
        every_day="every day",
        hour="{h:02}",
        time="{h:02}:{m:02}",
        at="{time}",
        span="{a}–{b}",
        all_day="around the clock",
        next_day="{span} the next day",
        days_later="{span} {n} days later",
        closed="closed",
        until="{level} until {when}",
        always="{level} around the clock",
        from_then="{level} from {when}",
        opens="opens {when}",
        opens_at="opens {when} ({level})",
        further_notice="{what} until further notice",
        when=("at {time}", "tomorrow at {time}", "on {weekday} at {time}", "on {weekday} {date} at {time}"),
        bound=("{time}", "tomorrow at {time}", "{weekday} at {time}", "{weekday} {date} at {time}"),
        midnight="midnight",
        day="{weekday} {date}",
        from_day="from {day}",
        to="until {moment}",
        from_to="from {first} up to and including {last}",
        note="{what} ({note})",
        line="{when}: {what}",
        was="{now}, was {before}",
        was_aside="{now} (was {before})",
        opening_time=("opens at {time}", "{level} from {time}"),
        closing_time=("closes at {time}", "{level} until {time}"),
        earliest=("opens no earlier than {time}", "{level} no earlier than {time}"),
        latest=("closes no later than {time}", "{level} no later than {time}"),
        also="also {hours}",
        layers=MappingProxyType(
            {
                Layer.BASE: "the usual week",
                Layer.SEASON: "the season",
                Layer.PATTERN: "the recurring rule",
                Layer.HOLIDAY: "the holiday rule",
                Layer.EXCEPTION: "the exception",
                Layer.RESTRICTION: "the restriction",
            }
        ),
        of_day="These are the hours of {day}.",
        decided_by="This is decided by {rule}.",
        shut_out="closed, because the house must be {needed}, but is {level}",
        says="{rule} gives {level}",
        no_rule="No rule says anything about the day.",
    ),
    conflicts=Sentences(
        rules=MappingProxyType(
            {
                RuleName.ONE_AT_A_TIME: "{who} are in {rooms} at the same time on {when}.",
                RuleName.TURNAROUND: "{who} are too close in {rooms}: set-up and tear-down overlap on {when}.",
                RuleName.SHARED_UP_TO: "{got} people come to {rooms} on {when}, and only {allowed} may share it: {who}.",
                RuleName.STATED_CAPACITY: "{who} expects {got} people, but {rooms} holds {allowed}, on {when}.",
                RuleName.FIRE_LIMIT: "{who} expects {got} people, but the fire limit of {rooms} is {allowed}, on {when}.",
                RuleName.CLOSURE: "{who} cannot be held on {when}, as it is closed then.",
                RuleName.CLOSURE_LEVEL: "{who} cannot be held on {when}, as the house is only {level} then.",
                RuleName.CLOSURE_CAP: "{got} people come on {when}, and only {allowed} may be in at once: {who}.",
                RuleName.OPENING_HOURS: "{who} is outside the opening hours on {when}.",
                RuleName.OPENING_RESTRICTION: "{who} cannot be held on {when}, as the house is {level} then.",
                RuleName.ACCESS_LEVEL: "{who} needs the house {needed}, but on {when} it is {level}.",
                RuleName.PRIMARY_USE: "{who} is in {rooms} on {when}, a time at which {subject} goes first.",
                RuleName.BOOKABLE: "{who} is in {rooms} on {when}, but the room is not lent out.",
                RuleName.VALIDITY: "{who} is planned for {when}, but {subject} is not in use then.",
                RuleName.AT_ONCE: "{subject} would be in several places at once on {when}: {who}.",
                RuleName.NUMBER: "{got} of {subject} are needed on {when}, but there are {allowed}: {who}.",
                RuleName.HOUSE_LEVEL: "{service} is open on {when}, but the house is {level} then.",
                RuleName.ANNOUNCED_WEEKDAY: "{who} was announced for a {announced}, but {when} is a {actual}.",
                RuleName.SCHOOL_CALENDAR: "The school calendar for {when} is not known, so nobody can say what holds{for_who}.",
            }
        ),
        service="{service} is closed on {when}.",
        because="Reason: {reason}.",
        tentative="Not all of it is settled yet.",
        remedies=MappingProxyType(
            {
                RemedyKind.OTHER_ROOM: "Free at the same time: {rooms}.",
                RemedyKind.OTHER_TIME: "Free on {when}: {rooms}.",
                RemedyKind.SKIP_DATES: "Without {dates} the rest of the series has no conflict.",
                RemedyKind.FEWER_PEOPLE: "There is room for {people}.",
            }
        ),
        quoted="“{title}”",
        somebody="another booking",
        organiser="the organiser",
        others="somebody else",
        many="{n} more",
        levels=MappingProxyType(
            {
                AccessLevel.CLOSED: "closed",
                AccessLevel.BY_APPOINTMENT: "open by appointment",
                AccessLevel.SELF_SERVICE: "open for self-service",
                AccessLevel.STAFFED: "staffed",
            }
        ),
        moment="{weekday} {date} at {time}",
        span="{weekday} {date}, {start}–{end}",
        long_span="{start} until {end}",
    ),
)

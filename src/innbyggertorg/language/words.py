"""What a language must bring: words, and patterns with places for other words."""

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import BreakName
from innbyggertorg.language.conflict_sentences import Sentences
from innbyggertorg.language.hours_table import HoursWords
from innbyggertorg.recurrence.rule import Frequency, Skip

__all__ = ["Words", "capital", "joined"]


@frozen(kw_only=True)
class Words:
    """The table of one language. What stands in braces is replaced.

    Attributes:
        code: ISO 639-1.
        weekdays: Monday first.
        weekdays_on: Every such day of the week, as in "closed on Tuesdays".
        months: January first.
        both: Between the last two of a list that all count.
        either: Between the last two of a list of which one will do.
        besides: Between rules that each say when something is.
        ordinal: A number as it stands before a noun, in digits.
        nth: Ordinals in words, 1 to 5, -1 for the last, -2 for the one before.
        nth_last: Any other number counted from the end, `{nth}` in digits.
        nth_weekday: The nth weekday of a month, counted from its start.
        nth_last_weekday: The same counted from the end.
        every: For each frequency: every one, every other one, and every `{nth}`.
        period: For each frequency the period that is spoken of already: "of the month".
        every_weekday: Every Tuesday, every other Tuesday, and every `{nth}` Tuesday.
        weekday_range: Days of the week in a row.
        of_period: A day within a repeated period: "the 15th" "of every month".
        month_day: Days of the month alone, such as the 1st and 15th.
        last_month_day: A day counted from the end of the month or year.
        year_day: A numbered day of the year.
        day_in_month: A day and a month without a year; `{day}` is what *day_number* makes.
        day_number: A day in a date.
        date: A whole date: `{days}` of `{month}` `{year}`.
        on_dates: Dates in a sentence: when.
        on_weekday_date: One date with its weekday.
        working_day: A day from Monday to Friday.
        in_months: Within named months.
        in_week: Within a numbered week.
        in_weeks: Within several.
        last_weeks: Within weeks counted from the end of the year.
        even_weeks: Within weeks of even number.
        odd_weeks: Within weeks of odd number.
        but_only: Of what was said only some: `{what}` of `{period}`.
        only: Restricts what was said.
        the_nth: Some of the starts of a period, by their number.
        hours: At the hours, `{n}`; a singular and a plural.
        minutes: The same for minutes.
        seconds: The same for seconds.
        week_start: On which day weeks begin.
        skip: What happens to days that do not exist.
        since: From when on.
        until: To when, included.
        times: How many times: once, and `{n}` times.
        counting: That the `{times}` count also when something does not happen.
        clock: A time of day: `{h}`, `{m}`.
        clock_seconds: The same with seconds, `{s}`.
        at: At a time, or at several.
        spans: From one time to another: the first, and those that follow in a list.
        of_length: How long something lasts each time.
        lengths: Days, hours, minutes and seconds, each singular and plural.
        exclude: What is left out, said of a time or place: "not in the school holidays".
        apart_from: What is left out, said of what repeats: "except every other Tuesday".
        cancelled: Starts that are announced as cancelled.
        left_out: Starts that do not happen.
        moved: From `{a}` to `{b}`.
        instead: On a day at `{a}`, and not at `{b}`.
        lasting: `{a}` lasts `{length}` this time.
        changed: Something else is different.
        also: Starts besides.
        provisional: That it is not settled yet.
        in_zone: In which zone the times are.
        holidays: Names of the public holidays.
        eves: Names of the eves.
        named_days: When, of named days.
        public_holidays: On all public holidays.
        breaks: During each school break.
        school_holidays: During all of them.
        school_days: On days with school.
        easter: Days from Easter Sunday: `{n}` before and `{n}` after, each singular and plural.
        each_year: Every year, after a stretch of the year.
        from_to: From one day of the year to another, both included.
        every_day: On all days there are.
        opening: The part about opening hours.
        conflicts: The part about conflicts.
    """

    code: str
    weekdays: tuple[str, ...]
    weekdays_on: tuple[str, ...]
    months: tuple[str, ...]
    both: str
    either: str
    besides: str
    ordinal: Callable[[int], str]
    nth: Mapping[int, str]
    nth_last: str
    nth_weekday: str
    nth_last_weekday: str
    every: Mapping[Frequency, tuple[str, str, str]]
    period: Mapping[Frequency, str]
    every_weekday: tuple[str, str, str]
    weekday_range: str
    of_period: str
    month_day: str
    last_month_day: str
    year_day: str
    day_in_month: str
    day_number: str
    date: str
    on_dates: str
    on_weekday_date: str
    working_day: str
    in_months: str
    in_week: str
    in_weeks: str
    last_weeks: str
    even_weeks: str
    odd_weeks: str
    but_only: str
    only: str
    the_nth: str
    hours: tuple[str, str]
    minutes: tuple[str, str]
    seconds: tuple[str, str]
    week_start: str
    skip: Mapping[Skip, str]
    since: str
    until: str
    times: tuple[str, str]
    counting: str
    clock: str
    clock_seconds: str
    at: str
    spans: tuple[str, str]
    of_length: str
    lengths: tuple[tuple[str, str], ...]
    exclude: str
    apart_from: str
    cancelled: str
    left_out: str
    moved: str
    instead: str
    lasting: str
    changed: str
    also: str
    provisional: str
    in_zone: str
    holidays: Mapping[Holiday, str]
    eves: Mapping[Eve, str]
    named_days: str
    public_holidays: str
    breaks: Mapping[BreakName, str]
    school_holidays: str
    school_days: str
    easter: tuple[tuple[str, str], tuple[str, str]]
    each_year: str
    from_to: str
    every_day: str
    opening: HoursWords
    conflicts: Sentences

    def all_of(self, items: Iterable[str]) -> str:
        """Join things that all count."""
        return joined(items, self.both)

    def any_of(self, items: Iterable[str]) -> str:
        """Join things of which one will do."""
        return joined(items, self.either)

    def nth_words(self, number: int) -> str:
        """Return an ordinal: in words where it is small, and counted from the end where it is negative."""
        if number in self.nth:
            return self.nth[number]
        if number > 0:
            return self.ordinal(number)
        return self.nth_last.format(nth=self.nth.get(-number) or self.ordinal(-number))


def joined(items: Iterable[str], conjunction: str) -> str:
    """Join with commas, and *conjunction* before the last."""
    *most, last = items
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def capital(text: str) -> str:
    """Begin a sentence: the first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]

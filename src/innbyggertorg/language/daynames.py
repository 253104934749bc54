"""Days of the week, month and year in words, by name or by number."""

from collections.abc import Iterable
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.rule import NthDay

__all__ = [
    "by_place",
    "every_weekday",
    "in_months",
    "in_weeks",
    "month_days",
    "nth_weekdays",
    "nth_working_days",
    "on_weekdays",
    "weekday_names",
    "year_days",
]

_EVEN: Final = tuple(range(2, 53, 2))
_ODD: Final = tuple(range(1, 54, 2))


def by_place(numbers: Iterable[int]) -> list[int]:
    """Sort numbers counted from the start first, then those counted from the end, the last one last."""
    return sorted(numbers, key=lambda number: (number < 0, number))


def in_a_row(weekdays: Iterable[Weekday], words: Words) -> str:
    """Say three or more days of the week in a row as from the first to the last; else nothing."""
    days = sorted(set(weekdays))
    if len(days) < 3 or days[-1] - days[0] >= len(days):
        return ""
    return words.weekday_range.format(first=words.weekdays[days[0]], last=words.weekdays[days[-1]])


def weekday_names(weekdays: tuple[Weekday, ...], words: Words) -> str:
    """Say days of the week, in a row or listed."""
    return in_a_row(weekdays, words) or words.all_of(words.weekdays[day] for day in weekdays)


def every_weekday(weekdays: tuple[Weekday, ...], words: Words) -> str:
    """Say every such day of the week, in a row or listed."""
    listed = words.all_of(words.weekdays[day] for day in weekdays)
    return in_a_row(weekdays, words) or words.every_weekday[0].format(day=listed)


def on_weekdays(weekdays: tuple[Weekday, ...], words: Words) -> str:
    """Say when, of days of the week in general."""
    names = words.all_of(words.weekdays_on[day] for day in weekdays)
    return in_a_row(weekdays, words) or words.named_days.format(names=names)


def nth_weekdays(days: Iterable[NthDay], words: Words) -> str:
    """Say numbered weekdays, those of one weekday together; and plain ones as every such day."""
    plain: list[Weekday] = []
    numbered: dict[Weekday, list[int]] = {}
    for day in days:
        if day.nth:
            numbered.setdefault(day.weekday, []).append(day.nth)
        else:
            plain.append(day.weekday)
    found = []
    for weekday, numbers in sorted(numbered.items()):
        for backwards, pattern in ((False, words.nth_weekday), (True, words.nth_last_weekday)):
            chosen = [words.nth_words(number) for number in by_place(numbers) if (number < 0) is backwards]
            if chosen:
                found.append(pattern.format(nth=words.all_of(chosen), day=words.weekdays[weekday]))
    if plain:
        found.append(every_weekday(tuple(plain), words))
    return words.all_of(found)


def nth_working_days(numbers: tuple[int, ...], words: Words) -> str:
    """Say numbered days among those from Monday to Friday."""
    found = []
    for backwards, pattern in ((False, words.nth_weekday), (True, words.nth_last_weekday)):
        chosen = [words.nth_words(number) for number in by_place(numbers) if (number < 0) is backwards]
        if chosen:
            found.append(pattern.format(nth=words.all_of(chosen), day=words.working_day))
    return words.all_of(found)


def month_days(numbers: tuple[int, ...], words: Words) -> str:
    """Say days of a month, negative numbers counted from its end."""
    found = []
    if forwards := [words.ordinal(number) for number in numbers if number > 0]:
        found.append(words.month_day.format(days=words.all_of(forwards)))
    if backwards := [words.nth_words(number) for number in numbers if number < 0]:
        found.append(words.last_month_day.format(nth=words.all_of(backwards)))
    return words.all_of(found)


def year_days(numbers: tuple[int, ...], words: Words) -> str:
    """Say days of a year, negative numbers counted from its end."""
    found = []
    if forwards := [str(number) for number in numbers if number > 0]:
        found.append(words.year_day.format(n=words.all_of(forwards)))
    if backwards := [words.nth_words(number) for number in numbers if number < 0]:
        found.append(words.last_month_day.format(nth=words.all_of(backwards)))
    return words.all_of(found)


def in_months(months: tuple[int, ...], words: Words) -> str:
    """Say within which months, three or more in a row, also over New Year, as from the first to the last."""
    firsts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(months) > 2 and len(firsts) == 1:
        last = (firsts[0] + len(months) - 2) % 12 + 1
        return words.from_to.format(first=words.months[firsts[0] - 1], last=words.months[last - 1])
    return words.in_months.format(months=words.all_of(words.months[month - 1] for month in months))


def _runs(numbers: list[int]) -> list[str]:
    """Write numbers, which are in order, with three or more in a row as 28–30."""  # noqa: RUF002
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        written
        for run in runs
        for written in ([f"{run[0]}\N{EN DASH}{run[-1]}"] if len(run) > 2 else map(str, run))
    ]


def in_weeks(weeks: tuple[int, ...], words: Words) -> str:
    """Say within which numbered weeks, negative numbers counted from the end of the year."""
    if weeks in (_EVEN, _ODD):
        return words.even_weeks if weeks == _EVEN else words.odd_weeks
    found = []
    if forwards := [number for number in weeks if number > 0]:
        pattern = words.in_weeks if len(forwards) > 1 else words.in_week
        found.append(pattern.format(n=words.all_of(_runs(forwards))))
    if backwards := [words.nth_words(number) for number in weeks if number < 0]:
        found.append(words.last_weeks.format(nth=words.all_of(backwards)))
    return words.all_of(found)

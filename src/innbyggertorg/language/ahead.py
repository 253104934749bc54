"""The days ahead that are not as usual, and the weeks that will be another."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from attrs import evolve, frozen

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import PAST_LAST
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.language.day_hours import day_hours, day_hours_words, weekday_list
from innbyggertorg.language.signs import sign_words
from innbyggertorg.language.stretches import stretch_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import Words
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.opening.difference import times_of
from innbyggertorg.opening.judging import Judge
from innbyggertorg.opening.layers import DatedException, HolidayPolicy, Restriction
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.results import DayOpening
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.usual import rebuilt, schedules_in

__all__ = ["Stretch", "describe_exceptions", "unusual_stretches"]

_BEYOND = 400
_SHORT = 14


def describe_exceptions(
    openings: Openings, window: DateRange, language: str = "nb", *, limits: Limits = DEFAULT_LIMITS
) -> tuple[str, ...]:
    """Say what is not as the door sign says: holidays, eves, exceptions, closures, and other weeks to come.

    What `describe_week` says for the first day of *window* is taken to be known. A run of days that reaches
    the end of the window is followed beyond it; one without an end within 400 more days is said to hold
    until further notice. Days on which a school year is unknown end the list.

    Args:
        openings: A schedule, or a service within its house.
        window: The days to look at, usually from today on.
        language: `nb`, `nn` or `en`.
        limits: Bound the days that are looked at, by `occurrences`.

    Returns:
        One line for each, in order, such as "fredag 3. april (langfredag): stengt". A year is named where it
        is not that of the window's first day.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        LimitExceededError: If *window* has more days than `limits.occurrences`.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_exceptions language", language)
    if not isinstance(window, DateRange):
        raise WrongTypeError("describe_exceptions window", "must be a DateRange", window)
    check_limits("describe_exceptions", limits)
    if len(window) > limits.occurrences:
        raise LimitExceededError("occurrences", limits.occurrences, len(window))
    found = [*unusual_stretches(openings, window, words), *_new_weeks(openings, window, words)]
    found.sort(key=lambda stretch: stretch.first)
    return tuple(stretch.line(window.start.year, words) for stretch in found)


@frozen(kw_only=True)
class Stretch:
    """Days in a row on which the same holds; *last* is None where no end is known.

    Another week, which is *usual* from then on, is not said to hold until further notice.
    """

    first: date
    last: date | None
    what: str
    note: str = ""
    usual: bool = False

    def line(self, year: int, words: Words) -> str:
        """Say the stretch in one line; its dates have a year where it is not *year*."""
        table = words.opening
        when = stretch_words(self.first, self.last, year, words)
        what = (
            self.what if self.usual or self.last is not None else table.further_notice.format(what=self.what)
        )
        if self.note:
            when = table.note.format(what=when, note=self.note)
        return table.line.format(when=when, what=what)


def _days_from(start: date, past: int) -> Iterator[date]:
    return map(date.fromordinal, range(start.toordinal(), min(past, PAST_LAST)))


# --- days that are not as usual -------------------------------------------------------------------------

_Rule = HolidayPolicy | DatedException | Restriction


class _Day:
    """One day as it is and as it usually would be; and if they differ, the rules that make it so."""

    def __init__(self, layered: "_Layered", day: date, words: Words) -> None:
        opening = layered.openings.day(day)
        usual = day_hours(layered.usual.day(day))
        self.day = day
        self.hours = day_hours(opening)
        self.text = day_hours_words(self.hours, words, usual=usual)
        self.differs = self.hours != usual
        self.cause = layered.cause(opening) if self.differs else ()
        self.note = "; ".join(dict.fromkeys(rule.reason for rule in self.cause if rule.reason))
        names = _names(opening, words)
        self.named = bool(names) and any(_is_of_the_day(rule) for rule in self.cause)
        if self.named:
            self.note = "; ".join(filter(None, (*names, self.note)))


def _is_of_the_day(rule: _Rule) -> bool:
    """Whether the name of a holiday tells why a rule acts."""
    return isinstance(rule, HolidayPolicy) or (isinstance(rule, DatedException) and not rule.reason)


def _names(opening: DayOpening, words: Words) -> tuple[str, ...]:
    """Return the names of a day in words, but not "1. mai" on 1 May."""
    names = [words.holidays[each] for each in opening.holidays]
    names += [words.eves[each] for each in opening.eves]
    number = words.day_number.format(n=opening.day.day)
    date_alone = words.day_in_month.format(day=number, month=words.months[opening.day.month - 1])
    others = [name for name in names if name != date_alone]
    return (words.all_of(others),) if others else ("",) if names else ()


class _Layered:
    """Openings, what is usual in them, and each schedule in them with some of its layers."""

    def __init__(self, openings: Openings) -> None:
        self.openings = openings
        self.usual = rebuilt(openings, _plain)
        self.schedules = [(each, _variants(each)) for each in schedules_in(openings)]

    def cause(self, opening: DayOpening) -> tuple[_Rule, ...]:
        """Return the rules that make a day unusual: of one layer, where that alone would make it so."""
        found: list[_Rule] = []
        for schedule, (plain, *variants) in self.schedules:
            times = times_of(schedule.day(opening.day).spans)
            if times_of(plain.day(opening.day).spans) == times:
                continue
            layers = _acting(schedule, opening)
            alone = [
                rules
                for rules, variant in zip(layers, variants, strict=True)
                if rules and times_of(variant.day(opening.day).spans) == times
            ]
            found += alone[0] if alone else [rule for rules in layers for rule in rules]
        return tuple(found)


def _plain(schedule: OpeningSchedule) -> OpeningSchedule:
    return evolve(schedule, holidays=(), exceptions=(), restrictions=())


def _variants(schedule: OpeningSchedule) -> tuple[OpeningSchedule, ...]:
    """Return a schedule without what makes exceptions, and with one layer of it each, from strong to weak."""
    return (
        _plain(schedule),
        evolve(schedule, holidays=(), exceptions=()),
        evolve(schedule, holidays=(), restrictions=()),
        evolve(schedule, exceptions=(), restrictions=()),
    )


def _acting(schedule: OpeningSchedule, opening: DayOpening) -> tuple[list[_Rule], ...]:
    """Return the rules that have something to say about a day, by layers from strong to weak."""
    midnight = datetime.combine(opening.day, time())
    restrictions: list[_Rule] = [
        each
        for each in schedule.restrictions
        if each.start - midnight < timedelta(days=3) and (each.end is None or each.end > midnight)
    ]
    exceptions: list[_Rule] = [each for each in schedule.exceptions if each.days.picks(opening.day)]
    names = {*opening.holidays, *opening.eves}
    policies: list[_Rule] = [each for each in schedule.holidays if names & {*each.names}]
    if opening.holidays and not policies:
        policies = [each for each in schedule.holidays if not each.names]
    return restrictions, exceptions, policies


def unusual_stretches(openings: Openings, window: DateRange, words: Words) -> list[Stretch]:
    """List the days of a window that are not as usual, those that one cause makes so together."""
    layered = _Layered(openings)
    found: list[Stretch] = []
    group: list[_Day] = []  # days of one cause, and the days between them
    past = window.end.toordinal()
    for day in _days_from(window.start, past + _BEYOND):
        beyond = day.toordinal() >= past
        if beyond and not group:
            break
        try:
            each = _Day(layered, day, words)
        except UnknownSchoolYearError:
            break
        goes_on = each.cause == group[0].cause or not (each.differs or _is_over(group)) if group else False
        if goes_on and not each.named:
            group.append(each)
            continue
        if beyond and {*group[0].cause} < {*each.cause}:
            continue  # something else acts besides, which is not told of yet
        found += _told(group, words)
        group = [each] if each.differs and not beyond else []
        if each.named:
            found += _told(group, words)
            group = []
    else:
        return found + _told(group, words, open_ended=True)
    return found + _told(group, words)


def _is_over(group: list[_Day]) -> bool:
    """Whether the last six days of a group were as usual."""
    return not any(each.differs for each in group[-6:])


def _told(group: list[_Day], words: Words, *, open_ended: bool = False) -> list[Stretch]:
    """Put a group of days into stretches: one, if they are alike or alike week by week."""
    days = group[: 1 + max((n for n, each in enumerate(group) if each.differs), default=-1)]
    if not days:
        return []
    first, last = days[0], None if open_ended else days[-1].day
    if all(each.hours == first.hours for each in days):
        fullest = max((each.text for each in days if each.differs), key=len)  # some days name more levels
        return [Stretch(first=first.day, last=last, what=fullest, note=first.note)]
    week: dict[int, set[str]] = {}
    for each in days:
        week.setdefault(Weekday.of(each.day), set()).add(each.text if each.differs else "")
    if len(days) > _SHORT and all(len(texts) == 1 for texts in week.values()):
        alike: dict[str, list[int]] = {}
        for weekday, texts in sorted(week.items()):
            alike.setdefault(min(texts), []).append(weekday)
        alike.pop("", None)
        listed = "; ".join(f"{weekday_list(weekdays, words)} {text}" for text, weekdays in alike.items())
        return [Stretch(first=first.day, last=last, what=listed, note=first.note)]
    found: list[Stretch] = []
    for each in days:
        before = found[-1] if found else None
        if not each.differs:
            continue
        if before and (before.what, before.last) == (each.text, each.day - timedelta(days=1)):
            found[-1] = evolve(before, last=each.day)
        else:
            found.append(Stretch(first=each.day, last=each.day, what=each.text, note=each.note))
    return found


# --- weeks to come --------------------------------------------------------------------------------------


def _new_weeks(openings: Openings, window: DateRange, words: Words) -> Iterator[Stretch]:
    """List the stretches that begin after the first day of a window and have another week than it has."""
    judges = [Judge(schedule) for schedule in schedules_in(openings)]

    def weeks(day: date) -> list[object]:
        rules = [judge.week_rule(day.toordinal()) for judge in judges]
        return [None if rule is None else rule.week for rule in rules]

    known = now = weeks(window.start)
    first: date | None = None
    past = window.end.toordinal()
    for day in _days_from(window.start, past + _BEYOND):
        if day.toordinal() >= past and first is None:
            return
        then = weeks(day)
        if then == now:
            continue
        if first is not None:
            yield _new_week(openings, judges, first, day - timedelta(days=1), words)
        now = then
        first = None if then == known or day.toordinal() >= past else day
    if first is not None:
        yield _new_week(openings, judges, first, None, words)


def _new_week(
    openings: Openings, judges: list[Judge], first: date, last: date | None, words: Words
) -> Stretch:
    rules = [judge.week_rule(first.toordinal()) for judge in judges]
    reasons = dict.fromkeys(getattr(rule, "reason", "") for rule in rules)
    note = "; ".join(filter(None, reasons))
    return Stretch(first=first, last=last, what=sign_words(openings, first, words), note=note, usual=True)

"""Writing a schedule as a text that OSM's readers take alike."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days.dated import Between, Dates
from innbyggertorg.days.rule import PAST_LAST, DayRule
from innbyggertorg.days.weekly import weekday_of
from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.exchange.daily import MARGIN, Daily, check_horizon
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.osm.candidates import Candidate, candidates, usual_base
from innbyggertorg.exchange.osm.saying import Words, dates_in_words, in_words
from innbyggertorg.exchange.osm.sentences import Does, Sentence, Sentences, within_day
from innbyggertorg.exchange.pieces import Piece, Pieces, highest
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.opening.hours import DAY, Hours
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.operations import Add, Clip, Operation
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.schedule import OpeningSchedule

__all__ = ["format"]

_LONGEST_TAG = 255
_ROUNDS = 6
_BEYOND = 2 * 366
_GOING_ON = "that it goes on from"


def format(  # noqa: A001 - the pair of parse; always called as osm.format
    schedule: Openings, horizon: DateRange, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[str, tuple[Loss, ...]]:
    """Write a schedule as a text for OpenStreetMap's key `opening_hours`.

    Within the horizon the text is exact: whoever reads it under OSM's rules, with Norwegian public holidays,
    finds the spans of the schedule, and so does `parse`. A rule that OSM has words for becomes a rule; any
    other, such as every 4th Saturday from a first one on, becomes dates within the horizon, and is reported.

    Args:
        schedule: A schedule, or one within another.
        horizon: The days for which the text must be right.
        limits: `occurrences` is the most days that a horizon may have.

    Returns:
        The text, and what it does not say.

    Raises:
        LimitExceededError: If the horizon is too long.
        UnknownSchoolYearError: If a day of the horizon hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.

    Source:
        The OpenStreetMap wiki, "Key:opening_hours/specification".
    """
    check_horizon("osm.format", schedule, horizon, limits)
    writer = _Writer(schedule, horizon)
    text = str(writer.sentences)
    losses = [*writer.losses, *writer.daily.losses]
    if len(text) > _LONGEST_TAG:
        why = f"a tag of OpenStreetMap holds at most {_LONGEST_TAG} characters; a shorter horizon may help"
        losses.append(Loss(where="", what=f"a text of {len(text)} characters", why=why))
    return text, tuple(losses)


class _Writer:
    def __init__(self, schedule: Openings, horizon: DateRange) -> None:
        self.horizon = horizon
        self.daily = Daily(schedule, horizon)
        self.days = self.daily.days
        self.losses: list[Loss] = []
        self.sentences = Sentences(self._week(schedule))
        if isinstance(schedule, OpeningSchedule):
            self._say_rules(schedule)
        self._say_dates()
        if horizon:
            self._look_beyond(schedule)

    def _week(self, schedule: Openings) -> list[Pieces]:
        """Return the usual week: the base week that holds longest, or else what is most common."""
        if isinstance(schedule, OpeningSchedule):
            base = usual_base(schedule, self.horizon)
            return [()] * 7 if base is None else [_flat(hours) for hours in base.week.days]
        counted: list[Counter[Pieces]] = [Counter() for _ in range(7)]
        for number in self.days:
            counted[weekday_of(number)][self.daily.own[number]] += 1
        return [count.most_common(1)[0][0] if count else () for count in counted]

    # Rules

    def _picked(self, days: DayRule) -> frozenset[int]:
        """Return the days that a rule picks, from a little before the horizon to a while after it."""
        first, past = max(1, self.days.start - MARGIN), self.days.stop
        found = set(_numbers(days, first, past))
        with suppress(UnknownSchoolYearError):
            found.update(_numbers(days, past, min(past + _BEYOND, PAST_LAST)))
        return frozenset(found)

    def _say_rules(self, schedule: OpeningSchedule) -> None:
        rules = list(candidates(schedule, self.horizon))
        picked = [self._picked(rule.days) for rule in rules]
        for n, rule in enumerate(rules):
            stronger = frozenset().union(*picked[n + 1 :])
            seen = [number for number in sorted(picked[n] - stronger) if number in self.days]
            before = len(self.sentences.said)
            if not self._say_rule(rule, picked[n], seen) and not _comes_to_an_end(rule.days, self.horizon):
                why = "OSM has no words for its days or for what it does; they are listed as dates"
                self.losses.append(Loss(where=rule.where, what=self._going_on(), why=why))
            said = self.sentences.said[before:]
            if rule.reason and not any(sentence.reason for sentence in said):
                self.losses.append(_lost_reason(rule.where, rule.reason))
        for n, restriction in enumerate(schedule.restrictions):
            where = f"restrictions[{n}]"
            if restriction.end is None:
                why = "OSM has no open end; its days are listed as dates"
                self.losses.append(Loss(where=where, what=self._going_on(), why=why))
            if restriction.reason:
                self.losses.append(_lost_reason(where, restriction.reason))

    def _going_on(self) -> str:
        return f"{_GOING_ON} {self.horizon.end}"

    def _say_rule(self, rule: Candidate, days: frozenset[int], seen: list[int]) -> bool:
        """Say a rule, and tell whether it was said by a rule; by dates, it ends with the horizon."""
        if all(self._is_right(number) for number in seen):
            return True
        words = in_words(rule.days)
        if words is not None and self._say(rule, words, seen):
            return True
        dates = sorted(number for number in days if number < self.days.stop)
        listed = Dates(tuple(map(date.fromordinal, dates)))
        self._say(rule, [Words(listed, dates_in_words(dates), dated=True)], seen)
        return False

    def _say(self, rule: Candidate, words: list[Words], seen: list[int]) -> bool:
        """Say a rule by selectors that pick its days, if that is right on the days on which it is seen."""
        change = _changed(rule.operation)
        if change is not None:
            before = len(self.sentences.said)
            self.sentences.said += [Sentence(each.on(), self._picked(each.rule), *change) for each in words]
            if all(self._is_right(number) for number in seen):
                return True
            del self.sentences.said[before:]
        plans = {self.daily.own[number] for number in seen}
        if len(plans) == 1:
            (plan,) = plans
            if _runs_over(plan):
                return False
            reason = rule.reason.replace('"', "'") if not plan else ""
            self.sentences.said += [
                Sentence(each.on(), self._picked(each.rule), Does.TAKES, plan, reason) for each in words
            ]
            return True
        return len(words) == 1 and words[0].splits and self._say_by_weekday(words[0], seen)

    def _say_by_weekday(self, words: Words, seen: list[int]) -> bool:
        by_weekday: dict[int, set[Pieces]] = defaultdict(set)
        for number in seen:
            by_weekday[weekday_of(number)].add(self.daily.own[number])
        groups: dict[Pieces, int] = {}
        for weekday, plans in sorted(by_weekday.items()):
            if len(plans) > 1:
                return False
            (plan,) = plans
            if _runs_over(plan):
                return False
            groups[plan] = groups.get(plan, 0) | 1 << weekday
        for plan, weekdays in groups.items():
            days = self._picked(words.rule)
            some = frozenset(number for number in days if weekdays >> weekday_of(number) & 1)
            if not all(self._is_right(number) for number in seen if number in some):
                self.sentences.said.append(Sentence(words.on(weekdays), some, Does.TAKES, plan))
        return True

    def _is_right(self, number: int) -> bool:
        return self.daily.settled(number, self.sentences.own(number)) == self.daily.own[number]

    # Dates

    def _say_dates(self) -> None:
        """Write out the days on which the rules are wrong, midnight to midnight, after all rules."""
        marked = {number for number in self.days if self._follows_short_day(number)}
        for turn in range(_ROUNDS):
            dated = self._with_dates(marked)
            wrong = set()
            for number in self.days:
                right = self.daily.clock(number)
                if self.daily.settled(number, dated.clock(number)) != right:
                    wrong.add(number)
                if self.daily.settled(number, _own_clock(dated, number)) != right:
                    # What is wrong in this reading alone runs over from a day before.
                    wrong.add(number if number not in marked else number - 1)
            if not wrong - marked:
                break
            marked |= wrong if turn < _ROUNDS - 2 else {*wrong, *self.days}
        self.sentences = self._with_dates(marked)

    def _follows_short_day(self, number: int) -> bool:
        """Tell whether a day comes after one of 23 hours, and hours may run over into one of the two.

        A reader is known that goes back 24 hours from just after midnight, and so takes the hours that run
        over from the wrong day; where the day has a date of its own, it reads that.
        """
        before = (number - 1, number - 2)
        nights = [self.daily.own.get(day, ()) for day in before]
        nights += [self.sentences.week[weekday_of(day)] for day in before]
        return self.daily.has_gap(number - 1) and any(map(_runs_over, nights))

    def _with_dates(self, marked: Iterable[int]) -> Sentences:
        groups: dict[Pieces, list[int]] = defaultdict(list)
        for number in sorted(marked):
            groups[self.daily.clock(number)].append(number)
        result = Sentences(self.sentences.week)
        result.said = list(self.sentences.said)
        result.said += [
            Sentence(dates_in_words(numbers), frozenset(numbers), Does.TAKES, plan)
            for plan, numbers in groups.items()
        ]
        return result

    def _look_beyond(self, schedule: Openings) -> None:
        """Report if the text ceases to be right after the horizon, unless that is said already."""
        past = self.days.stop
        if any(loss.what.startswith(_GOING_ON) for loss in self.losses) or past + _BEYOND >= PAST_LAST:
            return
        why = "the text was made for the horizon; make it anew before that ends"
        try:
            later = Daily(schedule, DateRange(self.horizon.end, self.horizon.end + timedelta(days=_BEYOND)))
        except UnknownSchoolYearError:
            self.losses.append(Loss(where="", what=f"the hours from {self.horizon.end} on", why=why))
            return
        said = self.sentences
        first = next(
            (
                number
                for number in later.days
                if later.settled(number, said.clock(number)) != later.clock(number)
            ),
            None,
        )
        if first is not None:
            what = f"the hours on {date.fromordinal(first)}, and what differs later"
            self.losses.append(Loss(where="", what=what, why=why))


def _numbers(days: DayRule, first: int, past: int) -> Iterable[int]:
    return (number for run in days.runs(max(1, first), past) for number in range(*run))


def _lost_reason(where: str, reason: str) -> Loss:
    return Loss(where=where, what=f"the reason {reason!r}", why="a comment says how open it is")


def _flat(hours: Iterable[Hours]) -> Pieces:
    """Return hours with the highest level at each minute."""
    return highest([(Piece(each.start, each.end, each.level),) for each in hours])


def _comes_to_an_end(days: DayRule, horizon: DateRange) -> bool:
    if isinstance(days, Dates):
        return days.dates[-1] < horizon.end
    return isinstance(days, Between) and days.last is not None and days.last < horizon.end


def _changed(operation: Operation | None) -> tuple[Does, Pieces] | None:
    """Return how OSM says what an operation does whatever the day has, if it can."""
    if isinstance(operation, Clip) and not operation.levels:
        early, late = operation.not_before or 0, operation.not_after
        times = [(0, early), (DAY if late is None else late, DAY)]
        pieces = tuple(Piece(start, end, AccessLevel.STAFFED) for start, end in times if start < end <= DAY)
        return (Does.CUTS, pieces) if pieces else None
    if isinstance(operation, Add):
        levels = _flat(operation.hours)
        return None if _runs_over(levels) else (Does.ADDS, levels)
    return None


def _runs_over(pieces: Pieces) -> bool:
    return any(piece.end > DAY for piece in pieces)


def _own_clock(sentences: Sentences, number: int) -> Pieces:
    """Return what is open between the midnights of a day by this package's reading."""
    return highest(within_day(sentences.own(number - back), DAY * back) for back in range(MARGIN + 1))

"""How open it is now, until when, and what comes then."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from innbyggertorg._checks import check_instant
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import zone as zone_of
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.language.moments import clock_words, date_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import Words, capital
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.queries import Openings

__all__ = ["describe_state", "when_words"]

_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_NIGHT_ENDS = time(6)


def describe_state(openings: Openings, now: datetime, language: str = "nb") -> str:
    """Say how open it is at an instant, until when, and what comes then.

    Times are those of the clock in the openings' zone. An opening further ahead than the default look-ahead
    counts as none.

    Args:
        openings: A schedule, or a service within its house.
        now: The instant, aware, in any zone.
        language: `nb`, `nn` or `en`.

    Returns:
        One line with a capital and without a full stop, such as "Betjent til kl. 16.00, meråpent til
        kl. 22.00" or "Stengt, åpner i morgen kl. 10.00"; why it is closed follows in parentheses.

    Raises:
        InvalidValueError: If *language* is not one of the three, or *now* is naive.
        UnknownSchoolYearError: If it hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_state language", language)
    if not isinstance(openings, Openings):
        raise WrongTypeError("describe_state openings", "must be an OpeningSchedule or a Within", openings)
    check_instant("describe_state now", now)
    level = openings.level_at(now)
    parts = (
        _closed(openings, now, words) if level is AccessLevel.CLOSED else _open(openings, now, level, words)
    )
    return capital(", ".join(parts))


def _open(openings: Openings, now: datetime, level: AccessLevel, words: Words) -> Iterator[str]:
    """Say the level and its end; then how long each lower level goes on, and when each higher one begins."""
    table = words.opening
    last: datetime | None = None
    for lower in range(level, AccessLevel.CLOSED, -1):
        each = AccessLevel(lower)
        end = openings.next_close(now, each).at
        if end is None:
            if each is level or last is not None:
                yield table.always.format(level=table.levels[each])
            break
        if each is level or (end != last and openings.level_at(end - _MOMENT) is each):
            yield table.until.format(
                level=table.levels[each], when=when_words(end, now, openings, words, bound=True)
            )
        last = end
    yield from _higher(openings, now, level, words)


def _higher(openings: Openings, now: datetime, level: AccessLevel, words: Words) -> Iterator[str]:
    for higher in range(level + 1, AccessLevel.STAFFED + 1):
        each = AccessLevel(higher)
        start = openings.next_open(now, each)
        if start.at is not None and start.after is each:
            when = when_words(start.at, now, openings, words, bound=True)
            yield words.opening.from_then.format(level=words.opening.levels[each], when=when)


def _closed(openings: Openings, now: datetime, words: Words) -> Iterator[str]:
    """Say that it is closed, why, and when it opens; and where that is not with staff, when staff comes."""
    table = words.opening
    said, reason = table.closed, openings.at(now).reason
    opening = openings.next_open(now)
    if opening.at is None:
        said = table.further_notice.format(what=said)
    yield table.note.format(what=said, note=reason) if reason else said
    if opening.at is None or opening.after is None:
        return
    when = when_words(opening.at, now, openings, words)
    if opening.after is AccessLevel.STAFFED:
        yield table.opens.format(when=when)
        return
    yield table.opens_at.format(when=when, level=table.levels[opening.after])
    yield from _higher(openings, opening.at, opening.after, words)


def when_words(
    moment: datetime, now: datetime, openings: Openings, words: Words, *, bound: bool = False
) -> str:
    """Say when something is, seen from *now*: the time alone today, else the day too.

    Args:
        moment: What to say.
        now: From where it is seen.
        openings: Give the zone of the clock.
        words: The language.
        bound: Whether it stands after "from" or "until", where the early morning after counts as today.
    """
    tz = zone_of(openings.zone)
    there, here = moment.astimezone(tz), now.astimezone(tz)
    days = (there.date() - here.date()).days
    clock = clock_words(there.time(), words)
    if (
        bound
        and days == 1
        and there.time() <= _NIGHT_ENDS
        and moment.astimezone(UTC) - now.astimezone(UTC) < _DAY
    ):
        days = 0
        if there.time() == time():
            return words.opening.midnight
    patterns = words.opening.bound if bound else words.opening.when
    return patterns[0 if days < 1 else 1 if days == 1 else 2 if days < 7 else 3].format(
        time=clock,
        weekday=words.weekdays[Weekday.of(there.date())],
        date=date_words(there.date(), words),
    )

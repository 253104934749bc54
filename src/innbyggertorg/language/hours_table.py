"""What a language must bring to say opening hours."""

from collections.abc import Mapping

from attrs import frozen

from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Layer

__all__ = ["HoursWords"]


@frozen(kw_only=True)
class HoursWords:
    """The part of a language's table that is about opening hours. What stands in braces is replaced.

    Attributes:
        levels: The levels, as they stand before hours or alone.
        without: That a level is not offered.
        only: That no level above this one is offered.
        weekdays: Short names for a door sign, Monday first.
        weekday_range: From one short name to another.
        every_day: All seven.
        hour: A time of day on the hour.
        time: A time of day with its minutes.
        at: Such a time, after "was".
        span: From one time to another.
        all_day: All 24 hours.
        next_day: That a span ends on the next day.
        days_later: That it ends `{n}` days later.
        closed: That it is closed all week, or all of a day.
        until: `{level}` until a moment.
        always: `{level}` day and night, without an end.
        from_then: `{level}` from a moment.
        opens: When it opens.
        opens_at: When it opens at another level than staffed.
        further_notice: That no end is known.
        when: A moment after a verb: today, tomorrow, on a weekday, on a later date.
        bound: The same moments after "from" or "until".
        midnight: The end of a day after "until".
        day: A weekday with its date.
        from_day: From a day on.
        to: Up to a moment.
        from_to: From a day to another, both included.
        note: A reason or a name, after what it belongs to.
        line: What it is about, and what holds.
        was: What holds, and what held before.
        was_aside: The same, where several changes are listed.
        opening_time: When it opens; by level, `{level}`.
        closing_time: When it closes; by level, `{level}`.
        earliest: That it opens no earlier; by level.
        latest: That it closes no later; by level.
        also: Hours besides.
        layers: The layers of a schedule, as what decides.
        of_day: Of which day hours are, if it is not the day itself.
        decided_by: Which rule decides.
        shut_out: That a service is closed since its house is `{level}` and not `{needed}`.
        says: What another rule says: `{rule}`, `{level}`.
        no_rule: That there is no rule for the day.
    """

    levels: Mapping[AccessLevel, str]
    without: Mapping[AccessLevel, str]
    only: Mapping[AccessLevel, str]
    weekdays: tuple[str, ...]
    weekday_range: str
    every_day: str
    hour: str
    time: str
    at: str
    span: str
    all_day: str
    next_day: str
    days_later: str
    closed: str
    until: str
    always: str
    from_then: str
    opens: str
    opens_at: str
    further_notice: str
    when: tuple[str, str, str, str]
    bound: tuple[str, str, str, str]
    midnight: str
    day: str
    from_day: str
    to: str
    from_to: str
    note: str
    line: str
    was: str
    was_aside: str
    opening_time: tuple[str, str]
    closing_time: tuple[str, str]
    earliest: tuple[str, str]
    latest: tuple[str, str]
    also: str
    layers: Mapping[Layer, str]
    of_day: str
    decided_by: str
    shut_out: str
    says: str
    no_rule: str

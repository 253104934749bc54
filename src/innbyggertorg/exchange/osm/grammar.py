"""From the text of opening hours to its rules, in the subset of OSM's grammar that has one meaning."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn

from innbyggertorg._checks import LINE_LENGTH, one_line_problem
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.exchange.osm.picked import EVERY, Picked
from innbyggertorg.exchange.osm.selecting import read_days
from innbyggertorg.exchange.osm.tokens import END, Token, Tokens, refuse
from innbyggertorg.exchange.osm.words import MONTHS, VARIABLE_TIMES, WEEKDAYS, level_named
from innbyggertorg.limits import Limits
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["Rule", "read_rules"]

_MOST_SPANS: Final = 48
_LATE: Final = 12 * 60
_NAMES: Final = (*WEEKDAYS, *MONTHS, "PH", "SH", "week", "easter")


class Rule(NamedTuple):
    """One rule: which days, which times (minutes, in order), and what holds then.

    `times` is None where the rule names none and so speaks of the whole day. A rule that is not `additional`
    and opens, or names no times, takes the day from the rules before it. A level of `CLOSED` is "off".
    """

    position: int
    additional: bool
    days: Picked
    times: tuple[tuple[int, int], ...] | None
    level: AccessLevel
    reason: str


def read_rules(text: str, limits: Limits, schools: SchoolCalendar | None) -> list[Rule]:
    """Read all rules of a text.

    Raises:
        LimitExceededError: If the text is too long or has too many rules.
        ParseError: If it is not in the subset; the part and its place are named.
    """
    if len(text) > limits.hours_text:
        raise LimitExceededError("hours_text", limits.hours_text, len(text))
    tokens = Tokens(text)
    tokens.skip_space()
    if tokens.token.kind == END:
        tokens.refuse("must hold a rule", 'write "off" for what is never open', 0)
    rules: list[Rule] = []
    for additional in _separators(tokens):
        if len(rules) == limits.hours_rules:
            raise LimitExceededError("hours_rules", limits.hours_rules, len(rules) + 1)
        rules.append(_rule(tokens, additional, schools))
    return rules


def _separators(tokens: Tokens) -> Iterator[bool]:
    """Step over what separates rules, and tell for each rule whether it is an additional one."""
    yield False
    while True:
        spaced = tokens.skip_space()
        token = tokens.token
        if token.kind == END:
            return
        if token.text == ";":
            additional = False
        elif token.text == "," and not spaced:
            additional = True
        else:
            _refuse_unexpected(tokens, token)
        tokens.take()
        tokens.skip_space()
        if tokens.token.kind == END:
            tokens.refuse("must have a rule after the separator", position=token.position)
        yield additional


def _refuse_unexpected(tokens: Tokens, token: Token) -> NoReturn:
    if token.text == "||":
        tokens.refuse(
            "must not hold fallback rules (||)", "write the rules in order; the last one wins a day"
        )
    if token.text == ":":
        tokens.refuse("must not have a colon here")
    if token.kind == "comment":
        tokens.refuse(
            "must say open or off before a comment", 'such as open "by appointment"; readers disagree without'
        )
    if token.kind == "word":
        _refuse_word(tokens, token)
    tokens.refuse(f"must not go on with {token.text!r} here", "a rule is: days, then times, then open or off")


def _refuse_word(tokens: Tokens, token: Token) -> NoReturn:
    known = {name.casefold(): name for name in _NAMES}
    name = known.get(token.text.casefold())
    if name == token.text:
        hint = "days come first: years, dates, weeks, weekdays; then times"
        tokens.refuse(f"must not name days ({name}) here", hint, token.position)
    if name is not None:
        tokens.refuse(f"must write {name} so", position=token.position)
    if token.text in VARIABLE_TIMES:
        rule = f"must not hold a time that varies ({token.text})"
        tokens.refuse(rule, "write the times of the clock", token.position)
    tokens.refuse(
        f"must not hold the word {token.text!r}", "names are those of OSM, such as Mo-Fr", token.position
    )


def _rule(tokens: Tokens, additional: bool, schools: SchoolCalendar | None) -> Rule:
    start = tokens.token
    always = start.kind == "always"
    days: Picked | None
    times: tuple[tuple[int, int], ...] | None
    if always:
        tokens.take()
        tokens.skip_space()
        days, times = EVERY, None
    else:
        days = read_days(tokens, schools)
        times = _times(tokens)
        if times is not None:
            tokens.skip_space()
    modifier = _modifier(tokens)
    if not always and days is None and times is None and modifier is None:
        _refuse_unexpected(tokens, tokens.token)
    if additional and days is None:
        hint = "write a list without blanks, such as 10:00-12:00,14:00-16:00, or name the days"
        tokens.refuse("must name days in an additional rule", hint, start.position)
    if times is None and modifier is None and tokens.token.text == ",":
        tokens.refuse("must not have a blank after the comma of a list", "write Mo,We")
    level, reason = modifier or (AccessLevel.STAFFED, "")
    return Rule(start.position, additional, days or EVERY, times, level, reason)


# Times


def _times(tokens: Tokens) -> tuple[tuple[int, int], ...] | None:
    token = tokens.token
    if token.kind != "time":
        if token.kind == "word" and token.text in VARIABLE_TIMES:
            _refuse_word(tokens, token)
        if token.text == "(":
            tokens.refuse("must not reckon with times", "write the times of the clock")
        return None
    start = token.position
    times = [_span(tokens)]
    while tokens.another_of_list():
        if tokens.token.kind != "time":
            tokens.refuse("must have a time after the comma", "an additional rule has a comma and a blank")
        times.append(_span(tokens))
    if len(times) > _MOST_SPANS:
        tokens.refuse(f"must have at most {_MOST_SPANS} times in a rule", position=start)
    times.sort()
    for (_, end), (later, _) in pairwise(times):
        if later < end:
            tokens.refuse("must not have times that overlap in a list", position=start)
    return tuple(times)


def _span(tokens: Tokens) -> tuple[int, int]:
    place = tokens.token
    start = _minute(tokens, DAY - 1)
    token = tokens.token
    if token.text == "+":
        tokens.refuse("must not hold open-ended times (+)", "write when it closes")
    if not tokens.take_sign("-"):
        tokens.refuse("must have an end after a time", "such as 10:00-12:00", place.position)
    if tokens.token.kind != "time":
        if tokens.token.text in VARIABLE_TIMES:
            _refuse_word(tokens, tokens.token)
        tokens.refuse("must have a time of the clock here, such as 16:00")
    past = tokens.token
    end = _minute(tokens, 2 * DAY)
    if tokens.token.text in ("+", "/"):
        sign = "open-ended times (+)" if tokens.token.text == "+" else "repeated times (/)"
        tokens.refuse(f"must not hold {sign}")
    if end > DAY:
        if start < _LATE:
            hint = f"write {past.text} as a time of the next day, if that is meant"
            tokens.refuse("must not end after 24:00 where it starts before 12:00", hint, past.position)
        if end - DAY >= start:
            tokens.refuse("must end less than 24 hours after the start", position=past.position)
        return start, end
    if end == start:
        hint = "a whole day is 00:00-24:00"
        tokens.refuse("must not end when it starts", hint, past.position)
    return start, end + DAY if end < start else end


def _minute(tokens: Tokens, latest: int) -> int:
    token = tokens.take()
    hour, _, minute = token.text.partition(":")
    found = 60 * int(hour) + int(minute)
    if int(minute) > 59 or found > latest:
        refuse(
            tokens.text, token.position, f"must be a time from 00:00 to {latest // 60:02}:{latest % 60:02}"
        )
    return found


# What holds


def _modifier(tokens: Tokens) -> tuple[AccessLevel, str] | None:
    token = tokens.token
    if token.text == "unknown":
        tokens.refuse("must not say unknown", 'write open "by appointment", if that is meant')
    if token.text not in ("open", "off", "closed"):
        return None
    tokens.take()
    comment = ""
    if tokens.token.kind == "space" and tokens.ahead().kind == "comment":
        tokens.take()
        comment = _comment(tokens)
    if token.text != "open":
        return AccessLevel.CLOSED, comment
    level = level_named(comment)
    return (AccessLevel.STAFFED, comment) if level is None else (level, "")


def _comment(tokens: Tokens) -> str:
    token = tokens.take()
    comment = token.text[1:-1].strip()
    if problem := one_line_problem(comment, LINE_LENGTH):
        tokens.refuse(f"has a comment that {problem}", position=token.position)
    return comment

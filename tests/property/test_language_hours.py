"""Laws of opening hours in words: they say exactly the hours, and nothing is left unsaid."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import DateRange
from innbyggertorg.language import (
    describe_change,
    describe_exceptions,
    describe_explanation,
    describe_rules,
    describe_state,
    describe_week,
)
from innbyggertorg.language.ahead import unusual_stretches
from innbyggertorg.language.day_hours import day_hours, day_hours_words
from innbyggertorg.language.tables import TABLES
from innbyggertorg.opening import (
    OPEN_LEVELS,
    AccessLevel,
    BaseWeek,
    OpeningSchedule,
    diff,
    within,
)
from innbyggertorg.testing import days, instants, opening_schedules, week_hours
from support.examples import examples

languages = st.sampled_from(tuple(TABLES))
few = examples(20)
some_levels = st.sampled_from(OPEN_LEVELS)


def houses():
    """Draw schedules, and services within houses."""
    return st.one_of(
        opening_schedules(),
        st.builds(
            lambda inner, outer, level: within(inner, outer, requires=level),
            opening_schedules(most=1),
            opening_schedules(most=1),
            some_levels,
        ),
    )


def in_one_line(text):
    return text == text.strip() and not re.search(r"[{}\n\r]|None|AccessLevel|\(\)", text)


def without_reasons(schedule):
    """The same schedule without what people wrote into it, which may look like anything."""
    layers = ("seasons", "patterns", "holidays", "exceptions", "restrictions")
    return evolve(
        schedule,
        **{layer: tuple(evolve(rule, reason="") for rule in getattr(schedule, layer)) for layer in layers},
    )


@given(week_hours(), week_hours(), languages)
def test_two_weeks_have_the_same_sign_exactly_if_they_are_open_alike(one, other, language):
    signs, spans = set(), set()
    for week in (one, other):
        schedule = OpeningSchedule(zone="UTC", bases=(BaseWeek(week),))
        signs.add(describe_week(schedule, date(2026, 1, 5), language))
        spans.add(
            tuple((span.start, span.end, span.level) for day in schedule.week(2026, 2) for span in day.spans)
        )
    assert len(signs) == len(spans)


@few
@given(houses(), days(), languages)
def test_every_schedule_has_a_sign_in_one_line(openings, day, language):
    text = describe_week(openings, day, language)
    assert in_one_line(text)
    assert text.endswith(".")
    assert text[0].isupper() or text[0].isdigit() or text[0] == "("


@few
@given(opening_schedules().map(without_reasons), languages)
def test_every_rule_has_words_in_one_line(schedule, language):
    said = describe_rules(schedule, language)
    layers = (schedule.bases, schedule.seasons, schedule.patterns, schedule.holidays)
    assert len(said) == sum(map(len, (*layers, schedule.exceptions, schedule.restrictions)))
    assert all(map(in_one_line, said))


@few
@given(houses(), instants(), languages)
def test_the_state_says_the_level_and_the_next_change_of_it(openings, now, language):
    text = describe_state(openings, now, language)
    assert in_one_line(text) or any(rule.reason for each in _schedules(openings) for rule in _rules(each))
    table = TABLES[language].opening
    level = openings.level_at(now)
    assert text.lower().startswith(table.levels[level])
    end = openings.next_open(now) if level is AccessLevel.CLOSED else openings.next_close(now, level)
    if end.at is None:
        assert table.always.format(level=table.levels[level]) in text.lower() or level is AccessLevel.CLOSED
    else:
        clock = TABLES[language].clock.format(h=end.at.hour, m=end.at.minute)
        assert clock in text or table.midnight in text


def _schedules(openings):
    if isinstance(openings, OpeningSchedule):
        return [openings]
    return [*_schedules(openings.inner), *_schedules(openings.outer)]


def _rules(schedule):
    return (
        *schedule.seasons,
        *schedule.patterns,
        *schedule.holidays,
        *schedule.exceptions,
        *schedule.restrictions,
    )


@few
@given(houses(), days(first=date(2024, 1, 1), last=date(2029, 1, 1)), st.integers(1, 30), languages)
def test_a_notice_says_something_exactly_if_a_day_is_not_as_usual(openings, start, length, language):
    window = DateRange(start, start + timedelta(days=length))
    said = describe_exceptions(openings, window, language)

    def plain(each):
        if isinstance(each, OpeningSchedule):
            return evolve(each, holidays=(), exceptions=(), restrictions=())
        return evolve(each, inner=plain(each.inner), outer=plain(each.outer))

    unusual = diff(plain(openings), openings, window)
    new_weeks = any(
        _week(schedule, day) != _week(schedule, window.start)
        for schedule in _schedules(openings)
        for day in window
    )
    assert bool(said) is bool(unusual or new_weeks)


@few
@given(opening_schedules(), days(first=date(2024, 1, 1), last=date(2029, 1, 1)), st.integers(1, 60))
def test_a_notice_says_the_hours_of_every_day_that_it_is_about(schedule, start, length):
    words = TABLES["nb"]
    window = DateRange(start, start + timedelta(days=length))
    stretches = unusual_stretches(schedule, window, words)
    plain = evolve(schedule, holidays=(), exceptions=(), restrictions=())
    for day in window:
        hours, usual = day_hours(schedule.day(day)), day_hours(plain.day(day))
        said = {_bare(day_hours_words(hours, words, usual=usual))}
        about = [each for each in stretches if each.first <= day <= (each.last or date.max)]
        of_weeks = [
            each for each in about if re.match(rf"({'|'.join(words.opening.weekdays)}|alle)\b", each.what)
        ]
        if hours != usual:
            assert {_bare(each.what) for each in about} & said or any(
                text in _bare(each.what) for each in of_weeks for text in said
            ), day
        else:
            assert {_bare(each.what) for each in about if each not in of_weeks} <= said


def _bare(text):
    """Without what only tells that staff is missing or there, which a day says if it is usual."""
    return text.replace("ubetjent, ", "").replace("betjent ", "")


def _week(schedule, day):
    """The week that holds on a day, found from a schedule that has nothing else."""
    only = OpeningSchedule(zone=schedule.zone, bases=schedule.bases, seasons=schedule.seasons)
    verdicts = only.explain(_noon(day)).verdicts
    return verdicts[-1].rule.week if verdicts else None


def _noon(day):
    return datetime.combine(day, time(12), ZoneInfo("Europe/Oslo"))


@few
@given(houses(), houses(), days(first=date(2024, 1, 1), last=date(2029, 1, 1)), st.integers(1, 60), languages)
def test_a_change_says_something_exactly_if_a_day_differs(old, new, start, length, language):
    window = DateRange(start, start + timedelta(days=length))
    said = describe_change(old, new, window, language)
    differences = diff(old, new, window)
    assert bool(said) is bool(differences)
    assert len(said) <= len(differences)


@few
@given(houses(), instants(), languages)
def test_every_explanation_has_words_that_begin_with_the_level(openings, now, language):
    explanation = openings.explain(now)
    text = describe_explanation(explanation, language)
    first = text.split(". ")[0]
    table = TABLES[language]
    named = table.opening.levels if explanation.needed is None else table.conflicts.levels
    assert named[explanation.level] in text
    closed = openings.level_at(now) is AccessLevel.CLOSED
    assert closed is (explanation.level is AccessLevel.CLOSED or explanation.needed is not None)
    assert str(explanation.moment.year) in text
    assert first[0].isupper()


@pytest.mark.parametrize("language", TABLES)
def test_the_tables_leave_no_level_out(language):
    table = TABLES[language].opening
    assert set(table.levels) == set(AccessLevel)
    assert set(table.without) == set(OPEN_LEVELS)
    assert set(table.only) == set(AccessLevel) - {AccessLevel.STAFFED}
    assert len(table.weekdays) == 7

"""Laws of words: always there, in one line, nothing left unsaid that tells two rules apart."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Weekday
from innbyggertorg.days import Dates, Eve, Eves, Holiday, Holidays
from innbyggertorg.language import describe
from innbyggertorg.language.en import EN
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN
from innbyggertorg.recurrence import Frequency, NthDay, RecurrenceRule, RuleDays
from innbyggertorg.testing import day_rules, days, recurrence_rules, school_calendars, series

LANGUAGES = ("nb", "nn", "en")
TABLES = {"nb": NB, "nn": NN, "en": EN}
DAY_RULES = school_calendars().flatmap(lambda calendar: day_rules(calendars=(calendar,)))


def well_formed(text):
    """Whether a text is one line of whole words, with nothing left open in it."""
    return (
        text == text.strip()
        and text.isprintable()
        and not re.search(r"[{}]|  |,,|, ;|;;|^[,;]|[,; ]$|None| [,;]|\(\)", text)
        and text.count("(") == text.count(")")
    )


@given(recurrence_rules(tuple(Frequency)), st.sampled_from(LANGUAGES))
def test_every_rule_has_words(rule, language):
    assert well_formed(describe(rule, language))


@given(DAY_RULES, st.sampled_from(LANGUAGES))
def test_every_rule_about_days_has_words(rule, language):
    assert well_formed(describe(rule, language))


@given(recurrence_rules(), days(), st.sampled_from(LANGUAGES))
def test_a_rule_as_days_has_words(rule, first, language):
    assert well_formed(describe(RuleDays(rule, first), language))


@given(series(), st.sampled_from(LANGUAGES))
def test_every_series_has_words_and_names_every_exception(value, language):
    text = describe(value, language)
    assert well_formed(text)
    words = TABLES[language]
    named = [*value.excluded, *value.extra]
    for override in value.overrides:
        if override.start or override.length or override.details or override.cancelled:
            named.append(override.original)
        if override.start and not override.cancelled:
            named.append(override.start)
    for moment in named:
        number = words.day_number.format(n=moment.day)
        assert re.search(rf"\b{re.escape(number)}", text)
        assert words.months[moment.month - 1] in text
        assert str(moment.year) in text
    cancelled = any(override.cancelled for override in value.overrides)
    assert (words.cancelled.partition(" ")[0] in text) is cancelled


intervals = st.sampled_from((1, 2, 3, 4, 12))
ends = st.one_of(
    st.just({}),
    st.builds(lambda count: {"count": count}, st.integers(1, 20)),
    st.builds(lambda until: {"until": until}, days()),
)
some_weekdays = st.sets(st.sampled_from(Weekday), max_size=7).map(tuple)
nth = st.builds(NthDay, st.sampled_from(Weekday), st.sampled_from((1, 2, 3, 4, 5, -1, -2, -3, -5)))
some_nth = st.sets(nth, min_size=1, max_size=3).map(tuple)
some_months = st.sets(st.integers(1, 12), max_size=3).map(tuple)
some_days = st.sets(st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=3).map(tuple)


@st.composite
def simple_rules(draw):
    """Draw the rules that people use; nothing in them is without effect."""
    parts = {"interval": draw(intervals), **draw(ends)}
    match draw(st.sampled_from(("daily", "weekly", "nth", "days", "year", "year nth"))):
        case "daily":
            return RecurrenceRule(Frequency.DAILY, by_month=draw(some_months), **parts)
        case "weekly":
            return RecurrenceRule(
                Frequency.WEEKLY, by_day=draw(some_weekdays), by_month=draw(some_months), **parts
            )
        case "nth":
            return RecurrenceRule(
                Frequency.MONTHLY, by_day=draw(some_nth), by_month=draw(some_months), **parts
            )
        case "days":
            return RecurrenceRule(Frequency.MONTHLY, by_month_day=draw(some_days), **parts)
        case "year":
            months = draw(some_months.filter(bool))
            return RecurrenceRule(Frequency.YEARLY, by_month=months, by_month_day=draw(some_days), **parts)
        case _:
            months = draw(some_months.filter(bool))
            return RecurrenceRule(Frequency.YEARLY, by_month=months, by_day=draw(some_nth), **parts)


@given(simple_rules(), simple_rules(), st.sampled_from(LANGUAGES))
def test_two_different_simple_rules_have_different_words(one, other, language):
    assert (describe(one, language) == describe(other, language)) is (one == other)


@given(simple_rules(), st.data(), st.sampled_from(LANGUAGES))
def test_rules_that_differ_in_one_part_have_different_words(rule, data, language):
    part, values = data.draw(
        st.sampled_from(
            (
                ("interval", intervals),
                ("by_month", some_months),
                ("week_start", st.sampled_from(Weekday)),
                ("by_hour", st.sets(st.integers(0, 23), max_size=2).map(tuple)),
                ("by_set_position", st.sets(st.sampled_from((1, 2, -1, -2)), max_size=2).map(tuple)),
            )
        )
    )
    if part == "by_set_position" and not (rule.by_day or rule.by_month or rule.by_month_day):
        return
    if part == "by_month" and rule.frequency is Frequency.YEARLY:
        return
    other = evolve(rule, **{part: data.draw(values)})
    assert (describe(rule, language) == describe(other, language)) is (rule == other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_single_day_rules_of_one_kind_have_different_words(language):
    for kind, names in ((Holidays, Holiday), (Eves, Eve)):
        assert len({describe(kind((name,)), language) for name in names}) == len(names)


@given(st.sets(days(), min_size=1, max_size=8), st.sets(days(), min_size=1, max_size=8))
def test_different_dates_have_different_words(one, other):
    for language in LANGUAGES:
        same = describe(Dates(tuple(one)), language) == describe(Dates(tuple(other)), language)
        assert same is (one == other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_leave_no_name_out(language):
    words = TABLES[language]
    assert set(words.holidays) == set(Holiday)
    assert set(words.eves) == set(Eve)
    assert set(words.every) == set(words.period) == set(Frequency)
    assert (len(words.weekdays), len(words.weekdays_on), len(words.months)) == (7, 7, 12)

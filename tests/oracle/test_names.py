"""The names of days and months, and the form of dates, against the Unicode Common Locale Data Repository."""

import pytest

from innbyggertorg.chrono import DateRange, Weekday
from innbyggertorg.days import Dates, Weekdays
from innbyggertorg.language import describe
from innbyggertorg.language.en import EN
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN

judge = pytest.importorskip("babel.dates", reason="the independent judge `babel` is not installed")

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
TABLES = {"nb": NB, "nn": NN, "en": EN}


@pytest.mark.parametrize("language", LOCALES)
def test_the_days_of_the_week_have_the_names_of_the_repository(language):
    theirs = judge.get_day_names("wide", "format", LOCALES[language])
    assert TABLES[language].weekdays == tuple(theirs[day] for day in range(7))


@pytest.mark.parametrize("language", LOCALES)
def test_the_months_have_the_names_of_the_repository(language):
    theirs = judge.get_month_names("wide", "format", LOCALES[language])
    assert TABLES[language].months == tuple(theirs[month] for month in range(1, 13))


@pytest.mark.parametrize("language", LOCALES)
def test_dates_are_written_as_the_repository_writes_them(language):
    for day in DateRange.year(2028):
        theirs = judge.format_date(day, "long", LOCALES[language])
        assert describe(Dates((day,)), language).removeprefix("on ") == theirs


@pytest.mark.parametrize("language", LOCALES)
def test_the_short_names_on_a_door_sign_are_those_of_the_repository(language):
    theirs = judge.get_day_names("abbreviated", "stand-alone", LOCALES[language])
    assert TABLES[language].opening.weekdays == tuple(theirs[day].rstrip(".") for day in range(7))


def test_norwegian_weekdays_on_end_as_plurals_do():
    for day in Weekday:
        assert describe(Weekdays((day,)), "nb") == f"på {NB.weekdays[day]}er"
        assert describe(Weekdays((day,)), "nn") == f"på {NN.weekdays[day]}ar"

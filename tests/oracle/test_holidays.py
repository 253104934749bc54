"""The public holidays against an independent package, day by day from 1947 to 2100."""

from datetime import date, timedelta

import pytest

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days import Holiday, Holidays, holidays_on

judge = pytest.importorskip("holidays", reason="the independent judge `holidays` is not installed")

NAMES = {
    "Første nyttårsdag": Holiday.NEW_YEARS_DAY,
    "Skjærtorsdag": Holiday.MAUNDY_THURSDAY,
    "Langfredag": Holiday.GOOD_FRIDAY,
    "Første påskedag": Holiday.EASTER_SUNDAY,
    "Andre påskedag": Holiday.EASTER_MONDAY,
    "Arbeidernes dag": Holiday.LABOUR_DAY,
    "Grunnlovsdag": Holiday.CONSTITUTION_DAY,
    "Kristi himmelfartsdag": Holiday.ASCENSION_DAY,
    "Første pinsedag": Holiday.WHIT_SUNDAY,
    "Andre pinsedag": Holiday.WHIT_MONDAY,
    "Første juledag": Holiday.CHRISTMAS_DAY,
    "Andre juledag": Holiday.BOXING_DAY,
}


@pytest.mark.parametrize("year", range(1947, 2101))
def test_every_day_of_the_year_bears_the_names_the_judge_gives_it(year):
    theirs = judge.country_holidays("NO", years=year, language="no")
    day = date(year, 1, 1)
    while day.year == year:
        named = {NAMES[name] for name in theirs[day].split("; ")} if day in theirs else set()
        assert set(holidays_on(day)) == named, day
        day += timedelta(days=1)
    assert set(Holidays().days(DateRange.year(year))) == set(theirs)

"""Weekly hours, written both as a schedule and as OSM opening_hours text, for judges that read the latter."""

import random

from attrs import evolve

from innbyggertorg.days import Annual
from innbyggertorg.opening import (
    CLOSE,
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Replace,
    WeekHours,
)

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def weekly_hours(n: int, *, past_midnight: bool = False) -> tuple[OpeningSchedule, str]:
    """Return the n-th of some schedules of Norwegian houses, and its text.

    Some close at noon for an hour, most are closed on public holidays, some are closed in July or open only
    in the morning of two eves. Where Friday and Saturday run past midnight there is no more than the week,
    for in the text a rule for a day also ends the night before.
    """
    chance = random.Random(n)
    week, rules = [], []
    for weekday, name in enumerate(_DAYS):
        if weekday > 4 and chance.random() < 0.4:
            week.append(())
            continue
        start, end = 30 * chance.randint(14, 22), 30 * chance.randint(28, 46)
        stretches = [(start, end)]
        if end - start > 300 and chance.random() < 0.3:
            stretches = [(start, 720), (780, end)]
        if past_midnight and weekday in {4, 5}:
            stretches[-1] = stretches[-1][0], 1440 + 30 * chance.randint(1, 4)
        week.append(tuple(Hours(*stretch) for stretch in stretches))
        rules.append(f"{name} {','.join(hours.text for hours in week[-1])}")
    schedule, text = OpeningSchedule(bases=(BaseWeek(WeekHours(tuple(week))),)), ", ".join(rules)
    if past_midnight:
        return schedule, text
    if n % 5:
        schedule, text = evolve(schedule, holidays=(HolidayPolicy(CLOSE),)), text + "; PH off"
    exceptions = []
    if n % 3 == 0:
        exceptions.append(DatedException(Annual.months(7, 7), CLOSE))
        text += "; Jul off"
    if n % 2 == 0:
        eves = Annual.on(12, 24) | Annual.on(12, 31)
        exceptions.append(DatedException(eves, Replace((Hours(540, 720),))))
        text += "; Dec 24,Dec 31 09:00-12:00"
    return evolve(schedule, exceptions=tuple(exceptions)), text

"""Series at the edges of what Python can count."""

from datetime import date, datetime, timedelta

import pytest

from innbyggertorg.errors import InvalidValueError
from innbyggertorg.recurrence import Override, Series


@pytest.mark.parametrize(
    ("first", "length", "override"),
    [
        pytest.param(
            datetime(2026, 1, 5, 18),
            timedelta(hours=2),
            Override(datetime(2026, 1, 5, 18), start=datetime(9999, 12, 31, 23)),
            id="moved to the last hour",
        ),
        pytest.param(
            datetime(2026, 1, 5, 18),
            timedelta(hours=2),
            Override(datetime(2026, 1, 5, 18), length=timedelta(days=999_999_999)),
            id="as long as Python can say",
        ),
        pytest.param(
            date(2026, 1, 5),
            timedelta(days=1),
            Override(date(2026, 1, 5), start=date.max),
            id="moved to the last day",
        ),
    ],
)
def test_an_override_that_cannot_end_is_refused(first, length, override):
    with pytest.raises(InvalidValueError, match="years 1 to 9999"):
        Series(first, length, overrides=(override,))

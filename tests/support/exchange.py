"""What a schedule and those who read its exported forms say alike: spans in seconds since 1970."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from innbyggertorg.chrono.interval import Interval

OSLO = ZoneInfo("Europe/Oslo")
DAY = 86_400


def joined(spans):
    """Join spans (start, end, what) that touch and say the same, and drop empty ones."""
    result = []
    for start, end, what in sorted(spans):
        if start == end:
            continue
        if result and result[-1][1] == start and result[-1][2] == what:
            result[-1] = (result[-1][0], end, what)
        else:
            result.append((start, end, what))
    return result


def window_of(horizon, tz=OSLO):
    """Return the interval from the first midnight of a DateRange to its last."""
    bounds = [datetime.combine(day, time(), tz) for day in (horizon.start, horizon.end)]
    return Interval(*bounds)


def spans_of(openings, window):
    """Return the spans of openings with their levels."""
    return joined(
        (span.start.timestamp(), span.end.timestamp(), span.level.key) for span in openings.spans(window)
    )


def cut_out(spans, days, tz=OSLO):
    """Take whole days out of spans, for what is known to be read in several ways."""
    for day in sorted(days):
        low, high = (datetime.combine(day + timedelta(days=n), time(), tz).timestamp() for n in (0, 1))
        spans = [
            (first, past, what)
            for start, end, what in spans
            for first, past in ((start, min(end, low)), (max(start, high), end))
            if first < past
        ]
    return joined(spans)

"""Opening hours in words, for `hours`."""

from datetime import datetime

from innbyggertorg.cli.saying import clock_in_words, day_in_words
from innbyggertorg.cli.words import said
from innbyggertorg.opening import DayOpening, Openings

__all__ = ["day_words", "state_words"]


def state_words(openings: Openings, now: datetime, language: str) -> str:
    """Say how open it is now, until when, and what comes then."""
    state = openings.at(now)
    words = said(language, state.level.key)
    if state.until is not None and state.next_level is not None:
        clock = f"{state.until:%H.%M}" if language != "en" else f"{state.until:%H:%M}"
        if state.until.date() != now.astimezone(state.until.tzinfo).date():
            clock = f"{day_in_words(state.until.date(), language)} {clock}"
        next_level = said(language, state.next_level.key)
        words += f" {said(language, 'until_then', time=clock, next=next_level)}"
    return f"{words} ({state.reason})" if state.reason else words


def day_words(day: DayOpening, language: str) -> str:
    """Say the hours of a day."""
    if not day.spans:
        return said(language, "closed")
    return ", ".join(
        f"{clock_in_words(span.start, span.end, language)} {said(language, span.level.key)}"
        for span in day.spans
    )
